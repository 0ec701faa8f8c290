"""Pure: text -> sentences with their places; made for news in lt, be, ru and en.

A full stop ends a sentence if a capital, a digit or a quote follows, and what stands before it
is neither an initial nor an abbreviation (split.toml). Brackets and quotes that close belong to
the sentence they close. What is longer than a model takes is cut further, at the last semicolon,
dash, comma or space that fits.
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
_OPENERS: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in _DATA["openers"].items()
}
_YEAR = 4  # digits
_LONGEST = 600  # characters: about 200 tokens of a model, which knows no longer sentences
_CUTS = tuple(re.compile(marks) for marks in (r"[;]\s|\s[–—]\s", r",\s", r"\s"))

_END = re.compile(r"(?:[.!?…]+[\"'»”“’)\]]*|\n)\s*")
_STARTS = re.compile(r"[\"'«„“‘(\[–—-]*\s?[\"'«„“]?(?:[^\W\d_]|\d)")
_LAST_WORD = re.compile(r"((?:[^\W\d_]\.)*[^\W\d_]+|\d+)$")
_PAIR = re.compile(r"(?<!\w)[^\W\d_]\.\s?[^\W\d_]$")
_FIRST_WORD = re.compile(r"[^\W\d_]+\b(?!\.)")
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
    while end - start > _LONGEST:
        cut = _cut(text, start)
        _add_one(found, text, start, cut)
        start = cut
    _add_one(found, text, start, end)


def _cut(text: str, start: int) -> int:
    """Where a sentence that is too long is best cut; anywhere if it has not even a space."""
    part = text[start : start + _LONGEST]
    for marks in _CUTS:
        ends = [found.end() for found in marks.finditer(part, _LONGEST // 3)]
        if ends:
            return start + ends[-1]
    return start + _LONGEST


def _add_one(found: list[Sentence], text: str, start: int, end: int) -> None:
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
    """True for "A. R.", "g.", "2 d.", "No. 5", "t. y.": the stop belongs to the word."""
    last = _LAST_WORD.search(before)
    if last is None:
        return False
    word, lower = last.group(), last.group().lower()
    if word.isdigit():  # "1. Lifted sanctions": a list
        return len(word) < _YEAR and not before[: last.start()].strip()
    if after[:1].isdigit() and (lower in _BEFORE_NUMBER or _PAIR.search(before)):
        return True
    if len(word) == 1 and word.isupper():
        return True
    if _opener(after) in _OPENERS.get(language, frozenset()):
        return False
    if _NUMBER_BEFORE.search(before[: last.start()]) and lower in _AFTER_NUMBER.get(language, ()):
        return not _clearly_new(after)
    return "." in word or lower in _ABBREVIATIONS.get(language, frozenset())


def _opener(after: str) -> str:
    first = _FIRST_WORD.match(after)
    return first.group() if first else ""


def _clearly_new(after: str) -> bool:
    """After "28 d.", "2025 г." a capital is mostly a name: only a dash or a quote is new."""
    return after[:1] in "–—"
