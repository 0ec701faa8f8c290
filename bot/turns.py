"""Pure: in which order the rows of one chat go out, and which of them are one message."""

from collections.abc import Callable, Iterable, Sequence
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
    DeliveryKind.QUESTION: 4,
}
_FIRST_PAUSE = timedelta(seconds=5)
_LONGEST_PAUSE = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Job:
    """One request to Telegram and the rows that it settles, oldest first.

    `rows` go out; `included` are edits and replies that it makes needless, because its message
    shows their news already. `backlog`: the posts of many stories, told as one digest.
    """

    rows: tuple[Delivery, ...]
    included: tuple[Delivery, ...] = ()
    backlog: bool = False

    @property
    def newest(self) -> Delivery:
        """The row whose message goes out."""
        return self.rows[-1]

    @property
    def kind(self) -> DeliveryKind:
        """What kind of message it is."""
        return DeliveryKind.DIGEST if self.backlog else self.newest.kind

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

    def claimed(self, claim: Callable[[Delivery], bool]) -> "Job | None":
        """What is left of it for those that `claim` takes; None if nothing is."""
        rows = tuple(filter(claim, self.rows))
        return (
            replace(self, rows=rows, included=tuple(filter(claim, self.included))) if rows else None
        )


def jobs(
    rows: Iterable[Delivery],
    *,
    most_late: int | None = None,
    seen_before: datetime | None = None,
) -> list[Job]:
    """What to send to one chat, in order; edits of a story are one job, and so are digests.

    Posts of a backlog that were made after `seen_before` are left for later, so that those which
    other sources bring in the next minutes are told together with them; of more than `most_late`
    one digest is made.
    """
    ordered = sorted(rows, key=lambda row: row.id)
    late = [row for row in ordered if is_backlog(row)]
    if late and seen_before and min(row.alert.made_at for row in late) > seen_before:
        later = {row.alert.story_id for row in late}
        ordered = [row for row in ordered if row.alert.story_id not in later]
        late = []
    joined: dict[object, list[Delivery]] = {}
    as_digest = most_late is not None and len(late) > most_late
    for row in ordered:
        key = "backlog" if as_digest and is_backlog(row) else _key(row)
        joined.setdefault(key, []).append(row)
    found = [Job(tuple(group), (), key == "backlog") for key, group in joined.items()]
    return sorted(_included(found), key=lambda job: (_RANK[job.kind], job.rows[0].id))


def is_backlog(row: Delivery) -> bool:
    """True for a first message about what was seen late, after its source was not read for long."""
    return row.kind is DeliveryKind.POST and any(
        token.startswith("backlog:") for token in row.alert.news
    )


def _included(found: Sequence[Job]) -> list[Job]:
    """A story's first message shows what its edits and replies would say, so it goes alone."""
    posts = {row.alert.story_id: job for job in found for row in job.rows if _is_post(row)}
    spared: dict[int, list[Delivery]] = {}
    kept: list[Job] = []
    for job in found:
        post = posts.get(job.newest.alert.story_id)
        if post and job.kind in (DeliveryKind.EDIT, DeliveryKind.REPLY):
            spared.setdefault(id(post), []).extend(job.rows)
        else:
            kept.append(job)
    return [replace(job, included=tuple(spared.get(id(job), ()))) for job in kept]


def _is_post(row: Delivery) -> bool:
    return row.kind is DeliveryKind.POST


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
