"""Edge: full-text search over the reports.

SQLite searches by FTS5, the best match first; PostgreSQL by LIKE over the same column, the newest
first. `archive` is written in the transaction that stores a report, and made anew when the
database is opened by a program that would index reports otherwise.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, column, delete, func, not_, or_, select
from sqlalchemy import table as named
from sqlalchemy import text as sql

from monitors import archive
from monitors.archive import Query, Term
from monitors.model import Report
from monitors.store.chats import Chats
from monitors.store.database import BATCH
from monitors.store.items import REPORTS
from monitors.store.stories import ARCHIVE, Stories, archive_row, decoded

_INDEX = named("archive_fts", column("rowid"))
_STEMS_WEIGH, _NAMES_WEIGH = 2.0, 1.0
_KEY = "archive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which reports: of a topic, a language (`be` is `be-tarask` too), published from until."""

    since: datetime | None = None
    until: datetime | None = None
    topic: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A report that a search found, and its story."""

    story_id: str
    report: Report


class Archive(Stories, Chats):
    """Search in what the stories say."""

    def search(self, query: Query, wanted: Filter, limit: int) -> list[Found]:
        """Return the reports that hold all that is looked for, the best first."""
        if not query:
            return []
        found = select(REPORTS.c.story_id, REPORTS.c.body).join(
            ARCHIVE, ARCHIVE.c.item_id == REPORTS.c.item_id
        )
        found = found.where(*_conditions(wanted))
        lite = self._connection.dialect.name == "sqlite"
        found = _by_index(found, query) if lite else _by_likeness(found, query)
        rows = self._rows(found.limit(limit))
        return [Found(row.story_id, decoded(row.body)) for row in rows]

    def fill_archive(self) -> int:
        """Index what is not indexed as it is to be; returns how many reports that were."""
        version = archive.version()
        with self.begin():
            if self.get(_KEY) == version:
                return 0
            self._write(delete(ARCHIVE))
            done, last = 0, ""
            while rows := self._rows(_after(last)):
                self._write(ARCHIVE.insert(), [archive_row(decoded(row.body)) for row in rows])
                done, last = done + len(rows), rows[-1].item_id
            self.put(_KEY, version)
        return done


def _after(item_id: str) -> Select[Any]:
    query = select(REPORTS.c.item_id, REPORTS.c.body).where(REPORTS.c.item_id > item_id)
    return query.order_by(REPORTS.c.item_id).limit(BATCH)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions = []
    if wanted.since:
        conditions.append(REPORTS.c.published >= wanted.since)
    if wanted.until:
        conditions.append(REPORTS.c.published < wanted.until)
    if wanted.topic:
        conditions.append(ARCHIVE.c.topics.contains(f" {wanted.topic} ", autoescape=True))
    if wanted.language:
        tag = ARCHIVE.c.language
        conditions.append(
            or_(tag == wanted.language, tag.startswith(f"{wanted.language}-", autoescape=True))
        )
    return conditions


def _by_index(found: Select[Any], query: Query) -> Select[Any]:
    rank = func.bm25(sql("archive_fts"), _STEMS_WEIGH, _NAMES_WEIGH)
    matched = found.join(_INDEX, _INDEX.c.rowid == ARCHIVE.c.id).where(
        sql("archive_fts MATCH :query").bindparams(query=expression(query))
    )
    return matched.order_by(rank, REPORTS.c.published.desc(), REPORTS.c.item_id)


def expression(query: Query) -> str:
    """The query as FTS5 has it. Only letters and digits of the user's get into it, in quotes."""
    wanted = [_expression(term) for term in query.terms if not term.excluded]
    without = [_expression(term) for term in query.terms if term.excluded]
    return " NOT ".join([f"({' AND '.join(wanted)})", *without])


def _expression(term: Term) -> str:
    star = " *" if term.begins else ""
    ways = [f'stems : "{" ".join(phrase)}"{star}' for phrase in term.phrases]
    ways += [f'names : "{name}"' for name in term.names]
    return f"({' OR '.join(ways)})"


def _by_likeness(found: Select[Any], query: Query) -> Select[Any]:
    terms = [not_(_like(term)) if term.excluded else _like(term) for term in query.terms]
    return found.where(and_(*terms)).order_by(REPORTS.c.published.desc(), REPORTS.c.item_id)


def _like(term: Term) -> ColumnElement[bool]:
    end = "" if term.begins else " "
    ways = [
        ARCHIVE.c.stems.contains(f" {' '.join(phrase)}{end}", autoescape=True)
        for phrase in term.phrases
    ]
    ways += [ARCHIVE.c.names.contains(f" {name} ", autoescape=True) for name in term.names]
    return or_(*ways)
