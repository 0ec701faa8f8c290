"""Sanctions that end are never told as sanctions that begin, nor the other way round."""

from pathlib import Path

import pytest

from monitors.language import detect
from monitors.match import Matcher
from monitors.model import ActionLabel
from monitors.rules import decide
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)
WAYS = {
    ActionLabel.SANCTIONS_IMPOSED: "imposed",
    ActionLabel.SANCTIONS_LIFTED: "lifted",
    ActionLabel.SANCTIONS_EASED: "lifted",
    ActionLabel.SANCTIONS_EXTENDED: "extended",
}


def rows() -> list[list[str]]:
    text = Path(__file__).with_name("directions.txt").read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


def way(title: str, spelling: str) -> str:
    detected = detect(title, "", spelling.partition("-")[0])
    hits = MATCHER.match(title, "", detected)
    action = decide(title, "", detected, hits, VOCABULARY)
    return WAYS.get(action.label, "none") if action.decided else "none"


@pytest.mark.parametrize(("spelling", "expected", "title"), rows())
def test_the_way_that_sanctions_go(spelling: str, expected: str, title: str) -> None:
    told = way(title, spelling)

    assert told == expected or (expected.endswith("?") and told in ("none", expected[:-1]))
