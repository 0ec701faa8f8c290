"""Pure: the tokens of `Alert.news` (their grammar stands in monitors/alert.py), read.

`watch:WORD` is read as well. A token of a kind that is not known here is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MINUTES = re.compile(r"\d{1,9}\Z")
_FIGURE = re.compile(r"(?:(\d{1,9})(->|<>))?(\d{1,9})\Z")


LATENESS = ("late:", "backlog:")
"""How the tokens begin that say how late a report was seen."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is new, the one told before, and whether both stand side by side."""

    new: int
    old: int | None = None
    contested: bool = False


def figure(text: str) -> Figure | None:
    """`52`, `14->52` or `52<>14`; None if it is none of them."""
    found = _FIGURE.match(text)
    if not found:
        return None
    return Figure(int(found[3]), int(found[1]) if found[1] else None, found[2] == "<>")


def values(news: Sequence[str], kind: str) -> list[str]:
    """Values of all tokens of one kind, each once, in order."""
    parted = [token.partition(":") for token in news]
    return list(dict.fromkeys(value for name, _, value in parted if name == kind))


def figures(news: Sequence[str], kind: str) -> list[Figure]:
    """Figures of all tokens of one kind."""
    return [known for known in map(figure, values(news, kind)) if known]


def names(news: Sequence[str], kind: str) -> list[str]:
    """Names of all tokens of one kind, `A; B` parted."""
    return [name for value in values(news, kind) for name in value.split("; ") if name]


def replaced(news: Sequence[str], kind: str) -> list[int]:
    """The figures that were told before others took their place, oldest first."""
    return [one.old for one in figures(news, kind) if one.old is not None and not one.contested]


def replaced_by_nation(news: Sequence[str]) -> dict[str, list[int]]:
    """The same for the figures of each nationality, by country."""
    found: dict[str, list[int]] = {}
    for value in values(news, "nation"):
        country, _, number = value.partition("=")
        found.setdefault(country, []).extend(replaced([f"n:{number}"], "n"))
    return found


def without(news: Sequence[str], kinds: tuple[str, ...]) -> list[str]:
    """The tokens that do not begin like one of `kinds`."""
    return [token for token in news if not token.startswith(kinds)]


def lateness(news: Sequence[str]) -> int | None:
    """How many minutes after its publication the report was seen; None if it was in time."""
    minutes = [*values(news, "late"), *values(news, "backlog")]
    return int(minutes[0]) if minutes and _MINUTES.match(minutes[0]) else None
