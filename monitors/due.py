"""Pure: when a source is polled next.

After success: its own interval, spread by jitter so that sources do not march in step. After a
failure: the interval doubles with each failure in a row up to six hours, and never stops for
ever: addresses come back. A server's own Retry-After is a floor, never a ceiling.
"""

from datetime import datetime, timedelta

MOST = timedelta(hours=6)
"""The longest pause between two polls of a failing source."""

JITTER = 0.1
"""Share of the interval by which a poll may come later."""

_MOST_DOUBLINGS = 16  # 2^16 minutes are far beyond MOST; more would only overflow


def next_due(
    now: datetime,
    interval: timedelta,
    *,
    failures: int = 0,
    retry_after: timedelta | None = None,
    chance: float = 0.0,
) -> datetime:
    """The instant of the next poll; `chance` in [0, 1) places it within the jitter."""
    pause = interval
    if failures:
        doubled = interval * 2 ** min(failures, _MOST_DOUBLINGS)
        pause = max(interval, min(doubled, MOST))
    pause *= 1 + JITTER * chance
    return now + max(pause, retry_after or timedelta())
