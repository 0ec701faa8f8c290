"""The folds: what is equal after them, and that they are folds."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitors.spelling import clean, fold, to_cyrillic

LACINKA = [
    ("palitviaźniaŭ", "палітвязняў"),
    ("źniavolenyja", "зняволеныя"),
    ("vyzvaleńni", "вызваленні"),
    ("vyzvalenyja", "вызваленыя"),
    ("pasłableńnia", "паслаблення"),
    ("źmiakčeńnia", "змякчэння"),
    ("sankcyi", "санкцыі"),
    ("sankcyj", "санкцый"),
    ("abmiežavalnyja", "абмежавальныя"),
    ("padoŭžyŭ", "падоўжыў"),
    ("źniali", "знялі"),
    ("nakłali", "наклалі"),
    ("Łukašenka", "Лукашэнка"),
    ("zamarožanyja", "замарожаныя"),
    ("abyści", "абысці"),
    ("Jeŭrasajuz", "Еўрасаюз"),
    ("pamiłavańnie", "памілаванне"),
    ("palityčnyja", "палітычныя"),
    ("vyzvalajuć", "вызваляюць"),
    ("źniavolenych", "зняволеных"),
    ("sankcyjnaha", "санкцыйнага"),
    ("Biełaruś", "Беларусь"),
    ("Naŭsieda", "Наўседа"),
    ("abmieny", "абмены"),
]
TARASK = [
    ("палітвязьняў", "палітвязняў"),
    ("вызваленьне", "вызваленне"),
    ("зьняволеныя", "зняволеныя"),
    ("памілаваньне", "памілаванне"),
    ("зьнялі", "знялі"),
    ("сумленьня", "сумлення"),
]
WORDS = st.text(
    st.sampled_from("абвгдеёжзійклмнопрстуўфхцчшыьэюяіїʼ'’-aąbcčćdeęėfghiįjkłlmnńoprsśštuųūŭvyzžź")
    | st.characters(categories=["L", "M"], max_codepoint=0x500),
    max_size=20,
)


@pytest.mark.parametrize(("lacinka", "official"), LACINKA, ids=[pair[0] for pair in LACINKA])
def test_lacinka_equals_official_spelling(lacinka: str, official: str) -> None:
    assert fold(lacinka, belarusian=True, lacinka=True) == fold(official, belarusian=True)


@pytest.mark.parametrize(("tarask", "official"), TARASK, ids=[pair[0] for pair in TARASK])
def test_taraskievica_equals_official_spelling(tarask: str, official: str) -> None:
    assert fold(tarask, belarusian=True) == fold(official, belarusian=True)


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("dźvie", "дзьве"),
        ("siamja", "сям'я"),
        ("jaho", "яго"),
        ("abjom", "аб'ём"),
        ("Naŭjork", "наўёрк"),
        ("chleb", "хлеб"),
        ("džaz", "джаз"),
        ("lipa", "ліпа"),
        ("vol", "воль"),
        ("lotać", "лётаць"),
    ],
)
def test_lacinka_is_read_letter_by_letter(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("освобождён", "освобожден"),
        ("сам'я", "сам’я"),
        ("paleido\u00ad", "paleido"),
        ("Pal\u200beido", "paleido"),
        ("išlaisvinti", "islaisvinti"),
        ("освободи\u0301ли", "освободили"),
        ("сaнкции", "санкции"),
        ("Belаvia", "belavia"),
    ],
    ids=["ё", "apostrophe", "soft hyphen", "zero width", "marks", "stress", "a in ru", "а in en"],
)
def test_ways_of_writing_one_word_are_equal(first: str, second: str) -> None:
    assert fold(first) == fold(second)


def test_only_belarusian_loses_its_soft_signs() -> None:
    assert fold("письмо") == "письмо"
    assert fold("пісьмо", belarusian=True) == "пісмо"


def test_an_acute_written_apart_is_still_part_of_its_letter() -> None:
    apart = unicodedata.normalize("NFD", "palitviaźniaŭ")

    assert fold(apart, lacinka=True) == fold("palitviaźniaŭ", lacinka=True)


@example("È\u0308", False, True)
@given(WORDS, st.booleans(), st.booleans())
def test_a_fold_folds_once(word: str, belarusian: bool, lacinka: bool) -> None:
    once = fold(word, belarusian=belarusian, lacinka=lacinka)

    assert fold(once, belarusian=belarusian, lacinka=lacinka) == once


@given(WORDS, st.booleans())
def test_a_fold_does_not_see_composition(word: str, belarusian: bool) -> None:
    composed, apart = (unicodedata.normalize(form, clean(word)) for form in ("NFC", "NFD"))

    assert fold(apart, belarusian=belarusian) == fold(composed, belarusian=belarusian)


@given(
    st.text(
        st.sampled_from("абвгдеёжзйклмнопрстуўфхцчшыьэюяіaąbcčdeęėgiįkłlnństuųūŭvyzž"), max_size=15
    )
)
def test_a_fold_does_not_see_case_or_soft_hyphens(word: str) -> None:
    assert fold(word.upper()) == fold(word)
    assert fold("\u00ad".join(word)) == fold(word)
