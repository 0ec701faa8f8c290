"""Facts in wordings of their own: pairs, swaps, lists, our citizens, names nobody has listed."""

import pytest

from monitors.facts.romanise import nominative, romanised
from tests.monitors.facts.reading import (
    IMPOSED,
    LIFTED,
    authorities,
    facts,
    nations,
    people,
    targets,
    total,
)

TOTALS = [
    ("en", "Both Lithuanian truck drivers freed by Minsk", "", 2),
    ("lt", "Iš Baltarusijos grįžo abu nuteisti vairuotojai", "", 2),
    ("be", "На волю выйшлі абодва грамадзяніны Літвы", "", 2),
    ("be", "Лукашэнка памілаваў пяць жанчын і двух мужчын", "", 7),
    ("ru", "Стороны провели обмен по формуле «7 на 7»", "", 7),
    ("ru", "Указ о помиловании подписан", "Он касается двенадцати человек, осужденных в мае", 12),
    ("be-latn", "Lik pamiłavanych vyras da 31", "", 31),
    ("en", "Minsk hands over Ivan Testov for Oleg Provkin in a trade", "", 1),
    ("lt", "Baltarusija paleido dešimtis politinių kalinių", "", None),
    ("ru", "Десятки политзаключенных помилованы", "", None),
    ("en", "Up to 100 prisoners freed in Belarus", "", None),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), TOTALS)
def test_a_total_is_read_in_many_wordings(
    tag: str, title: str, summary: str, expected: int | None
) -> None:
    assert total(facts(tag, title, summary)) == expected


NATIONS = [
    ("lt", "Latvijos URM: iš Gudijos išvežti du mūsų piliečiai ir estas", "", {"LV": 2, "EE": 1}),
    ("lt", "Ministras sveikina dviejų mūsų piliečių sugrįžimą", "", {"LT": 2}),
    ("en", "Two Americans and a Frenchman leave Belarus jail", "", {"US": 2, "FR": 1}),
    ("en", "Trio of Ukrainians home from Russian captivity", "", {"UA": 3}),
    ("be", "Шведаў і немца вывезлі", "Імёны двух шведаў не называюць", {"SE": 2, "DE": 1}),
    ("ru", "Иван Тестов возвращается домой", "Россиянина обменяли в аэропорту", {"RU": 1}),
    ("en", "Minsk frees German medic", "", {"DE": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), NATIONS)
def test_nations_are_read_in_many_wordings(
    tag: str, title: str, summary: str, expected: dict[str, int]
) -> None:
    assert nations(facts(tag, title, summary)) == expected


FREED = [
    ("be", "Вызвалілі журналістку Вольгу Лявонаву", {"Volha Liavonava"}),
    ("be-latn", "Na voli manach Hžehaž Bronieŭski", {"Grzegorz Broneuski"}),
    ("lt", "Vairuotojas Tomas Bunevičius vėl su šeima", {"Tomas Bunevichius"}),
    ("ru", "Блогер Алексей Тестовский вышел из колонии", {"Alexei Testovsky"}),
    ("en", "Ivan Testov is home while Oleg Provkin remains in a colony", {"Ivan Testov"}),
]


@pytest.mark.parametrize(("tag", "title", "expected"), FREED)
def test_unknown_people_are_named_in_english(tag: str, title: str, expected: set[str]) -> None:
    assert people(facts(tag, title)) == expected


AIMED = [
    ("en", "Slovakia gives in and the EU gets its 18th package", "", {"Russia"}, {"EU"}),
    ("ru", "Восемнадцатый пакет одобрен Евросоюзом", "", {"Russia"}, {"EU"}),
    ("en", "Rubio targets judges of Hague war crimes court", "", {"ICC judges"}, {"US"}),
    ("ru", "Минфин США внес в черный список компанию «Авангард»", "", {"Avangard"}, {"US"}),
    ("lt", "ES įtraukė į juodąjį sąrašą generolą Igorį Petrenką", "", {"Igor Petrenko"}, {"EU"}),
    (
        "be",
        "Вялікабрытанія замарозіла актывы грузінскіх сілавікоў",
        "Такі самы крок зрабілі ЗША.",
        {"Georgia"},
        {"UK", "US"},
    ),
]


@pytest.mark.parametrize(("tag", "title", "summary", "target", "by"), AIMED)
def test_targets_are_read_in_many_wordings(
    tag: str, title: str, summary: str, target: set[str], by: set[str]
) -> None:
    found = facts(tag, title, summary, IMPOSED)

    assert (targets(found), authorities(found)) == (target, by)


def test_a_president_with_an_article_is_the_target_and_not_the_country() -> None:
    found = facts("ru", "Совбез ООН вывел президента Сирии аш-Шараа из-под санкций", "", LIFTED)

    assert (targets(found), authorities(found)) == ({"Ahmed al-Sharaa"}, {"UN"})


@pytest.mark.parametrize(
    ("surname", "language", "of", "english"),
    [
        ("Вольскага", "be", "pl", "Wolski"),
        ("Гамелаўры", "be", "", "Hamelaury"),
        ("Брагінец", "be", "be", "Brahinets"),
        ("Łukašanec", "be", "be", "Lukashanets"),
        ("Тихановский", "ru", "ru", "Tikhanovsky"),
        ("Беридз", "ru", "ka", "Beridzi"),
    ],
)
def test_surnames_are_spelled_as_their_people_spell_them(
    surname: str, language: str, of: str, english: str
) -> None:
    assert romanised(surname, language, of=of) == english


def test_ukrainian_surnames_keep_their_o_in_lithuanian() -> None:
    assert nominative("Petrenką", "male") == "Petrenko"
