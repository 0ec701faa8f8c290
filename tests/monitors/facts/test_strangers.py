"""People and firms that no table lists, by given name, by what they do, or by their form."""

import pytest

from tests.monitors.facts.reading import IMPOSED, authorities, facts, people, targets

PEOPLE = [
    ("en", "Eritrea frees pastor Tesfay Haile", "", {"Tesfay Haile"}),
    ("en", "Chad releases Succès Masra", "", {"Succes Masra"}),
    ("en", "Oman lets go three sailors", "Ali Karam Dost is at home", {"Ali Karam Dost"}),
    ("en", "Iran frees cyclist", "Lukas Brandner landed in Graz", {"Lukas Brandner"}),
    ("en", "Minsk Frees Blogger Ivan Testov After Talks", "", {"Ivan Testov"}),
    ("ru", "Блогера Кирилла Мостового обменяли", "", {"Kirill Mostovoy"}),
    ("ru", "Освобождён Рикардо де Соуза", "", {"Ricardo de Souza"}),
    ("ru", "В Минске освободили Сергея Дымковича", "", {"Siarhei Dymkovich"}),
    ("ru", "Основателя WikiTest Марка Тестова освободили", "", {"Mark Testov"}),
    ("be", "Вызвалілі настаўніцу Надзею Сцепанцову", "", {"Nadzeya Stsepantsova"}),
    ("be", "Вызвалілі музыку Андрэя Гарахаўца", "", {"Andrei Harakhavets"}),
    ("be-latn", "Vyzvalili muzyku Andreja Harachaŭca", "", {"Andrei Harakhavets"}),
    ("be", "Сярод вызваленых бібліятэкарка з Магілёва Таццяна Рудзік", "", {"Tatsiana Rudzik"}),
    ("lt", "Paleistas verslininkas Andrius Petkūnas", "", {"Andrius Petkunas"}),
    ("lt", "Paleistas britas Aidenas Testas", "", {"Aiden Test"}),
    ("be", "Перад Новым годам вызвалілі вязняў", "", set()),
    ("lt", "Prieš Moters dieną paleista 18 kalinių", "", set()),
    ("en", "Red Cross welcomes freed prisoners", "", set()),
    ("ru", "Губернатор Олег Тестов встретил освобождённых", "", set()),
    ("ru", "Освобождён бывший мэр Олег Тестов", "", {"Oleg Testov"}),
    ("en", "Prisoner freed", "His lawyer Ivan Testov waited", set()),
    ("be", "Вызвалены 20 палітвязняў", "Паведамляе Harbour Wire.", set()),
    ("ru", "Освобождены 20 узников", "Сообщает Harbour Wire со ссылкой на Baltic Lantern.", set()),
    ("be", "Вызвалены журналіст John Smith", "", {"John Smith"}),
    ("en", "Captive home", "Qodir Testzoda, the oldest, was freed", {"Qodir Testzoda"}),
    ("ru", "Бута обменяли на баскетболистку Грайнер", "", {"Viktor Bout", "Brittney Griner"}),
    ("be", "Вызвалілі Паліну Шарэнду-Панасюк", "", {"Palina Sharenda-Panasiuk"}),
    ("be", "Сапегу перадалі Расіі", "Сяброўку Пратасевіча асудзілі", {"Sofia Sapega"}),
    ("en", "Swedes freed", "Ahmadreza Djalali, on death row, was left behind.", set()),
    ("ru", "Освобождены 222 узника", "Епископ Роландо Альварес не вышел.", set()),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), PEOPLE)
def test_a_stranger_is_named_where_capitals_mean_a_person(
    tag: str, title: str, summary: str, expected: set[str]
) -> None:
    assert people(facts(tag, title, summary)) == expected


FIRMS = [
    ("ru", "США ввели санкции против завода «Авангард-Строй»", "", {"Avangard-Stroy"}),
    ("ru", "США ввели санкции против «Радамира»", "", {"Radamir"}),
    ("en", "UK sanctions Kyrgyz lender Meridian Invest Bank", "", {"Meridian Invest Bank"}),
    ("en", "UK Sanctions Lender Meridian Invest Bank Over War", "", set()),
    ("en", "UK imposes sanctions, says \u201cFinancial Times\u201d", "", set()),
    ("ru", "США ввели санкции, пишет газета «Время»", "", set()),
    ("ru", "США ввели санкции", "Завод «Радамир» стоит.", set()),
    ("lt", "Kinija įvedė sankcijas bankui „Testo banku“", "", {"Testo bankas"}),
    ("en", "EU drops Yandex co-founder Volozh from sanctions list", "", {"Arkady Volozh"}),
    ("ru", "ЕС снял санкции с основателя «Яндекса» Воложа", "", {"Arkady Volozh"}),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), FIRMS)
def test_a_firm_is_named_where_it_is_under_sanctions(
    tag: str, title: str, summary: str, expected: set[str]
) -> None:
    assert targets(facts(tag, title, summary, IMPOSED)) == expected


AIMED = [
    ("en", "Moscow bars British MPs in tit-for-tat move", {"UK"}, {"Russia"}),
    ("en", "Moscow is hit by sanctions", {"Russia"}, set()),
    ("en", "Ukraine: Switzerland sanctions Russia", {"Russia"}, {"Switzerland"}),
    ("en", "Vilnius wants EU sanctions on Russia", {"Russia"}, {"EU"}),
    ("lt", "Bernas prisijungė prie 19-ojo sankcijų paketo", {"Russia"}, {"Switzerland"}),
    ("ru", "Двенадцатый пакет принят", {"Russia"}, {"EU"}),
    ("be", "ЕС увёў санкцыі супраць Расіі і Беларусі", {"Russia", "Belarus"}, {"EU"}),
    ("en", "EU settles on lid for Russian crude", {"Russian oil price cap"}, {"EU"}),
    ("en", "US sanctions Iran, lists three tankers", {"Iran"}, {"US"}),
    ("en", "Twelfth EU package aims at Iran", {"Iran"}, {"EU"}),
]


@pytest.mark.parametrize(("tag", "title", "target", "by"), AIMED)
def test_whom_and_whose_in_other_words(
    tag: str, title: str, target: set[str], by: set[str]
) -> None:
    found = facts(tag, title, label=IMPOSED)

    assert (targets(found), authorities(found)) == (target, by)


GENDERED = [
    ("ru", "ЕС ввёл санкции против генерала Александра Ламкина", "Alexander Lamkin"),
    ("be", "ЕС увёў санкцыі супраць генерала Аляксандра Ламкіна", "Aliaksandr Lamkin"),
    ("ru", "ЕС ввёл санкции против певицы Александры Ламкиной", "Alexandra Lamkina"),
    ("ru", "Киев ввёл санкции против украинца Евгения Марченко", "Yevhen Marchenko"),
    ("be", "Кіеў увёў санкцыі супраць украінца Аляксандра Марчанкі", "Oleksandr Marchenko"),
    ("lt", "Įvestos sankcijos baltarusių teisėjui Aleksejui Romanovui", "Aliaksei Romanov"),
    ("be", "ЕЗ увёў санкцыі супраць суддзі Валянціны Тэставіч", "Valiantsina Testavich"),
    ("lt", "Kyjivas įtraukė A. Lukašenką į sankcijų sąrašą", "Alexander Lukashenko"),
]


@pytest.mark.parametrize(("tag", "title", "name"), GENDERED)
def test_what_a_person_is_tells_which_name_it_is(tag: str, title: str, name: str) -> None:
    assert people(facts(tag, title, label=IMPOSED)) == {name}
