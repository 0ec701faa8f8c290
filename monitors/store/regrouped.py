"""Edge: stories put together and taken apart, what was decided of them, and what is in doubt.

Reports move; so do the deliveries that are still to go out. A story that was merged into another
keeps its row and the messages that were sent of it: they are edited to point to the other.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, or_, select, update

from monitors.bonds import Kind, Regrouped
from monitors.model import DeliveryKind, DeliveryState, Planned, Reason
from monitors.store.chats import OUTBOX
from monitors.store.items import REPORTS
from monitors.store.outbox import ALERTS, Outbox, deliveries, entry
from monitors.store.stories import STORIES
from monitors.store.values import OutboxEntry
from monitors.store.vectors import RELATED, Vectors
from monitors.tables import RegroupedItemRow, RegroupedRow, table

REGROUPED = table(RegroupedRow)
REGROUPED_ITEMS = table(RegroupedItemRow)
MERGED = "its story was merged into another"
_SHORTEST_PREFIX, _MOST_MEANT = 4, 5
_POST, _REPLY = DeliveryKind.POST.value, DeliveryKind.REPLY.value
_PENDING, _DEAD = DeliveryState.PENDING.value, DeliveryState.DEAD.value


class Regrouping(Vectors, Outbox):
    """Moving reports between stories; every call is one transaction, or part of the caller's."""

    def move_reports(self, item_ids: Sequence[str], old: str, new: str) -> None:
        """Put reports of `old` into `new`, made if need be, alive again if it was merged."""
        with self.begin():
            mine = and_(REPORTS.c.story_id == old, REPORTS.c.item_id.in_(item_ids))
            first = self._value(select(func.min(REPORTS.c.published)).where(mine))
            self._make_story(new, first)
            self._write(update(STORIES).where(STORIES.c.id == new).values(merged_into=None))
            self._write(update(REPORTS).where(mine).values(story_id=new))
            for changed in (old, new):
                self._set_times(changed)

    def find_stories(self, key: str) -> list[str]:
        """Ids of the stories that may be meant: by id, by a report's id or address, by prefix.

        Of a merged story that which it is in. More than one only for a prefix, and then no more
        than a few; a prefix has at least 4 characters.
        """
        found = self._value(select(STORIES.c.id).where(STORIES.c.id == key))
        if found is None:
            item = self.find_item(key)
            found = item.story_id if item else None
        if found is None and len(key) >= _SHORTEST_PREFIX:
            return self._by_prefix(key)
        return [self.story_now(str(found))] if found else []

    def _by_prefix(self, key: str) -> list[str]:
        item = REPORTS.c.item_id.startswith(key, autoescape=True)
        ways = (
            STORIES.c.id.startswith(key, autoescape=True),
            STORIES.c.id.in_(select(REPORTS.c.story_id).where(item)),
        )
        query = select(STORIES.c.id).where(or_(*ways)).order_by(STORIES.c.id).limit(_MOST_MEANT)
        return list(dict.fromkeys(self.story_now(row.id) for row in self._rows(query)))

    def is_free(self, story_id: str, of: str) -> bool:
        """True if a story split off `of` may have this id: it is new, or was merged into `of`."""
        if story_id == of:
            return False
        rows = self._rows(select(STORIES.c.merged_into).where(STORIES.c.id == story_id))
        return not rows or rows[0].merged_into == of

    def leave_for(self, story_id: str, other: str) -> list[str]:
        """Note that a story, and those merged into it, are in `other` now; returns their ids."""
        here = or_(STORIES.c.id == story_id, STORIES.c.merged_into == story_id)
        with self.begin():
            ids = [row.id for row in self._rows(select(STORIES.c.id).where(here))]
            self._write(update(STORIES).where(STORIES.c.id.in_(ids)).values(merged_into=other))
        return ids

    def follow(self, item_ids: Sequence[str], old: str, new: str) -> list[str]:
        """Let what was merged into `old` follow its reports into `new`; returns its ids."""
        gone = STORIES.c.merged_into == old
        told = select(ALERTS.c.story_id).where(ALERTS.c.item_id.in_(item_ids))
        with self.begin():
            query = select(STORIES.c.id).where(gone, STORIES.c.id.in_(told), STORIES.c.id != new)
            ids = [row.id for row in self._rows(query)]
            self._write(update(STORIES).where(STORIES.c.id.in_(ids)).values(merged_into=new))
        return ids

    def gather_deliveries(self, gone: str, story_id: str, now: datetime) -> None:
        """Let what is still to be sent of a merged story go to `story_id`.

        A chat that has no message of `story_id` keeps that of `gone` as its message. Elsewhere
        news that waited becomes a reply to the older message, and what would only show the
        merged story once more is not sent.
        """
        with self.begin():
            told = {each.chat for each in self.edits_of(story_id)}
            mine = and_(OUTBOX.c.story_id == gone, ALERTS.c.reason != Reason.DIGEST.value)
            query = select(OUTBOX).join(ALERTS, ALERTS.c.id == OUTBOX.c.alert_id).where(mine)
            for row in self._rows(query):
                if row.chat not in told or (row.state == _PENDING and row.kind == _REPLY):
                    self._change(row, story_id=story_id)
                elif row.state == _PENDING:
                    self._change(row, state=_DEAD, error=MERGED, changed_at=now)

    def give_back_deliveries(self, story_id: str, revived: str) -> None:
        """Let a story that is one of its own again have the messages that were made of it."""
        own = select(ALERTS.c.id).where(ALERTS.c.story_id == revived)
        here = and_(OUTBOX.c.story_id == story_id, OUTBOX.c.alert_id.in_(own))
        self._write(update(OUTBOX).where(here).values(story_id=revived))

    def _change(self, row: Row[Any], **values: Any) -> None:
        self._write(update(OUTBOX).where(OUTBOX.c.id == row.id).values(**values))

    def edits_of(self, story_id: str) -> list[Planned]:
        """One edit for every chat that has, or is about to get, the story's message."""
        alive = and_(OUTBOX.c.kind == _POST, OUTBOX.c.state != _DEAD)
        query = select(OUTBOX).where(OUTBOX.c.story_id == story_id, alive).order_by(OUTBOX.c.id)
        return [
            Planned(row.chat, DeliveryKind.EDIT, row.language, row.thread)
            for row in {row.chat: row for row in self._rows(query)}.values()
        ]

    def messages_of(self, story_id: str) -> list[OutboxEntry]:
        """Deliveries of a story, and of those merged into it, in the order they were made."""
        gone = select(STORIES.c.id).where(STORIES.c.merged_into == story_id)
        here = or_(OUTBOX.c.story_id == story_id, OUTBOX.c.story_id.in_(gone))
        query = deliveries().where(here).order_by(OUTBOX.c.id)
        return [entry(row) for row in self._rows(query)]

    def decide(self, decision: Regrouped) -> int:
        """Put a decision on record; returns its number."""
        latest = select(func.max(REPORTS.c.published)).where(
            REPORTS.c.item_id.in_(decision.first | decision.second)
        )
        row = {
            "kind": decision.kind.value,
            "story_id": decision.story_id,
            "other_id": decision.other_id,
            "by": decision.by,
            "why": decision.why,
            "at": decision.at,
            "undone": decision.undone,
        }
        with self.begin():
            made = REGROUPED.insert().values(row | {"latest": self._value(latest) or decision.at})
            number = self._value(made.returning(REGROUPED.c.id))
            items = [
                {"decision_id": number, "item_id": item, "second": second}
                for second, ids in ((False, decision.first), (True, decision.second))
                for item in sorted(ids)
            ]
            self._write(self._insert_new(REGROUPED_ITEMS), items)
        return int(number)

    def undo_decision(self, number: int) -> None:
        """Note that a decision holds no longer."""
        self._write(update(REGROUPED).where(REGROUPED.c.id == number).values(undone=True))

    def decisions_since(self, instant: datetime) -> list[Regrouped]:
        """Decisions about reports published since then, oldest decision first."""
        return self._regrouped(REGROUPED.c.latest >= instant)

    def decisions_on(self, story_id: str) -> list[Regrouped]:
        """Decisions in which a story took part, oldest first."""
        return self._regrouped(
            or_(REGROUPED.c.story_id == story_id, REGROUPED.c.other_id == story_id)
        )

    def decision(self, number: int) -> Regrouped | None:
        """One decision by its number."""
        return next(iter(self._regrouped(REGROUPED.c.id == number)), None)

    def _regrouped(self, wanted: ColumnElement[bool]) -> list[Regrouped]:
        with self._reading():
            rows = self._rows(select(REGROUPED).where(wanted).order_by(REGROUPED.c.id))
            ids = select(REGROUPED.c.id).where(wanted)
            items = select(REGROUPED_ITEMS).where(REGROUPED_ITEMS.c.decision_id.in_(ids))
            sides: dict[tuple[int, bool], set[str]] = {}
            for row in self._rows(items) if rows else ():
                sides.setdefault((row.decision_id, row.second), set()).add(row.item_id)
        return [
            Regrouped(
                id=row.id,
                kind=Kind(row.kind),
                story_id=row.story_id,
                other_id=row.other_id,
                first=frozenset(sides.get((row.id, False), ())),
                second=frozenset(sides.get((row.id, True), ())),
                by=row.by,
                why=row.why,
                at=row.at,
                undone=row.undone,
            )
            for row in rows
        ]

    def related_to(self, story_id: str) -> list[str]:
        """Stories that are perhaps the same as this one, the likeliest first."""
        found = (self.story_now(other) for other, _ in self.related(story_id))
        return [each for each in dict.fromkeys(found) if each != story_id]

    def doubts(self, since: datetime) -> list[tuple[str, str]]:
        """Pairs of stories that are perhaps one, with news since then; the likeliest first."""
        fresh = select(STORIES.c.id).where(STORIES.c.last_seen >= since)
        query = select(RELATED).where(RELATED.c.story_id.in_(fresh))
        rows = self._rows(query.order_by(RELATED.c.score.desc(), RELATED.c.story_id))
        return [(row.story_id, row.other_id) for row in rows]

    def has_alert(self, alert_id: str) -> bool:
        """Tell if there is an alert with this id."""
        return self._value(select(ALERTS.c.id).where(ALERTS.c.id == alert_id)) is not None
