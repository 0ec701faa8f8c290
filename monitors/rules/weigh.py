"""Pure: what the rules decided, weighed with the second opinion.

    agrees    the rules alert, the vote names the same action: more certain
    corrects  both alert on one topic, and the vote is sure of another action: the vote's action,
              but never one that goes the other way
    doubts    the rules alert, the vote sees too little chance of it: no alert, the vote's action
    opposes   one says "imposed", the other "lifted" or "eased": no alert
    is torn   the vote agrees, but holds the opposite for nearly as likely (`TORN`): no alert
    settles   the rules do not alert, and the vote is sure of an alert: its action
    yields    the rules hold what is told in so many words: "Fake: ...", "refuses to lift"
    names     nobody alerts: the vote's action, for the record

Where the rules found no topic, or a guard says "no alert", the vote must be surer still; a topic
that they did not find is added. A vote that cannot tell imposed from lifted sanctions never
alerts by itself.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from monitors.labels import ActionLabel
from monitors.model import Action
from monitors.rules.clause import FIRM
from monitors.rules.second_opinion import Opinion


class Bars(NamedTuple):
    """Chances of an alert at which the vote counts.

    Read off items whose file was left out of the training and ordinary news that only measures:
    `python -m tools.action_model.left_out --bars` and `evaluate --bars`.
    """

    doubts: float
    sure: float
    sure_of_topic: float
    against_guard: float


BARS = (Bars(0.3, 0.75, 0.7, 0.8), Bars(0.3, 0.6, 0.8, 0.8))
"""For a vote by marks alone, and for one with a vector beside them."""
GUARDED = 0.7
"""The certainty from which a guard that says "no alert" is more than a guess."""
WORTH_A_VECTOR = 0.05
"""The chance of an alert, by marks alone, from which an item off topic is looked at closer."""
CLEAR = 4.0
"""How many times likelier than its opposite a change of sanctions must be for the vote alone."""
OPPOSED = (3.0, 1.5)
"""How many times likelier than the change that the rules name its opposite silences them.

For a vote by marks alone, and for one with a vector beside them.
"""
TORN = (4.0, 3.0)
"""The same where the rules decide and the vote agrees; by marks alone, and with a vector."""
CORRECTS = 0.7
"""The chance of another action of the topic from which the vote names what the rules alert on."""
AGREED = 0.95
TERM = "second opinion"
"""Stands in the place of a term in a hit that the vote added."""
AGREES = f"{TERM} agrees"
"""The reason by which the vote for the action of the rules stands."""
OPEN = "no action found"
"""The reason of an action that the rules leave open."""

_TOPICS = {"release": "prisoner-release", "sanctions": "sanctions"}
_IMPOSED, _LIFTED, _EASED = (
    ActionLabel.SANCTIONS_IMPOSED,
    ActionLabel.SANCTIONS_LIFTED,
    ActionLabel.SANCTIONS_EASED,
)
_SAME = {_IMPOSED: (_IMPOSED,), _LIFTED: (_LIFTED,), _EASED: (_EASED, _LIFTED)}
"""The changes of sanctions that go the same way as each."""
_OPPOSITE = {_IMPOSED: (_LIFTED, _EASED), _LIFTED: (_IMPOSED,), _EASED: (_IMPOSED,)}
"""Those that go the other way."""


class Weighed(NamedTuple):
    """The action after the vote, and the built-in topic that it adds; "" if none."""

    action: Action
    topic: str = ""


def weigh(
    action: Action, opinion: Opinion, topics: Collection[str], bars: Bars | None = None
) -> Weighed:
    """Weigh an action; `topics` are those that the rules found in the text itself."""
    bars = bars or BARS[opinion.closely]
    if action.certainty >= FIRM and not (action.alerting and _opposes(action, opinion)):
        return Weighed(_agreed(action, opinion) if action.alerting else action)
    if _opposes(action, opinion):
        other = max(_OPPOSITE[action.label], key=opinion.of)
        return Weighed(_silenced(action, opinion, f"opposes: {other.value}"))
    known = not set(_TOPICS.values()).isdisjoint(topics)
    if known and action.alerting and opinion.alerting >= bars.doubts:
        if opinion.label is action.label and not _is_clear(opinion, TORN[opinion.closely]):
            return Weighed(_silenced(action, opinion, "is torn"))
        return Weighed(_agreed(action, opinion))
    if opinion.alerting >= _bar(action, bars, known=known) and _is_clear(opinion, CLEAR):
        topic = _TOPICS[opinion.news.family]
        settled = Action(opinion.news, opinion.alerting, (f"{TERM} {opinion.alerting:.2f}",))
        return Weighed(settled, "" if topic in topics else topic)
    if action.alerting:
        return Weighed(_silenced(action, opinion, f"doubts: {opinion.alerting:.2f}"))
    return Weighed(_named(action, opinion))


def _bar(action: Action, bars: Bars, *, known: bool) -> float:
    """The chance of an alert from which the vote alone alerts."""
    if not known:
        return bars.sure_of_topic
    guarded = not action.alerting and action.certainty >= GUARDED
    return bars.against_guard if guarded else bars.sure


def _opposes(action: Action, opinion: Opinion) -> bool:
    """Say if the vote clearly holds imposed for lifted or eased, or the other way round."""
    own, other = _odds(action.label, opinion)
    return action.alerting and 0 < other >= OPPOSED[opinion.closely] * own


def _is_clear(opinion: Opinion, times: float) -> bool:
    """Say if the alert that a vote holds for likeliest is so many times likelier than its opposite.

    What has no opposite is clear.
    """
    own, other = _odds(opinion.news, opinion)
    return own >= times * other


def _odds(label: ActionLabel, opinion: Opinion) -> tuple[float, float]:
    """The chance that sanctions go the way of an action, and that of its opposite; 0 if none."""
    own, other = _SAME.get(label, ()), _OPPOSITE.get(label, ())
    return sum(map(opinion.of, own)), sum(map(opinion.of, other))


def _agreed(action: Action, opinion: Opinion) -> Action:
    if opinion.label is not action.label:
        return _corrected(action, opinion)
    why = (*action.why, AGREES)
    return replace(action, certainty=max(action.certainty, AGREED), why=why)


def _corrected(action: Action, opinion: Opinion) -> Action:
    label = opinion.news
    named = label is opinion.label and label.family == action.label.family
    if not named or action.certainty >= FIRM or opinion.probability < CORRECTS:
        return action
    if label in _OPPOSITE.get(action.label, ()):
        return action  # the words know better which way sanctions go
    return replace(action, label=label, why=(*action.why, f"{TERM} corrects: {label.value}"))


def _silenced(action: Action, opinion: Opinion, reason: str) -> Action:
    """The vote's action without an alert, and why the rules do not stand."""
    why = (*action.why, f"{TERM} {reason}")
    return Action(opinion.label, opinion.probability, why, decided=False)


def _named(action: Action, opinion: Opinion) -> Action:
    if opinion.label is action.label:
        return action
    why = (*action.why, f"{TERM} {opinion.probability:.2f}")
    return Action(opinion.label, opinion.probability, why, decided=False)
