"""Who was freed or listed, in any script and case; officials and commentators are not."""

import pytest

from monitors.facts.romanise import nominative, romanised
from monitors.names import sounds_alike
from tests.monitors.facts.reading import EXTENDED, IMPOSED, LIFTED, facts, people

FREED = [
    ("lt", "Paleistas A. Bialiackis", {"Ales Bialiatski"}),
    (
        "lt",
        "Vilniuje sutikti M. Kalesnikava ir V. Babaryka",
        {"Maria Kalesnikava", "Viktar Babaryka"},
    ),
    ("lt", "Laisvėje Mikola Statkevičius", {"Mikola Statkevich"}),
    ("lt", "Baltarusija paleido Ramaną Pratasevičių", {"Raman Pratasevich"}),
    ("be", "На волі Алесь Бяляцкі", {"Ales Bialiatski"}),
    (
        "be",
        "Вызвалілі Марыю Калеснікаву і Віктара Бабарыку",
        {"Maria Kalesnikava", "Viktar Babaryka"},
    ),
    ("be-tarask", "Андрэй Пачобут выйшаў на волю", {"Andrzej Poczobut"}),
    ("be-latn", "Vyzvalili Mikołu Statkieviča", {"Mikola Statkevich"}),
    ("be-latn", "Na voli Maryja Kaleśnikava", {"Maria Kalesnikava"}),
    ("ru", "Николая Статкевича выпустили из колонии", {"Mikola Statkevich"}),
    (
        "ru",
        "Марина Золотова и Людмила Чекина вышли на свободу",
        {"Maryna Zolatava", "Liudmila Chekina"},
    ),
    ("ru", "Освобождён Максим Знак", {"Maksim Znak"}),
    ("en", "Ales Bialiatski is free", {"Ales Bialiatski"}),
    ("en", "Belarus frees Maksim Znak", {"Maksim Znak"}),
    ("en", "Journalist Andrzej Poczobut's release confirmed", {"Andrzej Poczobut"}),
    ("ru", "Освобождён активист Виктор Пупкин", {"Viktor Pupkin"}),
    ("be", "Вызвалілі актывіста Ігара Грыневіча", {"Ihar Hrynevich"}),
    ("en", "Russia frees scientist Ivan Testov", {"Ivan Testov"}),
]


@pytest.mark.parametrize(("tag", "title", "expected"), FREED)
def test_people_have_one_name_in_every_script(tag: str, title: str, expected: set[str]) -> None:
    assert people(facts(tag, title)) == expected


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("lt", "G. Nausėda: Baltarusija paleido kalinius, dėkoja D. Trumpui"),
        ("be", "Лукашэнка і Трамп дамовіліся аб вызваленні"),
        ("be-latn", "Cichanoŭskaja padziakavała za vyzvaleńnie"),
        ("ru", "Джон Коул рассказал об освобождении"),
        ("ru", "Это знак: заключённые вышли на свободу"),
        ("ru", "Игорь Петров освободил место"),
        ("en", "President Ivan Testov said prisoners were released"),
        ("en", "Prisoners freed in Paris"),
    ],
)
def test_officials_homonyms_and_words_are_nobody(tag: str, title: str) -> None:
    found = people(facts(tag, title))

    assert found <= {"Igor Petrov"}


def test_a_namesake_with_another_given_name_is_someone_else() -> None:
    assert "Ihar Losik" not in people(facts("be", "Вызвалілі Марыну Лосік"))


def test_the_wife_is_listed_and_not_the_husband() -> None:
    title = "США исключили из санкционного списка Карину Ротенберг"
    found = facts("ru", title, "Она жена миллиардера Бориса Ротенберга", LIFTED)

    assert people(found) == {"Karina Rotenberg"}


def test_owners_in_english_only_explain() -> None:
    title = "EU drops Alisher Usmanov's sister Gulbakhor Ismailova from sanctions list"

    assert people(facts("en", title, label=EXTENDED)) == {"Gulbakhor Ismailova"}


def test_an_unknown_person_on_a_list_is_named() -> None:
    found = facts("ru", "США ввели санкции против Ивана Тестова", label=IMPOSED)

    assert people(found) == {"Ivan Testov"}


def test_a_name_sounds_like_itself_with_an_ending() -> None:
    assert sounds_alike("Лойку", "Лойко")
    assert sounds_alike("Lojkai", "Loika")
    assert not sounds_alike("Карина", "Karnei")
    assert not sounds_alike("Решение", "Roshchyna")


def test_names_are_brought_to_the_nominative_and_into_latin_letters() -> None:
    assert romanised(nominative("Достоевского", "male"), "ru") == "Dostoevsky"
    assert romanised(nominative("Горскую", "female"), "ru") == "Gorskaya"
    assert romanised("Грыневіч", "be") == "Hrynevich"
    assert nominative("Bunevich", "female") == "Bunevich"
