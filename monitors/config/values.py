"""Pure: what people write in a setting -> the value that is meant; ValueError says what is wrong.

The sentences end up behind "file: setting: ", so they name neither.
"""

import re
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import ValidationInfo

from monitors.config.nearest import did_you_mean
from monitors.model import ActionLabel
from monitors.pattern import bounded, is_pattern

_NAME = re.compile(r"@[A-Za-z][A-Za-z0-9_]{3,31}")
_NUMBER = re.compile(r"-?[1-9][0-9]{3,18}")
_SLUG = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_HOST_PORT = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})")
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_KEYWORD = re.compile(r"\*?[^*/~.|\s]{2,}\*?|[^*/~.|\s]")
_GAP = "..."
_NEAR = re.compile(r"\s~[1-9]\d?\s")
_SQLITE = "sqlite:///"
_DATABASES = ("sqlite", "postgresql", "postgresql+psycopg", "postgres")


def chat(value: object) -> str:
    """`"@volia_en"`, `-1001234567890` or the same in quotes; always text afterwards."""
    text = str(value).strip() if isinstance(value, str | int) else ""
    if isinstance(value, bool) or not (_NAME.fullmatch(text) or _NUMBER.fullmatch(text)):
        name = "@" + text.rpartition("/")[2]
        meant = name if isinstance(value, str) and _NAME.fullmatch(name) else ""
        hint = f" (did you mean {meant}?)" if meant else ""
        raise ValueError(f"should be a channel's @name or a chat's number, not {value!r}{hint}")
    return text


def clock(text: str) -> time:
    """`"08:00"` -> 08:00."""
    if re.fullmatch(r"[0-2][0-9]:[0-5][0-9](:00)?", text) and int(text[:2]) < 24:
        return time(int(text[:2]), int(text[3:5]))
    raise ValueError(f'should be a time of day such as "08:00", not {text!r}')


def span_of_day(text: str) -> tuple[time, time]:
    """`"22:00-07:00"` -> from 22:00 to 07:00 of the next day."""
    first, dash, last = (part.strip() for part in text.replace("–", "-").partition("-"))
    try:
        begin, end = clock(first), clock(last)
    except ValueError:
        begin = end = time(0)
    if not dash or begin == end:
        raise ValueError(f'should be two different times such as "22:00-07:00", not {text!r}')
    return begin, end


def digest_time(text: str) -> str:
    """Check by `clock`, keep as it was written."""
    clock(text)
    return text[:5]


def quiet_time(text: str) -> str:
    """Check by `span_of_day`, keep as it was written."""
    span_of_day(text)
    return text


def timezone(text: str) -> str:
    """Check a name of the IANA time zone database."""
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        hint = did_you_mean(text, available_timezones())
        raise ValueError(f"there is no time zone {text!r}{hint}") from None
    return text


def slug(text: str) -> str:
    """Check a short name for commands and addresses: lower-case letters, digits, `-`, `_`, `.`."""
    if not _SLUG.fullmatch(text):
        raise ValueError(f"should be lower-case letters, digits and - . _ only, not {text!r}")
    return text


def filled(text: str) -> str:
    """Text that is more than spaces."""
    if not text.strip():
        raise ValueError("should not be empty")
    return text.strip()


def web_address(text: str) -> str:
    """Check that it is an http or https address with a host and without spaces."""
    try:
        parts = urlsplit(text.strip())
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good or re.search(r"\s", text.strip()):
        raise ValueError(f"should be an http:// or https:// address, not {text!r}")
    return text.strip()


def mirror(text: str) -> str:
    """Check the address of a folder with downloads; empty for none."""
    return web_address(text) if text.strip() else ""


def proxy_address(text: str) -> str:
    """Check a proxy's address; it is never shown, as it may hold a password."""
    try:
        return web_address(text)
    except ValueError:
        raise ValueError("should be an http:// or https:// address") from None


def host_port(text: str) -> str:
    """`HOST:PORT`, exactly as it is to be exempt from the guard against private addresses."""
    match = _HOST_PORT.fullmatch(text.strip())
    if match is None or not 0 < int(match[2]) < 65536:
        raise ValueError(f'should be HOST:PORT such as "127.0.0.1:9100", not {text!r}')
    return text.strip().lower()


def action_or_any(value: object) -> object:
    """Check the name of an action, or `any`."""
    known = [*(label.value for label in ActionLabel), "any"]
    if value not in known:
        hint = did_you_mean(value, known) if isinstance(value, str) else ""
        raise ValueError(f"should be one of {', '.join(known)}; not {value!r}{hint}")
    return value


def keyword(text: str) -> str:
    """Check a term: `word`, `stem*`, `a ... b`, `a ~5 b`, `a | b`, `/regex/`; docs/keywords.md."""
    text = " ".join(text.split())
    if is_pattern(text):
        bounded(text)
        return text
    if not all(_is_alternative(part) for part in text.split("|")):
        raise ValueError(
            'should be "word", "two words", "prefix*", "*infix*", "one ... other" or '
            f'"one ~5 other" (2 letters or more), not {text!r}'
        )
    return text


def _is_alternative(text: str) -> bool:
    """Say if a term is a phrase, or two phrases near each other."""
    parts = _NEAR.split(text)
    if len(parts) > 1:
        return len(parts) == 2 and all(_is_phrase(part) and _GAP not in part for part in parts)
    return _is_phrase(text)


def _is_phrase(text: str) -> bool:
    words = text.split()
    good = all(word == _GAP or _KEYWORD.fullmatch(word) for word in words)
    return bool(words) and good and _GAP not in (words[0], words[-1]) and len(text.strip()) > 1


def database_url(text: str, info: ValidationInfo) -> str:
    """Check a database's address; a file's is relative to the configuration's folder."""
    scheme = text.partition("://")[0]
    _no_nul(text)
    if "://" not in text or scheme not in _DATABASES:
        raise ValueError('should begin with "sqlite:///" or "postgresql://"')
    name = text.removeprefix(_SQLITE)
    if not text.startswith(_SQLITE) or name in ("", ":memory:") or name.startswith("file:"):
        return text
    return _SQLITE + str(folder_of(info) / _expanded(Path(name)))


def file_path(path: Path, info: ValidationInfo) -> Path:
    """Make a path relative to the configuration's folder; `~` is the home folder."""
    _no_nul(str(path))
    return folder_of(info) / _expanded(path)


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError(f"{str(path)!r}: there is no such home folder") from None


def _no_nul(text: str) -> None:
    if "\0" in text:
        raise ValueError("should not hold a NUL character")


def folder_of(info: ValidationInfo) -> Path:
    """Return the folder of the configuration file (the working folder without one)."""
    context = info.context or {}
    return Path(context.get("folder", "."))


def is_token(text: str) -> bool:
    """Tell if it looks like a bot's token: `123456:ABC-def`."""
    return _TOKEN.fullmatch(text) is not None
