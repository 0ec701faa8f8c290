"""Releases told in few words: who got his men back, who "is out", who came out at all."""

import pytest

from monitors.language import detect
from monitors.match import Matcher
from monitors.rules import decide
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)


@pytest.mark.parametrize(
    ("title", "language", "label"),
    [
        ("500 Ukrainian soldiers repatriated in second stage of exchange", "en", "happened"),
        ("Thirty marines returned under third phase of prisoner swap", "en", "happened"),
        ("Nicaragua keeps its promise: all 222 political prisoners are out", "en", "happened"),
        ("Nurse held in Iran to be freed on Sunday under Qatari deal", "en", "announced"),
        ("New pardon in Minsk: 12 prisoners to be let out", "en", "happened"),
        ("Kyjivas susigrąžino 150 gynėjų ir keturis pasieniečius", "lt", "happened"),
        ("Rusija sakosi atgavusi 90 kareivių", "lt", "happened"),
        ("Managva perdavė Vatikanui vyskupą ir septynis kunigus", "lt", "happened"),
        ("Выйшла настаўніца, якую асудзілі за каментары", "be", "happened"),
        ("Тэгеран адпусьціў ґрэцкага марака і ягонага кухара", "be", "happened"),
        ("Vyjšaŭ muzyka, jakoha pasadzili za pratesty", "be", "happened"),
        ("Вышла библиотекарь, которую осудили за донаты", "ru", "happened"),
        ("Вышли братья, которых судили за комментарии", "ru", "happened"),
    ],
)
def test_a_release_told_in_other_words(title: str, language: str, label: str) -> None:
    detected = detect(title, "", language)
    hits = MATCHER.match(title, "", detected)
    action = decide(title, "", detected, hits, VOCABULARY)

    assert (action.label, action.decided) == (f"release.{label}", True)
    assert "prisoner-release" in {hit.topic for hit in hits}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("All exam results are out", "en"),
        ("Soldiers are all in, new barracks are out of reach", "en"),
        ("Vilnius perdavė Rygai kūną nežinomo kario", "lt"),
        ("Выйшла кніга, якую чакалі гады", "be"),
        ("Вышел фильм, который снимали в тюрьме", "ru"),
    ],
)
def test_what_came_out_and_is_no_prisoner(title: str, language: str) -> None:
    detected = detect(title, "", language)
    hits = MATCHER.match(title, "", detected)

    assert not decide(title, "", detected, hits, VOCABULARY).decided or not hits
