"""Why an item is taken for what it is, with the shipped words."""

import pytest

from bot.app import BUILT_IN
from monitors.audience import Wish
from monitors.foreign import Foreign
from monitors.match import Matcher, TopicRule
from monitors.model import ALERTING, TRANSLATION, ActionLabel, Hit
from monitors.reasons import Reasons, reasons
from monitors.understanding import Understanding
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


def first(title: str, summary: str = "") -> tuple[str, str, str, ActionLabel, bool]:
    """The most telling change: without, its part, said as done, what it would be, alert."""
    turn = why(title, summary).turns[0]
    return turn.without, turn.name, turn.done, turn.answer.action.label, turn.answer.alert


HAPPENED, LIFTED = ActionLabel.RELEASE_HAPPENED, ActionLabel.SANCTIONS_LIFTED


@pytest.mark.parametrize(
    ("title", "turn"),
    [
        ("Baltarusija nepaleido politinių kalinių", ("ne", "negation", "", HAPPENED, True)),
        (
            "Лукашэнка можа вызваліць палітвязняў",
            ("можа", "modal", "вызваліць", HAPPENED, True),
        ),
        (
            "Poland calls for the release of political prisoners",
            ("calls for", "call", "release of", HAPPENED, True),
        ),
        ("EU refuses to lift sanctions on Belavia", ("refuses", "refuse", "", LIFTED, True)),
        ("Were political prisoners freed in Belarus?", ("?", "question", "", HAPPENED, True)),
        (
            "Belarus frees 52 political prisoners",
            ("frees", "free", "", ActionLabel.OTHER, False),
        ),
    ],
)
def test_the_word_that_the_answer_hangs_on_is_named(
    title: str, turn: tuple[str, str, str, ActionLabel, bool]
) -> None:
    assert first(title) == turn


def test_an_infinitive_that_nothing_known_governs_is_heard_as_done() -> None:
    turn = first("Еўрасаюз раіць Мінску вызваліць палітвязняў")

    assert turn == ("", "", "вызваліць", HAPPENED, True)


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


def test_a_topic_of_which_something_is_missing_says_what() -> None:
    (verdict,) = why("Siena saugoma").against

    assert (verdict.topic, verdict.missing) == ("border", ("uždar*",))


def test_hits_in_a_kept_translation_count() -> None:
    hit = Hit("border", "border*", TRANSLATION)

    assert why("Граница закрыта", translated=(hit,)).answer.alert


@pytest.mark.parametrize("title", ["", "?", "Rain in Vilnius", "Дождь " * 400])
def test_nothing_found_is_an_answer(title: str) -> None:
    said = why(title)

    assert (said.turns, said.answer.alert) == ((), False)
