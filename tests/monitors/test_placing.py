"""Into which story a report comes: by what was decided, and by what it says."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from monitors import regroup
from monitors.bonds import PIPELINE, Kind
from monitors.model import Report
from monitors.placing import Placed, place
from monitors.store import Store
from monitors.understanding import Read
from monitors.window import SPAN, Window
from tests.monitors.reports import NOON, facts, report

NOW = NOON + timedelta(hours=31)
READERS = regroup.Readers(wishes={})
FIRST = report(
    "Belarus frees Statkevich and Kalesnikava at the border",
    stated=facts(2, countries=["BY"], people=["Mikalai Statkevich", "Maryia Kalesnikava"]),
    item_id="a1",
)
OTHERS = report(
    "Babaryka and Bialiatski leave their cells",
    of="reuters",
    after=30,
    stated=facts(5, countries=["PL"], people=["Viktar Babaryka", "Ales Bialiatski"]),
    item_id="b1",
)
FOUR = ["Mikalai Statkevich", "Maryia Kalesnikava", "Viktar Babaryka", "Ales Bialiatski"]
BOTH = report(
    "Statkevich, Kalesnikava, Babaryka and Bialiatski are free",
    of="afp",
    after=31,
    stated=facts(countries=["BY", "PL"], people=FOUR),
    item_id="c1",
)
SAME = report(
    "Statkevich and Kalesnikava were freed",
    of="belsat",
    after=1,
    stated=facts(2, countries=["BY"], people=["Mikalai Statkevich", "Maryia Kalesnikava"]),
    item_id="a2",
)


class Desk:
    """A store and what is in memory of it."""

    def __init__(self, store: Store, window: Window) -> None:
        self.store = store
        self._window = window

    def copy_of(self, first: str, one: Report) -> Placed:
        """Where a report with the very text of another item would be placed."""
        return place(self.store, self._window, Read(one), NOW, first)

    def come(self, *reports: Report) -> Placed:
        """Reports come in, as the pipeline takes them in; where the last one was placed."""
        for each in reports:
            placed = place(self.store, self._window, Read(each), NOW)
            story_id = placed.story.id if placed.story else f"s{each.item.id}"
            self.store.add_report(story_id, each)
            self.store.relate(story_id, placed.doubtful)
            self._window.add(each, None)
        return placed

    def stories(self) -> dict[str, list[str]]:
        return {one.id: [each.item.id for each in one.reports] for one in self.store.stories()}


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    with Store.open("sqlite://") as store:
        window = Window(store)
        await window.ready(NOW)
        yield Desk(store, window)


async def test_a_report_that_surely_tells_of_two_stories_makes_them_one(desk: Desk) -> None:
    desk.come(FIRST, OTHERS)
    apart = desk.stories()
    placed = desk.come(BOTH)
    (decision,) = desk.store.decisions_on("sa1")

    assert apart == {"sb1": ["b1"], "sa1": ["a1"]}
    assert desk.stories() == {"sa1": ["a1", "b1", "c1"]}
    assert placed.story is not None
    assert [each.item.id for each in placed.story.reports] == ["a1", "b1"]
    assert (decision.kind, decision.by) == (Kind.MERGE, PIPELINE)
    assert decision.why.startswith("c1 tells of both · name:")


async def test_stories_kept_apart_are_not_merged_by_any_report(desk: Desk) -> None:
    desk.come(FIRST, OTHERS)
    regroup.keep_apart(desk.store, "sa1", "sb1", by="7", why="", now=NOW)
    desk.come(BOTH)

    assert sorted(desk.stories()) == ["sa1", "sb1"]


async def test_a_merge_that_was_taken_back_is_not_made_again(desk: Desk) -> None:
    desk.come(FIRST, OTHERS, BOTH)
    regroup.undo(desk.store, 1, READERS, by="7", now=NOW)
    again = report("Statkevich, Babaryka, Bialiatski, Kalesnikava out", of="dw", after=31.5,
                   stated=facts(countries=["BY", "PL"], people=FOUR), item_id="d1")  # fmt: skip
    desk.come(again)

    assert sorted(desk.stories()) == ["sa1", "sb1"]


async def test_a_report_taken_out_does_not_come_back(
    desk: Desk,
) -> None:
    desk.come(FIRST, SAME)
    regroup.split(desk.store, "sa1", ["a2"], READERS, by="cli", why="", now=NOW)
    edited = report("Statkevich and Kalesnikava were freed today", of="belsat", after=1,
                    stated=SAME.facts, item_id="a2")  # fmt: skip
    desk.come(edited)

    assert desk.stories() == {"sa2": ["a2"], "sa1": ["a1"]}


async def test_a_report_like_one_half_of_a_merged_story_joins_it(desk: Desk) -> None:
    desk.come(FIRST, OTHERS)
    regroup.merge(desk.store, "sa1", "sb1", by="cli", why="", now=NOW)
    placed = desk.come(SAME)

    assert placed.story is not None
    assert placed.story.id == "sa1"


async def test_what_is_in_doubt_is_noted_and_not_merged(desk: Desk) -> None:
    desk.come(FIRST)
    doubtful = report(
        "Statkevich abroad",
        of="belsat",
        after=40,
        stated=facts(countries=["BY"]),
        item_id="d1",
    )
    placed = desk.come(doubtful)

    assert placed.story is None
    assert [name for name, _ in placed.doubtful] == ["sa1"]
    assert desk.store.related_to("sa1") == ["sd1"]
    assert desk.store.doubts(NOON) == [("sd1", "sa1")]


async def test_the_same_text_is_the_same_story_unless_long_has_passed(desk: Desk) -> None:
    vague = report("Sanctions extended", item_id="vague", stated=facts(countries=["BY"]))
    copy = replace(vague, item=replace(vague.item, id="copy"))
    late = replace(copy, item=replace(copy.item, published=NOON + SPAN + timedelta(hours=1)))
    desk.come(vague)

    placed = desk.copy_of("vague", copy)

    assert placed.story
    assert (placed.story.id, placed.why) == ("svague", ("the same text as vague",))
    assert desk.copy_of("vague", late).story is None
