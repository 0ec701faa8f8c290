"""Pure: to which story a report belongs.

A story's score is the mean probability, over its reports, that both tell of one event (average
link): one chance likeness does not join two events, one odd report does not keep them apart.
A deal has two legs; the mean is taken over the reports of one of them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitors.ledger import tellers
from monitors.model import Report, Story
from monitors.story.evidence import Evidence, compare
from monitors.story.settings import SETTINGS
from monitors.story.signature import signature

_REASONS = 6
"""Links that are shown for one decision."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """The story a report belongs to (None: a new one), how sure that is, and why.

    `why` holds what links it ("name:Белавиа", "count:52", "score:0.81"), or for a new story what
    kept it from the nearest one ("veto:authority"). `related` are ids of doubtful ones.
    """

    story: Story | None
    score: float
    why: tuple[str, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    story: Story
    score: float
    evidence: tuple[Evidence, ...]


def assign(report: Report, window: Sequence[Story]) -> Assignment:
    """The best story of `window`, if it is good enough; equal scores go to the older story.

    The order of `window` and of a story's reports does not matter; reports may arrive late.
    """
    near = [story for story in window if _is_near(report, story)]
    candidates = sorted((_candidate(report, story) for story in near), key=_rank)
    if not candidates:
        return Assignment(None, 0.0, ("no story of these days",))
    joined = next((one for one in candidates if one.score >= _bar(report, one.story)), None)
    best = joined or candidates[0]
    doubtful = (one for one in candidates if one is not joined and one.score >= SETTINGS.related)
    related = tuple(one.story.id for one in doubtful)
    return Assignment(joined.story if joined else None, best.score, _why(best), related)


def _is_near(report: Report, story: Story) -> bool:
    window = timedelta(hours=SETTINGS.window_hours)
    at = report.item.published
    return any(abs(at - other.item.published) <= window for other in story.reports)


def _candidate(report: Report, story: Story) -> _Candidate:
    """The story's score: that of the leg (release, sanctions) which the report is closer to."""
    new = signature(report)
    legs: dict[str, list[Evidence]] = {}
    for other in tellers(story.reports):
        evidence = compare(new, signature(other))
        legs.setdefault(other.action.label.family, []).append(evidence)
    best = max(legs.values(), key=_mean)
    return _Candidate(story, _mean(best), tuple(best))


def _mean(evidence: Sequence[Evidence]) -> float:
    return math.fsum(one.probability for one in evidence) / len(evidence)


def _rank(one: _Candidate) -> tuple[float, float, str]:
    return -one.score, one.story.first_seen.timestamp(), one.story.id


def _bar(report: Report, story: Story) -> float:
    """What only mentions an event (a call, a refusal) needs strong evidence to be joined to it."""
    telling = report.action.alerting and any(other.action.alerting for other in story.reports)
    return SETTINGS.join if telling else SETTINGS.join_mention


def _why(best: _Candidate) -> tuple[str, ...]:
    """The most frequent links, or vetoes, of the nearest story, and its score."""
    links = _frequent(link for one in best.evidence for link in one.links)
    vetoes = _frequent(f"veto:{veto}" for one in best.evidence for veto in one.vetoes)
    return (*links[:_REASONS], *vetoes[:2], f"score:{best.score:.2f}")


def _frequent(words: Iterable[str]) -> list[str]:
    return [word for word, _ in sorted(Counter(words).items(), key=lambda one: (-one[1], one[0]))]
