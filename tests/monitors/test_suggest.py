"""Keywords for a query in four languages: combined, respelled, by machine, counted."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.concepts import Query, load_concepts
from monitors.config import values
from monitors.model import Detected
from monitors.respell import respelled, stem
from monitors.suggest import (
    MOST,
    Count,
    Guesses,
    How,
    Proposal,
    detected_of,
    plausible,
    propose,
    resolve,
)
from tests.monitors.making import item


def proposals(text: str, guesses: Guesses | None = None) -> dict[str, Proposal]:
    query = resolve(load_concepts().read(text), guesses or {}, load_concepts())
    return {each.language: each for each in propose(query, guesses or {})}


def test_one_thing_gives_the_keywords_of_the_table() -> None:
    found = proposals("political prisoners")

    assert found["lt"].keywords[0] == "politin* kalin*"
    assert found["be"].keywords[0] == "палітвяз*"
    assert found["ru"].keywords[0] == "политзаключенн*"
    assert found["en"].keywords[0] == "political prisoner*"


def test_two_things_are_near_each_other_in_both_orders_the_usual_first() -> None:
    found = proposals("airport visit")

    assert found["lt"].keywords == (
        "oro uost* ... vizit*",
        "vizit* ... oro uost*",
        "oro uost* ... apsilank*",
        "apsilank* ... oro uost*",
    )


def test_beside_another_word_one_stem_stands_for_many_forms() -> None:
    assert proposals("border election")["ru"].keywords[0] == "границ* ... выбор*"
    assert "выборам*" in proposals("election")["ru"].keywords


def test_a_stem_that_would_find_another_word_is_not_made_shorter() -> None:
    keywords = proposals("prisoner visit")["lt"].keywords

    assert "kalinio ... vizit*" in keywords
    assert "kalin* ... vizit*" not in keywords


def test_three_things_come_in_all_orders_and_no_more_than_can_be_read() -> None:
    found = proposals("Lithuania border smuggling")["en"]
    first = {" ... ".join(words) for words in permutations(["lithuania*", "border*", "contraband"])}
    many = proposals("prisoner court bank protest")["lt"]

    assert set(found.keywords[:6]) == first
    assert len(many.keywords) == MOST
    assert many.left_out > 0


def test_keywords_that_differ_by_marks_only_are_proposed_once() -> None:
    assert proposals("freedom")["lt"].keywords == ("laisvė", "laisvės", "laisvei", "laisvėje")


def test_a_word_that_nobody_knows_is_kept_as_typed_and_named_as_missing_elsewhere() -> None:
    found = proposals("frobnication of sanctions")

    assert found["en"].keywords[0] == "frobnication* ... sanction*"
    assert found["lt"].keywords == ()
    assert found["lt"].missing == ("frobnication",)
    assert [part.form.headword for part in found["lt"].parts] == ["sankcijos"]


def test_a_translation_stands_in_and_is_marked() -> None:
    guesses = {("frobnication", "lt"): "Trintis", ("frobnication", "ru"): "новое трение"}
    found = proposals("frobnication", guesses)

    assert found["lt"].keywords == ("trint*",)
    assert found["lt"].parts[0].how is How.MACHINE
    assert found["ru"].keywords == ("ново* трен*",)
    assert found["be"].missing == ("frobnication",)


def test_a_word_that_is_known_in_english_becomes_the_thing_of_the_table() -> None:
    found = proposals("kuopa", {("kuopa", "en"): "balloons"})
    several = proposals("kuopa", {("kuopa", "en"): "sanctions against prisoners"})

    assert found["be"].keywords[0] == "паветран* шар*"
    assert {part.how for each in found.values() for part in each.parts} == {How.MACHINE}
    assert several["be"].keywords == ()


def test_a_name_is_respelled_by_its_letters() -> None:
    found = proposals("Bialiatski")

    assert found["be"].keywords == ("бяляцкі*",)
    assert found["be"].parts[0].how is How.LETTERS
    assert found["en"].parts[0].how is How.TYPED


def test_a_number_is_the_same_in_all_languages() -> None:
    assert {each.keywords[0] for each in proposals("52 prisoners").values()} == {
        "52 ... kalinia*",
        "52 ... зняволен*",
        "52 ... заключенн*",
        "52 ... prisoner*",
    }


@pytest.mark.parametrize(
    ("guess", "expected"),
    [
        ("wall", True),
        ("the old wall", True),
        ("a long sentence about nothing", False),
        ("", False),
        ("17", False),
    ],
)
def test_a_translation_of_one_word_is_not_a_sentence(guess: str, expected: bool) -> None:
    assert plausible("siena", guess) is expected


@pytest.mark.parametrize(
    ("name", "written_in", "language", "expected"),
    [
        ("Bialiatski", "en", "be", "бяляцкі"),
        ("Kavalchuk", "en", "be", "кавальчук"),
        ("Zhuk", "en", "ru", "жук"),
        ("Zhuk", "en", "lt", "žuk"),
        ("Žukas", "lt", "en", "zhukas"),
        ("Žuk", "lt", "be", "жук"),
        ("Бяляцкі", "be", "en", "bialiatski"),
        ("Бяляцкі", "be", "ru", "бяляцки"),
        ("Щукин", "ru", "be", "шчукін"),
        ("Жук", "ru", "lt", "žuk"),
        ("Жук", "ru", "ru", "жук"),
    ],
)
def test_names_are_respelled(name: str, written_in: str, language: str, expected: str) -> None:
    assert respelled(name, written_in, language) == expected


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Kaliniams", "lt", "kalin*"),
        ("вязнямі", "be", "вязн*"),
        ("узниками", "ru", "узник*"),
        ("prisoners", "en", "prisoner*"),
        ("visa", "en", "visa*"),
        ("es", "lt", "es"),
    ],
)
def test_a_stem_fits_the_other_forms(word: str, language: str, expected: str) -> None:
    assert stem(word, language) == expected


@given(st.text(max_size=40))
def test_any_query_gives_keywords_that_a_configuration_takes(text: str) -> None:
    keywords = [word for each in proposals(text).values() for word in each.keywords]

    assert [values.keyword(word) for word in keywords] == keywords


def test_items_are_counted_in_their_language_and_spelling() -> None:
    count = Count(list(proposals("political prisoners").values()), titles=1)
    for tag, title in (
        ("be", "Спіс палітвязняў"),
        ("be-tarask", "Палітвязьні на волі"),
        ("be-latn", "Palitviaźni na voli"),
        ("lt", "Politinių kalinių sąrašas"),
        ("ru", "Палітвязні"),
        ("en", "Weather"),
    ):
        count.add(item(id=tag, title=title), tag)

    assert count.items == {"lt": 1, "be": 3, "ru": 0, "en": 0}
    assert count.hits["be", "палітвяз*"].number == 3
    assert [each.id for each in count.hits["be", "палітвяз*"].items] == ["be"]


@pytest.mark.parametrize(
    ("tag", "detected"),
    [
        ("be", Detected("be", "cyrl", "official")),
        ("be-tarask", Detected("be", "cyrl", "tarask")),
        ("be-latn", Detected("be", "latn", "lacinka")),
        ("ru", Detected("ru", "cyrl")),
        ("lt", Detected("lt", "latn")),
    ],
)
def test_a_stored_tag_says_what_was_detected(tag: str, detected: Detected) -> None:
    assert detected_of(tag) == detected
    assert detected.tag == tag


def test_nothing_is_proposed_for_an_empty_query() -> None:
    assert propose(Query("", "en", ()), {})[0] == Proposal("lt", (), ())
