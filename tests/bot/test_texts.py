"""The bot's sentences: complete in every language, with the same places, free of markup."""

import re
from string import Formatter

import pytest

from bot.texts import FORMS, LANGUAGES, form, texts

ONLY_ENGLISH = ("commands.", "admin.")
NAMES = ("target.",)
NUMBERS = (0, 1, 2, 4, 5, 9, 10, 11, 12, 14, 19, 20, 21, 22, 25, 29, 30, 52, 100, 101, 111, 121)


def keys(language: str) -> set[str]:
    """Keys without the forms per number, of what every language must have."""
    endings = "|".join({one for forms in FORMS.values() for one in forms})
    bare = {re.sub(rf"\.({endings})$", "", key) for key in texts(language).sentences}
    return {key for key in bare if not key.startswith((*ONLY_ENGLISH, *NAMES))}


def places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence(language: str) -> None:
    assert keys(language) == keys("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_of_a_number_is_there(language: str) -> None:
    ours = texts(language)
    forms = re.compile(r"(.+)\.(one|few|many|other)$")
    counted = {found[1] for key in ours.sentences if (found := forms.match(key))}
    missing = [
        f"{key}.{one}"
        for key in counted
        for one in FORMS[language]
        if f"{key}.{one}" not in ours.sentences
    ]

    assert missing == []
    assert counted


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_have_the_places_of_the_english_ones(language: str) -> None:
    english = texts("en")
    differing = [
        key
        for key, sentence in texts(language).sentences.items()
        if places(sentence)
        != places(english.get(key) or english.get(re.sub(r"\w+$", "other", key)) or sentence)
    ]

    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_hold_no_markup(language: str) -> None:
    assert [one for one in texts(language).sentences.values() if re.search(r"[<>&]", one)] == []


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        pytest.param("en", "other one other other other", id="en"),
        pytest.param("lt", "other one few few few few other other", id="lt"),
        pytest.param("be", "many one few few many many many many", id="be"),
        pytest.param("ru", "many one few few many many many many", id="ru"),
    ],
)
def test_small_numbers_take_their_forms(language: str, expected: str) -> None:
    numbers = (0, 1, 2, 4, 5, 9, 10, 11)

    assert [form(language, n) for n, _ in zip(numbers, expected.split(), strict=False)] == (
        expected.split()
    )


@pytest.mark.parametrize("language", ["lt", "be", "ru"])
def test_tens_repeat_but_for_the_teens(language: str) -> None:
    assert [form(language, n) for n in (21, 22, 25, 52, 101, 1002)] == [
        form(language, n) for n in (1, 2, 5, 2, 1, 2)
    ]
    assert {form(language, n) for n in (11, 12, 14, 19, 111, 112)} == {form(language, 10)}


def test_only_known_forms_are_asked_for() -> None:
    assert {form(language, n) for language in LANGUAGES for n in NUMBERS} == {
        one for forms in FORMS.values() for one in forms
    }


def test_an_unknown_language_is_english() -> None:
    assert texts("de") is texts("en")


def test_commands_are_english_until_they_are_translated() -> None:
    assert texts("be").say("commands.list.none") == texts("en").say("commands.list.none")


def test_a_missing_sentence_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        texts("lt").say("no.such")


def test_a_name_without_a_translation_stays() -> None:
    assert texts("lt").name("target", "Belavia") == "Belavia"
    assert texts("ru").name("target", "Belavia") == "Белавиа"
