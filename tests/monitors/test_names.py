"""One key for a name in every script, spelling and case."""

import pytest

from monitors.names import is_patronymic, key, same_given, same_name, same_person

FAMILIES = [
    "Lukashenko Lukashenka Lukašenka Łukašenka Лукашенко Лукашэнка Lukašenkai Лукашэнкам",
    "Tsikhanouski Tikhanovsky Cichanouskis Cichanoŭski Ціханоўскі Тихановский Тихановского",
    "Tsikhanouskaya Tikhanovskaya Cichanouskaja Ціханоўская Тихановскую Ціханоўскай Tichanovskajos",
    "Statkevich Statkevičius Статкевич Статкевіч Статкевічу Statkevičiaus Statkievič Статкевичем",
    "Bialiatski Bialiatskis Bialiackis Beliackis Бяляцкі Беляцкий Bialacki Бяляцкага Беляцкого",
    "Kolesnikova Kalesnikava Kaleśnikava Колесникова Калеснікава Калеснікавай Kalesnikavos",
    "Babaryka Babariko Бабарико Бабарыка Бабарыкі Babarykos",
    "Lukashenko Lukashenko's Лукашенком Łukašenki",
    "Coale Koulas Koŭł Коул Коўл Коула Коўлам",
    "Nausėda Naŭsieda Науседа Наўседа Nausėdos",
    "Belavia Белавиа Белавія Bielavija Белавии",
    "Belaruskali Беларуськалий Беларуськалій Bielaruśkalij Belaruskalij",
    "Trump Трамп Trampas Trumpas Трампа Trumpo Трампам",
    "Pochobut Poczobut Пачобут Почобут Poczobutas Пачобута",
]
WORDS = [family.split() for family in FAMILIES]


@pytest.mark.parametrize("family", WORDS, ids=[family[0] for family in WORDS])
def test_a_name_has_one_key(family: list[str]) -> None:
    assert {key(name) for name in family} == {key(family[0])}
    assert all(same_name(family[0], name) for name in family)


def test_different_people_have_different_keys() -> None:
    people = [key(family[0]) for family in WORDS if family[0] != "Tsikhanouskaya"]

    assert len(set(people)) == len(people) - 1  # Lukashenko stands there twice


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Тихановская", "Тихановский"),
        ("Ціханоўская", "Cichanouskis"),
        ("Statkevich", "Kalesnikava"),
        ("Belavia", "Belaruskali"),
        ("Trump", ""),
        ("Coale", "Куль"),
        ("", ""),
        ("52", "52"),
    ],
)
def test_these_are_not_one_name(first: str, second: str) -> None:
    assert not same_name(first, second)


def test_a_vowel_at_the_beginning_is_kept() -> None:
    assert key("Orlov")[0] == key("Арлоў")[0] == "a"
    assert key("Vladimir") == key("Уладзімір")


@pytest.mark.parametrize(
    ("name", "word", "same"),
    [
        ("Mikola", "Николаю", True),
        ("Mikola", "Mikalojaus", True),
        ("Ales", "Александром", True),
        ("Andrzej", "Андрэя", True),
        ("Mikola", "Юрия", False),
        ("Тест", "Тесту", True),
    ],
)
def test_a_given_name_is_one_in_every_language(name: str, word: str, same: bool) -> None:
    assert same_given(name, word) is same


def test_an_initial_can_be_of_any_form_of_a_given_name() -> None:
    assert same_given("Mikola", "М", initial=True)
    assert same_given("Mikola", "Н", initial=True)
    assert not same_given("Mikola", "С", initial=True)


@pytest.mark.parametrize(
    ("name", "word", "same"),
    [
        ("Kalesnikava", "Колесниковой", True),
        ("Kalesnikava", "Колесников", False),
        ("Kazlou", "Казлову", True),
        ("Kazlou", "Козловой", False),
        ("Seviarynets", "Северинца", True),
        ("Roshchyna", "Решение", False),
    ],
)
def test_a_surname_is_told_by_gender_and_vowels(name: str, word: str, same: bool) -> None:
    assert same_person(name, word) is same


def test_a_patronymic_is_known_in_any_case() -> None:
    assert is_patronymic("Викторовичу")
    assert is_patronymic("Віктаравічам")
    assert is_patronymic("Викторовны")
    assert not is_patronymic("Виктор")
