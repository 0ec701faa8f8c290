"""The bot listens: the real client, the fake server, a real store."""

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from pydantic import SecretStr
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.commands import CommandContext, menu
from bot.pace import Limits, Pace
from bot.telegram import TelegramSender, Updates
from bot.telegram.updates import _pause
from monitors.config import Settings
from monitors.errors import StoreError
from monitors.store import Store
from tests.bot.stories import NOON
from tests.e2e.fake_telegram import TOKEN, FakeTelegram, Fault

CHAT, GROUP = "42", -100777


class Naps:
    """Sleeps by hand: notes how long, lets others go first."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        await asyncio.sleep(0)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def naps() -> Naps:
    return Naps()


@pytest.fixture
async def listening(fake: FakeTelegram, store: Store, naps: Naps) -> AsyncIterator[Updates]:
    pace = Pace(Limits(chat_per_second=1000, group_per_minute=1000))
    async with TelegramSender(SecretStr(TOKEN), fake.base_url, pace=pace) as sender:
        context = CommandContext(store, lambda: NOON, Settings())
        async with Updates(sender, context, naps) as updates:
            yield updates


async def test_a_command_is_answered_as_a_reply(fake: FakeTelegram, listening: Updates) -> None:
    await fake.says("/watch Belaruskali")
    (answer,) = await fake.until(1)

    assert answer.chat == CHAT
    assert answer.text == "Watching “Belaruskali” from now on."
    assert answer.reply_to == 1


async def test_telegram_is_told_the_commands(fake: FakeTelegram, listening: Updates) -> None:
    await fake.says("/help")
    await fake.until(1)

    assert [one["command"] for one in fake.commands] == [name for name, _ in menu()]
    assert fake.requests["deleteWebhook"] == 1


async def test_answers_keep_the_order_of_the_questions(
    fake: FakeTelegram, listening: Updates
) -> None:
    for word in ("one", "two", "three"):
        await fake.says(f"/watch {word}")
    answers = await fake.until(3)

    assert [answer.text.split("“")[1].split("”")[0] for answer in answers] == [
        "one",
        "two",
        "three",
    ]


async def test_an_update_is_carried_out_once(
    fake: FakeTelegram, listening: Updates, store: Store
) -> None:
    await fake.says("/watch one")
    await fake.until(1)
    await fake.says("/list")
    answers = await fake.until(2)

    assert answers[1].text == "1 word is watched here:\none"
    assert len(fake.accepted) == 2


async def test_in_a_group_the_bot_keeps_to_what_it_is_asked(
    fake: FakeTelegram, listening: Updates
) -> None:
    for text in ("let us talk", "/list@AnotherBot", "/list@VoliaTestBot"):
        await fake.says(text, chat=GROUP, kind="supergroup")
    answers = await fake.until(1)

    assert [answer.reply_to for answer in answers] == [3]


async def test_in_a_topic_of_a_forum_it_answers_there(
    fake: FakeTelegram, listening: Updates
) -> None:
    await fake.says(
        "/list", chat=GROUP, kind="supergroup", message_thread_id=9, is_topic_message=True
    )
    (answer,) = await fake.until(1)

    assert answer.parameters["message_thread_id"] == 9


async def test_a_chat_that_blocks_the_bot_is_stopped_and_resumed(
    fake: FakeTelegram, listening: Updates, store: Store
) -> None:
    await fake.membership(42, "kicked")
    await fake.says("/help", chat=43)
    await fake.until(1)
    stopped = [chat.stopped for chat in store.chats()]
    await fake.membership(42, "member")
    await fake.says("/help", chat=43)
    await fake.until(2)

    assert stopped == ["the bot's status there is kicked"]
    assert [chat.stopped for chat in store.chats()] == [None]


async def test_faults_while_polling_are_outlived(
    fake: FakeTelegram, listening: Updates, naps: Naps
) -> None:
    await fake.says("/help")
    await fake.until(1)
    fake.fail(*[fault for fault in Fault if fault is not Fault.HANG], method="getUpdates")
    await fake.says("/help")
    await fake.until(2)
    await fake.says("/help")
    await fake.until(3)

    assert naps.slept.count(60.0) >= 1


async def test_a_start_without_telegram_waits_for_it(
    fake: FakeTelegram, store: Store, naps: Naps
) -> None:
    fake.fail(Fault.SERVER_ERROR, Fault.BAD_GATEWAY, Fault.DROP_BEFORE, method="getMe")
    async with (
        TelegramSender(SecretStr(TOKEN), fake.base_url) as sender,
        Updates(sender, CommandContext(store, lambda: NOON, Settings()), naps),
    ):
        await fake.says("/help")
        await fake.until(1)

    assert naps.slept[:3] == [1.0, 2.0, 4.0]


async def test_an_answer_that_cannot_be_delivered_is_let_go(
    fake: FakeTelegram, listening: Updates
) -> None:
    fake.fail(Fault.SERVER_ERROR, method="sendMessage")
    await fake.says("/help")
    await fake.says("/list")
    (answer,) = await fake.until(1)

    assert answer.text.startswith("No words")


async def test_who_writes_faster_than_telegram_allows_gets_fewer_answers(
    fake: FakeTelegram, store: Store
) -> None:
    gate = asyncio.Event()

    async def nap(seconds: float) -> None:
        await gate.wait()

    async with (
        TelegramSender(SecretStr(TOKEN), fake.base_url) as sender,
        Updates(sender, CommandContext(store, lambda: NOON, Settings()), nap),
    ):
        for number in range(20):
            await fake.says(f"/watch word{number}")
        await fake.says("/help", chat=43)
        await fake.until(2)
        gate.set()
        await fake.until(6)

    assert len(fake.sent(CHAT)) <= 6
    assert len(store.watches(CHAT)) == 20


class BrokenStore(Store):
    """A database that fails when a chat is stopped, and has a bug besides."""

    def stop_chat(self, chat: str, why: str) -> None:
        raise StoreError("disk full")

    def resume_chat(self, chat: str) -> None:
        raise ZeroDivisionError


async def test_a_failing_update_does_not_end_the_listening(fake: FakeTelegram, naps: Naps) -> None:
    with BrokenStore.open("sqlite://") as store:
        context = CommandContext(store, lambda: NOON, Settings())
        async with (
            TelegramSender(SecretStr(TOKEN), fake.base_url) as sender,
            Updates(sender, context, naps),
        ):
            await fake.membership(42, "kicked")
            await fake.membership(42, "member")
            await fake.update(poll={"id": "not asked for"})
            await fake.says("/help")
            await fake.until(1)

    assert len(fake.accepted) == 1


async def test_an_update_that_cannot_be_read_is_waited_for(
    fake: FakeTelegram, listening: Updates, naps: Naps
) -> None:
    await fake.says("/help")
    await fake.until(1)
    await fake.update(message="this is no message")
    await fake.says("/help", chat=43)
    while not naps.slept:  # noqa: ASYNC110 - it is the nap that is waited for
        await asyncio.sleep(0)
    fake.forget_updates()
    await fake.says("/help")
    await fake.until(2)

    assert set(naps.slept) == {60.0}


async def test_leaving_ends_listening_at_once(fake: FakeTelegram, listening: Updates) -> None:
    await fake.says("/help")
    await fake.until(1)
    await listening.__aexit__(None, None, None)

    assert listening._task is not None
    assert listening._task.done()


@pytest.mark.parametrize(
    ("error", "failures", "pause"),
    [
        pytest.param(NetworkError("x"), 1, 1.0, id="first"),
        pytest.param(NetworkError("x"), 4, 8.0, id="fourth"),
        pytest.param(NetworkError("x"), 99, 60.0, id="many"),
        pytest.param(RetryAfter(17), 1, 17.0, id="flood"),
        pytest.param(Conflict("another poller"), 1, 60.0, id="conflict"),
        pytest.param(InvalidToken("x"), 1, 60.0, id="token"),
    ],
)
def test_pauses_between_polls(error: TelegramError, failures: int, pause: float) -> None:
    assert _pause(error, failures) == pause
