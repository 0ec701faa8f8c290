"""Pure: who really speaks in a report: confirmations are counted by voices, not by texts.

A report that passes on an agency (it says so, or has the agency's wording) is that agency once
more, and so are outlets of one owner. States and governments speak for a party to the event; an
outlet that only passes on state media is state media.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
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
    label: str = field(default="", compare=False)


def owner(source: Source) -> str:
    """Who stands behind a source: outlets of one owner do not confirm each other."""
    return (source.owner or source.name).casefold()


def is_official(source: Source) -> bool:
    """True for state media and governments, who speak for a party to the event."""
    return source.outlet_kind in OFFICIAL


def own_voice(source: Source) -> Voice:
    """The voice of an outlet that speaks for itself."""
    wire = wire_itself(source.name, source.label, source.owner)
    return Voice(wire.key if wire else owner(source), is_official(source), source.label)


def voices(reports: Sequence[Report]) -> list[Voice]:
    """Who speaks in each of a story's reports, which are oldest first."""
    outlets = {report.source.name: report.source for report in reports}
    owners = [owner(report.source) for report in reports]
    words = [_title_words(report.item.title, report.detected) for report in reports]
    found: list[Voice] = []
    for at, report in enumerate(reports):
        voice = _passed_on(report, reports, outlets.values())
        first = None if voice else _first_wording(at, reports, owners, words)
        found.append(voice or (found[first] if first is not None else own_voice(report.source)))
    return found


def cited(reports: Sequence[Report]) -> dict[str, str]:
    """Whom reports say they pass on, as readers know them; by the id of the report's item."""
    outlets = {report.source.name: report.source for report in reports}.values()
    found = {report.item.id: _passed_on(report, reports, outlets) for report in reports}
    return {item_id: voice.label for item_id, voice in found.items() if voice}


def independent_sources(reports: Iterable[Report], spoken: Iterable[Voice]) -> tuple[Source, ...]:
    """The first outlet of each voice that is not official; `spoken` are the `voices` of reports."""
    found: dict[str, Source] = {}
    for report, voice in zip(reports, spoken, strict=True):
        if not voice.official:
            found.setdefault(voice.name, report.source)
    return tuple(found.values())


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard index of two sets, 0 if both are empty."""
    together = len(first | second)
    return len(first & second) / together if together else 0.0


def _passed_on(
    report: Report, reports: Sequence[Report], outlets: Iterable[Source]
) -> Voice | None:
    """The one voice that the report says it passes on, unless it states another total than that."""
    title, summary = report.item.title, report.item.summary
    named = {wire.key: Voice(wire.key, wire.state, wire.title) for wire in wires_of(title, summary)}
    for other in outlets:
        if passes_on(title, summary, other.label):
            named.setdefault(own_voice(other).name, own_voice(other))
    if len(named) != 1 or own_voice(report.source).name in named:
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


def _first_wording(
    at: int, reports: Sequence[Report], owners: Sequence[str], words: Sequence[frozenset[str]]
) -> int | None:
    """The place of the first report of another owner that has the wording of the one at `at`."""
    ours, language, own = words[at], reports[at].detected.language, owners[at]
    least, most = len(ours) * REPRINT_OVERLAP, len(ours) / REPRINT_OVERLAP
    for place in range(at):
        theirs = words[place]
        if (
            least <= len(theirs) <= most
            and owners[place] != own
            and reports[place].detected.language == language
            and overlap(ours, theirs) >= REPRINT_OVERLAP
        ):
            return place
    return None


@lru_cache(maxsize=20_000)
def _title_words(title: str, detected: Detected) -> frozenset[str]:
    """Words of a title; kept, because every title of a story is compared with every other."""
    return frozenset(token.folded for token in tokenize(title, detected))
