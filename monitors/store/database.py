"""Edge: one connection, its transactions, and the translation of the database's errors."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from sqlalchemy import Connection, Executable, Row, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import SQLAlchemyError

from monitors.errors import StoreError
from monitors.model import Report
from monitors.store import schema
from monitors.store.opening import WRITING, connect, connect_to_read, name_of, parse_url
from monitors.store.problems import sentence

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql

Insert: TypeAlias = "sqlite.Insert | postgresql.Insert"

BATCH = 500
"""Values in one IN list; SQLite takes at most 32,766 parameters, older ones 999."""


class Database:
    """One connection of one thread; the parts of the store build on it."""

    def __init__(self, connection: Connection, name: str) -> None:
        self._connection = connection
        self.name = name
        self._depth = 0
        self._decoded: dict[str, Report] = {}

    @classmethod
    def open(cls, url: str, *, wait_s: float = 3.0) -> Self:
        """Open or make the database and bring its tables up to date; raises StoreError.

        `url`: `sqlite:///relative.db`, `sqlite:////absolute.db`, `sqlite://` (memory) or
        `postgresql://...`; `wait_s`: how long to wait for another program that is writing (all
        of ours waits as well: a stop must not take longer than 10 s because of it).
        """
        parsed = parse_url(url)
        store = cls(connect(parsed, wait_s), name_of(parsed))
        try:
            with store.begin():
                schema.bring_up_to_date(store._connection, store.name)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def look(cls, url: str, *, wait_s: float = 3.0) -> Self:
        """Open a database that is there, to read only: beside a running service, or another's.

        Raises StoreError, also if its tables are not those of this version.
        """
        parsed = parse_url(url)
        store = cls(connect_to_read(parsed, wait_s), name_of(parsed))
        try:
            with store._reading():
                schema.expect_up_to_date(store._connection, store.name)
        except BaseException:
            store.close()
            raise
        return store

    def close(self) -> None:
        """Close the connection; twice does no harm."""
        self._connection.close()
        self._connection.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def begin(self, *, durable: bool = False) -> Iterator[None]:
        """Write in one transaction; a nested call joins the outer one, an exception undoes all.

        `durable`: after it not even a power cut loses what was written (without it the last
        moments may be lost then, never by a crash of the program). Never await inside.
        """
        with self._guarded():
            if self._depth:
                yield
                return
            with self._durably(durable=durable), self._transaction(writing=True):
                yield

    @contextmanager
    def _reading(self) -> Iterator[None]:
        with self._guarded():
            if self._depth:
                yield
                return
            with self._transaction(writing=False):
                yield

    @contextmanager
    def _transaction(self, *, writing: bool) -> Iterator[None]:
        self._connection.info[WRITING] = writing
        with self._connection.begin():
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1

    @contextmanager
    def _durably(self, *, durable: bool) -> Iterator[None]:
        # SQLite only: PostgreSQL always is. The pragma has no effect within a transaction.
        if not durable or self._connection.dialect.name != "sqlite":
            yield
            return
        self._pragma("synchronous=FULL")
        try:
            yield
        finally:
            self._pragma("synchronous=NORMAL")

    def _pragma(self, setting: str) -> None:
        driver = self._connection.connection.driver_connection
        assert driver is not None
        driver.execute(f"PRAGMA {setting}")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as e:
            raise StoreError(sentence(e, self.name)) from e

    def _rows(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Sequence[Row[Any]]:
        with self._reading():
            return self._connection.execute(statement, values).all()

    def _value(self, statement: Executable) -> Any:
        with self._reading():
            return self._connection.execute(statement).scalar()

    def _write(self, statement: Executable, rows: Sequence[dict[str, Any]] | None = None) -> int:
        """Execute in the transaction at hand or in one of its own; return the rows changed."""
        with self.begin():
            if rows is None:
                return self._connection.execute(statement).rowcount
            return self._connection.execute(statement, rows).rowcount if rows else 0

    def _insert(self, table: Table) -> Insert:
        return insert(table, self._connection.dialect.name)

    def _insert_new(self, table: Table) -> Executable:
        return insert_new(table, self._connection.dialect.name)

    def _upsert(self, table: Table) -> Executable:
        return upsert(table, self._connection.dialect.name)


def insert(table: Table, dialect: str) -> Insert:
    """Return an INSERT that knows ON CONFLICT; both databases spell it alike."""
    if dialect != "postgresql":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # slow to load, and most have SQLite

    return postgresql.insert(table)


@cache
def insert_new(table: Table, dialect: str) -> Insert:
    """Return an INSERT that leaves a row with the same key as it is.

    Built once, as the next: to build a statement costs more than to run it.
    """
    return insert(table, dialect).on_conflict_do_nothing()


@cache
def upsert(table: Table, dialect: str) -> Insert:
    """Return an INSERT that replaces all other columns of a row with the same key."""
    new = insert(table, dialect)
    return new.on_conflict_do_update(
        index_elements=list(table.primary_key.columns),
        set_={
            column.name: new.excluded[column.name]
            for column in table.columns
            if not column.primary_key
        },
    )


def chunks(values: Sequence[Any], size: int = BATCH) -> Iterator[Sequence[Any]]:
    """Cut into parts that fit into one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
