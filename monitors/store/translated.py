"""Edge: sentences that were translated before, so that no model sees one twice."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select, update

from monitors.store.database import Database, chunks
from monitors.tables import TranslatedRow, table

TRANSLATED = table(TranslatedRow)


class Translated(Database):
    """What a model made of a sentence, by a key that stands for both."""

    def translated(self, keys: Sequence[str], now: datetime) -> dict[str, str]:
        """Return what is kept under these keys, and note that it was of use."""
        found: dict[str, str] = {}
        with self.begin():
            for part in chunks(keys):
                here = TRANSLATED.c.key.in_(part)
                query = select(TRANSLATED.c.key, TRANSLATED.c.text).where(here)
                rows = {row.key: row.text for row in self._rows(query)}
                if rows:
                    self._write(update(TRANSLATED).where(here).values(used_at=now))
                found |= rows
        return found

    def keep_translated(self, texts: Mapping[str, str], now: datetime) -> None:
        """Keep translations by their keys."""
        rows = [{"key": key, "text": text, "used_at": now} for key, text in texts.items()]
        self._write(self._upsert(TRANSLATED), rows)
