"""Pure: patterns of words with `*` for any ending, found in the words of a text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitors.spelling import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*|[,;:.!?()«»\"–—]")
_STEM = 2  # letters of a word by which its patterns are looked up


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, or a mark of punctuation, with its place."""

    raw: str
    folded: str
    start: int
    end: int

    @property
    def is_mark(self) -> bool:
        """True for a mark of punctuation."""
        return not self.folded


def words(text: str) -> tuple[Word, ...]:
    """The words and marks of `text` in order; numbers are left out."""
    return tuple(
        Word(raw, fold(raw) if raw[0].isalpha() else "", found.start(), found.end())
        for found in _WORD.finditer(text)
        for raw in [found.group()]
    )


class Patterns:
    """Patterns such as "paleid*", "not" or "на+волю" (two words, at most one between them)."""

    def __init__(self, patterns: Sequence[str]) -> None:
        self._by_stem: dict[str, list[tuple[str, ...]]] = {}
        for pattern in patterns:
            parts = tuple(_folded(part) for part in pattern.replace("+", " + ").split())
            self._by_stem.setdefault(parts[0][:_STEM].rstrip("*"), []).append(parts)

    def find(self, text: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """The half-open places of all hits among the words."""
        for at, word in enumerate(text):
            for size in range(min(_STEM, len(word.folded)), 0, -1):
                for parts in self._by_stem.get(word.folded[:size], ()):
                    end = _hit(text, at, parts)
                    if end:
                        yield at, end

    def anywhere(self, text: Sequence[Word]) -> bool:
        """True if there is a hit."""
        return next(self.find(text), None) is not None


def _folded(part: str) -> str:
    return part if part == "+" else fold(part.rstrip("*")) + ("*" if part.endswith("*") else "")


def _hit(text: Sequence[Word], at: int, parts: tuple[str, ...]) -> int:
    """Where the pattern ends if it begins at `at`, else 0."""
    if not _is(text[at], parts[0]):
        return 0
    loose = False
    at += 1
    for part in parts[1:]:
        if part == "+":
            loose = True
            continue
        if loose and at < len(text) and not _is(text[at], part) and not text[at].is_mark:
            at += 1
        if at >= len(text) or not _is(text[at], part):
            return 0
        at += 1
    return at


def _is(word: Word, part: str) -> bool:
    if part.endswith("*"):
        return word.folded.startswith(part[:-1])
    return word.folded == part
