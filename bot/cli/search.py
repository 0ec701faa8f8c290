"""`volia search QUERY`: what stories say, by any form of a word, the best match first."""

import argparse
import json
from typing import Any

from bot.cli.configuration import settings
from monitors import archive
from monitors.store import Filter, Found, Store

_HITS_A_STORY = 3
"""How often as many reports are asked for as stories are wanted: a story has some."""


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if nothing is found, 2 if there is nothing to look for."""
    query = archive.parse(arguments.query)
    if not query:
        print(_error("There is nothing to look for: give a word or a number.", arguments))
        return 2
    wanted = Filter(
        since=arguments.since,
        until=arguments.until,
        topic=arguments.topic or "",
        language=arguments.language or "",
    )
    with Store.open(settings(arguments.config).store.url) as store:
        found = store.search(query, wanted, arguments.limit * _HITS_A_STORY)
    stories = _by_story(found)
    for story_id in list(stories)[: arguments.limit]:
        _print(story_id, stories[story_id], query, as_json=arguments.json)
    if not stories and not arguments.json:
        print("Nothing found.")
    return 0 if stories else 1


def _error(told: str, arguments: argparse.Namespace) -> str:
    return json.dumps({"error": told}) if arguments.json else told


def _by_story(found: list[Found]) -> dict[str, list[Found]]:
    """Each story where its best report stands."""
    stories: dict[str, list[Found]] = {}
    for one in found:
        stories.setdefault(one.story_id, []).append(one)
    return stories


def _print(story_id: str, found: list[Found], query: archive.Query, *, as_json: bool) -> None:
    rows = [_row(one, query) for one in found]
    if as_json:
        print(json.dumps({"story": story_id, "reports": rows}, ensure_ascii=False))
        return
    print(story_id)
    for row in rows:
        print(f"    {row['published'][:16]}  {row['language']:9} {row['source']}: {row['snippet']}")


def _row(one: Found, query: archive.Query) -> dict[str, Any]:
    """What was found in a report, between ** and **."""
    item = one.report.item
    return {
        "item": item.id,
        "source": one.report.source.name,
        "language": one.report.detected.tag,
        "published": item.published.isoformat(),
        "title": item.title,
        "url": item.url,
        "snippet": archive.snippet(one.report, query).marked("**", "**"),
    }
