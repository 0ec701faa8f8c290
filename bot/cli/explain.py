"""`volia explain URL|ID`: what became of an item, stage by stage."""

import argparse
import json
from typing import Any

from bot.cli.configuration import settings
from monitors.evaluate import facts_of
from monitors.model import Report
from monitors.store import Store, StoredItem


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if no such item is stored."""
    with Store.open(settings(arguments.config).store.url) as store:
        found = store.find_item(arguments.key)
        if found is None:
            _unknown(arguments.key, as_json=arguments.json)
            return 1
        told = stages(store, found)
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
        return 0
    for stage, what in told.items():
        print(
            f"{stage:12} {what if isinstance(what, str) else json.dumps(what, ensure_ascii=False)}"
        )
    return 0


def _unknown(key: str, *, as_json: bool) -> None:
    told = f"No stored item has the address or id {key[:200]}."
    if as_json:
        print(json.dumps({"error": told}, ensure_ascii=False))
        return
    print(told)
    print("It was not in a feed that was polled, or it is older than what is kept.")


def stages(store: Store, found: StoredItem) -> dict[str, Any]:
    """Stage -> what it made of the item, in the order of the pipeline."""
    item = found.item
    told: dict[str, Any] = {
        "item": item.id,
        "url": item.url,
        "title": item.title,
        "source": item.source,
        "published": item.published.isoformat(),
        "seen": item.fetched.isoformat(),
        "language": found.language,
    }
    story = store.story_of(item.id)
    report = (
        next((each for each in story.reports if each.item.id == item.id), None) if story else None
    )
    if report:
        told |= _understood(report)
    for decision in store.decisions(item.id):
        told[decision.stage] = f"{decision.reason.value}: {decision.why}"
    if story:
        told["story"] = story.id
        told["messages"] = [
            f"{receipt.chat} {receipt.state.value} {receipt.sent_at.isoformat()}"
            for receipt in store.receipts(story.id)
        ]
    return told


def _understood(report: Report) -> dict[str, Any]:
    into = {one.language: one.title for one in report.translations}
    into |= {one.language: f"none: {one.why}" for one in report.untranslated}
    return {
        "hits": [
            f"{hit.topic}: {hit.term}{' (possibly)' if hit.possible else ''}" for hit in report.hits
        ],
        "action": f"{report.action.label.value} ({', '.join(report.action.why)})",
        "facts": facts_of(report.facts),
        "translation": into or "not needed",
    }
