"""Logistic regression by Newton's method, pulled towards weights set beforehand."""

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
STEPS = 50


def fitted(rows: Vector, same: Vector, chances: Vector, prior: Vector, pull: float) -> Vector:
    """Weights that minimise the weighted log loss plus pull/2 * |weights - prior|^2.

    `rows` is (pairs, features), `same` 0 or 1 a pair, `chances` the weight of each pair.
    The last feature is the bias, which is free.
    """
    strength = np.full(rows.shape[1], pull)
    strength[-1] = 1e-6
    weights = prior.copy()
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chances * (expected - same)) + strength * (weights - prior)
        curve = (rows.T * (chances * expected * (1 - expected))) @ rows + np.diag(strength)
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-8:
            break
    return np.asarray(weights, dtype=np.float64)
