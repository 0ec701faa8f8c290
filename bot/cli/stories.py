"""`volia stories`: stories with their facts, reports and messages, one object a line."""

import argparse
import json
from typing import Any

from bot.cli.configuration import settings
from monitors.ledger import ledger
from monitors.model import Story
from monitors.store import Store


def run(arguments: argparse.Namespace) -> int:
    """Newest story first."""
    with Store.open(settings(arguments.config).store.url) as store:
        for story in store.stories(arguments.limit):
            row = describe(store, story)
            if arguments.json:
                print(json.dumps(row, ensure_ascii=False))
            else:
                _print(row)
    return 0


def describe(store: Store, story: Story) -> dict[str, Any]:
    """One story as `--json` prints it."""
    said = ledger(story)
    return {
        "id": story.id,
        "topics": list(story.topics),
        "first_seen": story.first_seen.isoformat(),
        "last_seen": story.last_seen.isoformat(),
        "facts": {
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
        },
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
