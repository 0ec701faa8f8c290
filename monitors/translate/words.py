"""Pure: patterns of words with `*` for any ending, found in the words of a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitors.spelling import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[,;:.!?()«»\"–—]")
_STEM = 2  # letters of a word by which its patterns are looked up


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, or a mark of punctuation (folded to ""), with its place."""

    raw: str
    folded: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """True for a mark of punctuation."""
        return not self.folded


class Hit(NamedTuple):
    """The words [first, last) are an instance of the pattern called `which`."""

    first: int
    last: int
    which: str


def words(text: str) -> tuple[Word, ...]:
    """The words and marks of `text` in order; numbers are left out."""
    return tuple(
        Word(raw, fold(raw) if raw[0].isalpha() else "", found.start(), found.end())
        for found in _WORD.finditer(text)
        for raw in [found.group()]
    )


class Patterns:
    """Patterns by name: "paleid*", "not", "daugiau nei".

    In "на+волю" one word may stand between. A pattern in capitals asks for capitals.
    """

    def __init__(self, patterns: dict[str, Sequence[str]]) -> None:
        self._by_stem: dict[str, list[tuple[str, tuple[str, ...], bool]]] = {}
        for which, told in patterns.items():
            for pattern in told:
                parts = tuple(_folded(part) for part in pattern.replace("+", " + ").split())
                entry = (which, parts, pattern.isupper())
                self._by_stem.setdefault(parts[0][:_STEM].rstrip("*"), []).append(entry)

    def find(self, text: Sequence[Word]) -> Iterator[Hit]:
        """All hits among the words, in reading order."""
        for at, word in enumerate(text):
            for size in range(min(_STEM, len(word.folded)), 0, -1):
                for which, parts, shouted in self._by_stem.get(word.folded[:size], ()):
                    end = _end(text, at, parts)
                    if end and (not shouted or word.raw.isupper()):
                        yield Hit(at, end, which)


def _folded(part: str) -> str:
    return part if part == "+" else fold(part.rstrip("*")) + ("*" if part.endswith("*") else "")


def _end(text: Sequence[Word], at: int, parts: tuple[str, ...]) -> int:
    """Where the pattern ends if it begins at `at`, else 0."""
    if not _is(text[at], parts[0]):
        return 0
    at += 1
    loose = False
    for part in parts[1:]:
        if part == "+":
            loose = True
            continue
        if loose and at < len(text) and not text[at].is_mark and not _is(text[at], part):
            at += 1
        if at >= len(text) or not _is(text[at], part):
            return 0
        at += 1
        loose = False
    return at


def _is(word: Word, part: str) -> bool:
    if part.endswith("*"):
        return word.folded.startswith(part[:-1])
    return word.folded == part
