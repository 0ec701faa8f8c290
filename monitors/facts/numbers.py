"""Pure: the numbers of a text, in digits and in words, with how the text puts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from monitors.facts.passage import Passage
from monitors.model import Qualifier

_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+")
_DASH = re.compile(r"\s?[-–—\u2010\u2011]\s?")
_LARGEST = 100_000
_THOUSAND = 1000
_ROUND = 5  # "up to 100" is an estimate; "rose to 22", in the same words, is a count
_YEARS = range(1900, 2101)
_SINGULAR = ("each", "about", "least", "over")  # "каля сотні", "па тысячы" are one each
_QUALIFIERS = {"least": Qualifier.AT_LEAST, "about": Qualifier.ABOUT}


@dataclass(frozen=True)
class Number:
    """A number and its tokens: `vague` in "more than 100", `mutual` in "five for five"."""

    value: int
    first: int
    last: int
    qualifier: Qualifier = Qualifier.EXACT
    upper: int | None = None
    increment: bool = False
    vague: bool = False
    year: bool = False
    each: bool = False
    mutual: bool = False


@lru_cache(maxsize=8)  # the readers of one item ask for the same two passages
def numbers(passage: Passage) -> tuple[Number, ...]:
    """Every number in order; years, ages, ordinals, money and millions are left out."""
    plain = list(_merged(passage, list(_plain(passage))))
    return tuple(_qualified(passage, number) for number in plain)


def _plain(passage: Passage) -> Iterator[Number]:
    at, words = 0, passage.places("number", "multiple") - passage.places("power")
    for place, token in enumerate(passage.tokens):
        if place < at:
            continue
        at = place
        if token.raw[0].isdecimal():
            value, last = _digits(passage, at)
            value = None if _is_of_row(passage, at) else value
        elif at in words or "-" in passage.keys[at]:
            value, last = _words(passage, at)
        else:
            continue
        if value is not None and not (_scaled(passage, last) or _of_groups(passage, value, last)):
            first = at - (passage.has(at, "multiple") and _is_article(passage, at - 1))
            yield Number(value, first, last, year=_is_year(passage, at, last))
        at = last


def _is_article(passage: Passage, at: int) -> bool:
    """Say if "a" leads to a word for several: "a dozen more"."""
    return at >= 0 and passage.keys[at] == "a" and passage.words.adjectival


def _is_year(passage: Passage, at: int, last: int) -> bool:
    raw = passage.raw(at)
    return last == at + 1 and len(raw) == 4 and raw.isdecimal() and int(raw) in _YEARS


def _of_groups(passage: Passage, value: int, at: int) -> bool:
    """Say if a number counts no people: "one more group"."""
    at += passage.has(at, "mark", "another")
    return value == 1 and passage.has(at, "mark", "collective")


def _scaled(passage: Passage, at: int) -> bool:
    return at < len(passage.tokens) and passage.has(at, "scale")


def _digits(passage: Passage, at: int) -> tuple[int | None, int]:
    """Value of the digits at `at` (None if they are not a plain number) and the next token."""
    raw = passage.raw(at)
    times, last = _multiple(passage, at + 1)
    if passage.glued(at):
        return None, at + 1
    whole, _, part = raw.replace(",", ".").partition(".")
    if _DIGITS.fullmatch(raw):
        value = int("".join(letter for letter in raw if letter.isdecimal())) * (times or 1)
    elif times == _THOUSAND:
        value = int(whole) * times + int((part + "000")[:3])
    else:
        return None, at + 1
    return (value if value <= _LARGEST else None), last


def _multiple(passage: Passage, at: int) -> tuple[int, int]:
    """Value of the word for a dozen, a hundred, a thousand at `at`, or 0, and the next token."""
    found = (one for one in passage.at(at) if one.tag.kind == "multiple" and one.first == at)
    one = next(found, None)
    return (int(one.value), one.last) if one else (0, at)


def _words(passage: Passage, at: int) -> tuple[int | None, int]:
    """Value of the number words that begin at `at`: "penkiasdešimt du", "one hundred and six".

    A plural alone is no number: "dozens", "сотни"; nor is "several dozen".
    """
    if _is_vague(passage, at) or _is_of_row(passage, at):
        return None, at + 1
    total, current, smallest, last = 0, 0, 10_000, at
    while last < len(passage.tokens):
        if smallest == 100 and passage.keys[last] == "and":
            last += 1 if _continues(passage, last) else 0
        if last > at and passage.parted(last - 1, last):
            break
        times, after = _multiple(passage, last)
        value, next_ = (0, after) if times else _word(passage, last)
        if times == _THOUSAND and not total:
            total, current, smallest = max(current, 1) * times, 0, _THOUSAND
        elif times and times < _THOUSAND and current < 100:
            current, smallest = max(current, 1) * times, times if times == 100 else 1
        elif value and value < smallest:
            current, smallest = current + value, _room(value)
        else:
            break
        last = next_
    return (total + current, last) if last > at else (None, at + 1)


def _is_of_row(passage: Passage, at: int) -> bool:
    """Say if an English number tells which of a row: "day 1,000", "phase two"."""
    row = passage.words.adjectival and passage.has(at - 1, "thing")
    row = row and not passage.has(at - 1, "mark", "month")
    return row and not passage.raw(at - 1).endswith("s") and not passage.parted(at - 1, at)


def _is_vague(passage: Passage, at: int) -> bool:
    several = passage.has(at - 1, "mark", "vague")
    put = any(passage.has(at - 1, "mark", mark) for mark in _SINGULAR)
    if passage.has(at, "number"):
        return several
    found = [one for one in passage.at(at) if one.tag.kind == "multiple"]
    return any(several or (one.tag.number != "one" and not put) for one in found)


def _continues(passage: Passage, at: int) -> bool:
    """Say if a word for a number below 100 follows "and": "one hundred and six people"."""
    value = _word(passage, at + 1)[0] if at + 1 < len(passage.tokens) else 0
    return 0 < value < 100


def _room(value: int) -> int:
    """Return what the next word must be smaller than: after "fifty" a unit, after "two" none."""
    if value >= 100:
        return 100
    return 10 if value >= 20 else 1


def _word(passage: Passage, at: int) -> tuple[int, int]:
    """Value of the number word or phrase at `at`, or 0, and the next token."""
    for found in passage.at(at):
        if found.tag.kind == "number" and found.first == at:
            return int(found.value), found.last
    parts = passage.keys[at].split("-")
    if len(parts) == 2:
        values = [passage.meaning(part, "number") for part in parts]
        if all(values):
            return sum(int(value) for value in values), at + 1
    return 0, at + 1


def _merged(passage: Passage, found: list[Number]) -> Iterator[Number]:
    """Ranges joined into one number: 14-16, "from 14 to 16"."""
    skip = -1
    for first, second in pairwise([*found, None]):
        assert first is not None
        if first.first == skip:
            continue
        if second and _is_range(passage, first, second):
            skip = second.first
            if passage.near(0, first.first, "mark", "grew"):
                yield Number(second.value, first.first, second.last)  # "grew from 12 to 16"
                continue
            yield Number(
                first.value,
                first.first,
                second.last,
                Qualifier.RANGE,
                second.value,
                year=first.year,
            )
        else:
            yield first


def _is_range(passage: Passage, first: Number, second: Number) -> bool:
    if not first.value < second.value:
        return False
    if first.last == second.first:
        return bool(_DASH.fullmatch(passage.between(first.last - 1, second.first)))
    opened = first.first > 0 and passage.has(first.first - 1, "mark", "from")
    opened = opened or (
        passage.has(first.first - 1, "mark", "part")
        and bool(passage.near(0, first.first, "mark", "grew"))
    )
    closed = second.first == first.last + 1 and passage.has(first.last, "mark", "to")
    return opened and closed


def _qualified(passage: Passage, number: Number) -> Number:
    """Return the number with the words around it read: at least, about, more than, another."""
    marks = passage.marks_before(number.first)
    another = "another" in marks or passage.has(number.last, "mark", "another")
    qualifier = number.qualifier
    if qualifier is Qualifier.EXACT:
        qualifier = next((_QUALIFIERS[mark] for mark in marks if mark in _QUALIFIERS), qualifier)
    bounded = "over" in marks or ("under" in marks and number.value % _ROUND == 0)
    vague = bounded and qualifier is not Qualifier.AT_LEAST
    near = (number.last, min(number.last + 1, len(passage.tokens) - 1))
    each = "each" in marks or any(passage.has(at, "mark", "each") for at in near)
    return Number(
        number.value, number.first, number.last, qualifier, number.upper,
        increment=another, vague=vague, year=number.year, each=each,
    )  # fmt: skip
