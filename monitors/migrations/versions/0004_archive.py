"""Merges and splits are remembered; reports can be searched."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0004"
down_revision = "0003"

_FULL_TEXT = (
    "CREATE VIRTUAL TABLE archive_fts USING fts5(stems, names, content='archive', "
    "content_rowid='id', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER archive_added AFTER INSERT ON archive BEGIN "
    "INSERT INTO archive_fts(rowid, stems, names) VALUES (new.id, new.stems, new.names); END",
    "CREATE TRIGGER archive_removed AFTER DELETE ON archive BEGIN "
    "INSERT INTO archive_fts(archive_fts, rowid, stems, names) "
    "VALUES ('delete', old.id, old.stems, old.names); END",
)


def upgrade() -> None:
    """Make the tables; the store fills `archive` when it opens the database."""
    op.add_column("story", sa.Column("merged_into", sa.String(), nullable=True))
    op.create_index("ix_story_merged_into", "story", ["merged_into"], unique=False)
    _regrouped()
    _archive()


def _regrouped() -> None:
    op.create_table(
        "regrouped",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("latest", UTCDateTime(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_regrouped"),
    )
    for name in ("story_id", "other_id", "latest"):
        op.create_index(f"ix_regrouped_{name}", "regrouped", [name], unique=False)
    op.create_table(
        "regrouped_item",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("second", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["regrouped.id"], name="fk_regrouped_item_decision_id_regrouped"
        ),
        sa.PrimaryKeyConstraint("decision_id", "item_id", name="pk_regrouped_item"),
    )


def _archive() -> None:
    op.create_table(
        "archive",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("topics", sa.String(), nullable=False),
        sa.Column("stems", sa.String(), nullable=False),
        sa.Column("names", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_archive_item_id_item"),
        sa.PrimaryKeyConstraint("id", name="pk_archive"),
        sa.UniqueConstraint("item_id", name="uq_archive_item_id"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in _FULL_TEXT:
            op.execute(statement)
