"""`volia items`: stored items, newest first, one JSON object a line."""

import argparse
import json

from bot.cli.configuration import settings
from monitors.store import Store


def run(arguments: argparse.Namespace) -> int:
    """Print id, source, guid, url, title, summary, published, language, state of each."""
    with Store.open(settings(arguments.config).store.url) as store:
        for stored in store.items(arguments.source, arguments.since, arguments.limit):
            item = stored.item
            row = {
                "id": item.id,
                "source": item.source,
                "guid": item.guid,
                "url": item.url,
                "title": item.title,
                "summary": item.summary,
                "published": item.published.isoformat(),
                "language": stored.language,
                "state": stored.state,
            }
            if arguments.json:
                print(json.dumps(row, ensure_ascii=False))
            else:
                when = f"{item.published:%Y-%m-%d %H:%M}"
                print(f"{when}  {stored.language:9} {item.source}: {item.title}")
    return 0
