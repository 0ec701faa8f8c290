"""The daily digest: when it is due, and that each story told is in exactly one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.digest import last_due, queue_digests
from monitors.config import Channel
from monitors.model import DeliveryKind
from monitors.store import Planned, Store
from tests.bot.stories import STATE_FIRST, alert

CHANNEL = Channel(chat="@channel_a", digest="08:00", timezone="Europe/Vilnius")
EIGHT = datetime(2025, 9, 12, 5, tzinfo=UTC)
"""08:00 in Vilnius."""
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        queue_digests(opened, [CHANNEL], EIGHT - DAY)
        yield opened


def _tell(store: Store, story: str, *, published: datetime, told: datetime) -> None:
    item = replace(STATE_FIRST.item, id=story, published=published)
    about = replace(STATE_FIRST, item=item)
    store.add_report(story, about)
    made = replace(alert(about), id=f"a-{story}", story_id=story, made_at=told)
    store.add_alert(made, [Planned(CHANNEL.chat, DeliveryKind.POST)])


def _digests(store: Store) -> list[tuple[str, ...]]:
    rows = [entry.delivery for entry in store.outbox()]
    return [row.alert.news for row in rows if row.kind is DeliveryKind.DIGEST][::-1]


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (EIGHT, EIGHT),
        (EIGHT - MINUTE, EIGHT - DAY),
        (EIGHT + timedelta(hours=23), EIGHT),
        # the night of 26 October is an hour longer
        (datetime(2025, 10, 26, 6, tzinfo=UTC), datetime(2025, 10, 26, 6, tzinfo=UTC)),
        (datetime(2025, 10, 26, 5, 59, tzinfo=UTC), datetime(2025, 10, 25, 5, tzinfo=UTC)),
    ],
)
def test_it_is_due_at_the_channel_s_own_time(now: datetime, due: datetime) -> None:
    assert last_due(CHANNEL, now) == due


def test_a_channel_without_a_digest_gets_none(store: Store) -> None:
    assert queue_digests(store, [Channel(chat="@channel_b")], EIGHT) == 0


def test_what_was_told_since_the_last_one_is_in_it_once(store: Store) -> None:
    _tell(store, "s1", published=EIGHT - 9 * MINUTE, told=EIGHT - 5 * MINUTE)

    assert queue_digests(store, [CHANNEL], EIGHT + MINUTE) == 1
    assert queue_digests(store, [CHANNEL], EIGHT + 2 * MINUTE) == 0
    assert queue_digests(store, [CHANNEL], EIGHT + DAY) == 0
    assert _digests(store) == [("s1",)]


def test_what_was_published_before_it_and_told_after_it_is_in_the_next(store: Store) -> None:
    queue_digests(store, [CHANNEL], EIGHT)
    _tell(store, "s1", published=EIGHT - 9 * MINUTE, told=EIGHT + 2 * MINUTE)

    assert queue_digests(store, [CHANNEL], EIGHT + DAY) == 1
    assert _digests(store) == [("s1",)]


def test_after_days_of_silence_one_digest_tells_of_all(store: Store) -> None:
    _tell(store, "s1", published=EIGHT - MINUTE, told=EIGHT - MINUTE)
    _tell(store, "s2", published=EIGHT + DAY, told=EIGHT + DAY)

    assert queue_digests(store, [CHANNEL], EIGHT + 2 * DAY) == 1
    assert _digests(store) == [("s1", "s2")]
