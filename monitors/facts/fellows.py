"""Pure: those whom a summary adds to one: "with him a Czech", "her daughter was freed as well"."""

from collections.abc import Iterator, Sequence

from monitors.facts.bound import bound
from monitors.facts.joined import PERSONAL, is_of_nation, is_one_person
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.standing import opens
from monitors.model import Mention

_ARTICLES = {"a", "an"}


def fellows(passages: Sequence[Passage]) -> int:
    """How many were freed with the one described: "with her lawyer", "with him a Czech"."""
    title = passages[0]
    led = (f for f in title.of("noun", "role") if _is_companion(title, f))
    beside = sum(is_one_person(title, found) for found in led)
    return beside + _relatives_beside(passages) + _of_nations_beside(passages)


def _of_nations_beside(passages: Sequence[Passage]) -> int:
    """How many of a nation the summary frees with somebody: "with him a Czech"."""
    return sum(
        is_one_person(passage, found)
        and found.value != "role"
        and passage.sentence(found.first) in accompanied
        and is_alone(passage, found)
        for passage in passages[1:]
        if (accompanied := _accompanied(passage))
        for kind in PERSONAL
        for found in passage.of(kind)
    )


def _relatives_beside(passages: Sequence[Passage]) -> int:
    """How many relatives the summary frees with somebody: "разам зь ім вызвалілі дачку"."""
    return sum(
        passage.sentence(found.first) in accompanied
        for passage in passages[1:]
        if (accompanied := _accompanied(passage))
        if any(passage.in_sentence(sentence, "mark", "unlocked") for sentence in accompanied)
        for found in passage.of("mark", "relation")
        if not passage.has(found.first, "noun", "role")
    )


def _accompanied(passage: Passage) -> set[int]:
    """Sentences that free somebody with another, and tell of no meeting."""
    told = {passage.sentence(found.first) for found in passage.of("mark", "with")}
    return {
        sentence
        for sentence in told
        if passage.in_sentence(sentence, "verb", "release")
        and not passage.in_sentence(sentence, "mark", "greets")
    }


def along_with(passages: Sequence[Passage], people: Sequence[Mention]) -> Iterator[Mention]:
    """Those whom the summary adds: "with her the businessman NAME comes home"."""
    for passage in passages[1:]:
        told = _adding(passage)
        for person in people:
            here = person.span.where == passage.where
            if here and passage.sentence(passage.token_at(person.span.start)) in told:
                yield person


def _adding(passage: Passage) -> set[int]:
    """Sentences that tell of others who were freed as well."""
    return {
        passage.sentence(found.first)
        for mark in ("also", "with", "aboard")
        for found in passage.of("mark", mark)
        if mark == "aboard" or passage.in_sentence(passage.sentence(found.first), "verb", "release")
    } | _beside_pronoun(passage)


def _beside_pronoun(passage: Passage) -> set[int]:
    """Sentences that free someone beside the one of the title: "she and NAME are driven to"."""
    return {
        passage.sentence(found.first)
        for found in passage.of("mark", "pronoun")
        if any(passage.has(found.last, "mark", mark) for mark in ("joint", "along"))
        and passage.in_sentence(passage.sentence(found.first), "verb", "release")
    }


def nameless(passages: Sequence[Passage]) -> int:
    """Those whom the summary adds without a name: "a US citizen left with him"."""
    more = sum(
        one.number.value == 1 and one.number.increment and one.noun in {"prisoner", "role"}
        for passage in passages[1:]
        for one in bound(passage)
        if one.sentence in _adding(passage)
    )
    return more + sum(
        is_one_person(passage, found) and is_alone(passage, found)
        for passage in passages
        for kind in PERSONAL
        for found in passage.of(kind)
        if passage.sentence(found.first) in _adding(passage)
    )


def is_alone(passage: Passage, found: Found) -> bool:
    """Say if one of a nation is told of without a name: "a US citizen", "гражданин США"."""
    last = found.last
    if _is_companion(passage, found) or _is_added(passage, found):
        return True
    if passage.words.adjectival and found.tag.kind == "people":
        return found.first > 0 and passage.keys[found.first - 1] in _ARTICLES
    if passage.has(last, "country") and not passage.parted(last - 1, last):
        last += 1
    elif not is_of_nation(passage, found) or any(f.tag.kind == "noun" for f in passage.at(last)):
        return False
    return last >= len(passage.tokens) or passage.raw(last)[0].islower()


def _is_added(passage: Passage, found: Found) -> bool:
    """Say if a sentence adds one more: "Kartu laisvę atgavo ir pensininkė"."""
    before, last = found.first - 1, found.last
    if found.value != "role" or not passage.has(before, "mark", "joint"):
        return False
    unnamed = last >= len(passage.tokens) or passage.raw(last)[0].islower()
    sentence = passage.sentence(before)
    marks = (f for mark in ("with", "also") for f in passage.in_sentence(sentence, "mark", mark))
    return unnamed and any(opens(passage, mark.first) for mark in marks)


def _is_companion(passage: Passage, found: Found) -> bool:
    """Say if a title tells what the companion does: "NAME, taken out with a journalist of ..."."""
    if passage.where != "title" or found.value != "role":
        return False
    last = found.last
    unnamed = last >= len(passage.tokens) or passage.raw(last)[0].islower()
    unnamed = unnamed or not passage.between(last - 1, last).isspace()
    led = ("along", "theirs", "own")  # "kartu su savo advokatu"
    before = found.first - 1
    while any(passage.has(before, "mark", mark) for mark in led) and not passage.has(
        before, "mark", "with"
    ):
        before -= 1
    beside = (before, before - 1)
    return unnamed and any(one.last - 1 in beside for one in passage.of("mark", "with"))
