"""Pure: numbers of one list summed: "15 men, a boy and three women"."""

from collections.abc import Sequence
from itertools import pairwise

from monitors.facts.bound import Bound, bound, count_of
from monitors.facts.joined import beside
from monitors.facts.passage import Passage
from monitors.facts.standing import is_background
from monitors.model import Count, Qualifier

_PARTS = {"role", "citizen", "nation"}
_REACH = 4
_BOTH = 2


def total_of(parts: Sequence[Bound]) -> Count:
    """Sum numbers of one list, single people among and beside them included."""
    first = parts[0]
    more = sum(beside(one.passage, one.first, one.end) for one in parts) + _ones_among(parts)
    if len(parts) == 1:
        return count_of(first, more)
    span = first.passage.span(first.first, parts[-1].number.last)
    exact = all(one.number.qualifier is Qualifier.EXACT for one in parts)
    qualifier = Qualifier.EXACT if exact else Qualifier.ABOUT
    return Count(sum(one.number.value for one in parts) + more, span, qualifier)


def _ones_among(parts: Sequence[Bound]) -> int:
    """How many are told by "one" between other numbers: "two Poles, one Dane and five Finns"."""
    first, last = parts[0], parts[-1]
    among = (
        o for o in bound(first.passage) if first.end <= o.first < last.first or follows(first, o)
    )
    return sum(one.number.value == 1 and one.noun in _PARTS for one in among)


def follows(one: Bound, before: Bound) -> bool:
    """Say if "and", "and another", "from Mariupol and at least" stands between two numbers.

    A comma alone joins kinds of people: "six women, 31 men".
    """
    passage = one.passage
    between = range(before.end, one.first)
    if not between and "," in passage.between(before.end - 1, one.first):
        if before.number.value == 1 and before.noun in _PARTS:
            return True  # "one more bishop, fifteen priests"
        return all(each.passage.has(each.end - 1, "mark", "sort") for each in (before, one))
    if passage.has(one.first - 1, "mark", "also") and 0 < len(between) <= _REACH:
        return True
    told = any(passage.has(at, "verb") or passage.parted(at - 1, at) for at in between)
    return 0 < len(between) <= _REACH and not told and "joint" in passage.marks_before(one.first)


def of_ones(title: Passage) -> Count | None:
    """The sum of a title that tells each by "one": "один немец и одна француженка"."""
    told = bound(title)
    if len(told) < _BOTH or title.tells("verb", "swap"):
        return None
    if any(one.number.value != 1 or one.number.increment or is_background(one) for one in told):
        return None
    joined = all(_joins(title, one, other) for one, other in pairwise(told))
    if not joined or not title.tells("verb", "release"):
        return None
    return Count(len(told), title.span(told[0].first, told[-1].end))


def _joins(title: Passage, one: Bound, other: Bound) -> bool:
    """Say if "and" or a comma alone leads from one of a list to the next."""
    joint = title.has(other.first - 1, "mark", "joint") or title.parted(
        other.first - 1, other.first
    )
    between = range(one.end, other.first)
    return joint and not any(title.has(at, "verb") for at in between)
