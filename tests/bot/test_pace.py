"""Sliding windows: what leaves, and when."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import Limits, Pace, is_group
from tests.bot.stories import NOON

NONE = timedelta()
GROUP, PERSON = "-1001", "42"


def at(seconds: float) -> timedelta:
    return timedelta(seconds=seconds)


def test_the_first_message_leaves_at_once() -> None:
    assert Pace().delay(GROUP, NOON) == NONE


def test_a_chat_gets_one_message_a_second() -> None:
    pace = Pace()
    pace.book(PERSON, NOON)

    assert NONE < pace.delay(PERSON, NOON + at(0.5)) < at(0.7)
    assert pace.delay(PERSON, NOON + at(1.2)) == NONE
    assert pace.delay("43", NOON) == NONE


def test_a_group_gets_twenty_a_minute_and_a_person_more() -> None:
    pace = Pace()
    for second in range(20):
        pace.book(GROUP, NOON + at(2 * second))
        pace.book(PERSON, NOON + at(2 * second))

    assert at(19) < pace.delay(GROUP, NOON + at(40)) < at(21)
    assert pace.delay(PERSON, NOON + at(40)) == NONE


def test_edits_leave_room_for_alerts() -> None:
    pace = Pace()
    for second in range(15):
        pace.book(GROUP, NOON + at(2 * second))

    assert pace.delay(GROUP, NOON + at(30), edited=1) > at(20)
    assert pace.delay(GROUP, NOON + at(30)) == NONE


def test_a_message_is_edited_once_a_minute() -> None:
    pace = Pace()
    pace.book(PERSON, NOON, edited=5)

    assert pace.delay(PERSON, NOON + at(20), edited=5) == at(40)
    assert pace.delay(PERSON, NOON + at(20), edited=6) == NONE
    assert pace.delay(PERSON, NOON + at(60), edited=5) == NONE


def test_all_chats_together_stay_below_thirty_a_second() -> None:
    pace = Pace()
    for chat in range(30):
        pace.book(str(chat + 1), NOON)

    assert pace.delay("99", NOON) > at(0.9)


def test_what_is_past_is_forgotten() -> None:
    pace = Pace()
    for chat in range(100):
        pace.book(str(chat + 1), NOON + at(chat), edited=1)
    pace.book("1", NOON + at(600))

    assert len(pace._chats) == 1
    assert len(pace._edited) == 0


def test_groups_and_channels_have_names_or_negative_numbers() -> None:
    assert [is_group(chat) for chat in ("@volia_en", "-1001", "42")] == [True, True, False]


@given(st.lists(st.tuples(st.sampled_from(["-1", "-2", "3"]), st.floats(0, 3)), max_size=120))
def test_no_window_ever_holds_more_than_its_limit(calls: list[tuple[str, float]]) -> None:
    pace, limits, now = Pace(), Limits(), NOON
    left: list[tuple[str, object]] = []
    for chat, later in calls:
        now += at(later)
        leaves = now + pace.delay(chat, now)
        pace.book(chat, leaves)
        left.append((chat, leaves))
        now = leaves

    for chat in ("-1", "-2"):
        times = [when for name, when in left if name == chat]
        for early, late in zip(times, times[limits.group_per_minute :], strict=False):
            assert late - early > at(60)  # type: ignore[operator]


def test_a_clock_that_is_set_back_holds_nothing_up() -> None:
    pace = Pace()
    for second in range(20):
        pace.book(GROUP, NOON + at(second), edited=7)
    pace.delay(GROUP, NOON + at(20))

    back = NOON + at(20) - timedelta(hours=1)

    assert at(39) < pace.delay(GROUP, back) < at(41)
    assert pace.delay(PERSON, back) == NONE
    assert pace.delay(GROUP, back + at(70), edited=7) == NONE
