"""Official Belarusian in rough Taraškievica and in Łacinka, to make training lines of.

The inverse of `monitors.translate.belarusian`, from the same tables; approximate: it is enough
that the engine's care meets what newspapers write.
"""

import re
import tomllib
from pathlib import Path

_TABLES = tomllib.loads(
    (Path(__file__).parents[2] / "monitors" / "translate" / "belarusian.toml").read_text("utf-8")
)
_STEMS = sorted(
    ((official, stem) for stem, official in _TABLES["stems"].items() if stem != "эўразвяз"),
    key=lambda pair: -len(pair[0]),
)
_WORDS = {"у мінску": "у менску", "расія": "расея", "расіі": "расеі", "расію": "расею"} | {
    word: other
    for other, word in _TABLES["words"].items()
    if word in {"германія", "германіі", "германію", "германіяй", "грамадзян", "санкцый"}
}
_WORD = re.compile(r"[А-Яа-яЁёІіЎў']+")
_SOFT = (
    (re.compile("([сз])(?=(?:[влмнпфс]|ц|дз){1,2}[еёіюяь])"), r"\1ь"),
    (re.compile("н(?=н[еёіюя])"), "нь"),
    (re.compile("(ц|дз)(?=в[еёіюя])"), r"\1ь"),
)


def taraskievica(text: str) -> str:
    """Rough Taraškievica: soft signs, and the words that differ most often."""
    text = _WORD.sub(lambda found: _tarask_word(found.group()), text)
    return re.sub(r"(?<!\w)з (?=[л-н]?[яеёюіЛ][еёюяі])", "зь ", text)


def _tarask_word(word: str) -> str:
    lower = word.lower()
    other = _WORDS.get(lower)
    if other is None:
        other = lower
        for official, stem in _STEMS:
            if other.startswith(official):
                other = stem + other[len(official) :]
                break
        for pattern, soft in _SOFT:
            other = pattern.sub(soft, other)
    if word.isupper() and len(word) > 1:
        return word
    return other[:1].upper() + other[1:] if word[:1].isupper() else other


_SOFTENED = {"л": "l", "с": "ś", "з": "ź", "н": "ń", "ц": "ć"}
_IOTATED = {"е": "e", "ё": "o", "ю": "u", "я": "a"}
_LATIN = dict(zip("абвгґджзійклмнопрстуўфхцчшыэ", "abvhgdžzijkłmnoprstuŭf", strict=False)) | {
    "х": "ch",
    "ц": "c",
    "ч": "č",
    "ш": "š",
    "ы": "y",
    "э": "e",
    "ь": "",
    "'": "",
}
_SOFTENING = {"е", "ё", "і", "ю", "я"}
_VOWELS = "аеёіоуыэюяўь'"


def lacinka(text: str) -> str:
    """Cyrillic (best in Taraškievica) as Łacinka."""
    return _WORD.sub(lambda found: _latin_word(found.group()), text)


def _latin_word(word: str) -> str:
    lower = word.lower()
    latin = "".join(_latin_letter(lower, at) for at in range(len(lower)))
    if word.isupper() and len(word) > 1:
        return latin.upper()
    return latin[:1].upper() + latin[1:] if word[:1].isupper() else latin


def _latin_letter(word: str, at: int) -> str:
    letter, after, before = word[at], word[at + 1 : at + 2], word[at - 1] if at else ""
    if after == "ь" and letter in _SOFTENED:
        return _SOFTENED[letter]
    if letter == "л" and (after + word[at + 2 : at + 3]).lstrip("л")[:1] in _SOFTENING:
        return "l"
    if letter in _IOTATED:
        if before == "л":
            return _IOTATED[letter]
        return ("j" if not before or before in _VOWELS else "i") + _IOTATED[letter]
    return _LATIN.get(letter, letter)
