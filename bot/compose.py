"""Edge: what a job of the outbox says, from its stories as they stand now."""

from collections.abc import Iterable
from dataclasses import replace

from bot.format import digest, post, reply
from bot.format.news import LATENESS, without
from bot.turns import Job
from monitors.ledger import ledger
from monitors.model import Alert, DeliveryKind, Story
from monitors.store import Store


def compose(job: Job, store: Store) -> str | None:
    """The message as its story stands now; None if there is no story any more."""
    row, alert = job.newest, job.alert
    if job.kind is DeliveryKind.DIGEST:
        stories = _stories(job, store)
        if not stories:
            return None
        return digest(stories, row.language, backlog=job.backlog, repeated=job.repeated)
    story = store.story(alert.story_id)
    if story is None:
        return None
    known = ledger(story)
    if row.kind is DeliveryKind.REPLY:
        return reply(story, known, alert, row.language, repeated=job.repeated)
    if row.kind is DeliveryKind.EDIT:
        told = _with_history(alert, store.told_to(row.chat, story.id))
        return post(story, known, told, row.language, edited=True)
    return post(story, known, alert, row.language, repeated=job.repeated)


def _with_history(alert: Alert, told: Iterable[tuple[DeliveryKind, Alert]]) -> Alert:
    """The alert with all that the chat was told before: old figures stay struck out.

    How late the story was seen is said by the alert of its first message.
    """
    news: list[str] = []
    for kind, earlier in told:
        first = kind is DeliveryKind.POST
        news += [token for token in earlier.news if first == token.startswith(LATENESS)]
    return replace(alert, news=tuple(dict.fromkeys([*news, *without(alert.news, LATENESS)])))


def _stories(job: Job, store: Store) -> list[Story]:
    """Stories of a digest: those of its rows, and those that the news of its alert name by id."""
    ids = [*job.alert.news, *(row.alert.story_id for row in job.rows)]
    found = [store.story(one) for one in dict.fromkeys(ids)]
    return [story for story in found if story]
