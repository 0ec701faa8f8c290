"""What outlets write as a date, and the instant they mean."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.dates import AHEAD, EARLIEST, parse_date

NOW = datetime(2026, 1, 1, tzinfo=UTC)
MEANT = datetime(2025, 9, 11, 13, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "Thu, 11 Sep 2025 16:02:00 +0300",
        "Thu, 11 Sep 2025 13:02:00 GMT",
        "Thu, 11 Sep 2025 13:02:00 Z",
        "Thu, 11 Sep 2025 16:02:00 EEST",
        "Thu, 11 Sep 2025 15:02:00 EET",
        "Thu, 11 Sep 2025 16:02:00 MSK",
        "Thu, 11 Sep 2025 16:02 мск",
        "Thu, 11 Sep 2025 16:02:00 GMT+3",
        "Thu, 11 Sep 2025 16:02:00 GMT+03:00",
        "Thu, 11 Sep 2025 16:02:00 UTC+03:00",
        "Thu, 11 Sep 2025 16:02:00 UTC +3",
        "Thu, 11 Sep 2025 04:02:00 PM +0300",
        "Thu, 11 Sept. 2025 4:02 p.m. +03:00",
        "Mon, 11 Sep 2025 16:02:00 +0300",
        "11 Sep 25 16:02 +0300",
        "Thu Sep 11 13:02:00 2025",
        "Thu, Sep 11 2025 01:02:00 PM",
        "September 11, 2025 13:02",
        "Чт, 11 сен 2025 16:02:00 +0300",
        "четверг, 11 сентября 2025 г. 16:02 (МСК)",
        "Чц, 11 вер 2025 16:02:00 +0300",
        "чацвер, 11 верасня 2025 г., 16:02 +0300",
        "чацьвер, 11 верасьня 2025, 16:02 +0300",
        "čaćvier, 11 vieraśnia 2025, 16:02 +0300",
        "четвер, 11 вересня 2025, 16:02 +0300",
        "Kt, 11 rugs. 2025 16:02:00 +0300",
        "2025 m. rugsėjo 11 d. 16:02 EEST",
        "2025 m. rugse\u0307jo 11 d., ketvirtadienis, 16.02 val. +0300",
        "Qui, 11 Set 2025 10:02:00 -0300",
        "Thu,11 Sep 2025 22:2:0 GMT+9",
        "2025-09-11T16:02:00+03:00",
        "2025-09-11T16:02:00.000+0300",
        "2025-09-11T13:02:00.123456789Z",
        "2025-09-11t13:02:00z",
        "2025-09-11 13:02",
        "2025-09-11 16:02:00 +0300",
        "2025-09-11T13:02Z",
        "20250911T130200Z",
        "2025.09.11 13:02",
        "11.09.2025 13:02",
        "11.09.25 13:02",
        "11/9/2025 13:02",
        "11-09-2025, 13:02 UTC",
        "9/11/2025 13:02 UTC",
        "1757595720",
        "1757595720000",
    ],
)
def test_a_date_is_read_as_meant(raw: str) -> None:
    now = datetime(2025, 9, 12, tzinfo=UTC)

    found = parse_date(raw, now)

    assert found is not None
    assert found.replace(second=0, microsecond=0) == MEANT


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("lt", "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio "
               "lapkričio gruodžio"),
        ("be", "студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня "
               "кастрычніка лістапада снежня"),
        ("be-latn", "studzienia lutaha sakavika krasavika traŭnia červienia lipienia žniŭnia "
                    "vieraśnia kastryčnika listapada śniežnia"),
        ("ru", "января февраля марта апреля мая июня июля августа сентября октября ноября "
               "декабря"),
        ("uk", "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада "
               "грудня"),
        ("en", "January February March April May June July August September October November "
               "December"),
    ],
)  # fmt: skip
def test_every_month_is_known_by_the_name_that_dates_use(language: str, names: str) -> None:
    read = [parse_date(f"7 {name.upper()} 2024 10:00 UTC", NOW) for name in names.split()]

    assert read == [datetime(2024, month, 7, 10, tzinfo=UTC) for month in range(1, 13)]


def test_hour_24_is_midnight_of_the_next_day() -> None:
    assert parse_date("11.09.2025 24:00 UTC", NOW) == datetime(2025, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "hour"),
    [("12:30 AM", 0), ("12:30 PM", 12), ("01:30 PM", 13), ("16:30 PM", 16), ("11:30 am", 11)],
)
def test_the_twelve_hour_clock(raw: str, hour: int) -> None:
    assert parse_date(f"11 Sep 2025 {raw}", NOW) == datetime(2025, 9, 11, hour, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "hour"), [("be", 13), ("ru", 13), ("lt", 13), ("en", 16), (None, 16), ("xx", 16)]
)
def test_a_time_without_zone_is_local_where_the_language_is_at_home(
    language: str | None, hour: int
) -> None:
    found = parse_date("11.09.2025 16:00", NOW, language=language)

    assert found == datetime(2025, 9, 11, hour, tzinfo=UTC)


def test_lithuanian_winter_time_is_two_hours_east() -> None:
    found = parse_date("2025 m. gruodžio 13 d. 16:00", NOW, language="lt")

    assert found == datetime(2025, 12, 13, 14, tzinfo=UTC)


def test_a_day_without_a_time_is_its_midnight() -> None:
    found = parse_date("ЧТ, 29 Feb 2024", NOW, language="ru")

    assert found == datetime(2024, 2, 28, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "11 сентября",
        "11 September 16:02",
        "2025",
        "16:02",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0001-01-01T00:00:00Z",
        "0000-00-00 00:00:00",
        "0",
        "2025-02-30",
        "31.04.2025",
        "99.99.2025",
        "11 Sep 2025 25:00",
        "11 Sep 2025 10:75",
        "11 12 13 Sep 2025",
        "9999-12-31T23:59:59-23:59",
        "²² Sep 2025",
    ],
)
def test_what_names_no_day_is_no_date(raw: str) -> None:
    assert parse_date(raw, NOW) is None


def test_the_future_is_no_date() -> None:
    assert parse_date((NOW + AHEAD + timedelta(seconds=1)).isoformat(), NOW) is None


def test_a_clock_that_is_a_little_ahead_means_now() -> None:
    assert parse_date((NOW + AHEAD).isoformat(), NOW) == NOW


def test_an_impossible_offset_is_passed_over() -> None:
    assert parse_date("11 Sep 2025 16:02 +9900", NOW) == datetime(2025, 9, 11, 16, 2, tzinfo=UTC)


@given(st.one_of(st.text(max_size=60), st.text("0123456789 :./-+TZpmGMT,", max_size=40)))
def test_any_text_is_a_plausible_date_or_none(raw: str) -> None:
    found = parse_date(raw, NOW)

    assert found is None or EARLIEST <= found <= NOW


@given(st.datetimes(datetime(1996, 1, 1), datetime(2025, 12, 1)))  # noqa: DTZ001
def test_what_python_writes_is_read_back(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=UTC)

    assert parse_date(aware.isoformat(), NOW) == aware
    assert parse_date(aware.strftime("%d.%m.%Y %H:%M:%S"), NOW) == aware
