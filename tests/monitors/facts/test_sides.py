"""Two sides of an exchange, one of several, companions: whose number is the item's total."""

import pytest

from tests.monitors.facts.reading import facts, nations, total

SIDES = [
    ("lt", "Mainai: rusų – 95, ukrainiečių – 90", 95),
    ("ru", "Обмен состоялся: в Киев приехали 90 пленных, в Москву — 95", 90),
    ("en", "Fifty Azerbaijani captives head home to Baku, four to Yerevan", 50),
    ("be-tarask", "Вязьні едуць дадому: ва Ўкраіну — 157 палонных, у Расею — 150", 157),
    ("be-latn", "Abmien pałonnymi: ukraincaŭ — 84, rasijcaŭ — 90", 84),
    ("lt", "Baku ir Jerevanas sutarė: 12 karių grįš į Jerevaną, pora – į Baku", 12),
    ("ru", "Москва и Париж обменялись заключенными один на один", 1),
]
HALVES = [
    ("en", "Released after three and a half years, the journalist flies home", 1),
    ("ru", "Журналист вышел на свободу через два с половиной года", 1),
    ("lt", "Po dvejų su puse metų žurnalistas paleistas iš kolonijos", 1),
    ("be", "Два з паловай гады за кратамі: журналіст выйшаў на волю", 1),
    ("be-tarask", "Тры з гакам гады ў калёніі: мастак на волі", 1),
]
OF_SEVERAL = [
    ("en", "Tehran releases one of its four Swedish prisoners", 1),
    ("ru", "Минск отпустил двух из своих шести заложников", 2),
    ("be", "Прэзідэнт памілаваў аднаго са сваіх трох крытыкаў", 1),
    ("lt", "Prezidentė paleido vieną iš savo penkių priešininkų", 1),
]
COUPLES = [
    ("ru", "Пожилая британская чета освобождена из тюрьмы Талибана", "GB"),
    ("be-tarask", "Францускае сужэнства вызвалена зь іранскай турмы", "FR"),
]
WITH_SUMMARY = [
    ("lt", "Po trijų mėnesių: po 120 belaisvių grįžo namo", "Tarp jų – aštuonios moterys.", 120),
    ("lt", "Namo grįžo 185 kariai", "Kartu su 185 kariais grįžo 20 civilių.", 205),
    ("en", "Bialiatski is home", "Twelve others crossed the border with him.", 13),
]


@pytest.mark.parametrize(("tag", "title", "value"), SIDES + HALVES + OF_SEVERAL)
def test_a_total_is_of_those_whom_the_title_leads_with(tag: str, title: str, value: int) -> None:
    assert total(facts(tag, title)) == value


@pytest.mark.parametrize(("tag", "title", "nation"), COUPLES)
def test_a_couple_is_two_of_a_nation(tag: str, title: str, nation: str) -> None:
    found = facts(tag, title)
    assert (total(found), nations(found)) == (2, {nation: 2})


@pytest.mark.parametrize(("tag", "title", "summary", "value"), WITH_SUMMARY)
def test_a_summary_adds_only_those_whom_the_title_leaves_out(
    tag: str, title: str, summary: str, value: int
) -> None:
    assert total(facts(tag, title, summary)) == value


def test_citizens_of_ones_own_are_of_the_country_that_receives() -> None:
    found = facts("ru", "Украина приняла 31 гражданского, трое из них — собственные граждане")
    assert (total(found), nations(found)) == (31, {"UA": 3})
