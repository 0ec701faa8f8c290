"""Edge: alerts and their deliveries, from `pending` to `sent`; nothing is told that is not here.

pending -> sending -> sent | uncertain | dead | pending again, not before some instant
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select, update

from monitors.model import (
    Alert,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Planned,
    Reason,
    Receipt,
)
from monitors.store.chats import CHATS, OUTBOX, Chats
from monitors.store.values import OutboxEntry
from monitors.tables import AlertRow, table

ALERTS = table(AlertRow)
_PENDING = DeliveryState.PENDING.value
_ANSWERED = tuple(
    each.value for each in (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.DEAD)
)


class Outbox(Chats):
    """Alerts by id; deliveries by number, each alert once per chat and kind."""

    def add_alert(self, alert: Alert, deliveries: Iterable[Planned]) -> None:
        """Put an alert and its deliveries on disk; repeating it changes nothing."""
        with self.begin():
            self._write(self._insert_new(ALERTS), [_alert_row(alert)])
            rows = [self._delivery_row(alert, each) for each in deliveries]
            self._write(self._insert_new(OUTBOX), rows)

    def _delivery_row(self, alert: Alert, planned: Planned) -> dict[str, Any]:
        return {
            "alert_id": alert.id,
            "story_id": alert.story_id,
            "chat": self._current(planned.chat),
            "kind": planned.kind.value,
            "language": planned.language,
            "thread": planned.thread,
            "state": _PENDING,
            "created_at": alert.made_at,
            "changed_at": alert.made_at,
        }

    def pending(self, now: datetime, limit: int | None = None) -> list[Delivery]:
        """Return what is to be sent now, oldest first; chats held or stopped wait."""
        due = or_(OUTBOX.c.not_before.is_(None), OUTBOX.c.not_before <= now)
        free = or_(CHATS.c.held_until.is_(None), CHATS.c.held_until <= now)
        query = (
            deliveries()
            .outerjoin(CHATS, CHATS.c.chat == OUTBOX.c.chat)
            .where(OUTBOX.c.state == _PENDING, due, free, CHATS.c.stopped.is_(None))
            .order_by(OUTBOX.c.created_at, OUTBOX.c.id)
        )
        return [_delivery(row) for row in self._rows(query.limit(limit))]

    def claim(self, delivery_id: int, now: datetime, *, story_id: str | None = None) -> bool:
        """Mark a delivery `sending`, on disk before the request leaves.

        False if it is not pending any more, or not of `story_id`: it was merged meanwhile.
        """
        here = OUTBOX.c.id == delivery_id
        if story_id is not None:
            here = and_(here, OUTBOX.c.story_id == story_id)
        with self.begin(durable=True):
            changed = self._write(
                update(OUTBOX)
                .where(here, OUTBOX.c.state == _PENDING)
                .values(
                    state=DeliveryState.SENDING.value,
                    attempts=OUTBOX.c.attempts + 1,
                    changed_at=now,
                )
            )
        return changed == 1

    def settle(
        self,
        delivery_id: int,
        state: DeliveryState,
        *,
        now: datetime,
        message_id: int | None = None,
        not_before: datetime | None = None,
        error: str = "",
        repeated: bool = False,
        listed: bool = False,
    ) -> None:
        """Note how an attempt ended; `pending` with `not_before` is tried again.

        A message id or a mark of repetition once noted stays. `listed`: what was to be a post
        became a line of a digest. Without a message id `sent` means: another message says it.
        """
        values: dict[str, Any] = {
            "state": state.value,
            "changed_at": now,
            "not_before": not_before,
            "error": error,
        }
        if message_id is not None:
            values["message_id"] = message_id
        if repeated:
            values["repeated"] = True
        if listed:
            values["kind"] = DeliveryKind.DIGEST.value
        with self.begin(durable=True):
            self._write(update(OUTBOX).where(OUTBOX.c.id == delivery_id).values(values))

    def recover(self, now: datetime, policy: str) -> int:
        """Deal with rows that a crash left `sending`; returns how many there were.

        Telegram may have them. `resend`: pending again and marked as repeated; `hold`: they stay
        uncertain until an admin decides. An edit is sent again either way: it cannot double.
        """
        edit = OUTBOX.c.kind == DeliveryKind.EDIT.value
        again = {"state": _PENDING, "changed_at": now, "not_before": None}
        left = OUTBOX.c.state == DeliveryState.SENDING.value
        with self.begin(durable=True):
            edits = self._write(update(OUTBOX).where(left, edit).values(again))
            others = update(OUTBOX).where(left)
            if policy == "resend":
                return edits + self._write(others.values(again | {"repeated": True}))
            uncertain = {"state": DeliveryState.UNCERTAIN.value, "changed_at": now}
            return edits + self._write(others.values(uncertain))

    def message_of(self, chat: str, story_id: str) -> int | None:
        """Return the number of the message that is a story's post in a chat; None if not sent.

        0 if it was sent, but stayed behind in the group that the chat was before it moved.
        """
        sent = OUTBOX.c.state == DeliveryState.SENT.value
        query = select(OUTBOX.c.message_id).where(
            self._posts(chat, story_id), or_(OUTBOX.c.message_id.is_not(None), sent)
        )
        newest = (OUTBOX.c.message_id.is_(None), OUTBOX.c.id.desc())
        rows = self._rows(query.order_by(*newest).limit(1))
        return (rows[0].message_id or 0) if rows else None

    def told(self, chat: str, story_id: str) -> bool:
        """Tell if a chat has, or is about to get, a story's post (one refused does not count)."""
        alive = OUTBOX.c.state != DeliveryState.DEAD.value
        query = select(OUTBOX.c.id).where(self._posts(chat, story_id), alive)
        return self._value(query.limit(1)) is not None

    def digest_of(self, chat: str, story_id: str) -> int | None:
        """Return the number of the message that listed a story which had no post of its own."""
        query = (
            select(OUTBOX.c.message_id)
            .join(ALERTS, ALERTS.c.id == OUTBOX.c.alert_id)
            .where(
                self._about(chat, story_id),
                OUTBOX.c.kind == DeliveryKind.DIGEST.value,
                OUTBOX.c.message_id.is_not(None),
                ALERTS.c.reason != Reason.DIGEST.value,
            )
        )
        rows = self._rows(query.order_by(OUTBOX.c.id.desc()).limit(1))
        return rows[0].message_id if rows else None

    def last_message(self, chat: str) -> int:
        """Return the highest number that a message to the chat was given, 0 if there is none."""
        highest = select(func.max(OUTBOX.c.message_id)).where(OUTBOX.c.chat == chat)
        return int(self._value(highest) or 0)

    def told_to(self, chat: str, story_id: str) -> list[tuple[DeliveryKind, Alert]]:
        """Return the alerts that a chat was sent messages or edits of, oldest first."""
        sent = OUTBOX.c.message_id.is_not(None)
        rows = self._rows(
            deliveries().where(self._about(chat, story_id), sent).order_by(OUTBOX.c.id)
        )
        return [(DeliveryKind(row.kind), _alert(row, row.alert_id)) for row in rows]

    def edited_at(self, chat: str, story_id: str) -> datetime | None:
        """Return when a story's message was last edited; None if it never was."""
        edits = and_(OUTBOX.c.kind == DeliveryKind.EDIT.value, OUTBOX.c.message_id.is_not(None))
        query = select(OUTBOX.c.changed_at).where(self._about(chat, story_id), edits)
        rows = self._rows(query.order_by(OUTBOX.c.changed_at.desc()).limit(1))
        return rows[0].changed_at if rows else None

    def told_between(self, chat: str, since: datetime, until: datetime) -> list[str]:
        """Return the stories a chat was told of from `since` until before `until`, in order."""
        made = and_(OUTBOX.c.created_at >= since, OUTBOX.c.created_at < until)
        news = and_(
            OUTBOX.c.kind != DeliveryKind.DIGEST.value, OUTBOX.c.state != DeliveryState.DEAD.value
        )
        query = select(OUTBOX.c.story_id).where(OUTBOX.c.chat == self._current(chat), made, news)
        rows = self._rows(query.order_by(OUTBOX.c.created_at, OUTBOX.c.id))
        return list(dict.fromkeys(row.story_id for row in rows))

    def _posts(self, chat: str, story_id: str) -> ColumnElement[bool]:
        return and_(self._about(chat, story_id), OUTBOX.c.kind == DeliveryKind.POST.value)

    def _about(self, chat: str, story_id: str) -> ColumnElement[bool]:
        return and_(OUTBOX.c.story_id == story_id, OUTBOX.c.chat == self._current(chat))

    def outbox(self, limit: int | None = 100) -> list[OutboxEntry]:
        """Return deliveries of every state for display, newest first."""
        query = deliveries().order_by(OUTBOX.c.created_at.desc(), OUTBOX.c.id.desc())
        return [entry(row) for row in self._rows(query.limit(limit))]

    def receipts(self, story_id: str) -> list[Receipt]:
        """Return what was answered to the messages of a story, in the order of sending."""
        answered = (
            select(OUTBOX)
            .where(OUTBOX.c.story_id == story_id, OUTBOX.c.state.in_(_ANSWERED))
            .order_by(OUTBOX.c.changed_at, OUTBOX.c.id)
        )
        return [
            Receipt(
                chat=row.chat,
                message_id=row.message_id,
                state=DeliveryState(row.state),
                sent_at=row.changed_at,
            )
            for row in self._rows(answered)
        ]

    def alerts_of(self, story_id: str) -> list[Alert]:
        """Return the alerts of a story, oldest first."""
        order = case((ALERTS.c.reason == Reason.FIRST_REPORT.value, 0), else_=1)
        query = select(ALERTS).where(ALERTS.c.story_id == story_id)
        return [_alert(row, row.id) for row in self._rows(query.order_by(ALERTS.c.made_at, order))]


def deliveries() -> Select[Any]:
    """Select deliveries with what their alerts say."""
    alert = [column for column in ALERTS.c if column.name not in ("id", "story_id")]
    return select(OUTBOX, *alert).join(ALERTS, ALERTS.c.id == OUTBOX.c.alert_id)


def entry(row: Row[Any]) -> OutboxEntry:
    """The value of a row of `deliveries`, for display."""
    return OutboxEntry(
        delivery=_delivery(row),
        error=row.error,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _alert_row(alert: Alert) -> dict[str, Any]:
    return {
        "id": alert.id,
        "story_id": alert.story_id,
        "item_id": alert.item_id,
        "reason": alert.reason.value,
        "topics": json.dumps(alert.topics, ensure_ascii=False),
        "news": json.dumps(alert.news, ensure_ascii=False),
        "made_at": alert.made_at,
    }


def _alert(row: Row[Any], alert_id: str) -> Alert:
    return Alert(
        id=alert_id,
        story_id=row.story_id,
        item_id=row.item_id,
        reason=Reason(row.reason),
        topics=tuple(json.loads(row.topics)),
        made_at=row.made_at,
        news=tuple(json.loads(row.news)),
    )


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        chat=row.chat,
        kind=DeliveryKind(row.kind),
        alert=_alert(row, row.alert_id),
        state=DeliveryState(row.state),
        language=row.language,
        thread=row.thread,
        attempts=row.attempts,
        not_before=row.not_before,
        message_id=row.message_id,
        repeated=row.repeated,
    )
