"""Pure: names in Latin letters: a rough likeness of two spellings, and a readable English form."""

import re
from functools import lru_cache

from monitors.names import _latin
from monitors.spelling import clean

_CLASSES = str.maketrans("eoyjw", "aaiiu")
_GLIDE = re.compile("i(?=[aiu])")
_DIPHTHONG = re.compile("(?<=a)u")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = "aiu"
_LONGEST_ENDING = 5
_ENGLISH = dict(zip("абвгдезийклмнопрстуфыэёіў", "abvgdeziyklmnoprstufyeeiu", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya",
    "ь": "", "ъ": "", "'": "", "’": "", "č": "ch", "š": "sh", "ž": "zh", "ė": "e", "ę": "e",
    "ą": "a", "į": "i", "ų": "u", "ū": "u",
}  # fmt: skip
_ADJECTIVE = (("ского", "ский"), ("скому", "ский"), ("скага", "скі"), ("скаму", "скі"))
_FEMININE = (("скую", "ская"), ("ской", "ская"), ("ову", "ова"), ("еву", "ева"), ("овой", "ова"))
_MASCULINE_END = re.compile(
    r"(?<=[вўнчкйлрхцт])(?:ым|ом|ем|ам|а|у)$|(?<=[bcčdghjklmnprsštvzž])(?:as|o|ui|ą|u|is|į|io|iui|us|ų)$"
)


@lru_cache(maxsize=65536)
def sketch(word: str) -> str:
    """Return how a name sounds, coarsely: vowels in three classes, soft as hard."""
    coarse = _GLIDE.sub("", _latin(word).translate(_CLASSES))
    return _TWICE.sub(r"\1", _DIPHTHONG.sub("v", coarse))


def sounds_alike(word: str, name: str) -> bool:
    """Say if `word` is `name` with any ending: Лойку is Лойко, Лук only shares its consonants."""
    stem = sketch(name).rstrip(_VOWELS)
    said = sketch(word)
    return said.startswith(stem) and len(said) - len(stem) <= _LONGEST_ENDING


def romanised(name: str, language: str) -> str:
    """Return a name in English letters; Belarusian г is h."""
    letters = _ENGLISH | ({"г": "h"} if language == "be" else {})
    return "".join(
        english.capitalize() if letter.isupper() else english
        for letter in clean(name)
        for english in [letters.get(letter.lower(), letter.lower())]
    )


def nominative(surname: str, gender: str) -> str:
    """Return a surname in the nominative where its ending tells; else as it is."""
    for ending, proper in _FEMININE if gender == "female" else _ADJECTIVE:
        if surname.endswith(ending):
            return surname.removesuffix(ending) + proper
    if gender == "male":
        return _MASCULINE_END.sub("", surname)
    return surname
