"""Edge: admins are asked of stories that are perhaps one; through the outbox, like all else.

Only where both were told to somebody: what nobody sees needs no answer. Of a pair they are asked
once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitors.model import Alert, DeliveryKind, Reason
from monitors.store import Planned, Store

ASKED_WITHIN = timedelta(hours=24)
"""Of stories without a report as young as this nobody is asked any more."""


def queue_questions(store: Store, admins: Sequence[int], now: datetime) -> int:
    """Put the questions that are new into the outbox; returns how many."""
    if not admins:
        return 0
    with store.begin():
        doubts = [
            (one, other)
            for one, other in store.doubts(now - ASKED_WITHIN)
            if not store.has_alert(_name(one, other)) and _told(store, one) and _told(store, other)
        ]
        for one, other in doubts:
            _ask(store, one, other, admins, now)
    return len(doubts)


def _name(one: str, other: str) -> str:
    return "question." + ".".join(sorted((one, other)))


def _told(store: Store, story_id: str) -> bool:
    return bool(store.edits_of(story_id))


def _ask(store: Store, one: str, other: str, admins: Sequence[int], now: datetime) -> None:
    question = Alert(
        id=_name(one, other),
        story_id=one,
        item_id="",
        reason=Reason.IN_DOUBT,
        topics=(),
        made_at=now,
        news=(other,),
    )
    store.add_alert(question, [Planned(str(admin), DeliveryKind.QUESTION) for admin in admins])
