"""What a search finds: any inflection, spelling and script of a word, and no special signs."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.archive import MOST_TERMS, Query, indexed, parse, snippet, spans, stem, version
from monitors.model import Detected, Report, Translation
from tests.monitors.making import item, report
from tests.monitors.reports import facts

DETECTED = {
    "lt": Detected("lt"),
    "en": Detected("en"),
    "ru": Detected("ru", "cyrl"),
    "be": Detected("be", "cyrl", "official"),
    "be-tarask": Detected("be", "cyrl", "tarask"),
    "be-latn": Detected("be", "latn", "lacinka"),
}
PARADIGMS = {
    "lt": """
        sankcija sankcijos sankcijai sankciją sankcijoje sankcijų sankcijoms sankcijas sankcijomis
        kalinys kalinio kaliniui kalinį kaliniu kaliniai kalinių kaliniams kalinius kaliniais
        paleidimas paleidimo paleidimui paleidimą paleidimu paleidimai paleidimų
        politinis politinio politiniam politinį politiniai politinių politinė politinės politinę
        derybos derybų deryboms derybas derybomis derybose
        įkaitas įkaito įkaitui įkaitą įkaitai įkaitų įkaitams įkaitus įkaitais
        pilietis piliečio piliečiui pilietį piliečiai piliečių piliečiams piliečius
        prezidentas prezidento prezidentui prezidentą prezidente
        ministerija ministerijos ministerijoje ministerijų
    """,
    "be": """
        санкцыя санкцыі санкцыю санкцыяй санкцый санкцыям санкцыямі санкцыях
        палітвязень палітвязня палітвязню палітвязнем палітвязні палітвязняў палітвязням
        зняволены зняволенага зняволенаму зняволеныя зняволеных зняволенымі
        вызваленне вызвалення вызваленню вызвалілі вызваліць вызвалены вызваленыя вызваленых
        памілаванне памілавання памілаваў памілаваць памілаваныя памілаваных
        турма турмы турме турму турмой турмаў турмах
        прэзідэнт прэзідэнта прэзідэнту прэзідэнтам прэзідэнце
        грамадзянін грамадзяніна грамадзяне грамадзян грамадзянам грамадзянамі
        перамовы перамоў перамовам перамовамі перамовах
    """,
    "ru": """
        санкция санкции санкцию санкцией санкций санкциям санкциями санкциях
        заключенный заключённого заключенному заключенные заключенных заключенными
        освобождение освобождения освобождению освобождении
        помилование помилования помиловании помиловал помиловали помиловать
        политзаключенный политзаключенного политзаключенные политзаключенных
        министерство министерства министерству министерстве
        гражданин гражданина граждане граждан гражданам гражданами
        список списка списку списком списке списки списков
    """,
    "en": """
        sanction sanctions sanctioned sanctioning
        release releases released releasing
        pardon pardons pardoned pardoning
        country countries
    """,
}
WORDS = [
    pytest.param(language, line.split(), id=line.split()[0])
    for language, lines in PARADIGMS.items()
    for line in lines.strip().splitlines()
]


def says(title: str, language: str = "en", **changes: str) -> Report:
    return report(item=item(title=title, **changes), detected=DETECTED[language])


def finds(query: str, title: str, language: str) -> bool:
    return bool(spans(says(title, language), parse(query)))


@pytest.mark.parametrize(("language", "forms"), WORDS)
def test_every_form_of_a_word_finds_every_other(language: str, forms: list[str]) -> None:
    missed = [
        pair for pair in itertools.product(forms, forms) if not finds(pair[0], pair[1], language)
    ]

    assert missed == []


def test_words_that_only_begin_alike_are_told_apart() -> None:
    assert not finds("палітвязень", "Палітыка без змен", "be")
    assert not finds("kalinys", "Kaliningradas toli", "lt")


@pytest.mark.parametrize("query", ["Статкевіч", "Statkevičius", "statkevich", "Статкевича"])
@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Мікалай Статкевіч на волі", "be"),
        ("Mikola Statkevičius grįžo", "lt"),
        ("Николая Статкевича освободили", "ru"),
        ("Statkevich is free", "en"),
        ("Mikoła Statkievič na voli", "be-latn"),
    ],
)
def test_a_name_is_found_in_every_script(query: str, title: str, language: str) -> None:
    assert finds(query, title, language)


@pytest.mark.parametrize("query", ["палітвязняў", "палітвязьняў", "palitviaźniaŭ"])
@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Палітвязні на волі", "be"),
        ("Палітвязьні на волі", "be-tarask"),
        ("Palitviaźni na voli", "be-latn"),
    ],
)
def test_every_spelling_of_belarusian_finds_every_other(
    query: str, title: str, language: str
) -> None:
    assert finds(query, title, language)


def test_a_phrase_is_one_behind_the_other() -> None:
    (term,) = parse('"палітычныя вязні"').terms

    assert {len(one) for one in term.phrases} == {2}
    assert finds('"палітычныя вязні"', "Палітычныя вязні на волі", "be")


def test_a_beginning_is_looked_for_as_it_is() -> None:
    (term,) = parse("Санкц*").terms

    assert term.begins
    assert finds("санкц*", "Санкцыі знятыя", "be")
    assert finds("санкцы*", "Без санкцый", "be")
    assert finds("san*", "US lifts sanctions", "en")


def test_what_is_excluded_alone_is_nothing_to_look_for() -> None:
    assert not parse("-Belavia")
    assert parse("sanctions -Belavia")
    assert [term.excluded for term in parse("sanctions -Belavia").terms] == [False, True]


@pytest.mark.parametrize("typed", ["", " ", '"', '""', "*", "-", "--", "😀", "(", "…", "\0"])
def test_signs_alone_are_nothing_to_look_for(typed: str) -> None:
    assert parse(typed) == Query(())


@given(st.text(max_size=400))
def test_any_text_is_a_query_of_letters_and_digits(text: str) -> None:
    query = parse(text)
    words = [one for term in query.terms for phrase in term.phrases for one in phrase]

    assert len(query.terms) <= MOST_TERMS
    assert all(word.replace("_", "").isalnum() for word in words)
    assert all(name.isalnum() for term in query.terms for name in term.names)


@given(st.text(max_size=40), st.sampled_from(sorted(PARADIGMS)))
def test_a_stem_is_never_empty_for_a_word(text: str, language: str) -> None:
    assert bool(stem(text, language)) == bool(text)


def test_translations_and_named_people_are_indexed_too() -> None:
    told = report(
        item=item(title="Paleistas"),
        detected=DETECTED["lt"],
        facts=facts(people=["Mikalai Statkevich"]),
        translations=(Translation("He was released", "", "en", "test"),),
    )
    words = indexed(told)

    assert "releas" in words.stems
    assert set(parse("Статкевіч").terms[0].names) & set(words.names)


def test_a_snippet_marks_the_words_in_the_headline() -> None:
    told = says("US lifts sanctions on Belavia", summary="Sanctions were imposed in 2021")

    assert snippet(told, parse("sanction")).marked("[", "]") == "US lifts [sanctions] on Belavia"


def test_a_snippet_shows_where_in_the_lead_a_word_stands() -> None:
    told = says(
        "News of the day", summary="One. " * 40 + "They lifted sanctions today. " + "Two. " * 40
    )
    shown = snippet(told, parse("sanction")).marked("[", "]")

    assert "[sanctions]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 220


@given(st.text(max_size=200), st.text(max_size=200), st.text(min_size=1, max_size=20))
def test_a_snippet_is_a_piece_of_the_text(title: str, summary: str, query: str) -> None:
    shown = snippet(says(title, summary=summary), parse(query)).marked("", "")

    assert shown.removeprefix("… ").removesuffix(" …") in (title + summary) or shown in title


def test_the_version_is_that_of_the_endings() -> None:
    assert version() == version()
    assert len(version()) == 16
