"""Sentences that were translated are kept; a report holds a translation for each language."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table, and rewrite the reports that are stored."""
    op.create_table(
        "translated",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_translated"),
    )
    op.create_index("ix_translated_used_at", "translated", ["used_at"], unique=False)
    reports = sa.table("report", sa.column("item_id", sa.String()), sa.column("body", sa.String()))
    connection = op.get_bind()
    for row in connection.execute(sa.select(reports.c.item_id, reports.c.body)).all():
        body = json.dumps(_rewritten(json.loads(row.body)), ensure_ascii=False)
        changed = reports.update().where(reports.c.item_id == row.item_id).values(body=body)
        connection.execute(changed)


def _rewritten(report: dict[str, Any]) -> dict[str, Any]:
    """The one translation, or the reason why there is none, as lists; the target was English."""
    translation, why = report.pop("translation", None), report.pop("untranslated", "")
    report["translations"] = [translation] if translation else []
    report["untranslated"] = [{"language": "en", "why": why, "later": False}] if why else []
    return report
