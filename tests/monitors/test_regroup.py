"""Stories merged and split by hand: reports, messages under way, and what is remembered."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitors import regroup
from monitors.audience import Wish
from monitors.bonds import Kind
from monitors.errors import RegroupError, StoreError, UnknownStory
from monitors.model import (
    ALERTING,
    Alert,
    Audience,
    DeliveryKind,
    DeliveryState,
    Planned,
    Reason,
    Report,
)
from monitors.store import Store
from tests.monitors.reports import NOON, report

ROOT = Path(__file__).parent.parent.parent
NOW = NOON + timedelta(hours=3)
CHANNEL, OTHER, THIRD = "@volia", "-1001", "42"
READERS = regroup.Readers(
    audiences=lambda: [Audience(chat=CHANNEL, topics=("prisoner-release",))],
    wishes={"prisoner-release": Wish(ALERTING)},
)
POST, EDIT, REPLY = DeliveryKind.POST, DeliveryKind.EDIT, DeliveryKind.REPLY
FIRST = report("Belarus frees 52", item_id="a1")
MORE = report("52 freed", of="belsat", after=1, item_id="a2")
SECOND = report("Lukashenka pardons 14", of="belta", after=2, item_id="b1")
FOURTH = report("14 foreigners pardoned", of="sb", after=2.5, item_id="b2")


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        for story_id, reports in {"sa1": (FIRST, MORE), "sb1": (SECOND, FOURTH)}.items():
            for each in reports:
                opened.add_report(story_id, each)
        yield opened


def tell(
    store: Store, story_id: str, about: Report, *kinds: DeliveryKind, chat: str = CHANNEL
) -> None:
    """An alert on its way to a chat."""
    made = Alert(
        id=f"{story_id}.{about.item.id}",
        story_id=story_id,
        item_id=about.item.id,
        reason=Reason.FIRST_REPORT,
        topics=("prisoner-release",),
        made_at=about.item.published,
    )
    store.add_alert(made, [Planned(chat, kind) for kind in kinds])


def send(store: Store) -> None:
    """All that waits is sent."""
    for number, row in enumerate(store.pending(NOW), start=11):
        store.claim(row.id, NOW)
        message = number if row.kind is not EDIT else None
        store.settle(row.id, DeliveryState.SENT, now=NOW, message_id=message)


def merge(store: Store, one: str = "sa1", other: str = "sb1") -> str:
    return regroup.merge(store, one, other, by="cli", why="", now=NOW).id


def split(store: Store, *items: str, of: str = "sa1") -> str:
    return regroup.split(store, of, items, READERS, by="cli", why="", now=NOW).id


def waiting(store: Store) -> list[tuple[str, str, str, str]]:
    """Chat, kind, story and reason of all that is to be sent."""
    return [
        (one.chat, one.kind.value, one.alert.story_id, one.alert.reason.value)
        for one in store.pending(NOW)
    ]


def items(store: Store, story_id: str) -> list[str]:
    story = store.story(story_id)
    return [each.item.id for each in story.reports] if story else []


class TestMerge:
    @pytest.mark.parametrize("order", [("sa1", "sb1"), ("sb1", "sa1"), ("b2", "a2")])
    def test_the_story_first_reported_has_the_reports_of_both(
        self, store: Store, order: tuple[str, str]
    ) -> None:
        assert merge(store, *order) == "sa1"
        assert items(store, "sa1") == ["a1", "a2", "b1", "b2"]
        assert [story.id for story in store.stories()] == ["sa1"]
        assert store.status(NOW).stories == 1

    def test_the_younger_one_is_found_in_the_older(self, store: Store) -> None:
        merge(store)

        assert items(store, "sb1") == ["a1", "a2", "b1", "b2"]
        assert store.find_stories("sb1") == store.find_stories("b1") == ["sa1"]

    def test_both_messages_are_edited_and_nobody_is_told_again(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST)
        tell(store, "sb1", SECOND, POST)
        send(store)
        merge(store)

        assert waiting(store) == [
            (CHANNEL, "edit", "sb1", "merged"),
            (CHANNEL, "edit", "sa1", "merged"),
        ]

    def test_a_first_message_that_was_not_sent_yet_is_not_sent(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST)
        send(store)
        tell(store, "sb1", SECOND, POST)
        merge(store)

        assert waiting(store) == [(CHANNEL, "edit", "sa1", "merged")]

    def test_one_on_its_way_is_edited_when_it_is_there(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST)
        send(store)
        tell(store, "sb1", SECOND, POST)
        (row,) = store.pending(NOW)
        store.claim(row.id, NOW)
        merge(store)

        assert (CHANNEL, "edit", "sb1", "merged") in waiting(store)

    def test_news_that_wait_answer_the_older_message(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST)
        tell(store, "sb1", SECOND, POST)
        send(store)
        tell(store, "sb1", FOURTH, EDIT, REPLY)
        merge(store)

        assert waiting(store) == [
            (CHANNEL, "reply", "sa1", "first_report"),
            (CHANNEL, "edit", "sb1", "merged"),
            (CHANNEL, "edit", "sa1", "merged"),
        ]

    def test_a_chat_that_knew_the_younger_alone_keeps_its_message(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST, chat=OTHER)
        tell(store, "sb1", SECOND, POST)
        send(store)
        merge(store)

        assert waiting(store) == [
            (OTHER, "edit", "sa1", "merged"),
            (CHANNEL, "edit", "sa1", "merged"),
        ]
        assert store.message_of(CHANNEL, "sa1") == 12

    def test_later_news_go_to_the_older_message_alone(self, store: Store) -> None:
        tell(store, "sb1", SECOND, POST)
        merge(store)

        assert store.told(CHANNEL, "sa1")
        assert not store.told(CHANNEL, "sb1")

    def test_a_delivery_read_before_the_merge_is_not_claimed_after_it(self, store: Store) -> None:
        tell(store, "sb1", SECOND, POST)
        (row,) = store.pending(NOW)
        merge(store)

        assert not store.claim(row.id, NOW, story_id=row.alert.story_id)

    def test_of_three_the_messages_all_point_to_the_oldest(self, store: Store) -> None:
        early = report("Prisoners on the way", after=-2, item_id="c1")
        store.add_report("sc1", early)
        for story_id, about in (("sa1", FIRST), ("sb1", SECOND), ("sc1", early)):
            tell(store, story_id, about, POST)
        send(store)
        merge(store)
        send(store)
        merge(store, "sc1", "sa1")

        assert [story for _, _, story, _ in waiting(store)] == ["sa1", "sb1", "sc1"]
        assert store.story_now("sb1") == store.story_now("sa1") == "sc1"

    @pytest.mark.parametrize(
        ("pair", "sentence"),
        [
            (("sa1", "sa1"), "with itself"),
            (("sa1", "a2"), "are one story already"),
            (("sa1", "nothing"), "No stored story has the id nothing"),
            (("sa1", ""), "No story was named"),
            (("sa1", "%___"), "No stored story"),
            (("sa1", "😀" * 5_000), "No stored story"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, store: Store, pair: tuple[str, str], sentence: str
    ) -> None:
        with pytest.raises(RegroupError, match=sentence):
            merge(store, *pair)
        assert items(store, "sa1") == ["a1", "a2"]

    def test_merging_twice_is_refused_and_changes_nothing(self, store: Store) -> None:
        merge(store)
        with pytest.raises(RegroupError, match="one story already"):
            merge(store)
        assert len(store.decisions_on("sa1")) == 1

    def test_a_beginning_that_several_have_is_refused_with_their_names(self, store: Store) -> None:
        store.add_report("story-1", report(item_id="x1"))
        store.add_report("story-2", report(item_id="x2"))

        with pytest.raises(UnknownStory, match="may be any of story-1, story-2"):
            merge(store, "sa1", "stor")

    def test_a_failure_leaves_nothing_half_done(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tell(store, "sb1", SECOND, POST)

        def broken(*_: object) -> None:
            raise StoreError("the disk is full")

        monkeypatch.setattr(store, "add_alert", broken)
        with pytest.raises(StoreError):
            merge(store)

        assert items(store, "sa1") == ["a1", "a2"]
        assert store.decisions_on("sa1") == []
        assert [story for _, _, story, _ in waiting(store)] == ["sb1"]


class TestSplit:
    def test_the_reports_taken_out_are_a_story_of_their_own(self, store: Store) -> None:
        assert split(store, "a2") == "sa2"
        assert items(store, "sa1") == ["a1"]
        assert items(store, "sa2") == ["a2"]

    def test_it_is_told_silently_where_it_would_have_been_told(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST)
        send(store)
        split(store, "a2")

        assert waiting(store) == [
            (CHANNEL, "edit", "sa1", "split"),
            (CHANNEL, "post", "sa2", "split"),
        ]

    def test_what_is_old_is_not_told(self, store: Store) -> None:
        late = NOW + timedelta(days=2)
        regroup.split(store, "sa1", ["a2"], READERS, by="cli", why="", now=late)

        assert waiting(store) == []

    def test_the_opening_report_may_be_taken_out(self, store: Store) -> None:
        assert split(store, "a1") == "sa1.2"
        assert items(store, "sa1") == ["a2"]

    @pytest.mark.parametrize(
        ("taken", "sentence"),
        [
            (("a1", "a2"), "nothing would be left"),
            (("b1",), "sa1 has no report b1"),
            (("nothing",), "sa1 has no report nothing"),
            ((), "at least one"),
        ],
    )
    def test_what_makes_no_sense_is_refused(
        self, store: Store, taken: tuple[str, ...], sentence: str
    ) -> None:
        with pytest.raises(RegroupError, match=sentence):
            split(store, *taken)
        assert items(store, "sa1") == ["a1", "a2"]

    def test_a_report_may_be_named_by_its_address(self, store: Store) -> None:
        split(store, "https://belsat.example/1")

        assert items(store, "sa2") == ["a2"]

    def test_the_parts_of_a_merged_story_get_their_messages_back(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST)
        tell(store, "sb1", SECOND, POST)
        tell(store, "sb1", SECOND, POST, chat=OTHER)
        send(store)
        merge(store)
        send(store)

        assert split(store, "b1", "b2") == "sb1"
        assert waiting(store) == [
            (CHANNEL, "edit", "sa1", "split"),
            (CHANNEL, "edit", "sb1", "split"),
            (OTHER, "edit", "sb1", "split"),
        ]


class TestUndo:
    def test_a_merge_taken_back_is_as_if_it_had_not_been(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST, chat=OTHER)
        tell(store, "sb1", SECOND, POST)
        send(store)
        merge(store)
        send(store)
        undone = regroup.undo(store, 1, READERS, by="7", now=NOW)

        assert undone.kind is Kind.MERGE
        assert (items(store, "sa1"), items(store, "sb1")) == (["a1", "a2"], ["b1", "b2"])
        assert store.told(CHANNEL, "sb1")
        assert not store.told(CHANNEL, "sa1")
        assert waiting(store) == [
            (OTHER, "edit", "sa1", "split"),
            (CHANNEL, "edit", "sb1", "split"),
        ]

    def test_a_first_message_that_a_merge_withheld_is_owed_with_its_sound(
        self, store: Store
    ) -> None:
        tell(store, "sa1", FIRST, POST)
        send(store)
        tell(store, "sb1", SECOND, POST)
        merge(store)
        regroup.undo(store, 1, READERS, by="7", now=NOW)

        assert (CHANNEL, "post", "sb1", "first_report") in waiting(store)

    def test_a_split_taken_back_is_a_merge(self, store: Store) -> None:
        split(store, "a2")
        regroup.undo(store, 1, READERS, by="cli", now=NOW)

        assert items(store, "sa1") == ["a1", "a2"]

    def test_stories_are_kept_apart_once(self, store: Store) -> None:
        regroup.keep_apart(store, "sa1", "sb1", by="cli", why="", now=NOW)
        with pytest.raises(RegroupError, match="kept apart already, by decision 1"):
            regroup.keep_apart(store, "sb1", "sa1", by="cli", why="", now=NOW)
        regroup.undo(store, 1, READERS, by="cli", now=NOW)
        regroup.keep_apart(store, "sa1", "sb1", by="cli", why="", now=NOW)

        assert [each.undone for each in store.decisions_on("sa1")] == [True, False]

    def test_a_decision_is_taken_back_once(self, store: Store) -> None:
        regroup.keep_apart(store, "sa1", "sb1", by="cli", why="", now=NOW)
        regroup.undo(store, 1, READERS, by="cli", now=NOW)

        with pytest.raises(RegroupError, match="taken back before"):
            regroup.undo(store, 1, READERS, by="cli", now=NOW)
        with pytest.raises(UnknownStory, match="no decision number 99"):
            regroup.undo(store, 99, READERS, by="cli", now=NOW)


class TestRemembered:
    def test_who_decided_what_when_and_why(self, store: Store) -> None:
        regroup.merge(store, "sa1", "sb1", by="7", why="one exchange", now=NOW)
        (found,) = store.decisions_on("sb1")

        assert (found.kind, found.by, found.why, found.at) == (Kind.MERGE, "7", "one exchange", NOW)
        assert (found.story_id, found.other_id) == ("sa1", "sb1")
        assert found.first == {"a1", "a2"}
        assert found.second == {"b1", "b2"}

    def test_decisions_of_the_window_are_those_with_a_report_in_it(self, store: Store) -> None:
        merge(store)

        assert len(store.decisions_since(NOON + timedelta(hours=2))) == 1
        assert store.decisions_since(NOON + timedelta(hours=3)) == []

    def test_pruning_forgets_a_story_with_those_merged_into_it(self, store: Store) -> None:
        tell(store, "sa1", FIRST, POST, chat=OTHER)
        tell(store, "sb1", SECOND, POST)
        send(store)
        merge(store)
        send(store)
        store.prune(NOON + timedelta(hours=2, minutes=15))
        kept = items(store, "sa1")
        store.prune(NOON + timedelta(hours=5))

        assert len(kept) == 4
        assert store.status(NOW).stories == 0
        assert store.outbox() == []
        assert store.decisions_on("sa1") == []

    def test_pruning_after_a_merge_was_taken_back(self, store: Store) -> None:
        tell(store, "sb1", SECOND, POST)
        send(store)
        merge(store)
        regroup.undo(store, 1, READERS, by="cli", now=NOW)
        send(store)
        store.prune(NOON + timedelta(hours=5))

        assert store.status(NOW).stories == 0


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from monitors import regroup
from monitors.store import Store

with Store.open(sys.argv[1]) as store:
    store.edits_of = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    regroup.merge(store, "sa1", "sb1", by="cli", why="", now=datetime(2025, 9, 11, tzinfo=UTC))
"""


def test_a_process_killed_in_the_middle_of_a_merge_leaves_two_stories(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/volia.db"
    with Store.open(url) as opened:
        opened.add_report("sa1", FIRST)
        opened.add_report("sb1", SECOND)
    ended = subprocess.run([sys.executable, "-c", KILLED, url], check=False, cwd=ROOT)
    with Store.open(url) as opened:
        found = (items(opened, "sa1"), items(opened, "sb1"), opened.decisions_on("sa1"))

    assert ended.returncode == -9
    assert found == (["a1"], ["b1"], [])
