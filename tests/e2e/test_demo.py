"""11 September 2025, replayed: the channels' timelines, as their readers see them."""

import asyncio

import pytest

from tests.e2e.telegram_html import parse
from tests.e2e.timelines import LANGUAGES, Day, day, file_of, written

REPLIES = {
    "en": [
        "❗ Now 52 people (was 14)",
        "❗ Among them: 🇱🇹 Lithuania 6",
        "❗ Release officially confirmed",
        "❗ Sanctions lifted too: Belavia",
        "❗ Decision on sanctions officially confirmed",
    ],
    "lt": [
        "❗ Dabar – 52 žmonės (buvo 14)",
        "❗ Tarp jų: 🇱🇹 Lietuva 6",
        "❗ Paleidimas patvirtintas oficialiai",
        "❗ Taip pat panaikintos sankcijos: Belavia",
        "❗ Sprendimas dėl sankcijų patvirtintas oficialiai",
    ],
    "be": [
        "❗ Цяпер 52 чалавекі (было 14)",
        "❗ Сярод іх: 🇱🇹 Літва 6",
        "❗ Вызваленне пацверджана афіцыйна",
        "❗ Таксама зняты санкцыі: Белавія",
        "❗ Рашэнне пра санкцыі пацверджана афіцыйна",
    ],
    "ru": [
        "❗ Теперь 52 человека (было 14)",
        "❗ Среди них: 🇱🇹 Литва 6",
        "❗ Освобождение подтверждено официально",
        "❗ Также сняты санкции: Белавиа",
        "❗ Решение о санкциях подтверждено официально",
    ],
}
FACTS = {
    "en": ["~14~ 52 people released", "Sanctions lifted: Belavia (🇺🇸 US)"],
    "lt": ["Paleisti ~14~ 52 žmonės", "Panaikintos sankcijos: Belavia (🇺🇸 JAV)"],
    "be": ["Вызвалены ~14~ 52 чалавекі", "Зняты санкцыі: Белавія (🇺🇸 ЗША)"],
    "ru": ["Освобождены ~14~ 52 человека", "Сняты санкции: Белавиа (🇺🇸 США)"],
}


@pytest.fixture(scope="module")
def replayed() -> Day:
    return asyncio.run(day())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_timeline_is_the_one_that_was_read_and_found_good(language: str, replayed: Day) -> None:
    """See tests/e2e/timelines.py on how to write it anew."""
    expected = file_of(language).read_text("utf-8")

    assert written(replayed.timelines[language]) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_event_is_one_message_and_only_new_facts_make_a_sound(
    language: str, replayed: Day
) -> None:
    entries = replayed.timelines[language]
    heard = [entry for entry in entries if entry.what == "message"]
    latest = next(entry for entry in reversed(entries) if entry.number == 1)

    assert [entry.answers for entry in heard] == [None, 1, 1, 1, 1, 1]
    assert [entry.at for entry in heard] == ["08:45", "09:05", "09:15", "09:55", "10:10", "10:20"]
    assert [entry.text.splitlines()[0] for entry in heard[1:]] == REPLIES[language]
    assert {entry.number for entry in entries if entry.what != "message"} == {1}
    for line in FACTS[language]:
        assert line in latest.text.splitlines()


def test_the_day_is_one_story(replayed: Day) -> None:
    summary = replayed.summary

    assert (summary.feeds, summary.items, summary.stories) == (11, 77, 1)


def test_the_first_headline_is_translated_by_a_real_model_and_says_so(replayed: Day) -> None:
    headline, remark = replayed.timelines["en"][0].text.splitlines()[:2]

    assert "14" in headline
    assert headline.isprintable()
    assert remark == "machine translation from Belarusian"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_of_the_demo_is_valid_telegram_html(language: str, replayed: Day) -> None:
    for entry in replayed.timelines[language]:
        text, entities = parse(entry.html)
        assert 0 < len(text.encode("utf-16-le")) // 2 <= 4096
        assert len(entities) <= 100
