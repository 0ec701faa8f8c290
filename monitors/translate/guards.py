"""Pure: what is wrong with a translation, by the settings of guards.toml; each doubt has a name.

empty             nothing came out                                       }
loop              a phrase repeated over and over                        } no translation at all
copied            most words were left in the source language            }
numbers-missing   a number or a date of the source is not told           }
numbers-added     the translation has a number that the source has not   } says something else
negation          "not released" has become "released", or the reverse   }
direction         freed has become held; lifted, imposed or extended     }
place-swapped     Poland where the source has Lithuania                  }
leftover-script   words in the other alphabet
place-missing     a country or city of the source is not told
length            far too short or too long
name-swapped      another name stands where a name of the source belongs
name-unverified   a name of the source is not there, in any spelling

All but the last three warnings are worth another try. After it, those of the two groups suppress
the translation: the original stands alone. Number words count as numbers (numbers.py).
"""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from monitors.spelling import fold
from monitors.translate.belarusian import cyrillic, respell
from monitors.translate.likeness import Name, alike, is_no_person, names, strangers
from monitors.translate.numbers import numbers, untold
from monitors.translate.places import doubts_of_places
from monitors.translate.polarity import direction_differs, negation_differs, stance

_DATA = tomllib.loads((Path(__file__).parent / "guards.toml").read_text(encoding="utf-8"))
_LIMITS: dict[str, float] = _DATA["limits"]
_LATIN_KEPT = frozenset(_DATA["latin"]["kept"])
SUPPRESSING = frozenset(
    {
        "empty",
        "loop",
        "copied",
        "numbers-missing",
        "numbers-added",
        "negation",
        "direction",
        "place-swapped",
    }
)
REJECTING = SUPPRESSING | {"leftover-script", "place-missing", "truncated"}
STOPPED = " …"
"""Ends a translation that the model was stopped in before it had ended."""
_CYRILLIC_TARGETS = frozenset({"be", "ru"})

_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN_WORD = re.compile(r"(?<![\w@#./-])[A-Za-zÀ-ɏ]{3,}(?![\w@./-])")
_ACRONYM = re.compile(r"(?<!\w)[^\W\d_a-zа-яёўі]{2,5}(?!\w)")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The names of the guards that fired, in the order of the checks."""

    warnings: tuple[str, ...] = ()

    @property
    def rejected(self) -> bool:
        """True if another try, with a wider beam, is worth its time."""
        return not REJECTING.isdisjoint(self.warnings)

    @property
    def suppressed(self) -> bool:
        """True if the text must not be shown: no translation, or one that says something else."""
        return not SUPPRESSING.isdisjoint(self.warnings)


def judge(
    source: str,
    translated: str,
    source_language: str = "",
    target: str = "en",
    known: Collection[str] = (),
) -> Verdict:
    """What is wrong with `translated`, the rendering of `source` in `target` (en, lt, be, ru).

    Belarusian may be in any of its spellings; without `source_language` the words of all
    languages are looked for. `known` are words of names that the glossary has seen to.
    """
    if not _WORD.search(translated) and _WORD.search(source):
        return Verdict(("empty",))
    official = _official(source) if source_language == "be" else source
    said, told = numbers(official), numbers(translated)
    before, after = stance(official, source_language), stance(translated, target)
    checks = (
        ("loop", _loops(translated) and not _loops(source)),
        ("copied", _copied(source, translated, source_language, target)
            or _copied(official, translated, source_language, target)),
        ("numbers-missing", bool(untold(said, told))),
        ("numbers-added", bool(untold(told, said))),
        ("negation", negation_differs(before, after)),
        ("direction", direction_differs(before, after)),
        ("truncated", translated.endswith(STOPPED) and not source.endswith(("…", "..."))),
        ("leftover-script", _leftover(source, translated, target)),
        *((name, True) for name in doubts_of_places(official, translated)),
        ("length", _odd_length(source, translated)),
        *((name, True) for name in _doubts_of_names(official, translated, known)),
    )  # fmt: skip
    return Verdict(tuple(name for name, fired in checks if fired))


def _official(source: str) -> str:
    return respell(source if _CYRILLIC.search(source) else cyrillic(source))


def _odd_length(source: str, translated: str) -> bool:
    if len(source) <= _LIMITS["short_from"]:  # says nothing
        return False
    short = "short_" if len(source) <= _LIMITS["length_from"] else ""
    ratio = _spelled_out(translated) / _spelled_out(source)
    return not _LIMITS[f"{short}shortest"] <= ratio <= _LIMITS[f"{short}longest"]


def _spelled_out(text: str) -> float:
    """Its length with acronyms spelled out: США is the United States."""
    return len(text) + _LIMITS["acronym"] * len(_ACRONYM.findall(text))


def _leftover(source: str, translated: str, target: str) -> bool:
    """Words of the other alphabet; what the source itself has, and brackets, may stay."""
    rest = _BRACKETS.sub(" ", translated)
    if target not in _CYRILLIC_TARGETS:
        return bool(_CYRILLIC.search(rest))
    left = [word for word in _LATIN_WORD.findall(rest) if not word.isupper()]
    kept = _LATIN_KEPT if not _CYRILLIC.search(source) else _LATIN_KEPT | {*_WORD.findall(source)}
    return any(word not in kept for word in left)


def _loops(text: str) -> bool:
    """The same few words three times in a row (numbers and names of letters aside)."""
    words = [word.casefold() for word in re.findall(r"\w+", text)]
    times = int(_LIMITS["loop_times"])
    for size in range(1, int(_LIMITS["loop_words"]) + 1):
        for at in range(len(words) - size * times + 1):
            phrase = words[at : at + size]
            rest = words[at + size : at + size * times]
            if rest == phrase * (times - 1) and not all(word.isdigit() for word in phrase):
                return True
    return False


def _copied(source: str, translated: str, source_language: str, target: str) -> bool:
    """Most words stand in the source as well; names alone do not make a copy."""
    small = [word for word in _WORD.findall(translated) if word.islower() and len(word) > 2]
    if len(small) < _LIMITS["copied_from"]:
        return source.strip() == translated.strip() and bool(small or _CYRILLIC.search(source))
    there = set(_WORD.findall(source))
    kin = {source_language, target} <= _CYRILLIC_TARGETS
    most = _LIMITS["copied_kin" if kin else "copied"]
    return sum(word in there for word in small) > most * len(small)


def _doubts_of_names(source: str, translated: str, known: Collection[str]) -> tuple[str, ...]:
    """Look for each name of the source in the translation; a stranger beside a gap is a swap."""
    there = names(translated)
    if not there and _WORD.search(translated):
        return ()
    said = names(source)
    words = [word for name in there for word in name.words]
    sought = [one for one in said if _is_person(one) and one.words[-1] not in known]
    gone = [one for one in sought if not _is_told(one, words)]
    if not gone:
        return ()
    if strangers(said, there):
        return ("name-swapped",)
    return ("name-unverified",) if any(len(one.words) > 1 for one in gone) else ()


def _is_person(name: Name) -> bool:
    """Say if it can be a person: not a word that opens a sentence, nor a country, nor quoted."""
    if name.quoted or (name.opens and len(name.words) == 1):
        return False
    return not is_no_person(name.words[-1])


def _is_told(name: Name, words: list[str]) -> bool:
    folded = fold(name.words[-1])
    return any(fold(word) == folded or alike(name.words[-1], word) for word in words)
