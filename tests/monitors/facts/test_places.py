"""Countries that are parties, and the nationalities of those freed."""

import pytest

from tests.monitors.facts.reading import countries, facts, nations, total

NATIONS = [
    ("lt", "Iš Baltarusijos paleisti trys lietuviai ir du lenkai", {"LT": 3, "PL": 2}),
    ("lt", "Paleisti po du Latvijos ir Estijos piliečius", {"LV": 2, "EE": 2}),
    ("lt", "Minskas paleido vieną JAV pilietį", {"US": 1}),
    ("be", "Вызвалілі чацвярых літоўцаў, двух латышоў і эстонца", {"LT": 4, "LV": 2, "EE": 1}),
    ("be", "На волю выйшлі пяцёра грамадзян Польшчы", {"PL": 5}),
    ("be-tarask", "Вызвалілі траіх летувісаў і двух немцаў", {"LT": 3, "DE": 2}),
    ("be-latn", "Vyzvalili troch litoŭcaŭ i dvuch palakaŭ", {"LT": 3, "PL": 2}),
    ("ru", "Освобождены трое литовцев, двое немцев и француз", {"LT": 3, "DE": 2, "FR": 1}),
    ("ru", "На свободу вышли семеро граждан Литвы", {"LT": 7}),
    ("ru", "Из белорусской колонии освободили гражданина Швеции", {"SE": 1}),
    ("en", "Three Lithuanians and two Poles freed by Belarus", {"LT": 3, "PL": 2}),
    ("en", "Belarus hands over 19 Ukrainian civilians", {"UA": 19}),
    ("en", "Belarus hands over 11 imprisoned Ukrainian civilians", {"UA": 11}),
    ("en", "Azerbaijan releases four Armenian prisoners", {"AM": 4}),
    ("en", "Iran frees French couple", {"FR": 2}),
    ("lt", "Trys iš jų – Lenkijos piliečiai, grįžo namo", {"PL": 3}),
    ("en", "Four citizens of Japan walk free", {"JP": 4}),
    ("en", "Belarus frees 52 Belarusian political prisoners", {}),
    ("en", "Prisoners of Polish, Latvian and German nationality freed", {}),
    ("ru", "Россия освободила американского учителя Марка Фогеля", {"US": 1}),
]

COUNTRIES = [
    ("lt", "Minskas paleido kalinius, tarpininkavo Vašingtonas", {"BY", "US"}),
    ("lt", "Iš Baltarusijos į Lenkiją atvežti kaliniai", {"BY", "PL"}),
    ("be", "З Мінска ў Вільню прывезлі палітвязняў", {"BY", "LT"}),
    ("be-tarask", "Зь Летувы ў Нямеччыну вывезьлі вызваленых", {"LT", "DE"}),
    ("be-latn", "Litva i Polšča pryniali vyzvalenych ź Biełarusi", {"LT", "PL", "BY"}),
    ("ru", "Кремль и Белый дом подтвердили обмен", {"RU", "US"}),
    ("ru", "Никарагуа отпустила заключённых в Гватемалу", {"NI", "GT"}),
    ("en", "White House thanks Tehran for freeing French hostages", {"US", "IR", "FR"}),
    ("en", "Turkey brokers swap between Russia and Ukraine", {"TR", "RU", "UA"}),
    ("en", "Prisoner freed as talks on ending war in Ukraine go on in Qatar", {"QA"}),
    ("en", "Join us as the turkey is pardoned", set()),
    ("en", "EU welcomes the release", set()),
    ("be", "Вызвалены Даніла, Сіраж і Канадзей", set()),
]


@pytest.mark.parametrize(("tag", "title", "expected"), NATIONS)
def test_nationalities_are_counted_as_stated(
    tag: str, title: str, expected: dict[str, int]
) -> None:
    assert nations(facts(tag, title)) == expected


@pytest.mark.parametrize(("tag", "title", "expected"), COUNTRIES)
def test_countries_are_known_by_name_capital_and_people(
    tag: str, title: str, expected: set[str]
) -> None:
    assert countries(facts(tag, title)) == expected


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("be", "Двое палякаў і адзін немец вярнуліся з беларускай турмы"),
        ("ru", "Эстонец и двое американцев вышли из белорусской тюрьмы"),
        ("lt", "Du lenkai ir latvis paleisti iš kalėjimo"),
    ],
)
def test_a_single_member_of_another_nation_adds_to_the_total(tag: str, title: str) -> None:
    assert total(facts(tag, title)) == 3


def test_the_summary_corrects_the_title() -> None:
    found = facts("en", "Two Poles freed by Belarus", "Warsaw later said three Poles were released")

    assert nations(found) == {"PL": 3}


def test_their_own_citizens_are_those_of_the_country_that_speaks() -> None:
    title = "Украіна пацвердзіла вызваленне 12 сваіх грамадзян з Беларусі"

    assert nations(facts("be", title)) == {"UA": 12}


def test_what_was_given_in_return_is_no_nationality_of_the_freed() -> None:
    found = facts("en", "Marc Fogel freed", "In return, a Russian citizen was sent home")

    assert nations(found) == {}
