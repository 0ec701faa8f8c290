"""Pure: whether a translation says no where the source says yes, or lifts what was imposed.

Words are data (guards.toml). Negation is compared as a whole: a source that negates nothing
must not be translated by a sentence that does, and the other way round; "did not agree" may be
"refused". A direction (freed, held; lifted, imposed, extended ...) is turned if the translation
tells one that the source has not and lacks one that the source has.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from monitors.spelling import fold
from monitors.translate.words import Hit, Patterns, Word, words

_DATA = tomllib.loads((Path(__file__).parent / "guards.toml").read_text(encoding="utf-8"))
_KINDS = ("not", "refuse", "like")
_BEFORE, _AFTER = 12, 2  # words around a verb within which a negation belongs to it
_STOPS = frozenset(fold(word) for word in _DATA["negation"]["stop"]["words"].split())


@lru_cache
def _negations(language: str) -> Patterns:
    """Patterns named not, refuse, like and idle; those of all languages if it is unknown."""
    kinds = {kind: table for kind, table in _DATA["negation"].items() if kind != "stop"}
    return Patterns({kind: _entries(table, language) for kind, table in kinds.items()})


@lru_cache
def _directions(language: str) -> Patterns:
    """Patterns named "custody.free" and so on."""
    return Patterns(
        {
            f"{axis}.{way}": _entries(table, language)
            for axis, ways in _DATA["direction"].items()
            for way, table in ways.items()
        }
    )


def _entries(table: dict[str, str], language: str) -> list[str]:
    told = [table[language]] if language in table else list(table.values())
    return [one for entry in told for one in (entry.split("|") if "|" in entry else entry.split())]


@dataclass(frozen=True, slots=True)
class Stance:
    """What a text negates and which directions it tells: "custody.free" -> plain, negated."""

    negates: bool
    refuses: bool
    doubts: bool
    told: dict[str, frozenset[bool]]

    @property
    def says_no(self) -> bool:
        """True if it negates in any way at all."""
        return self.negates or self.refuses or self.doubts


@lru_cache(maxsize=4096)
def stance(text: str, language: str) -> Stance:
    """How a sentence stands; `language` is lt, be, ru or en."""
    said = words(text)
    hits = list(_negations(language).find(said))
    idle = {at for hit in hits if hit.which == "idle" for at in range(hit.first, hit.last)}
    told = {kind: {hit.first for hit in hits if hit.which == kind} - idle for kind in _KINDS}
    fused = {at for at in range(len(said)) if _is_fused(said, at, language)} - idle
    no = told["not"] | fused
    return Stance(
        bool(no),
        bool(told["refuse"]),
        bool(told["like"]),
        _told(said, no | told["refuse"], fused, language),
    )


def _is_fused(said: Sequence[Word], at: int, language: str) -> bool:
    """Say if it is a Lithuanian verb with its negation (nepaleido) or an English -n't."""
    word = said[at]
    if language == "en":
        return word.folded.endswith("nt") and "'" in word.raw.replace("’", "'")
    if language != "lt" or len(word.folded) <= 4:
        return False
    opens = at == 0 or said[at - 1].is_mark  # else a capital is a name's
    return word.raw.startswith("ne") or (opens and word.raw.startswith("Ne"))


def _told(
    said: Sequence[Word], no: set[int], fused: set[int], language: str
) -> dict[str, frozenset[bool]]:
    told: dict[str, frozenset[bool]] = {}
    for hit in _directions(language).find(said):
        negated = _is_negated(said, hit, no)
        told[hit.which] = told.get(hit.which, frozenset()) | {negated}
    bare = [_without_ne(said[at]) for at in fused] if language == "lt" else []
    for hit in _directions(language).find(bare):
        told[hit.which] = told.get(hit.which, frozenset()) | {True}
    return told


def _without_ne(word: Word) -> Word:
    return Word(word.raw, word.folded[2:], word.start, word.end)


def _is_negated(said: Sequence[Word], hit: Hit, no: set[int]) -> bool:
    before = _clause(said, range(hit.first - 1, hit.first - 1 - _BEFORE, -1))
    after = _clause(said, range(hit.last, hit.last + _AFTER))
    return not no.isdisjoint([*before, *after])


def _clause(said: Sequence[Word], places: range) -> list[int]:
    """The places up to the next mark of punctuation; quotes are none."""
    found: list[int] = []
    for at in places:
        if not 0 <= at < len(said) or _ends_clause(said[at]):
            break
        found.append(at)
    return found


def _ends_clause(word: Word) -> bool:
    return word.folded in _STOPS or (word.is_mark and word.raw not in '«»"')


def negation_differs(source: Stance, translated: Stance) -> bool:
    """Say if one of them says no and the other does not, or not of the same deed."""
    if (source.negates or source.refuses) and not translated.says_no:
        return True
    if (translated.negates or translated.refuses) and not source.says_no:
        return True
    return any(
        source.told[way].isdisjoint(translated.told[way])
        for way in source.told.keys() & translated.told.keys()
        if not (source.negates and translated.negates and way.startswith("answer"))
    )


def direction_differs(source: Stance, translated: Stance) -> bool:
    """Say if the translation turned a direction around."""
    return any(
        _differs(_plain(source, axis), _plain(translated, axis)) for axis in _DATA["direction"]
    )


def _plain(one: Stance, axis: str) -> frozenset[str] | None:
    """The directions of an axis that are told; None if any of them is negated."""
    ways = {way: told for way, told in one.told.items() if way.startswith(axis + ".")}
    return None if any(True in told for told in ways.values()) else frozenset(ways)


def _differs(source: frozenset[str] | None, translated: frozenset[str] | None) -> bool:
    if source is None or translated is None:
        return False
    return bool(source - translated) and bool(translated - source)
