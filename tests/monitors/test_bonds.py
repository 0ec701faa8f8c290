"""What follows from decisions about which reports belong together."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitors.bonds import Kind, Regrouped, bound_to, may_merge, offered, together
from tests.monitors.reports import NOON

WINDOW = {"a": frozenset({"a1", "a2"}), "b": frozenset({"b1", "b2"})}
ALL = frozenset({"a1", "a2", "b1", "b2"})
ITEMS = ("a1", "a2", "b1", "b2", "n1")


def decided(kind: Kind, first: Sequence[str], second: Sequence[str]) -> Regrouped:
    return Regrouped(
        kind=kind,
        story_id="a",
        other_id="b",
        first=frozenset(first),
        second=frozenset(second),
        by="cli",
        why="",
        at=NOON,
    )


MERGED = decided(Kind.MERGE, ["a1", "a2"], ["b1", "b2"])
APART = decided(Kind.APART, ["a1", "a2"], ["b1", "b2"])
SPLIT = decided(Kind.SPLIT, ["a1"], ["n1"])

sides = st.sets(st.sampled_from(ITEMS), min_size=1).map(sorted)
decisions = st.lists(st.builds(decided, st.sampled_from(Kind), sides, sides), max_size=6)


def test_nothing_is_known_of_items_that_nobody_decided_about() -> None:
    assert together([MERGED], "a1", "n1") is None
    assert together([MERGED], "a1", "a2") is None


def test_the_newer_decision_counts() -> None:
    assert together([MERGED], "b1", "a1") is True
    assert together([MERGED, APART], "b1", "a1") is False
    assert together([MERGED, APART, MERGED], "b1", "a1") is True


def test_what_was_taken_back_counts_for_nothing() -> None:
    assert together([MERGED, replace(APART, undone=True)], "a1", "b1") is True


@given(decisions, st.sampled_from(ITEMS), st.sampled_from(ITEMS))
def test_a_decision_holds_both_ways(made: list[Regrouped], one: str, other: str) -> None:
    assert together(made, one, other) == together(made, other, one)


def test_an_item_is_bound_to_those_it_was_put_together_with() -> None:
    assert bound_to("b2", [MERGED]) == ["a1", "a2"]
    assert bound_to("b2", [MERGED, APART]) == []
    assert bound_to("n1", [MERGED]) == []


def test_a_story_that_the_item_was_set_apart_from_is_not_offered() -> None:
    assert offered("n1", WINDOW, [SPLIT]) == [("b", WINDOW["b"])]
    assert offered("n1", WINDOW, []) == list(WINDOW.items())


def test_a_merged_story_is_offered_whole_and_in_its_parts() -> None:
    assert offered("n1", {"a": ALL}, [MERGED]) == [
        ("a", ALL),
        ("a", {"b1", "b2"}),
        ("a", {"a1", "a2"}),
    ]


@given(decisions)
def test_what_is_offered_is_part_of_the_window_and_never_empty(made: list[Regrouped]) -> None:
    for story_id, part in offered("n1", {"a": ALL}, made):
        assert story_id == "a"
        assert part
        assert part <= ALL


def test_stories_with_items_set_apart_do_not_merge() -> None:
    one, other = WINDOW["a"], WINDOW["b"]

    assert may_merge(one, other, [MERGED])
    assert not may_merge(one, other, [APART])
    assert may_merge(one, other, [APART, MERGED])
