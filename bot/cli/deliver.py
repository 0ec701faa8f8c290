"""`volia deliver`: send what the outbox holds."""

import argparse
import asyncio
import json
from contextlib import AsyncExitStack

from bot.alone import alone_with
from bot.app import open_app
from bot.cli.configuration import settings
from bot.deliver import Tally
from bot.telegram import sender_of
from monitors.config import Settings


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if a message could not be delivered."""
    tally = asyncio.run(_once(settings(arguments.config)))
    if arguments.json:
        print(json.dumps(tally.as_dict()))
    else:
        print(", ".join(f"{name} {number}" for name, number in tally.as_dict().items()))
    return 1 if tally.dead or tally.delayed or tally.uncertain else 0


async def _once(chosen: Settings) -> Tally:
    async with AsyncExitStack() as stack:
        stack.enter_context(alone_with(chosen.store.url))
        telegram = sender_of(chosen)
        if telegram:
            await stack.enter_async_context(telegram)
        app = await stack.enter_async_context(open_app(chosen, sender=telegram))
        app.store.recover(app.now(), chosen.telegram.uncertain)
        return await app.deliverer.drain()
