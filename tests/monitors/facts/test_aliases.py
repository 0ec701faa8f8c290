"""People who are named otherwise: by a byname, an office, a relative; foreign surnames."""

import tomllib
from pathlib import Path

import pytest

from monitors.facts import lexicon
from monitors.facts.book import book
from tests.monitors.facts.reading import IMPOSED, LIFTED, authorities, facts, people, targets

_TABLE = Path(lexicon.__file__).parent / "aliases.toml"


def test_every_alias_belongs_to_a_known_person() -> None:
    with _TABLE.open("rb") as file:
        aliases = tomllib.load(file)
    assert {name for kind in aliases.values() for name in kind} <= book().by_name.keys()


@pytest.mark.parametrize(
    ("tag", "title", "name"),
    [
        ("ru", "Кума Путина обменяли на двести пленных", "Viktor Medvedchuk"),
        ("be-latn", "Kuma Pucina abmianiali na dźvieście pałonnych", "Viktor Medvedchuk"),
        ("lt", "Putino kūmas iškeistas į du šimtus belaisvių", "Viktor Medvedchuk"),
        ("en", "Germany frees the Tiergarten killer in the swap", "Vadim Krasikov"),
        ("ru", "Мужа Тихановской выпустили из колонии", "Siarhei Tsikhanouski"),
        ("be", "Мужа Святланы Ціханоўскай вызвалілі з калоніі", "Siarhei Tsikhanouski"),
        ("lt", "Iš kolonijos paleistas opozicijos lyderės vyras", "Siarhei Tsikhanouski"),
    ],
)
def test_a_byname_names_who_was_freed(tag: str, title: str, name: str) -> None:
    assert name in people(facts(tag, title))


@pytest.mark.parametrize(
    ("tag", "title", "name"),
    [
        ("en", "EU court lifts sanctions on Prigozhin's mother", "Violetta Prigozhina"),
        ("lt", "ES teismas panaikino sankcijas J. Prigožino motinai", "Violetta Prigozhina"),
        ("ru", "Суд ЕС снял санкции с матери Евгения Пригожина", "Violetta Prigozhina"),
        ("be", "Суд ЕС зняў санкцыі з маці Прыгожына", "Violetta Prigozhina"),
        ("ru", "ЕС снял санкции с сестры Усманова", "Gulbakhor Ismailova"),
        ("en", "Britain follows UN and lifts sanctions on Syria's president", "Ahmed al-Sharaa"),
        ("ru", "Совбез ООН снял санкции с президента Сирии", "Ahmed al-Sharaa"),
        ("be", "Савет Бяспекі ААН зняў санкцыі з прэзідэнта Сірыі", "Ahmed al-Sharaa"),
        ("lt", "JT Saugumo Taryba panaikino sankcijas Sirijos prezidentui", "Ahmed al-Sharaa"),
        ("en", "US drops sanctions on Bosnian Serb leader", "Milorad Dodik"),
        ("lt", "JAV panaikino sankcijas Bosnijos serbų lyderiui", "Milorad Dodik"),
    ],
)
def test_kin_and_offices_on_a_list_are_persons(tag: str, title: str, name: str) -> None:
    found = facts(tag, title, label=LIFTED)
    assert people(found) == {name}
    assert targets(found) == {name}


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "US lifts sanctions on Syria after Trump meets Syrian president"),
        ("ru", "США сняли санкции с Сирии после встречи с президентом Сирии"),
        ("lt", "JAV panaikino sankcijas Sirijai, Sirijos prezidentas dėkoja"),
        ("be", "ЗША знялі санкцыі з Сірыі, прэзідэнт Сірыі вітае рашэнне"),
    ],
)
def test_an_office_that_only_speaks_or_meets_is_not_listed(tag: str, title: str) -> None:
    assert targets(facts(tag, title, label=LIFTED)) == {"Syria"}


def test_an_office_before_a_name_is_that_of_the_name() -> None:
    found = facts("en", "US sanctions Syrian president Bashar al-Assad", label=IMPOSED)
    assert people(found) == {"Bashar al-Assad"}


@pytest.mark.parametrize(
    ("tag", "title", "name"),
    [
        ("ru", "Иран освободил американца Джеймса Уилсона", "James Wilson"),
        ("be", "Іран вызваліў амерыканца Джэймса Ўілсана", "James Wilson"),
        ("ru", "На свободу вышел Карлос Эрнандес", "Carlos Hernandez"),
        ("be", "На волю выйшаў Карлас Эрнандэс", "Carlos Hernandez"),
        ("ru", "Освобождён журналист Томас Уокер", "Thomas Walker"),
        ("ru", "Венесуэла освободила Луиса Гарсию", "Luis Garcia"),
        ("be", "Украінку Людмілу Ганчарэнку вывезлі дадому", "Liudmyla Honcharenko"),
        ("ru", "Освобождена украинка Ирина Гончаренко", "Iryna Honcharenko"),
        ("ru", "Освобождён украинец Сергей Шевченко", "Serhii Shevchenko"),
    ],
)
def test_usual_foreign_surnames_are_spelled_as_at_home(tag: str, title: str, name: str) -> None:
    assert people(facts(tag, title)) == {name}


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "ECOWAS lifts sanctions on Niger"),
        ("ru", "ЭКОВАС снял санкции с Нигера"),
        ("be", "ЭКОВАС зняў санкцыі з Нігера"),
        ("lt", "ECOWAS panaikino sankcijas Nigeriui"),
    ],
)
def test_the_west_african_bloc_is_an_authority(tag: str, title: str) -> None:
    found = facts(tag, title, label=LIFTED)
    assert authorities(found) == {"ECOWAS"}
    assert targets(found) == {"Niger"}


def test_a_firm_that_sounds_like_a_person_is_the_firm() -> None:
    found = facts("ru", "Под санкциями ЕС Альфа-банк, Росбанк и Тинькофф", label=IMPOSED)
    assert people(found) == set()
    assert "Tinkoff" in targets(found)


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "UK removes 12 Syrian government entities from sanctions list"),
        ("ru", "Лондон снял санкции с 12 сирийских правительственных организаций"),
        ("be", "Лондан зняў санкцыі з 12 сірыйскіх урадавых арганізацый"),
        ("lt", "Londonas panaikino sankcijas 12 Sirijos vyriausybinių organizacijų"),
    ],
)
def test_bodies_of_a_government_stand_for_the_country(tag: str, title: str) -> None:
    assert targets(facts(tag, title, label=LIFTED)) == {"Syria"}


def test_firms_of_a_country_do_not_stand_for_it() -> None:
    title = "US lifts sanctions on 12 Chinese firms"
    assert targets(facts("en", title, label=LIFTED)) == set()
