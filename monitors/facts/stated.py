"""Pure: numbers that say how many there are, not the name of a deal or someone's children."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from monitors.facts.bare import is_before_list
from monitors.facts.numbers import Number, numbers
from monitors.facts.passage import Passage

_LONGEST_MONTH = 31
_AGES = range(5, 100)
_AND_MORE = 2  # tokens of "and another": "150 and another 20 wounded"
_AT = {"at", "в", "у"}
_LONGEST_NAME = 3  # tokens before the number in the quotation marks of a name
_OPENING = "«„“\"‘'"
_CLOSING_QUOTES = ("»", "“", "”", '"', "’", "'")


def stated(passage: Passage) -> Iterator[Number]:
    """Leave out what "1000 for 1000" only names; of "32 for 2" the first is the number."""
    found = [
        one
        for one in numbers(passage)
        if not (
            _is_of_children(passage, one)
            or _is_of_month(passage, one)
            or _is_age(passage, one)
            or _is_at_age(passage, one)
            or _is_age_of_one(passage, one)
            or _is_of_group(passage, one)
            or passage.has(one.first - 1, "mark", "room")
        )
    ]
    found = list(_added(passage, found))
    pairs = [pair for pair in pairwise(found) if _is_exchange(passage, *pair)]
    named = {number.first for pair in pairs for number in pair}
    others = [
        number
        for number in found
        if number.first not in named
        and (not _is_of_things(passage, number) or is_before_list(passage, number))
    ]
    alone = all(one.increment or _is_on_top(passage, one.first - 1) for one in others)
    led = [first for first, second in pairs if alone or first.value != second.value]
    others += [replace(number, mutual=True) for number in led[:1]]
    others = [_last_one(passage, number) for number in others]
    return iter(sorted(others, key=lambda number: number.first))


def _added(passage: Passage, found: list[Number]) -> Iterator[Number]:
    """Join two numbers with nothing but "plus" between them: "175 plus 22" are 197."""
    skip = -1
    for at, (one, other) in enumerate(pairwise([*found, None])):
        assert one is not None
        if one.first == skip:
            continue
        traded = at > 0 and _is_exchange(passage, found[at - 1], one)
        if other and not traded and _is_plus(passage, one.last, other.first):
            skip = other.first
            yield replace(one, value=one.value + other.value, last=other.last, mutual=True)
        else:
            yield one


def _is_plus(passage: Passage, last: int, first: int) -> bool:
    if first - last == 1:
        return passage.has(last, "mark", "also") and not passage.has(last, "mark", "another")
    if first - last == _AND_MORE:
        more = passage.has(last, "mark", "joint") and passage.has(last + 1, "mark", "another")
        return more and not passage.parted(last - 1, first)
    return first == last and passage.between(last - 1, first).strip() == "+"


def _is_of_things(passage: Passage, number: Number) -> bool:
    """Say if things are counted; "Who are these fourteen: a list" counts people."""
    counted = passage.has(number.last, "thing")
    return counted and not passage.parted(number.last - 1, number.last)


def _is_of_month(passage: Passage, number: Number) -> bool:
    """Say if it is a day of a month named before it: "on June 28"; "in May 14 people" is none."""
    dated = passage.has(number.first - 1, "mark", "month") and number.value <= _LONGEST_MONTH
    led = passage.words.adjectival and passage.has(number.first - 2, "mark", "part")
    people = any(passage.has(number.last, kind) for kind in ("noun", "people"))
    return dated and (led or not people)  # "a batch of July 11 protesters"


def _is_age(passage: Passage, number: Number) -> bool:
    """Say if somebody's age stands between commas: "her son, 16, was freed"."""
    at = number.first - 1
    if number.value not in _AGES or at < 0 or passage.between(at, at + 1) != ", ":
        return False
    end = passage.tokens[number.last - 1].end
    single = any(found.tag.number == "one" for found in passage.at(at)) or passage.raw(at).istitle()
    told = single or passage.has(at, "mark", "relation")
    return told and passage.text[end : end + 1] == "," and passage.raw(number.first).isdigit()


def _is_age_of_one(passage: Passage, number: Number) -> bool:
    """Say if "of" leads from one English noun to an age: "a boy of 16 freed"."""
    led = passage.words.adjectival and number.first > 1 and passage.keys[number.first - 1] == "of"
    if not led or number.value not in _AGES or not passage.raw(number.first).isdigit():
        return False
    one = (
        f
        for f in passage.at(number.first - 2)
        if f.tag.kind == "noun" and f.last == number.first - 1
    )
    told = any(found.tag.number == "one" for found in one)
    freed = passage.has(number.last, "verb", "release")
    return told and (freed or not any(passage.has(number.last, k) for k in ("noun", "people")))


def _is_at_age(passage: Passage, number: Number) -> bool:
    """Say if it is told at what age: "walked in at 33", "сел в 33, вышел в 38"."""
    led = number.first > 0 and passage.keys[number.first - 1] in _AT
    if not led or number.value not in _AGES or not passage.raw(number.first).isdigit():
        return False
    last = number.last
    ends = last >= len(passage.tokens) or passage.parted(last - 1, last)
    return ends or passage.has(last, "mark", "joint")


def _is_of_group(passage: Passage, number: Number) -> bool:
    """Say if it is the name of those tried together: "the Hong Kong 47", «дело „47“»."""
    first, end = number.first, passage.tokens[number.last - 1].end
    if passage.has(first - 1, "mark", "for"):
        return False  # «обмен „5 на 5“»
    if first and passage.text[end : end + 1] in _CLOSING_QUOTES:
        start = passage.tokens[max(first - _LONGEST_NAME, 0)].start
        return any(mark in passage.text[start : passage.tokens[first].start] for mark in _OPENING)
    return is_called_by_number(passage, number.first) and not any(
        passage.has(number.last, kind) for kind in ("noun", "people")
    )


def is_called_by_number(passage: Passage, at: int) -> bool:
    """Say if "the" or "of" and a capitalised name lead to an English number."""
    start = at
    while passage.words.adjectival and start > 0 and passage.raw(start - 1)[0].isupper():
        if passage.parted(start - 1, start):
            return False
        start -= 1
    lead = any(passage.has(start - 1, "mark", mark) for mark in ("definite", "part"))
    return 0 < start < at and lead


def _is_on_top(passage: Passage, at: int) -> bool:
    """Say if a number after this word adds to one before: "175 for 175 and 22 more"."""
    return passage.has(at, "mark", "also") or passage.has(at, "mark", "another")


def _last_one(passage: Passage, number: Number) -> Number:
    """One, of a number whose last member alone is freed: "the last of four Frenchmen"."""
    told = passage.has(number.first - 1, "mark", "last")
    return replace(number, value=1, each=True) if told else number


def _is_of_children(passage: Passage, number: Number) -> bool:
    """Say if somebody is told by a number of children: "mother of three", "trijų vaikų mama"."""
    if passage.has(number.first - 1, "mark", "parent"):
        return True
    if any(_is_of_theirs(passage, at) for at in (number.last, number.last + 1)):
        return True
    if not passage.has(number.last, "mark", "child"):
        return False
    near = range(number.first - 2, number.first)
    return passage.has(number.last + 1, "mark", "parent") or any(
        passage.has(at, "mark", "raises") for at in near
    )


def _is_of_theirs(passage: Passage, at: int) -> bool:
    """Say if children are told by whose they are: "трое его детей", "three of their children"."""
    told = any(passage.has(at, "mark", mark) for mark in ("theirs", "own"))
    return told and passage.has(at + 1, "mark", "child")


def _is_exchange(passage: Passage, first: Number, second: Number) -> bool:
    """Say if only a word like "for" stands between: "75 на 75", "215-for-56"."""
    if second.first - first.last != 1 or passage.has(first.last, "people"):
        return False
    if first.value == second.value:
        return not passage.has(first.last, "noun")
    return passage.has(first.last, "mark", "for")
