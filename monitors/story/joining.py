"""Pure: to which story a report belongs.

A story's score is the mean probability, over its reports, that both tell of one event (average
link): one chance likeness does not join two events, one odd report does not keep them apart.
A deal has two legs; the mean is taken over the reports of one of them.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitors.model import ActionLabel
from monitors.story.evidence import HOUR, Evidence, compare, links
from monitors.story.settings import SETTINGS
from monitors.story.signature import Signature

_WINDOW = SETTINGS.window_hours * HOUR
_OTHER = ActionLabel.OTHER.value  # no action was found
_REASONS = 6
"""Links that are shown for one decision."""

Cosines = Callable[[str], float | None]
"""The cosine of the new report's vector and that of an item, by the item's id; None without one."""

Weigh = Callable[[Signature], Evidence]
"""The evidence of the new report and another one."""


@dataclass(frozen=True, slots=True)
class Open:
    """A story that a report may belong to: its reports of these days, in any order."""

    id: str
    first_seen: datetime
    reports: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """The id of the story a report belongs to (None: a new one), how sure that is, and why.

    `why` holds what links it ("name:Белавиа", "count:52", "score:0.81"), or for a new story what
    kept it from the nearest one ("veto:authority"). `related` are doubtful ones: ids and scores,
    the likeliest first.
    """

    story_id: str | None
    score: float
    why: tuple[str, ...] = ()
    related: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    story: Open
    score: float
    pairs: tuple[tuple[Signature, Evidence], ...]


def weighing(new: Signature, cosines: Cosines | None = None) -> Weigh:
    """Compares `new` with others, with each of them once."""
    known: dict[str, Evidence] = {}

    def weigh(old: Signature) -> Evidence:
        found = known.get(old.item_id)
        if found is None:
            cosine = cosines(old.item_id) if cosines else None
            found = known[old.item_id] = compare(new, old, cosine)
        return found

    return weigh


def assign(new: Signature, stories: Sequence[Open], weigh: Weigh | None = None) -> Assignment:
    """The best of `stories`, if it is good enough; equal scores go to the older story.

    Neither their order nor that of their reports matters; reports may arrive late.
    """
    weigh = weigh or weighing(new)
    near = [(story, _near(new, story)) for story in stories]
    found = (_candidate(story, reports, weigh) for story, reports in near if reports)
    candidates = sorted(found, key=_rank)
    if not candidates:
        return Assignment(None, 0.0, ("no story of these days",))
    joined = next((one for one in candidates if one.score >= _bar(new, one.story)), None)
    best = joined or candidates[0]
    doubtful = (one for one in candidates if one is not joined and one.score >= SETTINGS.related)
    related = tuple((one.story.id, one.score) for one in doubtful)
    return Assignment(joined.story.id if joined else None, best.score, _why(new, best), related)


def likely(near: Sequence[Signature], weigh: Weigh) -> list[str]:
    """Item ids of those whose stories are worth reading whole; the nearest one at any rate.

    A story is not joined before one of its reports is this likely to be of one event.
    """
    chances = {one.item_id: weigh(one).probability for one in near}
    ranked = sorted(chances, key=chances.__getitem__, reverse=True)
    return [one for one in ranked if chances[one] >= SETTINGS.related] or ranked[:1]


def _near(new: Signature, story: Open) -> list[Signature]:
    """The reports of the story that are close enough in time, oldest first."""
    close = (one for one in story.reports if abs(new.at - one.at) <= _WINDOW)
    return sorted(close, key=lambda one: (one.at, one.item_id))


def _candidate(story: Open, reports: Sequence[Signature], weigh: Weigh) -> _Candidate:
    """The story's score: that of the leg (release, sanctions) which the report is closer to."""
    legs: dict[str, list[Signature]] = {}
    for other in [one for one in reports if one.alerting] or reports:
        legs.setdefault(other.family, []).append(other)
    compared = [tuple((old, weigh(old)) for old in _spread(leg)) for leg in legs.values()]
    best = max(compared, key=_mean)
    return _Candidate(story, _mean(best), best)


def _spread(leg: Sequence[Signature]) -> Sequence[Signature]:
    """At most `members` of the reports, evenly from the first to the last."""
    most = SETTINGS.members
    if len(leg) <= most:
        return leg
    return [leg[place * (len(leg) - 1) // (most - 1)] for place in range(most)]


def _mean(pairs: Sequence[tuple[Signature, Evidence]]) -> float:
    return math.fsum(evidence.probability for _, evidence in pairs) / len(pairs)


def _rank(one: _Candidate) -> tuple[float, float, str]:
    return -one.score, one.story.first_seen.timestamp(), one.story.id


def _bar(new: Signature, story: Open) -> float:
    """What only mentions an event (a call, a refusal) needs strong evidence to be joined to it."""
    if new.alerting and any(other.alerting for other in story.reports):
        return SETTINGS.join
    acts = new.label != _OTHER and any(other.label != _OTHER for other in story.reports)
    return SETTINGS.join_mention if acts else SETTINGS.join_other


def _why(new: Signature, best: _Candidate) -> tuple[str, ...]:
    """The most frequent links, or vetoes, of the nearest story, and its score."""
    linked = _frequent(link for old, _ in best.pairs for link in links(new, old))
    vetoes = _frequent(f"veto:{veto}" for _, evidence in best.pairs for veto in evidence.vetoes)
    return (*linked[:_REASONS], *vetoes[:2], f"score:{best.score:.2f}")


def _frequent(words: Iterable[str]) -> list[str]:
    return [word for word, _ in sorted(Counter(words).items(), key=lambda one: (-one[1], one[0]))]
