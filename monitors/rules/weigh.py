"""Pure: what the rules decided, weighed with the second opinion.

    agrees    the same alerting action: more certain
    doubts    the vote sees hardly a chance of an alert: less certain, and said so; never a veto
    settles   the rules found no action in an item on topic, and the vote is very sure of one

The vote never overrules a guard (a call, a refusal, a plan), and one that is less than very sure
never alerts. Thresholds were read off the held-out half of tools/action_model/sentences.jsonl.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from monitors.labels import ALERTING
from monitors.model import Action

if TYPE_CHECKING:
    from monitors.rules.second_opinion import Opinion  # numpy is loaded only where it votes

AGREED = 0.95
DOUBT, DOUBTED = 0.05, 0.5
SURE, SURE_OF_LABEL, SETTLED = 0.9, 0.8, 0.6
_FAMILIES = {"prisoner-release": "release", "sanctions": "sanctions"}
OPEN = "no action found"
"""The reason of an action that the rules leave open."""


def weigh(action: Action, opinion: "Opinion", topics: Collection[str]) -> Action:
    """The action with its certainty after the vote; another label only where rules left it open."""
    if action.alerting:
        return _weighed(action, opinion)
    families = {_FAMILIES[topic] for topic in topics if topic in _FAMILIES}
    sure = opinion.alerting >= SURE and opinion.probability >= SURE_OF_LABEL
    if action.why != (OPEN,) or not sure or opinion.label not in ALERTING:
        return action
    if opinion.label.family not in families:
        return action
    return Action(opinion.label, SETTLED, (f"second opinion {opinion.probability:.2f}",))


def _weighed(action: Action, opinion: "Opinion") -> Action:
    if opinion.label is action.label:
        why = (*action.why, "second opinion agrees")
        return replace(action, certainty=max(action.certainty, AGREED), why=why)
    if opinion.alerting < DOUBT:
        why = (*action.why, "second opinion doubts")
        return replace(action, certainty=min(action.certainty, DOUBTED), why=why)
    return action
