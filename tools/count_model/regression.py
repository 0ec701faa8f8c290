"""A softmax regression with a squared penalty, learnt by Adam (Kingma & Ba 2015) on all rows."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_STEPS = 300
_STEP = 0.05
_FADES = (0.9, 0.999)


def choice(groups: Sequence[tuple[Matrix, int]], pull: float) -> Matrix:
    """Weights of shape (features,) by which the right row of each group is the likeliest.

    McFadden's conditional logit (1974): a group is the candidates of an item, a row each.
    """

    def slope(weights: Matrix) -> Matrix:
        total = pull * weights
        for rows, right in groups:
            total = total + (chances(rows @ weights) @ rows - rows[right]) / len(groups)
        return np.asarray(total)

    return _least(np.zeros(groups[0][0].shape[1]), slope)


def chances(scores: Matrix) -> Matrix:
    """Softmax of the last axis."""
    odds = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))


def _least(weights: Matrix, slope: Callable[[Matrix], Matrix]) -> Matrix:
    """Where the slope vanishes, from where one begins; steps shrink towards the end."""
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    slow, slower = _FADES
    for step in range(1, _STEPS + 1):
        down = slope(weights)
        mean += (1 - slow) * (down - mean)
        square += (1 - slower) * (down**2 - square)
        pace = _STEP * (1 - step / (_STEPS + 1)) * np.sqrt(1 - slower**step) / (1 - slow**step)
        weights = weights - pace * mean / (np.sqrt(square) + 1e-8)
    return weights
