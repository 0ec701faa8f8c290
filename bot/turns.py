"""Pure: in which order the rows of one chat go out, and which of them are one message."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitors.config import Channel
from monitors.model import Alert, Delivery, DeliveryKind

# a new alert before a reply before an edit before a digest
_RANK = {
    DeliveryKind.POST: 0,
    DeliveryKind.REPLY: 1,
    DeliveryKind.EDIT: 2,
    DeliveryKind.DIGEST: 3,
}
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Job:
    """One request to Telegram and the rows that it settles, oldest first."""

    rows: tuple[Delivery, ...]

    @property
    def newest(self) -> Delivery:
        """The row whose message goes out."""
        return self.rows[-1]

    @property
    def alert(self) -> Alert:
        """The newest alert with the news of all: a struck-out figure outlives its own edit."""
        news = dict.fromkeys(token for row in self.rows for token in row.alert.news)
        return replace(self.newest.alert, news=tuple(news))

    @property
    def repeated(self) -> bool:
        """True if Telegram may have had it before."""
        return any(row.repeated for row in self.rows)

    @property
    def attempts(self) -> int:
        """How often the row that was tried most was tried."""
        return max(row.attempts for row in self.rows)


def jobs(rows: Iterable[Delivery]) -> list[Job]:
    """What to send to one chat, in order; edits of a story are one job, and so are digests."""
    joined: dict[object, list[Delivery]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        joined.setdefault(_key(row), []).append(row)
    found = [Job(tuple(group)) for group in joined.values()]
    return sorted(found, key=lambda job: (_RANK[job.newest.kind], job.rows[0].id))


def _key(row: Delivery) -> object:
    if row.kind is DeliveryKind.EDIT:
        return row.kind, row.alert.story_id
    return row.kind if row.kind is DeliveryKind.DIGEST else row.id


def pause(attempts: int, longest: timedelta = _LONGEST_PAUSE) -> timedelta:
    """How long to wait after so many attempts: 5 s, 10 s, 20 s, ... at most `longest` (15 min)."""
    return min(longest, _FIRST_PAUSE * 2.0 ** min(attempts, 10))


def is_quiet(channels: Sequence[Channel], chat: str, now: datetime) -> bool:
    """True in the quiet hours of a configured channel, by its own clock."""
    for channel in channels:
        if channel.chat == chat and channel.quiet_span:
            begin, end = channel.quiet_span
            local = now.astimezone(channel.zone).time()
            return begin <= local < end if begin <= end else local >= begin or local < end
    return False
