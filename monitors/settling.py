"""Edge: what is stored of items that were read, and what is told of them.

The story, the decision and the rows of the outbox of one report are made without an `await`, in
the transaction of the caller.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from monitors import alert as alerting
from monitors.audience import SILENT, Wish, plan, wants
from monitors.model import Alert, Audience, Item, Reason, Report, Story
from monitors.placing import place
from monitors.store import Compared, DecisionRow, Standing, Store
from monitors.translating import Translating
from monitors.understanding import Read, Understanding
from monitors.window import SPAN, Window

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item."""

    item_id: str
    reason: Reason
    story_id: str | None = None
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How old an item may be to be told, how long a story stays open, and what was seen late."""

    max_age: timedelta = timedelta(hours=24)
    window: timedelta = SPAN
    late: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rules:
    """What items are judged by: what is looked for in them, and what each topic alerts on."""

    understanding: Understanding
    wishes: Mapping[str, Wish]


@dataclass(frozen=True, slots=True)
class Batch:
    """By which rules, for whom, and when, the items of one call are read."""

    rules: Rules
    translating: Translating
    audiences: tuple[Audience, ...]
    now: datetime
    backlog: bool = False
    paused: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Every word that a chat watches."""
        return frozenset(word for audience in self.audiences for word in audience.words)

    @property
    def languages(self) -> frozenset[str]:
        """Every language that a chat reads."""
        return frozenset(audience.language for audience in self.audiences)


class Settling:
    """Stores reports, joins them to stories and writes what is to be told of them."""

    def __init__(self, store: Store, window: Window, limits: Limits) -> None:
        self._store = store
        self._window = window
        self._limits = limits

    def keep_quiet(
        self, read: Sequence[Read], still: Mapping[Item, Compared], waits: Container[str]
    ) -> list[Outcome]:
        """Store the items without a hit: they are most of all, so their state is their decision."""
        outcomes: list[Outcome] = []
        spoken: dict[tuple[str, Reason], list[Item]] = {}
        for report in (one.report for one in read):
            waiting = report.item.id in waits
            reason = Reason.AWAITS_TRANSLATION if waiting else Reason.NOT_ON_TOPIC
            if still[report.item].standing is Standing.EDITED:
                self._store.replace_item(report.item, report.detected.tag, reason)
            else:
                spoken.setdefault((report.detected.tag, reason), []).append(report.item)
            outcomes.append(Outcome(report.item.id, reason, None, report))
        for (tag, reason), items in spoken.items():
            self._store.add_items(items, tag, state=reason.value)
        return outcomes

    def settle(self, read: Read, found: Compared, batch: Batch) -> Outcome:
        """Store one report, its story and what is told of it; no await in here."""
        report, standing, now = read.report, found.standing, batch.now
        self._keep(report, standing)
        if standing is Standing.COPY and self._same_address(report.item, found):
            return self.note(report, None, Reason.KNOWN, (f"the article of {found.stored}",), now)
        copied = found.stored if standing is Standing.COPY else None
        placed = place(self._store, self._window, read, now, copied)
        before = placed.story
        verdict = alerting.decide(
            report, before, now, max_age=self._limits.max_age, backlog=batch.backlog
        )
        reason = _reason(verdict.reason, read, standing, before)
        story_id = before.id if before else f"s{report.item.id}"
        self._store.add_report(story_id, report)
        self._store.relate(story_id, placed.doubtful)
        self._window.add(report, read.vector)
        news = (*verdict.news, *self._lateness(report, standing, batch))
        self._tell(read, story_id, reason, news, batch)
        return self.note(report, story_id, reason, (*report.action.why, *placed.why, *news), now)

    def _lateness(self, report: Report, standing: Standing, batch: Batch) -> tuple[str, ...]:
        """A token for what was first seen long after it was published; see monitors/alert.py."""
        age = batch.now - report.item.published
        if age <= self._limits.late or standing is Standing.EDITED:
            return ()
        minutes = int(age.total_seconds()) // 60
        return (f"{'backlog' if batch.paused else 'late'}:{minutes}",)

    def _same_address(self, item: Item, found: Compared) -> bool:
        """True for an article that a second feed of its outlet, or a mirror, brings once more."""
        stored = self._store.find_item(found.stored) if found.stored else None
        return bool(stored and item.canonical and stored.item.canonical == item.canonical)

    def _keep(self, report: Report, standing: Standing) -> None:
        if standing is Standing.EDITED:
            self._store.replace_item(report.item, report.detected.tag)
        else:
            self._store.add_items([report.item], report.detected.tag)

    def _tell(
        self,
        read: Read,
        story_id: str,
        reason: Reason,
        news: tuple[str, ...],
        batch: Batch,
    ) -> None:
        """Rows for the outbox, in the transaction of the match."""
        report = read.report
        rows = plan(
            batch.audiences,
            interested=lambda audience: (
                wants(audience, report, batch.rules.wishes)
                or bool(read.words & set(audience.words))
            ),
            told=lambda chat: self._store.told(chat, story_id),
            listed=lambda chat: self._store.digest_of(chat, story_id) is not None,
            kinds=alerting.kinds(reason),
            may_post=reason not in SILENT,
        )
        if rows:
            made = Alert(
                id=f"{story_id}.{report.item.id}.{report.item.content_hash[:8]}",
                story_id=story_id,
                item_id=report.item.id,
                reason=reason,
                topics=report.topics,
                made_at=batch.now,
                news=news,
            )
            self._store.add_alert(made, rows)

    def note(
        self,
        report: Report,
        story_id: str | None,
        reason: Reason,
        why: Sequence[str],
        now: datetime,
    ) -> Outcome:
        """Put the decision on record, for `volia explain` and /why."""
        self._store.set_decision(
            DecisionRow(
                item_id=report.item.id, stage="alert", reason=reason, why=" · ".join(why), at=now
            )
        )
        log.debug("decided", reason=reason.value, item=report.item.id, story=story_id)
        return Outcome(report.item.id, reason, story_id, report)


def _reason(reason: Reason, read: Read, standing: Standing, before: Story | None) -> Reason:
    """The verdict's reason, sharpened by what only the pipeline knows: watched words, an edit."""
    if reason in {Reason.NOT_ON_TOPIC, Reason.NO_ACTION} and read.words:
        return Reason.WATCHED
    if reason is not Reason.NOTHING_NEW:
        return reason
    if standing is Standing.EDITED:
        return Reason.EDITED
    return Reason.LISTED if before and alerting.is_listed(read.report, before) else reason
