"""Pure: Belarusian in one spelling for the model: Łacinka to Cyrillic, Taraškievica respelled.

Models know the official spelling best. Unlike the folds of `monitors.spelling`, the result is
readable text with its capitals; it is the model's input and never shown. The rule of the soft
sign follows the official orthography of 2008 (none between с, з, н, ц, дз and a soft consonant).
"""

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from monitors.model import Detected
from monitors.spelling import to_cyrillic

_DATA = tomllib.loads((Path(__file__).parent / "belarusian.toml").read_text(encoding="utf-8"))
_STEMS: dict[str, str] = dict(sorted(_DATA["stems"].items(), key=lambda pair: -len(pair[0])))
_INFIXES: dict[str, str] = _DATA["infixes"]
_ENDINGS: dict[str, str] = _DATA["endings"]
_WORDS: dict[str, str] = _DATA["words"]
_KEPT_WORDS = frozenset(_DATA["kept"]["words"])
_KEPT: tuple[str, ...] = tuple(_DATA["kept"]["stems"])

_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’ʼ][A-Za-zÀ-ɏ]+)*")
_CYRILLIC_WORD = re.compile(r"[А-Яа-яЁёІіЎўҐґ]+(?:['’ʼ][А-Яа-яЁёІіЎўҐґ]+)*")
_NOT_LACINKA = re.compile("[qwx]", re.IGNORECASE)

_SOFT_SIGNS = (
    (re.compile("^(з|с|раз|бяз|уз)ь(?=[еёюя])"), r"\1'"),
    (re.compile("((?<!д)[сз])ь(?=(?:[влмнпфсцзтд]|дз){1,2}[еёіюяь])"), r"\1"),
    (re.compile("^([сз])ь(?=б)"), r"\1"),
    (re.compile(r"([нл])ь(?=\1[еёіюя])"), r"\1"),
    (re.compile("(ц|дз)ь(?=в[еёіюя])"), r"\1"),
    (re.compile("ць(?=ц)"), "ц"),
    (re.compile("дзь(?=дз)"), "д"),
)
_MOST_ROUNDS = 8  # one is enough for nearly every word; the bound is for words made to harm


def for_model(text: str, detected: Detected) -> str:
    """`text` in official Cyrillic spelling if it is Belarusian, else as it is."""
    if detected.language != "be":
        return text
    if detected.spelling == "lacinka" or detected.script == "latn":
        text = cyrillic(text)
    return respell(text)


def cyrillic(text: str) -> str:
    """Łacinka in Cyrillic with its capitals; words that cannot be Łacinka stay Latin."""
    return _LATIN_WORD.sub(lambda found: _cyrillic_word(found.group()), text)


def _cyrillic_word(word: str) -> str:
    if _NOT_LACINKA.search(word):
        return word
    return cased_like(word, to_cyrillic(word).replace("йі", "і"))


def respell(text: str) -> str:
    """Taraškievica in official spelling; official text does not change."""
    return _CYRILLIC_WORD.sub(lambda found: _respelled(found.group()), text)


@lru_cache(maxsize=8192)
def _respelled(word: str) -> str:
    official = lower = word.lower()
    for _ in range(_MOST_ROUNDS):  # a respelled word may show a stem that it did not show before
        before, official = official, _once(official)
        if official == before:
            break
    return word if official == lower else cased_like(word, official)


def _once(word: str) -> str:
    if word in _KEPT_WORDS:
        return word
    return _WORDS.get(word) or _without_soft_signs(_with_official_parts(word))


def _with_official_parts(word: str) -> str:
    stem = next((stem for stem in _STEMS if word.startswith(stem)), "")
    word = _STEMS.get(stem, "") + word.removeprefix(stem)
    for infix, official in _INFIXES.items():
        word = word.replace(infix, official)
    ending = next((ending for ending in _ENDINGS if word.endswith(ending)), "")
    return word.removesuffix(ending) + _ENDINGS.get(ending, "")


def _without_soft_signs(word: str) -> str:
    if any(stem in word for stem in _KEPT):
        return word
    for pattern, official in _SOFT_SIGNS:
        word = pattern.sub(official, word)
    return word


def cased_like(pattern: str, word: str) -> str:
    """`word` with the capitals of `pattern`: all, the first, or none."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word
