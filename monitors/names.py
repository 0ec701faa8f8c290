"""Pure: one key for a person's or company's name in any script, spelling and inflection.

Лукашенко, Лукашэнка, Łukašenka, Lukašenkai and Lukashenko's have the same key. The key is the
skeleton of consonants: what transliterations and spellings disagree about (vowels, softness,
г/h/g, ц/ts/c/т, в/ў/u) is merged, what inflection adds (-ом, -ас, -ского, -us) is cut off.
It is coarse on purpose: different names can share a key, so `same_name` also looks at gender,
and a caller should ask for a capital letter.
"""

import re
from functools import lru_cache

from monitors.spelling import APOSTROPHES, clean, fold

_LATIN_OF_CYRILLIC = str.maketrans(
    "абвгґдеёжзиіїйклмнопрстуўфхцчшщыэ",
    "abvhhdeezziiijklmnoprstuvfhthssye",
) | str.maketrans({"ъ": "", "ь": "", "я": "ja", "ю": "ju"})
_READINGS = (
    (re.compile("shch|sch|sh"), "s"),
    (re.compile("zh"), "z"),
    (re.compile("kh|cz|ch"), "h"),
    (re.compile("ph"), "f"),
    (re.compile("th|t[sz]"), "t"),
    (re.compile("dz|dj"), "d"),
    (re.compile("ck"), "tk"),
    (re.compile("c(?=[eiyj])|c$"), "t"),
    (re.compile("[cq]"), "k"),
    (re.compile("g"), "h"),
    (re.compile("w"), "v"),
    (re.compile("x"), "ks"),
    (re.compile(r"([a-z])\1+"), r"\1"),
)
_VOWEL = re.compile("[aeiouyj]")
_SILENT_V = re.compile("v(?=[^aeiouyj])")
_ENDINGS = {"s": 2, "m": 2, "h": 3, "v": 3}  # cut only while more letters than this remain
_TELLING = 3  # letters of a key that few names share
_INFLECTED = 5  # letters by which two forms of a name may differ in length
_CLASSES = str.maketrans("eoyjw", "aaiiu")
_GLIDE = re.compile("i(?=[aiu])")
_DIPHTHONG = re.compile("(?<=a)u")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = "aiu"
_LONGEST_ENDING = 5
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}](?:s|as|o|ui|ą|u|e)?$")
_FEMININE = re.compile("(?:sk|tk)(?:a[jyi]a|a[jy]|o[jy]|uj?u|ajos|ajai)$")
_MASCULINE = re.compile("(?:sk|tk)(?:i+[js]?|y+|ii|ij|io|iu|iui|iy|i?[oae]ho|aha|[oa]mu|i?m|om)$")


@lru_cache(maxsize=65536)
def _latin(word: str) -> str:
    """Return the word in bare Latin letters, each sound written one way."""
    word = _POSSESSIVE.sub("", clean(word).lower())
    word = word.replace("č", "h").replace("ŭ", "v").replace("ć", "t")
    word = fold(word).translate(_LATIN_OF_CYRILLIC)
    word = "".join(letter for letter in word if "a" <= letter <= "z")
    for pattern, reading in _READINGS:
        word = pattern.sub(reading, word)
    return word


def skeleton(word: str) -> str:
    """Return the consonants of one word with its ending; an initial vowel is "a"."""
    latin = _latin(word)
    head = "a" if latin and latin[0] in "aeiouyj" else ""
    if latin[:1] == "v" and latin[1:2] not in {*"aeiouyj", ""}:
        head = "a"
    return head + _VOWEL.sub("", _SILENT_V.sub("", latin))


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """Return the skeleton of one word: "lksnk" for Лукашэнка; "" if it has no letters.

    An initial vowel is kept as "a". Equal for all inflected forms, at the price of also cutting
    a name's own last s, m, h or v when enough letters remain.
    """
    consonants = skeleton(word)
    while len(consonants) > _ENDINGS.get(consonants[-1:], 99):
        consonants = consonants[:-1]
    return consonants


def _gender(word: str) -> str:
    """Return the gender, "f" or "m", if an adjectival surname (-ская, -skis) shows it."""
    latin = _latin(word)
    if _FEMININE.search(latin):
        return "f"
    return "m" if _MASCULINE.search(latin) else ""


def same_name(first: str, second: str) -> bool:
    """Say if two words can be forms of one name; Тихановская is not Тихановский.

    Where the key is short, so that many names share it, the first two letters must agree too.
    """
    if not key(first) or key(first) != key(second):
        return False
    one, two = _latin(first), _latin(second)
    if len(key(first)) < _TELLING and one[:2] != two[:2]:
        return False
    genders = {_gender(first), _gender(second)} - {""}
    return len(genders) < 2 and abs(len(one) - len(two)) <= _INFLECTED


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
