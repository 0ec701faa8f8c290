"""Words as data: how terms are written and where they are found."""

from pathlib import Path

import pytest

from monitors.errors import ConfigError
from monitors.model import Detected
from monitors.vocabulary import LANGUAGES, Vocabulary
from monitors.words import load_vocabulary, parse_terms

RU, EN, LT = Detected("ru", "cyrl"), Detected("en"), Detected("lt")
BE = [
    Detected("be", "cyrl", "official"),
    Detected("be", "cyrl", "tarask"),
    Detected("be", "latn", "lacinka"),
]


def words(language: str, **concepts: str) -> Vocabulary:
    terms = [t for name, text in concepts.items() for t in parse_terms(name, text, language)]
    return Vocabulary({language: tuple(terms)})


def found(vocabulary: Vocabulary, text: str, detected: Detected) -> list[tuple[str, str]]:
    reading = vocabulary.read(text, "", detected)
    return [(f.concept, f.term) for f in reading.title.found]


@pytest.mark.parametrize(
    ("term", "text", "is_there"),
    [
        ("freed", "Ten freed", True),
        ("freed", "Ten freedmen", False),
        ("free*", "Ten freedmen", True),
        ("*sanction*", "The pre-sanctioned list", True),
        ("*wards", "Freed afterwards", True),
        ("*wards", "wardsmen", False),
        ("political prisoner*", "Political prisoners walk", True),
        ("political prisoner*", "Political or prisoner", False),
        ("frees ... prisoner*", "Frees at least ten more prisoners", True),
        ("frees ... prisoner*", "Frees at the very last moment ten prisoners", False),
        ("frees ... prisoner*", "Frees. Of prisoners", False),
        ("prisoner*", "Ex-prisoners meet", True),
        ("prisoner*", "Prisoner’s wife", True),
    ],
)
def test_a_term_is_found(term: str, text: str, is_there: bool) -> None:
    assert bool(found(words("en", one=term), text, EN)) is is_there


def test_of_two_acts_the_more_exact_takes_the_word() -> None:
    vocabulary = words("ru", sanction="санкци*", decoy="санкционировал*")

    assert found(vocabulary, "Суд санкционировал арест", RU) == [("decoy", "санкционировал*")]
    assert found(vocabulary, "Санкции сняты", RU) == [("sanction", "санкци*")]


def test_stances_do_not_take_words_from_each_other() -> None:
    vocabulary = words("ru", plan="пообеща*", modal="пообещал*")

    assert {name for name, _ in found(vocabulary, "Он пообещал", RU)} == {"plan", "modal"}


def test_a_false_friend_hides_what_stands_inside_it() -> None:
    vocabulary = words("en", decoy="radio free europe", free_inf="free")

    assert found(vocabulary, "Radio Free Europe reports", EN) == [("decoy", "radio free europe")]
    assert ("free_inf", "free") in found(vocabulary, "Free them", EN)


def test_a_fused_lithuanian_not_is_seen() -> None:
    reading = words("lt", free="paleido").read("Minskas nepaleido kalinių", "", LT)

    assert [(f.term, f.negated) for f in reading.title.found] == [("paleido", True)]


@pytest.mark.parametrize("detected", BE, ids=[d.tag for d in BE])
def test_one_belarusian_list_serves_three_spellings(detected: Detected) -> None:
    text = {
        "be": "Знялі абмежаванні",
        "be-tarask": "Зьнялі абмежаваньні",
        "be-latn": "Źniali abmiežavańni",
    }[detected.tag]
    vocabulary = words("be", lift="знялі", measure="абмежаванн*")

    assert [name for name, _ in found(vocabulary, text, detected)] == ["lift", "measure"]


def test_a_language_without_words_finds_nothing() -> None:
    assert found(words("en", one="freed"), "Ten freed", Detected("pl")) == []


def test_commas_lines_and_comments_part_terms() -> None:
    terms = parse_terms("one", "freed, let go  # why\n\nreleased\n", "en")

    assert [term.written for term in terms] == ["freed", "let go", "released"]


def test_a_bar_between_words_stands_for_either() -> None:
    terms = parse_terms("one", "flown|driven ... home|back*, freed", "en")

    assert [term.written for term in terms] == [
        "flown ... home",
        "flown ... back*",
        "driven ... home",
        "driven ... back*",
        "freed",
    ]


def test_two_texts_read_as_one_keep_their_places() -> None:
    reading = words("en", free="freed").read("Ten freed", "Five freed", EN)
    both = reading.title + reading.summary

    assert [both.tokens[f.start].raw for f in both.found] == ["freed", "freed"]
    assert [both.text[t.start : t.end] for t in both.tokens] == ["Ten", "freed", "Five", "freed"]
    assert [t.sentence for t in both.tokens] == [0, 0, 1, 1]


def test_the_shipped_words_have_the_same_acts_in_every_language() -> None:
    acts = ["free", "freed", "free_inf", "free_coming", "pardon", "swap", "lift", "ease", "impose"]
    acts += ["extend", "evade", "sanction", "political", "prisoner", "decoy", "noise_release"]
    shipped = load_vocabulary()

    for language in LANGUAGES:
        assert set(acts) <= {term.concept for term in shipped.terms[language]}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [('free = "', "en.toml"), ("free = 1", "en.toml"), ('free = "**"', "is no word")],
    ids=["not toml", "not text", "no word"],
)
def test_a_bad_words_file_is_named(tmp_path: Path, text: str, complaint: str) -> None:
    for language in LANGUAGES:
        (tmp_path / f"{language}.toml").write_text('free = "x"', encoding="utf-8")
    (tmp_path / "en.toml").write_text(text, encoding="utf-8")

    with pytest.raises(ConfigError, match=complaint):
        load_vocabulary(tmp_path)


def test_every_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load_vocabulary(tmp_path)

    assert len(caught.value.problems) == len(LANGUAGES)
