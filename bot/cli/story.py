"""`volia story merge|split|apart|undo`: what stories are one, by hand."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from bot.app import readers_of, utc_now
from bot.cli.configuration import settings
from monitors import regroup
from monitors.config import Settings
from monitors.errors import RegroupError
from monitors.store import Store

BY = "cli"


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 and a sentence if the stories cannot be put together or taken apart so."""
    chosen = settings(arguments.config)
    with Store.open(chosen.store.url) as store:
        try:
            told = _ACTIONS[arguments.action](arguments, store, chosen)
        except RegroupError as error:
            print(json.dumps({"error": str(error)}) if arguments.json else error)
            return 1
    print(json.dumps(told, ensure_ascii=False) if arguments.json else told["did"])
    return 0


def _merge(arguments: argparse.Namespace, store: Store, _chosen: Settings) -> dict[str, Any]:
    one, other = arguments.stories
    story = regroup.merge(store, one, other, by=BY, why=arguments.why, now=utc_now())
    said = f"{story.id} has the reports of both, {len(story.reports)} in all."
    return {"did": said, "story": story.id, "reports": len(story.reports)}


def _split(arguments: argparse.Namespace, store: Store, chosen: Settings) -> dict[str, Any]:
    new = regroup.split(
        store,
        arguments.story,
        arguments.items,
        readers_of(chosen, store),
        by=BY,
        why=arguments.why,
        now=utc_now(),
    )
    said = f"{new.id} is a story of its own, with {len(new.reports)} of the reports."
    return {"did": said, "story": new.id, "reports": len(new.reports)}


def _apart(arguments: argparse.Namespace, store: Store, _chosen: Settings) -> dict[str, Any]:
    one, other = arguments.stories
    regroup.keep_apart(store, one, other, by=BY, why=arguments.why, now=utc_now())
    return {"did": f"{one} and {other} stay two stories."}


def _undo(arguments: argparse.Namespace, store: Store, chosen: Settings) -> dict[str, Any]:
    readers = readers_of(chosen, store)
    undone = regroup.undo(store, arguments.number, readers, by=BY, now=utc_now())
    return {"did": f"Taken back: {undone.kind.value} of {undone.story_id} and {undone.other_id}."}


_ACTIONS: dict[str, Callable[[argparse.Namespace, Store, Settings], dict[str, Any]]] = {
    "merge": _merge,
    "split": _split,
    "apart": _apart,
    "undo": _undo,
}
