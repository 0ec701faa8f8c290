"""The values that only the store and its callers share."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitors.model import Delivery, Item, Reason


class Standing(StrEnum):
    """What an item is to the store.

    `copy`: another source has brought the same article or the same text; `edited`: its text is
    no longer what was stored.
    """

    NEW = "new"
    KNOWN = "known"
    EDITED = "edited"
    COPY = "copy"


@dataclass(frozen=True, slots=True)
class Compared:
    """An item's standing, and the id of the stored item that it was compared with."""

    standing: Standing
    stored: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """The report of an item in a story, and when that began."""

    story_id: str
    first_seen: datetime
    item_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredItem:
    """An item and what became of it: `state` is its last decision, or `new`."""

    item: Item
    state: str
    language: str
    story_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """What one stage decided of an item."""

    item_id: str
    stage: str
    reason: Reason
    why: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxEntry:
    """A delivery with what only people want to know."""

    delivery: Delivery
    error: str
    created_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatState:
    """`stopped` says why nothing is sent to the chat any more; `moved_to` is its new id."""

    chat: str
    held_until: datetime | None = None
    stopped: str | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How many of what; `told_stories` are those that any chat was told of."""

    sources: int = 0
    failing: int = 0
    gone: int = 0
    overdue: int = 0
    never_polled: int = 0
    items: int = 0
    stories: int = 0
    told_stories: int = 0
    alerts: int = 0
    pending: int = 0
    sending: int = 0
    sent: int = 0
    uncertain: int = 0
    dead: int = 0
    stopped_chats: int = 0
    watches: int = 0
    last_poll: datetime | None = None

    @property
    def ok(self) -> int:
        """Sources whose last poll went well."""
        return self.sources - self.failing - self.never_polled
