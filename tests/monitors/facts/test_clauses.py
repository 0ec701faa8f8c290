"""Totals and nations told by a clause, a list of names, or a sentence of the summary."""

import pytest

from tests.monitors.facts.reading import facts, nations, people, total

TOTALS = [
    ("en", "Lukashenko lets 29 more go ahead of the vote", "", 29),
    ("en", "Kyiv gets 390 back on day one of 1,000-for-1,000 swap", "", 390),
    ("en", "Minsk empties cells of 123", "", 123),
    ("en", "More than a dozen freed: Belarus lets 16 leave", "", 16),
    ("en", "Freed Belarusians reach Vilnius", "There are 52 of them, including six Poles.", 52),
    ("lt", "Kas tie penkiolika, kuriuos Minskas atidavė Vilniui", "", 15),
    ("lt", "Iš kalėjimo – tiesiai į Vilnių: kas yra tie 52", "", 52),
    ("lt", "Prezidentas pasigailėjo 15-os nuteistųjų", "", 15),
    ("lt", "Paleista dešimt, dar keli laukia", "", 10),
    ("ru", "Те самые 16, которых Москва отдала Западу", "", 16),
    ("ru", "Лукашенко помиловал 15-ти осужденных", "", 15),
    ("be", "Памілавалі 15-ці чалавек", "", 15),
    ("be-latn", "Troje ź piaci vyjšli", "", 3),
    ("be", "Сям'ю Лосікаў выпусцілі", "", 1),
    ("be", "На волі апынуліся муж і жонка Лосік", "", 2),
    ("en", "A day after 52 people were freed, their names are known", "", 52),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), TOTALS)
def test_a_number_in_a_clause_of_its_own_counts_people(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(
    ("tag", "title", "nation"),
    [
        ("en", "Last of three Lithuanians home", "LT"),
        ("lt", "Paskutinis iš trijų kalintų lietuvių grįžo namo", "LT"),
        ("be", "Апошні з трох літоўцаў вярнуўся дадому", "LT"),
        ("ru", "Последний из четырех французов вернулся", "FR"),
    ],
)
def test_the_last_of_several_is_one(tag: str, title: str, nation: str) -> None:
    found = facts(tag, title)

    assert (total(found), nations(found)) == (1, {nation: 1})


BESIDE = [
    ("en", "Minsk pardons Ales Bialiatski", "Five others are covered by the decree.", 6),
    ("ru", "Алекс Сааб снова дома", "Его обменяли на десять граждан США.", 1),
    ("ru", "Игоря Лосика вывезли из страны вместе с журналистом", "", 2),
    ("en", "Cecile Kohler and Jacques Paris are out", "The French pair left at dawn.", 2),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), BESIDE)
def test_companions_are_counted_with_whom_the_title_names_and_a_price_is_not(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


NAMED = [
    ("en", "Spanish tourists Andres Martinez and Jose Basoa freed by Caracas", "ES"),
    ("en", "French nationals Cecile Kohler and Jacques Paris freed from jail", "FR"),
    ("en", "The Americans Gershkovich and Whelan freed", "US"),
    ("lt", "Prancūzai C. Kohler ir J. Paris paleisti", "FR"),
    ("be", "Грамадзяне Францыі Сесіль Калер і Жак Пары вярнуліся", "FR"),
    ("ru", "Граждане Литвы Данелюс и Мелкунас вышли на свободу", "LT"),
]


@pytest.mark.parametrize(("tag", "title", "nation"), NAMED)
def test_names_behind_a_nation_tell_how_many_are_of_it(tag: str, title: str, nation: str) -> None:
    found = facts(tag, title)

    assert (total(found), nations(found)) == (2, {nation: 2})


OTHERS = [
    ("en", "Another American freed, a week after a British couple", "", {"US": 1}),
    ("en", "Baku frees 32 Armenians, Yerevan two Azerbaijanis", "", {"AM": 32}),
    ("en", "Two more Americans released", "One American had left earlier.", {"US": 2}),
    ("en", "Ten freed: six British, two Croatian, one Swedish", "", {"GB": 6, "HR": 2, "SE": 1}),
    ("en", "A Briton, a Japanese and an American freed", "", {"GB": 1, "JP": 1, "US": 1}),
    ("en", "Iran frees two Europeans: a Dane and an Austrian-Iranian", "",
     {"DK": 1, "AT": 1, "IR": 1}),
    ("lt", "Jau namie šeši mūsiškiai, paleisti iš kalėjimo", "", {"LT": 6}),
    ("lt", "Į Lietuvą grįžo keturi tautiečiai", "", {"LT": 4}),
    ("lt", "Talibanas paleido porą iš Britanijos", "", {"GB": 2}),
    ("lt", "Išskraidinti 222 Nikaragvos režimo kritikai", "", {}),
    ("lt", "C. Kohler ir J. Paris išėjo iš kalėjimo", "Prancūzai dar lieka ambasadoje.", {"FR": 2}),
    ("be", "Вызвалілі чатырох, у тым ліку грамадзянку ЗША", "", {"US": 1}),
    ("be", "На волі дзевяць: літоўцаў — шэсць, палякаў — трое", "", {"LT": 6, "PL": 3}),
    ("ru", "В Литву вывезли журналиста и еще четверых", "", {}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), OTHERS)
def test_nations_are_those_of_the_freed_alone(
    tag: str, title: str, summary: str, expected: dict[str, int]
) -> None:
    assert nations(facts(tag, title, summary)) == expected


def test_what_the_other_side_got_is_no_part_of_the_total() -> None:
    for tag, title in (
        ("en", "Baku frees 32 Armenians, Yerevan two Azerbaijanis"),
        ("lt", "Armėnija atgavo 32 karius, o Azerbaidžanas – du"),
    ):
        assert total(facts(tag, title)) == 32


def test_a_given_name_or_a_place_that_resembles_a_surname_is_nobody() -> None:
    couple = facts("en", "Taliban free elderly British couple Peter and Barbie Reynolds")

    assert people(couple) == {"Peter Reynolds", "Barbie Reynolds"}
    assert people(facts("en", "Freed Belarus priest: 'ten of us were in the van'")) == set()


def test_what_is_got_for_somebody_counts_and_what_is_given_in_return_does_not() -> None:
    got = facts("lt", "Mainais už N. Filipčenko Lietuva atgavo du savo piliečius")
    given = facts("be", "Польшча атрымала Пачобута, наўзамен — двое беларускіх шпіёнаў")

    assert (total(got), nations(got)) == (2, {"LT": 2})
    assert total(given) == 1
