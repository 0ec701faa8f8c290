"""Softmax regression with a squared penalty, by accelerated gradient descent; numpy alone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
STEPS = 600
_TEMPERATURES = np.arange(0.3, 3.0, 0.05)


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights (classes, features) and bias (classes)."""

    weights: Matrix
    bias: Matrix

    def scores(self, rows: Matrix) -> Matrix:
        """Log odds up to a constant, shape (rows, classes)."""
        return np.asarray(rows @ self.weights.T + self.bias, dtype=np.float64)


def probabilities(scores: Matrix) -> Matrix:
    """Softmax of each row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float64)


def fitted(rows: Matrix, kinds: NDArray[np.int64], classes: int, pull: float) -> Fitted:
    """Minimise the log loss plus pull/2 * |weights|^2; the bias, the last column, is free.

    Nesterov 1983. The step is 1 / L; the curvature of the log loss is at most |rows|^2 / 2.
    """
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    wanted = np.eye(classes)[kinds]
    strength = np.full(rows.shape[1], pull)
    strength[-1] = 0.0
    step = 1 / (0.5 * float(np.linalg.norm(rows, 2)) ** 2 + pull)
    weights = ahead = np.zeros((classes, rows.shape[1]))
    pace = 1.0
    for _ in range(STEPS):
        slope = (probabilities(rows @ ahead.T) - wanted).T @ rows + ahead * strength
        before, weights = weights, ahead - step * slope
        next_pace = (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = weights + (pace - 1) / next_pace * (weights - before)
        pace = float(next_pace)
    return Fitted(weights[:, :-1], weights[:, -1])


def log_loss(scores: Matrix, kinds: NDArray[np.int64]) -> float:
    """Mean of -log of the probability of what is right."""
    right = probabilities(scores)[np.arange(len(kinds)), kinds]
    return float(-np.log(np.maximum(right, 1e-12)).mean())


def temperature(scores: Matrix, kinds: NDArray[np.int64]) -> float:
    """The temperature at which the log loss of scores on unseen rows is least."""
    losses = [log_loss(scores / float(one), kinds) for one in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])
