"""Retry-After is understood in both its forms and never keeps us away for long."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.fetch.retry import LONGEST, retry_after

NOW = datetime(2025, 9, 11, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("120", timedelta(minutes=2), id="seconds"),
        pytest.param(" 0 ", timedelta(0), id="zero"),
        pytest.param("000060", timedelta(minutes=1), id="leading-zeros"),
        pytest.param("86401", LONGEST, id="capped"),
        pytest.param("9" * 5000, LONGEST, id="absurd"),
        pytest.param("Thu, 11 Sep 2025 12:30:00 GMT", timedelta(minutes=30), id="date"),
        pytest.param("Thu, 11 Sep 2025 12:30:00 -0000", timedelta(minutes=30), id="date-no-zone"),
        pytest.param("Thursday, 11-Sep-25 13:00:00 GMT", timedelta(hours=1), id="rfc-850"),
        pytest.param("Thu, 11 Sep 2025 11:00:00 GMT", timedelta(0), id="past"),
        pytest.param("Thu, 11 Sep 2099 12:00:00 GMT", LONGEST, id="far-date"),
        pytest.param("-5", None, id="negative"),
        pytest.param("1.5", None, id="fraction"),
        pytest.param("٣", None, id="other-digits"),
        pytest.param("soon", None, id="word"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="absent"),
        pytest.param("Thu, 99 Sep 2025 99:00:00 GMT", None, id="no-such-day"),
    ],
)
def test_a_wish_is_read(value: str | None, expected: timedelta | None) -> None:
    assert retry_after(value, NOW) == expected


@given(st.text())
def test_no_header_raises_or_asks_for_more_than_a_day(value: str) -> None:
    wait = retry_after(value, NOW)

    assert wait is None or timedelta(0) <= wait <= LONGEST
