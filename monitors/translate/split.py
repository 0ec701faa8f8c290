"""Pure: text -> sentences with their places; made for news in lt, be, ru and en.

A full stop ends a sentence if a capital, a digit or a quote follows, and what stands before it
is neither an initial nor an abbreviation (split.toml). Brackets and quotes that close belong to
the sentence they close.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

_DATA = tomllib.loads((Path(__file__).parent / "split.toml").read_text(encoding="utf-8"))
_ABBREVIATIONS: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in _DATA["abbreviations"].items()
}
_BEFORE_NUMBER = frozenset(_DATA["before_number"])
_AFTER_NUMBER: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in _DATA["after_number"].items()
}

_END = re.compile(r"(?:[.!?…]+[\"'»”“’)\]]*|\n)\s*")
_STARTS = re.compile(r"[\"'«„“‘(\[–—-]*\s?[\"'«„“]?(?:[^\W\d_]|\d)")
_LAST_WORD = re.compile(r"((?:[^\W\d_]\.)*[^\W\d_]+|\d+)$")
_NUMBER_BEFORE = re.compile(r"\d\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and its half-open place in the text."""

    text: str
    start: int
    end: int


def sentences(text: str, language: str) -> tuple[Sentence, ...]:
    """The sentences of `text`; `text[s.start:s.end] == s.text`, nothing but space is lost."""
    found: list[Sentence] = []
    start = 0
    for end in _END.finditer(text):
        if _ends_here(text, start, end, language):
            _add(found, text, start, end.end())
            start = end.end()
    _add(found, text, start, len(text))
    return tuple(found)


def _add(found: list[Sentence], text: str, start: int, end: int) -> None:
    part = text[start:end]
    stripped = part.strip()
    if stripped:
        at = start + part.index(stripped)
        found.append(Sentence(stripped, at, at + len(stripped)))


def _ends_here(text: str, start: int, end: re.Match[str], language: str) -> bool:
    mark, after = end.group(), text[end.end() :]
    if "\n" in mark:
        return True
    if not after or not _starts_a_sentence(after, spaced=mark[-1].isspace()):
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    return not _is_abbreviated(text[start : end.start()], after, language)


def _starts_a_sentence(after: str, *, spaced: bool) -> bool:
    first = _STARTS.match(after)
    if first is None or not spaced:
        return False
    letter = first.group()[-1]
    return letter.isupper() or letter.isdigit()


def _is_abbreviated(before: str, after: str, language: str) -> bool:
    """True for "A. R.", "g.", "2 d.", "No. 5": the stop belongs to the word."""
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word = last.group()
    if word.isdigit():
        return False
    lower = word.lower()
    if after[:1].isdigit() and lower in _BEFORE_NUMBER:
        return True
    numbered = _NUMBER_BEFORE.search(before[: last.start()])
    if numbered and lower in _AFTER_NUMBER.get(language, frozenset()):
        return not _clearly_new(after)
    if len(word) == 1 and word.isupper():
        return True
    return "." in word or lower in _ABBREVIATIONS.get(language, frozenset())


def _clearly_new(after: str) -> bool:
    """After "28 d.", "2025 г." a capital is mostly a name: only a dash or a quote is new."""
    return after[:1] in "–—"
