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
from monitors.scores import counted
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)
HERE = Path(__file__).parent
PRECISION, RECALL = 0.95, 0.87
TOLD = 6  # of 115 lines


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


@pytest.mark.parametrize("half", [0, 1], ids=["grown with", "frozen"])
def test_events_are_told(half: int) -> None:
    pairs = []
    for line in lines("words_lt_events.txt", half):
        label, title, *lead = line.split(" | ")
        worthy = not label.endswith("?") and ActionLabel(label) in ALERTING
        pairs.append((worthy, alerts(title, *lead)))
    score = counted(
        pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))
    )

    assert len(pairs) >= 40
    assert score.precision >= PRECISION
    assert score.recall >= RECALL


@pytest.mark.parametrize("half", [0, 1], ids=["grown with", "frozen"])
def test_ordinary_news_is_silent(half: int) -> None:
    ordinary = lines("words_lt_ordinary.txt", half)
    told = [title for title in ordinary if alerts(title)]

    assert len(ordinary) >= 60
    assert len(told) <= TOLD, told


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
    told = action(title)
    assert told is not None
    assert not told.alerting
    assert told.certainty >= FIRM


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
