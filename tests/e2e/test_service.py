"""The service as its users meet it: a process, real HTTP, the Bot API."""

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitors.model import DeliveryState
from monitors.store import Store
from tests.e2e.fake_telegram import TOKEN, Call, FakeTelegram, Fault
from tests.e2e.service import CHANNEL, ROOT, configure, running
from tests.monitors.feedserver import FeedServer, rss

NOW = datetime.now(UTC)
FREED = ("freed", "Belarus frees 14 political prisoners")
MORE = ("more", "Belarus frees 52 political prisoners, among them six Lithuanians")
CONFIRMED = ("lt", "Baltarusija paleido 52 politinius kalinius")
WEATHER = ("rain", "Rain is expected in Vilnius on Friday")


@dataclass
class Town:
    """Two papers and Telegram."""

    feeds: FeedServer
    telegram: FakeTelegram
    folder: Path

    def config(self, more: str = "") -> Path:
        urls = {name: self.feeds.url(name) for name in ("lantern", "nemunas")}
        return configure(self.folder, urls, self.telegram.base_url, more)

    def edits(self) -> list[Call]:
        return [call for call in self.telegram.accepted if call.method == "editMessageText"]


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    pages = {
        "lantern": rss(FREED, WEATHER, at=NOW),
        "nemunas": rss(("oras", "Rytoj Vilniuje lis"), at=NOW, language="lt"),
    }
    async with FeedServer(pages) as feeds, FakeTelegram() as telegram:
        yield Town(feeds, telegram, tmp_path)


async def test_a_channel_gets_the_first_message_its_edits_and_its_replies(town: Town) -> None:
    async with running(town.config()) as service:
        await town.telegram.until(1)
        town.feeds.pages["nemunas"] = rss(CONFIRMED, MORE, at=NOW, language="lt")
        calls = list(await town.telegram.until(3, within_s=30))
        code = await service.terminate()

    posts, replies = town.telegram.sent(CHANNEL)[:1], town.telegram.sent(CHANNEL)[1:]
    assert "14" in posts[0].text
    assert posts[0].reply_to is None
    assert [call.method for call in calls[:1]] == ["sendMessage"]
    assert {call.reply_to for call in replies} == {posts[0].message_id}
    assert any("52" in call.text for call in replies)
    assert {call.message_id for call in town.edits()} == {posts[0].message_id}
    assert "52" in town.edits()[-1].text
    assert town.telegram.rejected == []
    assert code == 0


async def test_sigterm_ends_it_within_ten_seconds_with_nothing_half_done(town: Town) -> None:
    async with running(town.config()) as service:
        await town.telegram.until(1)
        begun = time.monotonic()
        code = await service.terminate()
        took = time.monotonic() - begun

    with Store.open(f"sqlite:///{town.folder / 'volia.db'}") as store:
        status = store.status(datetime.now(UTC))
    assert code == 0
    assert took < 10
    assert (status.sent, status.sending, status.pending) == (1, 0, 0)
    assert "Traceback" not in "".join(service.said)


async def test_sigterm_does_not_wait_for_a_telegram_that_hangs(town: Town) -> None:
    town.telegram.fail(Fault.HANG, method="sendMessage")
    async with running(town.config()) as service:
        await town.telegram.until(1)
        code = await service.terminate()

    assert code == 0


async def test_kill_9_between_match_and_delivery_loses_nothing(town: Town) -> None:
    town.telegram.fail(*[Fault.DROP_BEFORE] * 1, *[Fault.FLOOD] * 50, method="sendMessage")
    async with running(town.config()) as service:
        await service.until("alerts=1")
        await service.kill()
    assert town.telegram.sent(CHANNEL) == []
    with Store.open(f"sqlite:///{town.folder / 'volia.db'}") as store:
        (entry,) = store.outbox()
        assert entry.delivery.state in {DeliveryState.PENDING, DeliveryState.SENDING}

    async with FakeTelegram() as again:
        config = town.config()
        config.write_text(config.read_text().replace(town.telegram.base_url, again.base_url))
        _release(town.folder)
        async with running(config) as service:
            await again.until(1)
            await service.until("not_modified")
            await service.terminate()

    assert len(again.sent(CHANNEL)) == 1
    assert "14" in again.sent(CHANNEL)[0].text


async def test_kill_9_during_a_delivery_repeats_it_with_a_mark(town: Town) -> None:
    town.telegram.fail(Fault.HANG, method="sendMessage")
    async with running(town.config()) as service:
        await town.telegram.until(1)
        await service.kill()

    async with running(town.config()) as service:
        await town.telegram.until(2)
        await service.terminate()

    first, second = town.telegram.sent(CHANNEL)
    assert "repeat" not in first.text
    assert "repeat" in second.text


async def _asked(town: Town, text: str, chat: int = 42) -> str:
    before = len(town.telegram.sent(str(chat)))
    await town.telegram.says(text, chat=chat)
    async with asyncio.timeout(15):
        while len(town.telegram.sent(str(chat))) == before:
            await town.telegram.until(len(town.telegram.accepted) + 1, within_s=15)
    return town.telegram.sent(str(chat))[-1].text


async def test_every_command_is_answered(town: Town) -> None:
    link = "https://paper.example/freed"
    async with running(town.config()) as service:
        await town.telegram.until(1)
        await service.until("listening")
        answers = [
            await _asked(town, text)
            for text in (
                "/start",
                "/help",
                "/status",
                "/list",
                "/watch Belaruskali",
                "/list",
                f"/why {link}",
                "/unwatch Belaruskali",
                "/nonsense",
            )
        ]
        await service.terminate()

    start, usage, status, nothing, watching, words, why, dropped, unknown = answers
    assert "/watch" in start
    assert "/why" in usage
    assert "2 fine" in status
    assert "No words" in nothing
    assert "Belaruskali" in watching
    assert "Belaruskali" in words
    assert "first report" in why
    assert "No longer" in dropped
    assert "/help" in unknown
    assert {entry["command"] for entry in town.telegram.commands} >= {"watch", "why", "status"}


async def test_a_watched_word_works_at_once_and_survives_a_restart(town: Town) -> None:
    async with running(town.config()) as service:
        await service.until("listening")
        await _asked(town, "/watch bridge")
        town.feeds.pages["lantern"] = rss(
            FREED, WEATHER, ("b1", "Council opens a new bridge"), at=NOW
        )
        await _until_sent(town, "42", "Council opens a new bridge")
        await service.terminate()

    town.feeds.pages["lantern"] = rss(
        FREED, WEATHER, ("b2", "Engineers inspect bridges in Kaunas"), at=NOW
    )
    async with running(town.config()) as service:
        await _until_sent(town, "42", "Engineers inspect bridges in Kaunas")
        await service.terminate()

    channel = " ".join(call.text for call in town.telegram.sent(CHANNEL))
    assert "bridge" not in channel


async def _until_sent(town: Town, chat: str, phrase: str) -> None:
    async with asyncio.timeout(20):
        while not any(phrase in call.text for call in town.telegram.sent(chat)):
            await town.telegram.until(len(town.telegram.accepted) + 1, within_s=20)


async def test_one_bad_source_does_not_stop_the_rest(town: Town) -> None:
    town.feeds.pages["nemunas"] = b"<html><title>Just a moment</title></html>"
    async with running(town.config()) as service:
        await town.telegram.until(1)
        await service.until("poll failed")
        await service.terminate()

    assert len(town.telegram.sent(CHANNEL)) == 1


async def test_the_token_stands_nowhere_in_the_log(town: Town) -> None:
    town.telegram.fail(Fault.NOT_FOUND, Fault.SERVER_ERROR, method="sendMessage")
    config = town.config()
    config.write_text(config.read_text() + '[logging]\nlevel = "debug"\n')
    async with running(config) as service:
        await service.until("listening")
        await service.until("alerts=1")
        await service.terminate()

    assert TOKEN not in "".join(service.said)


async def test_without_a_token_messages_go_to_the_console(town: Town) -> None:
    async with running(town.config(), token=None) as service:
        await service.until("no Telegram token")
        await service.until("alerts=1")
        code = await service.terminate()

    assert code == 0
    assert sum(town.telegram.requests.values()) == 0


def _release(folder: Path) -> None:
    """Let a chat that was held for a flood be written to again, as time would."""
    with Store.open(f"sqlite:///{folder / 'volia.db'}") as store:
        for chat in store.chats():
            store.hold_chat(chat.chat, NOW)


async def test_a_reload_brings_a_topic_without_a_restart_and_refuses_a_broken_one(
    town: Town,
) -> None:
    topic = (
        '[[topics]]\nname = "weather"\nkeywords = {en = ["rain"]}\n'
        'expect = [{text = "No rain in sight", match = MATCH}]\n'
    )
    quiet = town.config()
    text = quiet.read_text().replace(
        f'chat = "{CHANNEL}"\n', f'chat = "{CHANNEL}"\ntopics = ["prisoner-release", "weather"]\n'
    )
    async with running(quiet) as service:
        await town.telegram.until(1)
        quiet.write_text(text + topic.replace("MATCH", "false"))
        refused = await _volia("reload", "--config", str(quiet), "--json")
        quiet.write_text(text + topic.replace("MATCH", "true"))
        taken = await _volia("reload", "--config", str(quiet))
        town.feeds.pages["lantern"] = rss(("storm", "Rain floods Vilnius"), at=NOW)
        await town.telegram.until(2, within_s=30)
        code = await service.terminate()

    assert refused[0] == 2
    assert '"done": false' in refused[1]
    assert "should not match" in refused[1]
    assert taken[0] == 0
    assert "Your own topics: 1" in taken[1]
    assert "Rain floods Vilnius" in town.telegram.sent(CHANNEL)[1].text
    assert any("not reloaded" in line for line in service.said)
    assert code == 0


async def _volia(*arguments: str) -> tuple[int | None, str]:
    """A command beside the service: its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    told, _ = await process.communicate()
    return process.returncode, told.decode()
