"""Whom sanctions are aimed at, and whose they are."""

import pytest

from monitors.model import ActionLabel
from tests.monitors.facts.reading import (
    EXTENDED,
    HAPPENED,
    IMPOSED,
    LIFTED,
    authorities,
    facts,
    people,
    targets,
    total,
)

SHADOW = {"Russian shadow fleet"}
CAP = {"Russia", "Russian oil price cap"}
BALTIC = {"Lithuania", "Latvia", "Estonia"}
AIMED = [
    ("lt", "JAV atšaukė sankcijas „Belaruskalij“", {"Belaruskali"}, {"US"}),
    ("lt", "ES pritarė 20-ajam sankcijų Rusijai paketui", {"Russia"}, {"EU"}),
    ("lt", "Lietuva įvedė sankcijas Baltarusijai", {"Belarus"}, {"Lithuania"}),
    ("lt", "Kanada paskelbė naujų sankcijų Minskui", {"Belarus"}, {"Canada"}),
    ("be", "ЗША знялі санкцыі з Белінвестбанка", {"Belinvestbank"}, {"US"}),
    ("be", "Еўрасаюз увёў санкцыі супраць ценявога флоту Расіі", SHADOW, {"EU"}),
    ("be-tarask", "Эўразьвяз увёў санкцыі супраць Беларусі", {"Belarus"}, {"EU"}),
    ("be-tarask", "Брытанія ўвяла санкцыі супраць «Расатаму»", {"Rosatom"}, {"UK"}),
    ("be-latn", "ZŠA źniali sankcyi z «Biełaruśkalija»", {"Belaruskali"}, {"US"}),
    ("be-latn", "Kanada ŭviała sankcyi suprać Rasii", {"Russia"}, {"Canada"}),
    ("ru", "Япония ввела санкции против России", {"Russia"}, {"Japan"}),
    ("ru", "Совбез ООН снял санкции с Сирии", {"Syria"}, {"UN"}),
    ("ru", "США сняли санкции с Гродно Азота и Нафтана", {"Grodno Azot", "Naftan"}, {"US"}),
    ("ru", "Украина ввела санкции против «Газпромбанка»", {"Gazprombank"}, {"Ukraine"}),
    ("ru", "Страны Балтии ввели санкции против Грузии", {"Georgia"}, BALTIC),
    ("en", "UK lowers Russian oil price cap in new sanctions", CAP, {"UK"}),
    ("en", "Australia and New Zealand sanction Russia", {"Russia"}, {"Australia", "New Zealand"}),
    ("en", "US imposes sanctions on ICC judges", {"ICC judges"}, {"US"}),
    ("en", "Norway joins EU sanctions against Belarus", {"Belarus"}, {"Norway"}),
    ("en", "US, UK and Canada sanction Venezuela", {"Venezuela"}, {"US", "UK", "Canada"}),
    ("en", "Brussels adds LNG ban to Russia sanctions", {"Russia", "Russian LNG"}, {"EU"}),
    ("en", "EU sanctions Indian terminal in 20th Russia package", {"Russia"}, {"EU"}),
    ("ru", "США ввели санкции против судей МУС", {"ICC judges"}, {"US"}),
    ("lt", "JK sankcijos Rusijos bendrovei „Lukoil“", {"Lukoil"}, {"UK"}),
    ("en", "Lithuania bans entry to 26 Georgian officials", {"Georgia"}, {"Lithuania"}),
    ("en", "UK sanctions Roman Abramovich", {"Roman Abramovich"}, {"UK"}),
    ("en", "US eases sanctions on Belarus potash", {"Belarus potash"}, {"US"}),
    ("en", "Poland imposes sanctions over Poczobut on regime in Minsk", {"Belarus"}, {"Poland"}),
]


COUNTER = [
    ("en", "Russia imposes sanctions on Poland", {"Poland"}, {"Russia"}),
    ("lt", "Rusija paskelbė sankcijas Lietuvai", {"Lithuania"}, {"Russia"}),
    ("be", "Беларусь увяла санкцыі супраць Польшчы", {"Poland"}, {"Belarus"}),
    ("ru", "Китай ввёл санкции против США", {"US"}, {"China"}),
    ("en", "Russia sanctions announced by EU", {"Russia"}, {"EU"}),
    ("en", "OFAC blacklists Cambodian conglomerate over scam centres", {"Cambodia"}, {"US"}),
]


@pytest.mark.parametrize(("tag", "title", "target", "by"), COUNTER)
def test_a_usual_target_can_act_itself(
    tag: str, title: str, target: set[str], by: set[str]
) -> None:
    found = facts(tag, title, label=IMPOSED)

    assert (targets(found), authorities(found)) == (target, by)


@pytest.mark.parametrize(("tag", "title", "target", "by"), AIMED)
def test_target_and_authority_are_told_apart(
    tag: str, title: str, target: set[str], by: set[str]
) -> None:
    found = facts(tag, title, label=IMPOSED)

    assert (targets(found), authorities(found)) == (target, by)


def test_a_company_stands_for_its_country() -> None:
    found = facts("ru", "США внесли Роснефть в список", "Это первые санкции против России", IMPOSED)

    assert targets(found) == {"Rosneft"}


def test_a_treasury_is_not_the_belarusian_ministry() -> None:
    found = facts("be", "ЗША аслабілі санкцыі", "Мінфін выдаў ліцэнзію для «Белавія»", LIFTED)

    assert targets(found) == {"Belavia"}


def test_a_belarusian_ministry_is_a_target_beside_its_bank() -> None:
    title = "США сняли санкции с белорусского Минфина и Банка развития"

    expected = {"Ministry of Finance of Belarus", "Development Bank of Belarus"}
    assert targets(facts("ru", title, label=LIFTED)) == expected


def test_names_dropped_on_the_way_are_no_targets_of_a_prolongation() -> None:
    title = "EU extends Russia sanctions, drops Viatcheslav Kantor from list"

    assert targets(facts("en", title, label=EXTENDED)) == {"Russia"}


def test_a_regime_whose_sanctions_remain_is_not_what_was_lifted() -> None:
    title, summary = "EU lifts sanctions on Syria", "Those on Bashar al-Assad remain in place"

    assert targets(facts("en", title, summary, LIFTED)) == {"Syria"}


def test_a_release_item_has_a_sanctions_leg_only_if_it_speaks_of_sanctions() -> None:
    both = facts("en", "Belarus frees 52 prisoners", "Washington lifted sanctions on Belavia")
    alone = facts("en", "Belarus frees 52 prisoners", "They flew by Belavia from Washington")

    assert (targets(both), authorities(both)) == ({"Belavia"}, {"US"})
    assert (targets(alone), authorities(alone)) == (set(), set())


def test_the_sanctioning_party_may_stand_in_the_summary() -> None:
    found = facts("lt", "Įvestos sankcijos Rusijai", "Tokį sprendimą priėmė Šveicarija", IMPOSED)

    assert authorities(found) == {"Switzerland"}


def test_a_package_without_a_country_has_no_target() -> None:
    assert targets(facts("en", "New sanctions agreed", label=IMPOSED)) == set()


@pytest.mark.parametrize("label", [ActionLabel.RELEASE_CALLED_FOR, ActionLabel.DETENTION])
def test_an_item_that_tells_of_no_release_has_neither_target_nor_count(label: ActionLabel) -> None:
    found = facts("en", "US sanctions on Belavia: 52 prisoners freed", label=label)

    assert (targets(found), found.released) == (set(), None)


def test_where_the_action_is_open_the_title_decides_what_is_told() -> None:
    freed = facts("en", "Belarus frees 52 prisoners", label=ActionLabel.OTHER)
    curbs = facts("en", "US sanctions on Iran explained", label=ActionLabel.OTHER)

    assert (total(freed), targets(curbs)) == (52, {"Iran"})


def test_a_release_without_sanctions_has_no_authority() -> None:
    assert authorities(facts("en", "US welcomes release", label=HAPPENED)) == set()


DESCRIBED = [
    ("en", "US lets Belarus's flag carrier buy spare parts", {"Belavia"}),
    ("ru", "США сняли ограничения с белорусской авиакомпании", {"Belavia"}),
    ("lt", "JAV švelnina sankcijas Baltarusijos oro linijoms", {"Belavia"}),
    ("be-tarask", "Вашынгтон дадаў супрацоўнікаў Гааскага суду ў санкцыйны сьпіс", {"ICC judges"}),
    ("ru", "Киев ввёл персональные санкции против Лукашенко", {"Alexander Lukashenko"}),
    ("ru", "Киев ввёл санкции против режима Лукашенко", {"Belarus"}),
    ("ru", "США сняли санкции с Додика: «Справедливость восстановлена»", {"Milorad Dodik"}),
    ("en", "Brussels blacklists two Chinese refineries in 18th package", {"Russia"}),
    ("ru", "ЕС внёс в 18-й пакет два китайских НПЗ", {"Russia"}),
    ("be", "Лёндан увёў санкцыі супраць афіцэраў ГРУ", {"Russia"}),
    ("lt", "JAV išbraukė iš sąrašo Vengrijos ministrą A. Roganą", {"Antal Rogan"}),
    ("en", "Treasury takes Brazil's Justice de Moraes off its list", {"Alexandre de Moraes"}),
]


@pytest.mark.parametrize(("tag", "title", "target"), DESCRIBED)
def test_a_target_is_known_by_what_it_is(tag: str, title: str, target: set[str]) -> None:
    assert targets(facts(tag, title, label=LIFTED)) == target


def test_a_prisoner_freed_in_return_is_no_target() -> None:
    summary = "Prisoners, including Juan Requesens, were freed after the licence."
    found = facts("en", "US eases Venezuela oil sanctions for six months", summary, LIFTED)

    assert (targets(found), people(found)) == ({"Venezuela"}, {"Juan Requesens"})


def test_judges_named_in_the_summary_are_one_target_and_several_people() -> None:
    summary = "Kimberly Prost of Canada and Nicolas Guillou of France are on the list."
    found = facts("en", "US sanctions two more ICC judges", summary, IMPOSED)

    assert (targets(found), len(people(found))) == ({"ICC judges"}, 2)
