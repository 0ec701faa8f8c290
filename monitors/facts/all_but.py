"""Pure: those left of a number: "all but two of the 27 are free", "two of eleven stay in jail"."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from monitors.facts.bound import Bound, bound
from monitors.facts.joined import PERSONAL, is_one_person
from monitors.facts.lexicon import Found
from monitors.facts.numbers import Number, numbers
from monitors.facts.parts import is_called_freed
from monitors.facts.passage import Passage
from monitors.facts.standing import opens
from monitors.model import Count

_MEASURES = ("definite", "those", "own", "theirs")
_ONE = 3  # words from "except" to the one who stays: "кроме главного редактора"
_REACH = 6  # words from a number to where they stay: "two of eleven ex-ministers still in jail"


def all_but(passages: Sequence[Passage]) -> Count | None:
    """The rest of a number, if all but so many or but one are freed, or so many stay."""
    for passage in passages:
        for mark in _exceptions(passage):
            few, last = _few(passage, mark.last)
            every = (
                o for each in passages for o in bound(each) if _is_excepted_from(o, mark, passage)
            )
            whole = next((one for one in every if one.number.value > few), None)
            if few and whole and not is_called_freed(whole):
                return Count(whole.number.value - few, passage.span(mark.first, last))
    return _without_those_who_stay(passages)


def _exceptions(passage: Passage) -> Iterator[Found]:
    """Words like "all but", and like "except" where nobody is counted before them."""
    yield from passage.of("mark", "but")
    for found in passage.of("mark", "except"):
        counted = any(one.first < found.first for one in bound(passage))
        if not (counted or opens(passage, found.first)):
            yield found


def _is_excepted_from(one: Bound, mark: Found, passage: Passage) -> bool:
    """Say if no comma parts a number from what is excepted: not "12 freed, all but two went"."""
    if one.passage is not passage or one.first > mark.first:
        return True
    return one.sentence != passage.sentence(mark.first) or mark.first < passage.clause(one.first)[1]


def _few(passage: Passage, at: int) -> tuple[int, int]:
    """How many a word like "except" leads to, a number or one person, and the place behind them."""
    for one in numbers(passage):
        if one.first == at:
            return one.value, one.last
    for near in range(at, min(at + _ONE, len(passage.tokens))):
        if passage.parted(near - 1, near) and near > at:
            break
        told = (f for f in passage.at(near) if f.tag.kind in PERSONAL and f.first == near)
        if any(is_one_person(passage, found) for found in told):
            return 1, near + 1
    return 0, at


def _without_those_who_stay(passages: Sequence[Passage]) -> Count | None:
    """The others, if a title tells how many stay: "Two of eleven in jail" - "others freed"."""
    title = passages[0]
    for whole, few in _parts(title):
        freed = title.in_sentence(title.sentence(few.first), "verb", "release")
        stay = title.near(few.first - _REACH, few.last + _REACH, "mark", "held")
        if stay and not freed and any(_frees_others(one) for one in passages):
            first, last = min(whole.first, few.first), max(whole.last, few.last)
            return Count(whole.value - few.value, title.span(first, last))
    return None


def _parts(title: Passage) -> Iterator[tuple[Number, Number]]:
    """Numbers that a word like "of" makes the whole, with a smaller one of the sentence."""
    for whole, few in permutations(numbers(title), 2):
        at = title.before(whole.first, *_MEASURES)
        same = title.sentence(whole.first) == title.sentence(few.first)
        if same and few.value < whole.value and title.has(at, "mark", "part"):
            yield whole, few


def _frees_others(passage: Passage) -> bool:
    """Say if a sentence frees the others."""
    return any(
        passage.in_sentence(passage.sentence(found.first), "verb", "release")
        for found in passage.of("mark", "other")
    )
