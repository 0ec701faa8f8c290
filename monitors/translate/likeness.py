"""Pure: the names of a text, and whether two words in any script can be one name.

Finer than `monitors.names.key`, whose words of one key can be many people: here the consonants
are kept to the last, a foreign ending may follow, and one letter in four may differ, as between
Холтонас, Holtonas and Holton.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from monitors.names import skeleton, sketch
from monitors.spelling import fold

_DATA = tomllib.loads((Path(__file__).parent / "guards.toml").read_text(encoding="utf-8"))
_NO_PERSON = tuple(fold(word) for word in _DATA["no_person"]["stems"].split())
_BY_STEM: dict[str, tuple[str, ...]] = {}
for _stem in _NO_PERSON:
    _BY_STEM[_stem[:2]] = (*_BY_STEM.get(_stem[:2], ()), _stem)

_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OPENING = re.compile(r"(?:^|[.!?…:–—\"«„“(]\s*)\"?$")
_QUOTED = re.compile(r'["«„“][^"«»„“”]*["»“”]')
_ENDING = 3  # consonants that an ending may add: -skaja, -ienė, -avičius
_INFLECTED = 7  # letters after a stem: Baltarus-ijos, European
_C = re.compile("[cC](?![hHkKzZ])")
_LEAST = 2  # consonants with which a word is told apart at all
_SURE = 3  # consonants from which on one may differ
_HEADLINE, _SHOUTED = 5, 0.8  # so many long words, so many of them capitalised: tells no name


@dataclass(frozen=True, slots=True)
class Name:
    """Capitalised words side by side, and their half-open place; `opens` a sentence or quote."""

    words: tuple[str, ...]
    start: int
    end: int
    opens: bool
    quoted: bool


@lru_cache(maxsize=16384)
def is_no_person(word: str) -> bool:
    """Say if a capitalised word is a country, an office, a month or the like."""
    folded = fold(word)
    return word.isupper() or any(
        folded.startswith(one) and len(folded) - len(one) <= (_INFLECTED if len(one) > 4 else 2)
        for one in _BY_STEM.get(folded[:2], ())
    )


@lru_cache(maxsize=4096)
def names(text: str) -> tuple[Name, ...]:
    """The names of `text` in order; none if its words are capitalised throughout."""
    found = list(_NAME.finditer(text))
    long = [word.group() for word in found if len(word.group()) > 3]
    if len(long) >= _HEADLINE and sum(word[0].isupper() for word in long) > _SHOUTED * len(long):
        return ()
    quoted = [range(*one.span()) for one in _QUOTED.finditer(text)]
    runs: list[list[re.Match[str]]] = []
    for word in found:
        if not word.group()[0].isupper() or len(word.group()) < 2:
            continue
        if runs and text[runs[-1][-1].end() : word.start()] == " ":
            runs[-1].append(word)
        else:
            runs.append([word])
    return tuple(
        Name(
            tuple(word.group() for word in run),
            run[0].start(),
            run[-1].end(),
            _OPENING.search(text[: run[0].start()]) is not None,
            any(run[0].start() in one for one in quoted),
        )
        for run in runs
    )


@lru_cache(maxsize=65536)
def alike(first: str, second: str) -> bool:
    """Say if two words can be one name in two scripts or cases."""
    return any(
        _near(one, two) and (len(one) > 1 or sketch(first)[:_LEAST] == sketch(second)[:_LEAST])
        for one in _readings(first)
        for two in _readings(second)
    )


def _readings(word: str) -> tuple[str, ...]:
    """Its consonants; a "c" is к in English and ц in Lithuanian."""
    hissed = _C.sub("ts", word)
    return (skeleton(word),) if hissed == word else (skeleton(word), skeleton(hissed))


def _near(first: str, second: str) -> bool:
    one, two = sorted((first, second), key=len)
    if len(one) < _LEAST:
        return one == two
    if two.startswith(one):
        return len(two) - len(one) <= (_ENDING if len(one) > _LEAST else 1)
    if len(one) <= _SURE:
        return False
    # either word can have an ending that the other has not
    stems = (one, one[:-1]) if len(one) > _SURE + 1 else (one,)
    return any(
        _distance(stem, two[:size]) <= max(1, len(stem) // 4)
        for stem in stems
        for size in range(len(stem) - 1, min(len(two), len(stem) + 1) + 1)
    )


def _distance(one: str, two: str) -> int:
    """The fewest letters to change, add or drop (Levenshtein)."""
    row = list(range(len(two) + 1))
    for at, letter in enumerate(one, 1):
        left, row[0] = row[0], at
        for to, other in enumerate(two, 1):
            left, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, left + (letter != other))
    return row[-1]


def strangers(source: Sequence[Name], translated: Sequence[Name]) -> tuple[Name, ...]:
    """The names of the translation that no word of the source's names is like."""
    there = [word for name in source for word in name.words if not is_no_person(word)]
    return tuple(
        name
        for name in translated
        if not (name.opens and len(name.words) == 1)
        and not name.quoted
        and not is_no_person(name.words[-1])
        and not any(alike(name.words[-1], word) for word in there)
    )
