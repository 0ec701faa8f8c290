import pytest

from monitors.model import Detected
from monitors.translate.belarusian import cyrillic, for_model, respell

TARASK = {
    "soft signs": (
        "ЗША зьнялі санкцыі, сьпіс апублікаваны, палітвязьняў вызвалілі",
        "ЗША знялі санкцыі, спіс апублікаваны, палітвязняў вызвалілі",
    ),
    "double consonants": ("вызваленьне і рашэньне Натальлі", "вызваленне і рашэнне Наталлі"),
    "with the border": ("Ён вярнуўся зь мяжы", "Ён вярнуўся з мяжы"),
    "Europe": ("Эўрапарлямэнт і Эўразьвяз", "Еўрапарламент і Еўрасаюз"),
    "countries": ("Летува, Расея і Нямеччына", "Літва, Расія і Германія"),
    "genitive": ("6 грамадзянаў Летувы, пакет санкцыяў", "6 грамадзян Літвы, пакет санкцый"),
    "number": ("шасьцёра літоўцаў, дзьвюх краінаў", "шасцёра літоўцаў, дзвюх краінаў"),
    "capitals": ("ЭЎРАПАРЛЯМЭНТ ЗАКЛІКАЎ", "ЕЎРАПАРЛАМЕНТ ЗАКЛІКАЎ"),
    "before a vowel": ("зьезд", "з'езд"),
    "begins with b": ("зьбіты", "збіты"),
    "not": ("ня можа бяз іх", "не можа без іх"),
}


@pytest.mark.parametrize("case", TARASK)
def test_taraskievica_is_respelled(case: str) -> None:
    text, official = TARASK[case]

    assert respell(text) == official


@pytest.mark.parametrize(
    "text",
    [
        "Вільня, больш, вельмі, пальцы, Гданьск",
        "пісьменнік на барацьбе з маленькім людзьмі",
        "восьмы, вазьмі, просьбе",
        "У Мінску вызвалілі 52 палітвязняў, сярод іх 6 грамадзян Літвы",
    ],
)
def test_official_spelling_stays(text: str) -> None:
    assert respell(text) == text


def test_lacinka_becomes_official_cyrillic_with_its_capitals() -> None:
    text = "Biełaruś vyzvaliła 52 palitviaźniaŭ paśla pieramovaŭ z delehacyjaj ZŠA"

    assert for_model(text, Detected("be", "latn", "lacinka")) == (
        "Беларусь вызваліла 52 палітвязняў пасля перамоваў з делегацыяй ЗША".replace("де", "дэ")
    )


def test_words_that_cannot_be_lacinka_stay_latin() -> None:
    assert cyrillic("Hazieta «Washington Post» i Twitter") == "Газета «Washington Пост» і Twitter"


def test_they_is_not_written_with_a_double_i() -> None:
    assert cyrillic("jich i Jich") == "іх і Іх"


def test_other_languages_are_left_alone() -> None:
    assert for_model("зьнялі", Detected("ru", "cyrl")) == "зьнялі"
