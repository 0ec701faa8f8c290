"""Numbers in words and digits: dozens, hundreds, collectives, ranges, exchanges."""

import pytest

from monitors.facts.numbers import numbers
from monitors.facts.passage import passage
from tests.monitors.facts.reading import TAGS

WORDS = [
    ("en", "two dozen", [24]),
    ("en", "half a dozen", [6]),
    ("en", "a hundred and six", [106]),
    ("en", "three thousand two hundred", [3200]),
    ("en", "fifty-two", [52]),
    ("en", "2.5 thousand", [2500]),
    ("en", "215-for-56", [215, 56]),
    ("lt", "du šimtai keturiasdešimt", [240]),
    ("lt", "trims dešimtims", [30]),
    ("lt", "pusšimtį", [50]),
    ("lt", "tuzinas", [12]),
    ("lt", "tūkstantis septyni šimtai", [1700]),
    ("lt", "2,4 tūkst.", [2400]),
    ("lt", "šešetas", [6]),
    ("ru", "два десятка", [20]),
    ("ru", "сотня", [100]),
    ("ru", "около сотни", [100]),
    ("ru", "полсотни", [50]),
    ("ru", "полтора десятка", [15]),
    ("ru", "тысяча двести", [1200]),
    ("ru", "шестеро", [6]),
    ("be", "пяцьдзясят два", [52]),
    ("be", "тры дзясяткі", [30]),
    ("be", "паўсотні", [50]),
    ("be", "па тысячы", [1000]),
    ("be-tarask", "сямнаццацёх", [17]),
    ("be-tarask", "шасьцёх", [6]),
    ("be-latn", "piaćdziasiat dva", [52]),
    ("be-latn", "šaściora", [6]),
]

VAGUE = [
    ("en", "dozens"),
    ("en", "several hundred"),
    ("en", "thousands"),
    ("lt", "dešimtys"),
    ("lt", "keli šimtai"),
    ("lt", "šimtai"),
    ("ru", "десятки"),
    ("ru", "несколько десятков"),
    ("ru", "сотни"),
    ("be", "дзясяткі"),
    ("be", "некалькі сотняў"),
    ("be-latn", "dziasiatki"),
]


@pytest.mark.parametrize(("tag", "text", "values"), WORDS)
def test_a_number_in_words_has_one_value(tag: str, text: str, values: list[int]) -> None:
    read = numbers(passage("title", text, TAGS[tag]))

    assert [one.value for one in read] == values


@pytest.mark.parametrize(("tag", "text"), VAGUE)
def test_dozens_and_hundreds_alone_are_no_number(tag: str, text: str) -> None:
    assert numbers(passage("title", text, TAGS[tag])) == ()
