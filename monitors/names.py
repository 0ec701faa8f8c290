"""Pure: one key for a person's or company's name in any script, spelling and inflection.

Лукашенко, Лукашэнка, Łukašenka, Lukašenkai and Lukashenko's have the same key. The key is the
skeleton of consonants: what transliterations and spellings disagree about (vowels, softness,
г/h/g, ц/ts/c/т, в/ў/u) is merged, what inflection adds (-ом, -ас, -ского, -us) is cut off.
It is coarse on purpose: different names can share a key, so `same_name` also looks at gender,
`same_surname` at the vowels too, and a caller should ask for a capital letter. Given names that
are one name in several languages (Мікола, Николай, Mikalojus) are listed in given.toml.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from monitors.spelling import APOSTROPHES, clean, fold

_GIVEN = Path(__file__).parent / "given.toml"

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
_POSSESSIVE = re.compile(rf"[{APOSTROPHES}](?:s|as|o|ui|ą|u|e)?$")
_FEMININE = re.compile("(?:sk|tk)(?:a[jyi]a|a[jy]|o[jy]|uj?u|ajos|ajai)$")
_MASCULINE = re.compile("(?:sk|tk)(?:i+[js]?|y+|ii|ij|io|iu|iui|iy|i?[oae]ho|aha|[oa]mu|i?m|om)$")

_CLASSES = str.maketrans("eoyjw", "aaiiu")
_GLIDE = re.compile("i(?=[aiu])")
_DIPHTHONG = re.compile("(?<=a)u")
_TWICE = re.compile(r"(.)\1+")
_VOWELS = "aiu"
_DIPHTHONG_LETTERS = 2  # a name in -ей keeps a vowel in every case: Алексея, not Алекс
# what inflection adds to the sketch of a stem: -ами, -ого, -ому, -ius, -iaus, -umi
_ENDING = re.compile("(?:[aiu]{0,4}(?:s|m|h|vs)?|[aiu]{0,2}m[aiu]|[ai]{0,2}ha)$")
_FLEETING = re.compile("[ai](t)$")  # Северинец, Северинца
_PATRONYMIC = re.compile(
    "(?:ovi|evi|avi|ivi)h(?:[aeu]|em|am|om)?$|(?:ovn|evn|avn|ivn)(?:a|y|e|u|oj|aj)$"
)
_WOMAN = re.compile("(?:[oae]v|in|yn)a$")
_MAN = re.compile("(?:[oae][vu]|in|yn)$")
_WOMAN_ALONE = re.compile("(?:[oae]v|in|yn)[oa]ju?$")  # endings of a woman that a man has not
_BALTIC_END = re.compile("(?<=[^aeiou])(?:as|is|us|ys)$")
_LONGER_END = 3  # letters that inflection may add to a given name


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
    coarse = _DIPHTHONG.sub("v", _latin(word).translate(_CLASSES))
    return _TWICE.sub(r"\1", _GLIDE.sub("", coarse))


def sounds_alike(word: str, name: str) -> bool:
    """Say if `word` is `name` with any ending: Лойку is Лойко, Лук only shares its consonants."""
    if "-" in name and name.count("-") == word.count("-"):
        parts = zip(word.split("-"), name.split("-"), strict=True)
        return all(sounds_alike(said, named) for said, named in parts)
    sound, said = sketch(name), sketch(word)
    stem = sound.rstrip(_VOWELS)
    if not said.startswith(stem):
        stem = _FLEETING.sub(r"\1", stem)
    if not said.startswith(stem) or not _ENDING.match(said, len(stem)):
        return False
    return len(said) > len(stem) or len(sound) - len(stem) < _DIPHTHONG_LETTERS


@lru_cache(maxsize=65536)
def same_surname(name: str, word: str) -> bool:
    """Say if `word` is the name in any case, spelling and script, the vowels considered as well."""
    return same_name(name, word) and (sounds_alike(word, name) or sounds_alike(name, word))


def same_person(name: str, word: str) -> bool:
    """Say if `word` can be the surname `name`: Колесников is not Колесникова, nor the reverse."""
    if not same_surname(name, word):
        return False
    named, said = _latin(name), _latin(word)
    if _WOMAN.search(named):
        return not _MAN.search(said)
    return not (_MAN.search(named) and _WOMAN_ALONE.search(said))


def is_patronymic(word: str) -> bool:
    """Say if a word is a patronymic in any case: Викторович, Віктаравіча, Викторовны."""
    return bool(_PATRONYMIC.search(_latin(word)))


def is_given(word: str) -> bool:
    """Say if a word is a form of a given name that given.toml lists."""
    return bool(_groups(word))


def same_given(name: str, word: str, *, initial: bool = False) -> bool:
    """Say if two words are forms of one given name: Mikola, Николаю; or `word` its `initial`."""
    if initial:
        heads = {_head(one, 1) for group in _groups(name) for one in _variants()[group]}
        return _head(word, 1) in heads | {_head(name, 1)}
    return not _groups(name).isdisjoint(_groups(word)) or same_surname(name, word)


def given_variants(name: str) -> tuple[str, ...]:
    """Every spelling of the names that given.toml joins with a given name; () if it lists none."""
    groups = _groups(name)
    return tuple(dict.fromkeys(one for number in groups for one in _variants()[number]))


@cache
def _variants() -> tuple[tuple[str, ...], ...]:
    with _GIVEN.open("rb") as file:
        tables = tomllib.load(file)
    return tuple(tuple(line.split()) for table in tables.values() for line in table["groups"])


@cache
def _given() -> dict[str, tuple[tuple[str, int], ...]]:
    """By key: given names and the numbers of their groups."""
    index: dict[str, tuple[tuple[str, int], ...]] = {}
    for number, names in enumerate(_variants()):
        for name in names:
            index[key(name)] = (*index.get(key(name), ()), (name, number))
    return index


@lru_cache(maxsize=65536)
def _groups(word: str) -> frozenset[int]:
    """Numbers of the groups of given names that the word is a form of."""
    return frozenset(number for name, number in _given().get(key(word), ()) if _is_form(word, name))


def _is_form(word: str, name: str) -> bool:
    stem = _BALTIC_END.sub("", name)
    longest = len(stem) + _LONGER_END
    return _head(word) == _head(name) and len(word) <= longest and sounds_alike(word, stem)


def _head(word: str, length: int = 2) -> str:
    """The first sounds, which no inflection changes."""
    return _latin(word).replace("j", "i").replace("y", "i")[:length]
