"""Translate to match: which terms need a translation, and what a hit in one may lead to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitors.alert import decide as told
from monitors.audience import Wish, alerts, wants
from monitors.errors import ConfigError
from monitors.foreign import Foreign, is_foreign, words_in
from monitors.match import TopicRule
from monitors.model import (
    ALERTING,
    TRANSLATION,
    Action,
    ActionLabel,
    Audience,
    Detected,
    Hit,
    Reason,
    Translation,
)
from monitors.rules import decide
from monitors.spelling import written_in
from monitors.words import load_vocabulary
from tests.monitors.making import NOON, report

BORDER = TopicRule("border", {"en": ["border crossing*", "checkpoint ... closed"]})
POTASH = TopicRule("potash", {"lt": ["trąš*"], "en": ["potash", "fertili*"]})
CELLS = TopicRule("cells", {"be": ["камер*"], "any": ["shizo"]})
FOREIGN = Foreign([BORDER, POTASH, CELLS])


def english(title: str, summary: str = "", *, demo: bool = False) -> Translation:
    return Translation(title, summary, "en", "test", demo=demo)


@pytest.mark.parametrize(
    ("language", "into", "topics"),
    [
        pytest.param("lt", "en", ["border", "border"], id="potash has Lithuanian words"),
        pytest.param("be", "en", ["border", "border", "potash", "potash"], id="be"),
        pytest.param("pl", "en", ["border", "border", "potash", "potash"], id="pl"),
        pytest.param("en", "en", [], id="what is in the language already"),
        pytest.param("ru", "be", ["cells"], id="a target that is not English"),
        pytest.param("lt", "ru", [], id="nobody gave Russian words"),
    ],
)
def test_terms_are_foreign_if_the_topic_has_none_in_the_language(
    language: str, into: str, topics: list[str]
) -> None:
    assert [topic for topic, _ in FOREIGN.foreign_terms(language, into)] == topics


@pytest.mark.parametrize(
    ("language", "into", "words", "expected"),
    [
        ("lt", "en", [], True),
        ("lt", "ru", [], False),
        ("en", "en", ["санкции"], False),
        ("und", "en", ["prisoner"], False),
        ("lt", "ru", ["санкции"], True),
        ("be", "ru", ["санкции"], True),
        ("be", "ru", ["зона"], False),
    ],
)
def test_an_item_wants_a_translation_if_a_term_or_a_word_is_foreign(
    language: str, into: str, words: list[str], expected: bool
) -> None:
    assert FOREIGN.wants_translation(language, into, words) is expected


def test_nothing_of_ones_own_wants_no_translation() -> None:
    assert not Foreign().wants_translation("lt", "en")
    assert Foreign().wants_translation("lt", "en", ["prisoner"])


def test_a_topic_is_found_in_the_translation_once_and_without_a_span() -> None:
    translation = english("Two border crossings reopen", "The border crossing and potash")

    assert FOREIGN.match(translation, "lt") == (Hit("border", "border crossing*", TRANSLATION),)


def test_phrases_and_near_words_work_in_the_summary_too() -> None:
    found = FOREIGN.match(english("News", "A checkpoint was closed. New fertiliser."), "ru")

    assert [(hit.topic, hit.term) for hit in found] == [
        ("border", "checkpoint ... closed"),
        ("potash", "fertili*"),
    ]


def test_what_a_demo_model_writes_is_matched_by_nothing() -> None:
    translation = english("A border crossing", demo=True)

    assert FOREIGN.match(translation, "lt") == ()
    assert words_in(["prisoner"], english("A prisoner", demo=True), "lt") == frozenset()


def test_the_built_in_topics_have_no_part_in_translations() -> None:
    foreign = Foreign([TopicRule(name, {"en": ["freed"]}) for name in ("sanctions", "watch")])

    assert foreign.match(english("They are freed"), "lt") == ()
    assert not foreign.wants_translation("lt", "en")


def test_an_empty_keyword_is_an_error_as_it_is_in_the_original() -> None:
    with pytest.raises(ConfigError):
        Foreign([TopicRule("border", {"en": ["'"]})])


@pytest.mark.parametrize(
    ("word", "languages"),
    [
        ("prisoner", {"en"}),
        ("sanctions", {"en"}),
        ("border crossing", {"en"}),
        ("human rights", {"en"}),
        ("government", {"en"}),
        ("visa", {"en", "lt"}),
        ("teismas", {"en", "lt"}),
        ("kalinys", {"en", "lt"}),
        ("kaliniams", {"en", "lt"}),
        ("sesers", {"en", "lt"}),
        ("laisvę", {"lt"}),
        ("trąšos", {"lt"}),
        ("viaźni", {"be"}),
        ("kalijnyja ŭhnajenni", {"be"}),
        ("pažeidimas", {"lt", "be"}),
        ("вязни", {"ru"}),
        ("вязні", {"be"}),
        ("палатка", {"be", "ru"}),
        ("2025", {"lt", "be", "ru", "en"}),
        ("PKO и", {"lt", "be", "ru", "en"}),
    ],
)
def test_letters_and_endings_tell_of_which_languages_a_word_may_be(
    word: str, languages: set[str]
) -> None:
    assert written_in(word) == languages


@pytest.mark.parametrize("name", ["Bialiatski", "Ales Bialiatski", "KGB"])
def test_a_name_is_found_in_any_script_and_needs_no_translation(name: str) -> None:
    assert not is_foreign(name, "ru", "en")


def test_a_watched_word_is_found_in_the_translation_where_it_is_foreign() -> None:
    words = ["prisoner release", "potash", "visa", "кастрычнік", "Freed"]
    translation = english("Belarus: Freed prisoners got visas", "Visa and potash")

    assert words_in(words, translation, "lt") == {"potash"}
    assert words_in(words, english("Prisoners released"), "lt") == {"prisoner release"}
    assert words_in(words, translation, "be") == {"potash", "visa"}


MENTION = Hit("potash", "potash", TRANSLATION)
LIFTED = Action(ActionLabel.SANCTIONS_LIFTED, 1.0)


def test_a_hit_in_the_translation_alone_is_a_mention_whatever_the_original_says() -> None:
    found = report(hits=(Hit("sanctions", "санкц*", "title"), MENTION), action=LIFTED)
    labels = {"potash": Wish(ALERTING), "sanctions": Wish(ALERTING)}

    assert not alerts("potash", found, labels)
    assert alerts("sanctions", found, labels)
    assert alerts("potash", found, {"potash": Wish(ALERTING, any=True)})
    assert not alerts("border", found, {"border": Wish(ALERTING, any=True)})


def test_a_channel_with_action_labels_is_silent_and_one_with_any_hears() -> None:
    channel = Audience(chat="@a", topics=("potash",))
    found = report(hits=(MENTION,), action=LIFTED)
    in_both = replace(found, hits=(MENTION, replace(MENTION, where="title")))

    assert not wants(channel, found, {"potash": Wish(ALERTING)})
    assert wants(channel, found, {"potash": Wish(ALERTING, any=True)})
    assert wants(channel, in_both, {"potash": Wish(ALERTING)})


def test_the_rules_read_no_action_into_a_hit_of_the_translation() -> None:
    title = "Belarus frees 52 political prisoners"
    hits = [Hit("prisoner-release", "free*", TRANSLATION)]

    action = decide(title, "", Detected("en"), hits, load_vocabulary())

    assert (action.label, action.decided) == (ActionLabel.OTHER, False)


def test_a_report_hit_only_in_its_translation_is_told_as_watched() -> None:
    found = report(hits=(MENTION,))

    decision = told(found, None, NOON, max_age=timedelta(hours=24), backlog=False)

    assert decision.reason is Reason.WATCHED
