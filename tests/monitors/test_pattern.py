import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.pattern import MOST_WAYS, bounded, is_pattern


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        (r"/санкц\w{1,6} .{0,30}белави[яию]/", "Сняты санкции с компании Белавиа? Белавию", True),
        (r"/Bielarus(?:kalij|nafta)/", "belaruskali, BIELARUSKALIJ", True),
        (r"/\b(\d{2,3}) палітвязн/", "вызвалілі 52 палітвязні", True),
        (r"/^Exclusive: .+ freed/", "Exclusive: 14 freed", True),
        (r"/a\.b[\]x-]{1,2}?$/", "a.bx]", True),
        (r"/a{2,}b{3}/", "caabbb", True),
        (r"/free|swap/", "nothing", False),
    ],
)
def test_a_pattern_is_tried_on_the_text_as_written(written: str, text: str, found: bool) -> None:
    assert bool(bounded(written).search(text)) is found


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("/(a+)+b/", "more than 1,000 ways"),
        (r"/.*x.*/", "more than 1,000 ways"),
        ("/(?:a|b|c){1,20}/", "more than 1,000 ways"),
        ("/a*/", "found in every text"),
        ("/^$/", "found in every text"),
        ("/a|/", "found in every text"),
        ("/(?i)a/", "no other (?"),
        ("/(?=a)a/", "no other (?"),
        (r"/(a)\1/", r"\1 is not allowed"),
        ("/a\\/", "is not allowed"),
        ("/(?:a?){3}b/", "must not be repeated"),
        ("/a**/", "a repeat behind a repeat"),
        ("/a{3}{3}/", "a repeat behind a repeat"),
        ("/a{101}/", "more than 100 repeats"),
        ("/a{1,101}/", "more than 100 repeats"),
        ("/*a/", "nothing before *"),
        ("/(a/", "( without )"),
        ("/a)/", ") without ("),
        ("/[a/", "[ without ]"),
        ("/[z-a]/", "no regular expression"),
    ],
)
def test_a_pattern_that_may_take_long_or_is_none_is_refused(written: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        bounded(written)


@pytest.mark.parametrize("word", ["/", "word", "/word", "and/or"])
def test_what_does_not_stand_between_slashes_is_no_pattern(word: str) -> None:
    assert not is_pattern(word)


PARTS = st.recursive(
    st.sampled_from(["a", ".", r"\w", "[ab]", "b"]),
    lambda part: st.one_of(
        st.builds("(?:{}|{})".format, part, part),
        st.builds("(?:{})".format, part).flatmap(
            lambda one: st.sampled_from([f"{one}{sign}" for sign in ("*", "+", "?", "{1,9}")])
        ),
        st.builds("{}{}".format, part, part),
    ),
    max_leaves=8,
)


@given(PARTS)
def test_what_is_taken_ends_soon_on_a_text_made_to_harm(part: str) -> None:
    try:
        pattern = bounded(f"/{part}!/")
    except ValueError:
        return
    begun = time.process_time()

    assert pattern.search("a" * 700) is None
    assert time.process_time() - begun < 1
    assert MOST_WAYS == 1_000
