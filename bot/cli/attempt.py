"""`volia try TEXT`: what would Volia make of this headline."""

import argparse
import asyncio
import json
from typing import Any

from bot.app import closely_of, understanding_of, utc_now, wishes_of
from bot.cli.configuration import settings_or_default
from bot.cli.reasons import described, told
from monitors.audience import alerts
from monitors.config import Settings
from monitors.evaluate import as_fed, facts_of
from monitors.model import Item, Report, Source
from monitors.reasons import reasons
from monitors.translate import Outcome, Request, Translator

_ADDRESS = "https://try.invalid/"


def run(arguments: argparse.Namespace) -> int:
    """Always 0: that nothing was found is an answer."""
    chosen = settings_or_default(arguments.config)
    understanding = understanding_of(chosen)
    item, source = _item(arguments)
    closely = closely_of(chosen, understanding)
    report = closely(understanding.read(item, source)).report
    outcome = asyncio.run(_translate(report, chosen))
    found = describe(report, outcome, chosen)
    why = reasons(item, source, understanding, wishes_of(chosen), closely=closely)
    if arguments.json:
        print(json.dumps(found | described(why), ensure_ascii=False))
    else:
        _print(found | told(why))
    return 0


def _item(arguments: argparse.Namespace) -> tuple[Item, Source]:
    """The text cleaned and cut like that of a feed."""
    source = Source(name="try", url="", language=arguments.source_language)
    row = {"id": "try", "url": _ADDRESS, "title": arguments.text, "summary": arguments.summary}
    item = as_fed(row, source, utc_now()) or as_fed(row | {"title": "-"}, source, utc_now())
    assert item is not None  # of a text of which nothing is left, a dash stands in its place
    return item, source


async def _translate(report: Report, chosen: Settings) -> Outcome:
    """The translation, as an item that hits would get one; nothing for the target language."""
    if report.detected.language == chosen.translation.target:
        return Outcome(None, "")
    translator = Translator(chosen.translation)
    try:
        request = Request(report.item.title, report.item.summary, report.detected)
        return (await translator.translate([request], chosen.translation.target))[0]
    finally:
        translator.close()


def describe(report: Report, outcome: Outcome, chosen: Settings) -> dict[str, Any]:
    """Everything that was understood, for people and for `--json`."""
    wishes = wishes_of(chosen)
    translation = outcome.translation
    return {
        "language": report.detected.tag,
        "topics": list(report.topics),
        "hits": [
            f"{hit.topic}: {hit.term} ({hit.where}{', possibly' if hit.possible else ''})"
            for hit in report.hits
        ],
        "event_type": report.action.label.value,
        "certainty": report.action.certainty,
        "why": list(report.action.why),
        "alert": any(alerts(topic, report, wishes) for topic in report.topics),
        "facts": facts_of(report.facts),
        "translation": translation.title if translation else None,
        "warnings": list(translation.warnings) if translation else [],
        "untranslated": outcome.why_not,
    }


def _print(found: dict[str, Any]) -> None:
    for key, value in found.items():
        if isinstance(value, dict):
            value = "; ".join(f"{name} {said}" for name, said in value.items() if said)
        if isinstance(value, list):
            value = "; ".join(map(str, value))
        if isinstance(value, bool):
            value = "yes" if value else "no"
        print(f"{key.replace('_', ' '):13} {'-' if value in (None, '') else value}")
