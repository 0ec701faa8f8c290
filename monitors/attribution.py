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

_ENDING = r"(?:[’'][a-z]{1,2}|[a-zа-яіў]{0,3})"
_SHORTEST = 3  # characters of an outlet's name that is looked for
_MARKS = r"[\s„“”«»\"'(]*"


@dataclass(frozen=True, slots=True)
class Wire:
    """A news agency; `state` if it speaks for a government."""

    key: str
    state: bool = False


@dataclass(frozen=True, slots=True)
class _Known:
    wire: Wire
    named: re.Pattern[str]
    passed_on: re.Pattern[str]


@lru_cache(maxsize=20_000)
def wires_of(title: str, summary: str) -> tuple[Wire, ...]:
    """The agencies that the text says it passes on."""
    text = f"{title}\n{summary}"
    return tuple(known.wire for known in _known() if known.passed_on.search(text))


@lru_cache(maxsize=20_000)
def passes_on(title: str, summary: str, outlet: str) -> bool:
    """True if the text says that it passes on what an outlet of this name reports."""
    return len(outlet) >= _SHORTEST and bool(_outlet(outlet).search(f"{title}\n{summary}"))


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


@lru_cache(maxsize=2_000)
def _outlet(name: str) -> re.Pattern[str]:
    return _passing_on(rf"(?<!\w){re.escape(name.strip('«»„“”'))}{_ENDING}(?![\w-])")


def _of(wire: dict[str, Any]) -> _Known:
    spelled = [rf"(?i:{re.escape(name)}){_ENDING}" for name in wire.get("names", ())]
    spelled += [re.escape(name) for name in wire.get("short", ())]
    name = rf"(?<!\w)(?:{'|'.join(spelled)})(?![\w-])"
    return _Known(Wire(wire["key"], bool(wire.get("state"))), re.compile(name), _passing_on(name))


def _passing_on(name: str) -> re.Pattern[str]:
    """The ways of saying that somebody of this name (a pattern) reports it."""
    saying = _data()["saying"]
    between = rf"(?:{_MARKS}\b(?i:{_any(saying['between'])})\b)*"
    ways = [
        rf"\b(?i:{_any(saying['before'])})\b{between}{_MARKS}{name}",  # praneša agentūra „BNS“
        rf"{name}{_MARKS}{between}{_MARKS}\b(?i:{_any(saying['after'])})\b",  # BNS praneša
        rf"[(\[/]{_MARKS}{name}\s*[)\]/]",  # (BNS)
        rf"\s[-–—|]\s*{name}{_MARKS}\.?$",  # 52 freed - Reuters
        rf"^{name}\s*[:–—]",  # BNS: 52 ...
    ]
    return re.compile("|".join(ways), re.MULTILINE)


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
