"""What items mean is kept while they may be joined; stories that may be one are related."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "vector",
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("published", UTCDateTime(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name="fk_vector_item_id_item"),
        sa.PrimaryKeyConstraint("item_id", name="pk_vector"),
    )
    op.create_index("ix_vector_published", "vector", ["published"], unique=False)
    op.create_table(
        "related",
        sa.Column("story_id", sa.String(), nullable=False),
        sa.Column("other_id", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["story_id"], ["story.id"], name="fk_related_story_id_story", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["story.id"], name="fk_related_other_id_story", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("story_id", "other_id", name="pk_related"),
    )
    op.create_index("ix_related_other_id", "related", ["other_id"], unique=False)
