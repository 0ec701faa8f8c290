"""Totals told in many wordings: companions, sides, the rest, lists, all of those named."""

import pytest

from tests.monitors.facts.reading import facts, nations, total

TOLD = [
    ("ru", "Карелина летит домой, Петров — тоже", "", 1),
    ("lt", "Boutas namo, Griner – taip pat", "", 1),
    ("en", "Reed and Yaroshenko pass each other on a Turkish tarmac", "", 1),
    ("be", "Фогель ужо дома, Віннік таксама", "", 1),
    ("en", "Gershkovich and Whelan home, Krasikov hugged by Putin", "", 2),
    (
        "ru",
        "Виктора Медведчука обменяли на «азовцев»",
        "Вместе с политиком в Россию вернулись 55 военнослужащих.",
        56,
    ),
    (
        "be",
        "Віктара Мядзведчука абмянялі на «азаўцаў»",
        "Разам з палітыкам у Расію вярнуліся 55 вайскоўцаў.",
        56,
    ),
    ("be-tarask", "Статкевіч на волі", "Разам зь палітыкам выйшлі яшчэ трынаццаць чалавек.", 14),
    (
        "lt",
        "Viktoras Medvedčukas iškeistas į „Azov“ karius",
        "Kartu su politiku į Rusiją grįžo 55 kariai.",
        56,
    ),
    (
        "en",
        "Medvedchuk swapped for Azov fighters",
        "Together with the politician 55 soldiers returned to Russia.",
        56,
    ),
    (
        "en",
        "Medvedchuk swapped for Azov fighters",
        "Along with the politician, 55 soldiers returned to Russia.",
        56,
    ),
    (
        "ru",
        "Минск передал американца и журналиста",
        "Всех троих в среду вывезли в Литву, сообщил посланник.",
        3,
    ),
    (
        "be",
        "Мінск перадаў амерыканца і журналіста",
        "Усіх траіх вывезлі ў Літву, паведаміў пасланнік.",
        3,
    ),
    (
        "lt",
        "Minskas perdavė amerikietį ir žurnalistą",
        "Visi trys išvežti į Lietuvą, sakė pasiuntinys.",
        3,
    ),
    ("en", "Freed: an American, a journalist", "All four were flown to Vilnius on Wednesday.", 4),
    ("ru", "Ивана Тестова выпустили", "Все четверо уже в Вильнюсе, их встретили родные.", 4),
    (
        "ru",
        "Киев и Москва договорились об обмене ранеными пленными",
        "Речь идет о тысяче человек с каждой стороны.",
        1000,
    ),
    (
        "ru",
        "Киев и Москва договорились вернуть тяжелораненых",
        "Как минимум по тысяче на каждую сторону, говорят переговорщики.",
        1000,
    ),
    (
        "be",
        "Кіеў і Масква дамовіліся вярнуць цяжкапараненых",
        "Мінімум па тысячы кожнаму боку, кажуць перамоўшчыкі.",
        1000,
    ),
    (
        "en",
        "Kyiv and Moscow agree to return young and badly wounded captives",
        "A thousand for each side at least, negotiators said.",
        1000,
    ),
    (
        "en",
        "Kyiv and Moscow agree to exchange young and badly wounded captives",
        "At least 1,000 per side, negotiators said.",
        1000,
    ),
    ("en", "Kyiv and Moscow exchange captives again", "Each side got 84 back, mediators said.", 84),
    (
        "ru",
        "Нобелевский лауреат в Вильнюсе: у посольства США вышли девять человек",
        "Остальных 114 в тот же день вывезли в Украину.",
        123,
    ),
    (
        "be",
        "Нобелеўскі лаўрэат у Вільні: каля амбасады выйшлі дзевяць чалавек",
        "Астатніх 114 у той жа дзень вывезлі ва Украіну.",
        123,
    ),
    (
        "en",
        "Nobel laureate in Vilnius: nine people got off the bus",
        "The other 114 were taken to Ukraine the same day.",
        123,
    ),
    (
        "en",
        "Belarus frees 123 political prisoners",
        "The other 114 were taken to Ukraine the same day.",
        123,
    ),
    (
        "en",
        "Belarus frees nine political prisoners",
        "The remaining 1,100 are still behind bars.",
        9,
    ),
    (
        "be",
        "«Мама, гэта я»: Калеснікава ўпершыню за два гады патэлефанавала бацьку",
        "Яе разам з Бабарыкам вязуць у Чарнігаў.",
        2,
    ),
    (
        "ru",
        "«Папа, это я»: Колесникова позвонила отцу",
        "Ее вместе с Бабарико везут в Чернигов.",
        2,
    ),
    (
        "lt",
        "„Tėti, čia aš“: Kalesnikava paskambino tėvui",
        "Ją kartu su Babaryka veža į Černihivą.",
        2,
    ),
    (
        "en",
        "'Dad, it's me': Kalesnikava phones her father",
        "She is being driven to Chernihiv together with Babaryka.",
        2,
    ),
    ("ru", "Почобут в Польше. Кто еще в списке пяти", "", 5),
    ("ru", "Почобут уже дома. Кто еще вошел в список из пяти человек", "", 5),
    ("lt", "Poczobutas Lenkijoje. Kas dar yra penkių sąraše", "", 5),
    ("en", "Poczobut is in Poland. Who else is on the list of five", "", 5),
    ("be", "Хто трапіў у спіс пяці памілаваных", "", 5),
    ("en", "Two Poles jailed in Belarus are back with their families", "", 2),
    (
        "ru",
        "Двое священников вернулись из плена",
        "Они среди десяти гражданских, освобожденных при помощи Ватикана.",
        10,
    ),
    (
        "lt",
        "Du kunigai grįžo iš nelaisvės",
        "Jie – tarp dešimties civilių, paleistų Vatikanui padedant.",
        10,
    ),
    (
        "be",
        "Двое святароў вярнуліся з палону",
        "Яны сярод дзесяці цывільных, вызваленых з дапамогай Ватыкана.",
        10,
    ),
    (
        "ru",
        "На свободе Беляцкий, Колесникова и еще более ста политзаключенных",
        "Всего освободили 123 человека.",
        123,
    ),
    (
        "en",
        "Bialiatski, Kalesnikava and over 100 more prisoners freed",
        "In all 123 were released.",
        123,
    ),
    (
        "be",
        "На волі Бяляцкі, Калеснікава і яшчэ больш за сто палітвязняў",
        "Усяго вызвалілі 123 чалавекі.",
        123,
    ),
    (
        "ru",
        "Путин вернул друга, Киев — командиров",
        "В число 215 вернувшихся украинцев вошли пять командиров.",
        215,
    ),
    (
        "ru",
        "Путин вернул друга, Киев — командиров",
        "215 украинцев вернулись домой, в числе которых пять командиров.",
        215,
    ),
    (
        "be",
        "Кіеў вярнуў камандзіраў",
        "215 украінцаў вярнуліся дадому, у ліку якіх пяць камандзіраў.",
        215,
    ),
    ("en", "The list includes 14 people: who was pardoned", "", 14),
    (
        "ru",
        "Двое священников вернулись из плена",
        "Вместе с ними домой приехали еще восемь украинцев.",
        10,
    ),
    ("lt", "Ukrainos gynėjai grįžo namo", "Mainuose išlaisvinti 84 kariai.", 84),
    ("lt", "Paleistas Statkevičius", "Su juo į Lietuvą atvyko dar aštuoni kaliniai.", 9),
    ("ru", "Статкевич на свободе", "С ним в Литву приехали еще восемь заключенных.", 9),
    ("be-latn", "Statkievič na voli", "Ź im u Litvu pryjechali jašče vosiem viaźniaŭ.", 9),
    ("en", "Statkevich walks free", "Eight more prisoners crossed into Lithuania with him.", 9),
    ("en", "Statkevich walks free", "With the politician came eight other prisoners.", 9),
    (
        "ru",
        "Журналиста Поткина помиловали",
        "Вместе с журналистом на свободу вышли двенадцать человек.",
        13,
    ),
    (
        "be-tarask",
        "Журналіста Поткіна памілавалі",
        "Разам з журналістам на волю выйшлі дванаццаць чалавек.",
        13,
    ),
    ("lt", "Žurnalistui suteikta malonė", "Kartu su žurnalistu į laisvę išėjo dvylika žmonių.", 13),
    (
        "en",
        "Belarus pardons a journalist",
        "Along with the journalist, twelve people were freed.",
        13,
    ),
    ("lt", "Malonė: paleista 13 žmonių", "Kartu su žurnalistu išėjo dvylika žmonių.", 13),
    ("ru", "Помилованы 13 человек", "Вместе с журналистом вышли двенадцать заключенных.", 13),
    ("ru", "Колесникова уже звонит родным", "Ее с Бабарико везут в Чернигов.", 2),
    ("be", "Калеснікава тэлефануе родным", "Яе і Бабарыку вязуць у Чарнігаў.", 2),
    ("lt", "Kalesnikava skambina namo", "Ji ir Babaryka vežami į Černihivą.", 2),
    (
        "en",
        "'I am free': Kalesnikava rings her sister",
        "Along with Babaryka she was taken to Ukraine.",
        2,
    ),
    ("en", "Kyiv and Moscow swap 206 captives", "Each side got 103 back.", 103),
    ("ru", "Россия и Украина провели обмен", "Стороны вернули по 84 человека.", 84),
    ("ru", "Россия и Украина провели обмен", "По 84 человека вернулись с каждой стороны.", 84),
    ("be", "Расія і Украіна правялі абмен", "Па 84 чалавекі вярнуліся з кожнага боку.", 84),
    (
        "be-latn",
        "Rasija i Ukraina praviali abmien",
        "Pa 84 čałavieki viarnulisia z kožnaha boku.",
        84,
    ),
    (
        "lt",
        "Rusija ir Ukraina apsikeitė belaisviais",
        "Po 84 kiekvienai pusei, praneša tarpininkai.",
        84,
    ),
    ("en", "Russia and Ukraine exchange prisoners", "84 apiece, says the mediator.", 84),
    ("lt", "Kyjivas ir Maskva sutarė dėl mainų", "Bus keičiamasi „tūkstantis į tūkstantį“.", 1000),
    (
        "en",
        "Kyiv and Moscow agree largest exchange",
        "A thousand prisoners on each side will go home.",
        1000,
    ),
    (
        "ru",
        "Киев и Москва согласовали крупнейший обмен",
        "Домой отправятся по тысяче пленных с каждой стороны.",
        1000,
    ),
    ("ru", "Девятерых привезли в Вильнюс", "Остальных 114 вывезли в Украину.", 123),
    ("be-tarask", "Дзевяцёх прывезьлі ў Вільню", "Рэшту — 114 чалавек — вывезьлі ва Ўкраіну.", 123),
    ("en", "Nine arrive at US embassy in Vilnius", "Another 114 were taken to Ukraine.", 123),
    ("lt", "Devyni žmonės atvežti į Vilnių", "Likusieji 114 išvežti į Ukrainą.", 123),
    (
        "ru",
        "Девять освобожденных белорусов приехали в Литву",
        "Всего освободили 123 человека.",
        123,
    ),
    (
        "en",
        "Blogger freed in Minsk",
        "He and his wife are home; all three of their children met them.",
        1,
    ),
    ("ru", "Блогер вышел на свободу", "Все трое его детей ждали отца дома.", 1),
    ("lt", "Tinklaraštininkas laisvas", "Visi trys jo vaikai laukė namuose.", 1),
    ("ru", "Правозащитника освободили", "Вместе с коллегой он провел в колонии 11 месяцев.", 1),
    ("be", "Праваабаронцу вызвалілі", "Разам з калегам ён правёў у калоніі 11 месяцаў.", 1),
    ("en", "Activist released", "Together with a lawyer he was held in a cell for 15 people.", 1),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), TOLD)
def test_the_total_is_read_however_it_is_told(
    tag: str, title: str, summary: str, expected: int
) -> None:
    assert total(facts(tag, title, summary)) == expected


NATIONS = [
    ("be", "Тры палітвязні на волі пасля візіту амерыканскага дыпламата", "", {}),
    ("ru", "Двое политзаключенных на свободе после визита американского дипломата", "", {}),
    ("lt", "Du kaliniai laisvi po JAV diplomato vizito", "", {}),
    ("ru", "Баскетболистка Грайнер больше не узница России", "", {}),
    ("en", "Lithuanians freed by Minsk speak", "Six citizens are with doctors.", {"LT": 6}),
    ("en", "Three Poles held by the separatists are back in Warsaw", "", {"PL": 3}),
    ("ru", "Пятерых командиров и еще 210 украинцев обменяли на Медведчука", "", {"UA": 215}),
    ("be", "Пяцёра камандзіраў і яшчэ 210 украінцаў вярнуліся з палону", "", {"UA": 215}),
    ("lt", "Penki vadai ir dar 210 ukrainiečių grįžo iš nelaisvės", "", {"UA": 215}),
    ("en", "Five commanders and another 210 Ukrainians come home in swap", "", {"UA": 215}),
    ("en", "Five Britons and another 210 Ukrainians come home in swap", "", {"UA": 210, "GB": 5}),
    ("lt", "Iš nelaisvės sugrąžinti ukrainiečiai", "Iš viso į namus grįžo 84 žmonės.", {"UA": 84}),
    (
        "ru",
        "Из российского плена вернулись украинцы",
        "Всего домой приехали 84 человека.",
        {"UA": 84},
    ),
    (
        "be",
        "З расійскага палону вярнуліся ўкраінцы",
        "Усяго дадому прыехалі 84 чалавекі.",
        {"UA": 84},
    ),
    (
        "be-tarask",
        "З расейскага палону вярнуліся ўкраінцы",
        "Усяго дадому прыехалі 84 чалавекі.",
        {"UA": 84},
    ),
    (
        "be-latn",
        "Z rasijskaha pałonu viarnulisia ŭkraincy",
        "Usiaho dadomu pryjechali 84 čałavieki.",
        {"UA": 84},
    ),
    ("en", "Ukrainians return from Russian captivity", "In all 84 people came home.", {"UA": 84}),
    (
        "en",
        "Ukrainian defenders return from Russian captivity",
        "In all 84 people came home.",
        {"UA": 84},
    ),
    (
        "lt",
        "Iš Baltarusijos paleisti lietuviai jau Vilniuje",
        "Medikai apžiūrės visus šešis, sako URM.",
        {"LT": 6},
    ),
    (
        "ru",
        "Освобожденные литовцы уже в Вильнюсе",
        "Всех шестерых осмотрят врачи, сообщил МИД.",
        {"LT": 6},
    ),
    ("be", "Вызваленыя палякі ўжо ў Варшаве", "Усіх траіх агледзяць лекары.", {"PL": 3}),
    ("en", "Freed Americans land in Texas", "All four are being checked by doctors.", {"US": 4}),
    (
        "en",
        "Americans freed by Caracas land in Texas",
        "The ten were exchanged for Venezuelans.",
        {"US": 10},
    ),
]


@pytest.mark.parametrize(("tag", "title", "summary", "expected"), NATIONS)
def test_nations_are_those_of_the_freed(
    tag: str, title: str, summary: str, expected: dict[str, int]
) -> None:
    assert nations(facts(tag, title, summary)) == expected
