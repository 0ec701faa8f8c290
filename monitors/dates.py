"""Pure: the dates that feeds really write -> instants in UTC, or None; never a false date.

Read in this order: seconds since 1970; year first (`2025-09-11T16:02:00.5Z`, `2025.09.11`);
day first (`11.09.2025 16:02`, `11/9/25`); a month by name in any language of `dates.toml`
(`Чц, 11 верасня 2025 16:02:00 +0300`, `2025 m. rugsėjo 11 d. 16:02`). The weekday is passed
over, since feeds get it wrong. `GMT+3` means three hours east, as people mean it.
"""

import re
import tomllib
import unicodedata
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

AHEAD = timedelta(minutes=15)
"""A clock may be this far ahead of ours; a date further in the future is taken for false."""
EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
"""Older dates are zeros and defaults (1970, 0001), not news."""

_LONGEST = 100
_OFFSET = r"[+\-\u2212]\d{1,2}(?::?\d{2})?"
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})(?::(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:[.,]\d+)?)?"
    r"|\.(?P<dotted>\d{2})\s*val\b\.?)"
    r"(?P<zulu>z\b)?\s*(?P<half>[ap]\.?m\b\.?)?"
)
_ZONE = re.compile(rf"^[\s(]*(?:(?P<name>[^\W\d_]+)\s*)?(?P<offset>{_OFFSET})?")
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:t(\d\d)(\d\d)(\d\d)?)?(?=$|z|[+-])")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")


class _Day(NamedTuple):
    """A calendar day as written; `swapped` if month and day may also stand the other way."""

    year: int
    month: int
    day: int
    swapped: bool = False


class _Clock(NamedTuple):
    """A time of day, and the offset that stands behind it (None: not said)."""

    hour: int = 0
    minute: int = 0
    second: int = 0
    zone: tzinfo | None = None


class _Names(NamedTuple):
    months: dict[str, int]
    zones: dict[str, int]
    home: dict[str, str]


@cache
def _names() -> _Names:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    months = {
        name: number
        for language in data["months"].values()
        for number, names in enumerate(language, 1)
        for name in names.split()
    }
    return _Names(months, data["zones"], data["home"])


def parse_date(raw: str, now: datetime, *, language: str | None = None) -> datetime | None:
    """Instant in UTC that `raw` names, or None if it names none that can be true.

    A time without a zone is local time where `language` is at home (`[home]` of dates.toml),
    else UTC; a day without a time is its midnight. Up to AHEAD in the future is our clock's
    fault and becomes `now`; what is later, or before EARLIEST, is None. Of `9/11/2025` the
    day-first reading counts, unless only the other one lies in the past.
    """
    text = unicodedata.normalize("NFC", raw[:_LONGEST]).lower().strip()
    home = _home(language)
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return _plausible(datetime.fromtimestamp(int(text[:10]), UTC), now)
    clock, rest = _clock(_spaced(text))
    day = _day(rest) if clock else None
    if clock is None or day is None:
        return None
    found = _plausible(_instant(day, clock, home), now)
    if found is None and day.swapped:
        other = _Day(day.year, day.day, day.month)
        return _plausible(_instant(other, clock, home), now)
    return found


def _home(language: str | None) -> tzinfo:
    """Zone in which outlets of a language write."""
    name = _names().home.get(language or "")
    return ZoneInfo(name) if name else UTC


def _spaced(text: str) -> str:
    """`20250911T160200Z` and `2025-09-11T16:02` with their parts set apart."""
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, *clock = compact.groups()
        time = ":".join(part for part in clock if part)
        text = f"{year}-{month}-{day} {time}{text[compact.end() :]}"
    return re.sub(r"(?<=\d)t(?=\d)", " ", text)


def _clock(text: str) -> tuple[_Clock | None, str]:
    """Time of day and the text without it; None if there is a time that cannot be."""
    found = _TIME.search(text)
    if not found:
        return _Clock(), text
    hour = int(found["hour"])
    minute, second = int(found["minute"] or found["dotted"]), int(found["second"] or 0)
    if found["half"]:
        hour = _half_day(hour, afternoon=found["half"].startswith("p"))
    if hour > 24 or minute > 59 or second > 60:
        return None, ""
    zone, end = _zone(text[found.end() :], zulu=bool(found["zulu"]))
    return _Clock(hour, minute, min(second, 59), zone), text[: found.start()] + " " + end


def _half_day(hour: int, *, afternoon: bool) -> int:
    """12-hour clock to 24; an hour that is already above 12 stays (`16:02 PM`)."""
    if hour > 12:
        return hour
    return hour % 12 + (12 if afternoon else 0)


def _zone(after: str, *, zulu: bool) -> tuple[tzinfo | None, str]:
    """Zone at the start of what stands behind the time, and what follows it."""
    found = _ZONE.match(after)
    if zulu or not found:
        return (UTC if zulu else None), after
    name, offset = found["name"], found["offset"]
    named = _names().zones.get(name) if name else None
    if name and named is None:
        return None, after
    if offset is None:
        return (None if named is None else timezone(timedelta(minutes=named))), after[found.end() :]
    sign = 1 if offset[0] == "+" else -1
    digits = offset[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
    east = timedelta(hours=int(hours), minutes=int(minutes))
    fits = east < timedelta(hours=24)
    return (timezone(sign * east) if fits else None), after[found.end() :]


def _day(text: str) -> _Day | None:
    """Calendar day, from numbers or from a month's name."""
    found = _YEAR_FIRST.search(text)
    if found:
        return _Day(int(found[1]), int(found[3]), int(found[4]))
    found = _DAY_FIRST.search(text)
    if found:
        first, second, year = int(found[1]), int(found[3]), _full_year(found[4])
        if second > 12:
            return _Day(year, first, second)
        return _Day(year, second, first, swapped=found[2] == "/")
    return _named_day(text)


def _named_day(text: str) -> _Day | None:
    """Day and year around the name of a month; more or fewer numbers say nothing."""
    months = [_names().months[word] for word in _WORD.findall(text) if word in _names().months]
    numbers = _NUMBER.findall(text)
    if not months or len(numbers) != 2:
        return None
    day, year = numbers
    if len(day) == 4:
        day, year = year, day
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    # "mar, 11 set 2025": a weekday can look like a month, and stands first
    return _Day(_full_year(year), months[-1], int(day))


def _full_year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _instant(day: _Day, clock: _Clock, home: tzinfo) -> datetime | None:
    """Instant in UTC; hour 24 is midnight of the next day; None if there is no such day."""
    try:
        midnight = datetime(day.year, day.month, day.day, tzinfo=clock.zone or home)
        local = midnight + timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _plausible(found: datetime | None, now: datetime) -> datetime | None:
    """`found`, unless news cannot be that old or that new."""
    if found is None or found < EARLIEST or found > now + AHEAD:
        return None
    return min(found, now)
