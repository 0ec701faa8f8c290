"""Edge: the items, what was decided of them, and whether one has been seen before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_, select, update

from monitors.canonical import canonical
from monitors.model import Item, Reason
from monitors.store.compare import SeenBefore, compare
from monitors.store.database import Database, chunks
from monitors.store.values import Compared, DecisionRow, Standing, StoredItem
from monitors.tables import DecisionRow as DecisionTable
from monitors.tables import ItemRow, ReportRow, table

ITEMS = table(ItemRow)
DECISIONS = table(DecisionTable)
REPORTS = table(ReportRow)
_FIELDS = tuple(field.name for field in fields(Item))
_IDENTITY = (
    ITEMS.c.id,
    ITEMS.c.source,
    ITEMS.c.canonical,
    ITEMS.c.content_hash,
    ITEMS.c.published,
    ITEMS.c.pruned,
)


class Items(Database):
    """Stored items by id; a pruned one is known for ever, but has no text any more."""

    def classify(self, items: Sequence[Item]) -> list[Standing]:
        """Say of each item whether it is new, in the order given."""
        return [each.standing for each in self.compare(items)]

    def compare(self, items: Sequence[Item]) -> list[Compared]:
        """Say of each item whether it is new, and what it was compared with.

        That is a stored item, or an earlier one of the same batch.
        """
        return compare(items, self._seen(items))

    def _seen(self, items: Sequence[Item]) -> SeenBefore:
        seen = SeenBefore()
        with self._reading():
            for part in chunks(items):
                for row in self._identities(part):
                    seen.add(
                        row.id,
                        row.source,
                        row.canonical,
                        row.content_hash,
                        row.published,
                        pruned=row.pruned,
                    )
        return seen

    def _identities(self, items: Sequence[Item]) -> Sequence[Row[Any]]:
        """What shares an id, an address or the words with one of the items; one query for all."""
        keys = (
            ITEMS.c.id.in_([item.id for item in items]),
            ITEMS.c.canonical.in_({item.canonical for item in items} - {""}),
            ITEMS.c.content_hash.in_({item.content_hash for item in items}),
        )
        oldest_first = (ITEMS.c.fetched, ITEMS.c.id)
        return self._rows(select(*_IDENTITY).where(or_(*keys)).order_by(*oldest_first))

    def add_items(
        self, items: Sequence[Item], language: str = "und", *, state: str = "new"
    ) -> None:
        """Store items; one whose id is there already stays as it is."""
        insert = self._insert_new(ITEMS)
        self._write(insert, [_row(item) | {"language": language, "state": state} for item in items])

    def replace_item(
        self, item: Item, language: str | None = None, state: Reason = Reason.EDITED
    ) -> None:
        """Store an edited item in place of what it was, or as it is if its id is new."""
        new = _row(item) | {"language": language or "und", "state": state.value}
        kept = {"id"} if language else {"id", "language"}
        insert = self._insert(ITEMS)
        changed = {name: insert.excluded[name] for name in new if name not in kept}
        self._write(insert.on_conflict_do_update(index_elements=[ITEMS.c.id], set_=changed), [new])

    def set_languages(self, tags: Mapping[str, str]) -> None:
        """Note in which language items are: item id -> tag such as `be-tarask`."""
        statement = (
            update(ITEMS).where(ITEMS.c.id == bindparam("key")).values(language=bindparam("tag"))
        )
        self._write(statement, [{"key": key, "tag": tag} for key, tag in tags.items()])

    def set_decision(self, *decisions: DecisionRow) -> None:
        """Put decisions on record; the last one of an item is its state."""
        rows = [
            {
                "item_id": each.item_id,
                "stage": each.stage,
                "reason": each.reason.value,
                "why": each.why,
                "at": each.at,
            }
            for each in decisions
        ]
        state = update(ITEMS).where(ITEMS.c.id == bindparam("key")).values(state=bindparam("now"))
        with self.begin():
            self._write(DECISIONS.insert(), rows)
            self._write(state, [{"key": row["item_id"], "now": row["reason"]} for row in rows])

    def decisions(self, item_id: str) -> list[DecisionRow]:
        """Return what was decided of an item, oldest first.

        An item stored with a reason as its state (most have no hit) has no row of its own.
        """
        rows = self._rows(
            select(DECISIONS).where(DECISIONS.c.item_id == item_id).order_by(DECISIONS.c.id)
        )
        return (
            self._by_state(item_id)
            if not rows
            else [
                DecisionRow(
                    item_id=row.item_id,
                    stage=row.stage,
                    reason=Reason(row.reason),
                    why=row.why,
                    at=row.at,
                )
                for row in rows
            ]
        )

    def _by_state(self, item_id: str) -> list[DecisionRow]:
        rows = self._rows(select(ITEMS.c.state, ITEMS.c.fetched).where(ITEMS.c.id == item_id))
        return [
            DecisionRow(
                item_id=item_id, stage="alert", reason=Reason(row.state), why="", at=row.fetched
            )
            for row in rows
            if row.state in set(Reason)
        ]

    def find_item(self, key: str) -> StoredItem | None:
        """Find an item by id, guid or address (as it is, or any mirror of it); newest first."""
        ways = [ITEMS.c.id == key, ITEMS.c.url == key, ITEMS.c.guid == key]
        address = canonical(key) if "." in key else ""
        if address:
            ways.append(ITEMS.c.canonical == address)
        rows = self._rows(stored_items().where(or_(*ways)).limit(1))
        return stored_item(rows[0]) if rows else None

    def items_in(self, state: Reason, since: datetime, limit: int) -> list[Item]:
        """Return the items last decided to be `state`, published since then, newest first."""
        wanted = stored_items().where(ITEMS.c.state == state.value, ITEMS.c.published >= since)
        return [stored_item(row).item for row in self._rows(wanted.limit(limit))]

    def items(
        self, source: str | None = None, since: datetime | None = None, limit: int | None = 100
    ) -> Iterator[StoredItem]:
        """Yield stored items, newest first; `since` is compared with the time of publication."""
        wanted = stored_items()
        if source is not None:
            wanted = wanted.where(ITEMS.c.source == source)
        if since is not None:
            wanted = wanted.where(ITEMS.c.published >= since)
        yield from map(stored_item, self._rows(wanted.limit(limit)))


def stored_items(*more: ColumnElement[Any]) -> Select[Any]:
    """Select items that are not pruned, newest first, with `more` columns of their reports."""
    return (
        select(ITEMS, REPORTS.c.story_id, *more)
        .outerjoin(REPORTS, REPORTS.c.item_id == ITEMS.c.id)
        .where(ITEMS.c.pruned.is_(False))
        .order_by(ITEMS.c.published.desc(), ITEMS.c.id)
    )


def _row(item: Item) -> dict[str, Any]:
    row = {name: getattr(item, name) for name in _FIELDS}
    return row | {"pruned": False}


def stored_item(row: Row[Any]) -> StoredItem:
    """The value of a row of `stored_items`."""
    values = row._mapping
    return StoredItem(
        item=Item(**{name: values[name] for name in _FIELDS}),
        state=row.state,
        language=row.language,
        story_id=row.story_id,
    )
