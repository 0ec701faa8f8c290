"""Watched names: one entry serves every script, spelling and case; namesakes are kept apart."""

from dataclasses import replace

import pytest

from monitors.audience import Wish, wants
from monitors.errors import ConfigError
from monitors.language import detect
from monitors.match import Matcher
from monitors.model import Audience, Hit
from monitors.watch import Watch, Watchlist
from monitors.words import load_vocabulary
from tests.monitors.reports import report

FORMS = {
    "Mikola Statkevich": [
        "Мікола Статкевіч адзначыў юбілей",
        "Ліст Міколу Статкевічу",
        "Сустрэча з Міколам Статкевічам у Мінску",
        "Николай Статкевич дал интервью",
        "Николаю Викторовичу Статкевичу исполнилось 70",
        "О Николае Статкевиче снимут кино",
        "Пісьмо Мікалаю Статкевічу",
        "Mikoła Statkievič vystupiŭ",
        "Mikalojaus Statkevičiaus laiškas",
        "M. Statkevičiui – 70",
        "Interviu su Mikola Statkevičiumi",
        "Nikolai Statkevich speaks",
        "Mikalai Statkevich's house",
        "Н. Статкевич выступил с речью",
        "Статкевич Николай, политик",
    ],
    "Maria Kalesnikava": [
        "Мария Колесникова сыграла на флейте",
        "Марыі Калеснікавай уручылі прэмію",
        "Марыя Калесьнікава ў Бэрліне",
        "Maryja Kaleśnikava ŭ Bierlinie",
        "M. Kolesnikovos koncertas Vilniuje",
        "Marijai Kolesnikovai įteiktas prizas",
        "Maria Kolesnikova plays in Berlin",
    ],
    "Ales Bialiatski": [
        "Алесь Бяляцкі прачытаў лекцыю",
        "Алесю Бяляцкаму далі пашпарт",
        "Александр Беляцкий выступил в Осло",
        "Алеся Беляцкого встретили в аэропорту",
        "A. Bialiackis kalbėjo Osle",
        "Aleś Bialacki ŭ Osła",
        "Aleso Beliackio kalba",
        "Ales Bialiatski's Nobel lecture",
    ],
    "Siarhei Tsikhanouski": [
        "Сергей Тихановский записал видео",
        "Сяргея Ціханоўскага бачылі ў Варшаве",
        "Siarhieja Cichanoŭskaha bačyli ŭ Varšavie",
        "S. Cichanouskis Seime",
        "Sergei Tikhanovsky's new channel",
        "Сергею Тихановскому вручили ключи",
    ],
    "Andrzej Poczobut": [
        "Анджей Почобут получил премию",
        "Андрэю Пачобуту прысудзілі прэмію",
        "Анджэй Пачобут у Беластоку",
        "Andrzejus Poczobutas Varšuvoje",
        "A. Poczobutui įteiktas ordinas",
        "Andrzeja Poczobuta nagrodzono, Warsaw says",
        "Andžej Pačobut u Biełastoku",
    ],
    "Viktar Babaryka": [
        "Виктор Бабарико создаёт партию",
        "Віктара Бабарыку запрасілі ў Берлін",
        "Viktaras Babaryka Berlyne",
        "V. Babarykos interviu",
        "Viktor Babariko gives interview",
        "Viktara Babaryku zaprasili",
    ],
    "Alexander Lukashenko": [
        "Александр Лукашенко посетил завод",
        "Аляксандру Лукашэнку падарылі кнігу",
        "A. Lukašenkos sūnus Maskvoje",
        "Aliaksandr Lukashenka meets farmers",
        "Alaksandar Łukašenka naviedaŭ zavod",
        "Александром Григорьевичем Лукашенко подписан документ",
    ],
    "Vladimir Kara-Murza": [
        "Владимир Кара-Мурза выступил в Сенате",
        "Уладзіміра Кара-Мурзу запрасілі ў Вільню",
        "V. Kara-Murzai suteiktas vardas",
        "Vladimiras Kara-Murza Vilniuje",
    ],
    "Bidzina Ivanishvili": [
        "Бидзина Иванишвили ушёл с поста",
        "Бідзіну Іванішвілі бачылі ў Батумі",
        "B. Ivanišvilio vila",
        "Bidzinai Ivanišviliui tai nepatiko",
        "Bidzina Ivanishvili's zoo",
    ],
    "Ahmed al-Sharaa": [
        "Ахмед аш-Шараа прибыл в Москву",
        "Ахмада аш-Шараа сустрэлі ў Маскве",
        "Ahmedas al-Sharaa lankosi Berlyne",
        "Ahmed al-Sharaa visits Berlin",
    ],
    "Belaruskali": [
        "«Беларуськалий» увеличил добычу",
        "На «Беларуськаліі» новы дырэктар",
        "Bielaruśkalij maje novaha dyrektara",
        "„Belaruskalij“ traukiniai",
        "Belaruskali's output grew",
    ],
    "Grodno Azot": ["Завод «Гродно Азот» остановлен", "Grodno Azot halts output"],
}  # fmt: skip
SPELLED = {"Grodno Azot": ["Гродна Азот", "Гродно Азот"]}
SURE = [(name, title) for name, titles in FORMS.items() for title in titles]

NOBODY = [
    ("Mikola Statkevich", "Юрий Статкевич выиграл турнир"),
    ("Mikola Statkevich", "Марина Статкевич открыла кафе"),
    ("Mikola Statkevich", "J. Statkevičius pristatė romaną"),
    ("Mikola Statkevich", "Juozas Statkevičius pristatė kolekciją"),
    ("Mikola Statkevich", "Мастак Сяргей Статкевіч"),
    ("Mikola Statkevich", "Стаўка выраслa ўдвая"),
    ("Maria Kalesnikava", "Андрей Колесников написал колонку"),
    ("Maria Kalesnikava", "Колесников написал колонку"),
    ("Maria Kalesnikava", "Светлана Колесникова победила"),
    ("Maria Kalesnikava", "Калеснікаў напісаў калонку"),
    ("Ales Bialiatski", "Игорь Беляцкий сыграл вничью"),
    ("Ales Bialiatski", "V. Bialiackis žaidė puikiai"),
    ("Siarhei Tsikhanouski", "Светлана Тихановская выступила в Вильнюсе"),
    ("Siarhei Tsikhanouski", "Ціханоўская сустрэлася з прэм'ерам"),
    ("Siarhei Tsikhanouski", "S. Cichanouskaja Seime"),
    ("Siarhei Tsikhanouski", "Sviatlana Tsikhanouskaya visits Vilnius"),
    ("Andrzej Poczobut", "Ян Почобут, математик XVIII века"),
    ("Viktar Babaryka", "Эдуард Бабарико вышел из тюрьмы"),
    ("Viktar Babaryka", "E. Babaryka išėjo į laisvę"),
    ("Viktar Babaryka", "Бабруйск адзначае свята"),
    ("Alexander Lukashenko", "Виктор Лукашенко возглавил НОК"),
    ("Alexander Lukashenko", "Dzmitry Lukashenka plays hockey"),
    ("Alexander Lukashenko", "N. Lukašenka studijuos Kinijoje"),
    ("Alexander Lukashenko", "Лукашонак прыйшоў"),
    ("Vladimir Kara-Murza", "Сергей Кара-Мурза, философ"),
    ("Bidzina Ivanishvili", "Ираклий Иванишвили, учёный"),
    ("Bidzina Ivanishvili", "Salome Ivanishvili sings"),
    ("Ahmed al-Sharaa", "Башар аш-Шараа скончался"),
    ("Ahmed al-Sharaa", "Шар ляціць над горадам"),
    ("Belaruskali", "Белорусские калийные удобрения"),
    ("Belaruskali", "Беларускі калій падаражэў"),
    ("Grodno Azot", "Азот подорожал в Гродно"),
    ("Grodno Azot", "ФК Гродно выиграл матч"),
]  # fmt: skip

POSSIBLE = [
    ("Mikola Statkevich", "Статкевич открыл выставку картин"),
    ("Mikola Statkevich", "Statkevičiaus kolekcija Paryžiuje"),
    ("Mikola Statkevich", "Дизайнер Статкевич открыл магазин"),
    ("Maria Kalesnikava", "Колесникова выиграла турнир"),
    ("Ales Bialiatski", "Бяляцкі забіў два галы"),
    ("Andrzej Poczobut", "Poczobut wins chess title"),
    ("Viktar Babaryka", "Бабарыка спявае ў хоры"),
    ("Alexander Lukashenko", "Lukashenko scores twice"),
    ("Bidzina Ivanishvili", "Лаша Иванишвили, учёный"),
    ("Mikola Statkevich", "Художник Збышко Статкевич, выставка"),
]


OWN = Watch("Mikola Statkevich", ["Statkevich"])


def hits(name: str, title: str, summary: str = "") -> list[Hit]:
    matcher = Matcher(load_vocabulary(), watches=[Watch(name, SPELLED.get(name, ()))])
    found = matcher.match(title, summary, detect(title, summary, None))
    return [hit for hit in found if hit.topic == "watch"]


@pytest.mark.parametrize(("name", "title"), SURE)
def test_a_watched_name_is_found_in_every_form(name: str, title: str) -> None:
    assert [(hit.term, hit.possible) for hit in hits(name, title)] == [(name, False)]


@pytest.mark.parametrize(("name", "title"), NOBODY)
def test_a_namesake_or_a_like_word_is_nobody(name: str, title: str) -> None:
    assert hits(name, title) == []


@pytest.mark.parametrize(("name", "title"), POSSIBLE)
def test_a_surname_alone_is_only_possible(name: str, title: str) -> None:
    assert [(hit.term, hit.possible) for hit in hits(name, title)] == [(name, True)]


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Статкевіча вызвалілі з турмы", ""),
        ("Politinis kalinys Statkevičius paleistas", ""),
        ("Статкевич открыл выставку", "Николай Статкевич пишет картины."),
    ],
)
def test_a_surname_alone_is_sure_on_a_topic_or_beside_the_whole_name(
    title: str, summary: str
) -> None:
    assert {hit.possible for hit in hits("Mikola Statkevich", title, summary)} == {False}


def test_a_surname_that_the_user_gave_alone_is_sure() -> None:
    matcher = Matcher(load_vocabulary(), watches=[OWN])
    title = "Статкевич открыл выставку"

    (hit,) = matcher.match(title, "", detect(title, "", None))

    assert (hit.term, hit.possible) == ("Mikola Statkevich", False)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Юрий Статкевич выиграл турнир", []),
        ("Статкевич Ивану проиграл", [False]),
        ("Сегодня Збышко Статкевич выиграл", [True]),
    ],
)
def test_a_surname_given_alone_still_yields_to_another_given_name(
    title: str, found: list[bool]
) -> None:
    matcher = Matcher(load_vocabulary(), watches=[OWN])
    seen = matcher.match(title, "", detect(title, "", None))

    assert [hit.possible for hit in seen] == found


def test_a_possible_name_is_kept_but_is_no_topic_of_the_report() -> None:
    seen = hits("Ales Bialiatski", "Бяляцкі забіў два галы")
    told = replace(report(topics=()), hits=tuple(seen))

    assert (told.topics, told.topics_of_original, len(told.hits)) == ((), frozenset(), 1)


def test_a_possible_name_tells_nobody() -> None:
    seen = hits("Ales Bialiatski", "Бяляцкі забіў два галы")
    told = replace(report(topics=()), hits=tuple(seen))
    wishes = {"watch": Wish(frozenset(), any=True)}

    assert not wants(Audience(chat="1", topics=("watch",)), told, wishes)


def test_an_entry_of_particles_alone_watches_nothing() -> None:
    assert not Watchlist([Watch("de")])


def test_the_sure_one_of_two_spellings_wins() -> None:
    watch = Watch("Andrzej Poczobut", ["Andrzej Pochobut", "Poczobut"])
    title = "Poczobut wins chess title"
    found = Matcher(load_vocabulary(), watches=[watch]).match(title, "", detect(title, "", None))

    assert [hit.possible for hit in found] == [False]


@pytest.mark.parametrize("name", ["Фонд барацьбы", "фонд барацьбы"])
def test_a_word_that_the_entry_writes_small_may_be_small(name: str) -> None:
    assert hits(name, "Справаздача: Фонду барацьбы пяць гадоў")
    assert not hits(name, "Гэта фонд барацьбы")


@pytest.mark.parametrize("name", ["S-400", "24", "习近平", "Партыя & Ко", "a", "🙂"])
def test_a_name_that_could_never_be_found_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=f'watched name "{name}": only Latin and Cyrillic'):
        Matcher(load_vocabulary(), [], [Watch("Mikola Statkevich", [name])])
