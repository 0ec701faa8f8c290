"""Outbox, real client and fake server together: whatever goes wrong, nothing is lost."""

import itertools
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.deliver import Deliverer
from bot.pace import Limits, Pace
from bot.telegram import TelegramSender
from monitors.config import Settings
from monitors.model import DeliveryKind
from monitors.store import Planned, Store
from tests.bot.senders import Clock
from tests.bot.stories import STATE_FIRST, alert
from tests.e2e.fake_telegram import TOKEN, FakeTelegram, Fault

CHATS = ("@channel_a", "-1002", "42")
STORIES = 24
DOUBLING = {Fault.DROP_AFTER, Fault.HANG, Fault.GARBAGE}


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


def fill(store: Store, clock: Clock) -> None:
    """One post a story and chat, each with a headline of its own."""
    for number in range(STORIES):
        item = replace(STATE_FIRST.item, id=f"i{number}", title=f"Story {number:02}")
        about = replace(STATE_FIRST, item=item, translations=())
        store.add_report(f"s{number}", about)
        made = replace(alert(about), story_id=f"s{number}", made_at=clock())
        store.add_alert(made, [Planned(chat, DeliveryKind.POST, "ru") for chat in CHATS])


async def deliver_all(
    store: Store, fake: FakeTelegram, clock: Clock, limits: Limits, rounds: int = 60
) -> None:
    pace = Pace(limits)
    async with TelegramSender(SecretStr(TOKEN), fake.base_url, pace=pace, read_s=0.15) as sender:
        deliverer = Deliverer(store, sender, Settings(), clock, clock.sleep)
        for _ in range(rounds):
            await deliverer.drain()
            clock.on(seconds=30)


def titles(fake: FakeTelegram, chat: str) -> list[str]:
    return [call.text.partition("Story ")[2][:2] for call in fake.sent(chat)]


async def test_no_fault_loses_a_message_and_only_accepted_ones_come_twice(
    store: Store, fake: FakeTelegram
) -> None:
    clock = Clock()
    fill(store, clock)
    faults = list(itertools.islice(itertools.cycle(Fault), 40))
    fake.fail(*faults)
    await deliver_all(store, fake, clock, Limits(1000, 1000, 1000))
    arrived = Counter((chat, title) for chat in CHATS for title in titles(fake, chat))
    doubled = sum(arrived.values()) - len(arrived)

    assert len(arrived) == STORIES * len(CHATS)
    assert doubled <= sum(fault in DOUBLING for fault in faults)
    assert store.status(clock()).pending == 0


async def test_what_may_have_arrived_is_marked_when_it_is_sent_again(
    store: Store, fake: FakeTelegram
) -> None:
    clock = Clock()
    fill(store, clock)
    fake.fail(Fault.HANG, chat="42")
    await deliver_all(store, fake, clock, Limits(1000, 1000, 1000), rounds=3)
    repeats = [call.text for call in fake.sent("42") if call.text.startswith("[повтор]")]

    assert len(repeats) == 1
    assert len(fake.sent("42")) == STORIES + 1


async def test_order_is_kept_within_a_chat_and_a_gone_chat_delays_nobody(
    store: Store, fake: FakeTelegram
) -> None:
    clock = Clock()
    fill(store, clock)
    fake.kick("@channel_a", "bot was kicked from the channel chat")
    await deliver_all(store, fake, clock, Limits(), rounds=1)

    assert titles(fake, "@channel_a") == []
    assert titles(fake, "-1002") == [f"{n:02}" for n in range(STORIES)]
    assert titles(fake, "42") == [f"{n:02}" for n in range(STORIES)]
    assert [chat.chat for chat in store.chats() if chat.stopped] == ["@channel_a"]
