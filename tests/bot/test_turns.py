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
