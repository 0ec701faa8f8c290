"""Pure: which language a headline is in; Belarusian also in which spelling.

Order: letters that only one language has, then the detector restricted to seven languages, then
Łacinka, which no detector knows. What a feed declares is a prior: it decides where a text
has nothing of its own to say, and between Łacinka and its neighbours, and never else.
"""

import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import cast

from monitors.model import Detected
from monitors.spelling import clean

LANGUAGES = ("lt", "be", "ru", "en", "uk", "pl", "lv")
ENOUGH = 600  # characters; more text costs time and adds nothing

_CYRILLIC_LANGUAGES = ("be", "ru", "uk")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]+")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_BELARUSIAN, _RUSSIAN, _UKRAINIAN = "іў", "ищъ", "їєґ"
_BELARUSIAN_VOWELS, _SHORT_U = "ыэё", "ў"
_NO_BELARUSIAN = "їє"  # ґ is: Taraškievica writes it
_FOREIGN = "[ėįųūąęóżāēģīķļņěřůýíáéúäôľďťňđöüõwqx]"
_NOT_LACINKA = re.compile(_FOREIGN)
_FOREIGN_WORD = re.compile(rf"\b(?![ivxlcdm]+\b)\w*{_FOREIGN}\w*")  # XIX is no foreign word
_LACINKA, _LACINKA_SOFT, _LACINKA_HARD = (
    re.compile("ŭ"),
    re.compile("[łńśźć]"),
    re.compile("[čšžv]"),
)
_LACINKA_LETTER = re.compile("[ŭłńśźćčšž]")
_NOT_POLISH, _POLISH = re.compile("[včšž]"), re.compile("cz|sz|rz|[wąęóż]")
_NAMES = 4  # a text of whose words but every fourth, or fewer, is Łacinka only has names in it
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_NOT_TARASK = re.compile("восьм|пісьм|возьм")

Detect = Callable[[str], str]


def detect(title: str, summary: str, declared: str | None) -> Detected:
    """Return the language of an item; `und` if it has no letters and nothing is declared."""
    text = clean(f"{title} {summary}"[:ENOUGH]).lower()
    if not text.isascii():
        text = _SURROGATE.sub(" ", text)
    prior = declared.partition("-")[0].lower() if declared else None
    cyrillic = 0 if text.isascii() else sum(map(len, _CYRILLIC.findall(text)))
    latin = sum(map(len, _LATIN.findall(text)))
    if not cyrillic + latin:
        return Detected(prior or "und")
    return _of_cyrillic(text, prior) if cyrillic >= latin else _of_latin(text, prior)


def _of_cyrillic(text: str, prior: str | None) -> Detected:
    """Let letters decide; else the detector; where it has no letter to go by, the prior."""
    language = _by_letters(text)
    if language is None:
        guess = library()(text)
        told_apart = _times(_BELARUSIAN, text) or _times(_RUSSIAN, text)
        # и and щ are Ukrainian as well, but a Ukrainian text seldom does without і
        either = prior == "ru" and guess == "uk" and not _times(_BELARUSIAN, text)
        doubtful = either or not told_apart
        language = prior if doubtful and prior in _CYRILLIC_LANGUAGES else guess
        language = language if language in _CYRILLIC_LANGUAGES else "und"
    spelling = ("tarask" if is_tarask(text) else "official") if language == "be" else None
    return Detected(language, "cyrl", spelling)


def _by_letters(text: str) -> str | None:
    """Return be, uk or ru if the letters leave no doubt."""
    be, ru, uk = (_times(each, text) for each in (_BELARUSIAN, _RUSSIAN, _UKRAINIAN))
    if _SHORT_U in text and be >= ru and not _times(_NO_BELARUSIAN, text):
        return "be"
    if uk and uk + be > ru // 2:
        return "uk"
    if _times(_BELARUSIAN_VOWELS, text):
        return "be" if be > ru else ("ru" if ru > be else None)
    return None


def _times(letters: str, text: str) -> int:
    """How often letters stand in a text."""
    return sum(map(text.count, letters))


def _of_latin(text: str, prior: str | None) -> Detected:
    """See Łacinka by its letters and words, or by the prior; else what the detector says."""
    words = _WORD.findall(text)
    guess = library()(text)
    if _is_lacinka(text, words, guess, prior):
        return Detected("be", "latn", "lacinka")
    if guess not in LANGUAGES or guess in _CYRILLIC_LANGUAGES:
        guess = prior if prior and prior not in _CYRILLIC_LANGUAGES else "und"
    # without their letters the detector takes short headlines full of names for these
    mistaken = guess in {"pl", "lv"} and prior in {"en", "lt"}
    named = guess == "lt" and prior == "en" and _count(words, "english") > 0
    if prior and (mistaken or named) and text.isascii():
        guess = prior
    return Detected(guess, "latn")


def _is_lacinka(text: str, words: Sequence[str], guess: str, prior: str | None) -> bool:
    short_u = bool(_LACINKA.search(text))
    at_home = short_u and prior == "be"
    if _is_foreign(text, words, guess, at_home=at_home) or _count(words, "english") >= 2:
        return False
    if short_u:
        return True
    if _LACINKA_SOFT.search(text) and _LACINKA_HARD.search(text):
        return True
    if prior == "be":
        return guess != "en" or bool(_count(words, "lacinka"))
    if guess == "pl" and prior != "pl" and not _POLISH.search(text):
        return bool(_NOT_POLISH.search(text)) or _ends_so(words)
    known = 0 if guess == "lt" else _count(words, "lacinka")
    return known > 1 or (known > 0 and _ends_so(words))


def _ends_so(words: Sequence[str]) -> bool:
    """Say if a word ends as words in Łacinka do."""
    endings = tuple(_data()["lacinka"]["endings"])
    return any(word.endswith(endings) for word in words)


def _is_foreign(text: str, words: Sequence[str], guess: str, *, at_home: bool) -> bool:
    """Say if letters that Łacinka has not outweigh its own, or if only names are in Łacinka.

    `at_home`: the feed is Belarusian and the text has ŭ, which only Łacinka has; then few words
    with marks are no names in a foreign text.
    """
    own = 0
    if not text.isascii():
        own = sum(_LACINKA_LETTER.search(word) is not None for word in words)
    may_be = _NOT_LACINKA.search(text) is not None
    if guess in {"lt", "lv", "en"}:
        if may_be and _FOREIGN_WORD.search(text):
            return True
        return not at_home and own > 0 and own * _NAMES < len(words)
    return may_be and len(_FOREIGN_WORD.findall(text)) * 2 > own


def _count(words: Sequence[str], language: str) -> int:
    """Count the words that give the language away."""
    known = _known(language)
    return sum(word in known for word in words)


def is_tarask(text: str) -> bool:
    """Say if a lower-case Belarusian text has any mark of Taraškievica."""
    told = _NOT_TARASK.sub("", text)
    return any(mark.search(told) for mark in _tarask())


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    path = Path(__file__).parent / "words" / "language.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _known(language: str) -> frozenset[str]:
    return frozenset(_data()[language]["words"])


@cache
def _tarask() -> tuple[re.Pattern[str], ...]:
    """One pattern a kind of mark: in one alternation of all they take eight times as long."""
    cues = _data()["tarask"]
    soft, words, particles = ("|".join(cues[name]) for name in ("soft", "words", "particles"))
    return tuple(map(re.compile, (soft, rf"\b(?:{words})", rf"\b(?:{particles})\b")))


@cache
def library() -> Detect:
    """Return the detector: eldc, or py3langid (97 MB) where eldc has no wheel."""
    try:
        return _eldc()
    except ImportError:
        return _py3langid()


def _eldc() -> Detect:
    eldc = import_module("eldc")
    eldc.init()
    detector = eldc.instance()
    detector.set_languages(list(LANGUAGES))
    return cast("Detect", detector.detect)


def _py3langid() -> Detect:
    langid = import_module("py3langid")
    langid.set_languages(list(LANGUAGES))
    return lambda text: str(langid.classify(text)[0])
