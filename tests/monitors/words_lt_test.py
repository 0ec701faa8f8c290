"""Lithuanian headlines nobody grew the words with: pinned recall, and silence on ordinary news.

The words were grown with every other line of the two tables; these figures are of the rest. The
pins lie a little below what is measured.
"""

from pathlib import Path

import pytest

from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS, Matcher
from monitors.model import ALERTING, Action, ActionLabel
from monitors.rules import decide
from monitors.rules.clause import FIRM
from monitors.scores import Score, counted
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)
HERE = Path(__file__).parent
PRECISION, RECALL = 0.95, 0.9
TOLD = 4  # of 75 lines
HARD_PRECISION, HARD_RECALL, HARD_TOLD = 0.9, 0.8, 4


def lines(name: str, half: int) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")][half::2]


def action(title: str, lead: str = "") -> Action | None:
    detected = detect(title, lead, "lt")
    hits = MATCHER.match(title, lead, detected)
    if not {hit.topic for hit in hits} & {RELEASE, SANCTIONS}:
        return None
    return decide(title, lead, detected, hits, VOCABULARY)


def alerts(title: str, lead: str = "") -> bool:
    said = action(title, lead)
    return said is not None and said.alerting


def told(name: str, half: int) -> tuple[int, Score]:
    """How many events a table has, and how well they are told from what is none."""
    pairs = []
    for line in lines(name, half):
        label, title, *lead = line.split(" | ")
        worthy = not label.endswith("?") and ActionLabel(label) in ALERTING
        pairs.append((worthy, alerts(title, *lead)))
    counts = [pairs.count(kind) for kind in ((True, True), (False, True), (True, False))]
    return len(pairs), counted(*counts)


@pytest.mark.parametrize("half", [0, 1], ids=["grown with", "frozen"])
def test_events_are_told(half: int) -> None:
    size, score = told("words_lt_events.txt", half)

    assert size >= 40
    assert score.precision >= PRECISION
    assert score.recall >= RECALL


@pytest.mark.parametrize("half", [0, 1], ids=["grown with", "frozen"])
def test_so_are_events_in_words_further_from_the_usual(half: int) -> None:
    size, score = told("words_lt_events_hard.txt", half)

    assert size >= 60
    assert score.precision >= HARD_PRECISION
    assert score.recall >= HARD_RECALL


@pytest.mark.parametrize("half", [0, 1], ids=["grown with", "frozen"])
def test_ordinary_news_is_silent(half: int) -> None:
    ordinary = lines("words_lt_ordinary.txt", half)
    told_of = [title for title in ordinary if alerts(title)]

    assert len(ordinary) >= 60
    assert len(told_of) <= TOLD, told_of


@pytest.mark.parametrize("half", [0, 1], ids=["grown with", "frozen"])
def test_so_is_most_news_that_is_nearly_of_the_topics(half: int) -> None:
    ordinary = lines("words_lt_ordinary_hard.txt", half)

    assert len(ordinary) >= 35
    assert sum(map(alerts, ordinary)) <= HARD_TOLD


@pytest.mark.parametrize(
    "title",
    [
        "Netiesa: JAV panaikino sankcijas Baltarusijai",
        "Vengrija vetavo 20-ąjį sankcijų Rusijai paketą",
        "K. Budrys: sankcijos baltarusiškoms trąšoms nebus švelninamos",
        "Ministerija paneigė gandus: dėl kalinių mainų su Minsku nesideramasi",
    ],
)
def test_what_is_denied_or_vetoed_no_vote_turns_round(title: str) -> None:
    said = action(title)
    assert said is not None
    assert not said.alerting
    assert said.certainty >= FIRM


@pytest.mark.parametrize(
    ("title", "alerting"),
    [
        ("T. Mindičiui – sankcijos", True),
        ("Iš Baltarusijos kolonijų grįžo devyni lietuviai", True),
        ("Prasidėjo belaisvių mainai: namo parvyko 200 ukrainiečių", True),
        ("Iš „Hamas“ nelaisvės grįžo visi įkaitai", False),
    ],
)
def test_a_dash_a_place_or_a_false_friend_decides(title: str, alerting: bool) -> None:
    assert alerts(title) is alerting
