import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from monitors.model import FetchState, Source
from monitors.poll import Polled, PollStatus
from monitors.schedule import KEEP, REST, Schedule
from monitors.store import Store
from tests.monitors.making import item, source

NOW = datetime(2025, 9, 11, 9, tzinfo=UTC)


class FakePoller:
    """Notes what it polls; a source named in `slow` waits, one in `broken` fails."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.polled: list[str] = []
        self.begun = asyncio.Event()
        self.slow: dict[str, asyncio.Event] = {}
        self.broken: set[str] = set()
        self.due = NOW + timedelta(minutes=5)

    async def poll(self, one: Source) -> Polled:
        self.polled.append(one.name)
        self.begun.set()
        if one.name in self.slow:
            await self.slow[one.name].wait()
        if one.name in self.broken:
            return Polled(one.name, PollStatus.FAILED, error="the database is full")
        self.store.save_fetch_state(FetchState(source=one.name, due_at=self.due))
        return Polled(one.name, PollStatus.OK)


class Clock:
    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


def _schedule(store: Store, names: str, at_once: int = 32) -> tuple[Schedule, FakePoller, Clock]:
    poller, clock = FakePoller(store), Clock()
    sources = {name: source(name) for name in names.split()}
    return Schedule(store, poller.poll, sources, now=clock, at_once=at_once), poller, clock


async def _settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_source_is_polled_when_it_is_due_and_not_before(store: Store) -> None:
    schedule, poller, clock = _schedule(store, "a b")
    await schedule.tick()
    await _settle()

    clock.at = NOW + timedelta(minutes=4, seconds=59)
    await schedule.tick()
    await _settle()
    early = list(poller.polled)
    clock.at = NOW + timedelta(minutes=5)
    await schedule.tick()
    await _settle()

    assert sorted(early) == ["a", "b"]
    assert sorted(poller.polled) == ["a", "a", "b", "b"]


async def test_a_poll_under_way_is_not_started_twice(store: Store) -> None:
    schedule, poller, _ = _schedule(store, "a")
    poller.slow["a"] = asyncio.Event()

    await schedule.tick()
    await _settle()
    await schedule.tick()
    await _settle()
    poller.slow["a"].set()
    await _settle()

    assert poller.polled == ["a"]


async def test_no_more_polls_run_at_once_than_allowed(store: Store) -> None:
    schedule, poller, _ = _schedule(store, "a b c d e", at_once=2)
    gate = asyncio.Event()
    poller.slow = dict.fromkeys("abcde", gate)

    await schedule.tick()
    await _settle()
    at_first = len(poller.polled)
    gate.set()
    for _ in range(3):
        await schedule.tick()
        await _settle()

    assert at_first == 2
    assert sorted(poller.polled) == list("abcde")


async def test_a_failure_rests_even_if_its_due_time_could_not_be_stored(store: Store) -> None:
    schedule, poller, clock = _schedule(store, "a")
    poller.broken = {"a"}

    await schedule.tick()
    await _settle()
    clock.at = NOW + REST / 2
    await schedule.tick()
    await _settle()
    resting = list(poller.polled)
    clock.at = NOW + REST
    await schedule.tick()
    await _settle()

    assert resting == ["a"]
    assert poller.polled == ["a", "a"]


async def test_a_stop_cancels_what_is_under_way(store: Store) -> None:
    schedule, poller, _ = _schedule(store, "a")
    poller.slow["a"] = asyncio.Event()
    schedule.start()
    await schedule.tick()
    await _settle()

    await schedule.stop()
    await schedule.stop()

    assert poller.polled == ["a"]
    assert store.fetch_states(["a"]) == {}


async def test_the_tick_runs_by_itself_once_started(store: Store) -> None:
    schedule, poller, _ = _schedule(store, "a")
    poller.slow["a"] = asyncio.Event()

    schedule.start()
    async with asyncio.timeout(5):
        await poller.begun.wait()
    await schedule.stop()

    assert poller.polled == ["a"]


async def test_a_clock_that_is_set_back_stops_nothing(store: Store) -> None:
    schedule, poller, clock = _schedule(store, "a")
    await schedule.tick()
    await _settle()
    store.hold_chat("-1001", NOW + timedelta(minutes=5))
    clock.at = NOW + timedelta(minutes=4)
    await schedule.tick()

    clock.at -= timedelta(hours=1)
    await schedule.tick()
    await _settle()
    assert poller.polled == ["a"]
    clock.at += timedelta(minutes=1)
    await schedule.tick()
    await _settle()

    (chat,) = store.chats()
    assert poller.polled == ["a", "a"]
    assert chat.held_until == NOW + timedelta(minutes=5) - timedelta(hours=1)


async def test_items_older_than_three_months_are_forgotten(store: Store) -> None:
    schedule, _, _ = _schedule(store, "a")
    for name, age in (("old", KEEP + timedelta(days=1)), ("young", KEEP - timedelta(days=1))):
        store.add_items([item(id=name, published=NOW - age, fetched=NOW - age)])

    await schedule.clean_up()

    assert store.find_item("old") is None
    assert store.find_item("young") is not None
