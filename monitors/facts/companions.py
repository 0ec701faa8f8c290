"""Pure: those who were freed beside people told by name: "Kastusiou and 17 others"."""

from collections.abc import Iterator, Sequence

from monitors.facts.along import companion, is_apart, is_with
from monitors.facts.bound import Bound, bound, count_of
from monitors.facts.described import is_one
from monitors.facts.passage import Passage
from monitors.facts.standing import (
    is_background,
    is_subset,
    is_swap_price,
    opens,
)
from monitors.model import Count, Mention

_REACH = 7  # words from "together with" to "and"
_PARTS = {"role", "citizen", "pow", "nation"}


def with_named(
    passages: Sequence[Passage],
    mine: Sequence[Sequence[Bound]],
    people: Sequence[Mention],
    told: Count | None,
) -> Count | None:
    """The companions of someone named, and those named: "Kastusiou and 17 others" are 18.

    `told` is what the title tells by numbers: "six Poles freed" - "with them came 38 more".
    """
    for passage, candidates in zip(passages, mine, strict=True):
        for one in bound(passage):
            if one.number.vague or not is_with(one) or is_background(one):
                continue
            if passage.has(one.first - 1, "mark", "weekday"):
                continue  # "together with Thursday's 200"
            if not one.number.increment and _is_counted(one, mine[0]):
                continue
            parts = [part for part in candidates if _is_part_beside(part, one)]
            if parts:
                return count_of(one, sum(part.number.value for part in parts))
            named = _named_before(one, people) or named_in("title", people)
            named = named or _counted_in(told, one)
            others = sum(rest.number.value for rest in _rest(one))
            return count_of(one, named + others + _is_beside_one(one))
    return None


def _is_counted(one: Bound, title: Sequence[Bound]) -> bool:
    """Say if a title counts the same people: "146 are back" - "with the 146 came eight more"."""
    return any(told is not one and told.number.value == one.number.value for told in title)


def _counted_in(told: Count | None, one: Bound) -> int:
    """How many a title counts whom the summary gives companions: "with them came eight", else 1."""
    apart = told and one.passage.where != "title" and companion(one) is None
    return told.value if told and apart else 1


def _rest(one: Bound) -> Iterator[Bound]:
    """Those who did not come with them: "eight came with him, the other 114 went to Ukraine"."""
    for other in bound(one.passage):
        if other.first > one.first and other.sentence == one.sentence:
            more = other.number.increment or other.passage.has(other.first - 1, "mark", "other")
            if more and not is_subset(other):
                yield other


def _is_beside_one(one: Bound) -> bool:
    """Say if one without a name is joined to them: "together with a monk and three more"."""
    passage = one.passage
    joint = passage.before(one.first, "another")
    if not passage.has(joint, "mark", "joint"):
        return False
    marks = (f for mark in ("with", "along")
             for f in passage.near(max(joint - _REACH, 0), joint, "mark", mark))  # fmt: skip
    return any(_has_person(passage, range(found.last, joint)) for found in marks)


def _has_person(passage: Passage, between: range) -> bool:
    """Say if nothing but one person stands here: "a US citizen", "манахам"."""
    verbs = [at for at in between if passage.has(at, "verb", "release")]
    between = range(verbs[-1] + 1, between.stop) if verbs else between
    if not between or any(passage.has(at, "verb") for at in between):
        return False
    if all(passage.raw(at).islower() for at in between):
        return True
    nouns = [f for at in between for f in passage.at(at) if f.kind == "noun"]
    return bool(nouns) and all(is_one(passage, found) for found in nouns)


def _is_part_beside(part: Bound, one: Bound) -> bool:
    """Say if it is another kind of people: "20 civilians came home alongside 185 soldiers"."""
    if part.sentence != one.sentence:
        return False
    return {part.noun, one.noun} <= _PARTS or (part.noun in _PARTS and one.noun == "freed")


def _named_before(one: Bound, people: Sequence[Mention]) -> int:
    start = one.passage.tokens[one.first].start
    here = (p for p in people if p.span.where == one.passage.where and p.span.start < start)
    return len({person.value for person in here})


def beside_named(passages: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """Those whom the title names, with others of the summary; not the price paid for one.

    "Sisi pardons NAME" - "Five others are covered"; "NAME is back" - "swapped for ten Americans".
    """
    named = named_in("title", people)
    for passage in passages[1:] if named else ():
        for one in bound(passage):
            if named == 1 and is_swap_price(one):
                first = next(each for each in people if each.span.where == "title")
                return Count(1, first.span)
            if 1 < named == one.number.value:
                return count_of(one)  # "the couple"
            if _are_others(one) and not is_apart(one):
                return count_of(one, named)
    return None


def _are_others(one: Bound) -> bool:
    """Say if a sentence begins with others who were freed too: "Five others", "Another five"."""
    passage = one.passage
    start = one.first - passage.has(one.first - 1, "mark", "another")
    if not opens(passage, max(start, 0)):
        return False
    told = passage.in_sentence(one.sentence, "verb", "release")
    if one.number.increment:
        return bool(told)
    other = passage.has(one.number.last, "mark", "other")
    marks = ("list", "with")
    return other and (
        bool(told) or any(passage.in_sentence(one.sentence, "mark", mark) for mark in marks)
    )


def named_in(where: str, people: Sequence[Mention]) -> int:
    """How many people a title or a summary tells by name."""
    return len({person.value for person in people if person.span.where == where})
