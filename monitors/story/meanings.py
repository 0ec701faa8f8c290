"""Pure: vectors by place, and which of them are close to one, without reading all of each.

Of a vector the signs around the mean of all are kept as well, 48 bytes: how many of them differ
ranks vectors almost as the cosine does, at a small part of the memory that is read for it. The best
by signs are then compared exactly. The vectors are float16, two bytes a number.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Mask = NDArray[np.bool_]

PART = 1024
"""Places that are added at once."""

_EXACTLY = 48  # the best by signs that are compared exactly
_NEVER = np.uint16(10_000)  # more signs than a vector has
_FIRST = (
    32  # vectors whose mean says something; it is taken again each time there are twice as many
)


class Meanings:
    """Unit vectors by place, all of one size; a place without one is close to nothing."""

    def __init__(self) -> None:
        self._rows: list[NDArray[np.float16] | None] = []
        self._has = np.empty(0, dtype=np.bool_)
        self._signs = np.empty((0, 0), dtype=np.uint64)
        self._mean: Vector | None = None
        self._next = _FIRST

    def grow(self) -> None:
        """Add `PART` places."""
        self._rows.append(None)
        self._has = np.append(self._has, np.zeros(PART, dtype=np.bool_))
        more = np.zeros((len(self._signs), PART), dtype=np.uint64)
        self._signs = np.append(self._signs, more, axis=1)

    def put(self, place: int, vector: Vector | None) -> None:
        """Keep the vector of a place, or that it has none."""
        self._has[place] = vector is not None
        if vector is None:
            return
        if self._mean is None:
            self._mean = np.zeros(len(vector), dtype=np.float32)
            self._signs = np.zeros((len(vector) // 64, len(self._has)), dtype=np.uint64)
        part, row = divmod(place, PART)
        rows = self._rows[part]
        if rows is None:
            rows = self._rows[part] = np.zeros((PART, len(vector)), dtype=np.float16)
        rows[row] = vector
        self._signs[:, place] = _signs(vector - self._mean)
        if self._has.sum() >= self._next:
            self._centre()

    def cosine(self, vector: Vector, place: int) -> float | None:
        """That of a vector and a place's, None if it has none."""
        return float(self._of(place) @ vector) if self._has[place] else None

    def closest(self, vector: Vector, among: Sequence[Mask]) -> list[list[tuple[float, int]]]:
        """For each way to mark places the closest of them: cosine and place, in no order."""
        if self._mean is None:
            return [[] for _ in among]
        differing = np.bitwise_count(self._signs ^ _signs(vector - self._mean)[:, None])
        number = differing.sum(axis=0, dtype=np.uint16)
        return [
            self._compared(vector, np.where(mask & self._has, number, _NEVER)) for mask in among
        ]

    def _compared(self, vector: Vector, number: NDArray[np.uint16]) -> list[tuple[float, int]]:
        """Exactly those with the lowest numbers of differing signs."""
        best = np.argpartition(number, _EXACTLY)[:_EXACTLY]
        places = best[number[best] < _NEVER].tolist()
        if not places:
            return []
        rows = np.array([self._of(place) for place in places]).astype(np.float32)
        return list(zip((rows @ vector).tolist(), places, strict=True))

    def _of(self, place: int) -> NDArray[np.float16]:
        rows = self._rows[place // PART]
        assert rows is not None, "the place has a vector"
        found: NDArray[np.float16] = rows[place % PART]
        return found

    def _centre(self) -> None:
        """Take the mean anew, and the signs around it."""
        here = np.flatnonzero(self._has).tolist()
        mean = sum((self._of(place).astype(np.float32) for place in here), 0.0) / len(here)
        self._mean = np.asarray(mean, dtype=np.float32)
        for place in here:
            self._signs[:, place] = _signs(self._of(place) - self._mean)
        self._next = 2 * len(here)


def _signs(centred: Vector) -> NDArray[np.uint64]:
    return np.packbits(centred > 0).view(np.uint64)
