"""`volia run`: the service, until SIGTERM or Ctrl-C; SIGHUP reloads the configuration."""

import argparse
import asyncio
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot import logs, models
from bot.alone import Holder, alone_with
from bot.app import open_app
from bot.cli.configuration import find, settings
from bot.reload import Reload, Reloaded
from bot.service import Service
from monitors.config import Settings, load
from monitors.errors import VoliaError

if TYPE_CHECKING:
    from bot.telegram import TelegramSender

log = structlog.get_logger(__name__)


def run(arguments: argparse.Namespace) -> int:
    """Run until told to stop; 0 after a clean stop."""
    chosen = settings(arguments.config)
    level = (arguments.log_level or chosen.logging.level).upper()  # what was typed wins
    logs.set_up(level, json=(arguments.log_format or chosen.logging.format) == "json")
    if arguments.install_models:
        asyncio.run(_install_models(chosen))
    asyncio.run(_serve(chosen, arguments.config))
    return 0


async def _install_models(chosen: Settings) -> None:
    """What the sources lack; a failure is told, and the service runs on without."""
    try:
        languages = models.lacking(chosen, models.installed(chosen))
        if languages:
            await _install(chosen, languages)
    except Exception:  # whatever a server answers or a folder holds, the service starts
        log.critical("models not installed", exc_info=True)


async def _install(chosen: Settings, languages: Sequence[str]) -> None:
    from bot.cli.downloading import Downloading  # bars are not needed at any other start

    log.info("installing models", languages=" ".join(languages))
    with Downloading() as bars:
        async for language, one in models.install_lacking(chosen, languages, bars):
            if isinstance(one, VoliaError):
                log.error("model not installed", language=language, error=str(one))
            else:
                log.info("model installed", language=language, model=one.model.name)


def _tell_lacking(chosen: Settings, config: Path | None) -> None:
    """In a thread: looking through packages must not delay the first poll."""
    try:
        languages = models.lacking(chosen, models.installed(chosen))
    except (VoliaError, OSError) as error:
        log.warning("models cannot be looked at", error=str(error))
        return
    except Exception:  # whatever lies in the folder of models, the service runs on
        log.critical("models cannot be looked at", exc_info=True)
        return
    if languages:
        log.warning(
            "no model for these languages: alerts go out in the original",
            languages=" ".join(languages),
            to_install=models.command(languages, config),
        )


async def _serve(chosen: Settings, config: Path | None) -> None:
    path = find(config).resolve()  # a reload reads the same file, wherever we are then
    stop, hangup = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    loop.add_signal_handler(signal.SIGHUP, hung_up(stop, hangup))
    async with AsyncExitStack() as stack:
        holder = stack.enter_context(alone_with(chosen.store.url))
        telegram = _telegram(chosen)
        if telegram:
            await stack.enter_async_context(telegram)
        else:
            log.warning("no Telegram token: messages go to the console")
        app = await stack.enter_async_context(open_app(chosen, sender=telegram))
        words = app.pipeline.understanding.vocabulary
        reload = Reload(app, words, partial(load, path), Noting(holder))
        holder.say({"config": str(path), "reloads": 0})
        await asyncio.gather(
            Service(app, telegram, reload).serve(stop, hangup),
            asyncio.to_thread(_tell_lacking, chosen, config),
        )


def hung_up(stop: asyncio.Event, hangup: asyncio.Event) -> Callable[[], None]:
    """What SIGHUP does: reload, or end if it came because our terminal is gone."""
    at_terminal = os.isatty(2)

    def handle() -> None:
        (stop if at_terminal and not os.isatty(2) else hangup).set()

    return handle


class Noting:
    """Notes what became of each reload where `volia reload` reads it."""

    def __init__(self, holder: Holder) -> None:
        self._holder = holder
        self._times = 0

    def __call__(self, done: Reloaded) -> None:
        """Count it, and say how it went."""
        self._times += 1
        self._holder.say({"reloads": self._times, "reloaded": done.told()})


def _telegram(chosen: Settings) -> "TelegramSender | None":
    """python-telegram-bot takes a good part of the start, so it is loaded only for a token."""
    if chosen.telegram.token() is None:
        return None
    from bot.telegram import sender_of

    return sender_of(chosen)
