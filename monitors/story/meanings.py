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

_EXACTLY = 48  # the best by signs that are compared exactly, and all that are as good as the last
_FIRST = (
    32  # vectors whose mean says something; it is taken again each time there are twice as many
)


class Meanings:
    """Unit vectors by place, all of one size; a place without one is close to nothing."""

    def __init__(self) -> None:
        self._rows = np.empty((0, 0), dtype=np.float16)
        self._has = np.empty(0, dtype=np.bool_)
        self._signs = np.empty((0, 0), dtype=np.uint64)
        self._mean: Vector | None = None
        self._number = 0
        self._next = _FIRST

    def grow(self) -> None:
        """Add `PART` places."""
        places = len(self._has) + PART
        self._has = np.append(self._has, np.zeros(PART, dtype=np.bool_))
        more = np.zeros((len(self._signs), PART), dtype=np.uint64)
        self._signs = np.append(self._signs, more, axis=1)
        if self._mean is not None:  # in place: they are most of the memory, nobody else has them
            self._rows.resize((places, len(self._mean)), refcheck=False)

    def put(self, place: int, vector: Vector | None) -> None:
        """Keep the vector of a place, or that it has none."""
        self._number += (vector is not None) - int(self._has[place])
        self._has[place] = vector is not None
        if vector is None:
            return
        if self._mean is None:
            self._mean = np.zeros(len(vector), dtype=np.float32)
            self._rows = np.zeros((len(self._has), len(vector)), dtype=np.float16)
            self._signs = np.zeros((len(vector) // 64, len(self._has)), dtype=np.uint64)
        self._rows[place] = vector
        self._signs[:, place] = _signs(vector - self._mean)
        if self._number >= self._next:
            self._centre()

    def cosines(self, vector: Vector, places: Sequence[int]) -> list[float | None]:
        """Those of a vector and the places', None for a place that has none."""
        if self._mean is None or not places:
            return [None] * len(places)
        found = self._rows[places].astype(np.float32) @ vector
        has = self._has[places].tolist()
        return [each if here else None for each, here in zip(found.tolist(), has, strict=True)]

    def closest(self, vector: Vector, among: Sequence[Mask]) -> list[list[tuple[float, int]]]:
        """For each way to mark places the closest of them: cosine and place, in no order."""
        if self._mean is None:
            return [[] for _ in among]
        number = np.zeros(len(self._has), dtype=np.uint16)
        for signs, mine in zip(self._signs, _signs(vector - self._mean), strict=True):
            number += np.bitwise_count(signs ^ mine)  # one by one they stay in the cache
        best = [_fewest(number, np.flatnonzero(mask & self._has)) for mask in among]
        cosines = iter((self._rows[np.concatenate(best)].astype(np.float32) @ vector).tolist())
        return [[(next(cosines), place) for place in places.tolist()] for places in best]

    def _centre(self) -> None:
        """Take the mean anew, and the signs around it."""
        here = np.flatnonzero(self._has)
        parts = [here[at : at + PART] for at in range(0, len(here), PART)]
        total = sum(self._rows[part].sum(axis=0, dtype=np.float32) for part in parts)
        self._mean = np.asarray(total / np.float32(len(here)), dtype=np.float32)
        for part in parts:
            self._signs[:, part] = _signs(self._rows[part] - self._mean).T
        self._next = 2 * len(here)


def _fewest(number: NDArray[np.uint16], places: NDArray[np.intp]) -> NDArray[np.intp]:
    """The places with the lowest numbers of differing signs."""
    if len(places) <= _EXACTLY:
        return places
    among = number[places]
    best: NDArray[np.intp] = places[among <= np.partition(among, _EXACTLY - 1)[_EXACTLY - 1]]
    return best


def _signs(centred: Vector) -> NDArray[np.uint64]:
    return np.packbits(centred > 0, axis=-1).view(np.uint64)
