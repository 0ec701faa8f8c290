"""Edge: what is remembered of each source between two polls."""

import json
from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from monitors.model import FetchState
from monitors.store.database import Database, chunks
from monitors.tables import FetchStateRow, table

STATES = table(FetchStateRow)
_FIELDS = tuple(field.name for field in fields(FetchState))


class Sources(Database):
    """Fetch states by name of source."""

    def fetch_states(self, names: Sequence[str]) -> dict[str, FetchState]:
        """Return what is remembered of these sources; one never polled is not in it."""
        found: dict[str, FetchState] = {}
        for part in chunks(names):
            rows = self._rows(select(STATES).where(STATES.c.source.in_(part)))
            found |= {row.source: _state(row) for row in rows}
        return found

    def save_fetch_state(self, state: FetchState) -> None:
        """Remember a source, in place of what was remembered before."""
        row: dict[str, Any] = {name: getattr(state, name) for name in _FIELDS}
        row["entry_hashes"] = json.dumps(sorted(state.entry_hashes))
        self._write(self._upsert(STATES), [row])

    def due(self, names: Sequence[str], now: datetime) -> list[str]:
        """Return which of these sources are to be polled now: never polled first, then earliest."""
        waiting: dict[str, datetime | None] = {}
        for part in chunks(names):
            rows = self._rows(
                select(STATES.c.source, STATES.c.due_at).where(STATES.c.source.in_(part))
            )
            waiting |= {row.source: row.due_at for row in rows}
        never = [name for name in names if waiting.get(name) is None]
        late = [(at, name) for name in names if (at := waiting.get(name)) and at <= now]
        return never + [name for _, name in sorted(late)]


def _state(row: Row[Any]) -> FetchState:
    values = dict(row._mapping)
    values["entry_hashes"] = frozenset(json.loads(values["entry_hashes"]))
    return FetchState(**values)
