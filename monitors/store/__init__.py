"""Edge: the database, and the only SQL of Volia. One `Store` per thread; nothing in it awaits.

    sources        what is remembered of each source
    items          items, decisions; compare: is it new?
    stories        stories and their reports;  vectors: what reports are joined by
    archived       search in the reports
    regrouped      stories merged and split, and what was decided of them
    outbox         alerts and deliveries;  chats: held, stopped and moved chats, watched words
    translated     sentences that were translated before
    housekeeping   pruning and counts
    database       connection and transactions;  opening, schema, problems: what can go wrong there

Every method raises StoreError, and nothing else, if the database fails.
"""

from typing import Self

from monitors.model import Planned
from monitors.store.archived import Archive, Filter, Found
from monitors.store.housekeeping import Housekeeping
from monitors.store.regrouped import Regrouping
from monitors.store.sources import Sources
from monitors.store.translated import Translated
from monitors.store.values import (
    ChatState,
    Compared,
    DecisionRow,
    Member,
    OutboxEntry,
    Standing,
    Status,
    StoredItem,
)


class Store(Sources, Archive, Regrouping, Translated, Housekeeping):
    """The open database: `Store.open(url)`, a context manager."""

    @classmethod
    def open(cls, url: str, *, wait_s: float = 3.0) -> Self:
        """As `Database.open`; what a search goes by is made for a database that has none."""
        store = super().open(url, wait_s=wait_s)
        try:
            store.fill_archive()
        except BaseException:
            store.close()
            raise
        return store


__all__ = [
    "ChatState",
    "Compared",
    "DecisionRow",
    "Filter",
    "Found",
    "Member",
    "OutboxEntry",
    "Planned",
    "Standing",
    "Status",
    "Store",
    "StoredItem",
]
