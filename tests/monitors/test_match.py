"""Topics, a user's own topics, and watched names."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.errors import ConfigError
from monitors.language import detect
from monitors.match import Matcher, TopicRule, word_matches
from monitors.model import Detected
from monitors.watch import Watch
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)
RU, EN, LT = Detected("ru", "cyrl"), Detected("en"), Detected("lt")


def topics(title: str, summary: str = "", matcher: Matcher = MATCHER) -> list[str]:
    hits = matcher.match(title, summary, detect(title, summary, None))
    return sorted({hit.topic for hit in hits})


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Minsk frees ten political prisoners", ["prisoner-release"]),
        ("Iranas paleido du švedų turistus", ["prisoner-release"]),
        ("Кітай адпусціў японскага журналіста", ["prisoner-release"]),
        ("Čatyry palitviaźni vyjšli na volu", ["prisoner-release"]),
        ("Украина и Россия обменялись военнопленными", ["prisoner-release"]),
        ("Рада ЭЗ падоўжыла санкцыі", ["sanctions"]),
        ("ES išplėtė sankcijų sąrašą", ["sanctions"]),
        ("Canada bans imports of Russian diamonds", ["sanctions"]),
        ("US frees oligarch's yacht as sanctions end, five prisoners walk free",
         ["prisoner-release", "sanctions"]),
    ],
)  # fmt: skip
def test_an_item_is_about(title: str, expected: list[str]) -> None:
    assert topics(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Ministry issues press release on harvest",
        "Radio Free Europe opens a studio in Riga",
        "Kontrabandininkai iš Baltarusijos paleido dešimtis balionų",
        "Суд санкционировал арест подозреваемого",
        "У Гродне санкцыянавалі знос дома",
        "Federation sanctions two football clubs",
        "Подозреваемого в мошенничестве отпустили под залог",
        "Studio releases trailer of prison drama",
        "Gaza hostages: Hamas releases two",
        "Вышла новая версия браузера",
        "Paleista nauja autobusų linija į Minską",
        "Release date of the phone moved",
        "Пажарныя вызвалілі сабаку з пасткі",
        "Weather: sunny spells in Vilnius",
    ],
)
def test_false_friends_are_no_topic(title: str) -> None:
    assert topics(title) == []


def test_spans_show_what_was_found() -> None:
    title = "ES pratęsė sankcijas Minskui"
    hits = MATCHER.match(title, "", LT)

    assert [(h.where, title[h.span.start : h.span.end]) for h in hits if h.span] == [
        ("title", "sankcijas")
    ]


OWN = TopicRule(
    "balloons",
    {
        "lt": ["balion*", "oro uost* uždaryt*"],
        "any": ["meteo*"],
        "ru": ['"воздушн* шар*"', "*зонд*"],
    },
)


@pytest.mark.parametrize(
    ("title", "hit"),
    [
        ("Vėl pastebėti balionai", True),
        ("Oro uostas uždarytas nakčiai", True),
        ("Meteorologai perspėja apie audrą Lietuvoje", True),
        ("В небе воздушные шары", True),
        ("В небе радиозонды", True),
        ("Uždarytas oro uostas", False),
    ],
)
def test_a_users_topic_is_found(title: str, hit: bool) -> None:
    matcher = Matcher(VOCABULARY, [OWN])

    assert ("balloons" in topics(title, matcher=matcher)) is hit


def test_two_topics_may_share_a_word() -> None:
    matcher = Matcher(VOCABULARY, [OWN, TopicRule("sky", {"lt": ["balionai"]})])

    assert topics("Danguje balionai", matcher=matcher) == ["balloons", "sky"]


def test_an_empty_keyword_is_refused() -> None:
    with pytest.raises(ConfigError, match="balloons"):
        Matcher(VOCABULARY, [TopicRule("balloons", {"any": ["*"]})])


WATCH = Matcher(VOCABULARY, watches=[Watch("Mikola Statkevich", ["Statkevich"]), Watch("Čyž")])


@pytest.mark.parametrize(
    "title",
    [
        "Статкевіч вярнуўся дадому",
        "Письмо Статкевичу",
        "Laiškas M. Statkevičiui",
        "Mikoła Statkievič na voli",
        "Statkevich's wife speaks",
        "Николаю Статкевичу исполнилось 70",
    ],
)
def test_a_watched_name_is_found_in_any_script(title: str) -> None:
    hits = [hit for hit in WATCH.match(title, "", detect(title, "", None)) if hit.topic == "watch"]

    assert {hit.term for hit in hits} == {"Mikola Statkevich"}


def test_a_common_word_is_no_surname() -> None:
    assert not WATCH.match("Стаўка выраслa, чыж спявае", "", Detected("be", "cyrl", "official"))


@pytest.mark.parametrize(
    ("word", "title", "found"),
    [
        ("Статкевіч", "Письмо Статкевичу из тюрьмы", True),
        ("статкевич", "Жена Статкевича ждёт", True),
        ("Bialiatski", "Алеся Бяляцкага вызвалілі", True),
        ("sankcijos", "Naujų sankcijų neliks", True),
        ("палітвязень", "Вызвалілі палітвязьня", True),
        ("палітвязень", "Vyzvalili palitviaźnia", True),
        ("Ales Bialiatski", "Алесь Бяляцкі на волі", True),
        ("Belavia", "Белавиа полетит в Европу", True),
        ("шэф", "Шэфская дапамога", False),
        ("Коул", "Колхоз закрыли", False),
        ("Minsk", "Vilnius laukia", False),
        ("", "Anything", False),
    ],
)
def test_a_word_from_a_chat_matches_in_any_form(word: str, title: str, found: bool) -> None:
    assert word_matches(word, "", title, detect(title, "", None)) is found


TITLES = [
    "Minskas paleido 14 politinių kalinių",
    "Освобождённых палітвязняў вывезли",
    "EU lifts sanctions",
]


@given(st.sampled_from(TITLES), st.sampled_from(["NFC", "NFD"]), st.booleans(), st.booleans())
def test_matching_does_not_see_how_letters_are_written(
    title: str, form: str, upper: bool, hyphens: bool
) -> None:
    written = unicodedata.normalize(form, title.upper() if upper else title)  # type: ignore[arg-type]
    written = " ".join("\u00ad".join(w) if hyphens and w.isalpha() else w for w in written.split())
    detected = detect(title, "", None)

    got = {(hit.topic, hit.term) for hit in MATCHER.match(written, "", detected)}

    assert got == {(hit.topic, hit.term) for hit in MATCHER.match(title, "", detected)}


@pytest.mark.parametrize(
    ("title", "found"), [("Two F-16 jets", True), ("F-160 jets", False), ("F one", False)]
)
def test_a_word_from_a_chat_may_hold_a_number(title: str, found: bool) -> None:
    assert word_matches("F-16", title, "", Detected("en")) is found
