"""Pure: the tokens of `Alert.news` (their grammar stands in monitors/alert.py), read.

`watch:WORD` is read as well. A token of a kind that is not known here is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FIGURE = re.compile(r"(?:(\d{1,9})(->|<>))?(\d{1,9})\Z")


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


def replaced(news: Sequence[str], kind: str) -> int | None:
    """The figure that was told before and no longer holds."""
    olds = [one.old for one in figures(news, kind) if not one.contested]
    return olds[0] if olds else None
