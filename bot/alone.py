"""Edge: only one process delivers from a database.

A second one would take messages that the first is sending for leftovers of a crash, and send them
again. The lock is a file beside the SQLite database; the system lets go of it when the process
ends, however it ends. On PostgreSQL there is no such lock: run one service a database.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from monitors.errors import StoreError


@contextmanager
def alone_with(url: str) -> Iterator[None]:
    """Hold the database at `url` for deliveries; raises StoreError if another process does."""
    path = _lock_file(url)
    if path is None:
        yield
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        held = path.open("a")
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    with held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(
                f"another volia delivers from {path.with_suffix('')} already; stop it first "
                "(`volia run` delivers by itself)"
            ) from error
        yield


def _lock_file(url: str) -> Path | None:
    """Beside the file of an SQLite database; None for one in memory and for PostgreSQL."""
    name = url.removeprefix("sqlite:///")
    if name == url or not name or name.startswith((":memory:", "file:")):
        return None
    return Path(f"{name}.lock")
