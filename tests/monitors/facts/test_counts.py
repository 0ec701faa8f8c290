"""How many were released: numbers that count people who came out, and numbers that do not."""

import pytest

from monitors.model import Qualifier
from tests.monitors.facts.reading import HAPPENED, IMPOSED, LIFTED, facts, total

TOTALS = [
    ("lt", "Minskas į laisvę išleido penkiasdešimt du politinius kalinius", "", 52),
    ("lt", "Iš Baltarusijos paleisti šeši žmonės", "", 6),
    ("lt", "Į Vilnių atvežti trylika buvusių kalinių", "", 13),
    ("lt", "Lukašenka suteikė malonę 1 700 nuteistųjų", "", 1700),
    ("lt", "Rusija ir Ukraina apsikeitė belaisviais: namo grįžo 206 kariai", "", 206),
    ("lt", "Išlaisvinti du šimtai keturiasdešimt kalinių", "", 240),
    ("be", "На волю выйшлі пяцьдзясят два палітвязні", "", 52),
    ("be", "Памілавалі шасцярых асуджаных", "", 6),
    ("be", "У Вільню прывезлі сто дваццаць тры вызваленых", "", 123),
    ("be-tarask", "Вызвалілі шасьцёра палітвязьняў", "", 6),
    ("be-tarask", "Сямёра палітзьняволеных ужо на свабодзе", "", 7),
    ("be-latn", "Vyzvalili siemnaccać palitviaźniaŭ", "", 17),
    ("be-latn", "Na voli dvaccać dva čałavieki", "", 22),
    ("ru", "Лукашенко помиловал пятьдесят двух заключённых", "", 52),
    ("ru", "На свободу вышли шестеро политзаключенных", "", 6),
    ("ru", "Из плена вернулись двести пять военнослужащих", "", 205),
    ("ru", "Минск отпустил 2 000 человек", "", 2000),
    ("ru", "Помилованы двое граждан Японии и гражданин Германии", "", 3),
    ("en", "Belarus frees fifty-two political prisoners", "", 52),
    ("en", "Minsk pardons 1,187 inmates", "", 1187),
    ("en", "One hundred and fourteen people walk free from Belarusian jails", "", 114),
    ("en", "Belarus pardons 21, most of them women", "", 21),
    ("en", "44 freed in Belarus after Vatican appeal", "", 44),
    ("lt", "Į Vašingtoną atskraidinti 222 režimo kritikai", "", 222),
    ("be", "Дзясятка амерыканцаў вярнулася дадому", "", 10),
    ("ru", "Из колоний выпустили 12 велосипедистов", "", 12),
    ("en", "Iran frees two cellists", "", 2),
    ("en", "Two journalists and a trade unionist freed", "", 3),
    ("en", "Fifty-two in one day: biggest group yet freed", "", 52),
]

SUMS = [
    ("en", "Ukraine brings back 150 soldiers and 12 civilians", "", 162),
    ("ru", "Домой вернулись 95 военных и 5 гражданских", "", 100),
    ("en", "Statkevich and at least nine other prisoners walk free in Belarus", "", 10),
    ("ru", "Николай Статкевич вышел на свободу вместе с девятью политзаключёнными", "", 10),
    ("lt", "Paleistas Mikola Statkevičius ir dar 9 kaliniai", "", 10),
    ("be", "Мікола Статкевіч на волі", "Разам з ім вызвалілі яшчэ 9 чалавек", 10),
    ("en", "Three Poles and two Latvians freed by Belarus", "", 5),
    ("en", "Five Lithuanians freed", "In all 31 prisoners were released by Minsk", 31),
    ("lt", "Ukraina ir Rusija apsikeitė po 300 belaisvių", "", 300),
    ("ru", "Обмен по формуле 175 на 175 состоялся", "", 175),
    ("en", "Minsk frees Ales Bialiatski, 122 others as curbs end", "", 123),
    ("ru", "Вывезен в Литву Игорь Лосик, с ним ещё 5 человек", "", 6),
    ("lt", "Namo grįžo 185 kariai", "Kartu su kariais grįžo 20 civilių", 205),
    ("be", "З палону вярнуліся 146 ваеннаслужачых і двое цывільных", "", 148),
    ("be", "Памілаваны 29 асуджаных, з іх 11 жанчын", "", 29),
    ("en", "Belarus pardons 29 including 11 women", "", 29),
    ("en", "Five Poles among 27 prisoners freed by Belarus", "", 27),
]

GONE = [
    ("ru", "В Киев вернулись 95 пленных, ещё 95 отправились в обратном направлении", "", 95),
    (
        "en",
        "Kara-Murza lands in Cologne",
        "Sixteen people in all left; eight went the other way.",
        16,
    ),
    ("en", "Five Bulgarian sailors held by rebels arrive in Sofia", "", 5),
]

EXCHANGES = [
    ("be", "Масква і Кіеў абмянялі па 246 палонных", "Звыш гэтага Кіеў атрымаў 31 параненага", 277),
    ("lt", "Apsikeista po 246 belaisvius", "Be to, Ukraina atgavo 31 sunkiai sužeistą karį.", 277),
    ("en", "Exchange before Easter: 246 for 246, plus 31 wounded Ukrainians", "", 277),
    ("ru", "Обмен пленными: 103 на 103", "Всего домой вернулись 206 человек.", 103),
    ("en", "Russia and Ukraine swap 206 prisoners", "Each side got 103.", 103),
    ("en", "Minister swapped for 200 fighters", "Another 15 were exchanged for 55 troops.", 215),
    ("ru", "Каракас отпустил 10 американцев, Сальвадор вернул 252 мигрантов", "", 10),
    ("lt", "Stambule sutarta: abi pusės paleis po tūkstantį belaisvių", "", 1000),
    (
        "be",
        "Апошняя хваля абмену: па 303 чалавекі",
        "За тры дні дадому вярнулася 1000 чалавек",
        1000,
    ),
    ("en", "Ten Americans out of jail; 252 Venezuelans leave for Caracas", "", 10),
    ("en", "Ten Americans go free in swap as El Salvador sends 252 migrants home", "", 10),
    ("lt", "Septyni amerikiečiai ir trys vokiečiai iškeisti į aštuonis rusus", "", 10),
    ("lt", "Po Abu Dabio: mainai 157 į 157", "", 157),
    ("ru", "Помилованы 20 осуждённых: 11 женщин и девять мужчин", "", 20),
    ("lt", "Vadai laisvi", "Už 215 gynėjų ukrainiečiai atidavė 55 rusų karius", 215),
    ("lt", "Nebe kaliniai: Minskas atidavė tris lietuvius", "", 3),
    ("lt", "Paskutinis mainų etapas: dar po 303, iš viso tūkstantis", "", 1000),
    ("be", "Спартсменка вярнулася: за яе аддалі гандляра зброяй", "", 1),
    ("ru", "Хилюк и Николаенко дома", "Сидели больше трёх лет; обмен по формуле 146 на 146", 146),
]

TOGETHER = [
    ("en", "Bialiatski came to Vilnius with eight others, 114 more were taken to Kyiv", "", 123),
    ("lt", "Laureatas jau Vilniuje: kartu atvyko aštuoni, likę 114 išvežti į Ukrainą", "", 123),
    ("be", "Бяляцкі на волі: з ім яшчэ восем чалавек, астатніх 114 вывезлі", "", 123),
    ("ru", "Наш коллега Кузнечик на свободе", "Вместе с ним выехали Мовшук и гражданин США", 3),
    ("en", "Six Lithuanians and eight other foreigners freed by Belarus", "", 14),
    ("en", "146 Russian troops and eight Kursk villagers fly home", "", 154),
    ("en", "Freed: a nurse from Riga, a truck driver from Kaunas and a student from Tartu", "", 3),
    ("be-latn", "Laŭreat vyjšaŭ", "Ź im dajechali vosiem čałaviek, reštu — 114 — vyvieźli", 123),
    ("en", "RFE/RL's Kuznechyk and two others flown out of Belarus", "", 3),
    ("en", "Kuznechyk freed, US citizen with him", "", 2),
    ("en", "Ukraine brings home 31 badly wounded in addition to 246 swapped", "", 277),
    ("en", "Two priests and Tatar leader freed", "They let go ten civilians in total.", 10),
    ("en", "Sixteen more: Lukashenko's Independence Day pardon", "", 16),
    ("ru", "Баку передал Еревану четверых заключённых, 19 остаются в тюрьме", "", 4),
]

SUMMARIES = [
    (
        "en",
        "They are out: a group crosses",
        "The 15 men and three women were met by diplomats.",
        18,
    ),
    ("ru", "Новая группа политзаключённых на свободе", "«Вясна» знает имена 18 человек.", 18),
    ("be", "Каго памілаваў Лукашэнка", "У спісе 37 прозвішчаў, шэсць — жаночыя.", 37),
    ("lt", "Kam suteikė malonę Lukašenka", "Sąraše 37 pavardės, šešios – moterų.", 37),
    ("en", "Home at last", "The Latvian, jailed in 2023, was handed over at Paternieki.", 1),
    ("lt", "Rygietė grįžo iš Baltarusijos kalėjimo", "", 1),
    ("en", "Political prisoners walk out of colonies", "More than 1,100 remain behind bars.", None),
    ("ru", "Среди освобождённых — шестеро литовцев", "Трое из них журналисты", None),
]

CHILDREN = [
    ("en", "Mother of three walks free from Gomel colony after four years", "", 1),
    ("lt", "Laisvėje – trijų vaikų mama iš Gomelio", "", 1),
    ("ru", "Мать троих детей вышла из колонии", "", 1),
    ("be", "Маці траіх дзяцей выйшла на волю", "", 1),
]

ONE = [
    ("lt", "Paleistas Ihar Losik", "", 1),
    ("be", "Ігар Лосік выйшаў на волю", "", 1),
    ("ru", "Белорусского блогера освободили", "", 1),
    ("en", "Belarus frees jailed blogger after five years", "", 1),
    ("en", "Evan Gershkovich swapped for Vadim Krasikov", "", 1),
    ("en", "Bialiatski and Kalesnikava walk free", "", 2),
    ("be", "Ігар Лосік і іншыя палітвязні на волі", "", None),
    ("en", "Losik and Mazheika among those taken to Vilnius", "", None),
    ("en", "Andrzej Poczobut freed in exchange for two Russian spies", "", 1),
    ("ru", "Обмен заключёнными: Карелину обменяли на Артура Петрова", "", 1),
    ("be-tarask", "Сярод вызваленых — шасьцёра літоўцаў і трое палякаў", "", None),
]

BESIDE = [
    ("be", "Фельчар і двое настаўнікаў на волі", "", 3),
    ("be", "На волю выпусцілі журналіста і чатырох ягоных калегаў", "", 5),
    ("ru", "Помиловали американского гражданина и ещё двух диссидентов", "", 3),
    ("be", "Украінку і яе дачку выпусцілі з турмы", "", 2),
    ("en", "20 civilians came home alongside 185 servicemen", "", 205),
    ("ru", "Вернулись 146 военнослужащих, а также восемь жителей Курской области", "", 154),
    ("be-latn", "U Vilniu pryviezli 9 vyzvalenych, u Kijeŭ — 114", "", 123),
    ("ru", "В Украину передали 114 освобождённых", "Ещё девятерых вывезли в Литву.", 123),
    ("lt", "Kijevas atgavo 101 karį, Maskva – 101", "", 101),
    ("en", "215-for-56: anatomy of the exchange", "", 215),
    ("ru", "Пленных обменяли: по одному с каждой стороны", "", 1),
    (
        "lt",
        "Belgija ir Iranas apsikeitė kaliniais: O. Testas skrenda namo, A. Bandas – irgi",
        "",
        1,
    ),
    ("en", "Joakim Testman back home after 51 days in jail", "", 1),
    ("lt", "Kinija paleido kanadiečius M. Testrigą ir J. Bandorą", "", 2),
]

CORRECTED = [
    ("be", "Паведамлялася пра 14 вызваленых, аказалася — 16", "", 16),
    ("en", "27 and not 31 prisoners were freed", "", 27),
    ("lt", "Paleisti ne 14, o 15 užsieniečių", "", 15),
    ("ru", "Освобождены 22 человека, а не 16", "", 22),
    ("be-tarask", "У турмах яшчэ 1100 чалавек, выйшлі толькі дваццаць", "", 20),
    ("en", "Three of four jailed reporters freed", "", 3),
    ("en", "Release of one of three Americans held in Belarus", "", 1),
    ("be-latn", "Viadomyja imiony piaciarych z vaśmi pamiłavanych", "", 8),
    ("en", "Pardoned", "The writer is one of six names in the decree.", 6),
    ("en", "Kyiv welcomes home 189 on eve of New Year", "", 189),
    ("en", "Lukashenko signs clemency for 25 more", "", 25),
    ("en", "Belarus frees sixteen zitherists", "", 16),
    ("ru", "Вызволены 12 украинских гусляров, передачу подтвердил Киев", "", 12),
    ("en", "Ukraine gets back 1,212 bodies and 160 captured soldiers", "", 160),
    ("en", "A pair of tankers leave port as blogger is freed", "", 1),
    ("lt", "Po 1000 parų namo grįžo 20 gynėjų", "", 20),
]

NO_PEOPLE = [
    ("lt", "Baltarusija paleido kalinius", "Už grotų lieka daugiau nei 1 000 žmonių", None),
    ("lt", "67 metų kalinys paleistas", "Jis kalėjo 11 metų ir sumokėjo 5000 eurų", 1),
    ("be", "Вызвалілі палітвязняў", "У зняволенні застаюцца 1100 чалавек", None),
    ("ru", "Освобождены политзаключённые", "За решёткой остаются 1 150 человек", None),
    ("ru", "Освобождены десятки политзаключённых", "", None),
    ("en", "Belarus frees dozens of prisoners", "More than 1,000 remain behind bars", None),
    ("en", "Belarus frees more than 100 prisoners", "", None),
    ("en", "Belarus frees prisoners after 19th round of talks in 2025", "", None),
    ("en", "Prisoners freed after $5 million deal", "They travelled 300 kilometres", None),
    ("ru", "67-летний политзаключённый вышел на свободу", "Он отсидел 9 лет", 1),
    ("ru", "Заключённых освободили в обмен на 52 млн долларов", "", None),
    ("be", "Палітвязняў выпусцілі 11 верасня 2025 года", "Іх везлі 2 аўтобусы", None),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), TOTALS)
def test_a_total_is_read_in_digits_and_words(
    tag: str, title: str, summary: str, expected: int | None
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), GONE)
def test_those_who_came_count_and_those_given_for_them_do_not(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), EXCHANGES)
def test_an_exchange_is_counted_by_the_side_that_it_leads_with(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), TOGETHER)
def test_companions_and_the_rest_are_counted_with_those_named(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), SUMMARIES)
def test_where_the_title_counts_nobody_the_summary_does(
    tag: str, title: str, summary: str, expected: int | None
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), CHILDREN)
def test_children_by_whose_number_somebody_is_told_are_not_freed(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), SUMS)
def test_parts_are_summed_only_where_no_total_is_stated(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), ONE)
def test_those_named_are_counted_if_nobody_else_is_meant(
    tag: str, title: str, summary: str, expected: int | None
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), NO_PEOPLE)
def test_years_money_distances_and_those_still_held_are_not_the_released(
    tag: str, title: str, summary: str, expected: int | None
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), BESIDE)
def test_those_beside_a_number_and_those_of_another_place_are_counted(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), CORRECTED)
def test_the_number_that_holds_is_told_from_those_that_do_not(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


QUALIFIED = [
    ("en", "At least 14 prisoners freed", 14, Qualifier.AT_LEAST),
    ("en", "Some 30 prisoners freed", 30, Qualifier.ABOUT),
    ("lt", "Paleista mažiausiai 14 kalinių", 14, Qualifier.AT_LEAST),
    ("lt", "Į laisvę išėjo apie 30 kalinių", 30, Qualifier.ABOUT),
    ("be", "Вызвалілі не менш за 14 палітвязняў", 14, Qualifier.AT_LEAST),
    ("be-tarask", "Вызвалілі каля 30 палітвязьняў", 30, Qualifier.ABOUT),
    ("ru", "Освобождены как минимум 14 политзаключённых", 14, Qualifier.AT_LEAST),
    ("ru", "Освободили около 30 заключённых", 30, Qualifier.ABOUT),
]


@pytest.mark.parametrize(("tag", "title", "value", "qualifier"), QUALIFIED)
def test_a_number_keeps_how_it_was_put(
    tag: str, title: str, value: int, qualifier: Qualifier
) -> None:
    released = facts(tag, title).released

    assert released is not None
    assert (released.value, released.qualifier) == (value, qualifier)


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "Belarus frees 14-16 prisoners"),
        ("lt", "Baltarusija paleido nuo 14 iki 16 kalinių"),
        ("ru", "Минск освободил от 14 до 16 заключённых"),
        ("be", "Мінск вызваліў 14–16 палітвязняў"),
    ],
)
def test_a_range_has_two_ends(tag: str, title: str) -> None:
    released = facts(tag, title).released

    assert released is not None
    assert (released.value, released.upper, released.qualifier) == (14, 16, Qualifier.RANGE)


@pytest.mark.parametrize(
    ("tag", "title"),
    [
        ("en", "Belarus releases another 25 prisoners"),
        ("lt", "Baltarusija paleido dar 25 kalinius"),
        ("be", "Вызвалілі яшчэ 25 палітвязняў"),
        ("be-latn", "Vyzvalili jašče 25 palitviaźniaŭ"),
        ("ru", "Освобождены ещё 25 политзаключённых"),
        ("en", "Belarus pardons 25 more"),
    ],
)
def test_another_25_is_an_increment(tag: str, title: str) -> None:
    released = facts(tag, title).released

    assert released is not None
    assert (released.value, released.increment) == (25, True)


def test_sanctions_on_300_people_free_nobody() -> None:
    found = facts("en", "EU sanctions hit 300 people and 40 firms in Belarus", label=IMPOSED)

    assert found.released is None


def test_the_release_leg_of_a_sanctions_item_is_counted() -> None:
    title = "US drops sanctions on Belavia as Minsk frees 52 prisoners"

    assert total(facts("en", title, label=LIFTED)) == 52


def test_the_span_of_a_number_is_the_number() -> None:
    title = "Minskas paleido penkiasdešimt du kalinius"
    released = facts("lt", title, label=HAPPENED).released

    assert released is not None
    assert title[released.span.start : released.span.end] == "penkiasdešimt du"
