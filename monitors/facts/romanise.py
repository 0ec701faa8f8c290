"""Pure: names in Latin letters: a rough likeness of two spellings, and a readable English form."""

import re

from monitors.spelling import clean, fold

_LATIN = str.maketrans(
    "абвгґдеёжзиіїйклмнопрстуўфхцчшщыэюяьъ'’",
    "abvhgdeeźziiijklmnoprstuufhcčššyeuaxxxx",
) | str.maketrans({"ź": "z"})
_SOUND = {"a": "a", "e": "a", "o": "a", "i": "i", "y": "i", "u": "u", "w": "u"}
_HEAD = re.compile(r"^([^aeiouy]*)j?([iy](?=[aeou]))?([aeiouy]?)")
_ENGLISH = {
    **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
    **{"ё": "e", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch"},
    **{"ю": "yu", "я": "ya", "ь": "", "ъ": "", "і": "i", "ў": "u", "'": "", "’": ""},
    **{"č": "ch", "š": "sh", "ž": "zh", "ė": "e", "ę": "e", "ą": "a", "į": "i", "ų": "u", "ū": "u"},
}
_ADJECTIVE = (("ского", "ский"), ("скому", "ский"), ("скага", "скі"), ("скаму", "скі"))
_FEMININE = (("скую", "ская"), ("ской", "ская"), ("ову", "ова"), ("еву", "ева"), ("овой", "ова"))
_MASCULINE_END = re.compile(r"(?<=[вўнчкйлрхцт])(?:ым|ом|ем|ам|а|у)$")
_GIVEN_FEMININE = re.compile(r"(?<=[а-яёіў])(?:у|ой|ы)$")


def sounds_alike(first: str, second: str) -> bool:
    """Say if two words begin with the same kind of vowel: Лойко and Лук share only consonants."""
    return _head(first) == _head(second) or not (_head(first) and _head(second))


def _head(word: str) -> str:
    plain = fold(clean(word)).translate(_LATIN)
    found = _HEAD.match(plain)
    return _SOUND.get(found.group(3), "") if found else ""


def romanised(word: str, gender: str) -> str:
    """Return a name in English letters, brought to the nominative where the ending tells."""
    return "".join(
        english.capitalize() if letter.isupper() else english
        for letter in _nominative(clean(word), gender)
        for english in [_ENGLISH.get(letter.lower(), letter.lower())]
    )


def _nominative(word: str, gender: str) -> str:
    for ending, proper in _FEMININE if gender == "female" else _ADJECTIVE:
        if word.endswith(ending):
            return word.removesuffix(ending) + proper
    if gender == "male":
        return _MASCULINE_END.sub("", word)
    return _GIVEN_FEMININE.sub("а", word)
