"""Pure: what an item says was done. The precise tier: a label with the guards that led to it.

The title speaks before the lead; in each, ordered guards decide, and the first that fits names
the action. An item that touches no built-in topic is OTHER, or DETENTION.
"""

from collections.abc import Sequence

from monitors.model import TRANSLATION, Action, ActionLabel, Detected, Hit
from monitors.rules import release, sanctions
from monitors.rules.clause import Clause
from monitors.rules.weigh import OPEN
from monitors.vocabulary import Reading, Text, Vocabulary

__all__ = ["decide", "decide_reading"]

_OTHER = Action(ActionLabel.OTHER, 0.5, (OPEN,), decided=False)
_ASKED = Action(ActionLabel.OTHER, 0.7, ("question",), decided=False)
_SURE = 0.7  # a leg that is decided with this certainty speaks before one that is not
_RELEASE_WORDS = (
    "free",
    "freed",
    "free_inf",
    "free_coming",
    "pardon",
    "pardon_inf",
    "swap",
    "swap_done",
)
_SANCTION_WORDS = ("sanction", "sanctioned", "package", "measure", "punish", "evade", "spare")


def decide(
    title: str, summary: str, detected: Detected, hits: Sequence[Hit], vocabulary: Vocabulary
) -> Action:
    """Return the action; `decided` says if it is a decision or a fact, thus worth an alert.

    Hits in a translation say nothing of what was done.
    """
    return decide_reading(vocabulary.read(title, summary, detected), hits)


def decide_reading(reading: Reading, hits: Sequence[Hit]) -> Action:
    """The same of an item whose concepts are found already."""
    topics = {hit.topic for hit in hits if hit.where != TRANSLATION}
    if not topics & {"prisoner-release", "sanctions"}:
        taken = Clause(reading.title).has("detain")
        return (
            Action(ActionLabel.DETENTION, 0.5, ("detention",), decided=False) if taken else _OTHER
        )
    whole = reading.whole
    silent = Clause(reading.title).has("reaction")  # who reacts makes no news of what he reacts to
    for text in (reading.title,) if silent else (reading.title, reading.summary):
        action = _of(text, whole, topics, headline=text is reading.title)
        if action:
            return action
    return _ASKED if Clause(reading.title).asks else _OTHER


def _of(text: Text, whole: Text, topics: set[str], *, headline: bool) -> Action | None:
    """Ask both families; the one whose words come first in the text speaks first."""
    spoken = []
    if "sanctions" in topics and text.has(*_SANCTION_WORDS):
        spoken.append(
            (Clause(text).first(*_SANCTION_WORDS), sanctions.decide(text, whole, headline=headline))
        )
    if "prisoner-release" in topics:
        spoken.append((Clause(text).first(*_RELEASE_WORDS), release.decide(text, whole)))
    said = [(place if place >= 0 else 999, action) for place, action in spoken if action]
    said.sort(key=lambda one: one[0])
    decided = [action for _, action in said if action.decided and action.certainty >= _SURE]
    return decided[0] if decided else (said[0][1] if said else None)
