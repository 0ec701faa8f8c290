"""`volia run`: the service, until SIGTERM or Ctrl-C."""

import argparse
import asyncio
import signal
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from bot import logs, models
from bot.alone import alone_with
from bot.app import open_app
from bot.cli.configuration import settings
from bot.service import Service
from monitors.config import Settings
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
    languages = models.lacking(chosen, models.installed(chosen))
    if not languages:
        return
    from bot.cli.downloading import Downloading  # bars are not needed at any other start

    log.info("installing models", languages=" ".join(languages))
    with Downloading() as bars:
        try:
            async for language, one in models.install_lacking(chosen, languages, bars):
                if isinstance(one, VoliaError):
                    log.error("model not installed", language=language, error=str(one))
                else:
                    log.info("model installed", language=language, model=one.model.name)
        except Exception:  # whatever a server answers, the service starts
            log.critical("models not installed", exc_info=True)


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
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        stack.enter_context(alone_with(chosen.store.url))
        telegram = _telegram(chosen)
        if telegram:
            await stack.enter_async_context(telegram)
        else:
            log.warning("no Telegram token: messages go to the console")
        app = await stack.enter_async_context(open_app(chosen, sender=telegram))
        await asyncio.gather(
            Service(app, telegram).serve(stop), asyncio.to_thread(_tell_lacking, chosen, config)
        )


def _telegram(chosen: Settings) -> "TelegramSender | None":
    """python-telegram-bot takes a good part of the start, so it is loaded only for a token."""
    if chosen.telegram.token() is None:
        return None
    from bot.telegram import sender_of

    return sender_of(chosen)
