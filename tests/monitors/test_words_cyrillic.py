"""How far the Belarusian and Russian words reach beyond what they were first grown with."""

from pathlib import Path
from typing import NamedTuple

import pytest

from monitors.labels import ALERTING, ActionLabel
from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS, Matcher
from monitors.rules import decide
from monitors.words import load_vocabulary

HERE = Path(__file__).parent
VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)


class Row(NamedTuple):
    """A headline of our own, what it says, and whether that is worth an alert."""

    language: str
    label: str
    worthy: bool
    title: str
    lead: str


def rows(name: str) -> list[Row]:
    """Lines of a file: spelling, label, headline and, where there is one, lead."""
    found = []
    for line in (HERE / name).read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        spelling, label, title, *lead = line.split("\t")
        worthy = not label.endswith("-") and ActionLabel(label) in ALERTING
        found.append(Row(spelling[:2], label.rstrip("-"), worthy, title, "".join(lead)))
    return found


def said(row: Row) -> str | None:
    """What the rules say, if they alert; "" if not; None if they find no topic."""
    detected = detect(row.title, row.lead, row.language)
    hits = MATCHER.match(row.title, row.lead, detected)
    if {RELEASE, SANCTIONS}.isdisjoint(hit.topic for hit in hits):
        return None
    action = decide(row.title, row.lead, detected, hits, VOCABULARY)
    return action.label if action.alerting else ""


@pytest.mark.parametrize(
    ("name", "on_topic", "right"),
    [("words_cyrillic.txt", 0.93, 0.92), ("words_cyrillic_frozen.txt", 0.91, 0.9)],
    ids=["grown with", "frozen"],
)
def test_what_is_worth_an_alert_is_understood(name: str, on_topic: float, right: float) -> None:
    worthy = [row for row in rows(name) if row.worthy]
    heard = [(row.label, said(row)) for row in worthy]

    assert sum(label is not None for _, label in heard) / len(heard) >= on_topic
    assert sum(wanted == label for wanted, label in heard) / len(heard) >= right


@pytest.mark.parametrize(
    ("name", "at_most"),
    [("words_cyrillic.txt", 3), ("words_cyrillic_frozen.txt", 2)],
    ids=["grown with", "frozen"],
)
def test_near_misses_stay_silent(name: str, at_most: int) -> None:
    told = [row.title for row in rows(name) if not row.worthy and said(row)]

    assert len(told) <= at_most, told
