"""The tool that fits the weights of stories: it learns from labels and gives the same twice."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from monitors.story.settings import SETTINGS
from tools.story_weights.fit import weights_of
from tools.story_weights.pairs import pairs
from tools.story_weights.regression import fitted
from tools.story_weights.reports import labelled

TITLES = [
    ("a", "09-11T10:00:00Z", "Belarus frees 52 prisoners, six Lithuanians among them"),
    ("a", "09-11T11:00:00Z", "Minsk releases 52 prisoners, six Lithuanians go home"),
    ("b", "09-20T10:00:00Z", "EU adopts its 19th package of sanctions against Russia"),
    ("b", "09-20T12:00:00Z", "Brussels approves 19th package of Russia sanctions"),
    ("c", "09-28T10:00:00Z", "Lukashenko pardons 23 convicts before the holiday"),
]


@pytest.fixture
def items(tmp_path: Path) -> Path:
    path = tmp_path / "items.jsonl"
    rows = [
        {
            "id": f"i{at}",
            "published": f"2025-{when}",
            "source": f"s{at}",
            "url": f"https://example.org/{at}",
            "title": title,
            "labels": {"alert": True, "event_id": event, "event_type": "other"},
        }
        for at, (event, when, title) in enumerate(TITLES)
    ]
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def test_weights_have_the_names_of_the_settings_and_are_the_same_twice(items: Path) -> None:
    reports = labelled(items, told=False)

    first, again = (
        weights_of(list(pairs(reports, Random(1), 0.25, 2)), 2.0, 3.0) for _ in range(2)
    )

    assert first == again
    assert first.keys() == SETTINGS.weights.keys()


def test_reports_of_two_events_are_compared_however_far_apart(items: Path) -> None:
    found = list(pairs(labelled(items, told=False), Random(1), 0.0, 0))

    assert sum(pair.same for pair in found) == 2
    assert any(not pair.same and pair.features["days_apart"] < 3 for pair in found)


def test_the_regression_learns_what_tells_the_two_apart() -> None:
    rows = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 1.0], [0.0, 1.0]])
    same = np.array([1.0, 1.0, 0.0, 0.0])

    weights = fitted(rows, same, np.ones(4), np.zeros(2), 0.1)

    assert weights[0] > 1
    assert rows[0] @ weights > 0 > rows[2] @ weights
