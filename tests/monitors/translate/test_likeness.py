import pytest

from monitors.translate.likeness import alike, is_no_person, names, strangers


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Холтонаса", "Holton"),
        ("Brianas", "Brian"),
        ("Элсворт", "Elsworth"),
        ("Rocunecas", "Rotsunets"),
        ("Цімафея", "Tsimafei"),
        ("Харвеллу", "Harwell"),
        ("Кужаля", "Kuzhal"),
        ("Aš", "Aš"),
        ("Лі", "Li"),
    ],
)
def test_one_name_in_two_scripts_is_alike(first: str, second: str) -> None:
    assert alike(first, second)
    assert alike(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Клімовіча", "Sidarovich"),
        ("Варанковіч", "Kavalchuk"),
        ("Элсворт", "Bolton"),
        ("Знак", "Stone"),
        ("Лі", "Mo"),
    ],
)
def test_other_names_are_not(first: str, second: str) -> None:
    assert not alike(first, second)


def test_names_are_runs_of_capitals_with_their_place() -> None:
    found = names('Учора Ігар Клімовіч размаўляў у "Нёманхіме" толькі з Ваньковічам.')

    assert [one.words for one in found] == [
        ("Учора", "Ігар", "Клімовіч"),
        ("Нёманхіме",),
        ("Ваньковічам",),
    ]
    assert [one.quoted for one in found] == [False, True, False]
    assert [one.opens for one in found] == [True, True, False]


def test_a_headline_in_capitals_has_no_names() -> None:
    assert names("Five Political Prisoners Released Before Christmas Evening") == ()


def test_countries_and_offices_are_no_persons() -> None:
    assert is_no_person("Baltarusijos")
    assert is_no_person("Министерства")
    assert is_no_person("МЗС")
    assert not is_no_person("Руслан")


def test_strangers_are_names_that_the_source_has_not() -> None:
    source = names("Вызвалены Ігар Клімовіч, піша Жук")
    found = strangers(source, names("Freed: Ihar Sidarovich of Minsk, Zhuk writes. Nobody knows"))

    assert [one.words for one in found] == [("Ihar", "Sidarovich")]
