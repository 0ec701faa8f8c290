"""`volia poll`: every enabled source once, into the outbox."""

import argparse
import asyncio
import json
import time
from collections import Counter

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from bot.app import App, open_app
from bot.cli.configuration import settings
from monitors.poll import Polled, PollStatus


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 only if there are sources and every one of them failed."""
    chosen = settings(arguments.config)

    async def once() -> tuple[list[Polled], float]:
        async with open_app(chosen) as app:
            await app.warm_up()
            begun = time.perf_counter()
            return await _with_progress(app), time.perf_counter() - begun

    polled, seconds = asyncio.run(once())
    summary = summarise(polled, seconds)
    if arguments.json:
        print(json.dumps(summary))
    else:
        _print(polled, summary)
    return 1 if polled and summary["failed"] == len(polled) else 0


async def _with_progress(app: App) -> list[Polled]:
    """Poll all with a bar on stderr, shown on a terminal only."""
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("polling"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task("poll", total=len(app.sources))
        polled = await app.poll_all(lambda: bar.advance(task))
    await app.catch_up()
    return polled


def summarise(polled: list[Polled], seconds: float) -> dict[str, int | float]:
    """The object that `poll --json` prints (design, the command line)."""
    ended = Counter(one.status for one in polled)
    return {
        "sources": len(polled),
        "ok": ended[PollStatus.OK],
        "not_modified": ended[PollStatus.NOT_MODIFIED],
        "failed": ended[PollStatus.FAILED],
        "items_new": sum(one.new for one in polled),
        "matched": sum(one.matched for one in polled),
        "alerts": sum(one.alerts for one in polled),
        "seconds": round(seconds, 3),
    }


def _print(polled: list[Polled], summary: dict[str, int | float]) -> None:
    for one in polled:
        if one.status is PollStatus.FAILED:
            print(f"failed: {one.source}: {one.error}")
    print(
        "{sources} sources: {ok} ok, {not_modified} not modified, {failed} failed; "
        "{items_new} new items, {matched} matched, {alerts} alerts in {seconds} s".format(**summary)
    )
