"""Edge: a database's address -> one open connection, with what each kind of database needs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from monitors.errors import StoreError
from monitors.store.problems import sentence

WRITING = "volia_writing"
NO_DRIVER = "PostgreSQL needs a driver: pip install 'psycopg[binary]'"
_MEMORY = ("", ":memory:")
_WRITING = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON")
_LOOKING = ("query_only=ON",)


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
        raise StoreError(NO_DRIVER) from e
    except SQLAlchemyError as e:
        raise StoreError(sentence(e, name_of(url))) from e


def connect_to_read(url: URL, wait_s: float) -> Connection:
    """Open a database that is there and that nothing can be written to; raises StoreError."""
    sqlite, name = url.get_backend_name() == "sqlite", name_of(url)
    if sqlite and url.database not in (None, *_MEMORY):
        path = Path(str(url.database)).absolute()
        if not path.exists():
            raise StoreError(f"{name}: there is no such database; the service makes it")
        url = url.set(database=path.as_uri().replace("file://", "file:", 1)).update_query_dict(
            {"mode": "ro", "uri": "true"}
        )
    try:
        connection = _engine(url, wait_s, _LOOKING).connect()
        return connection if sqlite else connection.execution_options(postgresql_readonly=True)
    except ModuleNotFoundError as e:
        raise StoreError(NO_DRIVER) from e
    except SQLAlchemyError as e:
        raise StoreError(sentence(e, name)) from e


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


def _engine(url: URL, wait_s: float, pragmas: Sequence[str] = _WRITING) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, poolclass=StaticPool)
    engine = create_engine(url, poolclass=StaticPool)
    pragmas = (f"busy_timeout={int(wait_s * 1000)}", *pragmas)
    event.listen(engine, "connect", lambda connection, _: _prepare_sqlite(connection, pragmas))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, pragmas: Sequence[str]) -> None:
    # Python's own BEGIN comes too late and only before writes; `_begin_sqlite` does it.
    connection.isolation_level = None
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A reader that later writes would fail if another program wrote in between.
    writing = connection.info.get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
