"""Pure: what is done to a text before the model sees it, and undone after.

Models trip over capitals, curly quotes, links and handles: capitals become a sentence,
quotes become straight, links, @handles, #tags and emoji are taken out. They are put back where
they stood if that was at the start or at the end, else at the end.
"""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from monitors.spelling import clean

_DATA = tomllib.loads((Path(__file__).parent / "care.toml").read_text(encoding="utf-8"))
_ACRONYMS: dict[str, frozenset[str]] = {
    language: frozenset(words) | frozenset(_DATA["acronyms"]["any"])
    for language, words in _DATA["acronyms"].items()
}
_EXCLAMATIONS: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, words in _DATA["exclamations"].items()
}
_NAMES: dict[str, tuple[str, ...]] = {
    language: tuple(stems) for language, stems in _DATA["names"].items()
}

_PLAIN = str.maketrans(
    dict.fromkeys("«»„“”‟″", '"') | dict.fromkeys("‘’‚ʼ′`´", "'") | dict.fromkeys("—―−", "–")
)
_KEPT_OUT = re.compile(
    r"https?://\S+|www\.\S+|\bt\.me/\S+|(?<!\w)[@#]\w+"
    r"|[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]+"
)
_WORD = re.compile(r"[^\W\d_]+")
_AFTER_STOP = re.compile(r"(?:(?<=[«„“])|(?<=[.!?] )|(?<=^\")|(?<=[ (]\"))[^\W\d_]")
_SHOUTED_RUN = re.compile(
    r"(?<!\w)[^\W\d_a-zа-яёўіąčęėįšųūžćłńśźŭ]+"
    r"(?:[ ,\"«»„“”'’:–-]+(?:[^\W\d_a-zа-яёўіąčęėįšųūžćłńśźŭ]+|\d+))+(?!\w)"
)
_OPENING = re.compile(r"(?:^|[.!?:–][\"»”]?\s+)[\"«„“(]*$")
_RUN = 3  # shouted words side by side that make a headline
_WORDLIKE = 4  # letters of one of them at least: "ЕС, ООН, США" is no headline
_LONG = 5  # letters of a word that is no acronym
_TAIL = ".,;:!?)»”\"'"
_STRAY_SPACE = re.compile(r" (?=[.,;:!?])")
_TWICE = re.compile(r"([,;:])\1+")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """NFC, straight quotes, one kind of dash, single spaces."""
    text = unicodedata.normalize("NFC", clean(text)).translate(_PLAIN)
    return _SPACES.sub(" ", text).strip()


@dataclass(frozen=True, slots=True)
class Taken:
    """What `take_out` took, in order: what opened the text, and all the rest."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def take_out(text: str) -> tuple[str, Taken]:
    """The text without links, handles, tags and emoji, and those.

    The word of a tag inside a sentence is part of it, and stays: "У #Мінску затрымалі".
    """
    found = list(_KEPT_OUT.finditer(text))
    rest = _KEPT_OUT.sub(lambda one: _word_of(text, one), text)
    rest = _TWICE.sub(r"\1", _STRAY_SPACE.sub("", _SPACES.sub(" ", rest))).strip()
    opening = [one for one in found if not _letters(_KEPT_OUT.sub(" ", text[: one.start()]))]
    if not _letters(rest):
        opening = []
    return rest, Taken(
        tuple(_bare(one) for one in opening), tuple(_bare(one) for one in found[len(opening) :])
    )


def put_back(text: str, taken: Taken) -> str:
    """The text with what `take_out` took before and behind it."""
    return " ".join(part for part in (*taken.before, text, *taken.after) if part)


def _bare(found: re.Match[str]) -> str:
    return found.group().rstrip(_TAIL)


def _letters(text: str) -> bool:
    return _WORD.search(text) is not None


def _word_of(text: str, found: re.Match[str]) -> str:
    """The word of a tag if words stand on both sides of it, and it is a single one."""
    word = found.group()[1:]
    rest = _KEPT_OUT.sub(" ", text[found.end() :])
    inside = _letters(_KEPT_OUT.sub(" ", text[: found.start()])) and rest[:1].isspace()
    single = word.isalpha() and not any(letter.isupper() for letter in word[1:])
    if found.group()[0] == "#" and inside and single and _letters(rest):
        return word
    return " " + found.group()[len(found.group().rstrip(_TAIL)) :] + " "


def is_shouting(text: str) -> bool:
    """True for a headline in capitals: three words or more, and hardly a small letter."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return len(_WORD.findall(text)) >= _RUN and small <= 0.2 * len(letters)


def recase(text: str, language: str) -> str:
    """Capitals as a sentence: a whole headline, or three shouted words or more of one.

    Known acronyms keep theirs. Elsewhere a shouted word of five letters or more is left alone (it
    may be a name: БЕЛТА, ОДКБС), unless it is known to be shouted: СРОЧНО, LIETUVA.
    """
    if is_shouting(text):
        return _as_sentence(text, language)
    text = _SHOUTED_RUN.sub(lambda run: _calmed_run(text, run, language), text)
    return _WORD.sub(lambda word: _calmed(text, word, language), text)


def _calmed_run(text: str, run: re.Match[str], language: str) -> str:
    """A run of shouted words in small letters; its first keeps a capital if it opens a sentence."""
    acronyms = _acronyms(language)
    words = [word for word in _WORD.findall(run.group()) if word not in acronyms]
    if len(words) < _RUN or not any(len(word) >= _WORDLIKE for word in words):
        return run.group()
    return _as_sentence(run.group(), language, opens=_opens(text, run.start()))


def _calmed(text: str, word: re.Match[str], language: str) -> str:
    """A single shouted word that is known: an exclamation, or a name by its stem."""
    raw = word.group()
    if len(raw) < _LONG or not raw.isupper() or raw in _acronyms(language):
        return raw
    small = raw.lower()
    if small.startswith(_NAMES.get(language, ())):
        return small.capitalize()
    if small not in _EXCLAMATIONS.get(language, ()):
        return raw
    return small.capitalize() if _opens(text, word.start()) else small


def _opens(text: str, at: int) -> bool:
    return _OPENING.search(text[:at]) is not None


def _acronyms(language: str) -> frozenset[str]:
    return _ACRONYMS.get(language, _ACRONYMS["any"])


def _as_sentence(text: str, language: str, *, opens: bool = True) -> str:
    acronyms, names = _acronyms(language), _NAMES.get(language, ())
    lowered = _WORD.sub(lambda found: _small(found.group(), acronyms, names), text)
    lowered = _AFTER_STOP.sub(lambda found: found.group().upper(), lowered)
    if not opens:
        return lowered
    at = next((at for at, letter in enumerate(lowered) if letter.isalnum()), 0)
    return lowered[:at] + lowered[at : at + 1].upper() + lowered[at + 1 :]


def _small(word: str, acronyms: frozenset[str], names: tuple[str, ...]) -> str:
    if word in acronyms or not word.isupper():
        return word
    small = word.lower()
    return small.capitalize() if small.startswith(names) else small
