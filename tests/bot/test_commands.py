"""What a chat can say to the bot, with a real store and without Telegram."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import CommandContext, addressed, answer, menu
from bot.commands.parse import split
from bot.commands.watch import MOST
from bot.format import plain_text
from bot.format.card import card
from bot.format.html import fits
from monitors.config import Settings
from monitors.errors import StoreError
from monitors.model import DeliveryKind, DeliveryState, FetchState, Reason, Story
from monitors.store import DecisionRow, Planned, Store
from tests.bot.stories import LITHUANIAN, NOON, STATE_FIRST, alert
from tests.e2e.telegram_html import parse

CHAT = "42"
ITEM = LITHUANIAN.item


@dataclass
class Bot:
    """A store and a chat."""

    store: Store
    changes: list[str] = field(default_factory=list)

    async def says(self, text: str, chat: str = CHAT) -> str:
        """The answer as it is seen."""
        context = CommandContext(
            self.store, lambda: NOON, Settings(), lambda: self.changes.append(text)
        )
        html = (await answer(text, chat, context)).html
        parse(html)
        return plain_text(html)


@pytest.fixture
def bot() -> Iterator[Bot]:
    with Store.open("sqlite://") as store:
        yield Bot(store)


@pytest.mark.parametrize("command", ["/start", "/help", "/HELP", "/help@VoliaBot please"])
async def test_start_and_help_list_every_command(bot: Bot, command: str) -> None:
    shown = await bot.says(command)

    for name, about in menu():
        assert f"/{name}" in shown
        assert about in shown


async def test_what_is_not_known_is_hinted_at(bot: Bot) -> None:
    assert (
        await bot.says("/fly away") == "I do not know the command “fly”. /help lists what I know."
    )
    assert await bot.says("hello") == "I only understand commands. /help lists them."


class TestWatch:
    async def test_a_word_is_watched_at_once_and_survives_a_restart(self, bot: Bot) -> None:
        assert await bot.says("/watch Belaruskali") == "Watching “Belaruskali” from now on."
        assert bot.changes == ["/watch Belaruskali"]
        assert bot.store.watches(CHAT) == ["Belaruskali"]
        assert await bot.says("/list") == "1 word is watched here:\nBelaruskali"

    async def test_a_word_is_watched_once(self, bot: Bot) -> None:
        await bot.says("/watch Палітвязні")

        assert await bot.says("/watch палітвязні") == "“палітвязні” is already watched here."
        assert len(bot.changes) == 1

    async def test_quotes_and_spaces_around_are_not_part_of_it(self, bot: Bot) -> None:
        await bot.says("/watch  „Maria   Kalesnikava“ ")

        assert bot.store.watches(CHAT) == ["Maria Kalesnikava"]

    async def test_chats_watch_their_own_words(self, bot: Bot) -> None:
        await bot.says("/watch potash", "-1")

        assert (await bot.says("/list")).startswith("No words are watched here.")

    async def test_a_word_is_dropped(self, bot: Bot) -> None:
        await bot.says("/watch potash")

        assert await bot.says("/unwatch Potash") == "No longer watching “Potash”."
        assert (await bot.says("/unwatch potash")).startswith("“potash” is not watched here.")
        assert bot.changes == ["/watch potash", "/unwatch Potash"]

    @pytest.mark.parametrize(
        ("command", "told"),
        [
            pytest.param("/watch", "Say which word: /watch WORD", id="watch what"),
            pytest.param("/watch “”", "Say which word: /watch WORD", id="only quotes"),
            pytest.param("/unwatch", "Say which word: /unwatch WORD", id="unwatch what"),
            pytest.param("/watch x", "has 2 to 64 characters", id="short"),
            pytest.param("/watch " + "x" * 65, "has 2 to 64 characters", id="long"),
            pytest.param("/why", "Say which item: /why LINK", id="why what"),
        ],
    )
    async def test_a_wrong_argument_is_told_in_a_sentence(
        self, bot: Bot, command: str, told: str
    ) -> None:
        assert told in await bot.says(command)
        assert bot.changes == []

    async def test_a_chat_watches_so_many_words_and_no_more(self, bot: Bot) -> None:
        for number in range(MOST):
            bot.store.add_watch(CHAT, f"word {number} " + "&" * 50, NOON)

        assert "already watches 100 words" in await bot.says("/watch more")
        shown = await bot.says("/list")
        assert shown.startswith("100 words are watched here:\nword 0 &&&")
        assert "\nand " in shown

    async def test_a_word_is_only_text(self, bot: Bot) -> None:
        assert "“<b>＠evil”" in await bot.says("/unwatch <b>@evil")

    @pytest.mark.parametrize("word", ["C++", "🕊🕊", ".*", "(a+)+$", "'; DROP TABLE watch"])
    async def test_a_word_that_could_never_be_found_is_refused(self, bot: Bot, word: str) -> None:
        assert "letters and digits only" in await bot.says(f"/watch {word}")
        assert bot.store.watches(CHAT) == []


class TestStatus:
    async def test_before_the_first_poll(self, bot: Bot) -> None:
        assert "Nothing was polled yet." in await bot.says("/status")

    async def test_sources_last_poll_and_queue(self, bot: Bot) -> None:
        bot.store.save_fetch_state(FetchState(source="lrt", polled_before=True, last_ok=NOON))
        bot.store.save_fetch_state(
            FetchState(source="nn", polled_before=True, failures=3, error="404")
        )
        bot.store.add_report("s1", STATE_FIRST)
        rows = [Planned(chat, DeliveryKind.POST, "en") for chat in ("1", "2", "3")]
        bot.store.add_alert(alert(STATE_FIRST), rows)
        bot.store.settle(1, DeliveryState.UNCERTAIN, now=NOON)
        shown = await bot.says("/status")

        assert "Sources: 1 fine, 1 failing, 0 not polled yet" in shown
        assert "Last poll: 11.09 " in shown
        assert "Waiting to be sent: 2" in shown
        assert "Perhaps sent, nobody knows: 1" in shown


class TestWhy:
    async def test_the_decisions_are_told_stage_by_stage(self, bot: Bot) -> None:
        bot.store.add_items([ITEM], "lt")
        for stage, reason, why in (
            ("match", Reason.NOT_ON_TOPIC, "kalin* in <title>"),
            ("alert", Reason.NEW_FACT, ""),
        ):
            bot.store.set_decision(
                DecisionRow(item_id=ITEM.id, stage=stage, reason=reason, why=why, at=NOON)
            )
        by_link, by_id = await bot.says(f"/why {ITEM.url}"), await bot.says(f"/why {ITEM.id}")

        assert by_link == by_id
        assert by_link.splitlines() == [
            ITEM.title,
            "lrt · lt · 11.09 12:40 UTC",
            "match: not on a topic (not_on_topic)",
            "kalin* in <title>",
            "alert: has a new fact, told (new_fact)",
        ]

    async def test_an_item_without_decisions_says_so(self, bot: Bot) -> None:
        bot.store.add_items([replace(ITEM, title="", published=NOON - timedelta(days=1))], "lt")
        shown = await bot.says(f"/why {ITEM.url}")

        assert shown.splitlines()[0] == ITEM.id
        assert shown.endswith("No decision on it is stored yet.")

    async def test_an_unknown_item_says_so(self, bot: Bot) -> None:
        assert (await bot.says("/why https://never.example/seen")).startswith("I have not seen")

    async def test_more_than_a_message_holds_is_cut(self, bot: Bot) -> None:
        bot.store.add_items([ITEM], "lt")
        for number in range(12):
            bot.store.set_decision(
                DecisionRow(
                    item_id=ITEM.id,
                    stage=f"stage{number}",
                    reason=Reason.NOTHING_NEW,
                    why="a.by " * 200,
                    at=NOON,
                )
            )

        shown = await bot.says(f"/why {ITEM.url}")

        assert fits(shown)
        assert "stage0" not in shown
        assert "stage11" in shown

    @pytest.mark.parametrize("reason", list(Reason))
    async def test_every_reason_has_a_sentence(self, bot: Bot, reason: Reason) -> None:
        bot.store.add_items([ITEM], "lt")
        bot.store.set_decision(
            DecisionRow(item_id=ITEM.id, stage="alert", reason=reason, why="", at=NOON)
        )

        assert f"alert: {reason.value} (" not in await bot.says(f"/why {ITEM.id}")


class BrokenStore(Store):
    """A database that is full."""

    def add_watch(self, chat: str, word: str, now: object) -> bool:
        raise StoreError("disk full")


async def test_a_database_that_fails_is_told_without_details() -> None:
    with BrokenStore.open("sqlite://") as store:
        assert await Bot(store).says("/watch potash") == (
            "This could not be saved. Please try again in a minute."
        )


@pytest.mark.parametrize(
    ("text", "private", "heard"),
    [
        pytest.param("/list", False, True, id="a command in a group"),
        pytest.param("/list@VoliaBot x", False, True, id="named"),
        pytest.param("/list@OtherBot", False, False, id="another bot"),
        pytest.param("/list@OtherBot", True, False, id="another bot in private"),
        pytest.param("we talk", False, False, id="talk in a group"),
        pytest.param("we talk", True, True, id="talk in private"),
        pytest.param("/usr/bin", False, False, id="a path"),
    ],
)
def test_in_a_group_only_commands_to_the_bot_are_heard(
    text: str, private: bool, heard: bool
) -> None:
    assert bool(addressed(text, "voliabot", private=private)) is heard


@given(st.text(max_size=80))
def test_any_text_is_a_command_or_not(text: str) -> None:
    found = split(text)

    assert found is None or (text.strip().startswith("/") and found[0] == found[0].lower())


def test_the_menu_is_what_telegram_takes() -> None:
    for name, about in menu():
        assert name.islower()
        assert 1 <= len(name) <= 32
        assert 1 <= len(about) <= 256


class TestFind:
    async def test_words_are_found_in_any_form_newest_story_first(self, bot: Bot) -> None:
        bot.store.add_report("s1", STATE_FIRST)
        bot.store.add_report("s2", LITHUANIAN)
        found = await bot.says("/find Lithuanian prisoners")
        both = await bot.says("/find Lukašenka")

        assert found == (
            "Baltarusija paleido 52 kalinius, tarp jų – 6 lietuviai\nLRT · 11.09 12:40 UTC"
        )
        assert both == "Лукашенко помиловал 14 иностранцев\nBelTA · 11.09 12:00 UTC"

    async def test_there_are_at_most_five(self, bot: Bot) -> None:
        for number in range(7):
            item = replace(LITHUANIAN.item, id=f"i{number}", title=f"Kalinys {number}")
            bot.store.add_report(f"s{number}", replace(LITHUANIAN, item=item))

        assert (await bot.says("/find kaliniai")).count("LRT") == 5

    @pytest.mark.parametrize("words", ["", "*", "😀", "-kalinys", '""', "<b>"])
    async def test_without_a_word_it_says_how(self, bot: Bot, words: str) -> None:
        usage = await bot.says(f"/find {words}")

        assert usage.startswith(("Say what to look for", "Nothing found for"))

    async def test_nothing_found_is_said(self, bot: Bot) -> None:
        assert await bot.says("/find NEAR(a) <i>") == "Nothing found for “NEAR(a) <i>”."

    @given(st.text(max_size=300))
    async def test_whatever_is_looked_for_the_answer_is_valid(self, text: str) -> None:
        with Store.open("sqlite://") as store:
            item = replace(LITHUANIAN.item, title=text)
            store.add_report("s1", replace(LITHUANIAN, item=item))
            assert await Bot(store).says(f"/find {text}") != ""


class TestStory:
    async def test_only_admins_are_told_of_it(self, bot: Bot) -> None:
        assert "/story" not in await bot.says("/help")
        assert "story" not in dict(menu())
        assert (await bot.says("/story s1")).startswith("Only an admin")

    @given(st.text(max_size=60), st.text(max_size=200))
    def test_a_card_of_hostile_stories_is_valid(self, name: str, title: str) -> None:
        about = replace(LITHUANIAN, item=replace(LITHUANIAN.item, title=title))
        one = Story(id=name, reports=(about, STATE_FIRST))
        made = card(one, [Story(id=title, reports=(about,))], "be", doubtful=True)
        parse(made.html)

        assert fits(made.html)
        assert all(0 < len(each.data.encode()) <= 64 for each in made.buttons)
        assert all(each.label.strip() for each in made.buttons)
