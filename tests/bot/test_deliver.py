"""From the outbox to the chats: real store, a sender and a clock by hand."""

import asyncio
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from bot.console import ConsoleSender
from bot.deliver import MOST_ATTEMPTS, Deliverer, Paced
from bot.pace import Pace
from monitors.config import Channel, Settings, Telegram
from monitors.errors import (
    ChatGone,
    ChatMoved,
    Delayed,
    DeliveryError,
    Rejected,
    StoreError,
    Uncertain,
)
from monitors.model import Delivery, DeliveryKind, DeliveryState, Reason, Report
from monitors.store import Planned, Store
from tests.bot.senders import Clock, Sender
from tests.bot.stories import AGENCY, BELARUSIAN, LITHUANIAN, STATE_FIRST, alert

POST, REPLY, EDIT, DIGEST = (
    DeliveryKind.POST,
    DeliveryKind.REPLY,
    DeliveryKind.EDIT,
    DeliveryKind.DIGEST,
)
A, B = "@channel_a", "-1002"


class PacedSender(Sender):
    """A sender that must not be called faster than Telegram allows."""

    def __init__(self) -> None:
        super().__init__()
        self.pace = Pace()


@dataclass
class Desk:
    """All that one test of delivery needs."""

    store: Store
    sender: Sender
    clock: Clock
    settings: Settings
    deliverer: Deliverer

    def tell(
        self,
        about: Report,
        *kinds: DeliveryKind,
        chat: str = A,
        story: str = "s1",
        reason: Reason = Reason.NEW_FACT,
        news: tuple[str, ...] = (),
    ) -> None:
        """A report joins a story, and a chat is to be told."""
        if story != "s1":
            about = replace(about, item=replace(about.item, id=f"{about.item.id}-{story}"))
        self.store.add_report(story, about)
        made = replace(
            alert(about, reason, news),
            id=f"{story}.{about.item.id}.{reason}",
            story_id=story,
            made_at=self.clock(),
        )
        self.store.add_alert(made, [Planned(chat, kind, "en") for kind in kinds])

    async def deliver(self) -> dict[str, int]:
        """One round; only what is not zero."""
        tally = await self.deliverer.deliver(self.clock())
        return {name: number for name, number in tally.as_dict().items() if number}

    def rows(self) -> list[Delivery]:
        return [entry.delivery for entry in reversed(self.store.outbox())]

    def states(self) -> list[str]:
        return [row.state.value for row in self.rows()]

    def again(self) -> None:
        """The process dies and starts anew."""
        self.store.recover(self.clock(), self.settings.telegram.uncertain)
        self.deliverer = Deliverer(
            self.store, self.sender, self.settings, self.clock, self.clock.sleep
        )


def desk_with(sender: Sender, settings: Settings, store: Store) -> Desk:
    clock = Clock()
    return Desk(
        store, sender, clock, settings, Deliverer(store, sender, settings, clock, clock.sleep)
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> Desk:
    return desk_with(Sender(), Settings(telegram=Telegram(admins=(7,))), store)


class TestRounds:
    async def test_a_first_report_is_posted_once(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST)

        assert await desk.deliver() == {"sent": 1}
        assert await desk.deliver() == {}
        assert [sent.first for sent in desk.sender.taken] == ["🕊 Lukashenko pardoned 14 foreigners"]
        assert desk.store.message_of(A, "s1") == 101

    async def test_news_is_a_reply_to_the_post_and_then_an_edit_of_it(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        desk.tell(LITHUANIAN, EDIT, REPLY, news=("released:14->52",))

        assert await desk.deliver() == {"sent": 1, "edited": 1}
        assert desk.sender.taken[1].first == "❗ Now 52 people (was 14)"
        assert desk.sender.taken[1].reply_to == 101
        assert desk.sender.taken[2].edited == 101
        assert "52 — LRT · 14 — BelTA" in desk.sender.taken[2].text

    async def test_edits_are_coalesced(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        for about in (LITHUANIAN, AGENCY, BELARUSIAN):
            desk.tell(about, EDIT)

        assert await desk.deliver() == {"edited": 1}
        assert "Naša Niva" in desk.sender.taken[-1].text
        assert desk.states() == ["sent"] * 4

    async def test_edits_and_replies_wait_for_the_post_which_then_says_it_all(
        self, desk: Desk
    ) -> None:
        desk.tell(STATE_FIRST, POST)
        desk.tell(LITHUANIAN, EDIT, REPLY, news=("released:14->52",))
        desk.sender.fails(A, Delayed(A, "no way"))
        await desk.deliver()
        desk.clock.on(seconds=1)
        await desk.deliver()

        assert desk.sender.taken == []

        desk.clock.on(minutes=1)
        await desk.deliver()
        await desk.deliver()

        (sent,) = desk.sender.taken
        assert "52 people released\n52 — LRT · 14 — BelTA" in sent.text
        assert desk.states() == ["sent"] * 3

    async def test_what_a_first_message_said_is_not_struck_out_by_the_edits_after_it(
        self, desk: Desk
    ) -> None:
        desk.tell(STATE_FIRST, POST)
        desk.tell(LITHUANIAN, EDIT, REPLY, news=("released:14->52",))
        await desk.deliver()
        desk.tell(BELARUSIAN, EDIT, reason=Reason.CONFIRMED, news=("sources:2",))
        await desk.deliver()

        assert "14 52 people" not in desk.sender.taken[-1].text

    async def test_an_old_figure_stays_struck_out_in_later_edits(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        desk.tell(LITHUANIAN, EDIT, news=("released:14->52",))
        await desk.deliver()
        desk.tell(BELARUSIAN, EDIT, reason=Reason.CONFIRMED, news=("sources:2",))
        await desk.deliver()

        assert "14 52 people released" in desk.sender.taken[-1].text

    async def test_an_edit_of_a_post_that_never_was_is_given_up(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, EDIT)
        assert await desk.deliver() == {}

        desk.clock.on(hours=7)

        assert await desk.deliver() == {"dead": 1}

    async def test_a_digest_tells_all_its_stories_silently(self, desk: Desk) -> None:
        desk.store.add_report("s2", AGENCY)
        desk.tell(STATE_FIRST, DIGEST, reason=Reason.DIGEST, news=("s1", "s2"))
        await desk.deliver()

        assert desk.sender.taken[0].silent
        assert "Lukashenko pardoned" in desk.sender.taken[0].text
        assert "US lifts sanctions" in desk.sender.taken[0].text

    async def test_a_story_that_is_gone_is_not_told(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST, DIGEST)
        desk.store.add_report("s2", STATE_FIRST)

        assert await desk.deliver() == {"dead": 2}

    async def test_a_channel_in_its_quiet_hours_is_told_silently(self, store: Store) -> None:
        quiet = Channel(chat=A, quiet="16:00-18:00", timezone="Europe/Vilnius")
        desk = desk_with(Sender(), Settings(channels=(quiet,)), store)
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, chat=B, story="s2")
        await desk.deliver()

        assert [sent.silent for sent in desk.sender.of(A) + desk.sender.of(B)] == [True, False]

    async def test_a_row_that_another_process_took_is_left_to_it(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST)
        rows = desk.store.pending(desk.clock())
        desk.store.claim(rows[0].id, desk.clock())
        tally = await desk.deliverer._turn(A, rows, desk.clock())

        assert tally.as_dict()["sent"] == 0
        assert desk.sender.taken == []


class TestFailures:
    async def test_sending_is_on_disk_before_the_request(self, desk: Desk) -> None:
        seen: list[list[str]] = []
        desk.sender.before = lambda chat: seen.append(desk.states())
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()

        assert seen == [["sending"]]

    async def test_a_flooded_chat_is_held_and_others_are_not(self, desk: Desk) -> None:
        desk.sender.fails(A, Delayed(A, "flood", retry_after=timedelta(hours=12)))
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, story="s2")
        desk.tell(STATE_FIRST, POST, chat=B, story="s3")

        assert await desk.deliver() == {"sent": 1, "delayed": 1}
        desk.clock.on(hours=11)
        assert await desk.deliver() == {}
        desk.clock.on(hours=2)
        assert await desk.deliver() == {"sent": 2}

    async def test_a_chat_that_hangs_does_not_delay_another(self, desk: Desk) -> None:
        desk.sender.hanging[A] = asyncio.Event()
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, chat=B, story="s2")
        first = await desk.deliverer.deliver(desk.clock(), patience=0.05)
        desk.tell(LITHUANIAN, REPLY, chat=B, story="s2")
        desk.tell(LITHUANIAN, REPLY)
        second = await desk.deliverer.deliver(desk.clock(), patience=0.05)

        assert (first.sent, second.sent) == (1, 1)
        assert desk.sender.of(A) == []

        desk.sender.hanging.pop(A).set()
        assert (await desk.deliver())["sent"] == 1
        assert len(desk.sender.of(A)) == 1

    async def test_a_delayed_message_is_tried_again_with_growing_pauses(self, desk: Desk) -> None:
        desk.sender.fails(A, *[Delayed(A, "no network") for _ in range(3)])
        desk.tell(STATE_FIRST, POST)
        tries = []
        for _ in range(60):
            if await desk.deliver():
                tries.append(desk.clock().second + 60 * desk.clock().minute)
            desk.clock.on(seconds=1)

        assert tries == [0, 5, 15, 35]
        assert not desk.sender.taken[0].first.startswith("[repeat]")

    async def test_after_more_than_a_day_a_message_is_given_up(self, desk: Desk) -> None:
        desk.sender.fails(A, *[Delayed(A, "no network") for _ in range(MOST_ATTEMPTS + 1)])
        desk.tell(STATE_FIRST, POST)
        for _ in range(MOST_ATTEMPTS + 1):
            await desk.deliver()
            desk.clock.on(minutes=15)

        assert desk.states() == ["dead"]

    async def test_an_uncertain_message_is_sent_again_and_marked(self, desk: Desk) -> None:
        desk.sender.fails(A, Uncertain(A, "no answer"))
        desk.tell(STATE_FIRST, POST)

        assert await desk.deliver() == {"uncertain": 1}
        desk.clock.on(seconds=6)
        assert await desk.deliver() == {"sent": 1}
        assert desk.sender.taken[0].first == "[repeat]"

    async def test_an_outage_of_hours_costs_no_alert(self, desk: Desk) -> None:
        desk.sender.fails(A, *[Uncertain(A, "Bad Gateway") for _ in range(10)])
        desk.tell(STATE_FIRST, POST)
        for _ in range(40):
            await desk.deliver()
            desk.clock.on(minutes=20)

        assert desk.states() == ["sent"]
        assert len(desk.sender.taken) == 1

    async def test_it_is_repeated_ever_more_seldom_and_not_for_ever(self, desk: Desk) -> None:
        desk.sender.fails(A, *[Uncertain(A, "no answer") for _ in range(50)])
        desk.tell(STATE_FIRST, POST)
        for _ in range(200):
            await desk.deliver()
            desk.clock.on(minutes=20)

        assert desk.states() == ["uncertain"]
        assert len(desk.sender.failures[A]) == 19

    async def test_an_uncertain_edit_is_repeated_without_a_mark(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        desk.sender.fails(A, Uncertain(A, "no answer"))
        desk.tell(LITHUANIAN, EDIT)
        await desk.deliver()
        desk.clock.on(minutes=1)

        assert await desk.deliver() == {"edited": 1}
        assert desk.sender.taken[1].first.startswith("🕊")

    async def test_by_the_policy_hold_it_waits_for_an_admin(self, store: Store) -> None:
        desk = desk_with(Sender(), Settings(telegram=Telegram(uncertain="hold")), store)
        desk.sender.fails(A, Uncertain(A, "no answer"))
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        desk.clock.on(hours=1)

        assert await desk.deliver() == {}
        assert desk.states() == ["uncertain"]

    async def test_a_rejected_message_is_dead_and_the_next_goes_out(self, desk: Desk) -> None:
        desk.sender.fails(A, Rejected(A, "message is too long"))
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, story="s2")

        assert await desk.deliver() == {"sent": 1, "dead": 1}

    async def test_a_chat_that_is_gone_is_stopped_and_an_admin_is_told(self, desk: Desk) -> None:
        desk.sender.fails(A, ChatGone(A, "bot was <kicked>"))
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, chat=B, story="s2")

        assert await desk.deliver() == {"sent": 1}
        assert [sent.text for sent in desk.sender.of("7")] == [
            "Nothing is sent to @channel_a any more: bot was <kicked>"
        ]

        desk.clock.on(days=1)
        assert await desk.deliver() == {}
        desk.store.resume_chat(A)
        assert await desk.deliver() == {"sent": 1}

    async def test_an_admin_who_cannot_be_told_is_no_failure(self, desk: Desk) -> None:
        desk.sender.fails(A, ChatGone(A, "kicked"))
        desk.sender.fails("7", ChatGone("7", "blocked"))
        desk.tell(STATE_FIRST, POST)

        assert await desk.deliver() == {}
        assert desk.store.chats()[0].stopped == "kicked"

    async def test_a_chat_that_moved_is_followed(self, desk: Desk) -> None:
        desk.sender.fails("-55", ChatMoved("-55", "-10055"))
        desk.tell(STATE_FIRST, POST, chat="-55")
        await desk.deliver()

        assert await desk.deliver() == {"sent": 1}
        assert desk.sender.taken[0].chat == "-10055"

    async def test_messages_that_stayed_behind_are_not_edited_and_replies_go_out_alone(
        self, desk: Desk
    ) -> None:
        desk.tell(STATE_FIRST, POST, chat="-55")
        await desk.deliver()
        desk.store.move_chat("-55", "-10055")
        desk.tell(LITHUANIAN, EDIT, REPLY, chat="-55")

        assert await desk.deliver() == {"sent": 1, "dead": 1}
        assert desk.sender.of("-10055")[0].reply_to is None

    async def test_a_message_that_fails_once_keeps_its_place(self, desk: Desk) -> None:
        desk.sender.fails(A, Uncertain(A, "no answer"))
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, story="s2")
        await desk.deliver()
        assert await desk.deliver() == {}
        desk.clock.on(seconds=11)

        assert await desk.deliver() == {"sent": 2}
        assert [sent.first == "[repeat]" for sent in desk.sender.taken] == [True, False]

    async def test_a_message_that_fails_again_is_in_nobody_s_way(self, desk: Desk) -> None:
        desk.sender.fails(A, Uncertain(A, "no answer"), Uncertain(A, "no answer"))
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, story="s2")
        await desk.deliver()
        desk.clock.on(seconds=11)
        await desk.deliver()

        assert await desk.deliver() == {"sent": 1}

    async def test_a_bug_in_one_message_does_not_silence_the_others(self, desk: Desk) -> None:
        desk.sender.fails(A, ValueError("a bug"))
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, story="s2")

        assert await desk.deliver() == {"sent": 1, "uncertain": 1}
        desk.clock.on(minutes=1)
        assert await desk.deliver() == {"sent": 1}

    async def test_a_database_that_fails_ends_the_turn_only(self, desk: Desk) -> None:
        def broken(chat: str) -> None:
            if chat == A:
                raise StoreError("disk full")

        desk.sender.before = broken
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, chat=B, story="s2")

        assert await desk.deliver() == {"sent": 1}

    async def test_what_was_sent_is_noted_once_the_database_works_again(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        locked = [StoreError("locked"), StoreError("locked")]
        settle = desk.store.settle

        def after_a_while(delivery_id: int, state: DeliveryState, **how: Any) -> None:
            if locked:
                raise locked.pop()
            settle(delivery_id, state, **how)

        monkeypatch.setattr(desk.store, "settle", after_a_while)
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        desk.tell(LITHUANIAN, REPLY)
        await desk.deliver()

        assert [sent.reply_to for sent in desk.sender.taken] == [None, 101]
        assert desk.states() == ["sent", "sent"]

    async def test_a_message_that_could_not_be_written_is_sent_later_without_a_mark(
        self, desk: Desk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(story_id: str) -> None:
            raise StoreError("locked")

        desk.tell(STATE_FIRST, POST)
        with monkeypatch.context() as patched:
            patched.setattr(desk.store, "story", broken)
            assert await desk.deliver() == {}

        assert await desk.deliver() == {"sent": 1}
        assert desk.sender.taken[0].first != "[repeat]"

    async def test_an_error_of_another_kind_is_uncertain(self, desk: Desk) -> None:
        desk.sender.fails(A, DeliveryError(A, "what is this"))
        desk.tell(STATE_FIRST, POST)

        assert await desk.deliver() == {"uncertain": 1}


class TestCrashes:
    async def test_death_during_the_request_loses_nothing(self, desk: Desk) -> None:
        desk.sender.hanging[A] = asyncio.Event()
        desk.tell(STATE_FIRST, POST)
        await desk.deliverer.deliver(desk.clock(), patience=0.01)
        turn = desk.deliverer._turns[A]
        turn.cancel()
        await asyncio.gather(turn, return_exceptions=True)

        assert desk.states() == ["sending"]

        desk.sender.hanging.clear()
        desk.again()
        await desk.deliver()

        assert [sent.first for sent in desk.sender.taken] == ["[repeat]"]
        assert desk.states() == ["sent"]

    async def test_a_turn_that_was_cancelled_does_not_break_the_next_round(
        self, desk: Desk
    ) -> None:
        desk.sender.hanging[A] = asyncio.Event()
        desk.tell(STATE_FIRST, POST)
        await desk.deliverer.deliver(desk.clock(), patience=0.01)
        desk.deliverer._turns[A].cancel()

        assert await desk.deliver() == {}

    async def test_after_stop_only_the_message_under_way_ends(self, desk: Desk) -> None:
        desk.sender.before = lambda chat: desk.deliverer.stop()
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, story="s2")

        assert await desk.deliver() == {"sent": 1}
        assert desk.states() == ["sent", "pending"]
        assert (await desk.deliverer.drain()).sent == 0

    async def test_finishing_waits_for_what_is_under_way(self, desk: Desk) -> None:
        desk.sender.hanging[A] = asyncio.Event()
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, story="s2")
        await desk.deliverer.deliver(desk.clock(), patience=0.01)
        desk.sender.hanging[A].set()

        desk.deliverer.stop()
        assert (await desk.deliverer.deliver(desk.clock(), 5.0)).sent == 1
        assert (await desk.deliverer.deliver(desk.clock(), 5.0)).sent == 0
        assert desk.states() == ["sent", "pending"]


class TestPace:
    async def test_a_burst_of_posts_is_spread_over_minutes_in_order(self, store: Store) -> None:
        desk = desk_with(PacedSender(), Settings(), store)
        assert isinstance(desk.sender, Paced)
        times: list[float] = []
        begun = desk.clock()
        desk.sender.before = lambda chat: times.append((desk.clock() - begun).total_seconds())
        for number in range(50):
            about = replace(STATE_FIRST, item=replace(STATE_FIRST.item, title=f"{number}"))
            desk.tell(replace(about, translations=()), POST, story=f"s{number:02}")
        tally = await desk.deliverer.drain()

        assert tally.sent == 50
        assert tally.waiting == 0
        assert [sent.first for sent in desk.sender.taken] == [f"🕊 {n}" for n in range(50)]
        assert all(late - early >= 1 for early, late in pairwise(times))
        assert all(late - early > 60 for early, late in zip(times, times[20:], strict=False))

    async def test_what_has_to_wait_long_ends_the_turn(self, store: Store) -> None:
        desk = desk_with(PacedSender(), Settings(), store)
        for number in range(22):
            desk.tell(STATE_FIRST, POST, story=f"s{number:02}")

        assert await desk.deliver() == {"sent": 20, "waiting": 1}
        assert desk.states().count("pending") == 2

    async def test_a_message_is_edited_at_most_once_a_minute(self, store: Store) -> None:
        desk = desk_with(PacedSender(), Settings(), store)
        desk.tell(STATE_FIRST, POST)
        desk.tell(STATE_FIRST, POST, chat="5", story="s2")
        await desk.deliver()
        desk.tell(LITHUANIAN, EDIT)
        desk.clock.on(seconds=2)
        assert await desk.deliver() == {"edited": 1}

        desk.tell(AGENCY, EDIT)
        desk.clock.on(seconds=30)
        assert await desk.deliver() == {"waiting": 1}
        desk.clock.on(seconds=31)
        assert await desk.deliver() == {"edited": 1}

    async def test_ten_confirmations_in_two_minutes_are_three_edits(self, store: Store) -> None:
        desk = desk_with(PacedSender(), Settings(), store)
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        edits: list[float] = []
        desk.sender.before = lambda chat: edits.append(desk.clock.at.timestamp())
        for number in range(10):
            about = replace(BELARUSIAN, item=replace(BELARUSIAN.item, id=f"c{number}"))
            desk.tell(about, EDIT, reason=Reason.CONFIRMED)
            desk.clock.on(seconds=12)
            await desk.deliver()
        desk.clock.on(seconds=60)
        await desk.deliver()

        assert len(edits) == 3
        assert all(late - early >= 60 for early, late in pairwise(edits))
        assert desk.states() == ["sent"] * 11

    async def test_a_restart_does_not_forget_when_a_message_was_edited(self, store: Store) -> None:
        desk = desk_with(PacedSender(), Settings(), store)
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()
        desk.tell(LITHUANIAN, EDIT)
        desk.clock.on(seconds=2)
        await desk.deliver()
        desk.sender = PacedSender()
        desk.again()
        desk.tell(AGENCY, EDIT)
        desk.clock.on(seconds=30)

        assert await desk.deliver() == {"waiting": 1}

        desk.clock.on(seconds=31)
        assert await desk.deliver() == {"edited": 1}


class TestConsole:
    async def test_the_timeline_is_printed_as_subscribers_see_it(self, store: Store) -> None:
        out, clock = io.StringIO(), Clock()
        sender = ConsoleSender(out, now=clock, width=60)
        deliverer = Deliverer(store, sender, Settings(), clock)
        desk = Desk(store, Sender(), clock, Settings(), deliverer)
        desk.tell(STATE_FIRST, POST, chat="console")
        await desk.deliver()
        desk.tell(LITHUANIAN, EDIT, REPLY, chat="console", news=("released:14->52",))
        await desk.deliver()
        shown = out.getvalue()

        assert "11.09.2025 14:00 UTC · console · 1 · post" in shown
        assert "console · 2 · reply to 1" in shown
        assert "console · 1 · edit" in shown
        assert "<b>" not in shown

    async def test_a_later_run_gives_no_number_a_second_time(self, store: Store) -> None:
        clock = Clock()
        for name in ("s2", "s3"):
            out = io.StringIO()
            sender = ConsoleSender(out, width=60, last=store.last_message)
            deliverer = Deliverer(store, sender, Settings(), clock)
            desk = Desk(store, Sender(), clock, Settings(), deliverer)
            desk.tell(STATE_FIRST, POST, chat="console", story=name)
            await desk.deliver()

        assert "console · 2 · post" in out.getvalue()

    async def test_a_topic_and_silence_are_said(self) -> None:
        out = io.StringIO()
        await ConsoleSender(out, width=60).post("@[red]x", "[bold] <b>y</b>", thread=3, silent=True)

        assert "@[red]x · topic 3 · 1 · post · silent" in out.getvalue()
        assert "[bold] y" in out.getvalue()

    async def test_states_are_those_of_the_outbox(self, desk: Desk) -> None:
        desk.tell(STATE_FIRST, POST)
        await desk.deliver()

        assert [row.state for row in desk.rows()] == [DeliveryState.SENT]
