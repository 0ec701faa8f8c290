"""Edge: the database, and the only SQL of Volia. One `Store` per thread; nothing in it awaits.

    sources        what is remembered of each source
    items          items, decisions; compare: is it new?
    stories        stories and their reports;  vectors: what reports are joined by
    outbox         alerts and deliveries;  chats: held, stopped and moved chats, watched words
    translated     sentences that were translated before
    housekeeping   pruning and counts
    database       connection and transactions;  opening, schema, problems: what can go wrong there

Every method raises StoreError, and nothing else, if the database fails.
"""

from monitors.model import Planned
from monitors.store.housekeeping import Housekeeping
from monitors.store.outbox import Outbox
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
from monitors.store.vectors import Vectors


class Store(Sources, Vectors, Outbox, Translated, Housekeeping):
    """The open database: `Store.open(url)`, a context manager."""


__all__ = [
    "ChatState",
    "Compared",
    "DecisionRow",
    "Member",
    "OutboxEntry",
    "Planned",
    "Standing",
    "Status",
    "Store",
    "StoredItem",
]
