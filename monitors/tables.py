"""The tables, as SQLModel classes; their rows never leave `monitors/store`.

Every change here needs a new file in `monitors/migrations/versions` and its name in REVISION.
No relationships: the store reads and writes whole batches. JSON is kept as text, so that SQLite
and PostgreSQL hold the same.
"""

from datetime import datetime
from typing import cast

from sqlalchemy import DDL, Index, MetaData, Table, UniqueConstraint, event
from sqlmodel import Field, SQLModel

REVISION = "0004"
"""The newest migration: what the database of this version is at."""

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class _Row(SQLModel):
    metadata = METADATA


class FetchStateRow(_Row, table=True):
    """`model.FetchState` by source; `entry_hashes` is a JSON list."""

    __tablename__ = "fetch_state"

    source: str = Field(primary_key=True)
    url: str = ""
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    entry_hashes: str = "[]"
    had_entries: bool = False
    polled_before: bool = False
    failures: int = 0
    error: str | None = None
    gone: bool = False
    due_at: datetime | None = Field(default=None, index=True)
    last_ok: datetime | None = None


class ItemRow(_Row, table=True):
    """`model.Item` and what became of it; a pruned row keeps its identity and loses its text."""

    __tablename__ = "item"

    id: str = Field(primary_key=True)
    source: str = Field(index=True)
    guid: str
    url: str
    canonical: str = Field(index=True)
    title: str
    summary: str
    published: datetime = Field(index=True)
    fetched: datetime
    content_hash: str = Field(index=True)
    dated: bool = True
    declared_language: str | None = None
    language: str = "und"
    state: str = "new"
    pruned: bool = False


class DecisionRow(_Row, table=True):
    """What a stage decided of an item, and why; never overwritten."""

    __tablename__ = "decision"

    id: int | None = Field(default=None, primary_key=True)
    item_id: str = Field(foreign_key="item.id", index=True)
    stage: str
    reason: str
    why: str
    at: datetime


class StoryRow(_Row, table=True):
    """One story; its reports are in `report`. One merged into another has none any more."""

    __tablename__ = "story"

    id: str = Field(primary_key=True)
    first_seen: datetime
    last_seen: datetime = Field(index=True)
    merged_into: str | None = Field(default=None, index=True)


class ReportRow(_Row, table=True):
    """`model.Report` as JSON; `digest` changes with `body`."""

    __tablename__ = "report"

    item_id: str = Field(primary_key=True, foreign_key="item.id")
    story_id: str = Field(foreign_key="story.id", index=True)
    published: datetime
    digest: str
    body: str


class RegroupedRow(_Row, table=True):
    """`bonds.Regrouped`; `latest` is when the newest of its reports was published."""

    __tablename__ = "regrouped"

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    story_id: str = Field(index=True)
    other_id: str = Field(index=True)
    by: str
    why: str
    at: datetime
    latest: datetime = Field(index=True)
    undone: bool = False


class RegroupedItemRow(_Row, table=True):
    """An item whose report was one of those that a decision was about, and on which side."""

    __tablename__ = "regrouped_item"

    decision_id: int = Field(primary_key=True, foreign_key="regrouped.id")
    item_id: str = Field(primary_key=True)
    second: bool


class ArchiveRow(_Row, table=True):
    """A report's words as `monitors/archive.py` makes them comparable, for full-text search."""

    __tablename__ = "archive"

    id: int | None = Field(default=None, primary_key=True)
    item_id: str = Field(unique=True, foreign_key="item.id")
    language: str
    topics: str
    stems: str
    names: str


class AlertRow(_Row, table=True):
    """`model.Alert`; `topics` and `news` are JSON lists."""

    __tablename__ = "alert"

    id: str = Field(primary_key=True)
    story_id: str = Field(foreign_key="story.id", index=True)
    item_id: str
    reason: str
    topics: str
    news: str
    made_at: datetime


class OutboxRow(_Row, table=True):
    """`model.Delivery`: one alert for one chat, once as each kind of message."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("alert_id", "chat", "kind"),
        Index("ix_outbox_state_not_before", "state", "not_before"),
        Index("ix_outbox_story_id_chat", "story_id", "chat"),
    )

    id: int | None = Field(default=None, primary_key=True)
    alert_id: str = Field(foreign_key="alert.id")
    story_id: str = Field(foreign_key="story.id")
    chat: str
    kind: str
    language: str
    thread: int | None = None
    state: str
    attempts: int = 0
    not_before: datetime | None = None
    message_id: int | None = None
    repeated: bool = False
    error: str = ""
    created_at: datetime
    changed_at: datetime


class ChatRow(_Row, table=True):
    """What is known of a chat besides the configuration; `moved_to` is its new id."""

    __tablename__ = "chat"

    chat: str = Field(primary_key=True)
    held_until: datetime | None = None
    stopped: str | None = None
    moved_to: str | None = None


class WatchRow(_Row, table=True):
    """A word that a chat watches; `folded` is the word without case."""

    __tablename__ = "watch"

    chat: str = Field(primary_key=True)
    folded: str = Field(primary_key=True)
    word: str
    since: datetime


class TranslatedRow(_Row, table=True):
    """A sentence that a model has translated; `key` is made by monitors/translate."""

    __tablename__ = "translated"

    key: str = Field(primary_key=True)
    text: str
    used_at: datetime = Field(index=True)


class VectorRow(_Row, table=True):
    """What an item means, for as long as reports may join it; `vector` is 384 float16."""

    __tablename__ = "vector"

    item_id: str = Field(primary_key=True, foreign_key="item.id")
    published: datetime = Field(index=True)
    model: str
    vector: bytes


class RelatedRow(_Row, table=True):
    """Two stories that may be one, too unsure to be joined; `score`: how likely they are."""

    __tablename__ = "related"

    story_id: str = Field(primary_key=True, foreign_key="story.id", ondelete="CASCADE")
    other_id: str = Field(primary_key=True, foreign_key="story.id", index=True, ondelete="CASCADE")
    score: float


class MetaRow(_Row, table=True):
    """Small values by name, such as the time of a channel's last digest."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


def table(row: type[SQLModel]) -> Table:
    """Return the Core table of a row class: batches go three times faster than by objects."""
    return cast("Table", row.__table__)  # type: ignore[attr-defined]


FULL_TEXT = (
    "CREATE VIRTUAL TABLE archive_fts USING fts5(stems, names, content='archive', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER archive_added AFTER INSERT ON archive BEGIN "
    "INSERT INTO archive_fts(rowid, stems, names) VALUES (new.id, new.stems, new.names); END",
    "CREATE TRIGGER archive_removed AFTER DELETE ON archive BEGIN "
    "INSERT INTO archive_fts(archive_fts, rowid, stems, names) "
    "VALUES ('delete', old.id, old.stems, old.names); END",
)
"""SQLite's index of `archive`, kept in step by the database itself; its rows never change."""

for _statement in FULL_TEXT:
    _made = DDL(_statement).execute_if(dialect="sqlite")  # type: ignore[no-untyped-call]
    event.listen(table(ArchiveRow), "after_create", _made)
