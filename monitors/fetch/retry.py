"""When a server wants to be asked again (RFC 9110, 10.2.3): pure."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST = timedelta(hours=24)
DIGITS_OF_LONGEST = 5


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Return the wait that a Retry-After header asks for, between 0 and 24 hours.

    The header is a number of seconds or an HTTP date; None if it is absent or is neither.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        seconds = text.lstrip("0") or "0"
        return _capped(timedelta(seconds=int(seconds[: DIGITS_OF_LONGEST + 1])))
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return _capped(moment - now)


def _capped(wait: timedelta) -> timedelta:
    return max(timedelta(0), min(wait, LONGEST))
