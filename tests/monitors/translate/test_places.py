import pytest

from monitors.translate.places import doubts_of_places, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Šveicarija įvedė sankcijas Baltarusijai", {"CH", "BY"}),
        ("ЗША і Вялікабрытанія", {"US", "UK"}),
        ("Соединённые Штаты сняли санкции с белорусской компании", {"US", "BY"}),
        ("Six Poles left Minsk for Warsaw", {"PL", "BY"}),
        ("Белый дом и Брюссель", {"US", "EU"}),
        ("У Берасьці затрымалі траіх", {"brest"}),
        ("Мінскі суд і гродзенскі", {"BY", "hrodna"}),
        ("Францішак чакае", set()),
        ("jav", set()),
    ],
)
def test_peoples_capitals_and_governments_are_their_country(text: str, expected: set[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("source", "translated", "doubts"),
    [
        ("Paleisti septyni vokiečiai", "Seven Germans were freed", ()),
        ("Paleisti septyni vokiečiai", "Seven Americans were freed", ("place-swapped",)),
        ("Jie jau Vilniuje", "They are free", ("place-missing",)),
        ("Jie jau laisvi", "They are in Poland", ()),
    ],
)
def test_a_place_is_told_swapped_or_missing(
    source: str, translated: str, doubts: tuple[str, ...]
) -> None:
    assert doubts_of_places(source, translated) == doubts
