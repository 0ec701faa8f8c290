"""Edge: forgetting what is old without letting it come back, and counting what there is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update

from monitors.model import DeliveryKind, DeliveryState
from monitors.store.chats import CHATS, OUTBOX, WATCHES, Chats
from monitors.store.database import chunks
from monitors.store.items import DECISIONS, ITEMS, REPORTS
from monitors.store.outbox import ALERTS
from monitors.store.regrouped import REGROUPED, REGROUPED_ITEMS
from monitors.store.sources import STATES
from monitors.store.stories import ARCHIVE, STORIES
from monitors.store.translated import TRANSLATED
from monitors.store.values import Status
from monitors.store.vectors import VECTORS

_OPEN = tuple(
    each.value for each in (DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNCERTAIN)
)

OVERDUE = timedelta(minutes=15)
"""A source not polled so long after it was due: the service is not running, or overloaded."""


class Housekeeping(Chats):
    """What `volia stats`, /status and the daily clean-up need."""

    def prune(self, before: datetime) -> int:
        """Forget stories and items older than `before`; returns how many items lost their text.

        Their identities stay, so that a feed that lists them again brings nothing new. A story
        with a message still on its way stays whole.
        """
        with self.begin():
            self._forget_stories(before)
            self._write(delete(TRANSLATED).where(TRANSLATED.c.used_at < before))
            kept = select(REPORTS.c.item_id)
            old = (ITEMS.c.fetched < before, ITEMS.c.pruned.is_(False), ITEMS.c.id.not_in(kept))
            gone = select(ITEMS.c.id).where(*old)
            self._write(delete(VECTORS).where(VECTORS.c.item_id.in_(gone)))
            self._write(delete(DECISIONS).where(DECISIONS.c.item_id.in_(gone)))
            blank = {"title": "", "summary": "", "url": "", "guid": "", "pruned": True}
            return self._write(update(ITEMS).where(*old).values(blank))

    def _forget_stories(self, before: datetime) -> None:
        """Each story goes with those that were merged into it."""
        whole = func.coalesce(STORIES.c.merged_into, STORIES.c.id)
        open_rows = select(OUTBOX.c.story_id).where(OUTBOX.c.state.in_(_OPEN))
        waiting = select(whole).where(STORIES.c.id.in_(open_rows))
        kept = select(STORIES.c.id).where(
            STORIES.c.last_seen >= before, STORIES.c.merged_into.is_(None)
        )
        old = select(STORIES.c.id).where(whole.not_in(kept), whole.not_in(waiting))
        ids = [row.id for row in self._rows(old)]
        for part in chunks(ids):
            self._forget(part)
        past = select(REGROUPED.c.id).where(REGROUPED.c.latest < before)
        items = REGROUPED_ITEMS.c.decision_id.in_(past)
        self._write(delete(REGROUPED_ITEMS).where(items))
        self._write(delete(REGROUPED).where(REGROUPED.c.latest < before))

    def _forget(self, story_ids: Sequence[str]) -> None:
        """In an order in which no row refers to one that is gone."""
        alerts = select(ALERTS.c.id).where(ALERTS.c.story_id.in_(story_ids))
        reports = select(REPORTS.c.item_id).where(REPORTS.c.story_id.in_(story_ids))
        self._write(delete(OUTBOX).where(OUTBOX.c.alert_id.in_(alerts)))
        self._write(delete(ARCHIVE).where(ARCHIVE.c.item_id.in_(reports)))
        for rows in (OUTBOX, ALERTS, REPORTS):
            self._write(delete(rows).where(rows.c.story_id.in_(story_ids)))
        self._write(delete(STORIES).where(STORIES.c.id.in_(story_ids)))

    def set_back(self, by: timedelta) -> None:
        """Bring every appointment forward by `by`: the clock that they were made by was wrong."""
        appointments = (
            (STATES, STATES.c.source, STATES.c.due_at),
            (OUTBOX, OUTBOX.c.id, OUTBOX.c.not_before),
            (CHATS, CHATS.c.chat, CHATS.c.held_until),
        )
        with self.begin():
            for rows, key, at in appointments:
                made = select(key.label("key"), at.label("at")).where(at.is_not(None))
                for row in self._rows(made):
                    self._write(update(rows).where(key == row.key).values({at: row.at - by}))

    def status(self, now: datetime) -> Status:
        """Count sources, items, stories and messages; overdue is what was due before `now`."""
        with self._reading():
            counted = select(OUTBOX.c.state, func.count().label("rows")).group_by(OUTBOX.c.state)
            states = {row.state: row.rows for row in self._rows(counted)}
            posted = select(func.count(func.distinct(OUTBOX.c.story_id))).where(
                OUTBOX.c.kind == DeliveryKind.POST.value
            )
            return Status(
                sources=self._count(STATES),
                failing=self._count(STATES, STATES.c.failures > 0),
                gone=self._count(STATES, STATES.c.gone),
                overdue=self._count(STATES, STATES.c.due_at < now - OVERDUE),
                never_polled=self._count(
                    STATES, STATES.c.polled_before.is_(False), STATES.c.failures == 0
                ),
                items=self._count(ITEMS, ITEMS.c.pruned.is_(False)),
                stories=self._count(STORIES, STORIES.c.merged_into.is_(None)),
                told_stories=self._value(posted),
                alerts=self._count(ALERTS),
                stopped_chats=self._count(CHATS, CHATS.c.stopped.is_not(None)),
                watches=self._count(WATCHES),
                last_poll=self._value(select(func.max(STATES.c.last_ok))),
                **{each.value: states.get(each.value, 0) for each in DeliveryState},
            )

    def _count(self, rows: Any, *where: Any) -> int:
        return int(self._value(select(func.count()).select_from(rows).where(*where)))
