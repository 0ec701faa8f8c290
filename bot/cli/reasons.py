"""What `try` and `explain` say of the reasons of an answer."""

from collections.abc import Iterator
from typing import Any

from monitors.keywords import Verdict
from monitors.model import ActionLabel
from monitors.reasons import Reasons
from monitors.rules.second_opinion import Opinion
from monitors.rules.whatif import Fired, Turn

_MOST = 3
"""Words whose absence would change the answer, and likely actions, as many as people are shown."""
_LEAST = 0.01
"""The smallest chance of an action that is shown."""


def described(reasons: Reasons) -> dict[str, Any]:
    """As plain values, for `--json`."""
    return {
        "terms": [_fired(each) for each in reasons.fired],
        "guard": list(reasons.answer.action.why),
        "against": list(map(_against, reasons.against)),
        "would_change": [_turn(each) for each in reasons.turns],
        "second_opinion": _vote(reasons.vote) if reasons.vote else None,
    }


def _fired(one: Fired) -> dict[str, Any]:
    span = one.span
    return {
        "name": one.name,
        "term": one.term,
        "where": span.where,
        "at": [span.start, span.end],
        "text": one.text,
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "without": turn.without,
        "name": turn.name,
        "said_as_done": turn.done,
        "by_rules_alone": turn.alone,
        "event_type": turn.answer.action.label.value,
        "alert": turn.answer.alert,
    }


def _vote(vote: Opinion) -> dict[str, Any]:
    """The likeliest actions; `closely`: the meaning of the text was known, not its words alone."""
    return {
        "alert": round(vote.alerting, 3),
        "actions": {label.value: round(chance, 3) for label, chance in _likely(vote)},
        "closely": vote.closely,
    }


def _likely(vote: Opinion) -> list[tuple[ActionLabel, float]]:
    ranked = sorted(vote.probabilities.items(), key=lambda one: -one[1])
    return [(label, chance) for label, chance in ranked[:_MOST] if chance >= _LEAST]


def _against(verdict: Verdict) -> str:
    """Why a topic of which something was found is not."""
    missing = [f'"{word}" of all is missing' for word in verdict.missing]
    missing += ["none of its keywords is there"] if verdict.no_keyword else []
    forbidden = [f'"{hit.term}" of none is there' for hit in verdict.forbidden]
    return f"{verdict.topic}: {', '.join([*forbidden, *missing])}"


def told(reasons: Reasons) -> dict[str, str]:
    """As lines for people: what, and what is said of it."""
    terms = [f"{one.name}: {one.term} ({one.span.where}: {one.text})" for one in reasons.fired]
    against = "; ".join(map(_against, reasons.against))
    lines = {"terms": "; ".join(terms) or "-"}
    if against:
        lines["not found"] = against
    if reasons.vote:
        said = [f"{label.value} {chance:.2f}" for label, chance in _likely(reasons.vote)]
        by = "words and meaning" if reasons.vote.closely else "words"
        likely = ", ".join(said) or "no action"
        lines["vote"] = f"{likely}; alert {reasons.vote.alerting:.2f} (by {by})"
    if reasons.fired or reasons.turns:
        lines["would change"] = "; ".join(_turns(reasons)) or "no single word"
    return lines


def _turns(reasons: Reasons) -> Iterator[str]:
    for turn in reasons.turns[:_MOST]:
        alert = "alert" if turn.answer.alert else "no alert"
        without = f"without «{turn.without}» ({turn.name})" if turn.without else ""
        done = f"«{turn.done}» said as done" if turn.done else ""
        alone = " (by the rules alone)" if turn.alone else ""
        left_out = ", ".join(filter(None, (without, done)))
        yield f"{left_out}: {turn.answer.action.label.value}, {alert}{alone}"
