"""Pure: the reports of the last days in memory, and which of them are near a new one.

Near is what means the same (cosine of vectors) or shares what few reports have: a name, a number,
a person, a target. Vectors are searched by brute force, shared words in an index.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from sys import intern
from zlib import crc32

import numpy as np

from monitors.story.evidence import unlike
from monitors.story.meanings import PART, Mask, Meanings, Vector
from monitors.story.packed import packed, unpacked
from monitors.story.settings import SETTINGS
from monitors.story.signature import Signature

_LATEST = 64  # reports kept of one key: of a frequent one those that came last
_NEVER = -math.inf
_WINDOW_S = timedelta(hours=SETTINGS.window_hours).total_seconds()


@dataclass(frozen=True, slots=True)
class Near:
    """The reports that are worth a closer look, and how to learn of any what its vector says."""

    reports: tuple[Signature, ...]
    _of: "Nearby"
    _vector: Vector | None
    _known: dict[str, float | None]

    def cosine(self, item_id: str) -> float | None:
        """That of the new report's vector and an item's; None if one of them has no vector."""
        if item_id not in self._known:
            self.read([item_id])
        return self._known[item_id]

    def read(self, item_ids: Iterable[str]) -> None:
        """Learn the cosines of several items, which is faster than one by one."""
        ids = [one for one in item_ids if one not in self._known]
        self._known.update(zip(ids, self._of.cosines(self._vector, ids), strict=True))


class Nearby:
    """Reports by item id, each with its signature and perhaps a vector.

    A report has a place in all arrays; places of those forgotten are used again.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._ids: list[str] = []
        self._bodies: list[bytes] = []
        self._labels: list[str] = []
        self._free: list[int] = []
        self._at = np.empty(0)
        self._languages = np.empty(0, dtype=np.uint32)
        self._index: dict[int, tuple[int, ...]] = {}
        self._meanings = Meanings()

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
        else:
            self._unlist(place)
        for key in dict.fromkeys(_keys(one)):
            self._index[key] = (*self._index.get(key, ()), place)[-_LATEST:]
        self._ids[place] = one.item_id
        self._bodies[place] = packed(one)
        self._labels[place] = intern(one.label)
        self._at[place] = one.at.timestamp()
        self._languages[place] = _hashed(one.language)
        self._meanings.put(place, vector)

    def cosines(self, vector: Vector | None, item_ids: Sequence[str]) -> list[float | None]:
        """Those of a vector and the items', None for one that has none."""
        if vector is None:
            return [None] * len(item_ids)
        here = [one for one in item_ids if one in self._places]
        found = self._meanings.cosines(vector, [self._places[one] for one in here])
        known = dict(zip(here, found, strict=True))
        return [known.get(one) for one in item_ids]

    def forget(self, before: datetime) -> int:
        """Forget the reports published before then; returns how many."""
        old = np.flatnonzero(self._at < before.timestamp()).tolist()
        gone = [place for place in old if self._ids[place]]
        for place in gone:
            self._unlist(place)
            del self._places[self._ids[place]]
            self._ids[place], self._bodies[place] = "", b""
            self._at[place] = _NEVER
            self._meanings.put(place, None)
            self._free.append(place)
        return len(gone)

    def near(self, new: Signature, vector: Vector | None = None) -> Near:
        """What may tell of the same event as `new`: at most `candidates` by each of the ways.

        Those whose action alone says that they do not are left out, unless there are no others.
        """
        at = new.at.timestamp()
        inside = (self._at >= at - _WINDOW_S) & (self._at <= at + _WINDOW_S)
        places = np.flatnonzero(inside).tolist() if len(self) <= SETTINGS.candidates else []
        if not places:
            found = set(self._by_words(new, inside))
            if vector is not None:
                found.update(self._by_meaning(new, vector, inside))
            places = sorted(found)
        likes = [place for place in places if not unlike(new.label, self._labels[place])]
        reports = tuple([unpacked(self._bodies[place]) for place in likes or places])
        near = Near(reports, self, vector, {})
        near.read([one.item_id for one in reports])
        return near

    def _free_place(self) -> int:
        if not self._free:
            size = len(self._ids)
            self._free += range(size + PART - 1, size - 1, -1)
            self._ids += [""] * PART
            self._bodies += [b""] * PART
            self._labels += [""] * PART
            self._at = np.append(self._at, np.full(PART, _NEVER))
            self._languages = np.append(self._languages, np.zeros(PART, dtype=np.uint32))
            self._meanings.grow()
        return self._free.pop()

    def _unlist(self, place: int) -> None:
        """Take what is at a place out of the index."""
        for key in dict.fromkeys(_keys(unpacked(self._bodies[place]))):
            self._index[key] = tuple(one for one in self._index.get(key, ()) if one != place)
            if not self._index[key]:
                del self._index[key]

    def _by_meaning(self, new: Signature, vector: Vector, inside: Mask) -> list[int]:
        """The closest vectors, as many of the report's own language as of all others.

        Vectors of one language lie closer to each other, whatever they say.
        """
        alike = self._languages == _hashed(new.language)
        most = SETTINGS.candidates // 2
        ways = self._meanings.closest(vector, (inside & alike, inside & ~alike))
        return [place for found in ways for _, place in heapq.nlargest(most, found)]

    def _by_words(self, new: Signature, inside: Mask) -> list[int]:
        """Those that share the most keys with `new`, a rare one counting for more."""
        score: defaultdict[int, float] = defaultdict(float)
        for one in dict.fromkeys(_keys(new)):
            places = self._index.get(one, ())
            weight = math.log(1 + len(self) / (1 + len(places)))
            for place in places:
                score[place] += weight
        shared = [place for place in score if inside[place]]
        return heapq.nlargest(SETTINGS.candidates, shared, key=lambda one: (score[one], one))


@lru_cache(maxsize=65_536)
def _hashed(word: str) -> int:
    return crc32(word.encode()) or 1


def _keys(one: Signature) -> Iterator[int]:
    """What is looked up of a report, hashed; two words rarely share a hash."""
    kinds = (
        ("person", one.people),
        ("number", one.numbers),
        ("count", (str(one.released.value),) if one.released else ()),
        ("target", one.targets),
        ("word", one.names),
        (f"where {one.family}", one.countries),
        (f"who {one.label}", one.sanctioning),
        ("word", one.cognates),
    )
    return (_hashed(f"{kind} {value}") for kind, values in kinds for value in values)
