"""Pure: a rough stem of any word, and how a name may be written in another of the four languages.

Both are guesses for `monitors.suggest` to propose; whoever takes one over should look at it. A name
in `[[watch]]` needs neither, as it is found in any script and form.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from monitors.facts.romanise import romanised
from monitors.spelling import clean, to_cyrillic

_SHORTEST = 4  # letters of a stem
_CYRILLIC = ("be", "ru")


@cache
def _data() -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "words" / "suggest.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def stem(word: str, language: str) -> str:
    """Return a keyword for all forms of a word: `kalin*`; a short word is left as it is."""
    word = clean(word).lower()
    for ending in sorted(_data()["endings"][language], key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending) + "*"
    return f"{word}*" if len(word) >= _SHORTEST else word


def respelled(name: str, written_in: str, language: str) -> str:
    """Return a name of one language in the letters of another, in lower case.

    Names in Latin letters are taken to be Slavic ones: Bialiatski becomes бяляцкі.
    """
    name = clean(name).lower()
    if written_in == language:
        return name
    if written_in in _CYRILLIC:
        return _from_cyrillic(name, written_in, language)
    if language in _CYRILLIC:
        belarusian = to_cyrillic(name if written_in == "lt" else _put(name, "english_to_lacinka"))
        return belarusian if language == "be" else _put(belarusian, "belarusian_to_russian")
    return _put(name, "english_to_lithuanian" if language == "lt" else "lithuanian_to_english")


def _from_cyrillic(name: str, written_in: str, language: str) -> str:
    if language == "en":
        return romanised(name, written_in)
    if language == "lt":
        return _put(name, "cyrillic_to_lithuanian")
    return _put(name, "belarusian_to_russian" if written_in == "be" else "russian_to_belarusian")


def _put(word: str, table: str) -> str:
    """Replace letters from left to right; what the table has not stays."""
    letters: Mapping[str, str] = _data()[table]
    out, at = "", 0
    while at < len(word):
        piece = next((each for each in letters if word.startswith(each, at)), word[at])
        out += letters.get(piece, piece)
        at += len(piece)
    return out
