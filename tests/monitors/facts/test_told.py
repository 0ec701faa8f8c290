"""Totals and nations told in many wordings: companions, sides, the rest, lists, all of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.monitors.facts.reading import facts, nations, total

_TOLD = Path(__file__).with_name("told.jsonl")
ITEMS = [json.loads(line) for line in _TOLD.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("item", [one for one in ITEMS if "count" in one])
def test_the_total_is_read_however_it_is_told(item: dict[str, Any]) -> None:
    assert total(facts(item["lang"], item["title"], item["summary"])) == item["count"]


@pytest.mark.parametrize("item", [one for one in ITEMS if "nations" in one])
def test_nations_are_those_of_the_freed(item: dict[str, Any]) -> None:
    assert nations(facts(item["lang"], item["title"], item["summary"])) == item["nations"]
