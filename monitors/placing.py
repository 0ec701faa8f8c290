"""Edge: the story a report comes into, by what was decided before and by what it says.

A report that surely tells the event of two stories shows that they are one: they are merged
before it joins them, so that what either had told is not told again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitors import regroup
from monitors.bonds import PIPELINE, Regrouped, bound_to, may_merge
from monitors.model import Report, Story
from monitors.store import Store
from monitors.story import Assignment
from monitors.understanding import Read
from monitors.window import Window


@dataclass(frozen=True, slots=True)
class Placed:
    """The story as it was before the report (None: a new one), why, and what is in doubt."""

    story: Story | None
    why: tuple[str, ...]
    doubtful: tuple[tuple[str, float], ...] = ()


def place(
    store: Store, window: Window, read: Read, now: datetime, copied: str | None = None
) -> Placed:
    """Find the story of a report; part of the caller's transaction.

    `copied` is the id of an item of another source with the very same text.
    """
    report = read.report
    own = store.story_of(report.item.id)
    if own:
        return Placed(own, ("edited item stays in its story",))
    decisions = store.decisions_since(report.item.published - window.span)
    bound = _bound(store, report, decisions)
    if bound:
        return Placed(bound, ("decided before",))
    first = store.story_of(copied) if copied else None
    if first and _same_news(report, first, window.span, decisions):
        return Placed(first, (f"the same text as {copied}",))
    found = window.assign(report, read.vector, decisions)
    if found.story_id is None:
        return Placed(None, found.why, _others(found.related, ""))
    joined = found.story_id
    others = [name for name, _ in _others(found.related, joined)]
    if others:
        for other in window.twins(report, read.vector, joined, others, decisions):
            why = _why(report, found)
            joined = regroup.merge(store, joined, other, by=PIPELINE, why=why, now=now).id
    left = [(name, score) for name, score in found.related if store.story_now(name) != joined]
    return Placed(store.story(joined), found.why, _others(left, joined))


def _bound(store: Store, report: Report, decisions: Sequence[Regrouped]) -> Story | None:
    """The story of a report that this one must be together with."""
    stories = map(store.story_of, bound_to(report.item.id, decisions))
    return next((story for story in stories if story), None)


def _same_news(
    report: Report, first: Story, span: timedelta, decisions: Sequence[Regrouped]
) -> bool:
    """True for a copy of the same days; a standing headline comes again with another event."""
    items = frozenset(one.item.id for one in first.reports)
    near = abs(report.item.published - first.last_seen) <= span
    return near and may_merge((report.item.id,), items, decisions)


def _others(related: Sequence[tuple[str, float]], joined: str) -> tuple[tuple[str, float], ...]:
    """Stories in doubt but for that which was joined, each with its best score."""
    best: dict[str, float] = {}
    for name, score in related:
        if name != joined:
            best[name] = max(score, best.get(name, 0.0))
    return tuple(best.items())


def _why(report: Report, found: Assignment) -> str:
    return " · ".join((f"{report.item.id} tells of both", *found.why))
