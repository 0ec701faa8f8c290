"""One key for a name in every script, spelling and case."""

import pytest

from monitors.names import key, same_name

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
