"""Pure: the numbers of a text, in digits and in words, with how the text puts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from monitors.facts.passage import Passage
from monitors.model import Qualifier

_DIGITS = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+|\d+")
_DASH = re.compile(r"\s?[-–—\u2010\u2011]\s?")
_LARGEST = 100_000
_ROUND = 5  # "up to 100" is an estimate; "rose to 22", in the same words, is a count
_YEARS = range(1900, 2101)
_QUALIFIERS = {"least": Qualifier.AT_LEAST, "about": Qualifier.ABOUT}


@dataclass(frozen=True, slots=True)
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


def numbers(passage: Passage) -> tuple[Number, ...]:
    """Every number in order; years, ages, ordinals, money and millions are left out."""
    plain = list(_merged(passage, list(_plain(passage))))
    return tuple(_qualified(passage, number) for number in plain)


def _plain(passage: Passage) -> Iterator[Number]:
    at = 0
    while at < len(passage.tokens):
        if passage.raw(at)[0].isdigit():
            value, last = _digits(passage, at)
        elif passage.has(at, "number") or "-" in passage.keys[at]:
            value, last = _words(passage, at)
        else:
            value, last = None, at + 1
        if value is not None and not _scaled(passage, last):
            yield Number(value, at, last, year=_is_year(passage, at, last))
        at = last


def _is_year(passage: Passage, at: int, last: int) -> bool:
    raw = passage.raw(at)
    return last == at + 1 and len(raw) == 4 and raw.isdigit() and int(raw) in _YEARS


def _scaled(passage: Passage, at: int) -> bool:
    return at < len(passage.tokens) and passage.has(at, "scale")


def _digits(passage: Passage, at: int) -> tuple[int | None, int]:
    """Value of the digits at `at` (None if they are not a plain number) and the next token."""
    raw = passage.raw(at)
    thousands = at + 1 < len(passage.tokens) and passage.tagged(at + 1, "number") == "1000"
    last = at + 2 if thousands else at + 1
    if passage.glued(at):
        return None, at + 1
    if _DIGITS.fullmatch(raw):
        value = int("".join(letter for letter in raw if letter.isdecimal()))
    elif thousands:
        whole, _, part = raw.replace(",", ".").partition(".")
        return int(whole) * 1000 + int((part + "000")[:3]), last
    else:
        return None, at + 1
    value *= 1000 if thousands else 1
    return (value if value <= _LARGEST else None), last


def _words(passage: Passage, at: int) -> tuple[int | None, int]:
    """Value of the number words that begin at `at`: "penkiasdešimt du", "one hundred and six"."""
    total, current, smallest, last = 0, 0, 10_000, at
    while last < len(passage.tokens):
        if smallest == 100 and passage.keys[last] == "and":
            last += 1 if _continues(passage, last) else 0
        value = _word(passage, last)
        if value is None or (last > at and passage.parted(last - 1, last)):
            break
        if value == 1000:
            total, current, smallest = total + max(current, 1) * 1000, 0, 1000
        elif value == 100 and 1 <= current <= 9:
            current, smallest = current * 100, 100
        elif value < smallest:
            current, smallest = current + value, _room(value)
        else:
            break
        last += 1
    return (total + current, last) if last > at else (None, at + 1)


def _continues(passage: Passage, at: int) -> bool:
    """Say if a word for a number below 100 follows "and": "one hundred and six people"."""
    value = _word(passage, at + 1) if at + 1 < len(passage.tokens) else None
    return value is not None and value < 100


def _room(value: int) -> int:
    """Return what the next word must be smaller than: after "fifty" a unit, after "two" none."""
    if value >= 100:
        return 100
    return 10 if value >= 20 else 1


def _word(passage: Passage, at: int) -> int | None:
    tag = passage.tagged(at, "number")
    if tag:
        return int(tag)
    parts = passage.keys[at].split("-")
    if len(parts) == 2:
        values = [passage.meaning(part, "number") for part in parts]
        if all(values):
            return sum(int(value) for value in values)
    return None


def _merged(passage: Passage, found: list[Number]) -> Iterator[Number]:
    """Ranges joined into one number: 14-16, "from 14 to 16"."""
    skip = -1
    for first, second in pairwise([*found, None]):
        assert first is not None
        if first.first == skip:
            continue
        if second and _is_range(passage, first, second):
            skip = second.first
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
    closed = second.first == first.last + 1 and passage.has(first.last, "mark", "to")
    return opened and closed


def _qualified(passage: Passage, number: Number) -> Number:
    """Return the number with the words around it read: at least, about, more than, another."""
    marks = passage.marks_before(number.first)
    qualifier = number.qualifier
    if qualifier is Qualifier.EXACT:
        qualifier = next((_QUALIFIERS[mark] for mark in marks if mark in _QUALIFIERS), qualifier)
    bounded = "over" in marks or ("under" in marks and number.value % _ROUND == 0)
    vague = bounded and qualifier is not Qualifier.AT_LEAST
    each = "each" in marks or passage.has(
        min(number.last + 1, len(passage.tokens) - 1), "mark", "each"
    )
    return Number(
        number.value, number.first, number.last, qualifier, number.upper,
        increment="another" in marks, vague=vague, year=number.year, each=each,
    )  # fmt: skip
