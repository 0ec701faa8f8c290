"""Edge: brings the tables up to date: made at once if new, by Alembic's migrations if old."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, inspect, text

from monitors.errors import StoreError
from monitors.tables import METADATA, REVISION

MIGRATIONS = Path(__file__).parent.parent / "migrations"
_VERSION = "alembic_version"


def bring_up_to_date(connection: Connection, name: str) -> None:
    """Make or migrate the tables, in the caller's transaction; raises StoreError."""
    tables = set(inspect(connection).get_table_names())
    if _VERSION in tables:
        version = connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar()  # noqa: S608
        if version != REVISION:
            _migrate(connection, name, version)
        # Written so that a read-only file is found now and not at the first news.
        connection.execute(text(f"UPDATE {_VERSION} SET version_num = version_num"))  # noqa: S608
    elif tables:
        raise StoreError(f"{name} is the database of another program; Volia does not touch it")
    else:
        METADATA.create_all(connection)
        _stamp(connection)


def expect_up_to_date(connection: Connection, name: str) -> None:
    """Raise StoreError unless the tables are those of this version; changes nothing."""
    version = None
    if _VERSION in inspect(connection).get_table_names():
        version = connection.execute(text(f"SELECT version_num FROM {_VERSION}")).scalar()  # noqa: S608
    if version != REVISION:
        raise StoreError(
            f"{name} has no tables of this version of Volia ({REVISION}); the service makes them "
            "when it starts"
        )


def _stamp(connection: Connection) -> None:
    # As Alembic does it, without the 0.1 s that loading Alembic takes.
    connection.execute(
        text(
            f"CREATE TABLE {_VERSION} (version_num VARCHAR(32) NOT NULL, "
            f"CONSTRAINT {_VERSION}_pkc PRIMARY KEY (version_num))"
        )
    )
    connection.execute(text(f"INSERT INTO {_VERSION} VALUES ('{REVISION}')"))  # noqa: S608


def _migrate(connection: Connection, name: str, version: str | None) -> None:
    from alembic import command
    from alembic.script import ScriptDirectory

    config = alembic_config(connection)
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreError(
            f"{name} was written by a newer Volia (its tables are at version {version}, this "
            f"program knows {REVISION}); update Volia or restore an older backup"
        )
    command.upgrade(config, "head")


def alembic_config(connection: Connection) -> Any:
    """Return Alembic's configuration for an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
