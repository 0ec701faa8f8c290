"""Pairs of reports as rows of features, some with facts left out as if they had been missed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations
from random import Random

from monitors.story.evidence import compare
from monitors.story.settings import SETTINGS
from monitors.story.signature import Signature, signature
from tools.story_weights.reports import Labelled

_CROWDED_HOURS = 48


@dataclass(frozen=True, slots=True)
class Pair:
    """Features of two reports by name, and whether they tell of one event."""

    features: dict[str, float]
    same: bool


def pairs(reports: Sequence[Labelled], random: Random, drop: float, copies: int) -> Iterator[Pair]:
    """All pairs: once as read, then `copies` times with facts dropped at random.

    Reports of two events are taken as if they had come within two days, because a live feed has
    more events a day than a labelled set. Pairs with a veto are left out: no weight overrules it.
    """
    window = timedelta(hours=SETTINGS.window_hours)
    signatures = {one.report.item.id: signature(one.report) for one in reports}
    for first, second in combinations(reports, 2):
        far = abs(first.report.item.published - second.report.item.published) > window
        read = signatures[first.report.item.id], signatures[second.report.item.id]
        if far and first.event == second.event:
            continue
        if far:
            hours = timedelta(hours=random.uniform(0, _CROWDED_HOURS))
            read = read[0], replace(read[1], at=read[0].at + hours)
        cosine = _cosine(first, second)
        for copy in range(copies + 1):
            new, old = (_dropped(one, random, drop if copy else 0.0) for one in read)
            evidence = compare(new, old, cosine)
            if not evidence.vetoes:
                yield Pair(evidence.features, first.event == second.event)


def _cosine(first: Labelled, second: Labelled) -> float | None:
    """That of the vectors, if there are any."""
    if first.vector is None or second.vector is None:
        return None
    return float(first.vector @ second.vector)


def _dropped(one: Signature, random: Random, drop: float) -> Signature:
    """The signature with each kind of fact gone with the chance `drop`."""

    def kept(values: frozenset[str]) -> frozenset[str]:
        return frozenset() if random.random() < drop else values

    return replace(
        one,
        released=None if random.random() < drop else one.released,
        nations=() if random.random() < drop else one.nations,
        countries=kept(one.countries),
        people=kept(one.people),
        targets=kept(one.targets),
        sanctioning=kept(one.sanctioning),
    )
