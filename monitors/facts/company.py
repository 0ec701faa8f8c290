"""Pure: those who left in the company of one person: "with her a blogger and two students"."""

from collections.abc import Iterator, Sequence

from monitors.facts.bound import bound
from monitors.facts.chains import described_one, freed_alone, leads_on
from monitors.facts.companions import named_in
from monitors.facts.enumerated import known_in, members_at
from monitors.facts.joined import is_one_person
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.model import Count, Mention

_REACH = 6  # tokens from "with him" to the list: "with him were also freed a bishop and ..."
_COUPLE = 2


def in_company(passages: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """The one of a title with a list of those who left together: NAME, a blogger, two students."""
    head = _of_title(passages[0], people)
    for passage in passages if head else ():
        if not (passage.tells("mark", "with") or passage.tells("mark", "pronoun")):
            continue
        known = known_in(passage, people)
        for start in _starts(passage):
            members = members_at(passage, start, known)
            if len(members) > 1:
                span = passage.span(start, members[-1].last)
                return Count(head + sum(one.value for one in members), span)
    return None


def _of_title(title: Passage, people: Sequence[Mention]) -> int:
    """How many a title tells by name or by what they do, 0 if it tells of many."""
    if any(one.number.value > 1 for one in bound(title)) or title.tells("mark", "subset"):
        return 0
    described = described_one(title) or freed_alone(title)
    return named_in("title", people) or (described.value if described else 0)


def _starts(passage: Passage) -> Iterator[int]:
    """Places where the list of those in company can begin."""
    for found in passage.of("mark", "with"):
        if _is_freed(passage, found):
            last = min(found.last + _REACH, len(passage.tokens))
            yield from range(found.last, last)
    for found in passage.of("mark", "pronoun"):
        opens = found.first == 0 or passage.sentence(found.first - 1) != passage.sentence(
            found.first
        )
        at = leads_on(passage, found.last)
        if opens and at > 0 and _is_freed(passage, found):
            yield at


def _is_freed(passage: Passage, found: Found) -> bool:
    sentence = passage.sentence(found.first)
    begun = next(at for at, each in enumerate(passage.sentences) if each == sentence)
    told = (("verb", "release"), ("mark", "regain"))
    told_of = passage.where == "title" or passage.has(begun, "mark", "pronoun")
    freed = told_of or any(passage.in_sentence(sentence, *each) for each in told)
    return freed and not passage.in_sentence(sentence, "mark", "earlier")


def coupled(passages: Sequence[Passage]) -> Count | None:
    """Two, if one is freed with a relative: "a doctor and his wife", "mother and son"."""
    for passage in passages:
        if not _may_tell_of_two(passage):
            continue
        if passage.where != "title" and described_one(passages[0]):
            return None  # "he and his wife are home"
        roles = (found for found in passage.of("noun", "role") if is_one_person(passage, found))
        for found in (*passage.of("mark", "relation"), *roles):
            first = _owner(passage, found.first)
            if first > 0 and _is_told_freed(passage, first):
                start, more = _relatives_before(passage, first - 1)
                if passage.has(start - 1, "verb", "say"):
                    continue  # "she is free, says wife and mother"
                return Count(_COUPLE + more, passage.span(start, found.last))
    return None


def _relatives_before(passage: Passage, at: int) -> tuple[int, int]:
    """Where a list of relatives begins and how many more it has: "grandmother, mother and"."""
    more = 0
    while at > 0 and "," in passage.between(at - 1, at) and _is_relative(passage, at - 1):
        at, more = at - 1, more + 1
    return at, more


def _may_tell_of_two(passage: Passage) -> bool:
    owned = passage.tells("mark", "relation") or passage.tells("mark", "theirs")
    return owned and passage.tells("verb", "release") and passage.tells("mark", "joint")


def _owner(passage: Passage, at: int) -> int:
    """The place of "and" that leads over "his" to a relative, or from one relative to another."""
    if passage.has(at - 1, "mark", "joint"):
        owned = passage.has(at, "mark", "theirs")  # "his deputy" is one entry
        return at - 1 if owned or _is_relative(passage, at - 2) else 0
    for before in range(at, max(at - 4, 0), -1):
        if before < at and passage.parted(before, before + 1):
            break
        if passage.has(before, "mark", "theirs"):
            return before - 1 if passage.has(before - 1, "mark", "joint") else 0
    return 0


def _is_relative(passage: Passage, at: int) -> bool:
    """Say if a relative without an owner stands here: "mother and son", not "to her mother and"."""
    if at < 0 or not passage.has(at, "mark", "relation"):
        return False
    marks = ("theirs", "after", "along", "own")
    return not any(passage.has(at - 1, "mark", mark) for mark in marks)


def _is_told_freed(passage: Passage, at: int) -> bool:
    sentence = passage.sentence(at)
    if passage.near(*passage.clause(at), "mark", "held"):
        return False  # "брата и отца оставили в колонии"
    greeting = passage.in_sentence(sentence, "mark", "greets")
    if any(not passage.has(found.last, "verb", "release") for found in greeting):
        return False  # "sulaukė malonės" greets nobody
    if passage.has(at, "mark", "along"):
        return False
    return bool(passage.in_sentence(sentence, "verb", "release"))
