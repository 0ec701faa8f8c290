"""Why an item is taken for what it is, with the shipped words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import BUILT_IN
from monitors.audience import Wish, alerts
from monitors.foreign import Foreign
from monitors.match import Matcher, TopicRule
from monitors.model import ALERTING, TRANSLATION, Action, ActionLabel, Hit
from monitors.reasons import Reasons, reasons
from monitors.rules.second_opinion import Opinion
from monitors.understanding import Read, Understanding
from monitors.watch import Watch
from monitors.words import load_vocabulary
from tests.monitors.making import item, source

VOCABULARY = load_vocabulary()
BORDER = TopicRule("border", {"lt": ["sien*"]}, all={"lt": ["uždar*"]}, none={"lt": ["futbol*"]})
RULES = Understanding(VOCABULARY, Matcher(VOCABULARY, [BORDER], [Watch("Čyž")]), Foreign([BORDER]))
WISHES = {name: Wish(ALERTING) for name in BUILT_IN} | {
    "border": Wish(frozenset(), any=True),
    "watch": Wish(frozenset(), any=True),
}


def why(title: str, summary: str = "", translated: tuple[Hit, ...] = ()) -> Reasons:
    read = item(title=title, summary=summary)
    return reasons(read, source(language=None), RULES, WISHES, translated)


def first(title: str, summary: str = "") -> tuple[str, str, bool]:
    """The most telling change: without, its part, alert."""
    turn = why(title, summary).turns[0]
    return turn.without, turn.name, turn.answer.alert


HAPPENED, OTHER = ActionLabel.RELEASE_HAPPENED, ActionLabel.OTHER
HITS = (Hit("prisoner-release", "freed", "title"),)


@pytest.mark.parametrize(
    ("title", "turn"),
    [
        ("Baltarusija nepaleido politinių kalinių", ("ne", "negation", True)),
        ("Лукашэнка можа вызваліць палітвязняў", ("можа", "modal", True)),
        (
            "Poland calls for the release of political prisoners",
            ("calls for", "call", True),
        ),
        ("EU refuses to lift sanctions on Belavia", ("refuses", "refuse", True)),
        ("Were political prisoners freed in Belarus?", ("?", "question", True)),
        ("Belarus frees 52 political prisoners", ("frees", "free", False)),
    ],
)
def test_the_word_that_the_answer_hangs_on_is_named(
    title: str, turn: tuple[str, str, bool]
) -> None:
    assert first(title) == turn


def test_an_infinitive_that_nothing_known_governs_is_heard_as_done() -> None:
    turn = why("Еўрасаюз раіць Мінску вызваліць палітвязняў").turns[0]

    assert (turn.without, turn.done, turn.answer.action.label) == ("", "вызваліць", HAPPENED)


def test_the_summary_is_taken_apart_as_well() -> None:
    turn = first("News of the day", "Belarus frees 52 political prisoners.")

    assert turn[:2] == ("frees", "free")


def test_what_fired_has_its_place_and_its_words() -> None:
    title = "Baltarusija nepaleido politinių kalinių"

    found = why(title).fired

    assert ("free (negated)", "nepaleido") in [(one.name, one.text) for one in found]
    assert all(title[one.span.start : one.span.end] == one.text for one in found)


def test_topics_of_ones_own_and_names_fire_too() -> None:
    found = why("Siena uždaryta, sako Čyž").fired

    assert [(one.name, one.term, one.text) for one in found if one.name in WISHES] == [
        ("border", "sien*", "Siena"),
        ("border", "uždar*", "uždaryta"),
        ("watch", "Čyž", "Čyž"),
    ]


def test_a_topic_hangs_on_each_of_all_and_on_none() -> None:
    found, forbidden = why("Siena uždaryta"), why("Siena uždaryta po futbolo")

    assert [(turn.without, turn.answer.alert) for turn in found.turns] == [
        ("Siena", False),
        ("uždaryta", False),
    ]
    assert [(turn.without, turn.answer.alert) for turn in forbidden.turns] == [("futbolo", True)]
    assert [hit.term for hit in forbidden.against[0].forbidden] == ["futbol*"]


def test_a_word_of_the_vocabulary_and_of_a_topic_is_named_as_both() -> None:
    (turn, _) = why("Sienos uždarytos").turns

    assert (turn.without, turn.name.split(", ")[-1]) == ("Sienos", "border")


def test_a_topic_of_which_something_is_missing_says_what() -> None:
    (verdict,) = why("Siena saugoma").against

    assert (verdict.topic, verdict.missing) == ("border", ("uždar*",))


def test_hits_in_a_kept_translation_count() -> None:
    hit = Hit("border", "border*", TRANSLATION)

    assert why("Граница закрыта", translated=(hit,)).answer.alert


def test_the_answer_is_that_of_the_pipeline() -> None:
    """The second opinion has its vote here too."""
    text = Path("tests/quality/unseen.jsonl").read_text(encoding="utf-8")
    for row in map(json.loads, text.splitlines()):
        read = item(title=row["title"], summary=row["summary"] or "")
        report = RULES.read(read, source(language=None)).report

        said = reasons(read, source(language=None), RULES, WISHES)

        assert said.answer.action == report.action
        assert said.answer.alert == any(alerts(topic, report, WISHES) for topic in report.topics)


def opens_gates(read: Read) -> Read:
    """A vote for a release in every text that has gates, against every other."""
    label, chance = (HAPPENED, 0.9) if "gates" in read.report.item.title else (OTHER, 0.1)
    action = Action(label, chance, (f"second opinion {chance}",), decided=label is HAPPENED)
    opinion = Opinion(label, chance, HAPPENED, chance, {label: chance}, closely=True)
    hits = (Hit("prisoner-release", "second opinion", "title"),)
    return replace(read, report=replace(read.report, hits=hits, action=action), opinion=opinion)


def test_what_the_second_opinion_decided_hangs_on_words_that_no_list_has() -> None:
    read = item(title="The gates swung wide on Friday")

    said = reasons(read, source(language=None), RULES, WISHES, closely=opens_gates)

    assert said.vote is not None
    assert said.vote.alerting == 0.9
    assert [(one.without, one.name, one.answer.alert) for one in said.turns] == [
        ("gates", "word", False)
    ]


def test_where_all_together_hang_on_no_word_the_rules_alone_are_asked() -> None:
    read = item(title="Belarus frees 52 political prisoners")

    def always(read: Read) -> Read:
        sure = replace(read.report, hits=HITS, action=Action(HAPPENED, 0.95, ("done",)))
        return replace(read, report=sure)

    said = reasons(read, source(language=None), RULES, WISHES, closely=always)

    turn = said.turns[0]
    assert (turn.without, turn.alone, turn.answer.alert) == ("frees", True, False)


@pytest.mark.parametrize("title", ["", "?", "Rain in Vilnius", "Дождь " * 400])
def test_nothing_found_is_an_answer(title: str) -> None:
    said = why(title)

    assert (said.turns, said.answer.alert) == ((), False)
