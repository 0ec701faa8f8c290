"""People on a list by what stands beside them: relatives, heads of firms, who only announces."""

import pytest

from tests.monitors.facts.reading import IMPOSED, LIFTED, facts, people, targets

RELATIVES = [
    ("be-tarask", "Суд зьняў санкцыі ЭЗ з Зьмітра Пумпянскага і ягонай жонкі Галіны", "",
     {"Dmitry Pumpyansky", "Galina Pumpyanskaya"}),
    ("ru", "ЕС исключил из санкционного списка Милорада Додика",
     "Вместе с ним вычеркнуты его сын Игорь и дочь Горица.",
     {"Milorad Dodik", "Igor Dodik", "Gorica Dodik"}),
    ("ru", "США сняли санкции с Дмитрия Петрушина и его жены Марины", "",
     {"Dmitry Petrushin", "Marina Petrushina"}),
    ("en", "EU lifts sanctions on Pavel Zorin and his wife Olga", "",
     {"Pavel Zorin", "Olga Zorina"}),
    ("lt", "JAV panaikino sankcijas verslininkui Andrejui Melničenkai ir jo žmonai Aleksandrai",
     "", {"Andrey Melnichenko", "Aleksandra Melnichenko"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "summary", "names"), RELATIVES)
def test_a_relative_told_by_the_given_name_has_the_surname_of_the_one_before(
    tag: str, title: str, summary: str, names: set[str]
) -> None:
    found = facts(tag, title, summary, LIFTED)

    assert (targets(found), people(found)) == (names, names)


BESIDE = [
    ("en", "UK freezes Abramovich assets",
     "Rosneft boss Igor Sechin and Gazprom's Alexei Miller are also on the list.",
     {"Roman Abramovich", "Igor Sechin", "Alexei Miller"}),
    ("en", "US blacklists Gazprom Neft", "NIS is caught, along with chief Alexei Likhachev.",
     {"Gazprom Neft", "NIS", "Alexei Likhachev"}),
    ("en", "EU punishes Iran's generals",
     "Deputy defence minister Seyed Hamzeh Ghalandari was listed too.",
     {"Seyed Hamzeh Ghalandari"}),
    ("be", "Японія ўвяла санкцыі супраць Хрэніна", "Санкцыі абвясціў прэм’ер Фуміа Кісіда.",
     {"Viktor Khrenin"}),
    ("ru", "США ввели санкции против Сечина", "О мерах объявил министр Пьер Жюльен.",
     {"Igor Sechin"}),
    ("en", "EU sanctions Sechin", "Minister Pierre Julien announced the measures.",
     {"Igor Sechin"}),
    ("be-latn", "Pad ukrainskija sankcyi trapiŭ Łukašenka", "", {"Alexander Lukashenko"}),
    ("ru", "Украина ввела санкции лично против Лукашенко", "", {"Alexander Lukashenko"}),
    ("lt", "Ukraina įvedė sankcijas asmeniškai A. Lukašenkai", "", {"Alexander Lukashenko"}),
    ("ru", "Киев ввел санкции против наместника Лавры Павла Лебедя", "", {"Pavlo Lebid"}),
    ("ru", "ЕС ввел санкции против банкира Павла Горелова", "", {"Pavel Gorelov"}),
    ("lt", "ES sankcijų sąraše – teisėja Alena Ananič ir prokuroras Pavelas Ralionakas", "",
     {"Alena Ananich", "Pavel Ralionak"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "summary", "names"), BESIDE)
def test_who_is_on_the_list_is_told_from_who_employs_or_announces(
    tag: str, title: str, summary: str, names: set[str]
) -> None:
    assert targets(facts(tag, title, summary, IMPOSED)) == names


REGIONAL = [
    ("be-latn", "Łondan uvioŭ sankcyi suprać načalnika mahiloŭskaj turmy"),
    ("ru", "Лондон ввел санкции против начальника гомельской колонии"),
    ("en", "UK sanctions head of Mogilev prison"),
]


@pytest.mark.parametrize(("tag", "title"), REGIONAL)
def test_staff_of_a_belarusian_town_stands_for_belarus(tag: str, title: str) -> None:
    assert targets(facts(tag, title, "", IMPOSED)) == {"Belarus"}
