"""Laws of facts: any text is read without an exception, and every span lies inside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.facts import extract
from monitors.facts.lexicon import lexicon
from monitors.model import Action, ActionLabel, Detected, Facts, Mention, Span
from tests.monitors.facts.reading import TAGS, facts, total

_PIECES = st.sampled_from(
    ["52", "1 700", "14-16", "более", "ещё", "политзаключённых", "литовцев", "и", "Baltarusija",
     "paleido", "šešis", "US", "sanctions", "on", "Belavia", "A.", "Losik", "'s", "—", ",", ".",
     "at least", "other", "with", "\u00ad", "👍", "«", "граждан", "Латвии", "Минфин", "couple"]
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=14).map(" ".join))
_DETECTED = st.sampled_from([*TAGS.values(), Detected("uk", "cyrl"), Detected("und")])


def _spans(found: Facts) -> list[Span]:
    mentions: tuple[Mention, ...] = (
        *found.countries, *found.people, *found.targets, *found.sanctioning,
    )  # fmt: skip
    counts = [one.count for one in found.by_nationality] + [found.released] * bool(found.released)
    return [one.span for one in mentions] + [one.span for one in counts if one]


@given(_TEXTS, _TEXTS, _DETECTED, st.sampled_from(list(ActionLabel)))
def test_any_text_has_facts_whose_spans_lie_inside_it(
    title: str, summary: str, detected: Detected, label: ActionLabel
) -> None:
    texts = {"title": title, "summary": summary}

    for span in _spans(extract(title, summary, detected, Action(label, 1.0), ())):
        assert 0 <= span.start < span.end <= len(texts[span.where])


@given(st.integers(min_value=2, max_value=1899), st.sampled_from(sorted(TAGS)))
def test_a_number_in_digits_is_read_as_it_is(number: int, tag: str) -> None:
    nouns = {
        "lt": "Paleista {} kalinių",
        "ru": "Освобождены {} заключённых",
        "en": "{} prisoners freed",
    }
    sentence = nouns.get(tag, "Вызвалілі {} палітвязняў")

    assert total(facts(tag, sentence.format(number))) == number


@pytest.mark.parametrize("tag", sorted(TAGS))
def test_nothing_is_read_from_nothing(tag: str) -> None:
    assert facts(tag, "", "") == Facts()


@pytest.mark.parametrize("language", ["lt", "be", "ru", "en"])
def test_every_language_knows_the_same_main_words(language: str) -> None:
    words = lexicon(language)

    assert {"BY", "LT", "US", "RU", "UA", "PL"} <= words.values("country")
    assert {"prisoner", "freed", "pow", "person", "citizen", "role"} <= words.values("noun")
    assert {"US", "EU", "UK", "UN", "Canada"} <= words.values("authority")


def test_what_stands_far_down_a_long_text_is_background() -> None:
    found = facts("en", "Prisoners freed", "Nothing here. " * 400 + "Belarus freed 52 prisoners")

    assert (found.countries, found.released) == ((), None)
