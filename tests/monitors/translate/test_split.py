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


@given(st.text(alphabet='Aa1 .!?…\n«»"“дŽ)', max_size=60), st.sampled_from(["lt", "be", "xx"]))
def test_nothing_but_space_is_lost_and_places_are_true(text: str, language: str) -> None:
    found = sentences(text, language)

    assert all(text[one.start : one.end] == one.text for one in found)
    assert "".join(text.split()) == "".join("".join(one.text.split()) for one in found)
