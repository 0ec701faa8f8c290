"""Pure: numbers of one list summed: "15 men, a boy and three women"."""

from collections.abc import Sequence

from monitors.facts.bound import Bound, bound, count_of
from monitors.facts.joined import beside
from monitors.model import Count, Qualifier

_PARTS = {"role", "citizen", "nation"}
_REACH = 4


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
