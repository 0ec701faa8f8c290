"""`volia reload`: the running service reads its configuration again."""

import argparse
import json
import os
import signal
import time
from typing import Any

from bot.alone import holder_of
from bot.cli.configuration import settings
from monitors.errors import StoreError

_LOOK_S = 0.1


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if no service runs or answers, 2 if it refused the configuration."""
    url = settings(arguments.config).store.url
    before = _service(url)
    _signal(int(before["pid"]))
    told = _answer(url, before["reloads"], arguments.wait)
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print("\n".join(lines(told)))
    return 0 if told["done"] else 2


def _service(url: str) -> dict[str, Any]:
    """What the service says of itself; raises StoreError if none runs that can reload."""
    holder = holder_of(url)
    if holder is None:
        raise StoreError("no volia runs on this database: it will read its configuration at start")
    if "reloads" not in holder:
        raise StoreError(
            "what uses this database is no service that can reload, or it is only starting"
        )
    return holder


def _signal(process: int) -> None:
    try:
        os.kill(process, signal.SIGHUP)
    except ProcessLookupError as error:
        raise StoreError(f"the service (process {process}) has just ended") from error
    except PermissionError as error:
        raise StoreError(
            f"the service (process {process}) is another user's; be that user, or root"
        ) from error


def _answer(url: str, before: int, wait_s: float) -> dict[str, Any]:
    """What became of it, as the service notes it down."""
    end = time.monotonic() + wait_s
    while time.monotonic() < end:
        holder = holder_of(url)
        if holder is None:
            break
        if holder.get("reloads", before) > before:
            return {"config": holder.get("config"), **holder["reloaded"]}
        time.sleep(_LOOK_S)
    raise StoreError(f"the service has not answered within {wait_s:g} s; its log says why")


def lines(told: dict[str, Any]) -> list[str]:
    """The answer for people."""
    if not told["done"]:
        return [*told["problems"], f"Not reloaded ({told['config']}); the old rules stay in force."]
    restart = ", ".join(told["restart"])
    return [
        f"Reloaded {told['config']}. Your own topics: {told['topics']}, watched names: "
        f"{told['names']}, channels: {told['channels']}, sources: {told['sources']}.",
        *([f"Changed, but read at a start only: {restart}"] if restart else []),
    ]
