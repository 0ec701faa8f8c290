from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.due import JITTER, MOST, next_due

NOW = datetime(2025, 9, 11, 9, tzinfo=UTC)
FIVE = timedelta(minutes=5)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 5), (1, 10), (2, 20), (3, 40), (6, 320), (7, 360), (500, 360)]
)
def test_the_pause_doubles_with_each_failure_up_to_six_hours(failures: int, minutes: int) -> None:
    due = next_due(NOW, FIVE, failures=failures)

    assert due == NOW + timedelta(minutes=minutes)


def test_retry_after_is_a_floor() -> None:
    later = next_due(NOW, FIVE, failures=1, retry_after=timedelta(hours=12))
    sooner = next_due(NOW, FIVE, failures=1, retry_after=timedelta(seconds=1))

    assert later == NOW + timedelta(hours=12)
    assert sooner == NOW + timedelta(minutes=10)


def test_a_slow_source_is_not_polled_faster_because_it_fails() -> None:
    assert next_due(NOW, timedelta(hours=12), failures=1) == NOW + timedelta(hours=12)


@given(st.integers(0, 10_000), st.floats(0, 1, exclude_max=True))
def test_a_source_is_never_off_for_ever(failures: int, chance: float) -> None:
    due = next_due(NOW, FIVE, failures=failures, chance=chance)

    assert NOW + FIVE <= due <= NOW + MOST * (1 + JITTER)
