"""Pure: what an item states - how many were freed, of which nations, who, and whose sanctions.

Every fact carries the span it was read from; nothing is guessed, nothing is averaged.
"""

from monitors.facts.counts import released
from monitors.facts.passage import passage
from monitors.facts.people import freed, named
from monitors.facts.places import countries, nationalities
from monitors.facts.sanctions import sanctioning, speaks_of_sanctions, targets
from monitors.model import Action, ActionLabel, Detected, Facts

__all__ = ["extract"]

_RELEASES = {ActionLabel.RELEASE_HAPPENED, ActionLabel.RELEASE_ANNOUNCED}
_CHANGES = {
    ActionLabel.SANCTIONS_IMPOSED,
    ActionLabel.SANCTIONS_LIFTED,
    ActionLabel.SANCTIONS_EASED,
    ActionLabel.SANCTIONS_EXTENDED,
}


def extract(title: str, summary: str, detected: Detected, action: Action) -> Facts:
    """Read the facts of one item; numbers and names of the freed only if a release is told.

    An item can have a release leg and a sanctions leg; `action` says which one it leads with.
    """
    passages = (passage("title", title, detected), passage("summary", summary, detected))
    people = named(passages)
    of_release = action.label in _RELEASES
    about_sanctions = action.label.family == "sanctions"
    out = freed(people) if of_release or action.label in _CHANGES else ()
    total, nations = None, ()
    if of_release or action.label in _CHANGES:
        total = released(passages, out, of_release=of_release)
        nations = nationalities(passages, total) if of_release else ()
    aimed, by = (), ()
    if about_sanctions or (of_release and speaks_of_sanctions(passages)):
        aimed = targets(passages, people, main=about_sanctions)
        by = sanctioning(passages, (one.value for one in aimed))
    return Facts(
        released=total,
        by_nationality=nations,
        countries=countries(passages),
        people=out,
        targets=aimed,
        sanctioning=by,
    )
