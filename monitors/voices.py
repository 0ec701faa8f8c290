"""Pure: who really speaks in a report: confirmations are counted by voices, not by texts.

A report that passes on an agency (it says so, or has the agency's wording) is that agency once
more, and so are outlets of one owner. States and governments speak for a party to the event; an
outlet that only passes on state media is state media.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from monitors.attribution import passes_on, wire_itself, wires_of
from monitors.model import Detected, OutletKind, Report, Source
from monitors.tokens import tokenize

OFFICIAL = frozenset({OutletKind.STATE, OutletKind.GOVERNMENT})
REPRINT_OVERLAP = 0.85
"""Share of title words that two texts of one agency dispatch have in common; outlets add their
own name or drop a word, a text of one's own has less than half in common."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who says something; `official` if it is a state or a government."""

    name: str
    official: bool


def owner(source: Source) -> str:
    """Who stands behind a source: outlets of one owner do not confirm each other."""
    return (source.owner or source.name).casefold()


def is_official(source: Source) -> bool:
    """True for state media and governments, who speak for a party to the event."""
    return source.outlet_kind in OFFICIAL


def own_voice(source: Source) -> Voice:
    """The voice of an outlet that speaks for itself."""
    wire = wire_itself(source.name, source.label, source.owner)
    return Voice(wire.key if wire else owner(source), is_official(source))


def voices(reports: Sequence[Report]) -> list[Voice]:
    """Who speaks in each of a story's reports, which are oldest first."""
    found: list[Voice] = []
    for at, report in enumerate(reports):
        passed_on = _passed_on(report, reports)
        found.append(
            passed_on or _reprinted(report, reports[:at], found) or own_voice(report.source)
        )
    return found


def independent_sources(reports: Sequence[Report]) -> tuple[Source, ...]:
    """The first outlet of each voice that is not official; `reports` are oldest first."""
    found: dict[str, Source] = {}
    for report, voice in zip(reports, voices(reports), strict=True):
        if not voice.official:
            found.setdefault(voice.name, report.source)
    return tuple(found.values())


def same_wording(first: Report, second: Report) -> bool:
    """True if two titles of one language are the same text but for a word or so."""
    if first.detected.language != second.detected.language:
        return False
    ours = _title_words(first.item.title, first.detected)
    theirs = _title_words(second.item.title, second.detected)
    return overlap(ours, theirs) >= REPRINT_OVERLAP


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard index of two sets, 0 if both are empty."""
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def _passed_on(report: Report, reports: Sequence[Report]) -> Voice | None:
    """The one voice that the report says it passes on, unless it states another total than that."""
    title, summary = report.item.title, report.item.summary
    own = own_voice(report.source)
    named = {wire.key: Voice(wire.key, wire.state) for wire in wires_of(title, summary)}
    for other in _outlets(reports):
        if passes_on(title, summary, other.label):
            named.setdefault(own_voice(other).name, own_voice(other))
    if len(named) != 1 or own.name in named:
        return None
    (voice,) = named.values()
    return None if _states_another_total(report, voice, reports) else voice


def _states_another_total(report: Report, voice: Voice, reports: Iterable[Report]) -> bool:
    said = {
        other.facts.released.value
        for other in reports
        if other.facts.released and own_voice(other.source) == voice
    }
    stated = report.facts.released
    return bool(stated and said and stated.value not in said)


def _outlets(reports: Iterable[Report]) -> Iterable[Source]:
    return {report.source.name: report.source for report in reports}.values()


def _reprinted(report: Report, earlier: Sequence[Report], spoken: Sequence[Voice]) -> Voice | None:
    """The voice of the first report of another owner that has the same wording."""
    for other, voice in zip(earlier, spoken, strict=True):
        if owner(report.source) != owner(other.source) and same_wording(report, other):
            return voice
    return None


@lru_cache(maxsize=20_000)
def _title_words(title: str, detected: Detected) -> frozenset[str]:
    """Words of a title; kept, because every title of a story is compared with every other."""
    return frozenset(token.folded for token in tokenize(title, detected))
