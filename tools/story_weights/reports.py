"""Labelled items as reports: read by the pipeline's pure stages, or with the labelled action."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.app import understanding_of
from monitors.config import default
from monitors.evaluate import _item as item_of
from monitors.facts import extract
from monitors.model import Action, ActionLabel, Report
from monitors.understanding import Understanding

_LABELS = {label.value for label in ActionLabel}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report and the event that it tells of; reports of different sets are never compared."""

    report: Report
    event: str


def labelled(path: Path, *, told: bool) -> list[Labelled]:
    """The alert-worthy items of a JSONL file, oldest first.

    With `told` the action is the labelled one, so that words which the rules miss do not hide
    the joining; else that which the rules find, without the items that they pass over.
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    understanding = understanding_of(default())
    worthy = [_read(row, understanding, told=told) for row in rows if row["labels"]["alert"]]
    alerting = [one for one in worthy if one.report.action.alerting]
    return sorted(alerting, key=lambda one: (one.report.item.published, one.report.item.id))


def _read(row: Mapping[str, Any], understanding: Understanding, *, told: bool) -> Labelled:
    item, source = item_of(row)
    report = understanding.read(item, source).report
    label = row["labels"]["event_type"]
    if told and label in _LABELS:
        action = Action(ActionLabel(label), 1.0)
        facts = extract(item.title, item.summary, report.detected, action)
        report = replace(report, action=action, facts=facts)
    return Labelled(report, row["labels"]["event_id"])


def events(reports: Sequence[Labelled]) -> list[str]:
    """The event of each report."""
    return [one.event for one in reports]
