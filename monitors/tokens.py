"""Pure: text -> words with their places, folded once for match, rules, facts and story."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from monitors.model import Detected
from monitors.spelling import folder

_MARKS = r"[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]"
_MARK = re.compile(_MARKS)


def _words(letters: str) -> re.Pattern[str]:
    return re.compile(
        r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?"
        rf"|{letters}(?:['’ʼ\u2010\u2011-]{letters})*|[%№#]"
    )


_WORD = _words(r"[^\W\d_]+")
_MARKED_WORD = _words(rf"(?:[^\W\d_]{_MARKS}*)+")  # several times slower, and rarely needed
_STOP = re.compile(r"[.!?…;:\n]+|[—–|]")
# a full stop behind these, or behind an initial, ends no sentence
_SHORT = frozenset(
    {
        "tūkst",
        "mln",
        "mlrd",
        "proc",
        "pvz",
        "dr",
        "mr",
        "mrs",
        "ms",
        "st",
        "gen",
        "col",
        "sen",
        "rep",
        "gov",
        "no",
        "vs",
        "тыс",
        "млн",
        "млрд",
        "руб",
        "им",
        "ред",
        "ст",
        "др",
        "напр",
        "г",
        "гг",
    }
)


class Token(NamedTuple):
    """One word or number: as written, folded, its place, and the sentence it stands in."""

    raw: str
    folded: str
    start: int
    end: int
    sentence: int = 0


_TOKEN = partial(tuple.__new__, Token)  # `Token(*row)` at half the cost; a title has fifteen


@lru_cache(maxsize=8)  # match, rules and facts read the same text one after the other
def tokenize(text: str, detected: Detected) -> tuple[Token, ...]:
    """Words and numbers of `text` in order; offsets are those of `text` itself.

    "1 700" and "1,700" are one token; hyphenated words are one token.
    """
    fold = folder(belarusian=detected.language == "be", lacinka=detected.spelling == "lacinka")
    pattern = _MARKED_WORD if _MARK.search(text) else _WORD
    spans = [found.span() for found in pattern.finditer(text)]
    raws = [text[start:end] for start, end in spans]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    sentences = _sentences(text, raws, spans)
    return tuple(map(_TOKEN, zip(raws, map(fold, raws), starts, ends, sentences, strict=True)))


def _sentences(text: str, raws: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The number of the sentence that each word stands in."""
    if not _STOP.search(text):
        return [0] * len(raws)
    numbers, sentence, last = [], 0, 0
    for at, (start, end) in enumerate(spans):
        if at and start > last + 1 and _ends(raws[at - 1], text, last, start):
            sentence += 1
        numbers.append(sentence)
        last = end
    return numbers


def _ends(before: str, text: str, begin: int, end: int) -> bool:
    """Say if a sentence ends behind the word; "A. Lukašenka" and "2,4 tūkst. rusų" go on."""
    stop = _STOP.search(text, begin, end)
    if stop is None:
        return False
    initial = len(before) == 1 and before.isupper()
    return stop.group() != "." or not (initial or before.lower() in _SHORT)
