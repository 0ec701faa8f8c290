"""`volia explain URL|ID`: what became of an item, stage by stage."""

import argparse
import json
from typing import Any

from bot.app import closely_of, understanding_of, wishes_of
from bot.cli.configuration import settings
from bot.cli.reasons import described, told
from monitors.config import Settings
from monitors.evaluate import facts_of
from monitors.model import TRANSLATION, Report, Source, Story
from monitors.reasons import Reasons, reasons
from monitors.store import Store, StoredItem


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if no such item is stored."""
    chosen = settings(arguments.config)
    with Store.open(chosen.store.url) as store:
        found = store.find_item(arguments.key)
        if found is None:
            _unknown(arguments.key, as_json=arguments.json)
            return 1
        report = _report(store.story_of(found.item.id), found)
        became = stages(store, found)
    why = _today(found, report, chosen)
    if arguments.json:
        became["today"] = _answer(why) | described(why)
        print(json.dumps(became, ensure_ascii=False))
        return 0
    for stage, what in (became | told(why) | {"by these rules": _sentence(why)}).items():
        print(
            f"{stage:14} {what if isinstance(what, str) else json.dumps(what, ensure_ascii=False)}"
        )
    return 0


def _sentence(why: Reasons) -> str:
    """What the rules of now say: they may have changed since the item was stored."""
    action = why.answer.action
    alert = "alert" if why.answer.alert else "no alert"
    return f"{action.label.value} ({', '.join(action.why) or 'nothing found'}), {alert}"


def _today(found: StoredItem, report: Report | None, chosen: Settings) -> Reasons:
    """What the rules of today make of the item: words and topics may have changed since."""
    name = found.item.source
    known = {source.name: source for source in chosen.all_sources()}
    source = report.source if report else known.get(name) or Source(name=name, url="")
    translated = [hit for hit in report.hits if hit.where == TRANSLATION] if report else []
    rules = understanding_of(chosen)
    closely = closely_of(chosen, rules)
    return reasons(found.item, source, rules, wishes_of(chosen), translated, closely)


def _answer(why: Reasons) -> dict[str, Any]:
    return {"event_type": why.answer.action.label.value, "alert": why.answer.alert}


def _report(story: Story | None, found: StoredItem) -> Report | None:
    reports = story.reports if story else ()
    return next((each for each in reports if each.item.id == found.item.id), None)


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
    became: dict[str, Any] = {
        "item": item.id,
        "url": item.url,
        "title": item.title,
        "source": item.source,
        "published": item.published.isoformat(),
        "seen": item.fetched.isoformat(),
        "language": found.language,
    }
    story = store.story_of(item.id)
    report = _report(story, found)
    if report:
        became |= _understood(report)
    for decision in store.decisions(item.id):
        became[decision.stage] = f"{decision.reason.value}: {decision.why}"
    if story:
        became["story"] = story.id
        sent = (
            f"{one.chat} {one.state.value} {one.sent_at.isoformat(timespec='seconds')}"
            for one in store.receipts(story.id)
        )
        became["messages"] = list(dict.fromkeys(sent))  # one message may answer several alerts
    return became


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
