"""Pure: those left of a number: "all but two of the 27 are free", "of 14 only nine left"."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from monitors.facts.bound import bound
from monitors.facts.numbers import Number, numbers
from monitors.facts.parts import is_called_freed
from monitors.facts.passage import Passage
from monitors.model import Count

_MEASURES = ("definite", "those", "own", "theirs")
_REACH = 6  # words from a number to where they stay: "two of eleven ex-ministers still in jail"


def all_but(passages: Sequence[Passage]) -> Count | None:
    """The rest of a number, if all but so many are freed; not of those told to be freed."""
    for passage in passages:
        for mark in passage.of("mark", "but"):
            few = next((one for one in numbers(passage) if one.first == mark.last), None)
            every = (one for each in passages for one in bound(each))
            whole = next((one for one in every if few and one.number.value > few.value), None)
            if few and whole and not is_called_freed(whole):
                return Count(whole.number.value - few.value, passage.span(mark.first, few.last))
    return _some_of(passages)


def _some_of(passages: Sequence[Passage]) -> Count | None:
    """So many of a title's number as were freed alone, or as do not stay: "of 14 only nine left"."""
    title = passages[0]
    for whole, few in _parts(title):
        span = title.span(min(whole.first, few.first), max(whole.last, few.last))
        freed = title.in_sentence(title.sentence(few.first), "verb", "release")
        stay = title.near(few.first - _REACH, few.last + _REACH, "mark", "held")
        if not stay and freed and title.has(few.first - 1, "mark", "only"):
            return Count(few.value, span)
        if stay and not freed and any(_frees_others(one) for one in passages):
            return Count(whole.value - few.value, span)
    return None


def _parts(title: Passage) -> Iterator[tuple[Number, Number]]:
    """Numbers that a word like "of" makes the whole, with a smaller one of the sentence."""
    for whole, few in permutations(numbers(title), 2):
        at = whole.first - 1
        while any(title.has(at, "mark", measure) for measure in _MEASURES):
            at -= 1
        same = title.sentence(whole.first) == title.sentence(few.first)
        if same and few.value < whole.value and title.has(at, "mark", "part"):
            yield whole, few


def _frees_others(passage: Passage) -> bool:
    """Say if a sentence frees the others."""
    return any(
        passage.in_sentence(passage.sentence(found.first), "verb", "release")
        for found in passage.of("mark", "other")
    )
