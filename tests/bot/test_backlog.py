"""After a pause, or with a new source: one digest instead of a flood, and its stories live on.

A real server and parser, the real pipeline and database; the clock and the sender are by hand.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random
from string import ascii_lowercase

import pytest

from bot.app import App, open_app
from monitors.config import load
from monitors.errors import Delayed
from monitors.model import DeliveryKind, DeliveryState, Reason
from tests.bot.senders import Clock, Sender, Sent
from tests.monitors.feedserver import FeedServer

CHAT = "@freed"
Event = tuple[str, str, datetime]
"""Guid, headline, and when it was published."""


def many(number: int, until: datetime) -> list[Event]:
    """So many items that have nothing in common but the watched border, one every five minutes."""
    words = Random(11)
    return [
        (f"old{n}", f"border {_word(words)} {_word(words)}", until - timedelta(minutes=5 * n))
        for n in range(number)
    ]


def _word(words: Random) -> str:
    return "".join(words.choices(ascii_lowercase, k=8))


def rss(events: Sequence[Event]) -> bytes:
    entries = "".join(
        f"<item><title>{title}</title><link>https://paper.example/{guid}</link>"
        f"<guid isPermaLink='false'>{guid}</guid><pubDate>{format_datetime(at)}</pubDate></item>"
        for guid, title, at in events
    )
    return (
        "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Paper</title>"
        f"<link>https://paper.example/</link><description>news</description>{entries}"
        "</channel></rss>"
    ).encode()


class Desk:
    """Two sources, one channel, and an App that can be closed and opened again."""

    def __init__(self, server: FeedServer, folder: Path) -> None:
        self.server = server
        self.clock = Clock()
        self.sender = Sender()
        path = folder / "config.toml"
        sources = "".join(
            f'[[sources]]\nname = "{name}"\nurl = "{server.url(name)}"\nlanguage = "en"\n'
            for name in server.pages
        )
        path.write_text(
            f'[network]\nallow = ["127.0.0.1:{server.port}"]\n[translation]\nengine = "none"\n'
            # to vectors, words without a meaning are all alike
            "[understanding]\nsemantic = false\n"
            f'[[channels]]\nchat = "{CHAT}"\n'
            f'topics = ["prisoner-release", "border"]\nlanguage = "en"\n{sources}'
            '[[topics]]\nname = "border"\nkeywords.en = ["border"]\n',
            encoding="utf-8",
        )
        self.settings = load(path)
        self.stack = AsyncExitStack()

    async def open(self) -> None:
        opened = open_app(self.settings, now=self.clock, sender=self.sender)
        self.app: App = await self.stack.enter_async_context(opened)

    def publish(self, name: str, *events: Event) -> None:
        self.server.pages[name] = rss(events)

    async def poll(self, **later: float) -> list[Sent]:
        """Poll all, deliver, and again when what was seen late has been gathered."""
        self.clock.on(**later)
        before = len(self.sender.taken)
        await self.app.poll_all()
        await self.app.deliverer.deliver(self.clock())
        self.clock.on(minutes=2)
        await self.app.deliverer.deliver(self.clock())
        return self.sender.taken[before:]

    def event(self, title: str, ago: float, guid: str = "") -> Event:
        """Published `ago` hours before now."""
        return (guid or title, title, self.clock() - timedelta(hours=ago))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with FeedServer(pages={"paper": rss([]), "wire": rss([])}) as server:
        opened = Desk(server, tmp_path)
        await opened.open()
        yield opened
        await opened.stack.aclose()


FREED = "Belarus frees 14 political prisoners"


async def test_two_hundred_old_events_of_a_new_source_are_one_digest(desk: Desk) -> None:
    desk.publish("paper", *many(199, desk.clock() - timedelta(hours=2)), desk.event(FREED, 19))

    sent = await desk.poll()

    assert [(one.edited, one.reply_to) for one in sent] == [(None, None)]
    heading, _, first, *others = sent[0].text.splitlines()
    assert heading == "200 earlier events, seen only now"
    assert first.startswith(f"• {FREED}")
    assert others[-1] == f"and {200 - len(others)} more"
    assert await desk.poll(minutes=5) == []


async def test_after_a_pause_two_sources_are_one_digest_and_fresh_news_is_told_at_once(
    desk: Desk,
) -> None:
    await desk.poll()
    until = desk.clock() + timedelta(hours=7)
    desk.publish("paper", *many(12, until))
    desk.publish("wire", *many(12, until), ("now", FREED, until + timedelta(hours=1, minutes=55)))

    sent = await desk.poll(hours=9)

    assert [one.first for one in sent] == [
        f"🕊 {FREED}",
        "12 earlier events, seen only now",
    ]


async def test_a_few_old_events_are_told_one_by_one_and_say_how_old_they_are(desk: Desk) -> None:
    desk.publish("paper", desk.event(FREED, 6))

    (sent,) = await desk.poll()

    assert sent.text.splitlines()[:2] == [
        "⏳ published 6 hours ago, seen only now",
        f"🕊 {FREED}",
    ]


async def test_an_edit_says_what_stays_true(desk: Desk) -> None:
    desk.publish("paper", desk.event(FREED, 6))
    await desk.poll()
    desk.publish("wire", desk.event("14 prisoners walk free in Belarus, families say", 0.1))

    (edit,) = await desk.poll(minutes=10)

    assert edit.edited == 101
    assert edit.first == "⏳ seen 6 hours after it was published"


async def test_a_source_that_is_read_all_the_time_tells_an_old_event_without_waiting(
    desk: Desk,
) -> None:
    await desk.poll()
    desk.publish("paper", *many(7, desk.clock() - timedelta(hours=2)))
    desk.clock.on(minutes=5)
    await desk.app.poll_all()
    await desk.app.deliverer.deliver(desk.clock())

    assert len(desk.sender.taken) == 7
    assert desk.sender.taken[0].first.startswith("⏳ published 2 hours ago")


async def test_what_a_story_brought_before_its_first_message_is_not_told_twice(desk: Desk) -> None:
    desk.publish(
        "paper", desk.event(FREED, 6), desk.event("Belarus frees 52 political prisoners", 5)
    )

    sent = await desk.poll()

    assert len(sent) == 1
    assert "52 people released" in sent[0].text


async def test_a_story_of_the_digest_is_told_in_a_post_of_its_own_once_it_has_news(
    desk: Desk,
) -> None:
    desk.publish("paper", *many(8, desk.clock() - timedelta(hours=3)), desk.event(FREED, 3))
    (digest,) = await desk.poll()
    assert digest.first == "9 earlier events, seen only now"

    desk.publish("wire", desk.event("14 prisoners walk free in Belarus, families say", 0))
    confirmed = await desk.poll(minutes=10)
    desk.publish("wire", desk.event("Belarus frees 52 political prisoners, families say", 0))
    (post,) = await desk.poll(minutes=10)
    desk.publish("wire", desk.event("Belarus frees 60 political prisoners, families say", 0))
    answer, edit = await desk.poll(minutes=10)

    assert confirmed == []
    assert (post.reply_to, post.edited) == (101, None)
    assert "52 people released" in post.text
    assert answer.reply_to == edit.edited == 102


async def test_a_digest_that_could_not_be_sent_comes_later_and_whole(desk: Desk) -> None:
    desk.publish("paper", *many(8, desk.clock() - timedelta(hours=3)))
    desk.sender.fails(CHAT, Delayed(CHAT, "no way"))
    assert await desk.poll() == []

    desk.clock.on(minutes=1)
    await desk.app.deliverer.deliver(desk.clock())

    (digest,) = desk.sender.taken
    assert digest.first == "8 earlier events, seen only now"
    rows = [entry.delivery for entry in desk.app.store.outbox()]
    assert {(row.kind, row.state) for row in rows} == {(DeliveryKind.DIGEST, DeliveryState.SENT)}


async def test_without_the_service_running_on_nothing_is_waited_for(desk: Desk) -> None:
    desk.publish("paper", *many(8, desk.clock() - timedelta(hours=3)))
    await desk.app.poll_all()
    await desk.app.deliverer.drain()

    assert [one.first for one in desk.sender.taken] == ["8 earlier events, seen only now"]


async def test_nothing_older_than_the_configured_age_is_told(desk: Desk) -> None:
    desk.publish("paper", desk.event(FREED, 25))
    await desk.poll()
    desk.publish("wire", desk.event("Belarus frees 3 journalists", 25))
    await desk.poll(hours=9)

    assert desk.sender.taken == []
    assert {each.state for each in desk.app.store.items()} <= {
        reason.value for reason in (Reason.BACKLOG, Reason.TOO_OLD)
    } | {"matched"}


async def test_a_corrected_article_strikes_its_old_figure_out(desk: Desk) -> None:
    await desk.poll()
    desk.publish("paper", desk.event("Belarus frees 14 political prisoners", 0, "a"))
    await desk.poll(minutes=5)
    desk.publish("paper", desk.event("Belarus frees 16 political prisoners", 0.1, "a"))
    answer, edit = await desk.poll(minutes=5)
    desk.publish("wire", desk.event("16 prisoners walk free in Belarus, families say", 0))
    (later,) = await desk.poll(minutes=5)

    assert answer.first == "❗ Correction: 16 people (not 14)"
    assert "14 16 people released" in edit.text
    assert "14 16 people released" in later.text
    assert not edit.text.startswith("⏳")
