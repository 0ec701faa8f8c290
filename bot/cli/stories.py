"""`volia stories`: stories with their facts, reports and messages, one object a line."""

import argparse
import itertools
import json
from collections.abc import Iterator
from typing import Any

from bot.cli.configuration import settings
from monitors.ledger import ledger
from monitors.model import Ledger, Story
from monitors.store import Store


def run(arguments: argparse.Namespace) -> int:
    """Newest story first."""
    with Store.open(settings(arguments.config).store.url) as store:
        for story in chosen(store, arguments, arguments.country or ""):
            row = describe(store, story)
            if arguments.json:
                print(json.dumps(row, ensure_ascii=False))
            else:
                _print(row)
    return 0


def chosen(store: Store, arguments: argparse.Namespace, country: str = "") -> Iterator[Story]:
    """The stories that --since, --until, --topic, --limit and a country leave, newest first."""
    wanted = (
        story
        for story in store.all_stories(arguments.since)
        if (not arguments.until or story.first_seen < arguments.until)
        and (not arguments.topic or arguments.topic in story.topics)
        and (not country or _is_in(country.upper(), story))
    )
    return itertools.islice(wanted, arguments.limit)


def _is_in(country: str, story: Story) -> bool:
    said = ledger(story)
    nations = {each.value.country for each in said.by_nationality}
    return country in nations | {each.value for each in said.countries}


def facts_of(said: Ledger) -> dict[str, Any]:
    """What a story says, as plain values."""
    return {
        "actions": [each.value.value for each in said.actions],
        "released": [
            {"count": each.value.value, "by": [source.label for source in each.by]}
            for each in said.released
        ],
        "by_nationality": {
            each.value.country: each.value.count.value for each in said.by_nationality
        },
        "countries": [each.value for each in said.countries],
        "people": [each.value for each in said.people],
        "sanction_targets": [each.value for each in said.targets],
        "sanctioning": [each.value for each in said.sanctioning],
        "independent": [source.label for source in said.independent],
    }


def describe(store: Store, story: Story) -> dict[str, Any]:
    """One story as `--json` prints it."""
    return {
        "id": story.id,
        "topics": list(story.topics),
        "first_seen": story.first_seen.isoformat(),
        "last_seen": story.last_seen.isoformat(),
        "facts": facts_of(ledger(story)),
        "reports": [
            {
                "item": report.item.id,
                "source": report.source.name,
                "language": report.detected.tag,
                "published": report.item.published.isoformat(),
                "title": report.item.title,
                "url": report.item.url,
                "event_type": report.action.label.value,
            }
            for report in story.reports
        ],
        "messages": [
            {
                "chat": receipt.chat,
                "message_id": receipt.message_id,
                "state": receipt.state.value,
                "sent_at": receipt.sent_at.isoformat(),
            }
            for receipt in store.receipts(story.id)
        ],
    }


def _print(row: dict[str, Any]) -> None:
    print(f"{row['first_seen'][:16]}  {row['id']}  {', '.join(row['topics'])}")
    for report in row["reports"]:
        print(f"    {report['published'][11:16]}  {report['source']}: {report['title']}")
