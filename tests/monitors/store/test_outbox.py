"""The outbox: what is on disk before it is sent, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitors.model import Alert, Delivery, DeliveryKind, DeliveryState, FetchState, Reason, Receipt
from monitors.store import ChatState, Planned, Store
from tests.monitors.making import NOON, item, report

POST, REPLY, EDIT = DeliveryKind.POST, DeliveryKind.REPLY, DeliveryKind.EDIT
SENT, DEAD, UNCERTAIN = DeliveryState.SENT, DeliveryState.DEAD, DeliveryState.UNCERTAIN
LATER = NOON + timedelta(minutes=5)


def alert(name: str = "a1", story_id: str = "s1", at: datetime = NOON) -> Alert:
    return Alert(
        id=name,
        story_id=story_id,
        item_id=f"{story_id}-i",
        reason=Reason.FIRST_REPORT,
        topics=("sanctions", "watch"),
        made_at=at,
        news=("released:14->52", "target:Белавія"),
    )


def alert_for(
    store: Store,
    *chats: str,
    name: str = "a1",
    story_id: str = "s1",
    kinds: Sequence[DeliveryKind] = (POST,),
    at: datetime = NOON,
) -> list[Delivery]:
    """One alert of a story, planned for each chat as each kind; returns what is pending."""
    store.add_report(story_id, report(item=item(id=f"{story_id}-i", fetched=NOON)))
    planned = [Planned(chat, kind) for chat in chats for kind in kinds]
    store.add_alert(alert(name, story_id, at), planned)
    return store.pending(LATER)


def states(store: Store) -> dict[str, str]:
    return {each.delivery.chat: each.delivery.state.value for each in store.outbox()}


class TestAlert:
    def test_a_delivery_carries_its_alert(self, store: Store) -> None:
        store.add_report("s1", report(item=item(id="s1-i")))
        store.add_alert(alert(), [Planned("@lt", POST, "lt", 7)])

        (waiting,) = store.pending(NOON)

        assert waiting.alert == alert()
        assert (waiting.chat, waiting.kind, waiting.language, waiting.thread) == (
            "@lt",
            POST,
            "lt",
            7,
        )
        assert (waiting.state, waiting.attempts, waiting.repeated) == ("pending", 0, False)

    def test_repeating_it_changes_nothing(self, store: Store) -> None:
        alert_for(store, "@one")
        (first,) = store.pending(NOON)
        store.claim(first.id, NOON)
        store.settle(first.id, SENT, now=NOON, message_id=5)

        assert alert_for(store, "@one") == []
        assert len(store.outbox()) == 1

    def test_one_for_nobody_is_kept(self, store: Store) -> None:
        alert_for(store)

        assert store.alerts_of("s1") == [alert()]
        assert store.alerts_of("s2") == []

    def test_is_undone_with_the_match(self, store: Store) -> None:
        def match() -> None:
            with store.begin():
                alert_for(store, "@one")
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            match()

        assert store.outbox() == []
        assert store.stories() == []


class TestSending:
    def test_the_oldest_comes_first(self, store: Store) -> None:
        alert_for(store, "@b", name="a2", at=NOON + timedelta(minutes=1))
        alert_for(store, "@a", name="a1", story_id="s2")

        assert [each.alert.id for each in store.pending(LATER)] == ["a1", "a2"]
        assert [each.alert.id for each in store.pending(LATER, limit=1)] == ["a1"]

    def test_a_delivery_is_claimed_once(self, store: Store) -> None:
        (waiting,) = alert_for(store, "@one")

        assert [store.claim(waiting.id, NOON), store.claim(waiting.id, NOON)] == [True, False]
        assert store.pending(LATER) == []
        assert not store.claim(12345, NOON)

    def test_what_was_sent_has_a_receipt(self, store: Store) -> None:
        (waiting,) = alert_for(store, "@one")
        store.claim(waiting.id, NOON)
        store.settle(waiting.id, SENT, now=LATER, message_id=77)

        assert store.receipts("s1") == [
            Receipt(chat="@one", message_id=77, state=SENT, sent_at=LATER)
        ]
        assert store.message_of("@one", "s1") == 77
        assert store.message_of("@two", "s1") is None

    def test_what_is_tried_again_waits_for_its_time(self, store: Store) -> None:
        (waiting,) = alert_for(store, "@one")
        store.claim(waiting.id, NOON)
        store.settle(
            waiting.id,
            DeliveryState.PENDING,
            now=NOON,
            not_before=LATER,
            error="429",
            repeated=True,
        )

        (again,) = store.pending(LATER)

        assert store.pending(LATER - timedelta(seconds=1)) == []
        assert (again.attempts, again.repeated) == (1, True)
        assert store.outbox()[0].error == "429"
        assert store.receipts("s1") == []

    def test_a_message_id_once_known_stays(self, store: Store) -> None:
        (waiting,) = alert_for(store, "@one")
        store.settle(waiting.id, SENT, now=NOON, message_id=77)
        store.settle(waiting.id, UNCERTAIN, now=NOON)

        assert store.message_of("@one", "s1") == 77

    @pytest.mark.parametrize(
        ("state", "told"),
        [(DeliveryState.PENDING, True), (SENT, True), (UNCERTAIN, True), (DEAD, False)],
    )
    def test_a_chat_is_told_unless_its_post_was_refused(
        self, store: Store, state: DeliveryState, told: bool
    ) -> None:
        (waiting,) = alert_for(store, "@one")
        store.settle(waiting.id, state, now=NOON)

        assert store.told("@one", "s1") is told
        assert not store.told("@two", "s1")
        assert not store.told("@one", "s2")

    def test_an_edit_alone_tells_nothing(self, store: Store) -> None:
        alert_for(store, "@one", kinds=[EDIT, REPLY])

        assert not store.told("@one", "s1")

    def test_the_outbox_is_listed_newest_first(self, store: Store) -> None:
        alert_for(store, "@one")
        alert_for(store, "@two", name="a2", at=LATER)

        assert [each.delivery.chat for each in store.outbox()] == ["@two", "@one"]
        assert [each.created_at for each in store.outbox(1)] == [LATER]


class TestRecovery:
    def left_sending(self, store: Store) -> None:
        for waiting in alert_for(store, "@one", kinds=[POST, EDIT]):
            store.claim(waiting.id, NOON)

    def test_resend_sends_again_and_marks_it(self, store: Store) -> None:
        self.left_sending(store)

        count = store.recover(LATER, "resend")

        assert count == 2
        assert {each.kind: each.repeated for each in store.pending(LATER)} == {
            POST: True,
            EDIT: False,
        }

    def test_hold_leaves_it_to_an_admin_but_repeats_edits(self, store: Store) -> None:
        self.left_sending(store)

        count = store.recover(LATER, "hold")

        assert count == 2
        assert [each.kind for each in store.pending(LATER)] == [EDIT]
        assert [each.state for each in store.receipts("s1")] == [UNCERTAIN]

    def test_leaves_alone_what_was_settled(self, store: Store) -> None:
        (waiting,) = alert_for(store, "@one")
        store.claim(waiting.id, NOON)
        store.settle(waiting.id, UNCERTAIN, now=NOON)

        assert store.recover(LATER, "resend") == 0


class TestChats:
    def test_one_held_waits(self, store: Store) -> None:
        alert_for(store, "@one", "@two")
        store.hold_chat("@one", LATER)

        assert [each.chat for each in store.pending(NOON)] == ["@two"]
        assert [each.chat for each in store.pending(LATER)] == ["@one", "@two"]

    def test_one_stopped_gets_nothing_and_loses_nothing(self, store: Store) -> None:
        alert_for(store, "@one", "@two")
        store.stop_chat("@one", "the bot was blocked")

        assert [each.chat for each in store.pending(LATER)] == ["@two"]
        assert store.chats() == [ChatState(chat="@one", stopped="the bot was blocked")]

        store.resume_chat("@one")

        assert len(store.pending(LATER)) == 2

    def test_one_moved_is_followed(self, store: Store) -> None:
        (waiting,) = alert_for(store, "-1")
        store.settle(waiting.id, SENT, now=NOON, message_id=5)
        store.add_watch("-1", "Bialiatski", NOON)
        store.move_chat("-1", "-1001")
        alert_for(store, "-1", name="a2", kinds=[REPLY])

        assert [each.chat for each in store.pending(LATER)] == ["-1001"]
        assert store.message_of("-1", "s1") == store.message_of("-1001", "s1") == 0
        assert store.told("-1", "s1")
        assert store.watches("-1") == store.watches("-1001") == ["Bialiatski"]

    def test_one_moved_twice_is_followed_twice(self, store: Store) -> None:
        store.move_chat("-1", "-2")
        store.move_chat("-2", "-3")

        assert [each.chat for each in alert_for(store, "-1")] == ["-3"]

    def test_one_moved_back_is_followed_back(self, store: Store) -> None:
        store.move_chat("-1", "-2")
        store.move_chat("-2", "-1")

        assert [each.chat for each in alert_for(store, "-1")] == ["-1"]
        assert [each.chat for each in alert_for(store, "-2", name="a2")][-1] == "-1"

    def test_moving_to_where_one_is_changes_nothing(self, store: Store) -> None:
        store.move_chat("-1", "-1")

        assert store.chats() == []

    def test_moving_doubles_nothing(self, store: Store) -> None:
        alert_for(store, "-1", "-2")
        store.add_watch("-1", "Ona", NOON)
        store.add_watch("-2", "ona", NOON)
        store.move_chat("-1", "-2")

        assert [each.chat for each in store.pending(LATER)] == ["-2"]
        assert store.all_watches() == {"-2": ["ona"]}


class TestWatches:
    def test_are_kept_as_written_in_order(self, store: Store) -> None:
        added = [
            store.add_watch("1", word, NOON + timedelta(seconds=number))
            for number, word in enumerate(["Žygis", "Бяляцкі", "žygis"])
        ]
        store.add_watch("2", "visa", NOON)

        assert added == [True, True, False]
        assert store.watches("1") == ["Žygis", "Бяляцкі"]
        assert store.all_watches() == {"1": ["Žygis", "Бяляцкі"], "2": ["visa"]}

    def test_are_removed_in_any_case(self, store: Store) -> None:
        store.add_watch("1", "Ales  Bialiatski", NOON)

        assert store.remove_watch("1", "ales bialiatski")
        assert not store.remove_watch("1", "ales bialiatski")
        assert store.watches("1") == []

    def test_survive_a_restart(self, url: str) -> None:
        with Store.open(url) as store:
            store.add_watch("1", "Ona", NOON)
        with Store.open(url) as store:
            assert store.watches("1") == ["Ona"]


def test_small_values_are_kept(store: Store) -> None:
    store.put("digest.@lt", "2025-09-11")
    store.put("digest.@lt", "2025-09-12")

    assert store.get("digest.@lt") == "2025-09-12"
    assert store.get("digest.@en") is None


class TestHousekeeping:
    def test_an_old_story_goes_with_its_messages(self, store: Store) -> None:
        (waiting,) = alert_for(store, "@one")
        store.settle(waiting.id, SENT, now=NOON)

        assert store.prune(LATER) == 1
        assert (store.stories(), store.outbox(), store.alerts_of("s1")) == ([], [], [])

    def test_a_story_with_a_message_on_its_way_stays(self, store: Store) -> None:
        alert_for(store, "@one")

        assert store.prune(LATER) == 0
        assert len(store.pending(LATER)) == 1

    def test_status_counts(self, store: Store) -> None:
        for name, failures in {"fine": 0, "failing": 3}.items():
            store.save_fetch_state(
                FetchState(
                    source=name,
                    failures=failures,
                    polled_before=True,
                    last_ok=NOON - timedelta(hours=failures),
                    due_at=NOON + timedelta(hours=failures),
                )
            )
        first, second = alert_for(store, "@one", "@two")
        alert_for(store, "@three", name="a2", story_id="s2")
        store.settle(first.id, SENT, now=NOON)
        store.settle(second.id, DEAD, now=NOON)
        store.stop_chat("@two", "blocked")
        store.add_watch("1", "Ona", NOON)

        status = store.status(NOON + timedelta(hours=1))

        assert (status.sources, status.ok, status.failing, status.overdue) == (2, 1, 1, 1)
        assert (status.items, status.stories, status.told_stories, status.alerts) == (2, 2, 2, 2)
        assert (status.pending, status.sent, status.dead, status.uncertain) == (1, 1, 1, 0)
        assert (status.stopped_chats, status.watches, status.last_poll) == (1, 1, NOON)

    def test_status_of_nothing_is_nothing(self, store: Store) -> None:
        assert store.status(NOON).last_poll is None


class TestHistory:
    def test_a_post_that_became_a_line_of_a_digest_is_listed_and_not_told(
        self, store: Store
    ) -> None:
        (waiting,) = alert_for(store, "@lt")
        store.settle(waiting.id, SENT, now=NOON, message_id=7, listed=True)

        assert (store.told("@lt", "s1"), store.message_of("@lt", "s1")) == (False, None)
        assert store.digest_of("@lt", "s1") == 7
        assert store.digest_of("@be", "s1") is None

    def test_a_daily_digest_is_no_place_where_a_story_was_first_told(self, store: Store) -> None:
        alert_for(store, "@lt")
        daily = replace(alert("d1"), reason=Reason.DIGEST)
        store.add_alert(daily, [Planned("@lt", DeliveryKind.DIGEST)])
        for row in store.pending(LATER):
            store.settle(row.id, SENT, now=NOON, message_id=row.id)

        assert store.digest_of("@lt", "s1") is None

    def test_what_a_chat_was_told_is_what_was_sent_to_it_oldest_first(self, store: Store) -> None:
        (post,) = alert_for(store, "@lt")
        store.settle(post.id, SENT, now=NOON, message_id=7)
        (included,) = alert_for(store, "@lt", name="a2", kinds=(EDIT,))
        store.settle(included.id, SENT, now=NOON)
        (edit,) = alert_for(store, "@lt", name="a3", kinds=(EDIT,))
        assert store.edited_at("@lt", "s1") is None
        store.settle(edit.id, SENT, now=LATER, message_id=7)
        alert_for(store, "@lt", name="a4", kinds=(EDIT,))

        told = store.told_to("@lt", "s1")
        assert [(kind, one.id) for kind, one in told] == [(POST, "a1"), (EDIT, "a3")]
        assert store.edited_at("@lt", "s1") == LATER
