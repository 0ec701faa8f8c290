"""Pure: numbers of the two sides of an exchange, told apart by the places they come home to."""

from collections.abc import Iterable

from monitors.facts.bound import Bound
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.placed import OPPOSED

_KINDS = ("people", "power", "country")


def are_opposed(one: Bound, before: Bound) -> bool:
    """Say if two numbers are of countries at war: "32 return to Yerevan, two - to Baku"."""
    passage = one.passage
    if one.sentence != before.sentence or passage.has(one.number.last, "mark", "origin"):
        return False  # "five from Belarusian jails, five from Russian ones"
    if passage.has(one.first - 1, "mark", "joint"):
        return frozenset({_own(one), _own(before)}) in OPPOSED
    start = _start(passage, one.first, before.end)
    last = next((f for f in range(one.first, len(passage.tokens))
                 if passage.sentence(f) != one.sentence), len(passage.tokens))  # fmt: skip
    mine = _nearest(passage, range(start, last), one.first)
    own = range(passage.clause(before.first)[0], start)
    theirs = _nearest(passage, own, before.first) or _nearest(passage, range(start), before.first)
    return frozenset({mine, theirs}) in OPPOSED


def is_got_in_turn(one: Bound, before: Bound) -> bool:
    """Say if who gave the number before got this one: "hands over ten, gets 252 back"."""
    passage = one.passage
    if one.sentence != before.sentence or one.number.increment:
        return False
    got = passage.near(before.end, one.first, "mark", "got")
    return bool(got) and gave(passage, before.first) and not _is_new_actor(passage, before, got[-1])


def is_given_in_turn(one: Bound, before: Bound) -> bool:
    """Say if who got the number before gave this one: "Estija atgavo tris, atidavusi du"."""
    passage = one.passage
    if one.sentence != before.sentence or one.number.increment:
        return False
    first = passage.clause(before.first)[0]
    got = any(passage.near(first, before.first, "mark", mark) for mark in ("regain", "got"))
    return got and bool(passage.near(before.end, one.first, "mark", "gives"))


def gave(passage: Passage, at: int) -> bool:
    """Say if a word of giving, and none of getting, stands before a place in its clause."""
    first, _ = passage.clause(at)
    given = passage.near(first, at, "verb", "release")
    return bool(given) and not any(passage.near(first, at, "mark", m) for m in ("got", "regain"))


def _is_new_actor(passage: Passage, before: Bound, got: Found) -> bool:
    """Say if another country than the one that gave gets them."""
    return any(
        passage.has(at, kind)
        for at in range(passage.clause(got.first)[0], got.first)
        for kind in ("power", "country")
        if at >= before.end
    )


def _own(one: Bound) -> str:
    """The country in the words of a number itself: "200 Ukrainians and 100 Russian soldiers"."""
    return _nearest(one.passage, range(one.first, one.end), one.first)


def _start(passage: Passage, first: int, end: int) -> int:
    """Return where the words of a number begin; a dash may stand among them: "у Баку — двое"."""
    while first > end and "," not in passage.between(first - 1, first):
        first -= 1
    return first


def _nearest(passage: Passage, places: Iterable[int], at: int) -> str:
    """The country told nearest to a place, or ""."""
    told = [(abs(place - at), passage.tagged(place, kind)) for place in places for kind in _KINDS]
    return min((each for each in told if each[1]), default=(0, ""))[1]
