"""Pure: the reports of the last days in memory, and which of them are near a new one.

Near is what means the same (cosine of vectors) or shares what few reports have: a name, a number,
a person, a target. Both are looked up by brute force over numpy arrays: 15,000 reports take a
millisecond and, with their vectors, 35 MB.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from monitors.story.packed import packed, unpacked
from monitors.story.settings import SETTINGS
from monitors.story.signature import Signature

Vector = NDArray[np.float32]

_GROWTH = 1024  # places that are added at once
_KEYS = 16  # kept of a report: what links it best comes first
_NO_KEY = 0
_NEVER = -math.inf
_WINDOW_S = timedelta(hours=SETTINGS.window_hours).total_seconds()
_MORE_IF_ALIKE = SETTINGS.bar_alike - SETTINGS.bar_across


@dataclass(frozen=True, slots=True)
class Near:
    """Ids of the reports that are worth a closer look, and the cosines of all that have one."""

    ids: tuple[str, ...]
    _cosines: Vector | None
    _places: dict[str, int]

    def cosine(self, item_id: str) -> float | None:
        """That of the new report's vector and an item's; None if one of them has no vector."""
        place = self._places.get(item_id)
        if self._cosines is None or place is None or place >= len(self._cosines):
            return None
        return float(self._cosines[place]) or None


class Nearby:
    """Reports by item id, each with its signature and perhaps a vector.

    A report has a place in all arrays; places of those forgotten are used again.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        self._bodies: list[bytes] = []
        self._free: list[int] = []
        self._at = np.empty(0)
        self._languages = np.empty(0, dtype=np.uint32)
        self._keys = np.empty((_KEYS, 0), dtype=np.uint32)
        self._vectors: list[Vector | None] = []

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, item_id: str) -> bool:
        return item_id in self._places

    def signature(self, item_id: str) -> Signature | None:
        """The signature of an item's report, if it is here."""
        place = self._places.get(item_id)
        return None if place is None else unpacked(self._bodies[place])

    def add(self, one: Signature, vector: Vector | None = None) -> None:
        """Add a report, or put it in the place of the item's earlier one."""
        place = self._places.get(one.item_id)
        if place is None:
            place = self._places[one.item_id] = self._free_place()
        keys = list(dict.fromkeys(_keys(one)))[:_KEYS]
        self._ids[place] = one.item_id
        self._bodies[place] = packed(one)
        self._at[place] = one.at.timestamp()
        self._languages[place] = _hashed(one.language)
        self._keys[:, place] = keys + [_NO_KEY] * (_KEYS - len(keys))
        self._put(place, vector)

    def forget(self, before: datetime) -> int:
        """Forget the reports published before then; returns how many."""
        old = np.flatnonzero(self._at < before.timestamp()).tolist()
        gone = [place for place in old if self._ids[place]]
        for place in gone:
            del self._places[self._ids[place]]
            self._ids[place], self._bodies[place] = "", b""
            self._at[place] = _NEVER
            self._keys[:, place] = _NO_KEY
            self._put(place, None)
            self._free.append(place)
        return len(gone)

    def near(self, new: Signature, vector: Vector | None = None) -> Near:
        """What may tell of the same event as `new`: at most `candidates` by each of the ways."""
        cosines = None if vector is None else self._cosines(vector)
        apart = np.abs(self._at - new.at.timestamp()) / _WINDOW_S
        inside = np.flatnonzero(apart <= 1)
        if len(inside) > SETTINGS.candidates:
            by_words = self._by_words(new) - apart
            found = {*_highest(by_words, inside)}
            if cosines is not None:
                alike = self._languages == _hashed(new.language)
                found.update(_highest(cosines - alike * _MORE_IF_ALIKE, inside))
            inside = np.array(sorted(found))
        return Near(tuple(self._ids[place] for place in inside), cosines, self._places)

    def _free_place(self) -> int:
        if not self._free:
            size = len(self._ids)
            self._free += range(size + _GROWTH - 1, size - 1, -1)
            self._ids += [""] * _GROWTH
            self._bodies += [b""] * _GROWTH
            self._at = np.append(self._at, np.full(_GROWTH, _NEVER))
            self._languages = np.append(self._languages, np.zeros(_GROWTH, dtype=np.uint32))
            more = np.full((_KEYS, _GROWTH), _NO_KEY, dtype=np.uint32)
            self._keys = np.append(self._keys, more, axis=1)
            self._vectors.append(None)
        return self._free.pop()

    def _put(self, place: int, vector: Vector | None) -> None:
        """Keep a vector; rows without one are zeros, and no array is made before one is known."""
        part, row = divmod(place, _GROWTH)
        rows = self._vectors[part]
        if rows is None:
            if vector is None:
                return
            rows = self._vectors[part] = np.zeros((_GROWTH, len(vector)), dtype=np.float32)
        rows[row] = 0.0 if vector is None else vector

    def _cosines(self, vector: Vector) -> Vector:
        """Of the vectors of all places; 0 where there is none."""
        found = np.zeros(len(self._ids), dtype=np.float32)
        for part, rows in enumerate(self._vectors):
            if rows is not None:
                np.matmul(rows, vector, out=found[part * _GROWTH : (part + 1) * _GROWTH])
        return found

    def _by_words(self, new: Signature) -> NDArray[np.float64]:
        """For each place the keys that it shares with `new`, the rare ones counting for more."""
        size = len(self._ids)
        score = np.zeros(size)
        every = self._keys.ravel()
        for one in dict.fromkeys(_keys(new)):
            places = np.flatnonzero(every == one) % size
            if len(places):
                score[places] += math.log(1 + len(self) / len(places))
        return score


def _highest(score: NDArray[Any], inside: NDArray[np.intp]) -> list[int]:
    """The places with the highest scores, of those inside."""
    most = min(SETTINGS.candidates, len(inside))
    best = np.argpartition(score[inside], -most)[-most:]
    return [int(place) for place in inside[best]]


@lru_cache(maxsize=65_536)
def _hashed(word: str) -> int:
    return crc32(word.encode()) or 1


def _keys(one: Signature) -> Iterator[int]:
    """What is looked up of a report, hashed, the telling first; two words rarely share a hash."""
    kinds = (
        ("person", one.people),
        ("number", one.numbers),
        ("count", (str(one.released.value),) if one.released else ()),
        ("target", one.targets),
        ("word", sorted(one.names, key=len, reverse=True)),
        (f"where {one.family}", one.countries),
        (f"who {one.label}", one.sanctioning),
        ("word", sorted(one.cognates - one.names, key=len, reverse=True)),
    )
    return (_hashed(f"{kind} {value}") for kind, values in kinds for value in values)
