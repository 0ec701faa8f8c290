"""The languages of all labelled headlines: pinned; `python -m bench.language` prints them."""

import pytest

from bench import language

# Measured shares less what one more wrong headline in a hundred would take.
PINNED = {
    # (with what the feed declares, with the summary)
    (True, False): {"lt": 0.995, "be": 0.995, "ru": 0.995, "en": 0.995, "be-latn": 0.99},
    (True, True): {"lt": 0.995, "be": 0.995, "ru": 0.995, "en": 0.995, "be-latn": 0.99},
    (False, False): {"lt": 0.995, "be": 0.99, "ru": 0.99, "en": 0.995, "be-latn": 0.97},
    (False, True): {"lt": 0.995, "be": 0.995, "ru": 0.995, "en": 0.995, "be-latn": 0.98},
}


@pytest.mark.parametrize(("declared", "summaries"), PINNED)
def test_the_language_of_a_headline_is_told(declared: bool, summaries: bool) -> None:
    shares = language.right(language.headlines(), declared=declared, summaries=summaries)

    assert language.fallen_short(shares, declared=declared) == []
    for group, least in PINNED[declared, summaries].items():
        assert shares[group] >= least, shares


def test_a_language_is_told_in_a_tenth_of_a_millisecond() -> None:
    spent = language.microseconds(language.headlines(), rounds=3)

    assert spent <= language.MICROSECONDS
