"""Sentences of our own, read as a feed would bring them: are two of them one event?"""

from datetime import timedelta

import pytest

from monitors.match import Matcher
from monitors.model import Item, OutletKind, Report, Source
from monitors.story import Assignment, Open, assign, signature
from monitors.understanding import Understanding
from monitors.words import load_vocabulary
from tests.monitors.making import NOON, item

VOCABULARY = load_vocabulary()
READER = Understanding(VOCABULARY, Matcher(VOCABULARY))


def read(title: str, lead: str, hours: float, of: str) -> Report:
    when = NOON + timedelta(hours=hours)
    told: Item = item(id=f"{of} {title}", title=title, summary=lead, published=when, fetched=when)
    kind = OutletKind.STATE if of == "state" else OutletKind.INDEPENDENT
    return READER.read(told, Source(name=of, url="", outlet_kind=kind)).report


def placed(first: tuple[str, str], second: tuple[str, str], hours: float, of: str) -> Assignment:
    before = signature(read(*first, 0, "paper"))
    return assign(signature(read(*second, hours, of)), [Open("s1", before.at, (before,))])


ONE = [
    pytest.param(
        ("Belarus frees 27 political prisoners after talks with US", "Among them is Ales Karpau."),
        ("Baltarusija paleido 27 politinius kalinius", "Tarp jų – Alesis Karpovas."),
        1,
        "agency",
        id="the same number and name in another language",
    ),
    pytest.param(
        ("Belarus frees 27 political prisoners", "Five Poles and four Latvians are among them."),
        ("Лукашенко помиловал 9 иностранцев", "Среди них пять поляков и четыре латвийца."),
        2,
        "state",
        id="the state counts the foreigners alone",
    ),
    pytest.param(
        ("Šiaulių bankas įtrauktas į JAV sankcijų sąrašą", "Tai pranešė iždo departamentas."),
        ("Šiaulių bankas įtrauktas į JAV sankcijų sąrašą", "Pranešė BNS."),
        5,
        "portal",
        id="a reprint in one language",
    ),
    pytest.param(
        ("JAV atšaukė sankcijas „Belavia“", "Sprendimas paskelbtas Minske."),
        ("ЗША знялі санкцыі з «Белавія»", "Пра гэта паведамілі ў Мінску."),
        1,
        "paper",
        id="a measure in two languages",
    ),
]
TWO = [
    pytest.param(
        ("Лукашенко помиловал 25 осужденных", "Указ подписан накануне Дня единства."),
        ("Лукашенко помиловал 31 осужденного", "Указ подписан сегодня."),
        60,
        "state",
        id="a new decree days later",
    ),
    pytest.param(
        ("US imposes sanctions on Rosneft and Lukoil", "The Treasury named 34 subsidiaries."),
        ("UK imposes sanctions on Rosneft and Lukoil", "London froze their assets."),
        5,
        "agency",
        id="the same measure by another authority",
    ),
    pytest.param(
        ("JAV atšaukė sankcijas „Belavia“", "Sprendimas paskelbtas Minske."),
        ("JAV įvedė sankcijas „Belavia“", "Sprendimas paskelbtas Vašingtone."),
        4,
        "paper",
        id="the opposite",
    ),
    pytest.param(
        ("Belarus frees ten political prisoners", "They are on their way to Vilnius."),
        ("Belarus frees another 25 political prisoners", "They are on their way to Warsaw."),
        20,
        "agency",
        id="another 25",
    ),
    pytest.param(
        ("ЕС ввел санкции против «Белавиа»", "Решение принято в Брюсселе."),
        ("ЕС ввел санкции против «Беларуськалия»", "Решение принято в Брюсселе."),
        30,
        "agency",
        id="another target",
    ),
    pytest.param(
        ("Nicaragua frees 135 political prisoners", "They were flown to Guatemala."),
        ("Venezuela frees 135 political prisoners", "They were let go in Caracas."),
        3,
        "agency",
        id="the same number in another country",
    ),
]


@pytest.mark.parametrize(("first", "second", "hours", "of"), ONE)
def test_two_reports_of_one_event_are_joined(
    first: tuple[str, str], second: tuple[str, str], hours: float, of: str
) -> None:
    found = placed(first, second, hours, of)

    assert found.story_id == "s1", found


@pytest.mark.parametrize(("first", "second", "hours", "of"), TWO)
def test_reports_of_two_events_are_not_joined(
    first: tuple[str, str], second: tuple[str, str], hours: float, of: str
) -> None:
    found = placed(first, second, hours, of)

    assert found.story_id is None, found
