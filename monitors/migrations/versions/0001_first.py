"""The first tables."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make them."""
    _sources()
    _items()
    _stories()
    _alerts()
    _chats()


def _sources() -> None:
    op.create_table(
        "fetch_state",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("moved_to", sa.String(), nullable=True),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("body_hash", sa.String(), nullable=True),
        sa.Column("entry_hashes", sa.String(), nullable=False),
        sa.Column("had_entries", sa.Boolean(), nullable=False),
        sa.Column("polled_before", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("due_at", UTCDateTime(), nullable=True),
        sa.Column("last_ok", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("source", name="pk_fetch_state"),
    )
    op.create_index("ix_fetch_state_due_at", "fetch_state", ["due_at"], unique=False)


def _items() -> None:
    op.create_table(
        "item",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("guid", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("canonical", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("published", UTCDateTime(), nullable=False),
        sa.Column("fetched", UTCDateTime(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("declared_language", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("pruned", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
    )
    op.create_index("ix_item_canonical", "item", ["canonical"], unique=False)
    op.create_index("ix_item_content_hash", "item", ["content_hash"], unique=False)
    op.create_index("ix_item_published", "item", ["published"], unique=False)
    op.create_index("ix_item_source", "item", ["source"], unique=False)
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_decision_item_id_item"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
    )
    op.create_index("ix_decision_item_id", "decision", ["item_id"], unique=False)


def _stories() -> None:
    op.create_table(
        "story",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("first_seen", UTCDateTime(), nullable=False),
        sa.Column("last_seen", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_story"),
    )
    op.create_index("ix_story_last_seen", "story", ["last_seen"], unique=False)
    op.create_table(
        "report",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("published", UTCDateTime(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_report_item_id_item"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_report_story_id_story"),
        sa.PrimaryKeyConstraint("item_id", name="pk_report"),
    )
    op.create_index("ix_report_story_id", "report", ["story_id"], unique=False)


def _alerts() -> None:
    op.create_table(
        "alert",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("news", sa.String(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_alert_story_id_story"),
        sa.PrimaryKeyConstraint("id", name="pk_alert"),
    )
    op.create_index("ix_alert_story_id", "alert", ["story_id"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("thread", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", UTCDateTime(), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("error", sa.String(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.id"], name="fk_outbox_alert_id_alert"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_outbox_story_id_story"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("alert_id", "chat", "kind", name="uq_outbox_alert_id_chat_kind"),
    )
    op.create_index("ix_outbox_state_not_before", "outbox", ["state", "not_before"], unique=False)
    op.create_index("ix_outbox_story_id_chat", "outbox", ["story_id", "chat"], unique=False)


def _chats() -> None:
    op.create_table(
        "chat",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("held_until", UTCDateTime(), nullable=True),
        sa.Column("stopped", sa.String(), nullable=True),
        sa.Column("moved_to", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("chat", name="pk_chat"),
    )
    op.create_table(
        "watch",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("chat", "folded", name="pk_watch"),
    )
    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_meta"),
    )
