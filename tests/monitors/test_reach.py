"""What counts as a topic, and which word governs which, beyond the plain cases."""

import pytest

from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS, Matcher
from monitors.model import Action
from monitors.rules import decide
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)


def said(title: str, lead: str = "") -> Action | None:
    """What the rules say; None where no built-in topic is found."""
    detected = detect(title, lead, "ru")
    hits = MATCHER.match(title, lead, detected)
    if not {hit.topic for hit in hits} & {RELEASE, SANCTIONS}:
        return None
    return decide(title, lead, detected, hits, VOCABULARY)


def label(title: str, lead: str = "") -> str | None:
    action = said(title, lead)
    return action.label.value if action else None


def test_an_imperative_is_act_and_call_in_one_word() -> None:
    assert label("Активисты написали: отпустите журналистку, Минск") == "release.called_for"


def test_a_way_round_needs_no_word_of_sanctions() -> None:
    assert label("Россия вывозит нефть через подставные фирмы") == "sanctions.evasion"
    assert label("Контрабанда сигарет шаром") is None


def test_a_plea_or_refusal_to_let_someone_go_needs_no_state() -> None:
    assert label("Матери отказали в помиловании") == "release.refused_or_denied"
    assert label("Суд отказался освободить учителя") == "release.refused_or_denied"


@pytest.mark.parametrize(
    ("title", "lead", "expected"),
    [
        ("Берлин готов на новые ограничения для Москвы", "", "sanctions.proposed_or_threatened"),
        ("Итоги недели", "Вашингтон отменил ограничения для Минска.", "sanctions.lifted"),
    ],
)
def test_measures_between_two_states_are_sanctions(title: str, lead: str, expected: str) -> None:
    assert label(title, lead) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Осуждённых эстонцев передадут в среду", "release.announced"),
        ("Польша передаст Украине истребители", None),
        ("Студенты из Беларуси приедут в Польшу на каникулы", None),
    ],
)
def test_a_return_to_come_is_news_of_prisoners_alone(title: str, expected: str | None) -> None:
    assert label(title) == expected
