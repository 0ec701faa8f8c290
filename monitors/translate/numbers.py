"""Pure: the numbers and dates of a text, in digits or words, in lt, be, ru and en at once.

"1 300", "1,300" and "thirteen hundred" are one number; "1,5 mln." is 1,500,000; "11.09" is a
day and a month as well as a decimal, so a number can have several readings. What may be lost or
gained in good translations (ordinals, "one", "half a year", hundreds of) is told but not firm.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from monitors.spelling import fold

_DATA = tomllib.loads((Path(__file__).parent / "numbers.toml").read_text(encoding="utf-8"))
_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:,\d{1,2}(?!\d))?"
    r"|\d{1,3}(?:[.,]\d{3})+(?![.,]?\d)|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"
)
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+")
_ROMAN = re.compile(r"[IVX]{2,}")
_LETTERS = {"I": 1, "V": 5, "X": 10}
_AFTERNOON = re.compile(r"\s?p\.?\s?m\b")
_JOINED = re.compile(r"[\s\u00a0-]{1,2}")
_AND = frozenset({"and"})
_FIRM_FROM = 3
_NEAR = 3  # tokens between a month and its day or year
_LATEST_DAY, _LATEST_MONTH = 31, 12


@dataclass(frozen=True, slots=True)
class Number:
    """One number: what it can mean, and whether a translation has to tell it."""

    readings: frozenset[float]
    firm: bool
    month: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A token as a number: its value in digits or words, or a scale; nothing of it if no number."""

    value: float | None = None
    scale: float | None = None
    loose: float | None = None
    month: int | None = None


class _Words:
    """A table of words and stems; the longest stem wins."""

    def __init__(self, table: dict[str, str]) -> None:
        self._exact: dict[str, float] = {}
        self._stems: dict[str, float] = {}
        for value, words in table.items():
            for word in words.split():
                stems = self._stems if word.endswith("*") else self._exact
                stems[fold(word.rstrip("*"))] = float(value)

    def get(self, word: str) -> tuple[float | None, int]:
        """The value of a folded word, and how many letters of it decided."""
        if word in self._exact:
            return self._exact[word], len(word)
        for size in range(len(word), 1, -1):
            if word[:size] in self._stems:
                return self._stems[word[:size]], size
        return None, 0


_COUNTS, _SCALES = _Words(_DATA["counts"]), _Words(_DATA["scales"])
_LOOSE, _MONTHS = _Words(_DATA["loose"]), _Words(_DATA["months"])
_NEITHER = _Words({"0": _DATA["neither"]["words"]})


@lru_cache(maxsize=16384)
def _read(word: str) -> _Word:
    folded = fold(word)
    if word.islower() and folded == "may":  # may be
        return _Word()
    count, told = _COUNTS.get(folded)
    scale, scaled = _SCALES.get(folded)
    loose, loosely = _LOOSE.get(folded)
    if _NEITHER.get(folded)[1] >= max(told, scaled, loosely, 1):
        return _Word()
    month, _ = _MONTHS.get(folded)
    return _Word(
        count if told >= loosely or told == len(folded) else None,
        scale,
        loose if not told or loosely > told else None,
        None if month is None else int(month),
    )


def numbers(text: str) -> tuple[Number, ...]:
    """Every number of `text`; those of dates are told one by one: 3, 12 and 2025."""
    tokens = list(_TOKEN.finditer(text))
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        if tokens[at].group()[0].isdecimal():
            told, at = _in_digits(text, tokens, at)
        else:
            told, at = _in_words(text, tokens, at)
        found += told
    return tuple(found)


def untold(said: Sequence[Number], there: Sequence[Number]) -> tuple[float, ...]:
    """The firm numbers of `said` that `there` does not tell in any way."""
    told = frozenset().union(*(one.readings for one in there))
    months = frozenset().union(*(one.readings for one in there if one.month))
    return tuple(
        max(one.readings)
        for one in said
        if one.firm and not one.readings & (told if not one.month or not months else months)
    )


def _in_digits(text: str, tokens: list[re.Match[str]], at: int) -> tuple[list[Number], int]:
    raw, after = tokens[at].group(), at + 1
    parts = re.findall(r"\d+", raw)
    if ":" in raw or (len(parts) > 2 and not _GROUPED.fullmatch(raw)):
        return [_firm(_hours(text, tokens[at], {float(part)})) for part in parts], after
    readings = _hours(text, tokens[at], set(_digits(raw, parts)))
    scale = _read(tokens[after].group()).scale if _follows(text, tokens, after) else None
    if scale is not None:
        return [_firm({round(one * scale, 3) for one in readings})], after + 1
    return [_firm(readings)], after


def _digits(raw: str, parts: list[str]) -> Iterator[float]:
    """What digits can mean: "1,300" is 1300 or 1.3; "11.09" a decimal or a day."""
    if len(parts) == 1:
        yield float(raw)
        return
    grouped = _GROUPED.match(raw)
    if grouped:
        rest = raw[grouped.end() + 1 :]
        yield float(re.sub(r"\D", "", grouped.group()) + ("." + rest if rest else ""))
    if len(parts) == 2 and not raw[len(parts[0])].isspace():
        yield float(".".join(parts))
        if int(parts[0]) <= _LATEST_DAY and len(parts[1]) == 2:
            yield float(parts[0])
            if int(parts[1]) <= _LATEST_MONTH:
                yield float(parts[1])


def _hours(text: str, token: re.Match[str], readings: set[float]) -> set[float]:
    """The same hour on a clock of 24 if "p.m." follows, and on one of 12 if it is late."""
    if _AFTERNOON.match(text, token.end()):
        return readings | {one + 12 for one in readings}
    return readings


def _firm(readings: set[float]) -> Number:
    return Number(frozenset(readings), firm=True)


def _follows(text: str, tokens: list[re.Match[str]], at: int) -> bool:
    """Say if the token at `at` is joined to the one before: by a space or a hyphen alone."""
    if not 0 < at < len(tokens):
        return False
    return bool(_JOINED.fullmatch(text, tokens[at - 1].end(), tokens[at].start()))


def _in_words(text: str, tokens: list[re.Match[str]], at: int) -> tuple[list[Number], int]:
    raw = tokens[at].group()
    word = _read(raw)
    if word.month is not None and word.value is None:
        dated = _is_dated(tokens, at)
        return [Number(frozenset({float(word.month)}), firm=dated, month=True)], at + 1
    if word.value is not None:
        return _compound(text, tokens, at)
    loose = _roman(raw) if _ROMAN.fullmatch(raw) else word.loose or word.scale
    return ([Number(frozenset({loose}), firm=False)] if loose else []), at + 1


def _is_dated(tokens: list[re.Match[str]], at: int) -> bool:
    """Say if a day or a year stands near a month, so that it is no march and no pigeon."""
    near = tokens[max(0, at - _NEAR) : at + _NEAR + 1]
    return any(token.group().isdecimal() for token in near)


def _compound(text: str, tokens: list[re.Match[str]], at: int) -> tuple[list[Number], int]:
    """The number that the words from `at` on make: "trys šimtai penkiasdešimt du"."""
    total, current, room, last = 0.0, 0.0, 1e12, at
    while last < len(tokens) and (last == at or _follows(text, tokens, last)):
        word = _read(tokens[last].group())
        if tokens[last].group() in _AND and room == 100:
            last += 1
            continue
        if word.scale is not None and current and (word.scale > 100 or current < 100):
            total, current, room = _scaled(total, current, word.scale)
        elif (value := word.value or word.loose) and value < room:
            current, room = current + value, _room(value)
        else:
            break
        last += 1
    whole = total + current
    return [Number(frozenset({whole}), firm=whole >= _FIRM_FROM)], last


def _scaled(total: float, current: float, scale: float) -> tuple[float, float, float]:
    if scale == 100:
        return total, current * 100, 100
    return total + current * scale, 0.0, scale


def _room(value: float) -> float:
    """What the next word must be smaller than: after "fifty" a unit, after "two" none."""
    if value >= 100:
        return 100
    return 10 if value >= 20 and value % 10 == 0 else 0


def _roman(raw: str) -> float:
    values = [_LETTERS[letter] for letter in raw]
    return float(
        sum(
            -one if one < after else one
            for one, after in zip(values, [*values[1:], 0], strict=True)
        )
    )
