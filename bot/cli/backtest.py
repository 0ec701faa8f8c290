"""`volia backtest`: what these rules would have alerted over the stored history."""

import argparse
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from bot.alone import holder_of
from bot.app import closely_of, understanding_of, utc_now, wishes_of
from bot.cli.configuration import settings
from monitors.audience import Wish
from monitors.backtest import Backtest, Change, Judged, Tally, Turn
from monitors.config import Settings, load
from monitors.errors import ConfigError, StoreError
from monitors.model import Source
from monitors.store import Store
from monitors.understanding import Read, Understanding

_LONGEST = 36_500  # days
_SIGNS = {Turn.GAINED: "+", Turn.LOST: "-", Turn.CHANGED: "~"}


def run(arguments: argparse.Namespace) -> int:
    """Always 0: a difference is an answer. The database is only read."""
    chosen = settings(arguments.config)
    wishes = wishes_of(chosen)
    if arguments.topic and arguments.topic not in wishes:
        raise ConfigError(f"there is no topic {arguments.topic!r}; there are {', '.join(wishes)}")
    understanding = understanding_of(chosen)
    backtest = Backtest(
        understanding,
        wishes,
        _running(chosen) or wishes,
        target=chosen.translation.target,
        topic=arguments.topic,
        closely=_fresh_closely(chosen, understanding),
    )
    _read(chosen, arguments.days, backtest)
    if arguments.json:
        print(json.dumps(described(backtest.tally, arguments), ensure_ascii=False))
    else:
        print("\n".join(written(backtest.tally, arguments)))
    return 0


def _fresh_closely(chosen: Settings, understanding: Understanding) -> Callable[[Read], Read]:
    """As the service reads: closely, but not what was old already when it was seen."""
    closely = closely_of(chosen, understanding)
    oldest = timedelta(hours=chosen.alerts.max_age_hours)

    def reads(read: Read) -> Read:
        item = read.report.item
        return closely(read) if item.published >= item.fetched - oldest else read

    return reads


def _running(chosen: Settings) -> Mapping[str, Wish] | None:
    """What the topics of the running service alert on; None if none runs, or its file is gone."""
    try:
        holder = holder_of(chosen.store.url)
        return wishes_of(load(Path(holder["config"]))) if holder and "config" in holder else None
    except (StoreError, ConfigError):
        return None


def _read(chosen: Settings, days: int, backtest: Backtest) -> None:
    sources = {source.name: source for source in chosen.all_sources()}
    since = utc_now() - timedelta(days=min(days, _LONGEST))
    console = Console(stderr=True)
    with Store.look(chosen.store.url) as store:
        rows = track(store.history(since), "judging items", total=store.count_since(since),
                     console=console, transient=True, disable=not console.is_terminal)  # fmt: skip
        for stored, report in rows:
            name = stored.item.source
            source = sources.get(name) or Source(name=name, url="")
            backtest.add(stored.item, stored.state, report, source)


def described(tally: Tally, arguments: argparse.Namespace) -> dict[str, Any]:
    """Everything that was found, as `--json` prints it."""
    return {
        "days": arguments.days,
        "topic": arguments.topic,
        "items": tally.items,
        "copies": tally.copies,
        "untried": tally.untried,
        "alerts": {"then": tally.then, "now": tally.now},
        **{turn.value: [_change(each) for each in tally.of(turn)] for turn in Turn},
    }


def _change(change: Change) -> dict[str, Any]:
    item = change.item
    return {
        "id": item.id,
        "source": item.source,
        "published": item.published.isoformat(),
        "url": item.url,
        "title": item.title,
        "then": _judged(change.then),
        "now": _judged(change.now),
    }


def _judged(judged: Judged) -> dict[str, Any]:
    return {
        "alert": judged.alert,
        "topics": list(judged.topics),
        "event_type": judged.action or None,
        "why": list(judged.why),
    }


def written(tally: Tally, arguments: argparse.Namespace) -> Iterator[str]:
    """The difference for people: counts, then the newest titles of each kind."""
    about = f" of {arguments.topic}" if arguments.topic else ""
    yield (
        f"{tally.items} items of {arguments.days} days: {tally.now} alerts{about} by these rules, "
        f"{tally.then} by those that ran"
    )
    yield "(items worth an alert, each by itself: stories and repeats are not counted out)"
    if tally.copies:
        yield f"{tally.copies} copies of articles that are stored already were left out"
    if tally.untried:
        yield f"{tally.untried} can hit only in a translation, and none is stored: not tried"
    for turn in Turn:
        changes = tally.of(turn)
        yield f"{turn.value}: {len(changes)}"
        for change in changes[: arguments.limit]:
            yield from _shown(change)
        if len(changes) > arguments.limit:
            yield f"  ... and {len(changes) - arguments.limit} more (--limit N, or --json for all)"


def _shown(change: Change) -> Iterator[str]:
    item = change.item
    title = " ".join(item.title.split())
    yield f"  {_SIGNS[change.turn]} {item.published:%Y-%m-%d} {item.source}: {title}"
    if change.turn is Turn.CHANGED:
        yield f"      {_told(change.then)} -> {_told(change.now)}"
    else:
        yield f"      {_told(change.now if change.turn is Turn.GAINED else change.then)}" + (
            f"; now {_why(change.now)}" if change.turn is Turn.LOST else ""
        )


def _told(judged: Judged) -> str:
    return f"{', '.join(judged.topics)}: {_why(judged)}"


def _why(judged: Judged) -> str:
    return f"{judged.action or 'nothing found'} ({', '.join(judged.why) or '-'})"
