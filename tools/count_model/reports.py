"""Labelled reports of releases as the choice of the count sees them."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from monitors.evaluate import _item as item_of
from monitors.facts import extract
from monitors.facts.clues import Stated, of_item, of_number, stated_in
from monitors.facts.likely import NONE, ONE, OTHER, PART, SEVERAL, TOTAL
from monitors.facts.passage import Passage, passage
from monitors.labels import ActionLabel
from monitors.language import detect
from monitors.model import Action
from monitors.rules.second_opinion import marks_in
from monitors.vocabulary import Vocabulary
from monitors.words import load_vocabulary
from tools.action_model.sentences import TESTS

QUALITY = TESTS / "quality"
GROWN_WITH = tuple(
    QUALITY / f"{name}.jsonl"
    for name in (
        "dev",
        "heldout_a",
        "fresh",
        *(f"fresh_{letter}" for letter in "defghimnopqrstuvwxyz"),
        *(f"counts_{letter}" for letter in "ghijkl"),
    )
)
"""Items that the rules of counts were grown with: they teach what numbers are."""
ROWS = (
    TESTS / "monitors" / "facts" / "told.jsonl",
    QUALITY / "counted_odd.jsonl",
    QUALITY / "counted_grown.jsonl",
)
"""Short items that say how a count is to be read; the rules were grown with them too."""
TRUST = tuple(QUALITY / f"counts_{letter}.jsonl" for letter in "abcdef")
"""Items that no rule was grown with: they teach as well how far the rules can be trusted."""
_SUMMED = range(2, 5)  # numbers that a total is told by


@dataclass(frozen=True)
class Told:
    """A report of a release, its count by label and by the rules, and its clues.

    `numbers`: clues and class of each number; `tells`: the class of the item.
    """

    passages: tuple[Passage, Passage]
    people: int
    count: int | None
    by_rules: int | None
    numbers: Sequence[tuple[list[str], int]]
    clues: list[str]
    tells: int


def told(path: Path) -> list[Told]:
    """The reports of a file that must alert on a release."""
    found = map(_labelled if path not in ROWS else _short, _lines(path))
    return [_told(*one) for one in found if one[-1].family == "release"]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _labelled(row: dict[str, Any]) -> tuple[str, str, str, int | None, ActionLabel]:
    """Title, summary, language, count and action; what is no alert is no report of a release."""
    item, _ = item_of(row)
    labels = row["labels"]
    action = ActionLabel(labels["event_type"]) if labels["alert"] else ActionLabel.OTHER
    return item.title, item.summary, row["lang"], labels["facts"]["released_count"], action


def _short(row: dict[str, Any]) -> tuple[str, str, str, int | None, ActionLabel]:
    known = "count" in row or "released" in row
    action = ActionLabel(row.get("action", "release.happened")) if known else ActionLabel.OTHER
    count = row["count"] if "count" in row else row.get("released")
    return row["title"], row["summary"], row.get("lang") or row["tag"], count, action


def _told(title: str, summary: str, tag: str, count: int | None, label: ActionLabel) -> Told:
    detected = detect(title, summary, tag.partition("-")[0])
    marks = marks_in(_vocabulary().read(title, summary, detected))
    facts = extract(title, summary, detected, Action(label, 1.0), marks, by_rules=True)
    passages = passage("title", title, detected), passage("summary", summary, detected)
    every, people = stated_in(passages), len(facts.people)
    return Told(
        passages=passages,
        people=people,
        count=count,
        by_rules=facts.released.value if facts.released else None,
        numbers=[
            (of_number(one, every, passages[0], people), kind)
            for one, kind in zip(every, _kinds(every, count), strict=True)
        ],
        clues=of_item(passages, people, marks),
        tells=NONE if count is None else ONE if count == 1 else SEVERAL,
    )


@cache
def _vocabulary() -> Vocabulary:
    return load_vocabulary()


def _kinds(every: Sequence[Stated], count: int | None) -> Iterator[int]:
    """The total, parts that make it up, or another number, of each that an item states."""
    values = [one.number.value for one in every]
    if count is None or count in values:
        yield from (TOTAL if value == count else OTHER for value in values)
        return
    chosen = (
        some
        for many in _SUMMED
        for some in combinations(range(len(values)), many)
        if sum(values[at] for at in some) == count
    )
    parts = next(chosen, ())
    yield from (PART if at in parts else OTHER for at in range(len(values)))


def digest() -> str:
    """SHA-256 of the files: says which reports some weights were made from."""
    made = hashlib.sha256()
    for path in (*GROWN_WITH, *ROWS, *TRUST):
        made.update(path.read_bytes())
    return made.hexdigest()
