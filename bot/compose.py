"""Edge: what a job of the outbox says, from its stories as they stand now."""

from collections.abc import Iterable
from dataclasses import replace

from bot.format import digest, message_address, pointer, post, reply
from bot.format.card import card
from bot.format.news import LATENESS, without
from bot.message import Message
from bot.turns import Job
from monitors.ledger import ledger
from monitors.model import Alert, DeliveryKind, Story
from monitors.store import Store


def compose(job: Job, store: Store) -> Message | None:
    """The message as its story stands now; None if there is no story any more."""
    if job.kind is DeliveryKind.QUESTION:
        return _question(job, store)
    html = _digest(job, store) if job.kind is DeliveryKind.DIGEST else _told(job, store)
    return None if html is None else Message(html)


def _question(job: Job, store: Store) -> Message | None:
    """To admins; None if it was settled meanwhile."""
    story, others = store.story(job.alert.story_id), map(store.story, job.alert.news)
    left = [other for other in others if other and story and other.id != story.id]
    return card(story, left, job.newest.language, doubtful=True) if story and left else None


def _digest(job: Job, store: Store) -> str | None:
    stories = _stories(job, store)
    if not stories:
        return None
    language = job.newest.language
    return digest(stories, language, backlog=job.backlog, repeated=job.repeated)


def _told(job: Job, store: Store) -> str | None:
    """One story as this chat's readers are to see it; of a merged one where its news stand."""
    row, alert = job.newest, job.alert
    story = store.story(alert.story_id)
    if story is None:
        return None
    if story.id != alert.story_id:
        older = store.message_of(row.chat, story.id)
        if row.kind is DeliveryKind.EDIT:
            return pointer(story, row.language, message_address(row.chat, older))
        if older is not None:  # left over from before the merge: the chat has the news
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
    """Stories of a digest, each once: those of its rows, and those its alert names by id."""
    ids = [*job.alert.news, *(row.alert.story_id for row in job.rows)]
    found = [store.story(one) for one in dict.fromkeys(ids)]
    return list({story.id: story for story in found if story}.values())
