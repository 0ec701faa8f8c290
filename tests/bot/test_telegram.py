"""The real client against the fake server: what is sent, and what each failure means."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from pydantic import SecretStr
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.telegram import TelegramSender, sender_of
from bot.telegram.errors import delivery_error
from monitors.config import Settings, Telegram
from monitors.errors import ChatGone, ChatMoved, Delayed, DeliveryError, Rejected, Uncertain
from tests.e2e.fake_telegram import TOKEN, FakeTelegram, Fault

CHAT = "-1001234"


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
async def sender(fake: FakeTelegram) -> AsyncIterator[TelegramSender]:
    async with TelegramSender(SecretStr(TOKEN), fake.base_url, read_s=0.4) as one:
        yield one


async def test_a_post_arrives_as_formatted(fake: FakeTelegram, sender: TelegramSender) -> None:
    number = await sender.post(
        CHAT, 'a <b>b</b> <tg-time unix="1757592000" format="t">12:00 UTC</tg-time>', thread=7
    )

    assert number == 1
    assert fake.accepted[0].text == "a b 12:00 UTC"
    assert [entity.kind for entity in fake.accepted[0].entities] == ["bold", "date_time"]
    assert fake.accepted[0].parameters["message_thread_id"] == 7
    assert fake.accepted[0].parameters["link_preview_options"] == {"is_disabled": True}
    assert not fake.accepted[0].silent


async def test_a_channel_is_addressed_by_its_name(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    await sender.post("@volia_en", "x")

    assert fake.accepted[0].chat == "@volia_en"


async def test_a_silent_reply_is_silent_and_a_reply(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    await sender.post(CHAT, "first")
    await sender.post(CHAT, "second", silent=True, reply_to=1)

    assert fake.accepted[1].silent
    assert fake.accepted[1].reply_to == 1


async def test_a_reply_to_a_deleted_message_is_sent_all_the_same(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    assert await sender.post(CHAT, "x", reply_to=99) == 1


async def test_an_edit_changes_the_message(fake: FakeTelegram, sender: TelegramSender) -> None:
    number = await sender.post(CHAT, "14")
    await sender.edit(CHAT, number, "<s>14</s> 52")

    assert fake.accepted[1].text == "14 52"


async def test_an_edit_that_changes_nothing_is_fine(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    number = await sender.post(CHAT, "same")
    await sender.edit(CHAT, number, "same")

    assert len(fake.accepted) == 1
    assert "is not modified" in fake.rejected[0]


async def test_refused_html_is_sent_as_plain_text(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    number = await sender.post(CHAT, "a <x>b</x> &amp; c")
    await sender.edit(CHAT, number, "a <y>d</y>")

    assert [call.text for call in fake.accepted] == ["a b & c", "a d"]


@pytest.mark.parametrize(
    ("fault", "meaning", "arrived"),
    [
        pytest.param(Fault.FLOOD, Delayed, 0, id="429"),
        pytest.param(Fault.SERVER_ERROR, Uncertain, 0, id="500"),
        pytest.param(Fault.BAD_GATEWAY, Uncertain, 0, id="502"),
        pytest.param(Fault.NOT_FOUND, Delayed, 0, id="captive proxy"),
        pytest.param(Fault.DROP_BEFORE, Uncertain, 0, id="dropped before"),
        pytest.param(Fault.DROP_AFTER, Uncertain, 1, id="dropped after"),
        pytest.param(Fault.HANG, Uncertain, 1, id="no answer"),
        pytest.param(Fault.GARBAGE, Uncertain, 1, id="garbage"),
    ],
)
async def test_each_fault_is_known_for_what_it_is(
    fake: FakeTelegram,
    sender: TelegramSender,
    fault: Fault,
    meaning: type[DeliveryError],
    arrived: int,
) -> None:
    fake.fail(fault)
    with pytest.raises(meaning):
        await sender.post(CHAT, "x")

    assert len(fake.accepted) == arrived


async def test_a_flood_says_how_long_to_wait(fake: FakeTelegram, sender: TelegramSender) -> None:
    fake.fail(Fault.FLOOD, retry_after=43_837)
    with pytest.raises(Delayed) as raised:
        await sender.post(CHAT, "x")

    assert raised.value.retry_after == timedelta(seconds=43_837)


async def test_a_server_that_is_not_there_was_not_reached(sender: TelegramSender) -> None:
    async with TelegramSender(SecretStr(TOKEN), "http://127.0.0.1:9/bot") as unreachable:
        with pytest.raises(Delayed):
            await unreachable.post(CHAT, "x")


async def test_a_chat_that_blocks_the_bot_is_gone(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    fake.kick(CHAT)
    for send in (sender.post(CHAT, "x"), sender.edit(CHAT, 1, "x")):
        with pytest.raises(ChatGone, match="blocked"):
            await send


async def test_an_unknown_chat_is_gone(fake: FakeTelegram, sender: TelegramSender) -> None:
    fake.unknown_chats.add("@nobody")
    with pytest.raises(ChatGone, match="Chat not found"):
        await sender.post("@nobody", "x")


async def test_a_group_that_became_a_supergroup_has_moved(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    fake.migrate("-55", -100_55)
    with pytest.raises(ChatMoved) as raised:
        await sender.post("-55", "x")

    assert raised.value.new_chat == "-10055"


@pytest.mark.parametrize(
    "send",
    [
        pytest.param(lambda sender: sender.post(CHAT, " "), id="empty"),
        pytest.param(lambda sender: sender.post(CHAT, "x" * 4097), id="too long"),
        pytest.param(lambda sender: sender.edit(CHAT, 5, "x"), id="no such message"),
        pytest.param(lambda sender: sender.edit(CHAT, 1, "<x>" + "y" * 4097), id="not as text"),
    ],
)
async def test_what_telegram_will_never_take_is_rejected(
    fake: FakeTelegram, sender: TelegramSender, send: Callable[[TelegramSender], Awaitable[object]]
) -> None:
    await sender.post(CHAT, "first")
    with pytest.raises(Rejected):
        await send(sender)


async def test_a_plain_text_that_fails_too_is_told(
    fake: FakeTelegram, sender: TelegramSender
) -> None:
    fake.fail(Fault.BAD_ENTITIES, Fault.FLOOD)
    with pytest.raises(Delayed):
        await sender.post(CHAT, "x")


async def test_a_wrong_token_is_no_reason_to_give_up_and_is_not_told(fake: FakeTelegram) -> None:
    wrong = "987654321:another-secret-token-of-35-letters"
    async with TelegramSender(SecretStr(wrong), fake.base_url) as sender:
        with pytest.raises(Delayed) as raised:
            await sender.post(CHAT, "x")

    assert wrong not in str(raised.value)


async def test_the_bot_knows_its_name(fake: FakeTelegram, sender: TelegramSender) -> None:
    assert await sender.name() == "VoliaTestBot"

    fake.fail(Fault.NOT_FOUND)
    with pytest.raises(Delayed, match="proxy"):
        await sender.name()


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        pytest.param(Conflict("second poller"), Delayed, id="conflict"),
        pytest.param(RetryAfter(3), Delayed, id="flood"),
        pytest.param(TelegramError("Invalid server response"), Uncertain, id="anything else"),
    ],
)
def test_errors_have_a_meaning(error: TelegramError, meaning: type[DeliveryError]) -> None:
    assert type(delivery_error(error, CHAT, TOKEN)) is meaning


def test_an_error_never_tells_the_token() -> None:
    told = delivery_error(TelegramError(f"The token `{TOKEN}` is bad"), CHAT, TOKEN)

    assert str(told) == "The token `[token]` is bad"


def test_without_a_token_there_is_no_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOLIA_TELEGRAM_TOKEN", raising=False)

    assert sender_of(Settings()) is None


async def test_the_sender_is_that_of_the_settings(
    fake: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOLIA_TELEGRAM_TOKEN", TOKEN)
    sender = sender_of(Settings(telegram=Telegram(base_url=fake.base_url)))

    assert sender is not None
    assert await sender.post(CHAT, "x") == 1
    await sender.close()
