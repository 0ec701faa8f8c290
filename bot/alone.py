"""Edge: only one process delivers from a database, and others can find it.

A second one would take messages that the first is sending for leftovers of a crash, and send them
again. The lock is a file beside the SQLite database; the system lets go of it when the process
ends, however it ends. What the process says of itself stands in that file, as JSON. On PostgreSQL
there is no such lock: run one service a database.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from monitors.errors import StoreError


class Holder:
    """The process that holds a database; what it says of itself is for others to read."""

    def __init__(self, file: IO[str] | None = None) -> None:
        self._file = file
        self._said: dict[str, Any] = {"pid": os.getpid()}
        self.say({})

    def say(self, told: Mapping[str, Any]) -> None:
        """Add to what was said before."""
        self._said |= told
        if self._file is None:
            return
        self._file.seek(0)
        self._file.truncate()
        json.dump(self._said, self._file)
        self._file.flush()


@contextmanager
def alone_with(url: str) -> Iterator[Holder]:
    """Hold the database at `url` for deliveries; raises StoreError if another process does."""
    path = _lock_file(url)
    if path is None:
        yield Holder()
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = path.open("a", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    with held:
        if not _locked(held):
            raise StoreError(
                f"another volia delivers from {path.with_suffix('')} already; stop it first "
                "(`volia run` delivers by itself)"
            )
        yield Holder(held)


def holder_of(url: str) -> dict[str, Any] | None:
    """What the process that holds the database says of itself; None if there is none.

    {} if it is about to say something. Raises StoreError for a database without a lock file.
    """
    path = _lock_file(url)
    if path is None:
        raise StoreError(
            "only beside the file of an SQLite database stands who uses it; send the service "
            "SIGHUP instead (systemctl reload volia)"
        )
    try:
        with path.open(encoding="utf-8") as file:
            return None if _locked(file) else _said(file.read())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreError(f"{path}: cannot be read: {error.strerror}") from error


def _said(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text)
    except ValueError:  # half of it, as it is being written
        return {}
    return said if isinstance(said, dict) else {}


def _locked(file: IO[str]) -> bool:
    """Take the lock until the file is closed; False if another process has it."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_file(url: str) -> Path | None:
    """Beside the file of an SQLite database; None for one in memory and for PostgreSQL."""
    name = url.removeprefix("sqlite:///")
    if name == url or not name or name.startswith((":memory:", "file:")):
        return None
    return Path(f"{name}.lock")
