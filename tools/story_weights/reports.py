"""Labelled items as reports: read by the pipeline's pure stages, or with the labelled action."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from bot.app import understanding_of
from monitors.config import default
from monitors.embed import Embedder, Vector
from monitors.evaluate import _item as item_of
from monitors.facts import extract
from monitors.model import Action, ActionLabel, Report
from monitors.rules.second_opinion import marks_in
from monitors.understanding import Read, Understanding

_LABELS = {label.value for label in ActionLabel}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A report, its vector, and the event that it tells of; sets are never compared."""

    report: Report
    event: str
    vector: Vector | None
    worthy: bool = True


def labelled(path: Path, *, told: bool, vectors: bool = False) -> list[Labelled]:
    """The alert-worthy items of a JSONL file that the rules take for such, oldest first.

    With `told` the action is the labelled one, so that words which the rules miss do not hide
    the joining; else that which the rules find, without the items that they pass over.
    """
    found = everything(path, told=told, vectors=vectors)
    return [one for one in found if one.worthy and one.report.action.alerting]


def everything(path: Path, *, told: bool = False, vectors: bool = False) -> list[Labelled]:
    """All items of a JSONL file that would be stored in a story, oldest first."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    read = [_read(row, told=told, vectors=vectors) for row in rows]
    return sorted(_kept(read), key=lambda one: (one.report.item.published, one.report.item.id))


def _kept(read: Iterable[tuple[Read, Mapping[str, Any]]]) -> Iterable[Labelled]:
    for one, labels in read:
        if one.hit:
            yield Labelled(one.report, labels["event_id"], one.vector, bool(labels["alert"]))


def _read(row: Mapping[str, Any], *, told: bool, vectors: bool) -> tuple[Read, Mapping[str, Any]]:
    item, source = item_of(row)
    read, labels = _understanding().read(item, source), row["labels"]
    if vectors and (read.hit or read.asks_for_a_vector):
        spelling = read.report.detected.spelling
        vector = _vector(item.title, item.summary, lacinka=spelling == "lacinka")
        closely = _understanding().read_closely(read, vector) if read.asks_for_a_vector else read
        read = replace(closely, vector=vector)
    if told and labels["alert"] and labels["event_type"] in _LABELS:
        action = Action(ActionLabel(labels["event_type"]), 1.0)
        detected = read.report.detected
        reading = _understanding().vocabulary.read(item.title, item.summary, detected)
        facts = extract(item.title, item.summary, detected, action, marks_in(reading))
        read = replace(read, report=replace(read.report, action=action, facts=facts))
    return read, labels


@cache
def _understanding() -> Understanding:
    return understanding_of(default())


@cache
def _embedder() -> Embedder:
    return Embedder()


@cache
def _vector(title: str, lead: str, *, lacinka: bool) -> Vector:
    return _embedder().vector(title, lead, lacinka=lacinka)
