"""Pure: totals told in passing, where a title frees many and nothing is counted with a verb."""

from collections.abc import Iterator, Sequence

from monitors.facts.along import is_apart
from monitors.facts.bound import Bound, bound, count_of
from monitors.facts.enumerated import Member, known_in, members_at
from monitors.facts.numbers import Number, numbers
from monitors.facts.passage import Passage
from monitors.facts.standing import opens
from monitors.facts.sums import follows, total_of
from monitors.model import Count, Mention

COUNTED = {"prisoner", "freed", "pow", "person", "role", "citizen", "nation"}
"""Kinds of nouns that tell whom a number counts."""
_BOTH = 2


def in_passing(passages: Sequence[Passage]) -> Count | None:
    """The first number of people that is told without a verb, where nothing else is counted."""
    if passages[0].tells("mark", "subset"):
        return None
    for passage in passages[1:]:
        if told := _of_them(passage) or _whole(passage):
            return told
        for one in bound(passage):
            if one.noun in COUNTED and one.number.value > 1 and not is_apart(one):
                return _listed(one) or total_of([one, *_beside(one)])
    return None


def _listed(one: Bound) -> Count | None:
    """The sum of the list that begins with a number: "трое учителей, два врача и пенсионерка"."""
    passage = one.passage
    members = members_at(passage, one.first, known_in(passage, ()))
    if len(members) < _BOTH or not any(each.kind == "number" for each in members[1:]):
        return None
    return Count(sum(each.value for each in members), passage.span(one.first, members[-1].last))


def _of_them(passage: Passage) -> Count | None:
    """How many a sentence says they are: "Их 16, сообщили чиновники", "Sąraše – 16 nuteistų"."""
    for one in bound(passage):
        if one.noun == "bare" and _leads(passage, one.first) and not is_apart(one):
            return count_of(one)
    return None


def _leads(passage: Passage, first: int) -> bool:
    """Say if a sentence begins with "of them are" or with a list and leads to the number."""
    before = [found for found in passage.at(first - 1) if found.last == first]
    told = [found for found in before if found.tag[:2] == ("mark", "them")]
    told += [f for f in before if f.kind == "roll" and passage.parted(first - 1, first)]
    return any(opens(passage, found.first) for found in told)


def _whole(passage: Passage) -> Count | None:
    """The number that others are a part of: "четверым из 16 понадобилась помощь"."""
    told = {one.first: one for one in numbers(passage)}
    for part in told.values():
        at = part.last
        while any(passage.has(at, "mark", mark) for mark in ("part", "definite", "those")):
            at += 1
        whole = told.get(at)
        if whole and at > part.last and _is_of_people(passage, part, whole):
            return Count(whole.value, passage.span(whole.first, whole.last))
    return None


def _is_of_people(passage: Passage, part: Number, whole: Number) -> bool:
    things = any(passage.has(at, "thing") for at in (whole.last, whole.last + 1))
    told = opens(passage, part.first) and 1 < part.value < whole.value
    return told and not things and not (whole.vague or whole.year)


def by_pronoun(passages: Sequence[Passage]) -> Count | None:
    """Two, if the summary goes on with "both": "Журналистки вышли" - "Обе отсидели два года"."""
    if passages[0].tells("mark", "subset") or bound(passages[0]):
        return None
    for passage in passages[1:]:
        last = 1
        both = passage.has(0, "mark", "definite") and passage.has(0, "number", str(_BOTH))
        if both and last < len(passage.tokens) and not _is_noun(passage, last):
            return Count(_BOTH, passage.span(0, last))
    return None


def _is_noun(passage: Passage, at: int) -> bool:
    kinds = ("noun", "people", "country", "power", "thing")
    return any(passage.has(at, kind) for kind in kinds) or passage.parted(at - 1, at)


def listed_by_name(passages: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """Those whom the summary begins with by name, if the title only tells of many."""
    if not any(found.tag.number == "many" for found in passages[0].of("noun")):
        return None
    for passage in passages[1:]:
        known = known_in(passage, people)
        if not known.names:
            continue
        members = members_at(passage, 0, known)
        told = (("verb", "release"), ("mark", "held"), ("mark", "seized"))
        freed = any(passage.in_sentence(0, *each) for each in told)
        if freed and not passage.in_sentence(0, "verb", "say") and _are_names(members):
            return Count(len(members), passage.span(0, members[-1].last))
    return None


def _are_names(members: Sequence[Member]) -> bool:
    return len(members) > 1 and all(one.kind == "name" for one in members)


def _beside(one: Bound) -> Iterator[Bound]:
    """Numbers joined to one: "15 men and three women"."""
    before = one
    for other in bound(one.passage):
        there = other.noun == "place" and other.sentence == one.sentence
        if other.first >= before.end and (follows(other, before) or there):
            yield other
            before = other


def frees_nobody(title: Passage) -> bool:
    """Say if a title tells that none were freed: "Paleista 0 kalinių", "ни одного"."""
    if any(one.number.value == 0 for one in bound(title)):
        return True
    return any(
        title.in_sentence(title.sentence(found.first), "verb", "release")
        and not any(
            not title.has(stays.last - 1, "verb", "release")  # "ніводнага не вызвалілі"
            for stays in title.near(found.last, len(title.tokens), "mark", "stays")
        )
        for found in title.of("mark", "nobody")
    )
