import pytest

from monitors.errors import ConfigError
from monitors.keywords import ANY, Keywords, TopicRule, Verdict
from monitors.model import Detected

DETECTED = {
    "lt": Detected("lt"),
    "en": Detected("en"),
    "ru": Detected("ru", "cyrl"),
    "be": Detected("be", "cyrl", "official"),
    "lacinka": Detected("be", "latn", "lacinka"),
}


def read(rule: TopicRule, text: str, language: str = "en", summary: str = "") -> Verdict:
    detected = DETECTED[language]
    found = Keywords([rule], detected.language).read(text, summary, detected)
    return found[0] if found else Verdict(rule.name, no_keyword=True)


def met(rule: TopicRule, text: str, language: str = "en", summary: str = "") -> bool:
    return read(rule, text, language, summary).met


NEAR = TopicRule(
    "near",
    {
        "en": ["prisoner* ~5 freed"],
        "lt": ["politini* kalin* ~3 paleist*"],
        "be": ["палітвяз* ~2 вызвал*"],
    },
)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Prisoners were at last freed", "en", True),
        ("Freed at last were the prisoners", "en", True),
        ("Prisoner one two three four five freed", "en", True),
        ("Prisoner one two three four five six freed", "en", False),
        ("Prisoners wait. Freed were others", "en", False),
        ("Paleisti dar keli politiniai kaliniai", "lt", True),
        ("Paleisti politiniai veikėjai ir kaliniai", "lt", False),
        ("Вызвалілі сямёх палітвязняў", "be", True),
        ("Vyzvalili siamioch palitviaźniaŭ", "lacinka", True),
    ],
)
def test_near_has_its_own_distance_and_no_order(text: str, language: str, found: bool) -> None:
    assert met(NEAR, text, language) is found


def test_near_tries_every_place_of_a_phrase() -> None:
    rule = TopicRule("near", {"en": ["prisoner* ~5 set free"]})

    assert met(rule, "Prisoners who set out were set free")


BORDER = TopicRule(
    "border",
    keywords={"lt": ["pasien*", "sien*"], "en": ["border | frontier"]},
    all={"lt": ["uždar* | atidar*", "Baltarus*"], "en": ["clos*"]},
    none={"lt": ["futbol*"], "any": ["derby"]},
)


@pytest.mark.parametrize(
    ("text", "summary", "language", "found"),
    [
        ("Siena su Baltarusija uždaryta", "", "lt", True),
        ("Atidarytas pasienio punktas", "Baltarusija tyli", "lt", True),
        ("Siena su Baltarusija saugoma", "", "lt", False),
        ("Uždarytas kelias į Baltarusiją", "", "lt", False),
        ("Siena su Baltarusija uždaryta futbolo sirgaliams", "", "lt", False),
        ("Frontier closed", "", "en", True),
        ("Border closed", "before the derby", "en", False),
        ("Граница закрыта", "", "ru", False),
    ],
)
def test_one_of_keywords_every_one_of_all_and_none_of_none(
    text: str, summary: str, language: str, found: bool
) -> None:
    assert met(BORDER, text, language, summary) is found


def test_what_stands_against_a_topic_is_named() -> None:
    verdict = read(BORDER, "Siena uždaryta po futbolo", "lt")

    assert verdict.missing == ("Baltarus*",)
    assert [hit.term for hit in verdict.forbidden] == ["futbol*"]
    assert not verdict.no_keyword


def test_hits_are_those_of_keywords_and_of_all() -> None:
    title = "Siena su Baltarusija uždaryta"

    hits = read(BORDER, title, "lt").hits

    assert [(hit.term, title[hit.span.start : hit.span.end]) for hit in hits if hit.span] == [
        ("sien*", "Siena"),
        ("Baltarus*", "Baltarusija"),
        ("uždar* | atidar*", "uždaryta"),
    ]


def test_a_topic_without_keywords_goes_by_all() -> None:
    rule = TopicRule("both", all={"en": ["border", "queue*"]}, none={"en": ["film"]})

    assert met(rule, "Queues at the border")
    assert not met(rule, "A quiet border")
    assert not met(rule, "Film: queues at the border")
    assert not met(rule, "Queues at the border", "ru")


def test_a_pattern_is_a_keyword_of_any_group() -> None:
    rule = TopicRule("law", {"any": [r"/art(?:icle|\.) 130\b/"]}, none={"en": ["/quashed$/"]})

    hits = read(rule, "Jailed under Art. 130").hits

    assert [hit.span and (hit.span.start, hit.span.end) for hit in hits] == [(13, 21)]
    assert met(rule, "article 130 again", "ru")
    assert not met(rule, "Article 130 verdict quashed")


def test_the_name_of_a_topic_takes_no_words_away() -> None:
    topics = [TopicRule("free", {"en": ["lift*"]}), TopicRule("lift", {"en": ["lifts"]})]

    found = Keywords(topics, "en").read("EU lifts sanctions", "", DETECTED["en"])

    assert {verdict.topic for verdict in found} == {"free", "lift"}


def test_other_languages_have_the_words_of_any_alone() -> None:
    keywords = Keywords([TopicRule("x", {"lt": ["siena"], "any": ["Medininkai"]})], ANY)

    found = keywords.read("Medininkai siena", "", Detected("pl"))

    assert [hit.term for verdict in found for hit in verdict.hits] == ["Medininkai"]


@pytest.mark.parametrize("word", ["'", "a | '", "' ~3 a"])
def test_a_keyword_of_which_nothing_is_left_is_refused(word: str) -> None:
    with pytest.raises(ConfigError, match=r"x: .* is no word"):
        Keywords([TopicRule("x", {"en": [word]})], "en")


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("F-16", "Poland sends F-16 jets"),
        ("F-16*", "Poland sends F-16s"),
        ("COVID-19", "A wave of Covid-19"),
        ("AT&T", "AT&T is sued"),
        ("№5", "Chanel №5"),
        ("«border»", "The border"),
        ("*-400 ~3 sold", "Sold were the S-400"),
    ],
)
def test_a_keyword_is_split_into_words_as_texts_are(word: str, text: str) -> None:
    assert met(TopicRule("t", {"en": [word]}), text)


def test_a_number_in_a_keyword_is_no_part_of_another() -> None:
    assert not met(TopicRule("t", {"en": ["F-16"]}), "F-160 and F-15")


@pytest.mark.parametrize("word", ["!!!", "C++", "€100", "🙂", "border ~2 +++"])
def test_a_keyword_that_would_lose_a_sign_is_refused(word: str) -> None:
    with pytest.raises(ConfigError, match=r"t: .* is no word"):
        Keywords([TopicRule("t", {"en": [word]})], "en")
