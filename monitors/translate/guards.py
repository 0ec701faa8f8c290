"""Pure: what is wrong with a translation, by the settings of guards.toml; each doubt has a name.

numbers-missing   a number of the source is nowhere in the translation, in digits or words
numbers-added     the translation has a number that the source has not
length            far too short or too long
leftover-script   Cyrillic letters in Latin text
loop              a phrase repeated over and over                      } rejected: worth another
copied            most words were left in the source language          } try, then the original
empty             nothing came out                                     }
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from monitors.spelling import fold

_DATA = tomllib.loads((Path(__file__).parent / "guards.toml").read_text(encoding="utf-8"))
_LIMITS: dict[str, float] = _DATA["limits"]
_NUMBER_WORDS: dict[str, int] = {
    fold(word): int(value) for value, words in _DATA["number_words"].items() for word in words
}
REJECTING = frozenset({"loop", "copied", "empty"})

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+")
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The names of the guards that fired, in the order of the module's list."""

    warnings: tuple[str, ...] = ()

    @property
    def rejected(self) -> bool:
        """True if the text is no translation at all."""
        return not REJECTING.isdisjoint(self.warnings)


def judge(source: str, translated: str, target: str = "en") -> Verdict:
    """What is wrong with `translated`, the rendering of `source` in `target`."""
    if not _WORD.search(translated) and _WORD.search(source):
        return Verdict(("empty",))
    checks = (
        ("numbers-missing", _numbers_missing(source, translated)),
        ("numbers-added", _numbers_added(source, translated)),
        ("length", _odd_length(source, translated)),
        ("leftover-script", target in {"en", "lt"} and bool(_CYRILLIC.search(translated))),
        ("loop", _loops(translated)),
        ("copied", _copied(source, translated)),
    )
    return Verdict(tuple(name for name, fired in checks if fired))


def _digits(text: str) -> list[int]:
    """The numbers written in digits; "1 300" and "1,300" are 1300."""
    return [int(re.sub(r"\D", "", found)) for found in _NUMBER.findall(text)]


def _in_words(text: str) -> set[int]:
    folded = (fold(word) for word in _WORD.findall(text))
    return {_NUMBER_WORDS[word] for word in folded if word in _NUMBER_WORDS}


def _numbers_missing(source: str, translated: str) -> bool:
    there = set(_digits(translated)) | _in_words(translated)
    return any(number not in there for number in _digits(source))


def _numbers_added(source: str, translated: str) -> bool:
    there = set(_digits(source)) | _in_words(source)
    return any(number not in there for number in _digits(translated))


def _odd_length(source: str, translated: str) -> bool:
    if len(source) <= _LIMITS["length_from"]:
        return False
    ratio = len(translated) / len(source)
    return not _LIMITS["shortest"] <= ratio <= _LIMITS["longest"]


def _loops(text: str) -> bool:
    """The same one to four words three times in a row (numbers and names of letters aside)."""
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    times = int(_LIMITS["loop_times"])
    for size in range(1, int(_LIMITS["loop_words"]) + 1):
        for at in range(len(words) - size * times + 1):
            phrase = words[at : at + size]
            rest = words[at + size : at + size * times]
            if rest == phrase * (times - 1) and not all(word.isdigit() for word in phrase):
                return True
    return False


def _copied(source: str, translated: str) -> bool:
    """Most words stand in the source as well; names alone do not make a copy."""
    small = [word for word in _WORD.findall(translated) if word.islower() and len(word) > 2]
    if len(small) < _LIMITS["copied_from"]:
        return source.strip() == translated.strip() and bool(_CYRILLIC.search(source))
    there = set(_WORD.findall(source))
    return sum(word in there for word in small) > _LIMITS["copied"] * len(small)
