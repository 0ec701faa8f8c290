"""How far the English words reach: headlines of many outlets' kinds, and ordinary news.

Half of either was never looked at while the words were grown (`*_frozen.txt`).
"""

from pathlib import Path

import pytest

from monitors.language import detect
from monitors.match import Matcher
from monitors.model import ALERTING, Action, ActionLabel
from monitors.rules import decide
from monitors.rules.clause import FIRM
from monitors.scores import Score, counted
from monitors.words import load_vocabulary

HERE = Path(__file__).parent
VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)


def action(title: str, summary: str = "") -> Action:
    detected = detect(title, summary, "en")
    hits = MATCHER.match(title, summary, detected)
    return decide(title, summary, detected, hits, VOCABULARY)


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def alerts(name: str) -> Score:
    pairs = []
    for line in lines(name):
        label, _, title = line.partition("|")
        worthy = not label.endswith("?") and ActionLabel(label) in ALERTING
        pairs.append((worthy, action(title).alerting))
    return counted(
        pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))
    )


def false_alarms(name: str) -> float:
    told = [action(title).alerting for title in lines(name)]
    return sum(told) / len(told)


def test_headlines_in_many_wordings_are_told() -> None:
    score = alerts("words_en.txt")
    assert score.precision >= 0.98
    assert score.recall >= 0.88


def test_so_are_headlines_that_no_word_was_chosen_for() -> None:
    score = alerts("words_en_frozen.txt")
    assert score.precision >= 0.98
    assert score.recall >= 0.80


def test_ordinary_news_is_silent() -> None:
    assert false_alarms("words_en_traps.txt") <= 0.02
    assert false_alarms("words_en_traps_frozen.txt") <= 0.04


def test_news_that_is_nearly_of_the_topics_seldom_alerts() -> None:
    assert false_alarms("words_en_traps_hard_frozen.txt") <= 0.13


@pytest.mark.parametrize(
    ("title", "alerting"),
    [
        ("Havana frees its prisoners? Count passes 200, family of jailed poet says", False),
        ("Will US lift potash sanctions? Experts disagree", False),
        ("Sanctions on Syria a success? US lifts sanctions on Damascus", True),
    ],
)
def test_what_is_asked_inside_a_headline_is_not_done(title: str, alerting: bool) -> None:
    assert action(title).alerting is alerting


def test_a_swap_and_a_way_home_are_a_topic() -> None:
    assert action("Olivier Vandecasteele touches down at Melsbroek after Assadi swap").alerting


def test_a_mercy_upon_a_usual_target_is_an_easing() -> None:
    told = action("Treasury authorises transactions with Belaruskali until autumn")
    assert told.label is ActionLabel.SANCTIONS_EASED
    assert not action("Treasury authorises transactions with new app").alerting


def test_a_swap_that_is_confirmed_for_later_is_announced() -> None:
    told = action("Moscow and Kyiv confirm prisoner swap will start tomorrow")
    assert told.label is ActionLabel.RELEASE_ANNOUNCED
    assert told.alerting


def test_convicts_who_will_walk_out_are_no_detention() -> None:
    told = action("Decree ready: eighty more convicts to walk out on Independence Day")
    assert told.label is ActionLabel.RELEASE_ANNOUNCED


def test_freed_of_restrictions_is_a_lifting() -> None:
    told = action("Republika Srpska leader Dodik freed of US restrictions")
    assert told.label is ActionLabel.SANCTIONS_LIFTED


@pytest.mark.parametrize(
    "title",
    [
        "False: US lifts sanctions on Belarus",
        "No, the EU did not extend sanctions by accident",
        "Minsk denies reports: nobody swapped, ministry says",
        "Slovakia vetoes next round of sanctions on Moscow",
        "Anniversary of the swap that freed Gershkovich and Whelan",
        "Will not be lifted: Brussels on potash sanctions",
    ],
)
def test_what_is_denied_vetoed_or_remembered_no_vote_turns_round(title: str) -> None:
    told = action(title)
    assert not told.alerting
    assert told.certainty >= FIRM or told.label is ActionLabel.OTHER


def test_those_let_go_are_told_beside_those_who_stay() -> None:
    told = action("52 freed, 1,100 remain behind bars")
    assert told.alerting
    assert told.certainty == FIRM


def test_an_anniversary_of_something_else_takes_nothing_back() -> None:
    assert action("On third anniversary of invasion EU adopts 16th sanctions package").alerting
