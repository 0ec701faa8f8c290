"""How far the Russian words reach: headlines of our own, and near misses."""

from pathlib import Path

import pytest

from monitors.labels import ALERTING, ActionLabel
from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS, Matcher
from monitors.model import Action
from monitors.rules import decide
from monitors.words import load_vocabulary

HERE = Path(__file__).parent
VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)


def said(title: str, lead: str = "") -> Action | None:
    """What the rules say; None where no built-in topic is found."""
    detected = detect(title, lead, "ru")
    hits = MATCHER.match(title, lead, detected)
    if not {hit.topic for hit in hits} & {RELEASE, SANCTIONS}:
        return None
    return decide(title, lead, detected, hits, VOCABULARY)


def alerts(title: str, lead: str = "") -> bool:
    action = said(title, lead)
    return action is not None and action.alerting


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def labelled(name: str) -> list[tuple[str, bool, str, str]]:
    """Label, whether it is worth an alert, title and lead of each line."""
    found = []
    for line in lines(name):
        label, _, rest = line.partition(" | ")
        title, _, lead = rest.partition(" || ")
        worthy = not label.endswith("-") and ActionLabel(label) in ALERTING
        found.append((label.removesuffix("-"), worthy, title, lead))
    return found


@pytest.mark.parametrize(
    ("name", "start", "step", "recall", "right"),
    [
        ("words_ru.txt", 0, 2, 0.95, 0.96),
        ("words_ru.txt", 1, 2, 0.92, 0.86),  # the half that nothing was grown with
        ("words_ru_more.txt", 0, 1, 0.86, 0.86),
    ],
    ids=["grown with", "frozen", "more"],
)
def test_own_headlines_are_understood(
    name: str, start: int, step: int, recall: float, right: float
) -> None:
    rows = labelled(name)[start::step]
    worthy = [row for row in rows if row[1]]
    labels = [(action.label if (action := said(*row[2:])) else "other") for row in rows]

    assert sum(alerts(*row[2:]) for row in worthy) / len(worthy) >= recall
    assert not [row for row in rows if alerts(*row[2:]) and not row[1]]
    assert sum(a == row[0] for a, row in zip(labels, rows, strict=True)) / len(rows) >= right


@pytest.mark.parametrize(
    ("name", "start", "step", "at_most"),
    [
        ("words_ru_traps.txt", 0, 2, 0.02),
        ("words_ru_traps.txt", 1, 2, 0.02),  # the half that nothing was grown with
        ("words_ru_near.txt", 0, 1, 0.03),
    ],
    ids=["grown with", "frozen", "near"],
)
def test_ordinary_news_stays_silent(name: str, start: int, step: int, at_most: float) -> None:
    rows = lines(name)[start::step]

    assert sum(map(alerts, rows)) / len(rows) <= at_most
