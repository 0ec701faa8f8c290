"""${message}."""

import sqlalchemy as sa
from alembic import op
from sqlmodel import UTCDateTime

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """Bring the database from `down_revision` to `revision`."""
    ${upgrades if upgrades else "pass"}
