"""Which row goes out when, and what is one message."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.turns import is_quiet, jobs, pause
from monitors.config import Channel
from monitors.model import Delivery, DeliveryKind, Reason
from tests.bot.stories import AGENCY, LITHUANIAN, alert

POST, REPLY, EDIT, DIGEST = (
    DeliveryKind.POST,
    DeliveryKind.REPLY,
    DeliveryKind.EDIT,
    DeliveryKind.DIGEST,
)


def row(number: int, kind: DeliveryKind, story: str = "s1", *news: str) -> Delivery:
    made = replace(alert(LITHUANIAN, Reason.NEW_FACT, news), story_id=story)
    return Delivery(id=number, chat="-1", kind=kind, alert=made)


def order(*rows: Delivery) -> list[list[int]]:
    return [[one.id for one in job.rows] for job in jobs(rows)]


def test_an_alert_goes_before_a_reply_before_an_edit_before_a_digest() -> None:
    rows = (row(1, DIGEST), row(2, EDIT), row(3, REPLY), row(4, POST, "s2"))

    assert order(*rows) == [[4], [3], [2], [1]]


def test_among_equals_the_oldest_goes_first() -> None:
    assert order(row(2, POST, "s2"), row(1, POST), row(3, POST, "s3")) == [[1], [2], [3]]


def test_edits_of_one_story_are_one_message_and_keep_all_news() -> None:
    rows = (row(3, EDIT, "s1", "sources:3"), row(1, EDIT, "s1", "released:14->52"), row(2, EDIT))
    (job,) = jobs(rows)

    assert [one.id for one in job.rows] == [1, 2, 3]
    assert job.newest.id == 3
    assert job.alert.news == ("released:14->52", "sources:3")


def test_edits_of_two_stories_are_two_messages() -> None:
    assert order(row(1, EDIT, "s1"), row(2, EDIT, "s2")) == [[1], [2]]


def test_digests_of_a_chat_are_one_message() -> None:
    assert order(row(1, DIGEST, "s1"), row(2, DIGEST, "s2")) == [[1, 2]]


NOW = datetime(2025, 9, 11, 18, tzinfo=UTC)


def late(number: int, story: str = "", minutes: float = 5) -> Delivery:
    """A first message about what was seen late, made so many minutes ago."""
    one = row(number, POST, story or f"s{number}", "backlog:360")
    return replace(one, alert=replace(one.alert, made_at=NOW - timedelta(minutes=minutes)))


def test_more_late_posts_than_allowed_are_one_digest_with_all_that_follows_them() -> None:
    rows = [late(1), late(2), late(3), row(4, REPLY, "s2"), row(5, EDIT, "s3"), row(6, POST, "s9")]
    first, digest = jobs(rows, most_late=2, seen_before=NOW)

    assert [one.id for one in first.rows] == [6]
    assert (digest.kind, digest.backlog) == (DIGEST, True)
    assert [one.id for one in digest.rows] == [1, 2, 3]
    assert [one.id for one in digest.included] == [4, 5]


def test_as_many_late_posts_as_allowed_are_posts() -> None:
    assert order(late(1), late(2)) == [[1], [2]]
    assert len(jobs([late(1), late(2)], most_late=2, seen_before=NOW)) == 2


def test_late_posts_wait_for_more_of_their_kind_from_the_first_one_on() -> None:
    young = [late(1, minutes=1), late(2, minutes=0), row(3, EDIT, "s1"), row(4, POST, "s9")]
    waits = jobs(young, most_late=1, seen_before=NOW - timedelta(minutes=2))
    old = [late(1, minutes=2), late(2, minutes=0)]
    goes = jobs(old, most_late=1, seen_before=NOW - timedelta(minutes=2))

    assert [[one.id for one in job.rows] for job in waits] == [[4]]
    assert [[one.id for one in job.rows] for job in goes] == [[1, 2]]


def test_what_a_first_message_says_is_not_said_again() -> None:
    (job,) = jobs([row(1, POST), row(2, REPLY), row(3, EDIT)])

    assert [one.id for one in job.included] == [2, 3]
    assert job.alert == job.newest.alert


def test_rows_that_another_took_are_left_out() -> None:
    (job,) = jobs([row(1, POST), row(2, REPLY), row(3, EDIT)])
    left = job.claimed(lambda row: row.id != 2)

    assert left
    assert [one.id for one in (*left.rows, *left.included)] == [1, 3]
    assert job.claimed(lambda row: row.id != 1) is None


def test_a_job_was_tried_as_often_as_its_most_tried_row() -> None:
    (job,) = jobs([replace(row(1, EDIT), attempts=3), replace(row(2, EDIT), repeated=True)])

    assert job.attempts == 3
    assert job.repeated


def test_pauses_grow_up_to_a_quarter_of_an_hour() -> None:
    assert [pause(n).total_seconds() for n in (0, 1, 2, 7, 8, 100)] == [5, 10, 20, 640, 900, 900]


@pytest.mark.parametrize(
    ("span", "utc", "quiet"),
    [
        pytest.param("22:00-07:00", (20, 0), True, id="23:00 in Vilnius"),
        pytest.param("22:00-07:00", (3, 59), True, id="06:59"),
        pytest.param("22:00-07:00", (4, 0), False, id="07:00"),
        pytest.param("12:00-14:00", (9, 30), True, id="within a day"),
        pytest.param("12:00-14:00", (12, 0), False, id="after it"),
        pytest.param(None, (0, 0), False, id="no quiet hours"),
    ],
)
def test_quiet_hours_are_those_of_the_channels_own_clock(
    span: str | None, utc: tuple[int, int], quiet: bool
) -> None:
    channel = Channel(chat="@volia_test", quiet=span, timezone="Europe/Vilnius")
    now = datetime(2025, 9, 11, *utc, tzinfo=UTC)

    assert is_quiet([channel], "@volia_test", now) is quiet
    assert not is_quiet([channel], "@another_chat", now)


def test_alerts_of_different_reports_stay_apart() -> None:
    other = replace(row(2, REPLY), alert=alert(AGENCY))

    assert order(row(1, REPLY), other) == [[1], [2]]
    assert timedelta() < pause(0)
