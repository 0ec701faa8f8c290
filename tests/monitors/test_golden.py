import pytest

from monitors.golden import Example, broken, read_as
from monitors.keywords import TopicRule, keywords_by_language

BORDER = TopicRule(
    "border",
    {"lt": ["sien*"], "en": ["border*"]},
    all={"lt": ["uždar*", "Baltarus*"]},
    none={"en": ["football"]},
)


def problems(*examples: Example) -> list[str]:
    return broken({"border": examples}, [BORDER], keywords_by_language([BORDER]))


def test_examples_that_hold_say_nothing() -> None:
    assert not problems(
        Example("Siena su Baltarusija uždaryta", match=True),
        Example("Lithuania closes its border with Belarus", match=True),
        Example("Uždaryta parduotuvė Vilniuje", match=False),
        Example("Siena su Baltarusija", match=True, summary="Ji jau uždaryta, sako premjerė"),
    )


@pytest.mark.parametrize(
    ("example", "says"),
    [
        (
            Example("Siena su Baltarusija uždaryta", match=False),
            '(read as lt) should not match, but "sien*" (in "Siena"), "Baltarus*" (in '
            '"Baltarusija"), "uždar*" (in "uždaryta") is found',
        ),
        (
            Example("Sieną vėl saugo kariai", match=True, language="lt"),
            '(read as lt) should match, but "uždar*" and "Baltarus*" of all is not found in it',
        ),
        (
            Example("Football at the Lithuanian border is over", match=True),
            '(read as en) should match, but "football" of none is found in it',
        ),
        (
            Example("Lithuania closes its frontier with Belarus", match=True),
            "(read as en) should match, but none of its keywords is found in it",
        ),
        (
            Example("Граница с Беларусью закрыта ещё на месяц", match=True),
            "(read as ru) should match, but the topic has no words in ru",
        ),
    ],
)
def test_a_broken_example_says_what_was_found_or_not(example: Example, says: str) -> None:
    assert problems(example) == [f'topic "border": example 1, "{example.text}" {says}']


def test_every_broken_example_is_named_by_its_number() -> None:
    good, bad = Example("Border closed", match=True), Example("x" * 90, match=True)

    said = problems(good, bad, good, bad)

    assert [one.split(",")[0] for one in said] == [
        'topic "border": example 2',
        'topic "border": example 4',
    ]
    assert "…" in said[0]


def test_the_language_that_an_example_names_is_the_one_it_is_read_in() -> None:
    assert read_as(Example("Minskas", match=True, language="en")).language == "en"
    assert read_as(Example("Vyzvalili palitviaźnia", match=True, language="be")).tag == "be-latn"
