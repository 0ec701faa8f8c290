"""A softmax regression over one hidden layer, learnt by Adam (Kingma & Ba 2015); numpy alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
_BATCH = 200
_STEP = 2e-3
_FADES = (0.9, 0.999)
_TEMPERATURES = np.arange(0.5, 4.0, 0.05)


@dataclass(frozen=True, slots=True)
class Learning:
    """Units of the hidden layer, how often all rows are shown, and a batch's squared penalty.

    `unseen` and `idle` are the shares of features and of hidden units that are left out by chance
    whenever a row is shown, so that none is relied on alone (Srivastava et al. 2014).
    """

    hidden: int = 16
    rounds: int = 25
    pull: float = 1e-2
    unseen: float = 0.0
    idle: float = 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """A hidden layer and what it adds to the classes.

    Shapes: (features, hidden), (hidden), (hidden, classes), (classes).
    """

    first: Matrix
    first_bias: Matrix
    second: Matrix
    second_bias: Matrix

    def scores(self, rows: Matrix) -> Matrix:
        """Log odds up to a constant, shape (rows, classes)."""
        return _hidden(self, rows) @ self.second + self.second_bias


def probabilities(scores: Matrix) -> Matrix:
    """Softmax of each row."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True), dtype=np.float32)


def fitted(
    rows: Matrix,
    kinds: NDArray[np.int64],
    classes: int,
    times: NDArray[np.int64],
    seed: int,
    learning: Learning = Learning(),
) -> Fitted:
    """Minimise the log loss; each row is shown as often in a round as `times` says."""
    random = np.random.default_rng(seed)
    model = _begun(rows.shape[1], learning.hidden, classes, random)
    values = [model.first, model.first_bias, model.second, model.second_bias]
    means = [np.zeros_like(value) for value in values]
    squares = [np.zeros_like(value) for value in values]
    shown = np.repeat(np.arange(len(rows)), times)
    step = 0
    for _ in range(learning.rounds):
        for batch in _batches(random.permutation(shown)):
            step += 1
            seen = _thinned(rows[batch], learning.unseen, random)
            every = np.ones((len(batch), learning.hidden), dtype=np.float32)
            active = _thinned(every, learning.idle, random)
            slopes = _slopes(model, seen, kinds[batch], active, learning.pull)
            for value, slope, mean, square in zip(values, slopes, means, squares, strict=True):
                _move(value, slope, mean, square, step)
    return model


def together(models: Sequence[Fitted]) -> Fitted:
    """One network whose scores are the mean of those of several, which wavers less."""
    return Fitted(
        first=np.hstack([model.first for model in models]),
        first_bias=np.hstack([model.first_bias for model in models]),
        second=np.vstack([model.second for model in models]) / np.float32(len(models)),
        second_bias=np.mean([model.second_bias for model in models], axis=0, dtype=np.float32),
    )


def _begun(features: int, hidden: int, classes: int, random: np.random.Generator) -> Fitted:
    """Small weights of both signs (Glorot & Bengio 2010)."""

    def layer(inward: int, outward: int) -> Matrix:
        most = np.sqrt(6 / (inward + outward))
        return random.uniform(-most, most, (inward, outward)).astype(np.float32)

    return Fitted(
        layer(features, hidden),
        np.zeros(hidden, dtype=np.float32),
        layer(hidden, classes),
        np.zeros(classes, dtype=np.float32),
    )


def _batches(order: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    return np.array_split(order, max(1, round(len(order) / _BATCH)))


def _hidden(model: Fitted, rows: Matrix) -> Matrix:
    hidden: Matrix = np.maximum(rows @ model.first + model.first_bias, np.float32(0))
    return hidden


def _thinned(values: Matrix, share: float, random: np.random.Generator) -> Matrix:
    """Values of which a share is zero by chance, the others so much greater."""
    if not share:
        return values
    kept = random.random(values.shape, dtype=np.float32) >= share
    return values * kept / np.float32(1 - share)


def _slopes(
    model: Fitted, rows: Matrix, kinds: NDArray[np.int64], active: Matrix, pull: float
) -> list[Matrix]:
    """How the loss of a batch changes with each of the four values of a model."""
    unbound = _hidden(model, rows)
    hidden: Matrix = unbound * active
    wrong = probabilities(hidden @ model.second + model.second_bias)
    wrong[np.arange(len(rows)), kinds] -= 1
    wrong /= len(rows)
    behind = (wrong @ model.second.T) * (unbound > 0) * active
    small = np.float32(pull / len(rows))
    return [
        rows.T @ behind + small * model.first,
        behind.sum(axis=0),
        hidden.T @ wrong + small * model.second,
        wrong.sum(axis=0),
    ]


def _move(value: Matrix, slope: Matrix, mean: Matrix, square: Matrix, step: int) -> None:
    """One step of Adam, in place."""
    slow, slower = _FADES
    mean += (1 - slow) * (slope - mean)
    square += (1 - slower) * (slope**2 - square)
    pace = _STEP * np.sqrt(1 - slower**step) / (1 - slow**step)
    value -= (pace * mean / (np.sqrt(square) + 1e-8)).astype(np.float32)


def log_loss(scores: Matrix, kinds: NDArray[np.int64]) -> float:
    """Mean of -log of the probability of what is right."""
    right = probabilities(scores)[np.arange(len(kinds)), kinds]
    return float(-np.log(np.maximum(right, 1e-12)).mean())


def temperature(scores: Matrix, kinds: NDArray[np.int64]) -> float:
    """The temperature at which the log loss of scores on unseen rows is least."""
    losses = [log_loss(scores / np.float32(one), kinds) for one in _TEMPERATURES]
    return float(_TEMPERATURES[int(np.argmin(losses))])
