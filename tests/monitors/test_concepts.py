"""The table of concepts: its keywords find real forms, and queries are read in any language."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

from monitors.concepts import Concept, Query, Word, load_concepts
from monitors.config import values
from monitors.match import Matcher, TopicRule
from monitors.model import Detected
from monitors.suggest import detected_of, propose
from monitors.vocabulary import LANGUAGES, Vocabulary

CONCEPTS = list(load_concepts())
BY_NAME = {concept.name: concept for concept in CONCEPTS}
TABLE = tomllib.loads((Path(__file__).parent / "inflected.toml").read_text(encoding="utf-8"))


def _spoken(language: str, sentence: str) -> Detected:
    """As the sentence would be detected: Latin letters in Belarusian are Łacinka."""
    cyrillic = any("Ѐ" <= letter <= "ӿ" for letter in sentence)
    lacinka = language == "be" and not cyrillic and " " in sentence
    return detected_of("be-latn" if lacinka else language)


def _found(name: str, language: str, sentences: Sequence[str]) -> list[str]:
    """The sentences that are found by what is proposed for the concept alone."""
    word = Word(name, BY_NAME[name])
    proposed = {each.language: each for each in propose(Query(name, "en", (word,)), {})}
    matcher = Matcher(Vocabulary({}), [TopicRule("own", {language: proposed[language].keywords})])
    return [said for said in sentences if matcher.match(said, "", _spoken(language, said))]


def _rows(table: dict[str, dict[str, list[str]]]) -> list[tuple[str, str, list[str]]]:
    return [
        (first, second, sentences)
        for first, rows in table.items()
        for second, sentences in rows.items()
    ]


FORMS, OTHERS = _rows(TABLE["forms"]), _rows(TABLE["others"])


def test_the_table_is_large_enough_to_prove_something() -> None:
    assert len(CONCEPTS) >= 120
    assert len(TABLE["forms"]) >= 40
    assert all(set(rows) == {"lt", "be", "ru"} for rows in TABLE["forms"].values())
    assert sum(len(sentences) for *_, sentences in FORMS) >= 400
    assert sum(len(sentences) for *_, sentences in OTHERS) >= 60


@pytest.mark.parametrize(("name", "language", "sentences"), FORMS)
def test_inflected_forms_are_found(name: str, language: str, sentences: list[str]) -> None:
    assert _found(name, language, sentences) == sentences


@pytest.mark.parametrize(("language", "name", "sentences"), OTHERS)
def test_words_that_look_alike_are_not_found(
    name: str, language: str, sentences: list[str]
) -> None:
    assert _found(name, language, sentences) == []


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.name)
def test_every_keyword_is_one_that_a_configuration_takes(concept: Concept) -> None:
    keywords = [word for form in concept.forms.values() for word in form.keywords]

    assert set(concept.forms) == set(LANGUAGES)
    assert [values.keyword(word) for word in keywords] == keywords


@pytest.mark.parametrize("concept", CONCEPTS, ids=lambda concept: concept.name)
def test_the_headword_of_a_concept_is_found_by_its_own_keywords(concept: Concept) -> None:
    lost = [
        form.headword
        for language, form in concept.forms.items()
        if not _found(concept.name, language, [form.headword])
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("query", "language", "things"),
    [
        ("prisoner release", "en", ["prisoner", "release"]),
        ("the release of political prisoners", "en", ["release", "political prisoner"]),
        ("Political Prisoners", "en", ["political prisoner"]),
        ("visa ban", "en", ["travel ban"]),
        ("sienos uždarymo", "lt", ["border", "closing"]),
        ("sienos uzdarymas", "lt", ["border", "closing"]),
        ("kalinių paleidimas", "lt", ["prisoner", "release"]),
        ("вызваленне палітвязняў", "be", ["release", "political prisoner"]),
        ("вызваленьне палітвязьняў", "be", ["release", "political prisoner"]),
        ("vyzvalennie palitviaźniaŭ", "be", ["release", "political prisoner"]),
        ("санкцыі супраць Белавія", "be", ["sanctions", "Belavia"]),
        ("освобождение политзаключённых", "ru", ["release", "political prisoner"]),
        ("обмена военнопленными", "ru", ["prisoner swap"]),
        ("экспорт калийных удобрений", "ru", ["export", "potash"]),
        ("санкции", "ru", ["sanctions"]),
        ("санкцыі", "be", ["sanctions"]),
        ("prisoners and a prisoner", "en", ["prisoner"]),
    ],
)
def test_a_query_is_read_in_any_language_form_and_spelling(
    query: str, language: str, things: list[str]
) -> None:
    read = load_concepts().read(query)

    assert (read.language, [word.concept and word.concept.name for word in read.words]) == (
        language,
        things,
    )


def test_words_that_no_concept_has_are_named() -> None:
    read = load_concepts().read("the sanctions against Plutonia")

    assert read.unknown == ("Plutonia",)
    assert [word.written for word in read.words] == ["sanctions", "Plutonia"]


@pytest.mark.parametrize("query", ["", "the of", "... !"])
def test_a_query_without_words_is_empty(query: str) -> None:
    assert load_concepts().read(query).words == ()
