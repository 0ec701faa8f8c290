"""Which language: letters, the detector, Łacinka, and what a feed declares."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors import language
from monitors.language import LANGUAGES, detect, is_tarask, library

HEADLINES = [
    ("lt", "Baltarusija paleido 14 politinių kalinių"),
    ("lt", "ES pratęsė sankcijas dar metams"),
    ("be", "У Мінску вызвалілі дзесяць палітвязняў"),
    ("be", "Санкцыі прадоўжаны яшчэ на год"),
    ("be-tarask", "У Менску вызвалілі палітвязьняў"),
    ("be-tarask", "Эўразьвяз зьняў абмежаваньні"),
    ("be-latn", "Z kałonii vyjšli na volu dziesiać palitviaźniaŭ"),
    ("be-latn", "Jašče adzin źniavoleny vyjšaŭ na svabodu"),
    ("ru", "В Минске освободили десятерых политзаключённых"),
    ("ru", "ЕС снова продлил санкции"),
    ("en", "Minsk lets ten political prisoners go"),
    ("en", "Łukašenka pardons ten prisoners, says his office"),
    ("uk", "З полону повернулися ще десять захисників України"),
    ("pl", "Białoruś uwolniła dziesięciu więźniów politycznych"),
    ("lv", "Baltkrievija atbrīvojusi desmit politieslodzītos"),
]


@pytest.mark.parametrize(("tag", "title"), HEADLINES, ids=[title for _, title in HEADLINES])
def test_a_headline_tells_its_language(tag: str, title: str) -> None:
    assert detect(title, "", None).tag == tag


@pytest.mark.parametrize("declared", ["be", "ru", "lt", "en", "xx", "be-BY"])
@pytest.mark.parametrize(("tag", "title"), HEADLINES[:13], ids=[t for _, t in HEADLINES[:13]])
def test_a_wrong_declaration_changes_nothing(tag: str, title: str, declared: str) -> None:
    assert detect(title, "", declared).tag == tag


def test_a_declaration_tells_lacinka_from_its_neighbours() -> None:
    plain = "Marazy adstupajuć"

    assert detect(plain, "", "be").tag == "be-latn"
    assert detect(plain, "", None).tag != "be-latn"


def test_few_marked_words_are_no_names_in_a_belarusian_feed() -> None:
    title = "Maskva i Kijeŭ abmianialisia: 190 viaźniaŭ viarnulisia va Ukrainu, 190 — u Rasiju"
    lithuanian = "Minske paleistas Paŭłaŭ, kiti dešimt kalinių tebėra Gardino kalėjime"

    assert detect(title, "", "be").tag == "be-latn"
    assert detect(lithuanian, "", "be").tag == "lt"


@pytest.mark.parametrize(
    ("title", "declared", "expected"),
    [("", None, "und"), ("52!", "lt", "lt"), ("🎉 14", None, "und"), ("У Вене", "be", "be")],
)
def test_what_has_nothing_of_its_own_is_what_is_declared(
    title: str, declared: str | None, expected: str
) -> None:
    assert detect(title, "", declared).language == expected


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("be-latn", "U Kamiency zhareła chata XIX stahodździa"),
        ("be-latn", "Twitter znoŭ zablakavali ŭ Biełarusi, kažuć karystalniki"),
        ("be-latn", "Maci nie zdajecca"),
        ("be-latn", "Brusel razhladaje zabaronu na biełaruski alaminij"),
        ("en", "Three Belarusian musicians step out of Mahilioŭ prison"),
        ("lt", "Sviatłana Cichanoŭskaja atvyko pas Lietuvos prezidentą"),
        ("pl", "Sejm debatuje o granicy z Litwą"),
    ],
)
def test_one_strange_word_does_not_change_the_language(tag: str, title: str) -> None:
    assert detect(title, "", tag.partition("-")[0]).tag == tag


def test_a_short_headline_without_marks_is_of_the_language_declared() -> None:
    assert detect("UN renews Libya arms embargo", "", "en").language == "en"


def test_a_quoted_name_does_not_change_the_language() -> None:
    lt = detect("Ministrė Ruginienė susitiko su P. Cichanoŭskiu", "Pokalbis vyko Vilniuje", None)
    ru = detect("В эфире «Радыё Свабода» выступил эксперт по санкциям", "", None)

    assert (lt.tag, ru.tag) == ("lt", "ru")


@pytest.mark.parametrize(
    ("text", "tarask"),
    [
        ("сьнег ляжыць", True),
        ("у новай сыстэме", True),
        ("зь Менску", True),
        ("восьмы пісьменнік возьме", False),
        ("вызваленне палітвязняў", False),
    ],
)
def test_taraskievica_shows_itself(text: str, tarask: bool) -> None:
    assert is_tarask(text) is tarask


def test_belarusian_names_do_not_make_an_english_headline_lithuanian() -> None:
    title = "Belarus frees political prisoners Mikalai Statkevich and Maryia Kalesnikava"

    assert detect(title, "", "en").language == "en"


def test_without_eldc_the_pure_detector_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def load(name: str) -> object:
        if name == "eldc":
            raise ImportError(name)
        return SimpleNamespace(set_languages=asked.extend, classify=lambda text: ("lt", 1.0))

    monkeypatch.setattr(language, "import_module", load)
    library.cache_clear()
    try:
        assert library()("anything") == "lt"
        assert tuple(asked) == LANGUAGES
    finally:
        library.cache_clear()


@given(st.text(max_size=100), st.text(max_size=100), st.sampled_from([None, "be", "ru", "lt"]))
def test_any_text_has_an_answer(title: str, summary: str, declared: str | None) -> None:
    found = detect(title, summary, declared)

    assert found.language in {*LANGUAGES, "und", declared}
    assert (found.spelling is None) == (found.language != "be" or found.spelling is None)


def test_a_russian_feed_is_not_ukrainian_for_want_of_telling_letters() -> None:
    title = "Освободили редактора TUT.BY Марину Золотову"

    assert detect(title, "", "ru").language == "ru"
    assert detect("Звільнили редактора та ще двох в'язнів", "", "ru").language == "uk"


def test_a_g_with_an_upturn_is_taraskievica_as_well() -> None:
    told = detect("Тэгеран адпусьціў ґрэцкага марака і ягонага кухара", "", "be")

    assert (told.language, told.spelling) == ("be", "tarask")
