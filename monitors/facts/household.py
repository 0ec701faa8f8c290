"""Pure: numbers of relatives that a list goes on to: "a dentist, her husband and two sons"."""

from collections.abc import Iterator
from dataclasses import replace

from monitors.facts.bound import Bound
from monitors.facts.numbers import Number, numbers
from monitors.facts.passage import Passage

_REACH = 3  # words from a number to the relatives: "двое её взрослых сыновей"
_OWNERS = ("theirs", "own", "another", "definite")


def relatives_counted(passage: Passage) -> Iterator[Bound]:
    """Each number of relatives that "and" or "with" joins to somebody: "mother and two sons"."""
    if not passage.tells("kin", "many"):
        return
    for number in numbers(passage):
        last = _end(passage, number)
        if last and not number.vague and _is_joined(passage, number.first):
            yield Bound(passage, replace(number, last=last - 1), "role", last)


def _end(passage: Passage, number: Number) -> int:
    """The place behind the relatives of a number, 0 if it counts none."""
    for at in range(number.last, min(number.last + _REACH, len(passage.tokens))):
        if passage.parted(at - 1, at) or passage.has(at, "thing"):
            return 0
        if passage.has(at, "kin", "many"):
            return at + 1
    return 0


def _is_joined(passage: Passage, first: int) -> bool:
    before = passage.before(first, *_OWNERS)
    return passage.has(before, "mark", "joint") or passage.has(before, "mark", "with")
