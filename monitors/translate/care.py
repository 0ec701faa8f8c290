"""Pure: what is done to a text before the model sees it, and undone after.

Models trip over capitals, curly quotes, links and handles: capitals become a sentence,
quotes become straight, links, @handles, #tags and emoji are taken out and put at the end.
"""

import re
import tomllib
import unicodedata
from pathlib import Path

from monitors.spelling import clean

_DATA = tomllib.loads((Path(__file__).parent / "care.toml").read_text(encoding="utf-8"))
_ACRONYMS: dict[str, frozenset[str]] = {
    language: frozenset(words) | frozenset(_DATA["acronyms"]["any"])
    for language, words in _DATA["acronyms"].items()
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
_QUOTED = re.compile(r"(?<=[\"«„“])[^\W\d_]+")
_STRAY_SPACE = re.compile(r" (?=[.,;:!?])")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """NFC, straight quotes, one kind of dash, single spaces."""
    text = unicodedata.normalize("NFC", clean(text)).translate(_PLAIN)
    return _SPACES.sub(" ", text).strip()


def take_out(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without links, handles, tags and emoji, and those, in order."""
    taken = tuple(found.group().rstrip(".,;:!?)»”\"'") for found in _KEPT_OUT.finditer(text))
    rest = _STRAY_SPACE.sub("", _SPACES.sub(" ", _KEPT_OUT.sub(" ", text)))
    return rest.strip(), taken


def put_back(text: str, taken: tuple[str, ...]) -> str:
    """The text followed by what `take_out` took."""
    return " ".join(part for part in (text, *taken) if part)


def is_shouting(text: str) -> bool:
    """True for a headline in capitals: three words or more, and hardly a small letter."""
    letters = [letter for letter in text if letter.isalpha()]
    small = sum(letter.islower() for letter in letters)
    return len(_WORD.findall(text)) >= 3 and small <= 0.2 * len(letters)


def recase(text: str, language: str) -> str:
    """A headline in capitals as a sentence; known acronyms and names keep theirs."""
    if not is_shouting(text):
        return text
    acronyms = _ACRONYMS.get(language, _ACRONYMS["any"])
    names = _NAMES.get(language, ())
    lowered = _WORD.sub(lambda found: _small(found.group(), acronyms, names), text)
    lowered = _QUOTED.sub(lambda found: found.group()[0].upper() + found.group()[1:], lowered)
    at = next((at for at, letter in enumerate(lowered) if letter.isalnum()), 0)
    return lowered[:at] + lowered[at : at + 1].upper() + lowered[at + 1 :]


def _small(word: str, acronyms: frozenset[str], names: tuple[str, ...]) -> str:
    if word in acronyms or not word.isupper():
        return word
    small = word.lower()
    return small.capitalize() if small.startswith(names) else small
