"""Pure: whose words a text passes on, as far as it says so itself.

A text that says "BNS reports" and names nobody else has no words of its own: in whatever language
it stands, it is BNS once more. What a text does not say is not guessed.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_SHORTEST = 3  # characters of an outlet's name that is looked for
_NEAR = 80  # characters around a name that can say that it is passed on
_ENDING = r"(?:[’'][a-z]{1,2}|[a-zа-яіў]{0,3})(?![\w-])"
_MARKS = r"[\s„“”«»\"'(]*"


@dataclass(frozen=True, slots=True)
class Wire:
    """A news agency; `state` if it speaks for a government, `title` as readers know it."""

    key: str
    state: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    wire: Wire
    names: tuple[str, ...]
    named: re.Pattern[str]


@lru_cache(maxsize=20_000)
def wires_of(title: str, summary: str) -> tuple[Wire, ...]:
    """The agencies that the text says it passes on."""
    text = f"{title}\n{summary}"
    folded = text.casefold()
    return tuple(
        known.wire
        for known in _known()
        if any(name in folded for name in known.names) and _is_passed_on(known.named, text)
    )


def passes_on(title: str, summary: str, outlet: str) -> bool:
    """True if the text says that it passes on what an outlet of this name reports."""
    if len(outlet) < _SHORTEST or not (outlet in title or outlet in summary):
        return False
    named = re.compile(rf"(?<!\w){re.escape(outlet)}{_ENDING}")
    return _is_passed_on(named, f"{title}\n{summary}")


@lru_cache(maxsize=2_000)
def wire_itself(*names: str) -> Wire | None:
    """The agency that an outlet of these names is."""
    for known in _known():
        if any(known.named.fullmatch(name.strip()) for name in names):
            return known.wire
    return None


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("wires.toml").read_text("utf-8"))


@cache
def _known() -> tuple[_Known, ...]:
    return tuple(map(_of, _data()["wires"]))


def _of(wire: dict[str, Any]) -> _Known:
    names, short = wire.get("names", ()), wire.get("short", ())
    spelled = [*(rf"(?i:{re.escape(name)})" for name in names), *map(re.escape, short)]
    return _Known(
        Wire(wire["key"], bool(wire.get("state")), (*short, *names)[0]),
        tuple(name.casefold() for name in (*names, *short)),
        re.compile(rf"(?<!\w)(?:{'|'.join(spelled)}){_ENDING}"),
    )


def _is_passed_on(named: re.Pattern[str], text: str) -> bool:
    return any(_says_so(text, *found.span()) for found in named.finditer(text))


def _says_so(text: str, start: int, end: int) -> bool:
    """True if the words around a name say that it is the one who reports."""
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    return any(
        ahead.search(before) is not None and behind.match(after) is not None
        for ahead, behind in _ways()
    )


@cache
def _ways() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """What stands right before a name that is passed on, and right behind it."""
    saying = _data()["saying"]
    between = rf"(?:{_MARKS}\b(?i:{_any(saying['between'])})\b)*{_MARKS}"
    ways = [
        (rf"\b(?i:{_any(saying['before'])})\b{between}$", ""),  # praneša agentūra „BNS“
        ("", rf"{_MARKS}{between}\b(?i:{_any(saying['after'])})\b"),  # BNS praneša
        (rf"[(\[/]{_MARKS}$", r"\s*[)\]/]"),  # (BNS)
        (r"\s[-–—|]\s*$", rf"{_MARKS}\.?(?:\n|$)"),  # 52 freed - Reuters
        (r"(?:^|\n)$", r"\s*[:–—]"),  # BNS: 52 ...
    ]
    return tuple((re.compile(ahead), re.compile(behind)) for ahead, behind in ways)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
