"""Countries that are no target: whose firms, whose minister, what for, where to."""

import pytest

from tests.monitors.facts.reading import EXTENDED, IMPOSED, LIFTED, authorities, facts, targets

NO_TARGET = [
    ("en", "US sanctions Iranian oil minister", "US"),
    ("en", "Treasury sanctions Chinese refinery over Iranian oil", "US"),
    ("en", "US blacklists Hong Kong firms over Iran drones", "US"),
    ("lt", "Londonas paskelbė sankcijas Sakartvelo teisingumo ministrui", "UK"),
    ("lt", "ES įvedė sankcijas Izraelio naujakuriams", "EU"),
    ("ru", "Китай ввел санкции против двух литовских банков", "China"),
    ("ru", "Британия ввела санкции против министра обороны Грузии", "UK"),
]


@pytest.mark.parametrize(("tag", "title", "by"), NO_TARGET)
def test_a_country_that_only_tells_whose_they_are_is_no_target(
    tag: str, title: str, by: str
) -> None:
    found = facts(tag, title, "", IMPOSED)

    assert (targets(found), authorities(found)) == (set(), {by})


AIMED = [
    ("en", "Canada sanctions 13 Belarusian officials", "", {"Belarus"}),
    ("en", "US hits Russia with more than 300 new sanctions", "", {"Russia"}),
    ("en", "EU blacklists RSF number two Abdelrahim Dagalo", "", {"Abdelrahim Dagalo"}),
    ("en", "EU punishes M23 leaders", "", {"M23"}),
    ("be", "Польшча забараніла ўезд 300 беларускім чыноўнікам", "", {"Belarus"}),
    ("be-tarask", "ЭЗ пашырыў санкцыі супраць рэжыму Лукашэнкі: 40 асобаў",
     "Пад удар трапіў і «Белнафтахім».", {"Belarus", "Belneftekhim"}),
    ("lt", "Vilnius įvedė sankcijas 25 baltarusių teisėjams",
     "VRM sprendimu jiems draudžiama atvykti į Lietuvą.", {"Belarus"}),
    ("be", "Шаснаццаты пакет санкцый супраць Расіі прыняты",
     "Новыя абмежаванні ўвялі і супраць Беларусі.", {"Russia", "Belarus"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), AIMED)
def test_whom_sanctions_are_aimed_at(
    tag: str, title: str, summary: str, expected: set[str]
) -> None:
    assert targets(facts(tag, title, summary, IMPOSED)) == expected


def test_potash_in_any_case_is_the_sector() -> None:
    found = facts("lt", "JAV panaikino sankcijas Baltarusijos kaliui", "", LIFTED)

    assert targets(found) == {"Belarus potash"}


def test_gas_that_is_only_mentioned_is_not_prolonged() -> None:
    found = facts(
        "en", "EU extends sanctions on Russia by six months",
        "Budapest was promised that Russian gas would flow.", EXTENDED,
    )  # fmt: skip

    assert targets(found) == {"Russia"}


def test_where_the_war_is_and_who_is_an_envoy() -> None:
    closed = facts(
        "ru", "ЕС закрыл рынок для белорусского дерева",
        "Ограничения ввели из-за участия Минска в нападении на Украину.", IMPOSED,
    )  # fmt: skip
    lifted = facts("be", "Коўл абвясціў пра зняцце санкцый з калію", "", LIFTED)

    assert authorities(closed) == {"EU"}
    assert authorities(lifted) == {"US"}
    assert authorities(
        facts("lt", "Įsigaliojo nacionalinės sankcijos Rusijos piliečiams", "", IMPOSED)
    ) == {"Lithuania"}
