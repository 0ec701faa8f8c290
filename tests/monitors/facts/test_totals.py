"""Whom a total counts: names and kin, not those still held, nor prices, days, children, papers."""

import pytest

from tests.monitors.facts.reading import LIFTED, facts, nations, total

TOGETHER = [
    ("en", "Sergei Tikhanovsky and Maria Kolesnikova freed in swap", 2),
    ("ru", "Гершкович и Уилан освобождены в рамках обмена", 2),
    ("be", "Статкевіч і Казулін на волі", 2),
    ("ru", "Кузнечик, Мовшук и гражданин США: кого отпустил Минск", 3),
    ("lt", "Žurnalistas ir jo žmona paleisti", 2),
    ("en", "Father and son freed after three years in Belarusian jail", 2),
    ("ru", "Братья Петруня освобождены", 2),
    ("be", "Блогер, святар і прафсаюзны актывіст выйшлі на волю", 3),
    ("lt", "Paleisti tinklaraštininkas, kunigas ir profsąjungų aktyvistas", 3),
    ("ru", "Американца, канадца и финна отпустили из Беларуси", 3),
    ("be-tarask", "Амэрыканец, канадзец і фін выйшлі на волю", 3),
    ("en", "Belarus frees Norwegian man, two Swedes", 3),
    ("lt", "Jonas Petraitis, Ona Kalnienė ir Rimas Žukas, nuteisti už piešinį, jau namie", 3),
    ("ru", "Иван Кот, Петр Лис и Анна Лось, осужденные за плакат, вышли на свободу", 3),
    ("ru", "«Нас было восемь в камере, вышли втроем»", 3),
    ("lt", "Režimas paleido vieną ligonį ir vieną motiną", 2),
    ("be", "Выпусцілі настаўніка фізыкі і двух ягоных былых вучняў", 3),
    ("en", "Four of the 47 Hong Kong democrats leave prison in convoy", 4),
    ("en", "Eritrea frees 13 Jehovah's Witnesses", 13),
    ("be", "Выпусцілі чатырох сведак Іеговы", 4),
    ("ru", "Вместе с тысячей тел Россия отдала пятерых тяжелораненых", 5),
]
ALONE = [
    ("en", "Tsikhanouskaya's husband freed from prison"),
    ("ru", "Нобелевского лауреата освободили"),
    ("lt", "Insultą patyręs opozicionierius paleistas iš kolonijos"),
    ("be", "Памілаваны выхавацель з Ліды"),
    ("be", "Адзін з самых вядомых палітвязняў на волі"),
    ("ru", "Один из самых известных политзаключенных Беларуси вышел на свободу"),
    ("ru", "На свободу вышел политзаключенный Юрий Зенкович, гражданин США"),
    (
        "lt",
        "Maskva ir Paryžius apsikeitė kaliniais: mokslininkas – namo, krepšininkas – į Rusiją",
    ),
    ("en", "Blogger walks free, colleagues say"),
    ("ru", "Правозащитники: художник вышел из колонии"),
    ("ru", "Политик вышел на свободу накануне переговоров с американцами"),
    ("be", "Палітык выйшаў на волю напярэдадні перамоваў з амерыканцамі"),
    ("lt", "JAV diplomatai į Lietuvą išvežė žurnalistą"),
    ("en", "US teacher Fogel home from Russia; Vinnik to be released in return"),
    ("lt", "Rusai paleido JAV balerinę"),
    ("ru", "Иранцы отпустили финского журналиста"),
    ("be-tarask", "Зь лідзкай турмы выйшаў сябра Саюзу палякаў"),
    ("ru", "Из колонии вышел член Союза поляков"),
    ("lt", "Kubos disidentas su šeima išvyko į Majamį"),
    ("lt", "Penkiolika metų gavo, po penkerių išleistas: istorikas jau Lenkijoje"),
    ("be", "Вызвалілі дырэктарку школы"),
    ("lt", "Laisvėje – lenkų sąjungos pirmininkė"),
]
HELD = [
    ("en", "Belarus still holds 1,100 after releasing 52 political prisoners", "", 52),
    ("be", "Амерыканцы забралі 52 вязняў, Статкевіч застаўся на мяжы", "", 52),
    ("en", "Only three of nearly 1,200 political prisoners let out", "", 3),
    ("en", "After 30 pardons in August, Lukashenko frees 37 in September", "", 37),
    ("lt", "Po 30 malonių rugpjūtį A. Lukašenka paleido dar 37 žmones", "", 37),
    ("ru", "На свободу вышли 13 узников", "С июня освобождены 52 человека.", 13),
    ("be", "Чарговыя 30 чалавек атрымалі памілаванне, у спісе сем жанчын", "", 30),
    ("ru", "Многодетная мать вышла из колонии", "У нее трое детей.", 1),
    ("be-tarask", "Нікарагуа вызваліла 222 палітвязьняў і пазбавіла іх грамадзянства", "", 222),
    ("en", "84 for 84: Ukraine and Russia hold swap on Aug 14", "", 84),
    (
        "lt",
        "Laureatas jau Vilniuje",
        "Į Lietuvą atvežti devyni iš 123 šiandien paleistų žmonių.",
        123,
    ),
    ("ru", "Власти выпустили поэта", "Его коллеги требуют отпустить еще 130 человек.", 1),
    ("lt", "Paleistas poetas", "Kolegos ragina išlaisvinti dar 40 žmonių.", 1),
    ("be", "Мінск адпусціў мастака", "Калегі патрабуюць адпусціць яшчэ 40 чалавек.", 1),
    ("en", "Minsk frees poet", "Colleagues urged the release of 40 more prisoners.", 1),
    ("ru", "Пекин помиловал канадца", "Еще около ста граждан Канады отбывают наказание.", 1),
    ("be-tarask", "Менск выпусьціў блогера", "Яшчэ 30 чалавек не адпускаюць.", 1),
    ("be", "Дысідэнт на волі", "За сувязь з ім трапілі за краты яшчэ семнаццаць чалавек.", 1),
    ("lt", "Išleista bendrijos vadovė", "A. Borys praleido metus, A. Počobutas vis dar kali.", 1),
    ("ru", "Отпускают десятки осужденных", "Год назад вышли 16 человек.", None),
    ("lt", "Paleidžiama „grupė moterų“", "Paskutinį kartą malonės sulaukė 250 kalinių.", None),
    ("en", "Minsk frees a group of women", "A year ago 16 prisoners were freed.", None),
    ("en", "Poet Ivan Kot freed in Minsk", "Viasna counts 1,200 political prisoners.", 1),
    ("be", "На волю выйшаў Іван Кот", "Праваабаронцы лічаць палітвязнямі 1200 чалавек.", 1),
    ("lt", "Poetas I. Katas laisvėje", "„Viasna“ skaičiuoja 1200 politinių kalinių.", 1),
    ("ru", "Активист вышел на свободу", "Вместе с ним судили еще 11 человек.", 1),
    ("lt", "Aktyvistas išėjo į laisvę", "Kartu su juo buvo nuteista dar 11 žmonių.", 1),
    ("be", "Актывіст выйшаў на волю", "Разам з ім судзілі яшчэ 11 чалавек.", 1),
    ("en", "Activist walks free", "Eleven others were convicted with him.", 1),
    ("en", "American pastor freed", "About 200 Americans are believed to be held in China.", 1),
    ("en", "Reporter walks free", "More than 300 colleagues signed an appeal for her.", 1),
    ("ru", "Учителя освободили досрочно", "В колонии с ним сидели 90 человек.", 1),
    ("be", "Настаўніка вызвалілі датэрмінова", "У атрадзе з ім сядзела 90 чалавек.", 1),
    ("lt", "Mokytojas paleistas anksčiau", "Kolonijoje su juo kalėjo 90 žmonių.", 1),
]
SIDES = [
    ("en", "Ten Americans freed from Venezuela as 252 migrants leave mega-prison", "", 10),
    ("lt", "Venesuela paleido dešimt amerikiečių, Salvadoras – 252 venesueliečius", "", 10),
    ("en", "Azovstal defenders home: 215 freed for Medvedchuk and 55 Russians", "", 215),
    ("en", "32 Armenian servicemen for two Azerbaijanis", "", 32),
    ("en", "West and Russia swap 24 prisoners", "Moscow let 16 people go and got eight back.", 16),
    ("lt", "Mainai „175 už 175“ ir dar 22 sunkiai sužeisti ukrainiečiai", "", 197),
    ("en", "175 defenders freed in exchange, another 22 returned outside it", "", 197),
    ("be", "Завершаны абмен «1000 на 1000»", "У апошні дзень вярнуліся 303 абаронцы.", 303),
    ("be", "146 палонных вярнуліся", "Столькі ж атрымала Расія, а таксама восем цывільных.", 146),
    ("be", "Двое святароў вярнуліся з палону", "Разам з імі прыехалі яшчэ восем цывільных.", 10),
    ("be", "Кіеў сустрэў вызваленых", "Прайшлі 30 чалавек і яшчэ адзін прыехаў на хуткай.", 31),
]
NATIONS = [
    ("en", "German sentenced to death in Belarus released", "", {"DE": 1}),
    ("en", "Swede, Norwegian and Finn freed", "", {"SE": 1, "NO": 1, "FI": 1}),
    ("be", "Нарвежац і двое латышоў на волі", "", {"NO": 1, "LV": 2}),
    ("en", "Franco-German teenager released by Tehran", "", {"FR": 1, "DE": 1}),
    ("en", "Natallia Hersche released: Swiss-Belarusian dual national", "", {"CH": 1, "BY": 1}),
    ("en", "An American and two Belarusian political prisoners freed", "", {"US": 1, "BY": 2}),
    ("be", "Двое грэка-каталіцкіх святароў на волі", "", {}),
    ("en", "Two Greek Catholic priests freed", "", {}),
    ("be", "Вызвалілі групу", "Пяцёра з вызваленых — украінцы.", {"UA": 5}),
    ("lt", "Paleisti 157 belaisviai", "Devyniolika iš jų Rusijos teismai buvo nuteisę.", {}),
    ("lt", "Kyjivas: Minskas grąžino 31 mūsų pilietį", "", {"UA": 31}),
    ("lt", "Kyjivas susigrąžino 215 karių", "Mainais atiduoti 55 rusų belaisviai.", {}),
    ("en", "Minsk lets Poczobut go", "Warsaw released a Russian archaeologist in return.", {}),
    ("ru", "Баскетболиста Касаткина обменяли на осужденного в России француза", "", {}),
    ("en", "Fighters home in swap", "Turkey and Saudi Arabia helped broker the exchange.", {}),
    ("lt", "Baltarusijoje kalėjusi lietuvė jau namie", "", {"LT": 1}),
    ("be-latn", "Hramadzianina Latvii adpuścili z kałonii", "", {"LV": 1}),
    ("ru", "Троих тоголезцев и венесуэльца отпустили", "", {"TG": 3, "VE": 1}),
]


@pytest.mark.parametrize(("tag", "title", "expected"), TOGETHER)
def test_those_joined_by_name_kin_or_trade_are_summed(tag: str, title: str, expected: int) -> None:
    assert total(facts(tag, title)) == expected


@pytest.mark.parametrize(("tag", "title"), ALONE)
def test_who_is_freed_alone_is_one(tag: str, title: str) -> None:
    assert total(facts(tag, title)) == 1


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), HELD)
def test_those_held_or_freed_before_days_children_and_papers_count_nobody(
    tag: str, title: str, summary: str, expected: int | None
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), SIDES)
def test_an_exchange_counts_the_side_that_leads(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), NATIONS)
def test_nations_are_those_of_the_freed_alone(
    tag: str, title: str, summary: str, expected: dict[str, int]
) -> None:
    assert nations(facts(tag, title, summary)) == expected


def test_a_fellow_of_the_same_nation_makes_two() -> None:
    found = facts(
        "en",
        "Nazanin Zaghari-Ratcliffe is on her way home",
        "Anoosheh Ashoori, a fellow British-Iranian, is on the same plane.",
    )

    assert total(found) == 2
    assert nations(found) == {"GB": 2, "IR": 2}


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "Sanctions on Belavia are gone, 52 prisoners already in Vilnius"),
        ("ru", "США вывели «Белавиа» из-под санкций, 52 заключённых привезли в Вильнюс"),
        ("lt", "JAV naikina sankcijas „Belavia“: 52 kaliniai jau Lietuvoje"),
        ("be", "ЗША здымаюць санкцыі з «Белавія», 52 палітвязні ўжо ў Літве"),
    ],
)
def test_prisoners_told_abroad_beside_lifted_sanctions_are_freed(tag: str, title: str) -> None:
    assert total(facts(tag, title, label=LIFTED)) == 52


def test_prisoners_held_at_home_are_not_freed_by_lifted_sanctions() -> None:
    title = "US lifts sanctions on Belavia while 1,100 prisoners sit in Belarus"
    assert total(facts("en", title, label=LIFTED)) is None
