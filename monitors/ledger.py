"""Pure: what the reports of a story say, and who says it. Nothing is guessed, nothing averaged.

One source has one figure: that of its latest report that states one. A smaller figure that the
report itself shows to be a part ("six Lithuanians", one named person) does not replace the whole.
The result does not depend on the order in which the reports came.
"""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from monitors.model import (
    Count,
    Ledger,
    Mention,
    NationCount,
    OutletKind,
    Qualifier,
    Report,
    Said,
    Source,
    Story,
)
from monitors.voices import REPRINT_OVERLAP as REPRINT_OVERLAP
from monitors.voices import independent_sources, owner, voices
from monitors.voices import overlap as overlap

WHOLE_COUNTRIES = frozenset(
    tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["whole_countries"]
)
"""Canonical targets that are a whole country."""

T = TypeVar("T")


def ledger(story: Story) -> Ledger:
    """What `story` says: figures with the best supported first, names in order of first saying.

    Reports that only mention the event (calls, refusals) say nothing of it, unless the story
    has no other reports.
    """
    reports = tellers(story.reports)
    spoken = voices(reports)
    independent = independent_sources(reports, spoken)
    official = (one.source for one in reports if one.source.outlet_kind is OutletKind.GOVERNMENT)
    owners = frozenset(map(owner, independent))
    return Ledger(
        actions=_said((report.action.label, report) for report in reports),
        released=_released(reports, owners),
        by_nationality=_nations(reports, owners),
        countries=_names(reports, lambda report: report.facts.countries),
        people=_names(reports, lambda report: report.facts.people),
        targets=_names(reports, lambda report: report.facts.targets),
        sanctioning=_names(reports, lambda report: report.facts.sanctioning),
        independent=independent,
        official=tuple({source.name: source for source in official}.values()),
        only_state=bool(reports) and all(voice.official for voice in spoken),
    )


def tellers(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Reports of a decision or a fact, oldest first; all of them if there is none."""
    ordered = sorted(reports, key=lambda report: (report.item.published, report.item.id))
    telling = [report for report in ordered if report.action.alerting]
    return tuple(telling or ordered)


def is_part(figure: int, report: Report) -> bool:
    """True if the report shows that `figure` is only a part of those released.

    It is the number of the people named, of one nationality, or of all the foreigners counted
    (four in five of whom are listed by nationality), or it comes on top of an earlier one.
    """
    facts = report.facts
    nations = [nation.count.value for nation in facts.by_nationality]
    added = facts.released is not None and facts.released.increment
    return added or figure in _listed(report) or 5 * sum(nations) >= 4 * figure


def _said(pairs: Iterable[tuple[T, Report]]) -> tuple[Said[T], ...]:
    """Equal values joined, in order of first saying; a source stands once under a value."""
    found: dict[T, list[Report]] = {}
    for value, report in pairs:
        found.setdefault(value, []).append(report)
    return tuple(
        Said(value, _sources(reports), reports[0].item.published)
        for value, reports in found.items()
    )


def _sources(reports: Iterable[Report]) -> tuple[Source, ...]:
    """The reports' sources, each name once (as it stood in its first report)."""
    found: dict[str, Source] = {}
    for report in reports:
        found.setdefault(report.source.name, report.source)
    return tuple(found.values())


def _names(
    reports: Iterable[Report], mentions: Callable[[Report], tuple[Mention, ...]]
) -> tuple[Said[str], ...]:
    return _said(
        (name, report)
        for report in reports
        for name in sorted({mention.value for mention in mentions(report)})
    )


def _released(reports: Sequence[Report], owners: frozenset[str]) -> tuple[Said[Count], ...]:
    """The totals. Where a larger one is known, the number of those named is not a rival to it."""
    stated = [(report, report.facts.released) for report in reports if report.facts.released]
    highest = max((count.value for _, count in stated), default=0)
    totals = [
        (report, count)
        for report, count in stated
        if count.value == highest or count.value not in _listed(report)
    ]
    said = _figures(totals)
    return tuple(sorted(said, key=lambda one: (*_weight(one, owners), -one.value.value)))


def _listed(report: Report) -> set[int]:
    """How many people the report names, and how many it counts of each nationality."""
    nations = (nation.count.value for nation in report.facts.by_nationality)
    return {len(report.facts.people), *nations}


def _nations(reports: Sequence[Report], owners: frozenset[str]) -> tuple[Said[NationCount], ...]:
    by_country: dict[str, list[tuple[Report, Count]]] = {}
    for report in reports:
        for nation in report.facts.by_nationality:
            by_country.setdefault(nation.country, []).append((report, nation.count))
    said = [
        Said(NationCount(country, one.value), one.by, one.since)
        for country, figures in by_country.items()
        for one in _figures(figures)
    ]
    return tuple(
        sorted(
            said,
            key=lambda one: (
                *_weight(one, owners)[:2],
                -one.value.count.value,
                one.value.country,
                -one.since.timestamp(),
            ),
        )
    )


def _weight(one: Said[T], owners: frozenset[str]) -> tuple[float, ...]:
    """Sort key: more independent owners, then more sources, then the newer figure first."""
    independent = owners & set(map(owner, one.by))
    return -len(independent), -len(one.by), -one.since.timestamp()


def _figures(stated: Iterable[tuple[Report, Count]]) -> list[Said[Count]]:
    """The figures that still stand, equal numbers joined; `stated` is oldest first."""
    standing: dict[str, tuple[Report, Count]] = {}
    for report, count in stated:
        earlier = standing.get(report.source.name)
        if earlier is None or _replaces(report, count, earlier[1]):
            standing[report.source.name] = (report, count)
        elif _number(count) == _number(earlier[1]) and count.qualifier is Qualifier.EXACT:
            standing[report.source.name] = (earlier[0], count)
    groups: dict[tuple[int, int | None], list[tuple[Report, Count]]] = {}
    for report, count in sorted(standing.values(), key=_said_at):
        groups.setdefault(_number(count), []).append((report, count))
    return [_joined(group) for group in groups.values()]


def _number(count: Count) -> tuple[int, int | None]:
    return count.value, count.upper


def _said_at(one: tuple[Report, Count]) -> tuple[float, str]:
    return one[0].item.published.timestamp(), one[0].item.id


def _replaces(report: Report, count: Count, earlier: Count) -> bool:
    if count.increment or _number(count) == _number(earlier):
        return False
    return count.value > earlier.value or not is_part(count.value, report)


def _joined(group: Sequence[tuple[Report, Count]]) -> Said[Count]:
    """One figure; an exact one speaks for the group ("at least 14" and "14" are 14)."""
    exact = [count for _, count in group if count.qualifier is Qualifier.EXACT]
    reports = [report for report, _ in group]
    return Said((exact or [group[0][1]])[0], _sources(reports), reports[0].item.published)
