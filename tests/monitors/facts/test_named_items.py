"""People, targets and authorities of short items in our own words, scored; the scores are pinned.

`seen` and `unseen` are two halves of one table: the words have grown with the first alone.
`hard` are headlines that play with names, `traps` name people who only speak, decide or are
talked with.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from monitors.model import ActionLabel
from tests.monitors.facts.reading import authorities, facts, people, targets

_HERE = Path(__file__).parent
_READERS = {"people": people, "targets": targets, "by": authorities}


def _items(name: str) -> list[dict[str, Any]]:
    lines = (_HERE / f"names_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _f1(items: list[dict[str, Any]], field: str) -> float:
    right = told = stated = 0
    for item in items:
        found = facts(item["tag"], item["title"], item["summary"], ActionLabel(item["label"]))
        got, expected = _READERS[field](found), set(item[field])
        right, told, stated = (
            right + len(got & expected),
            told + len(got),
            stated + len(expected),
        )
    return 2 * right / (told + stated)


@pytest.mark.parametrize(
    ("name", "field", "least"),
    [
        ("seen", "people", 0.98),
        ("seen", "targets", 0.98),
        ("seen", "by", 0.99),
        ("unseen", "people", 0.95),
        ("unseen", "targets", 0.94),
        ("unseen", "by", 0.98),
        ("hard", "people", 0.95),
        ("hard", "targets", 0.94),
        ("hard", "by", 0.98),
        ("traps", "targets", 0.98),
        ("traps", "by", 0.98),
    ],
)
def test_scores_do_not_fall(name: str, field: str, least: float) -> None:
    assert _f1(_items(name), field) >= least


@pytest.mark.parametrize("item", _items("traps"), ids=lambda item: item["title"][:40])
def test_who_only_speaks_or_is_talked_with_is_nobody(item: dict[str, Any]) -> None:
    found = facts(item["tag"], item["title"], item["summary"], ActionLabel(item["label"]))

    assert people(found) == set()


def test_every_fact_of_the_table_has_its_place_in_the_text() -> None:
    for item in _items("seen"):
        found = facts(item["tag"], item["title"], item["summary"], ActionLabel(item["label"]))
        for one in (*found.people, *found.targets, *found.sanctioning):
            text = item["title"] if one.span.where == "title" else item["summary"]

            assert text[one.span.start : one.span.end].strip()
