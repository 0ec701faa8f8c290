"""Pure: what an item states - how many were freed, of which nations, who, and whose sanctions.

Every fact carries the span it was read from; nothing is averaged. Of the numbers that a text
states, the count of the released is the likeliest.
"""

from collections.abc import Collection, Sequence

from monitors.facts.counts import released
from monitors.facts.lexicon import read_all
from monitors.facts.likely import likeliest, shipped
from monitors.facts.nations import nationalities, of_one_side
from monitors.facts.passage import Passage, passage
from monitors.facts.passing import frees_nobody
from monitors.facts.people import changed, freed, named
from monitors.facts.places import countries
from monitors.facts.sanctions import sanctioning, speaks_of_sanctions, targets
from monitors.facts.whole import of_all_nations, of_owners
from monitors.model import Action, ActionLabel, Count, Detected, Facts, Mention, NationCount

__all__ = ["extract", "prepare"]

_LONGEST = 4000  # characters of a text that are read; further on is background
_RELEASES = {ActionLabel.RELEASE_HAPPENED, ActionLabel.RELEASE_ANNOUNCED}
_ENDED = {ActionLabel.SANCTIONS_LIFTED, ActionLabel.SANCTIONS_EASED}
_CHANGES = {
    ActionLabel.SANCTIONS_IMPOSED,
    ActionLabel.SANCTIONS_LIFTED,
    ActionLabel.SANCTIONS_EASED,
    ActionLabel.SANCTIONS_EXTENDED,
}


def _is_release(label: ActionLabel, passages: Sequence[Passage]) -> bool:
    """Say if a release is told; where the action is open, a title that speaks of one decides."""
    if label is not ActionLabel.OTHER:
        return label in _RELEASES
    return passages[0].tells("verb", "release")


def _tells_of_prisoners(passage: Passage, action: Action) -> bool:
    """Say if a text has a release, or those it is about beside sanctions that end for them."""
    return passage.tells("verb", "release") or (
        action.label in _ENDED and passage.tells("noun", "prisoner")
    )


def _weighed(
    passages: tuple[Passage, Passage],
    people: tuple[Mention, ...],
    nations: tuple[NationCount, ...],
    marks: Collection[str],
    told: Count | None,
) -> tuple[tuple[NationCount, ...], Count | None]:
    """The likeliest count, and the nations that go with it; nations that add up to it stand."""
    if told and len(nations) > 1 and sum(one.count.value for one in nations) == told.value:
        return nations, told
    if told is None and frees_nobody(passages[0]):
        return nations, None
    count = likeliest(passages, people, marks, told)
    if count is told:
        return nations, told
    return nationalities(passages, count), count


def prepare() -> None:
    """Read words and weights now, not when the first text of a language is read."""
    read_all()
    shipped()


def extract(
    title: str,
    summary: str,
    detected: Detected,
    action: Action,
    marks: Collection[str],
    *,
    by_rules: bool = False,
) -> Facts:
    """Read the facts of one item; numbers and names of the freed only if a release is told.

    An item can have a release leg and a sanctions leg; `action` says which one it leads with.
    `marks`: what the second opinion sees of the words (`monitors.rules.second_opinion.marks_in`).
    `by_rules`: the count is what the rules read, and is not weighed.
    """
    title, summary = title[:_LONGEST], summary[:_LONGEST]
    passages = (passage("title", title, detected), passage("summary", summary, detected))
    people = named(passages)
    released_, changes = _is_release(action.label, passages), action.label in _CHANGES
    out = freed(people) if released_ else changed(passages, people) if changes else ()
    freeing = released_ or (changes and any(_tells_of_prisoners(one, action) for one in passages))
    total = released(passages, out, of_release=released_) if freeing else None
    nations = nationalities(passages, total) if released_ or total else ()
    nations = nations or (of_owners(passages, out) if released_ else ())
    about = action.label.family == "sanctions" or (
        action.label is ActionLabel.OTHER and not released_ and speaks_of_sanctions(passages[:1])
    )
    kept = action.label is ActionLabel.SANCTIONS_EXTENDED
    told = about or (released_ and speaks_of_sanctions(passages))
    eased = action.label is ActionLabel.SANCTIONS_EASED
    aimed = targets(passages, people, main=about, kept=kept, eased=eased) if told else ()
    total = of_all_nations(passages, total, nations)
    if action.label in _RELEASES and not by_rules:
        nations, total = _weighed(passages, out, nations, marks, total)
    return Facts(
        released=total,
        by_nationality=of_one_side(passages, nations, total),
        countries=countries(passages),
        people=out,
        targets=aimed,
        sanctioning=(
            sanctioning(passages, (one.value for one in aimed), main=about, kept=kept)
            if told
            else ()
        ),
    )
