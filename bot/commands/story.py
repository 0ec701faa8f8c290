"""/story and the buttons below its answer: what stories are one, for admins alone.

A button holds ids and nothing else: one that is pressed twice, or long after, finds the stories
as they are by then, or says that they are gone.
"""

from dataclasses import dataclass
from datetime import timedelta

import structlog

from bot.app import readers_of
from bot.commands.context import CommandContext
from bot.commands.reload import may
from bot.format.card import APART, MERGE, SPLIT, card
from bot.format.html import foreign
from bot.message import Message
from monitors import regroup
from monitors.errors import RegroupError, StoreError, UnknownStory
from monitors.model import Story

log = structlog.get_logger(__name__)

_NEAR = timedelta(days=3)
_LONGEST_ANSWER = 200  # https://core.telegram.org/bots/api#answercallbackquery


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button did, in a few words; `message` is what its message shows from then on."""

    told: str
    message: Message | None = None


def story(argument: str, chat: str, context: CommandContext) -> str | Message:
    """The story with this id or of this report, and what can be done with it."""
    said = context.texts
    if not may(chat, context):
        return said.say("story.not_you")
    if not argument:
        return said.say("commands.story.usage")
    try:
        return show(regroup.the_story(context.store, argument), context)
    except UnknownStory as error:
        return foreign(str(error), 1000)


def show(about: Story, context: CommandContext) -> Message:
    """With those in doubt, or else with those of the same days."""
    store = context.store
    related = [found for each in store.related_to(about.id) if (found := store.story(each))]
    related = [each for each in related if not _decided(about, each, context)]
    if related:
        return card(about, related, context.language, doubtful=True)
    near = store.stories_since(about.first_seen - _NEAR)
    near = [
        each for each in near if each.id != about.id and each.first_seen <= about.last_seen + _NEAR
    ]
    near.sort(key=lambda each: abs(each.first_seen - about.first_seen))
    return card(about, near, context.language, doubtful=False)


def _decided(about: Story, other: Story, context: CommandContext) -> bool:
    made = context.store.decisions_on(about.id)
    return any(other.id in (each.story_id, each.other_id) and not each.undone for each in made)


def press(data: str, person: str, context: CommandContext) -> Pressed:
    """Carry out what the button says; never raises for want of the database."""
    said = context.texts
    if not may(person, context):
        return Pressed(said.say("story.not_you"))
    what, _, rest = data.partition(":")
    story_id, _, other = rest.partition(":")
    try:
        told = _carry_out(what, story_id, other, person, context)
        now = regroup.the_story(context.store, story_id)
        return Pressed(said.say(told), show(now, context))
    except RegroupError as error:
        return Pressed(str(error)[:_LONGEST_ANSWER])
    except StoreError as error:
        log.error("button", error=str(error))
        return Pressed(said.say("commands.not_saved"))


def _carry_out(what: str, story_id: str, other: str, by: str, context: CommandContext) -> str:
    """Do it; returns the key of the sentence that says so."""
    store, now = context.store, context.now()
    if what == MERGE:
        regroup.merge(store, story_id, other, by=by, why="", now=now)
    elif what == SPLIT:
        readers = readers_of(context.settings, store)
        regroup.split(store, story_id, [other], readers, by=by, why="", now=now)
    elif what == APART:
        regroup.keep_apart(store, story_id, other, by=by, why="", now=now)
    else:
        raise UnknownStory(context.texts.say("story.old"))
    return f"story.{what}_done"
