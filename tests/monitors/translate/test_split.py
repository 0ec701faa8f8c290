import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.translate.split import sentences

CUT = {
    "lt: day and initials": (
        "lt",
        "A. Lukašenka rugsėjo 11 d. Minske paleido 52 kalinius.| Jie – Vilniuje.",
    ),
    "lt: year and month": ("lt", "2025 m. Gruodžio pradžioje jų buvo 20.| Dabar 14."),
    "lt: closing quote": ("lt", "Jis sakė: „Tai ne viskas.“| Toliau derybos."),
    "lt: ministry": (
        "lt",
        "K. Budrys, J. Coale'as ir prof. Jonaitis susitiko.| Apie ką?| Nežinia.",
    ),
    "lt: millions end": ("lt", "Skirta 12 mln.| Eurai – iš biudžeto."),
    "be: initials": ("be", "А. Р. Лукашэнка памілаваў 14 чалавек.| Сярод іх шэсць літоўцаў."),
    "be: year": ("be", "У 2025 г. Беларусь вызваліла 52 чал.| Яны ў Вільні."),
    "be: article": ("be", "Яго асудзілі паводле арт. 361 КК.| Тэрмін — пяць гадоў."),
    "ru: year": ("ru", "В 2025 г. Беларусь отпустила людей.| «Это начало», – сказал он."),
    "ru: city": ("ru", "Их привезли в г. Вильнюс.| Встречали родственники."),
    "ru: quote closes": ("ru", "«Все на свободе!»| Сообщили в посольстве."),
    "en: envoy": ("en", "U.S. envoy J. Coale met him at 5 p.m. Thursday.| Talks go on."),
    "en: decimals": ("en", "Prices rose 3.5 per cent.| Nobody knows why..."),
    "newline": ("lt", "Pirmas sakinys be taško\n|antras sakinys"),
    "one": ("be", "Што далей? невядома"),
}


@pytest.mark.parametrize("case", CUT)
def test_sentences_end_where_a_reader_would_end_them(case: str) -> None:
    language, marked = CUT[case]
    expected = [part.strip() for part in marked.split("|")]

    assert [one.text for one in sentences(marked.replace("|", ""), language)] == expected


LINES = [
    (language, line)
    for language, lines in tomllib.loads(
        (Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8")
    ).items()
    for line in lines
]


@pytest.mark.parametrize(("language", "marked"), LINES, ids=[line for _, line in LINES])
def test_tricky_lines_are_cut_where_they_are_marked(language: str, marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]

    assert [one.text for one in sentences(marked.replace("|", ""), language)] == expected


def test_the_table_has_fifteen_lines_a_language() -> None:
    counts = {language: 0 for language, _ in LINES}
    for language, _ in LINES:
        counts[language] += 1

    assert set(counts) == {"lt", "be", "ru", "en"}
    assert min(counts.values()) >= 15


def test_a_sentence_too_long_for_a_model_is_cut_where_it_pauses() -> None:
    half = "žodis " * 60
    found = sentences(f"{half}– {half}, {half}", "lt")

    assert [one.text[-1] for one in found] == ["–", ",", "s"]
    assert all(len(one.text) <= 600 for one in found)


@pytest.mark.parametrize("word", ["ž" * 1500, "ž, " * 700, "–" * 900])
def test_a_long_text_is_never_cut_short(word: str) -> None:
    found = sentences(word, "lt")

    assert "".join(one.text for one in found).replace(" ", "") == word.replace(" ", "")
    assert len(found) > 1


@given(
    st.text(alphabet='Aa1 .!?…\n«»"“дŽ),;–', max_size=60).map(lambda text: text * 40) | st.text(),
    st.sampled_from(["lt", "be", "xx"]),
)
def test_nothing_but_space_is_lost_and_places_are_true(text: str, language: str) -> None:
    found = sentences(text, language)

    assert all(text[one.start : one.end] == one.text for one in found)
    assert "".join(text.split()) == "".join("".join(one.text.split()) for one in found)
