"""Edge: two stories become one, one becomes two; what was decided is remembered.

A merge keeps the story that was first reported. The message of the other is edited to point to
the older one's, which is edited with the joined facts; nobody is told twice. A split makes a
story of the reports taken out, whose first message is silent. Each is one transaction: a crash
leaves all of it or nothing.

Raises UnknownStory for what is not there and RegroupError for what makes no sense, with a sentence
for people.
"""

import itertools
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitors.audience import Wish, plan, wants
from monitors.bonds import Kind, Regrouped
from monitors.errors import RegroupError, UnknownStory
from monitors.model import Alert, Audience, Planned, Reason, Report, Story
from monitors.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Readers:
    """Who would get the first message of a story that was split off, and what of."""

    audiences: Callable[[], Sequence[Audience]] = tuple
    wishes: Mapping[str, Wish]
    max_age_hours: float = 24


def the_story(store: Store, key: str) -> Story:
    """The story with this id, or the beginning of one, or with a report of this id or address."""
    if not key.strip():
        raise UnknownStory("No story was named: give its id, or the address of a report.")
    found = store.find_stories(key)
    if len(found) > 1:
        raise UnknownStory(f"{key[:200]} may be any of {', '.join(found)}")
    story = store.story(found[0]) if found else None
    if story is None:
        raise UnknownStory(f"No stored story has the id {key[:200]}, or a report of that address.")
    return story


def merge(store: Store, one: str, other: str, *, by: str, why: str, now: datetime) -> Story:
    """Put two stories together; returns the story that both are now."""
    with store.begin(durable=True):
        older, younger = _in_order(the_story(store, one), the_story(store, other))
        if older.id == younger.id:
            same = one == other
            raise RegroupError(
                f"{one} cannot be merged with itself"
                if same
                else f"{one} and {other} are one story already"
            )
        number = store.decide(_decision(Kind.MERGE, older, younger, by=by, why=why, now=now))
        store.move_reports([each.item.id for each in younger.reports], younger.id, older.id)
        gone = store.leave_for(younger.id, older.id)
        for story_id in gone:
            store.gather_deliveries(story_id, older.id, now)
        _edit(store, [*gone, older.id], number, Reason.MERGED, now)
        return the_story(store, older.id)


def split(
    store: Store,
    story_id: str,
    items: Iterable[str],
    readers: Readers,
    *,
    by: str,
    why: str,
    now: datetime,
) -> Story:
    """Make a story of these reports (items by id or address); returns the new one."""
    with store.begin(durable=True):
        story = the_story(store, story_id)
        taken = _taken(store, story, items)
        left = [each for each in story.reports if each not in taken]
        if not left:
            raise RegroupError(f"these are all reports of {story.id}: nothing would be left of it")
        new = Story(id=_new_id(store, story, taken), reports=taken)
        return _parted(store, Story(id=story.id, reports=tuple(left)), new, readers, by, why, now)


def keep_apart(store: Store, one: str, other: str, *, by: str, why: str, now: datetime) -> None:
    """Remember that two stories are two; nothing else changes."""
    with store.begin(durable=True):
        older, younger = _in_order(the_story(store, one), the_story(store, other))
        if older.id == younger.id:
            raise RegroupError(f"{one} and {other} are one story: split it first")
        decided = _decision(Kind.APART, older, younger, by=by, why=why, now=now)
        _refuse_twice(store, decided)
        store.decide(decided)


def _refuse_twice(store: Store, decided: Regrouped) -> None:
    """One of two like decisions would stay in force when the other is taken back."""
    in_force = [each for each in store.decisions_on(decided.story_id) if not each.undone]
    pair = {decided.first, decided.second}
    last = next((one for one in reversed(in_force) if {one.first, one.second} == pair), None)
    if last and last.kind is Kind.APART:
        both = f"{decided.story_id} and {decided.other_id}"
        raise RegroupError(f"{both} are kept apart already, by decision {last.id}")


def undo(store: Store, number: int, readers: Readers, *, by: str, now: datetime) -> Regrouped:
    """Take a decision back: a merge becomes a split, a split a merge; returns what was undone."""
    with store.begin(durable=True):
        found = store.decision(number)
        if found is None:
            raise UnknownStory(f"there is no decision number {number}")
        if found.undone:
            raise RegroupError(f"decision {number} was taken back before")
        why = f"decision {number} was taken back"
        store.undo_decision(number)
        if found.kind is Kind.MERGE:
            _take_out(store, found, readers, by, why, now)
        elif found.kind is Kind.SPLIT:
            merge(store, found.story_id, found.other_id, by=by, why=why, now=now)
        return found


def _take_out(
    store: Store, found: Regrouped, readers: Readers, by: str, why: str, now: datetime
) -> None:
    story = the_story(store, found.story_id)
    there = [each for each in story.reports if each.item.id in found.second]
    left = tuple(each for each in story.reports if each.item.id not in found.second)
    if not there or not left:
        raise RegroupError(f"the reports of decision {found.id} are no longer in one story")
    taken = tuple(there)
    free = store.story_now(found.other_id) == story.id != found.other_id
    new_id = found.other_id if free else _new_id(store, story, taken)
    old, new = Story(id=story.id, reports=left), Story(id=new_id, reports=taken)
    _parted(store, old, new, readers, by, why, now, told_as=Reason.FIRST_REPORT)


def _parted(
    store: Store,
    old: Story,
    new: Story,
    readers: Readers,
    by: str,
    why: str,
    now: datetime,
    *,
    told_as: Reason = Reason.SPLIT,
) -> Story:
    """Move the reports of `new` out of `old`, and tell; `old` is what is left.

    `told_as` says how those who never heard of `new` are told. Without a sound after a split; if
    a merge is taken back, they are owed the first message that the merge withheld.
    """
    number = store.decide(_decision(Kind.SPLIT, old, new, by=by, why=why, now=now))
    items = [each.item.id for each in new.reports]
    store.move_reports(items, old.id, new.id)
    store.give_back_deliveries(old.id, new.id)
    followed = store.follow(items, old.id, new.id)
    _edit(store, [old.id, new.id, *followed], number, Reason.SPLIT, now)
    posts = _posts(store, new, readers, now)
    if posts:
        store.add_alert(_alert(new, f"split.{number}", told_as, now), posts)
    return new


def _posts(store: Store, story: Story, readers: Readers, now: datetime) -> list[Planned]:
    """First messages of a story, for those who would have had one for any of its reports."""
    max_age = timedelta(hours=readers.max_age_hours)
    fresh = [one for one in story.reports if now - one.item.published <= max_age]
    return plan(
        readers.audiences(),
        interested=lambda audience: any(wants(audience, one, readers.wishes) for one in fresh),
        told=lambda chat: store.told(chat, story.id),
        kinds=(),
        may_post=True,
    )


def _edit(
    store: Store, story_ids: Collection[str], number: int, reason: Reason, now: datetime
) -> None:
    """Bring the messages of these stories up to date, wherever there are any."""
    for story_id in story_ids:
        rows = store.edits_of(story_id)
        story = store.story(story_id)
        if rows and story:
            about = Story(id=story_id, reports=story.reports)
            store.add_alert(_alert(about, f"{reason.value}.{number}.{story_id}", reason, now), rows)


def _alert(story: Story, alert_id: str, reason: Reason, now: datetime) -> Alert:
    return Alert(
        id=alert_id,
        story_id=story.id,
        item_id="",
        reason=reason,
        topics=story.topics,
        made_at=now,
    )


def _decision(
    kind: Kind, first: Story, second: Story, *, by: str, why: str, now: datetime
) -> Regrouped:
    return Regrouped(
        kind=kind,
        story_id=first.id,
        other_id=second.id,
        first=frozenset(each.item.id for each in first.reports),
        second=frozenset(each.item.id for each in second.reports),
        by=by,
        why=why,
        at=now,
    )


def _in_order(one: Story, other: Story) -> tuple[Story, Story]:
    """The one that was first reported first."""
    first, second = sorted((one, other), key=lambda story: (story.first_seen, story.id))
    return first, second


def _taken(store: Store, story: Story, keys: Iterable[str]) -> tuple[Report, ...]:
    """The reports that are meant, in the story's order."""
    wanted: set[str] = set()
    for key in keys:
        found = store.find_item(key)
        if found is None or found.story_id != story.id:
            raise RegroupError(f"{story.id} has no report {key[:200]}")
        wanted.add(found.item.id)
    if not wanted:
        raise RegroupError("which reports? Name at least one item")
    return tuple(each for each in story.reports if each.item.id in wanted)


def _new_id(store: Store, story: Story, taken: Sequence[Report]) -> str:
    """That of the story that one of the reports opened, if it is free; else one of its own."""
    opened = [f"s{each.item.id}" for each in taken]
    names = itertools.chain(opened, (f"{opened[0]}.{number}" for number in itertools.count(2)))
    return next(each for each in names if store.is_free(each, story.id))
