import re

import pytest

from tools.demo_model.facts import Number, counted, one_few_many
from tools.demo_model.grammar import LANGUAGES, blocks, rows
from tools.demo_model.lacinka import lacinka, taraskievica

LINES = list(rows(1500, seed=5))


def test_the_same_seed_gives_the_same_lines() -> None:
    assert list(rows(20, seed=3)) == list(rows(20, seed=3))
    assert list(rows(20, seed=3)) != list(rows(20, seed=4))


def test_no_line_has_a_slot_left() -> None:
    assert [line for line in LINES if re.search(r"[{}\[\]|]|\s\s|^\s|\s$", line.raw)] == []
    assert [line for line in LINES if re.search(r"[{}\[\]|]|\s\s", line.english)] == []


@pytest.mark.parametrize("name", ["release", "sanctions", "background", "frames"])
def test_every_meaning_is_told_in_every_language(name: str) -> None:
    assert [block for block in blocks(name) if not {"en", *LANGUAGES} <= block.keys()] == []


def test_both_sides_of_a_pair_have_the_same_numbers() -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", text))

    assert [line for line in LINES if numbers(line.source) != numbers(line.english)] == []


def test_one_source_has_one_translation_but_for_the_stop_after_a_day() -> None:
    told: dict[str, set[str]] = {}
    for line in LINES:
        told.setdefault(line.source, set()).add(line.english.rstrip("."))

    assert {source: said for source, said in told.items() if len(said) > 1} == {}


PRISONERS = {
    "be": ["вязень", "вязня", "вязні", "вязняў"],
    "ru": ["узник", "узника", "узника", "узников"],
    "lt": ["kalinys", "kalinį", "kaliniai", "kalinius", "kalinių", "kaliniui", "kaliniams"],
}


@pytest.mark.parametrize(
    ("language", "case", "value", "word", "expected"),
    [
        ("be", "nom", 21, False, "21 вязень"),
        ("be", "acc", 21, False, "21 вязня"),
        ("be", "acc", 22, False, "22 вязні"),
        ("be", "acc", 52, False, "52 вязні"),
        ("be", "acc", 3, False, "3 вязняў"),
        ("be", "nom", 12, False, "12 вязняў"),
        ("be", "gen", 6, True, "шасці вязняў"),
        ("ru", "nom", 4, True, "четыре узника"),
        ("ru", "acc", 4, True, "четырёх узников"),
        ("ru", "acc", 111, False, "111 узников"),
        ("lt", "acc", 52, False, "52 kalinius"),
        ("lt", "nom", 21, False, "21 kalinys"),
        ("lt", "nom", 10, True, "dešimt kalinių"),
        ("lt", "acc", 6, True, "šešis kalinius"),
        ("lt", "dat", 14, False, "14 kalinių"),
        ("lt", "dat", 3, True, "trims kaliniams"),
    ],
)
def test_nouns_agree_with_numbers(
    language: str, case: str, value: int, word: bool, expected: str
) -> None:
    number = Number(value, word)
    noun = counted(number, PRISONERS[language], language, case, thing=False)

    assert f"{number.written(language, case)} {noun}" == expected


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("lt", "21:0 22:1 29:1 10:2 11:2 19:2 112:2 131:0"),
        ("ru", "1:0 3:1 5:2 11:2 12:2 24:1 101:0"),
    ],
)
def test_plural_rules_are_those_of_the_language(language: str, forms: str) -> None:
    for pair in forms.split():
        number, form = map(int, pair.split(":"))
        assert one_few_many(number, language) == form


def test_other_spellings_look_like_what_newspapers_write() -> None:
    text = taraskievica("Вызваленыя палітвязні перасеклі мяжу, ЗША знялі санкцыі пасля рашэння")

    assert text == "Вызваленыя палітвязьні перасеклі мяжу, ЗША зьнялі санкцыі пасьля рашэньня"
    assert lacinka(text) == (
        "Vyzvalenyja palitviaźni pierasiekli miažu, ZŠA źniali sankcyi paśla rašeńnia"
    )
