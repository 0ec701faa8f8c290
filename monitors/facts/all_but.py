"""Pure: all but a few: "all but two of the 27 activists are free"."""

from collections.abc import Sequence

from monitors.facts.bound import bound
from monitors.facts.numbers import numbers
from monitors.facts.parts import is_called_freed
from monitors.facts.passage import Passage
from monitors.model import Count


def all_but(passages: Sequence[Passage]) -> Count | None:
    """The rest of a number, if all but so many are freed; not of those told to be freed."""
    for passage in passages:
        for mark in passage.of("mark", "but"):
            few = next((one for one in numbers(passage) if one.first == mark.last), None)
            every = (one for each in passages for one in bound(each))
            whole = next((one for one in every if few and one.number.value > few.value), None)
            if few and whole and not is_called_freed(whole):
                return Count(whole.number.value - few.value, passage.span(mark.first, few.last))
    return None
