import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.model import Detected
from monitors.translate.belarusian import (
    _ENDINGS,
    _INFIXES,
    _STEMS,
    _WORDS,
    cyrillic,
    for_model,
    respell,
)


def _lines(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


TARASK = {
    "soft signs": (
        "ЗША зьнялі санкцыі, сьпіс апублікаваны, палітвязьняў вызвалілі",
        "ЗША знялі санкцыі, спіс апублікаваны, палітвязняў вызвалілі",
    ),
    "double consonants": ("вызваленьне і рашэньне Натальлі", "вызваленне і рашэнне Наталлі"),
    "with the border": ("Ён вярнуўся зь мяжы", "Ён вярнуўся з мяжы"),
    "Europe": ("Эўрапарлямэнт і Эўразьвяз", "Еўрапарламент і Еўрасаюз"),
    "countries": ("Летува, Расея і Нямеччына", "Літва, Расія і Германія"),
    "genitive": ("6 грамадзянаў Летувы, пакет санкцыяў", "6 грамадзян Літвы, пакет санкцый"),
    "number": ("шасьцёра літоўцаў, дзьвюх краінаў", "шасцёра літоўцаў, дзвюх краін"),
    "capitals": ("ЭЎРАПАРЛЯМЭНТ ЗАКЛІКАЎ", "ЕЎРАПАРЛАМЕНТ ЗАКЛІКАЎ"),
    "before a vowel": ("зьезд", "з'езд"),
    "begins with b": ("зьбіты", "збіты"),
    "not": ("ня можа бяз іх", "не можа без іх"),
}


@pytest.mark.parametrize("case", TARASK)
def test_taraskievica_is_respelled(case: str) -> None:
    text, official = TARASK[case]

    assert respell(text) == official


@pytest.mark.parametrize("pair", _lines("taraskievica.txt"))
def test_a_word_of_taraskievica_is_respelled(pair: str) -> None:
    word, official = pair.split(" = ")

    assert respell(word) == official
    assert respell(word.upper()) == official.upper()


@pytest.mark.parametrize("text", _lines("official.txt"))
def test_official_spelling_stays(text: str) -> None:
    assert respell(text) == text
    assert respell(text.upper()) == text.upper()


def test_the_lists_are_as_long_as_they_should_be() -> None:
    assert len(_lines("official.txt")) >= 150
    assert len(_lines("taraskievica.txt")) >= 120


_PARTS = sorted({*_STEMS, *_STEMS.values(), *_INFIXES, *_WORDS, *_ENDINGS, "зь", "сь", "ць", "дзь"})


@given(
    st.lists(st.sampled_from(_PARTS) | st.text("абвгдзеёіжклмнпрсцьэяюы'", max_size=3), max_size=5)
)
def test_respelling_twice_changes_nothing_more(parts: list[str]) -> None:
    once = respell("".join(parts))

    assert respell(once) == once


@pytest.mark.parametrize("official", [*_STEMS.values(), *_WORDS.values()])
def test_what_a_word_becomes_is_official_itself(official: str) -> None:
    assert respell(official) == official


@given(st.text(st.characters(codec="utf-8")))
def test_any_text_keeps_what_is_not_cyrillic(text: str) -> None:
    other = "[А-Яа-яЁёІіЎўҐґьЬ'’ʼ]+"

    assert re.sub(other, "", respell(text)) == re.sub(other, "", text)


def test_lacinka_becomes_official_cyrillic_with_its_capitals() -> None:
    text = "Biełaruś vyzvaliła 52 palitviaźniaŭ paśla pieramovaŭ z delehacyjaj ZŠA"

    assert for_model(text, Detected("be", "latn", "lacinka")) == (
        "Беларусь вызваліла 52 палітвязняў пасля перамоў з дэлегацыяй ЗША"
    )


def test_words_that_cannot_be_lacinka_stay_latin() -> None:
    assert cyrillic("Hazieta «Washington Post» i Twitter") == "Газета «Washington Пост» і Twitter"


def test_they_is_not_written_with_a_double_i() -> None:
    assert cyrillic("jich i Jich") == "іх і Іх"


def test_other_languages_are_left_alone() -> None:
    assert for_model("зьнялі", Detected("ru", "cyrl")) == "зьнялі"
