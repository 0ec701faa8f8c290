"""Stories merged and split from Telegram: real client, fake server, real store."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.commands import CommandContext
from bot.deliver import Deliverer
from bot.pace import Limits, Pace
from bot.questions import queue_questions
from bot.telegram import TelegramSender, Updates
from monitors import regroup
from monitors.config import Channel, Settings, Telegram
from monitors.model import DeliveryKind, Report
from monitors.store import Planned, Store
from tests.bot.senders import Clock
from tests.bot.stories import AGENCY, BELARUSIAN, LITHUANIAN, STATE_FIRST, alert
from tests.e2e.fake_telegram import TOKEN, Call, FakeTelegram
from tests.e2e.service import ROOT, configure, running
from tests.monitors.feedserver import FeedServer, rss

ADMIN, STRANGER = 42, 43
PUBLIC, PRIVATE = "@volia_en", "-1001234"
TOPICS = ("prisoner-release", "sanctions")


@dataclass
class Desk:
    """A service by hand: what is told, sent and answered."""

    store: Store
    fake: FakeTelegram
    deliverer: Deliverer
    clock: Clock
    settings: Settings

    def tell(self, story_id: str, *reports: Report, chats: tuple[str, ...] = (PUBLIC,)) -> None:
        for each in reports:
            self.store.add_report(story_id, each)
        made = replace(alert(reports[0]), story_id=story_id)
        self.store.add_alert(made, [Planned(chat, DeliveryKind.POST) for chat in chats])

    async def send(self) -> list[Call]:
        """What readers get, some minutes later."""
        self.clock.on(minutes=5)
        before = len(self.fake.accepted)
        await self.deliverer.drain()
        return [call for call in self.fake.accepted[before:] if call.chat != str(ADMIN)]

    async def ask(self, text: str, chat: int = ADMIN) -> Call:
        """What the bot answers a person."""
        calls = len(self.fake.accepted)
        await self.fake.says(text, chat=chat)
        return (await self.fake.until(calls + 1))[-1]

    async def press(self, data: str, on: Call | None = None, person: int = ADMIN) -> str:
        """What is said to whom presses a button."""
        answers = len(self.fake.answered)
        await self.fake.presses(data, on=on, person=person)
        return (await self.fake.until_answered(answers + 1))[-1]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path}/volia.db") as opened:
        yield opened


@pytest.fixture
async def desk(store: Store) -> AsyncIterator[Desk]:
    clock = Clock()
    settings = Settings(
        telegram=Telegram(admins=(ADMIN,)),
        channels=(Channel(chat=PUBLIC, language="en", topics=TOPICS),),
    )
    pace = Pace(Limits(1000, 1000, 1000))
    async with (
        FakeTelegram() as fake,
        TelegramSender(SecretStr(TOKEN), fake.base_url, pace=pace) as sender,
        Updates(sender, CommandContext(store, clock, settings), clock.sleep),
    ):
        yield Desk(
            store, fake, Deliverer(store, sender, settings, clock, clock.sleep), clock, settings
        )


def named(call: Call, beginning: str) -> str:
    """What comes back of the button that begins so."""
    return next(data for label, data in call.buttons.items() if label.startswith(beginning))


async def test_an_admin_merges_two_stories_by_a_button(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.tell("s2", LITHUANIAN)
    await desk.send()
    card = await desk.ask("/story s1")
    told = await desk.press(named(card, "Merge with: Belarus released 52"), card)
    younger, older = sorted(await desk.send(), key=lambda call: -call.message_id)

    assert told == "Merged. The younger message points to the older one."
    assert [call.method for call in (younger, older)] == ["editMessageText"] * 2
    assert (older.message_id, younger.message_id) == (1, 2)
    assert younger.text.startswith("↪️ Merged into an older message: Belarus released 52")
    assert 'href="https://t.me/volia_en/1"' in younger.html
    assert "52 people released" in older.text
    assert desk.store.decisions_on("s1")[0].by == str(ADMIN)
    assert desk.fake.rejected == []


async def test_the_message_of_an_admin_shows_what_has_become_of_it(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.tell("s2", LITHUANIAN)
    card = await desk.ask("/story s2")
    calls = len(desk.fake.accepted)
    await desk.press(named(card, "Merge with"), card)
    shown = (await desk.fake.until(calls + 1))[-1]

    assert (shown.method, shown.message_id) == ("editMessageText", card.message_id)
    assert "s1" in shown.text
    assert not any(label.startswith("Merge") for label in shown.buttons)
    assert len([label for label in shown.buttons if label.startswith("Split off")]) == 2


async def test_a_report_is_split_off_and_told_silently(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST, LITHUANIAN, AGENCY)
    await desk.send()
    card = await desk.ask("/story s1")
    told = await desk.press(named(card, "Split off: Reuters"), card)
    post, edit = await desk.send()

    assert told == "Split off."
    assert (post.method, post.silent) == ("sendMessage", True)
    assert "Belavia" in post.text
    assert (edit.method, edit.message_id) == ("editMessageText", 1)
    assert "Belavia" not in edit.text


async def test_a_second_press_changes_nothing(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.tell("s2", LITHUANIAN)
    card = await desk.ask("/story s1")
    data = named(card, "Merge with")
    first = await desk.press(data, card)
    second = await desk.press(data, card)

    assert first.startswith("Merged.")
    assert second == "s1 and s2 are one story already"
    assert len(desk.store.decisions_on("s1")) == 1


async def test_nobody_but_an_admin_can_do_it(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.tell("s2", LITHUANIAN)
    refused = await desk.ask("/story s1", chat=STRANGER)
    told = await desk.press("merge:s1:s2", person=STRANGER)

    assert refused.text == told == "Only an admin can do this, in a chat with me alone."
    assert refused.buttons == {}
    assert len(desk.store.stories()) == 2


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("merge:s1:gone", "No stored story has the id gone, or a report of that address."),
        ("split:s1:gone", "s1 has no report gone"),
        ("split:s1:belta-0", "these are all reports of s1: nothing would be left of it"),
        ("merge", "No story was named: give its id, or the address of a report."),
        ("fly:s1:s2", "This button is no longer of use."),
        (":::", "This button is no longer of use."),
        ("x" * 64, "This button is no longer of use."),
    ],
)
async def test_buttons_of_old_are_answered_and_do_no_harm(desk: Desk, data: str, told: str) -> None:
    desk.tell("s1", STATE_FIRST)

    assert await desk.press(data) == told
    assert len(desk.store.stories()) == 1


async def test_a_press_that_telegram_has_forgotten_stops_nothing(desk: Desk) -> None:
    desk.fake.expired.add("q1")
    await desk.fake.presses("merge:s1:s2")
    answer = await desk.ask("/list")

    assert answer.text == "No words are watched here. Add one with /watch WORD."


async def test_admins_are_asked_once_of_stories_in_doubt(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.tell("s2", LITHUANIAN)
    desk.store.relate("s2", [("s1", 0.2)])
    asked = [queue_questions(desk.store, [ADMIN], desk.clock()) for _ in range(2)]
    await desk.send()
    (question,) = desk.fake.sent(str(ADMIN))
    told = await desk.press(named(question, "Keep apart"), question)
    card = await desk.ask("/story s2")

    assert asked == [1, 0]
    assert "Perhaps the same event:\n• Lukashenko pardoned 14 foreigners" in question.text
    assert told == "They stay two."
    assert not any(label.startswith("Keep apart") for label in card.buttons)
    assert [each.kind.value for each in desk.store.decisions_on("s1")] == ["apart"]


async def test_of_a_doubt_that_nobody_sees_nobody_is_asked(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.store.add_report("s2", LITHUANIAN)
    desk.store.relate("s2", [("s1", 0.2)])

    assert queue_questions(desk.store, [ADMIN], desk.clock()) == 0
    assert queue_questions(desk.store, [], desk.clock()) == 0


async def test_a_question_that_was_settled_meanwhile_is_not_asked(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.tell("s2", LITHUANIAN)
    desk.store.relate("s2", [("s1", 0.2)])
    queue_questions(desk.store, [ADMIN], desk.clock())
    regroup.merge(desk.store, "s1", "s2", by="cli", why="", now=desk.clock())
    await desk.send()

    assert desk.fake.sent(str(ADMIN)) == []


async def test_where_messages_have_no_address_the_article_is_linked(desk: Desk) -> None:
    chats = (PRIVATE, "7", "-55")
    desk.tell("s1", STATE_FIRST, chats=chats)
    desk.tell("s2", LITHUANIAN, chats=chats)
    await desk.send()
    regroup.merge(desk.store, "s1", "s2", by="cli", why="", now=desk.clock())
    edits = {call.chat: call.html for call in await desk.send() if call.message_id == 2}

    assert 'href="https://t.me/c/1234/1"' in edits[PRIVATE]
    assert f'href="{LITHUANIAN.item.url}"' in edits["7"]
    assert f'href="{LITHUANIAN.item.url}"' in edits["-55"]


async def test_later_news_are_replies_to_the_older_message_alone(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    desk.tell("s2", LITHUANIAN)
    await desk.send()
    regroup.merge(desk.store, "s2", "s1", by="cli", why="", now=desk.clock())
    await desk.send()
    desk.store.add_report("s1", BELARUSIAN)
    news = replace(alert(BELARUSIAN), story_id="s1")
    desk.store.add_alert(
        news, [Planned(PUBLIC, DeliveryKind.REPLY), Planned(PUBLIC, DeliveryKind.EDIT)]
    )
    reply, edit = await desk.send()

    assert (reply.method, reply.reply_to) == ("sendMessage", 1)
    assert (edit.method, edit.message_id) == ("editMessageText", 1)


async def test_what_a_crash_left_half_sent_before_a_merge_is_not_told_again(desk: Desk) -> None:
    desk.tell("s1", STATE_FIRST)
    await desk.send()
    desk.tell("s2", LITHUANIAN)
    (left,) = desk.store.pending(desk.clock())
    desk.store.claim(left.id, desk.clock())  # and here the process is killed
    regroup.merge(desk.store, "s1", "s2", by="cli", why="", now=desk.clock())
    desk.store.recover(desk.clock(), "resend")
    calls = await desk.send()

    assert [(call.method, call.message_id) for call in calls] == [("editMessageText", 1)]
    assert "52 people released" in calls[0].text


async def test_a_merge_beside_a_running_service_edits_both_messages(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    pages = {
        "lantern": rss(("freed", "Belarus frees 14 political prisoners"), at=now),
        "harbour": rss(("sanctions", "EU imposes sanctions on Belaruskali"), at=now),
    }
    async with FeedServer(pages) as feeds, FakeTelegram() as telegram:
        config = configure(tmp_path, {name: feeds.url(name) for name in pages}, telegram.base_url)
        async with running(config) as service:
            await telegram.until(2, within_s=30)
            with Store.look(f"sqlite:///{tmp_path}/volia.db") as store:
                ids = [story.id for story in store.stories()]
            merged = await volia("story", "merge", *ids, "--config", str(config), "--json")
            calls = await telegram.until(4, within_s=30)
            await service.terminate()

    sent, edits = calls[:2], calls[2:4]
    assert json.loads(merged)["reports"] == 2
    assert [call.method for call in sent] == ["sendMessage"] * 2
    assert {call.message_id for call in edits} == {1, 2}
    assert len(telegram.accepted) == 4
    pointing = [call for call in edits if "Merged into an older message" in call.text]
    ((younger,), (older,)) = pointing, [call for call in edits if call not in pointing]
    assert f"https://t.me/volia_en/{older.message_id}" in younger.html
    assert "14" in older.text
    assert "Belaruskali" in older.text


async def volia(*arguments: str) -> str:
    """What a command prints that was given in a terminal of its own."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    assert process.returncode == 0
    return out.decode()
