"""Pure: numbers that count people, each with its noun, and what the text says of them.

A number alone counts nobody: the nearest noun of any kind decides whether it counts people.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from monitors.facts.bare import (
    heads_title,
    is_answer,
    is_before_list,
    is_closed_at_once,
    is_got,
    is_in_clause,
    is_of_each_side,
    is_of_group,
    is_of_list,
    is_of_names,
    is_of_told,
    is_over,
    is_own,
    is_summed_up,
    leads_dash,
)
from monitors.facts.nouns import end_of, noun_at
from monitors.facts.numbers import Number
from monitors.facts.passage import Passage
from monitors.facts.placed import (
    is_beside_one,
    is_by_road,
    is_elsewhere,
    is_from,
    is_joined,
    is_on_top,
    is_rest,
)
from monitors.facts.stated import is_called_by_number, stated
from monitors.model import Count

_REACH = 5
_AFTER = {"po", "праз", "через"}
_GENITIVE = "ų"  # "ukrainiečių – 230": folded like a singular
_OF_THEM = "jų"  # "trys jų – Lietuvos piliečiai"; mark subset has the words of more than one token
_DASH = re.compile("[—–-]")
_NOT_FAR = 2  # words between two numbers of which one is denied: "а не"
_LONGEST_NAME = 4  # words by which a group is known before its number
_KNOWN = (is_of_each_side, is_of_list, is_of_names, is_of_group, is_got)
_MEASURES = ("about", "over", "least", "under", "definite", "those", "own", "theirs")


@dataclass(frozen=True)
class Bound:
    """A number of people: `noun` is the kind of noun that says so, `end` the token after it."""

    passage: Passage
    number: Number
    noun: str
    end: int

    @property
    def first(self) -> int:
        """First token of the number."""
        return self.number.first

    @property
    def sentence(self) -> int:
        """Sentence it stands in."""
        return self.passage.sentence(self.first)


@lru_cache(maxsize=8)  # the readers of one item ask for the same two passages
def bound(passage: Passage) -> tuple[Bound, ...]:
    """Every number of people in the text, whatever is said of them."""
    found: list[Bound] = []
    loose: Number | None = None
    # not the "two" of "holder of two passports"
    told = tuple(one for one in stated(passage) if not passage.has(one.last, "mark", "papers"))
    for number in told:
        one = _of_more(passage, number) or _bind(passage, number)
        if found:
            one = _behind(passage, number, one, found[-1])
        if one is None and is_by_road(passage, number, told):
            one = Bound(passage, number, "bare", number.last)
        if one is None and is_beside_one(passage, number):
            one = Bound(passage, number, "unknown", number.last + 1)
        if one and passage.has(one.first - 1, "mark", "not"):
            one = _instead(one, loose)
        if one is None and loose and _stands_for(passage, number, loose):
            one = Bound(passage, number, "bare", number.last)
        loose = None if one else number
        found += [one] if one else []
    return tuple(found)


def _behind(passage: Passage, number: Number, one: Bound | None, last: Bound) -> Bound | None:
    """A number as it is told behind another: of its noun, a part of it, at another place."""
    if one is None:
        return _of_those_before(passage, number, last)
    placed = one.noun == "bare" and is_elsewhere(passage, number, last.number)
    return Bound(passage, number, "place", number.last) if placed else one


def _instead(denied: Bound, loose: Number | None) -> Bound | None:
    """The number that stands for a denied one and shares its noun: "27, not 31, prisoners"."""
    if loose is None or denied.first - loose.last > _NOT_FAR:
        return None
    return Bound(denied.passage, loose, denied.noun, denied.end)


def _stands_for(passage: Passage, number: Number, denied: Number) -> bool:
    """Say if a title puts a number for one that it denies: "Not 14 but 16: Minsk freed more"."""
    near = passage.has(denied.first - 1, "mark", "not") and number.first - denied.last < _NOT_FAR
    return near and passage.where == "title" and passage.tells("verb", "release")


def _of_more(passage: Passage, number: Number) -> Bound | None:
    """A number whose noun follows a greater one: "three of four jailed reporters"."""
    last = number.last
    if not passage.has(last, "mark", "part"):
        return None
    whole = past_measure(passage, last + 1)
    if passage.has(whole + 1, "thing"):
        return None  # "two of his nine years"
    told = is_number(passage, whole) or any(
        is_number(passage, at) and is_called_by_number(passage, at)
        for at in range(whole, whole + _LONGEST_NAME)
    )
    return Bound(passage, number, "part", last) if told else None


def past_measure(passage: Passage, at: int) -> int:
    """Return the place after words like "nearly", "more than", "the", "its"."""
    while any(passage.has(at, "mark", mark) for mark in _MEASURES):
        at += 1
    return at


def _bind(passage: Passage, number: Number) -> Bound | None:
    """Find the noun of a number within a few tokens; the nearest noun of any kind decides."""
    if passage.has(number.first, "noun", "pair"):
        return _of_pair(passage, number)
    if _is_in_brackets(passage, number) and _is_nation(passage, number.first - 1):
        return Bound(passage, number, "behind", number.last)
    ended = is_closed_at_once(passage, number.last) or is_before_list(passage, number)
    if ended and (bare := _bare(passage, number)):
        return bare
    if nation := _before_number(passage, number) or _by_nation(passage, number):
        return nation
    start = past_part(passage, number.last)
    end = min(start + (1 if number.year else _REACH), len(passage.tokens))
    for at in range(start, end):
        parted = passage.parted(at - 1, at) and (at > start or start == number.last)
        if parted or passage.raw(at)[0].isdigit() or _ends_phrase(passage, at):
            break
        noun = noun_at(passage, at, near=at <= number.last + 1)
        if noun:
            return Bound(passage, number, noun, end_of(passage, at))
    else:
        return _bare(passage, number)
    return None if passage.has(at, "thing") and not parted else _bare(passage, number)


def _by_nation(passage: Passage, number: Number) -> Bound | None:
    """A number whose nation stands apart: "six — Lithuanians", "five of them British"."""
    at = past_part(passage, number.last)
    if at < len(passage.tokens) and passage.has(at, "people") and not passage.has(at, "noun"):
        apart = at == number.last and bool(_DASH.search(passage.between(at - 1, at)))
        if apart and not passage.has(at, "country"):
            return Bound(passage, number, "nation", at + 1)
    if not passage.has(at, "country"):
        return None
    told = _is_closed(passage, at + 1) if at > number.last else _is_elliptic(passage, at)
    return Bound(passage, number, "nation", at + 1) if told else None


def _is_elliptic(passage: Passage, at: int) -> bool:
    """Say if the country alone tells who: "семь граждан Литвы, двое Эстонии", "one German"."""
    if passage.words.language == "lt" or passage.has(at, "people") or passage.parted(at - 1, at):
        return False
    return _is_closed(passage, at + 1)


def _is_closed(passage: Passage, last: int) -> bool:
    """Say if a phrase ends before a place, or "and" follows."""
    closed = last >= len(passage.tokens) or passage.parted(last - 1, last)
    return closed or any(passage.has(last, "mark", mark) for mark in ("joint", "for"))


def _before_number(passage: Passage, number: Number) -> Bound | None:
    """A number behind its nation: "палякаў трое, латышоў двое"."""
    at, last = number.first - 1, number.last
    if at < 0 or not passage.has(at, "people"):
        return None
    if passage.parted(at, number.first) and not _DASH.fullmatch(
        passage.between(at, number.first).strip()
    ):
        return None
    closed = last >= len(passage.tokens) or passage.parted(last - 1, last)
    closed = closed or _is_group(passage, number)
    many = any(one.tag.kind == "people" and one.tag.number == "many" for one in passage.at(at))
    many = many or passage.raw(at).endswith(_GENITIVE)
    return Bound(passage, number, "behind", last) if closed and many else None


def _is_group(passage: Passage, number: Number) -> bool:
    """Say if a Lithuanian number is a group of a people: "lietuvių ketvertas grįžo iš Minsko"."""
    led = passage.words.language == "lt" and passage.raw(number.first - 1).endswith(_GENITIVE)
    last = number.last
    return led and (passage.has(last, "verb", "release") or passage.has(last, "mark", "after"))


def _is_in_brackets(passage: Passage, number: Number) -> bool:
    """Say if nothing but the number stands in brackets: "грамадзяне Літвы (6)"."""
    first, last = passage.tokens[number.first], passage.tokens[number.last - 1]
    before = passage.text[max(first.start - 1, 0) : first.start]
    return before == "(" and passage.text[last.end : last.end + 1] == ")"


def _is_nation(passage: Passage, at: int) -> bool:
    return passage.has(at, "country") or passage.has(at, "people")


def _of_pair(passage: Passage, number: Number) -> Bound | None:
    """A couple, which are two people; but "a pair of tankers" is not, nor "пара месяцев"."""
    last = number.last + (passage.keys[number.last : number.last + 1] == ("of",))
    for at in range(last, min(last + 3, len(passage.tokens))):
        if passage.parted(at - 1, at) or passage.has(at, "verb"):
            break
        if last == number.last and is_closed_at_once(passage, at):
            break
        if passage.has(at, "thing"):
            return None
        if noun := noun_at(passage, at, near=False):
            return Bound(passage, number, noun, end_of(passage, at))
    return None if last > number.last else Bound(passage, number, "pair", number.last)


def _ends_phrase(passage: Passage, at: int) -> bool:
    owned = any(passage.has(near, "mark", "own") for near in (at - 1, at))  # of our country
    thing = passage.has(at, "thing") and not owned
    return thing or passage.has(at, "mark", "subset")


def past_part(passage: Passage, at: int) -> int:
    """Return the place after "of them": "three of them - Polish citizens"."""
    if at < len(passage.tokens) and passage.parted(at - 1, at):
        return at
    if at < len(passage.tokens) and passage.raw(at) == _OF_THEM:
        return at + 1
    parts = (f for f in passage.at(at) if f.tag.kind == "mark" and f.value == "subset")
    longest = next((found.last for found in parts if found.last - found.first > 1), at)
    return longest if longest > at else _past_freed(passage, at)


def _past_freed(passage: Passage, at: int) -> int:
    """Return the place after "of those freed": "пяцёра з вызваленых - украінцы"."""
    if not passage.has(at, "mark", "part"):
        return at
    last = at + 1
    while any(passage.has(last, "mark", mark) for mark in ("definite", "those")):
        last += 1
    return last + 1 if passage.has(last, "noun", "freed") else at


def _bare(passage: Passage, number: Number) -> Bound | None:
    """A number without a noun, by its place or its words: "pardons 18, most of them"."""
    if number.year:
        return None
    here = Bound(passage, number, "bare", number.last)
    if number.mutual or (number.each and passage.tells("verb", "swap")):
        return here
    known = any(each(passage, number) for each in _KNOWN)
    if known or (passage.where == "title" and is_own(passage, number.last)):
        return here
    if is_corrected(here) or is_whole(here) or is_of_told(passage, number):
        return here
    told = (
        ("figure", number.first - 1),
        ("total", number.first - 1),
        ("total", number.last),
        ("there", number.first - 1),
    )
    if any(passage.has(at, "mark", mark) for mark, at in told):
        return here
    if any(
        is_told(passage, number)
        for is_told in (heads_title, leads_dash, is_answer, is_in_clause, is_summed_up)
    ):
        return here
    return _behind_verb(passage, number)


def _behind_verb(passage: Passage, number: Number) -> Bound | None:
    here = Bound(passage, number, "bare", number.last)
    first = number.first
    if first and (passage.has(first - 1, "mark", "later") or passage.keys[first - 1] in _AFTER):
        return None  # years: "home after four"
    while passage.has(first - 1, "mark", "least"):
        first -= 1
    for before in range(first - 1, max(first - 4, -1), -1):
        if passage.parted(before, before + 1):
            return None
        if passage.has(before, "verb", "release"):
            return here if is_over(passage, number) else _of_unknown(passage, number)
    return None


def is_corrected(one: Bound) -> bool:
    """Say if the number is what proved true: "14 were reported, it turned out to be 16"."""
    before = range(max(one.first - 3, 0), one.first)
    return any(one.passage.has(at, "mark", "corrected") for at in before)


def _of_unknown(passage: Passage, number: Number) -> Bound | None:
    """A number after a verb of release whose noun is in no list: "frees sixteen guitarists"."""
    if passage.where != "title" or number.value < 2:
        return None
    for at in range(number.last, min(number.last + 3, len(passage.tokens))):
        if passage.parted(at - 1, at) or passage.has(at, "thing"):
            return None
        held = at == number.last and passage.has(at, "mark", "convicted")
        if passage.raw(at).islower() and (held or not passage.at(at)):
            return Bound(passage, number, "unknown", at + 1)
    return None


def _of_those_before(passage: Passage, number: Number, last: Bound) -> Bound | None:
    """A number that shares the noun of the one before, or what that one counts."""
    before = last.number
    if is_on_top(passage, number, before):
        return Bound(passage, number, "bare", number.last)
    if is_from(passage, number, before):
        return Bound(passage, number, "part", number.last)
    shares = is_elsewhere(passage, number, before) or is_rest(passage, number, before)
    shares = shares or is_joined(passage, number, last.end)
    return Bound(passage, number, "place", number.last) if shares else None


def count_of(one: Bound, more: int = 0) -> Count:
    """Return a bound number as a count, `more` people beside it included."""
    number = one.number
    upper = number.upper + more if number.upper else None
    span = one.passage.span(number.first, number.last)
    return Count(number.value + more, span, number.qualifier, upper, number.increment and not more)


def is_whole(one: Bound) -> bool:
    """Say if the number is that of all: "among the 52", "one of six"; not "in the list - six"."""
    passage, at = one.passage, one.first - 1
    told = passage.has(at, "mark", "among") and not passage.parted(at, one.first)
    return told and not is_of_held(one)


def is_of_held(one: Bound) -> bool:
    """Say if "of the" leads to all who were held: "four of the eight students jailed in March"."""
    passage = one.passage
    if not passage.has(one.first - 2, "mark", "part"):
        return False
    marks, near = ("held", "convicted"), range(one.end - 1, one.end + _NOT_FAR)
    return any(passage.has(at, "mark", mark) for at in near for mark in marks)


def is_number(passage: Passage, at: int) -> bool:
    """Say if a number stands at a place."""
    if at >= len(passage.tokens):
        return False
    return passage.raw(at)[0].isdigit() or passage.has(at, "number")
