"""The choice of the count: from what numbers mean, and from what the rules read."""

import numpy as np
import pytest

from monitors.facts.clues import of_item, of_number, stated_in
from monitors.facts.likely import (
    OTHER,
    TOTAL,
    Evidence,
    candidates,
    choices,
    likeliest,
    shipped,
    weighed,
)
from monitors.facts.passage import Passage, passage
from monitors.language import detect
from monitors.model import Count, Span
from monitors.weights import Network
from tests.monitors.facts.reading import facts, total

# (language, title, summary, count): the number in the summary counts somebody else
OTHERS = [
    ("lt", "Vilniaus fotografas paleistas iš Gardino kalėjimo", "Dar 27 kolegos tebekali.", 1),
    ("be", "Мінскага фатографа адпусцілі", "За кратамі застаюцца яшчэ 27 яго калег.", 1),
    ("be-tarask", "Менскага фатографа вызвалілі", "За кратамі яшчэ 27 ягоных калегаў.", 1),
    ("be-latn", "Minskaha fatohrafa vyzvalili", "Za kratami zastajucca jašče 27 kaleh.", 1),
    ("ru", "Минский фотограф вышел на свободу", "Ещё 27 его коллег остаются за решёткой.", 1),
    ("en", "Minsk photographer walks free", "Another 27 of his colleagues are still in jail.", 1),
]


def passages(tag: str, title: str, summary: str) -> tuple[Passage, Passage]:
    detected = detect(title, summary, tag.partition("-")[0])
    return passage("title", title, detected), passage("summary", summary, detected)


def evidence(tag: str, title: str, summary: str = "", people: int = 0) -> Evidence:
    return weighed(shipped(), passages(tag, title, summary), people, ())


def sure(evidence: Evidence, value: int) -> float:
    """The chance that a number is that of the released or of a part of them."""
    return next(
        1 - chances[OTHER] for one, chances in evidence.numbers if one.number.value == value
    )


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), OTHERS)
def test_those_still_held_are_not_counted(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert sure(evidence(tag, title, summary), 27) < 0.2
    assert total(facts(tag, title, summary)) == expected


def test_a_number_of_the_released_is_told_from_that_of_the_held() -> None:
    found = evidence("en", "Belarus frees 16 prisoners", "More than 1,100 are still behind bars.")

    assert sure(found, 16) > 0.9
    assert sure(found, 1100) < 0.1


def test_the_chances_of_all_candidates_make_one() -> None:
    found = evidence("ru", "Освобождены 14 человек", "Ещё 3 остаются под стражей.", people=2)
    chances = choices(shipped().choice, found, 14)

    assert {14, 3, 15, 2, 1, None} <= set(chances)
    assert sum(chances.values()) == pytest.approx(1)
    assert max(chances, key=lambda value: chances[value]) == 14


def test_a_number_that_is_only_a_bound_is_no_candidate() -> None:
    found = evidence("en", "More than 100 prisoners freed in Belarus")

    assert 100 not in candidates(found, None)


def test_the_count_of_the_rules_stands_where_nothing_is_clearly_likelier() -> None:
    texts = passages("en", "Belarus frees 16 prisoners", "")
    told = Count(16, Span("title", 14, 16))

    assert likeliest(texts, (), (), told) is told


def test_a_chosen_count_says_where_it_was_read() -> None:
    texts = passages("en", "Belarus frees 16 prisoners", "Another 27 are still in jail.")
    chosen = likeliest(texts, (), (), Count(27, Span("summary", 8, 10)))

    assert chosen == Count(16, Span("title", 14, 16))


def test_every_clue_is_given_once_and_in_the_order_of_the_text() -> None:
    texts = passages("lt", "Paleisti 52 kaliniai, tarp jų 6 lietuviai", "Kali dar 1 100 žmonių.")
    every = stated_in(texts)
    marks = {"title:free"}
    clues = [of_number(one, every, texts[0], 0) for one in every] + [of_item(texts, 0, marks)]

    assert [len(each) for each in clues] == [len(set(each)) for each in clues]
    assert clues == [of_number(one, every, texts[0], 0) for one in every] + [
        of_item(texts, 0, marks)
    ]
    assert "title:free" in clues[-1]
    assert "+0:noun:prisoner" in clues[0]
    assert "summary:title:<" in clues[2]


def test_without_any_number_a_group_gets_no_count() -> None:
    texts = passages("en", "Belarus frees prisoners", "Their families are waiting.")

    assert likeliest(texts, (), (), None) is None


def test_clues_without_weights_are_passed_over() -> None:
    table = Network(
        rows={"known": 0},
        by_clue=np.ones((1, 1), dtype=np.float32),
        hidden=np.zeros(1, dtype=np.float32),
        by_hidden=np.array([[0, 1, 0]], dtype=np.float32),
        bias=np.zeros(3, dtype=np.float32),
    )

    assert table.chances(["known", "unknown"]) == table.chances(["known"])
    assert table.chances(["known"])[TOTAL] == pytest.approx(0.576, abs=0.001)
    assert table.chances([]) == pytest.approx((1 / 3, 1 / 3, 1 / 3))


def test_an_item_without_any_number_or_word_gets_no_count() -> None:
    assert total(facts("en", "", "")) is None


# lists of nations that add up stand, one person or equal numbers among them
LISTS = [
    ("en", "Belarus frees 1 American, 2 Germans and 3 Poles", 6),
    ("en", "Belarus frees one Pole, one Latvian, one Estonian", 3),
    ("lt", "1 lenkas, 1 latvis ir 1 estas paleisti", 3),
    ("lt", "Iš Baltarusijos kalėjimo paleisti 5 lenkai ir 5 latviai", 10),
    ("ru", "Освобождены 4 литовца, 4 поляка и 2 немца", 10),
]


@pytest.mark.parametrize(("tag", "title", "expected"), LISTS)
def test_nations_that_add_up_are_the_total(tag: str, title: str, expected: int) -> None:
    assert total(facts(tag, title)) == expected


# (language, title, count): numbers that are none, or are of many thousands
ODD = [
    ("en", "Belarus frees 0 prisoners", None),
    ("ru", "Освободили 2 тысячи пленных", 2000),
    ("ru", "В Мьянме амнистировали 4 тысячи человек", 4000),
    ("ru", "Тысячи заключённых освобождены", None),
    ("en", "Blogger freed after paying 300 rubles", 1),
]


@pytest.mark.parametrize(("tag", "title", "expected"), ODD)
def test_nobody_and_thousands_are_told_as_they_are(
    tag: str, title: str, expected: int | None
) -> None:
    assert total(facts(tag, title)) == expected


@pytest.mark.parametrize("digit", ["²", "①", "5²"])
def test_signs_that_only_look_like_digits_are_no_numbers(digit: str) -> None:
    facts("en", f"{digit} thousand prisoners freed")  # raises nothing


def test_a_table_of_numbers_is_left_to_the_rules() -> None:
    rows = " ".join(f"{number} prisoners freed." for number in range(2, 60))
    texts = passages("en", "Prisoners freed", rows)
    told = Count(7, Span("title", 0, 9))

    assert likeliest(texts, (), (), told) is told
