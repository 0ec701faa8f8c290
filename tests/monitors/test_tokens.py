"""Text into words: what is one word, where it stands, and where a sentence ends."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.model import Detected
from monitors.tokens import tokenize

RU, LT, EN = Detected("ru", "cyrl"), Detected("lt"), Detected("en")
BE = Detected("be", "cyrl", "official")


@pytest.mark.parametrize(
    ("text", "detected", "words"),
    [
        ("1 700 заключённых", RU, ["1 700", "заключенных"]),
        ("1,700 freed", EN, ["1,700", "freed"]),
        ("2,4 tūkst. rusų", LT, ["2,4", "tukst", "rusu"]),
        ("экс-политзаключённый", RU, ["экс-политзаключенный"]),
        ("Lukashenko’s envoy", EN, ["lukashenkos", "envoy"]),
        ("сям'я — дома", BE, ["сямя", "дома"]),
        ("19-ы пакет", BE, ["19", "ы", "пакет"]),
        ("50 % dalis", LT, ["50", "%", "dalis"]),
        ("", EN, []),
    ],
    ids=["space", "comma", "decimal", "hyphen", "possessive", "apostrophe", "ordinal", "%", "none"],
)
def test_words_are_cut_and_folded(text: str, detected: Detected, words: list[str]) -> None:
    assert [token.folded for token in tokenize(text, detected)] == words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("A. Lukašenka paleido kalinius.", 1),
        ("Sankcijos 2,4 tūkst. rusų pratęstos", 1),
        ("Minske. Vilniuje", 2),
        ("Kas žinoma? Viskas", 2),
        ("Trumpas: paleiskite", 2),
        ("Minskas – laisvė", 2),
    ],
)
def test_initials_and_short_forms_end_no_sentence(text: str, sentences: int) -> None:
    tokens = tokenize(text, LT)

    assert tokens[-1].sentence + 1 == sentences


@given(st.text(max_size=80))
def test_offsets_are_those_of_the_text(text: str) -> None:
    tokens = tokenize(text, BE)

    assert [text[token.start : token.end] for token in tokens] == [token.raw for token in tokens]
    assert all(first.end <= second.start for first, second in pairwise(tokens))
    assert sorted(token.sentence for token in tokens) == [token.sentence for token in tokens]
