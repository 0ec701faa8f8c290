"""Edge: the stories and their reports, decoded once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from hashlib import blake2b
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, and_, delete, exists, func, or_, select, update

from monitors.archive import indexed
from monitors.model import Report, Story, Translation, Untranslated
from monitors.store.database import BATCH, chunks
from monitors.store.items import ITEMS, REPORTS, Items, stored_item, stored_items
from monitors.store.values import StoredItem
from monitors.tables import ArchiveRow, StoryRow, table

STORIES = table(StoryRow)
ARCHIVE = table(ArchiveRow)
CACHED = 4_000
"""Decoded reports kept in memory, about 4 kB each; the window of 72 h holds some hundreds."""


@cache
def _adapter() -> TypeAdapter[Report]:
    return TypeAdapter(Report)


def decoded(body: str) -> Report:
    """A report as it was stored."""
    return _adapter().validate_json(body)


class Stories(Items):
    """Stories by id; a report belongs to one story and is replaced by its item's next report."""

    def add_report(self, story_id: str, report: Report) -> None:
        """Put a report into a story, made if it is new, in place of the item's earlier report."""
        body = _adapter().dump_json(report).decode()
        row = {
            "item_id": report.item.id,
            "story_id": story_id,
            "published": report.item.published,
            "digest": blake2b(body.encode(), digest_size=12).hexdigest(),
            "body": body,
        }
        with self.begin():
            self.add_items([report.item], report.detected.tag)
            before = self._story_ids([report.item.id]).get(report.item.id)
            self._make_story(story_id, report.item.published)
            self._write(self._upsert(REPORTS), [row])
            self.index_report(report)
            for changed in {story_id, before or story_id}:
                self._set_times(changed)

    def index_report(self, report: Report) -> None:
        """Let a search find the report by its words as they are, not as they were."""
        self._write(delete(ARCHIVE).where(ARCHIVE.c.item_id == report.item.id))
        self._write(ARCHIVE.insert(), [archive_row(report)])

    def _make_story(self, story_id: str, at: datetime) -> None:
        insert = self._insert_new(STORIES)
        self._write(insert, [{"id": story_id, "first_seen": at, "last_seen": at}])

    def _set_times(self, story_id: str) -> None:
        own = REPORTS.c.story_id == story_id
        first = select(func.min(REPORTS.c.published)).where(own).scalar_subquery()
        last = select(func.max(REPORTS.c.published)).where(own).scalar_subquery()
        here = and_(STORIES.c.id == story_id, exists().where(own))
        self._write(update(STORIES).where(here).values(first_seen=first, last_seen=last))

    def stories_since(self, instant: datetime) -> list[Story]:
        """Return the stories with a report of `instant` or later, earliest first, each whole."""
        return self._stories(STORIES.c.last_seen >= instant)

    def story(self, story_id: str) -> Story | None:
        """Return one story with its reports, oldest first; of a merged one that it is in."""
        return next(iter(self._stories(STORIES.c.id == self.story_now(story_id))), None)

    def story_now(self, story_id: str) -> str:
        """The id of the story that it was merged into, or its own."""
        merged = self._value(select(STORIES.c.merged_into).where(STORIES.c.id == story_id))
        return str(merged) if merged else story_id

    def story_of(self, item_id: str) -> Story | None:
        """Return the story that an item's report belongs to."""
        story_id = self._story_ids([item_id]).get(item_id)
        return self.story(story_id) if story_id else None

    def stories(self, limit: int | None = 100, before: datetime | None = None) -> list[Story]:
        """Return the stories, the one with the newest report first; `before`: older than that."""
        wanted = select(STORIES.c.id).order_by(STORIES.c.last_seen.desc(), STORIES.c.id)
        if before is not None:
            wanted = wanted.where(STORIES.c.last_seen < before)
        ids = [row.id for row in self._rows(wanted.limit(limit))]
        found: dict[str, Story] = {}
        for part in chunks(ids):
            found |= {each.id: each for each in self._stories(STORIES.c.id.in_(part))}
        return [found[each] for each in ids if each in found]

    def all_stories(self, since: datetime | None = None) -> Iterator[Story]:
        """Yield the stories with a report of `since` or later, as `stories`, read in parts."""
        heads = select(STORIES.c.id).where(STORIES.c.merged_into.is_(None))
        if since is not None:
            heads = heads.where(STORIES.c.last_seen >= since)
        newest = heads.order_by(STORIES.c.last_seen.desc(), STORIES.c.id)
        ids = [row.id for row in self._rows(newest)]
        for part in chunks(ids):
            found = {each.id: each for each in self._stories(STORIES.c.id.in_(part))}
            yield from (found[each] for each in part if each in found)

    def count_since(self, since: datetime) -> int:
        """How many items `history` would yield."""
        wanted = select(func.count()).where(ITEMS.c.pruned.is_(False), ITEMS.c.published >= since)
        return int(self._value(wanted))

    def history(self, since: datetime) -> Iterator[tuple[StoredItem, Report | None]]:
        """Yield the items published since then, oldest first, each with its report if it has one.

        They are read in parts, so that years of them need no memory.
        """
        place: ColumnElement[bool] = ITEMS.c.published >= since
        while True:
            query = stored_items(REPORTS.c.body).where(place).order_by(None)
            rows = self._rows(query.order_by(ITEMS.c.published, ITEMS.c.id).limit(BATCH))
            for row in rows:
                report = decoded(row.body) if row.body else None
                yield stored_item(row), report
            if len(rows) < BATCH:
                return
            last, key = rows[-1].published, rows[-1].id
            place = or_(ITEMS.c.published > last, and_(ITEMS.c.published == last, ITEMS.c.id > key))

    def set_translations(
        self,
        item_id: str,
        translations: Sequence[Translation],
        untranslated: Sequence[Untranslated] = (),
    ) -> None:
        """Give an item's report what came after it was stored, in place of what it had."""
        with self.begin():
            for row in self._rows(select(REPORTS).where(REPORTS.c.item_id == item_id)):
                report = decoded(row.body)
                late = replace(
                    report, translations=tuple(translations), untranslated=tuple(untranslated)
                )
                self.add_report(row.story_id, late)

    def _story_ids(self, item_ids: Sequence[str]) -> dict[str, str]:
        rows = self._rows(
            select(REPORTS.c.item_id, REPORTS.c.story_id).where(REPORTS.c.item_id.in_(item_ids))
        )
        return {row.item_id: row.story_id for row in rows}

    def _stories(self, wanted: ColumnElement[bool]) -> list[Story]:
        heads = (
            select(STORIES.c.id, REPORTS.c.item_id, REPORTS.c.digest)
            .join(REPORTS, REPORTS.c.story_id == STORIES.c.id)
            .where(wanted)
            .order_by(STORIES.c.first_seen, STORIES.c.id, REPORTS.c.published, REPORTS.c.item_id)
        )
        with self._reading():
            rows = self._rows(heads)
            reports = self._reports(rows)
        return _grouped(rows, reports)

    def _reports(self, heads: Iterable[Row[Any]]) -> dict[str, Report]:
        """Decode the reports that are not in memory yet; keyed by digest."""
        wanted = {row.digest: row.item_id for row in heads}
        known = {digest: self._decoded[digest] for digest in wanted if digest in self._decoded}
        missing = [item for digest, item in wanted.items() if digest not in known]
        for part in chunks(missing):
            query = select(REPORTS.c.digest, REPORTS.c.body).where(REPORTS.c.item_id.in_(part))
            for row in self._rows(query):
                known[row.digest] = decoded(row.body)
        if len(self._decoded) + len(missing) > CACHED:
            self._decoded.clear()
        self._decoded |= known
        return known


def archive_row(report: Report) -> dict[str, Any]:
    """What a search in the report goes by."""
    words = indexed(report)
    return {
        "item_id": report.item.id,
        "language": report.detected.tag,
        "topics": _row_of(report.topics),
        "stems": _row_of(words.stems),
        "names": _row_of(words.names),
    }


def _row_of(words: Iterable[str]) -> str:
    """Words with a space on both sides of each, so that a whole one can be found."""
    return f" {' '.join(words)} "


def _grouped(heads: Sequence[Row[Any]], reports: Mapping[str, Report]) -> list[Story]:
    grouped: dict[str, list[Report]] = {}
    for row in heads:
        grouped.setdefault(row.id, []).append(reports[row.digest])
    return [Story(id=name, reports=tuple(each)) for name, each in grouped.items()]
