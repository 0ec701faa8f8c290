"""`volia run`: the service, until SIGTERM or Ctrl-C."""

import argparse
import asyncio
import signal
from contextlib import AsyncExitStack

import structlog

from bot import logs
from bot.alone import alone_with
from bot.app import open_app
from bot.cli.configuration import settings
from bot.service import Service
from bot.telegram import sender_of
from monitors.config import Settings

log = structlog.get_logger(__name__)


def run(arguments: argparse.Namespace) -> int:
    """Run until told to stop; 0 after a clean stop."""
    chosen = settings(arguments.config)
    level = (arguments.log_level or chosen.logging.level).upper()  # what was typed wins
    logs.set_up(level, json=(arguments.log_format or chosen.logging.format) == "json")
    asyncio.run(_serve(chosen))
    return 0


async def _serve(chosen: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    async with AsyncExitStack() as stack:
        stack.enter_context(alone_with(chosen.store.url))
        telegram = sender_of(chosen)
        if telegram:
            await stack.enter_async_context(telegram)
        else:
            log.warning("no Telegram token: messages go to the console")
        app = await stack.enter_async_context(open_app(chosen, sender=telegram))
        await Service(app, telegram).serve(stop)
