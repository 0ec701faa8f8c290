"""Edge: a database's address -> one open connection, with what each kind of database needs."""

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from monitors.errors import StoreError
from monitors.store.problems import sentence

WRITING = "volia_writing"
_MEMORY = ("", ":memory:")


def parse_url(url: str) -> URL:
    """Check the address of an SQLite or PostgreSQL database; raises StoreError."""
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as e:
        raise StoreError(
            "the database's address is not understood; it should look like sqlite:///volia.db"
        ) from e
    kind = parsed.get_backend_name()
    if kind not in ("sqlite", "postgresql"):
        raise StoreError(f"{kind!r} databases are not supported; use sqlite or postgresql")
    return parsed.set(drivername="postgresql+psycopg" if kind == "postgresql" else "sqlite")


def name_of(url: URL) -> str:
    """Name the database as people know it: its file, or its address without the password."""
    if url.get_backend_name() != "sqlite":
        return url.render_as_string(hide_password=True)
    return "the database in memory" if url.database in (None, *_MEMORY) else str(url.database)


def connect(url: URL, wait_s: float) -> Connection:
    """Open the database, its folder made if need be; raises StoreError.

    `wait_s`: how long to wait for another program that is writing.
    """
    if url.get_backend_name() == "sqlite":
        _make_folder(url)
    try:
        engine = _engine(url, wait_s)
        return engine.connect()
    except ModuleNotFoundError as e:
        raise StoreError("PostgreSQL needs a driver: pip install 'psycopg[binary]'") from e
    except SQLAlchemyError as e:
        raise StoreError(sentence(e, name_of(url))) from e


def _make_folder(url: URL) -> None:
    if url.database in (None, *_MEMORY) or str(url.database).startswith("file:"):
        return
    path = Path(str(url.database))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise StoreError(f"the folder {path.parent} cannot be made: {e.strerror}") from e
    if path.is_dir():
        raise StoreError(f"{path} is a folder; the database should be a file")


def _engine(url: URL, wait_s: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=StaticPool)
    engine = create_engine(url, poolclass=StaticPool)
    event.listen(engine, "connect", lambda connection, _: _prepare_sqlite(connection, wait_s))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, wait_s: float) -> None:
    # Python's own BEGIN comes too late and only before writes; `_begin_sqlite` does it.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={int(wait_s * 1000)}",
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that later writes would fail if another program wrote in between.
    writing = connection.info.get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
