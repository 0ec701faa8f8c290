"""A channel's daily digest: when it is due, and what goes into it.

The digest of a channel with `digest = "08:00"` tells, at that local time, of every story that the
channel was told of since the digest before. It goes through the outbox like any alert.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitors.config import Channel
from monitors.model import Alert, DeliveryKind, Reason
from monitors.store import Planned, Store

DAY = timedelta(days=1)


def last_due(channel: Channel, now: datetime) -> datetime | None:
    """The latest instant at which the channel's digest was due; None if it has none; pure."""
    if channel.digest_at is None:
        return None
    local = now.astimezone(channel.zone)
    today = local.replace(
        hour=channel.digest_at.hour, minute=channel.digest_at.minute, second=0, microsecond=0
    )
    return today if today <= local else today - DAY


def queue_digests(store: Store, channels: Iterable[Channel], now: datetime) -> int:
    """Put the digests that are due into the outbox; returns how many.

    A channel that is seen for the first time waits for its next turn: it gets no digest of days
    it was not there.
    """
    queued = 0
    for channel in channels:
        due = last_due(channel, now)
        key = f"digest {channel.chat} {channel.thread or ''}".strip()
        told = store.get(key)
        if due is None or (told is not None and datetime.fromisoformat(told) >= due):
            continue
        with store.begin():
            store.put(key, due.isoformat())
            if told is not None:
                queued += _queue(store, channel, datetime.fromisoformat(told), due, now)
    return queued


def _queue(store: Store, channel: Channel, since: datetime, due: datetime, now: datetime) -> int:
    stories = store.told_between(channel.chat, since, due)
    if not stories:
        return 0
    alert = Alert(
        id=f"digest.{channel.chat}.{due:%Y-%m-%d}",
        story_id=stories[-1],
        item_id="",
        reason=Reason.DIGEST,
        topics=channel.topics,
        made_at=now,
        news=tuple(stories),
    )
    row = Planned(channel.chat, DeliveryKind.DIGEST, channel.language, channel.thread)
    store.add_alert(alert, [row])
    return 1
