"""What `try` and `explain` say of the reasons of an answer."""

from collections.abc import Iterator
from typing import Any

from monitors.keywords import Verdict
from monitors.reasons import Reasons
from monitors.rules.whatif import Fired, Turn

_MOST = 3
"""Words whose absence would change the answer, as many as people are shown."""


def described(reasons: Reasons) -> dict[str, Any]:
    """As plain values, for `--json`."""
    return {
        "terms": [_fired(each) for each in reasons.fired],
        "guard": list(reasons.answer.action.why),
        "against": list(map(_against, reasons.against)),
        "would_change": [_turn(each) for each in reasons.turns],
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
        "event_type": turn.answer.action.label.value,
        "alert": turn.answer.alert,
    }


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
    if reasons.fired:
        lines["would change"] = "; ".join(_turns(reasons)) or "no single word"
    return lines


def _turns(reasons: Reasons) -> Iterator[str]:
    for turn in reasons.turns[:_MOST]:
        alert = "alert" if turn.answer.alert else "no alert"
        without = f"without «{turn.without}» ({turn.name})" if turn.without else ""
        done = f"«{turn.done}» said as done" if turn.done else ""
        yield (
            f"{', '.join(filter(None, (without, done)))}: {turn.answer.action.label.value}, {alert}"
        )
