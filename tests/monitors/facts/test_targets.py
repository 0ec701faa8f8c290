"""Whom sanctions are aimed at and whose they are, by what stands beside the name."""

import pytest

from tests.monitors.facts.reading import EXTENDED, IMPOSED, LIFTED, authorities, facts, targets

RULER = {"Alexander Lukashenko"}
FLEET, POTASH = {"Russian shadow fleet"}, {"Belarus potash"}
BOTH = {"Russia", "Belarus"}

HIT = [
    ("ru", "Лукашенко внесли в санкционный список Канады", "Canada"),
    ("ru", "Лукашенко и его сыновья попали под санкции Великобритании", "UK"),
    ("be", "Лукашэнка патрапіў пад санкцыі Кіева", "Ukraine"),
    ("be-tarask", "Лукашэнка — пад санкцыямі Ўкраіны", "Ukraine"),
    ("be-latn", "Łukašenku ŭniesli ŭ sankcyjny śpis Kanady", "Canada"),
    ("lt", "A. Lukašenka įtrauktas į Ukrainos sankcijų sąrašą", "Ukraine"),
    ("en", "Lukashenko and two sons added to Canada's blacklist", "Canada"),
]


@pytest.mark.parametrize(("tag", "title", "by"), HIT)
def test_a_ruler_whom_sanctions_befall_is_the_target(tag: str, title: str, by: str) -> None:
    found = facts(tag, title, "", IMPOSED)

    assert (targets(found), authorities(found)) == (RULER, {by})


NOT_HIT = [
    ("ru", "Лукашенко: США сняли санкции с «Белавиа»", {"Belavia"}),
    ("lt", "A. Lukašenka džiaugiasi: JAV nuėmė sankcijas „Belavia“", {"Belavia"}),
    ("be", "Лукашэнка вызваліў 52 чалавекі, ЗША знялі санкцыі з «Белавія»", {"Belavia"}),
    ("en", "US lifts Belavia sanctions after Lukashenko frees 52", {"Belavia"}),
]


@pytest.mark.parametrize(("tag", "title", "target"), NOT_HIT)
def test_a_ruler_who_only_speaks_or_acts_is_no_target(
    tag: str, title: str, target: set[str]
) -> None:
    assert targets(facts(tag, title, "", LIFTED)) == target


BESIDE = [
    ("en", "US reimposes oil sanctions on Venezuela", "Firms must end business with PDVSA.",
     {"Venezuela", "PDVSA"}),
    ("ru", "США на полгода разрешили сделки с нефтью Венесуэлы",
     "Лицензию выдали после договоренностей Мадуро с оппозицией.", {"Venezuela"}),
    ("ru", "ЕС принял 20-й пакет санкций, досталось и Беларуси", "", BOTH),
    ("be", "ЕС прыняў 20-ы пакет санкцый, дасталося і Беларусі", "", BOTH),
    ("lt", "ES patvirtino 20-ąjį paketą: kliuvo ir Baltarusijai", "", BOTH),
    ("en", "EU adopts 20th package, Belarus hit too", "", BOTH),
    ("en", "EU bans Belarusian potash, timber, cement and steel", "", {"Belarus"}),
    ("ru", "ЕС запретил ввоз белорусского калия, древесины и цемента", "", {"Belarus"}),
    ("be", "Брусель забараніў увоз з Беларусі драўніны, калію і сталі", "", {"Belarus"}),
    ("lt", "ES uždraudė baltarusišką medieną, plieną ir kalio trąšas", "", {"Belarus"}),
    ("ru", "ЕС ввел пошлины на удобрения из России и Беларуси", "", BOTH),
    ("ru", "ЕС ужесточил ограничения на калий из Беларуси", "", POTASH),
    ("lt", "JAV įvedė sankcijas Irano šešėliniam laivynui", "", {"Iran"}),
    ("lt", "Londonas paskelbė didžiausią sankcijų paketą Rusijos šešėliniam laivynui", "", FLEET),
    ("ru", "Лондон объявил крупнейший пакет санкций против теневого флота России", "", FLEET),
    ("en", "UK unveils biggest sanctions package against Russia's shadow fleet", "", FLEET),
    ("be", "Аўстралія ўпершыню ўдарыла па ценявым флоце Расіі: пад санкцыямі 60 караблёў", "",
     FLEET),
    ("en", "EU adopts 17th package against Russia, hits shadow fleet", "", FLEET | {"Russia"}),
    ("en", "US blacklists Venezuelan shadow fleet tankers", "", {"Venezuela"}),
    ("be", "Брытанія ўвяла санкцыі супраць расійскіх караблёў-здань", "", FLEET),
    ("be-latn", "Jašče 41 tankier rasijskaha cieniavoha fłotu trapiŭ pad sankcyi ES", "", FLEET),
    ("en", "EU tightens measures on Belarus mirroring those on Russia", "", {"Belarus"}),
    ("be", "ЕС увёў супраць Беларусі меры, падобныя да расійскіх", "", {"Belarus"}),
    ("en", "Belarus: Council adopts trade restrictions", "", {"Belarus"}),
    ("lt", "Ribojimai rusams ir baltarusiams Lietuvoje galios dar metus", "", BOTH),
    ("ru", "США на год освободили Венгрию от санкций за покупку российской нефти", "", {"Russia"}),
    ("lt", "JAV metams atleido Vengriją nuo sankcijų už rusišką naftą", "", {"Russia"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "summary", "target"), BESIDE)
def test_what_stands_beside_a_country_tells_if_it_is_the_target(
    tag: str, title: str, summary: str, target: set[str]
) -> None:
    assert targets(facts(tag, title, summary, IMPOSED)) == target


FIRMS = [
    ("en", "OFAC designates Grinex, Garantex successor", {"Grinex"}),
    ("ru", "Под санкции США попала биржа Grinex, преемник Garantex", {"Grinex"}),
    ("en", "EU sanctions Nayara Energy, refinery owned by Rosneft", {"Nayara Energy"}),
    ("ru", "Под санкциями США страховщики «Ингосстрах» и «АльфаСтрахование»",
     {"Ingosstrakh", "AlfaStrakhovanie"}),
    ("ru", "Киев ввел санкции против компании «Нефтегазстрой» и холдинга «Восход»",
     {"Neftegazstroy", "Voskhod"}),
    ("be", "Байдэн увёў санкцыі супраць «Газпрам нафты» і «Сургутнафтагаза»",
     {"Gazprom Neft", "Surgutneftegas"}),
    ("be", "Пад санкцыямі ЗША апынулася «Газпрам нафта»", {"Gazprom Neft"}),
    ("be", "Брытанія ўдарыла санкцыямі па «Газпрам нафце»", {"Gazprom Neft"}),
    ("lt", "JAV įtraukė į sankcijų sąrašą „Belneftechim“", {"Belneftekhim"}),
    ("ru", "США сняли санкции с белорусского нацперевозчика", {"Belavia"}),
    ("be", "Нацыянальнага авіяперавозчыка Беларусі прыбралі са спіса санкцый", {"Belavia"}),
    ("lt", "Baltarusijos oro bendrovei nebetaikomos JAV sankcijos", {"Belavia"}),
    ("be-latn", "ZŠA uviali sankcyi suprać Garantex", {"Garantex"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "target"), FIRMS)
def test_a_firm_is_a_target_and_not_whose_heir_or_plant_it_is(
    tag: str, title: str, target: set[str]
) -> None:
    assert targets(facts(tag, title, "", IMPOSED)) == target


OFFICIALS = [
    ("lt", "Latvija įvedė sankcijas 16 Sakartvelo pareigūnų", {"Georgia"}),
    ("ru", "Литва ввела санкции против грузинских чиновников", {"Georgia"}),
    ("en", "US sanctions North Korean bankers", {"North Korea"}),
    ("lt", "JAV įtraukė į sankcijų sąrašą Sudano kariuomenės vadą", set()),
    ("en", "UK sanctions Georgian interior minister", set()),
]


@pytest.mark.parametrize(("tag", "title", "target"), OFFICIALS)
def test_officials_together_stand_for_their_country_one_does_not(
    tag: str, title: str, target: set[str]
) -> None:
    assert targets(facts(tag, title, "", IMPOSED)) == target


WHOSE = [
    ("en", "After the UN, London lifts sanctions on Syria", "", {"UK"}),
    ("ru", "Вслед за Вашингтоном санкции с Сирии снял Лондон", "", {"UK"}),
    ("lt", "Po JT – ir Londonas: sankcijos Sirijai panaikintos", "", {"UK"}),
    ("be", "Пасля размовы з Трампам ЕС увёў санкцыі супраць Расіі", "", {"EU"}),
    ("en", "At Lithuania's request, EU sanctions Belarus over balloons", "", {"EU"}),
    ("lt", "Lietuva džiaugiasi: ES suvienodino sankcijas Minskui", "", {"EU"}),
    ("en", "UK bans two ministers from entry",
     "London acted together with Canada, Australia and Norway.",
     {"UK", "Canada", "Australia", "Norway"}),
    ("en", "OFAC clears Lukoil's fuel stations", "It follows a UK licence.", {"US"}),
    ("en", "With Orban gone, EU clears 20th Russia sanctions package",
     "It came together with a loan for Ukraine.", {"EU"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "summary", "by"), WHOSE)
def test_who_asks_leads_or_comments_is_not_who_imposes(
    tag: str, title: str, summary: str, by: set[str]
) -> None:
    assert authorities(facts(tag, title, summary, IMPOSED)) == by


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("ru", "ЕС продлил санкции на полгода, но без Шульгина, Березкина и Ахмедова"),
        ("be", "ЕС працягнуў санкцыі супраць расіян, але без Шульгіна"),
        ("en", "EU renews Russia sanctions without Shulgin and Akhmedov"),
    ],
)
def test_who_is_left_out_of_a_prolonged_list_is_no_target(tag: str, title: str) -> None:
    found = facts(tag, title, "Персональные меры против россиян остаются.", EXTENDED)

    assert targets(found) <= {"Russia"}


@pytest.mark.parametrize(
    ("tag", "title", "target"),
    [
        ("ru", "Послы стран ЕС согласовали продление антироссийских санкций", {"Russia"}),
        ("be", "Эўразьвяз падоўжыў антыбеларускія санкцыі", {"Belarus"}),
        ("lt", "ES pratęsė antirusiškas sankcijas", {"Russia"}),
        ("en", "EU renews anti-Russian sanctions", {"Russia"}),
    ],
)
def test_sanctions_may_name_their_target_in_an_adjective(
    tag: str, title: str, target: set[str]
) -> None:
    found = facts(tag, title, "", EXTENDED)

    assert (targets(found), authorities(found)) == (target, {"EU"})


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("be", "Эканамічныя санкцыі супраць Расіі пакінулі ў сіле яшчэ на паўгода"),
        ("lt", "Ekonominės sankcijos Rusijai pratęstos iki liepos pabaigos"),
        ("ru", "Санкции против России продлены на полгода"),
    ],
)
def test_sanctions_on_russia_that_run_on_are_those_of_the_eu(tag: str, title: str) -> None:
    assert authorities(facts(tag, title, "", EXTENDED)) == {"EU"}


NOT_ITSELF = [
    ("ru", "ЕС уравнял санкции против Минска с российскими", {"Belarus"}),
    ("be", "ЕС ураўняў абмежаванні супраць Беларусі з расійскімі", {"Belarus"}),
    ("be-tarask", "Эўразьвяз зраўняў санкцыі супраць Менску з расейскімі", {"Belarus"}),
    ("be-latn", "ES uraŭniaŭ abmiežavańni suprać Biełarusi z rasijskimi", {"Belarus"}),
    ("lt", "ES suvienodino sankcijas Baltarusijai su Rusijai taikomomis", {"Belarus"}),
    ("ru", "Китайские компании, помогавшие России, попали в санкционный список ЕС", set()),
    ("be", "Канада ўвяла санкцыі супраць беларускіх фірм, якія дапамагаюць Расіі", {"Belarus"}),
    ("en", "Oil curbs snapped back on Maduro as US sanctions return", {"Venezuela"}),
    ("ru", "Великобритания ввела санкции против сына Рамзана Кадырова", set()),
    ("ru", "ЕС ввел санкции против его сына Адама Кадырова", {"Adam Kadyrov"}),
    ("be", "Пад санкцыі трапіў сын Віктара Шэймана", set()),
    ("ru", "В ответ на санкции Россия закрыла въезд 30 британским депутатам", {"UK"}),
    ("en", "In reply to EU package, Russia bans 30 European officials from entry", {"EU"}),
    ("lt", "Atsakydama į sankcijas Rusija uždraudė atvykti Lietuvos pareigūnams", {"Lithuania"}),
    ("be", "У адказ на санкцыі Беларусь забараніла ўезд польскім чыноўнікам", {"Poland"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "target"), NOT_ITSELF)
def test_whom_one_is_made_equal_to_helps_answers_or_is_kin_of_is_no_target(
    tag: str, title: str, target: set[str]
) -> None:
    assert targets(facts(tag, title, "", IMPOSED)) == target


KEPT = [
    ("lt", "ES pratęsė sankcijas Lukašenkai ir jo aplinkai", {"Belarus"}),
    ("be", "ЕС падоўжыў санкцыі супраць Лукашэнкі і яго атачэння", {"Belarus"}),
    ("en", "EU prolongs sanctions over Lukashenko regime's repression", {"Belarus"}),
    ("ru", "Евросоюз на полгода продлил экономические санкции за войну в Украине", {"Russia"}),
    ("be-latn", "ES na paŭhoda praciahnuŭ sankcyi za vajnu va Ukrainie", {"Russia"}),
    ("lt", "ES dar pusmečiui pratęsė ekonomines sankcijas dėl karo Ukrainoje", {"Russia"}),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "title", "target"), KEPT)
def test_what_is_prolonged_is_aimed_at_a_country(tag: str, title: str, target: set[str]) -> None:
    assert targets(facts(tag, title, "", EXTENDED)) == target
