"""Nations of the released: listed, apart from their number, beside a role, their own citizens."""

import pytest

from tests.monitors.facts.reading import LIFTED, countries, facts, nations, total

LISTED = [
    ("en", "Minsk pardons German, two Latvians and a Swede", {"DE": 1, "LV": 2, "SE": 1}),
    ("en", "A Pole and a Swede among 20 freed in Kabul", {"PL": 1, "SE": 1}),
    ("en", "Ten prisoners, five of them British, released", {"GB": 5}),
    ("en", "Belarus frees eight clergymen, among them a Polish bishop", {"PL": 1}),
    ("en", "Polish activist and two German nationals freed", {"PL": 1, "DE": 2}),
    ("ru", "Норвежец Бьорн, двое датчан и исландка вылетели", {"NO": 1, "DK": 2, "IS": 1}),
    ("ru", "Освобождены шестеро — литовцы, двое — латыши", {"LT": 6, "LV": 2}),
    ("be", "Замежнікаў адпусцілі: трое з іх — грамадзяне Літвы", {"LT": 3}),
    ("lt", "Paleisti trys iš keturių kalintų lietuvių", {"LT": 3}),
    ("lt", "Išvežti 123 žmonės, trys jų – Lietuvos piliečiai", {"LT": 3}),
    ("lt", "Išlaisvinti dešimt Ukrainoje suimtų užsieniečių", {}),
    ("be", "Вызвалілі грамадзян Літвы (6), Латвіі (2) і Польшчы (2)", {"LT": 6, "LV": 2, "PL": 2}),
    ("be-tarask", "Дзьвюх летувісак і паляка выпусьцілі", {"LT": 2, "PL": 1}),
    ("en", "Iran hands back Briton and Dutchman after weeks of talks", {"GB": 1, "NL": 1}),
    ("en", "Rebels let go three sailors, all Mexicans", {"MX": 3}),
    ("lt", "Latvių ketvertas paleistas iš Minsko kalėjimo", {"LV": 4}),
    ("lt", "30 į Salvadorą deportuotų čiliečių jau namie", {"CL": 30}),
    ("ru", "Из плена вернулись 90 украинских военных и 15 гражданских", {"UA": 105}),
    ("be-latn", "Z pałonu viarnulisia 90 ukrainskich vajskoŭcaŭ i 15 cyvilnych", {"UA": 105}),
    ("ru", "Домой вернулись 40 солдат Украины", {"UA": 40}),
    ("be", "На волі 185 абаронцаў Украіны", {}),
    ("ru", "Троих арестованных в Минске литовцев отпустили", {"LT": 3}),
    ("be-tarask", "Траіх асуджаных у Менску летувісаў адпусьцілі", {"LT": 3}),
    ("ru", "На волю вышли трое осуждённых за шпионаж литовцев", {"LT": 3}),
    ("ru", "Из тюрем вышли 52 освобожденных при посредничестве американцев", {}),
    ("en", "Seven fishermen from India released", {"IN": 7}),
    ("ru", "Семь рыбаков из Индии вышли из тюрьмы", {"IN": 7}),
    ("be", "Сем рыбакоў з Індыі выйшлі з турмы", {"IN": 7}),
    ("lt", "Paleisti septyni žvejai iš Indijos", {"IN": 7}),
    ("ru", "Из Афганистана вывезли двух журналистов", {}),
    ("be", "ХАМАС вызваліў пяцярых тайцаў", {"TH": 5}),
]

DESCRIBED = [
    ("en", "Swiss-Tunisian man walks free", {"CH": 1, "TN": 1}),
    ("en", "The Australian TV anchor was freed", {"AU": 1}),
    ("en", "Belarus hands an American to Washington", {"US": 1}),
    ("lt", "Paleistas lenkų kilmės kunigas", {"PL": 1}),
    ("lt", "Iš Irano paleista dviguba Italijos ir Irano pilietė", {"IT": 1, "IR": 1}),
    ("en", "Dual US-Russian national freed", {"US": 1, "RU": 1}),
    ("en", "Jailed Lithuanian pardoned by Minsk", {"LT": 1}),
    ("ru", "Франко-алжирский писатель помилован", {"FR": 1, "DZ": 1}),
    ("ru", "Бывшего морпеха США освободили", {"US": 1}),
    ("be-tarask", "Швайцарку вызвалілі", {"CH": 1}),
    ("ru", "Минск помиловал двух граждан Японии и гражданина Германии", {"JP": 2, "DE": 1}),
    ("be", "Мінск памілаваў двух грамадзян Літвы і грамадзянку Польшчы", {"LT": 2, "PL": 1}),
    ("ru", "Освободили и вывезли из Беларуси гражданина Швеции", {"SE": 1}),
    ("lt", "Paleista Rusijos ir JAV pilietė", {"RU": 1, "US": 1}),
    ("be", "Дзесяцёра цывільных украінцаў вярнуліся", {"UA": 10}),
    ("en", "Belgian swapped for an envoy", {"BE": 1}),
    ("be-tarask", "Францускую пару выпусьцілі з турмы", {"FR": 2}),
    ("be", "Мінск адпусціў траіх філіпінцаў і тайванца", {"PH": 3, "TW": 1}),
    ("lt", "Paleistos dvi kenietės", {"KE": 2}),
    ("ru", "На свободу вышли двое кенийцев", {"KE": 2}),
    ("be-latn", "Biełaruś vyzvaliła 52 palitviaźniaŭ", {}),
    ("be-latn", "Viarnułasia niamieckaja turystka", {"DE": 1}),
    ("ru", "Освобождены 12 украинских гусляров", {"UA": 12}),
    ("be", "На волю выйшлі шасцёра чэшскіх альпіністаў", {"CZ": 6}),
    ("ru", "Из плена вернули 12 белорусских компаний", {}),
    ("en", "American officials hail release of blogger", {}),
    ("ru", "Белорусский блогер на свободе", {}),
    ("ru", "Минск передал Польше журналиста", {}),
    ("be-tarask", "Менск перадаў Польшчы журналіста", {}),
    ("be-latn", "Minsk pieradaŭ Polščy žurnalista", {}),
    ("lt", "Iranas perdavė Prancūzijai žurnalistą", {}),
    ("lt", "Iraniečiai išlaisvino Suomijos žurnalistą", {"FI": 1}),
    ("be-tarask", "Іранцы вызвалілі фінскага журналіста", {"FI": 1}),
    ("ru", "Писательницу из Швеции отпустили из тюрьмы", {"SE": 1}),
    ("be-tarask", "Пісьменьніцу са Швэцыі адпусьцілі з турмы", {"SE": 1}),
    ("ru", "Кубинский диссидент вышел из тюрьмы", {}),
    ("be", "Кубінскі дысідэнт выйшаў з турмы", {}),
    ("lt", "Kubos disidentė išėjo iš kalėjimo", {}),
    ("en", "Georgian court lets reporter go", {}),
    ("en", "Court lets American reporter go", {"US": 1}),
    ("lt", "Lenkų mažumos aktyvistas grįžo namo", {}),
    ("en", "185 soldiers back in Ukraine in third prisoner swap", {}),
    ("en", "American leaves Minsk prison", {"US": 1}),
]

ALL = [
    ("en", "Ukrainian journalists Dmytro Khyliuk and Mark Kaliush return home", "", {"UA": 2}),
    ("be", "Улады памілавалі групу ўкраінцаў", "На радзіму перададзены 31 чалавек", {"UA": 31}),
    ("lt", "Prancūzijos piliečiai Cecile Kohler ir Jacques'as Paris išleisti", "", {"FR": 2}),
    ("en", "Belgium's Olivier Vandecasteele is home", "", {"BE": 1}),
    ("en", "France's Cecile Kohler and Jacques Paris are out of prison", "", {"FR": 2}),
    ("en", "Belarusian prisoners walk free", "In all 31 people were released", {}),
    ("en", "Five for five: Americans jailed in Tehran fly home", "Five people landed", {"US": 5}),
    ("lt", "Rusai išleido amerikiečius", "Namo skrenda trys žmonės.", {"US": 3}),
    ("be", "44 вязні ў Вільні", "Сустракалі іх каля 200 беларусаў.", {}),
    ("lt", "Paleisti lietuviai: trys vyrai jau Vilniuje", "", {"LT": 3}),
]

SIDES = [
    ("en", "32 Armenians for two Azerbaijanis: captives swapped", 32, "AM"),
    ("lt", "Baku perdavė 32 armėnus, Jerevanas – du azerbaidžaniečius", 32, "AM"),
    ("ru", "Каракас вернул десять американцев, Сальвадор отдал 252 венесуэльцев", 10, "US"),
    ("be", "Талібан абмяняў двух амерыканцаў на аднаго афганца", 2, "US"),
    ("be-tarask", "Зь Вільні вярнулі чатырох расейцаў, Масква аддала трох летувісаў", 4, "RU"),
    ("be-latn", "Abmien: viarnulisia piać palakaŭ, Varšava addała dvuch biełarusaŭ", 5, "PL"),
]

OWN = [
    ("lt", "Latvija susigrąžino pilietį", {"LV": 1}),
    ("lt", "Prezidentas pasveikino paleistus keturis mūsų šalies piliečius", {"LT": 4}),
    ("lt", "Baltarusija perdavė Ukrainai 31 jos pilietį", {"UA": 31}),
    ("be", "Беларусь перадала Украіне пяцярых яе грамадзян", {"UA": 5}),
    ("be", "Латвія вярнула з Беларусі свайго грамадзяніна", {"LV": 1}),
    ("ru", "Польша получила троих своих граждан", {"PL": 3}),
    ("lt", "Lenkija susigrąžino tris piliečius", {"PL": 3}),
    ("ru", "Японец Танака и ещё один гражданин Японии освобождены", {"JP": 2}),
    ("ru", "В Латвию вернулись двое граждан, сидевших в Беларуси", {"LV": 2}),
    ("be", "У Латвію вярнуліся двое грамадзян, якія сядзелі ў Беларусі", {"LV": 2}),
    ("lt", "Į Lietuvą iš Baltarusijos grįžo trys ten kalėję šalies piliečiai", {"LT": 3}),
    ("en", "Latvia gets back three of its people", {"LV": 3}),
    ("en", "Britain takes in 12 freed by Tehran, three of them its own citizens", {"GB": 3}),
    ("en", "US gets its 10 detainees back from Caracas", {"US": 10}),
    ("en", "Poland takes its five prisoners home", {"PL": 5}),
]


@pytest.mark.parametrize(("tag", "title", "expected"), [*LISTED, *DESCRIBED, *OWN])
def test_nations_are_those_that_the_title_states(
    tag: str, title: str, expected: dict[str, int]
) -> None:
    assert nations(facts(tag, title)) == expected


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), ALL)
def test_the_only_nation_of_a_title_is_that_of_all(
    tag: str, title: str, summary: str, expected: dict[str, int]
) -> None:
    assert nations(facts(tag, title, summary)) == expected


def test_nations_are_read_where_sanctions_lead_and_a_release_is_told() -> None:
    title = "ЗША зьнялі санкцыі зь «Белавія», Менск адпусьціў 52 чалавекі, сярод іх 6 летувісаў"

    assert nations(facts("be-tarask", title, label=LIFTED)) == {"LT": 6}


@pytest.mark.parametrize(("tag", "title", "count", "nation"), SIDES)
def test_the_other_side_of_an_exchange_is_in_no_fact_of_the_released(
    tag: str, title: str, count: int, nation: str
) -> None:
    found = facts(tag, title)

    assert (total(found), nations(found)) == (count, {nation: count})


def test_a_list_of_nations_in_the_summary_is_summed() -> None:
    found = facts("ru", "Минск отпустил иностранцев", "Прибыли шесть литовцев, француз и немка.")

    assert (total(found), nations(found)) == (8, {"LT": 6, "FR": 1, "DE": 1})


@pytest.mark.parametrize(
    ("tag", "title", "expected"),
    [
        ("en", "U.S. and U.A.E. hail the release", {"US", "AE"}),
        ("en", "Bosnian Serb freed in Muscat", {"BA", "OM"}),
        ("be", "Вызвалены ў Мускаце", {"OM"}),
        ("ru", "Минское СИЗО покинул финн", {"BY", "FI"}),
        ("lt", "Kartvelas ir nyderlandietis grįžo iš Asmaros", {"GE", "NL", "ER"}),
        ("en", "Prisoner freed as talks over Ukraine go on in Oman", {"OM"}),
    ],
)
def test_countries_of_the_whole_world_are_known(tag: str, title: str, expected: set[str]) -> None:
    assert countries(facts(tag, title)) == expected
