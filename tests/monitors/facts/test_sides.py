"""Two sides of an exchange, one of several, companions: whose number is the item's total."""

import pytest

from tests.monitors.facts.reading import facts, nations, total

SIDES = [
    ("lt", "Mainai: rusų – 95, ukrainiečių – 90", 95),
    ("ru", "Обмен состоялся: в Киев приехали 90 пленных, в Москву — 95", 90),
    ("en", "Fifty Azerbaijani captives head home to Baku, four to Yerevan", 50),
    ("be-tarask", "Вязьні едуць дадому: ва Ўкраіну — 157 палонных, у Расею — 150", 157),
    ("be-latn", "Abmien pałonnymi: ukraincaŭ — 84, rasijcaŭ — 90", 84),
    ("be", "ХАМАС адпусціў шасцярых закладнікаў, Ізраіль — 602 палестынцаў", 6),
    ("lt", "Hamas paleido tris įkaitus, Izraelis – 183 palestiniečius", 3),
    ("lt", "Trijų kampų mainai: 9 amerikiečiai – į JAV, 100 venesueliečių – į Karakasą", 9),
    ("en", "Thirty-one and counting: Minsk lets more prisoners go", 31),
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
GROUPS = [
    ("en", "Three of the Guildford Six walk free", 3),
    ("ru", "Четверо из «гонконгских 47» вышли на свободу", 4),
    ("lt", "Keturi iš „Honkongo 47“ paleisti", 4),
    ("en", "Poet's daughter, 19, freed from Minsk jail", 1),
    ("en", "Belarus frees blogger Ivan Petrou, 42, and two others", 3),
]
ELSEWHERE = [
    ("be", "87 вызваленых вязняў прыехалі ва Украіну, яшчэ чацвёра — у Вільню", 91),
    ("be-latn", "87 vyzvalenych pryvieźli va Ukrainu, jašče čaćviora — u Vilniu", 91),
    ("lt", "87 paleisti kaliniai nuvežti į Ukrainą, dar keturi – į Vilnių", 91),
    ("ru", "87 освобождённых едут на Украину, ещё четверо — в Литву", 91),
    ("en", "87 freed prisoners taken to Ukraine, four more to Vilnius", 91),
    ("en", "20 freed in Minsk, nine more held in Homel", 20),
]
SUMS = [
    ("ru", "Обмен: 90 плюс 10 — Украина вернула тяжелораненых вне формулы", 100),
    ("lt", "205 plius 8: mainai prieš Velykas", 213),
    ("be", "140 + 12: новы абмен палоннымі", 152),
    ("en", "US journalist released, his two cellmates walk out with him", 3),
    ("ru", "Британец, художница и священник вышли на свободу", 3),
    ("lt", "Švedas, mokytoja ir kunigas paleisti", 3),
    ("be-tarask", "Немка, сьвятар і студэнтка на волі", 3),
]
LISTS = [
    ("ru", "Список политзаключенных сократился: Мария Зорина на свободе", 1),
    ("be", "Са спісу палітвязняў выкраслілі: Вера Цвікевіч дома", 1),
    ("ru", "Трое экс-депутатов вышли на свободу", 3),
    ("en", "Four ex-lawmakers among first of Hong Kong 47 to complete their terms", 4),
    ("be", "Мінск вызваліў Петрусевіча, Янчука і Гілевіч", 3),
    ("lt", "Minskas paleido Petkų, Jankauską ir Gilevič", 3),
    ("ru", "Немцы Вебер и Шульц вышли из тюрьмы", 2),
    ("en", "Poland gets back a nun, a doctor and four students", 6),
    ("ru", "На свободу вышли блогер, монахиня и еще трое", 5),
    ("lt", "Paleisti vienuolė, gydytojas ir trys studentai", 5),
    ("be", "На волю выйшлі мастак, сьвятар і двое рабочых", 4),
]
PLACES = [
    ("ru", "Двое остались дома, 31 — на пути в Киев: Минск отпустил украинцев", 31),
    ("lt", "Vienas atsisakė skristi, 52 – jau Vilniuje: Minskas paleido kalinius", 52),
    ("be", "Адзін застаўся на мяжы, 51 — у Вільні: вязняў вызвалілі", 51),
    ("en", "One stays behind, 18 — on their way to Vilnius: Minsk frees prisoners", 18),
    ("ru", "Девять освобожденных прибыли в Вильнюс, остальные 114 поехали в Чернигов", 123),
    ("be", "Дзевяць вызваленых прывезлі ў Вільню, астатнія 114 паехалі ў Чарнігаў", 123),
    ("ru", "Восемь человек вышли на свободу, остальные 40 сидят дальше", 8),
    ("lt", "Paleisti aštuoni, kiti 40 lieka kolonijoje", 8),
]
OWN = [
    ("en", "Paris welcomes home three of its own", {"FR": 3}),
    ("ru", "Варшава забрала пятерых своих", {"PL": 5}),
    ("lt", "Vilnius susigrąžino du savus", {"LT": 2}),
    ("be", "Рыга сустрэла дваіх сваіх", {"LV": 2}),
    ("ru", "Минск передал Варшаве троих ее граждан, а Праге — одного", {"PL": 3, "CZ": 1}),
    ("lt", "Minskas grąžino Varšuvai du jos piliečius, o Prahai – vieną", {"PL": 2, "CZ": 1}),
    ("en", "Tehran returns Stockholm two of its citizens", {"SE": 2}),
    ("lt", "Iš Teherano – į Maskatą: Prancūzija pasitinka du savo piliečius", {"FR": 2}),
    ("ru", "Из Минска — в Вильнюс: Польша встречает троих своих граждан", {"PL": 3}),
]
COUPLES = [
    ("ru", "Пожилая британская чета освобождена из тюрьмы Талибана", "GB"),
    ("be-tarask", "Францускае сужэнства вызвалена зь іранскай турмы", "FR"),
]
WITH_SUMMARY = [
    ("lt", "Po trijų mėnesių: po 120 belaisvių grįžo namo", "Tarp jų – aštuonios moterys.", 120),
    ("lt", "Namo grįžo 185 kariai", "Kartu su 185 kariais grįžo 20 civilių.", 205),
    ("ru", "Обмен: 84 украинца за столько же россиян", "В Москве говорят о 90 освобожденных.", 84),
    ("be", "Дзевяць вязняў ужо ў Вільні", "За ўсіх 123 Вашынгтон адплаціў саступкамі.", 123),
    ("be", "Мастачка ў Берліне", "У самалёце было яшчэ пяцёра вызваленых.", 6),
    ("en", "Bialiatski is home", "Twelve others crossed the border with him.", 13),
]


@pytest.mark.parametrize(
    ("tag", "title", "value"), SIDES + HALVES + OF_SEVERAL + GROUPS + SUMS + LISTS + PLACES
)
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


@pytest.mark.parametrize(("tag", "title", "told"), OWN)
def test_a_country_that_gets_back_its_own_names_their_nation(
    tag: str, title: str, told: dict[str, int]
) -> None:
    found = facts(tag, title)
    assert (total(found), nations(found)) == (sum(told.values()), told)


def test_a_number_of_those_who_were_held_corrects_no_nation() -> None:
    told = "At least nine US citizens had been in Venezuelan cells."
    assert nations(facts("en", "Six Americans released from Caracas", told)) == {"US": 6}


def test_an_envoy_who_speaks_is_not_of_the_freed() -> None:
    title = "Дасягнута дамоўленасць аб вызваленні 12 вязняў"
    assert nations(facts("be", title, "Нямецкі амбасадар падрабязнасцяў не раскрыў.")) == {}
    assert nations(facts("be", title, "Прозвішчы амерыканскі бок не раскрывае.")) == {}


@pytest.mark.parametrize(("tag", "title", "value"), ELSEWHERE)
def test_those_who_went_elsewhere_are_counted_too(tag: str, title: str, value: int) -> None:
    assert total(facts(tag, title)) == value


@pytest.mark.parametrize(
    ("tag", "title", "summary"),
    [
        ("en", "Lukashenko pardons 20 Belarusians", "Five foreigners were freed with them."),
        ("ru", "Лукашенко помиловал 20 белорусов", "Вместе с ними освобождены пятеро иностранцев."),
        (
            "lt",
            "Lukašenka suteikė malonę 20 baltarusių",
            "Kartu su jais paleisti penki užsieniečiai.",
        ),
    ],
)
def test_foreigners_freed_with_those_of_a_nation_are_added(
    tag: str, title: str, summary: str
) -> None:
    assert total(facts(tag, title, summary)) == 25
