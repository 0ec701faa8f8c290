"""The fake server refuses what Telegram refuses, in its words."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.e2e.fake_telegram import TOKEN, FakeTelegram, Fault
from tests.e2e.telegram_html import HtmlError, parse, units


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


async def call(fake: FakeTelegram, method: str, token: str = TOKEN, **form: Any) -> Any:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{fake.base_url}{token}/{method}", data=form) as answer,
    ):
        return await answer.json()


@pytest.mark.parametrize(
    ("method", "form", "description"),
    [
        pytest.param("sendMessage", {"chat_id": "1"}, "parameter text is required", id="missing"),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "x", "shout": "true"},
            "sendMessage has no parameter shout",
            id="unknown",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "x", "disable_notification": "1"},
            "sendMessage.disable_notification must be of type Boolean",
            id="type",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "x", "reply_parameters": '{"message": 1}'},
            "sendMessage.reply_parameters has no parameter message",
            id="inner",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "x", "reply_parameters": "[]"},
            "sendMessage.reply_parameters must be an object",
            id="no object",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "x", "message_thread_id": "seven"},
            "can't parse sendMessage.message_thread_id: 'seven'",
            id="no number",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "x", "parse_mode": "Markdown"},
            "unsupported parse_mode",
            id="parse mode",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "x", "reply_parameters": '{"message_id": 5}'},
            "message to be replied not found",
            id="reply",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "<b> </b>", "parse_mode": "HTML"},
            "message text is empty",
            id="empty",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "🕊" * 2049},
            "message is too long",
            id="too long in UTF-16",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "<b></b>" * 6000 + "x", "parse_mode": "HTML"},
            "message is too long",
            id="too long before parsing",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "<b>x</b>" * 101, "parse_mode": "HTML"},
            "more than 100 entities: Telegram would drop the rest silently",
            id="entities",
        ),
        pytest.param(
            "sendMessage",
            {"chat_id": "1", "text": "<h1>x</h1>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "h1" at byte offset 0',
            id="html",
        ),
        pytest.param(
            "editMessageText",
            {"chat_id": "1", "message_id": "9", "text": "x"},
            "message to edit not found",
            id="edit",
        ),
        pytest.param(
            "setMyCommands", {"commands": "{}"}, "setMyCommands.commands must be an array", id="[]"
        ),
        pytest.param(
            "setMyCommands",
            {"commands": '[{"command": "a"}]'},
            "parameter description is required",
            id="inner required",
        ),
    ],
)
async def test_bad_requests_are_refused_in_telegrams_words(
    fake: FakeTelegram, method: str, form: dict[str, str], description: str
) -> None:
    answer = await call(fake, method, **form)

    assert answer == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: {description}",
    }
    assert fake.rejected == [f"Bad Request: {description}"]
    assert fake.accepted == []


async def test_a_full_message_is_taken(fake: FakeTelegram) -> None:
    answer = await call(fake, "sendMessage", chat_id="@volia_en", text="🕊" * 2048)

    assert answer["ok"]
    assert answer["result"]["message_id"] == 1
    assert fake.sent("@volia_en")[0].reply_to is None


async def test_chats_count_their_own_messages(fake: FakeTelegram) -> None:
    numbers = [
        (await call(fake, "sendMessage", chat_id=chat, text="x"))["result"]["message_id"]
        for chat in ("1", "-2", "1", "-1002")
    ]

    assert numbers == [1, 1, 2, 1]


async def test_a_wrong_token_and_a_wrong_method_are_refused(fake: FakeTelegram) -> None:
    assert (await call(fake, "getMe", token="1:x"))["error_code"] == 401
    assert (await call(fake, "sendDice"))["error_code"] == 404


async def test_an_edit_must_change_something(fake: FakeTelegram) -> None:
    await call(fake, "sendMessage", chat_id="1", text="x")
    same = await call(fake, "editMessageText", chat_id="1", message_id="1", text="x")
    other = await call(fake, "editMessageText", chat_id="1", message_id="1", text="y")

    assert "message is not modified" in same["description"]
    assert other["ok"]


async def test_updates_are_waited_for_filtered_and_are_forgotten_when_confirmed(
    fake: FakeTelegram,
) -> None:
    asked = asyncio.create_task(
        call(fake, "getUpdates", timeout="5", allowed_updates='["message"]')
    )
    await fake.update(poll={})
    await fake.says("/start")
    first = (await asked)["result"]
    again = (await call(fake, "getUpdates", timeout="0"))["result"]
    confirmed = await call(fake, "getUpdates", offset=str(first[0]["update_id"] + 1), timeout="0")

    assert [one["message"]["text"] for one in first] == ["/start"]
    assert len(again) == 2
    assert confirmed["result"] == []


async def test_a_fault_hits_only_what_it_is_meant_for(fake: FakeTelegram) -> None:
    fake.fail(Fault.FLOOD, method="sendMessage", chat="2", retry_after=9)
    fine = await call(fake, "sendMessage", chat_id="1", text="x")
    flooded = await call(fake, "sendMessage", chat_id="2", text="x")
    later = await call(fake, "sendMessage", chat_id="2", text="x")

    assert fine["ok"]
    assert flooded["parameters"] == {"retry_after": 9}
    assert later["ok"]


@pytest.mark.parametrize(
    ("html", "text", "kinds"),
    [
        pytest.param("a &lt;b&gt; &amp; c", "a <b> & c", [], id="escapes"),
        pytest.param("<b><i>x</i></b>", "x", ["italic", "bold"], id="nested"),
        pytest.param(
            '<blockquote expandable>a <a href="https://x.example/?a=1&amp;b">l</a></blockquote>',
            "a l",
            ["text_link", "expandable_blockquote"],
            id="link in a quote",
        ),
        pytest.param('<tg-time unix="1" format="wDT">x</tg-time>', "x", ["date_time"], id="time"),
        pytest.param("<b>🕊</b>", "🕊", ["bold"], id="emoji"),
    ],
)
def test_good_html_is_read(html: str, text: str, kinds: list[str]) -> None:
    assert parse(html)[0] == text
    assert [entity.kind for entity in parse(html)[1]] == kinds


def test_offsets_are_utf16_units() -> None:
    (bold,) = parse("🕊<b>a</b>")[1]

    assert (bold.start, bold.end) == (2, 3)
    assert units("🕊a") == 3


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<b>x", id="not closed"),
        pytest.param("x</b>", id="not opened"),
        pytest.param("<b><i>x</b></i>", id="crossed"),
        pytest.param("a < b", id="bare <"),
        pytest.param("a & b", id="bare &"),
        pytest.param("&nbsp;", id="unknown entity"),
        pytest.param("<span>x</span>", id="unknown tag"),
        pytest.param('<b class="x">x</b>', id="unknown attribute"),
        pytest.param("<a>x</a>", id="no address"),
        pytest.param('<a href="javascript:x">x</a>', id="script"),
        pytest.param('<a href="https://x"><a href="https://y">x</a></a>', id="link in link"),
        pytest.param("<blockquote><blockquote>x</blockquote></blockquote>", id="quote in quote"),
        pytest.param("<code><b>x</b></code>", id="bold in code"),
        pytest.param('<tg-time unix="now">x</tg-time>', id="no time"),
        pytest.param('<tg-time unix="1" format="Td">x</tg-time>', id="time format"),
        pytest.param('<a href="https://x"><tg-time unix="1">x</tg-time></a>', id="time in link"),
    ],
)
def test_bad_html_is_refused(html: str) -> None:
    with pytest.raises(HtmlError):
        parse(html)
