"""Pure: ministries, services, outlets and companies in a translation, by glossary.toml.

A body of the source that the translation renders in a right form stays; a form known to be
wrong, or its acronym letter by letter (МЗС as MZS), becomes the right one.
"""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from monitors.translate.likeness import alike
from monitors.translate.words import Hit, Patterns, Word, words

_DATA = tomllib.loads((Path(__file__).parent / "glossary.toml").read_text(encoding="utf-8"))
_BODIES: dict[str, dict[str, Any]] = _DATA["body"]
_LANGUAGES = ("en", "lt", "be", "ru")
_QUOTES = '"«„“'


def mended(source: str, text: str, language: str, target: str) -> tuple[str, list[str]]:
    """The text with its bodies put right, and what is missing: "Viasna / Вясна"."""
    missing: list[str] = []
    said = words(source)
    for hit in _once(said, language):
        fixed = _mended(text, said[hit.first : hit.last], hit.which, target)
        if fixed is not None:
            text = fixed
        elif _BODIES[hit.which].get("name"):
            written = source[said[hit.first].start : said[hit.last - 1].end]
            missing.append(" / ".join(dict.fromkeys((_right(hit.which, target), written))))
    return text, missing


def _once(said: Sequence[Word], language: str) -> list[Hit]:
    """The first hit of each body; words that are names only when they look like it are checked."""
    found: dict[str, Hit] = {}
    for hit in _forms(language).find(said):
        if not _BODIES[hit.which].get("word") or _is_named(said, hit.first):
            found.setdefault(hit.which, hit)
    return list(found.values())


def _is_named(said: Sequence[Word], at: int) -> bool:
    """Say if it has a capital and is in quotes, or does not open the sentence."""
    if not said[at].raw[0].isupper() or at == 0:
        return False
    return said[at - 1].raw in _QUOTES or not said[at - 1].is_mark


def _mended(text: str, said: Sequence[Word], body: str, target: str) -> str | None:
    """The text with the body's right name, or None if nothing of it is there."""
    told = words(text)
    if any(hit.which == body for hit in _forms(target).find(told)):
        return text
    wrong = next((hit for hit in _wrong().find(told) if hit.which == body), None)
    if wrong is None:
        at = next((at for at, word in enumerate(told) if _is_letters_of(word, said)), None)
        if at is None:
            return None
        wrong = Hit(at, at + 1, body)
    return text[: told[wrong.first].start] + _right(body, target) + text[told[wrong.last - 1].end :]


def _is_letters_of(word: Word, said: Sequence[Word]) -> bool:
    """Say if a single word is transliterated: an acronym by an acronym, a name by a name."""
    if len(said) > 1 or not word.raw[0].isupper():
        return False
    return word.raw.isupper() == said[0].raw.isupper() and alike(word.raw, said[0].raw)


def _right(body: str, target: str) -> str:
    form: str = _BODIES[body][target].split("|")[0]
    return form


@lru_cache
def _forms(language: str) -> Patterns:
    """The right forms of a language; those of all if it is unknown."""
    told = [language] if language in _LANGUAGES else _LANGUAGES
    return Patterns(
        {body: [form for one in told for form in entry[one].split("|")]
         for body, entry in _BODIES.items()}
    )  # fmt: skip


@lru_cache
def _wrong() -> Patterns:
    return Patterns({body: entry["wrong"].split("|") for body, entry in _BODIES.items()})
