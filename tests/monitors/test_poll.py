"""From an address to the outbox: a real server, a real parser process, a real database."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, open_app
from monitors.config import Settings, load
from monitors.errors import StoreError
from monitors.model import DeliveryKind, DeliveryState
from monitors.poll import PollStatus
from monitors.store import Store
from tests.monitors.feedserver import FeedServer, rss
from tests.monitors.making import NOON

FREED = ("freed", "Belarus frees 52 political prisoners")
WEATHER = ("rain", "Rain is expected in Vilnius on Friday")


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


class Desk:
    """One source `paper` at /feed, polled by an App that can be closed and opened again."""

    def __init__(self, server: FeedServer, folder: Path) -> None:
        self.server = server
        self.clock = Clock()
        self.settings = self._settings(folder)
        self._stack = AsyncExitStack()

    def _settings(self, folder: Path) -> Settings:
        path = folder / "config.toml"
        path.write_text(
            f'[network]\nallow = ["127.0.0.1:{self.server.port}"]\n'
            '[translation]\nengine = "none"\n'
            f'[[sources]]\nname = "paper"\nurl = "{self.server.url("feed")}"\nlanguage = "en"\n',
            encoding="utf-8",
        )
        return load(path)

    async def open(self) -> None:
        self.app: App = await self._stack.enter_async_context(
            open_app(self.settings, now=self.clock)
        )

    async def close(self) -> None:
        await self._stack.aclose()

    async def poll(self, minutes: int = 0) -> tuple[PollStatus, int, int]:
        self.clock.at += timedelta(minutes=minutes)
        (polled,) = await self.app.poll_all()
        self.error = polled.error
        return polled.status, polled.new, polled.alerts

    def kinds(self) -> list[DeliveryKind]:
        rows = self.app.store.pending(self.clock() + timedelta(days=9))
        return [row.kind for row in rows]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with FeedServer(pages={"feed": rss(FREED, WEATHER)}) as server:
        opened = Desk(server, tmp_path)
        await opened.open()
        yield opened
        await opened.close()


async def test_polling_twice_alerts_once(desk: Desk) -> None:
    first = await desk.poll()
    second = await desk.poll(5)

    assert first == (PollStatus.OK, 2, 1)
    assert second == (PollStatus.NOT_MODIFIED, 0, 0)
    assert desk.kinds() == [DeliveryKind.POST]


async def test_a_304_is_asked_for_and_costs_no_parsing(desk: Desk) -> None:
    desk.server.etags["feed"] = '"1"'
    await desk.poll()

    again = await desk.poll(5)

    assert again == (PollStatus.NOT_MODIFIED, 0, 0)
    assert desk.server.asked == [("feed", None), ("feed", '"1"')]


async def test_the_etag_is_stored_only_after_the_items_are(desk: Desk) -> None:
    desk.server.etags["feed"] = '"1"'
    desk.server.pages["feed"] = b"<html><title>Just a moment</title></html>"
    await desk.poll()

    state = desk.app.store.fetch_states(["paper"])["paper"]

    assert state.etag is None
    assert state.failures == 1


async def test_a_restart_between_poll_and_deliver_loses_and_doubles_nothing(desk: Desk) -> None:
    await desk.poll()
    await desk.close()
    await desk.open()
    kept = desk.kinds()

    again = await desk.poll(5)
    tally = await desk.app.deliverer.deliver(desk.clock())
    once_more = await desk.app.deliverer.deliver(desk.clock())

    assert kept == [DeliveryKind.POST]
    assert again == (PollStatus.NOT_MODIFIED, 0, 0)
    assert (tally.sent, once_more.sent) == (1, 0)


async def test_an_edited_item_updates_its_message(desk: Desk) -> None:
    await desk.poll()
    await desk.app.deliverer.deliver(desk.clock())
    desk.server.pages["feed"] = rss(("freed", "Belarus frees 53 political prisoners"), WEATHER)

    polled = await desk.poll(5)

    assert polled == (PollStatus.OK, 1, 1)
    assert sorted(desk.kinds()) == [DeliveryKind.EDIT, DeliveryKind.REPLY]


async def test_a_page_instead_of_a_feed_is_a_failure_in_words(desk: Desk) -> None:
    desk.server.pages["feed"] = b"<!DOCTYPE html><html><title>Just a moment...</title></html>"

    status, _, _ = await desk.poll()

    assert status is PollStatus.FAILED
    assert "Just a moment" in desk.error


async def test_an_empty_feed_that_had_items_is_a_failure_and_one_that_never_had_is_not(
    desk: Desk,
) -> None:
    desk.server.pages["feed"] = rss()
    never = await desk.poll()
    desk.server.pages["feed"] = rss(FREED)
    await desk.poll(5)
    desk.server.pages["feed"] = rss()

    emptied = await desk.poll(5)

    assert never[0] is PollStatus.OK
    assert emptied[0] is PollStatus.FAILED


async def test_a_failing_source_is_polled_less_often_and_recovers_at_once(desk: Desk) -> None:
    await desk.poll()
    desk.server.statuses["feed"] = 500
    desk.server.pages["feed"] = b"oops"
    pauses = []
    for _ in range(10):
        await desk.poll(5)
        due = desk.app.store.fetch_states(["paper"])["paper"].due_at
        assert due is not None
        pauses.append(due - desk.clock())
    desk.server.statuses.clear()
    desk.server.pages["feed"] = rss(FREED, WEATHER, ("more", "Chess champion retires"))

    recovered = await desk.poll(5)

    assert timedelta(minutes=10) <= pauses[0] <= timedelta(minutes=11)
    assert timedelta(minutes=20) <= pauses[1] <= timedelta(minutes=22)
    assert all(
        timedelta(hours=6) <= pause <= timedelta(hours=6, minutes=36) for pause in pauses[-3:]
    )
    assert recovered == (PollStatus.OK, 1, 0)
    assert desk.app.store.fetch_states(["paper"])["paper"].failures == 0


async def test_the_server_s_retry_after_is_respected(desk: Desk) -> None:
    desk.server.statuses["feed"] = 429
    desk.server.headers["feed"] = {"Retry-After": "7200"}

    await desk.poll()

    due = desk.app.store.fetch_states(["paper"])["paper"].due_at
    assert due is not None
    assert due >= desk.clock() + timedelta(hours=2)


async def test_a_source_whose_address_was_changed_begins_anew(desk: Desk, tmp_path: Path) -> None:
    desk.server.etags["feed"] = '"1"'
    await desk.poll()
    await desk.close()
    desk.server.pages["other"] = rss(FREED)
    path = tmp_path / "config.toml"
    path.write_text(path.read_text().replace("/feed", "/other"))
    desk.settings = load(path)
    await desk.open()

    await desk.poll(5)

    assert desk.server.asked[-1] == ("other", None)
    assert desk.kinds() == [DeliveryKind.POST]


async def test_a_broken_database_fails_the_poll_and_not_the_program(desk: Desk) -> None:
    desk.app.store.close()

    status, _, _ = await desk.poll()

    assert status is PollStatus.FAILED


async def test_what_a_full_disk_undid_is_processed_by_the_next_poll(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def full(store: Store) -> Iterator[None]:
        with begin(store):
            yield
            if store._depth == 1:
                raise StoreError("the disk is full")

    begin = Store.begin
    with monkeypatch.context() as patched:
        patched.setattr(Store, "begin", full)
        failed = await desk.poll()

    assert failed == (PollStatus.FAILED, 0, 0)
    assert await desk.poll(5) == (PollStatus.OK, 2, 1)


async def test_the_outbox_is_on_disk_with_the_match(desk: Desk) -> None:
    await desk.poll()

    (entry,) = desk.app.store.outbox()

    assert entry.delivery.state is DeliveryState.PENDING
    assert entry.delivery.alert.item_id == entry.delivery.alert.story_id[1:]
