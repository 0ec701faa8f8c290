"""`volia demo`: the channel's timeline of 11 September 2025, offline."""

import argparse
import asyncio
import dataclasses
import json

from bot.console import ConsoleSender
from bot.demo import BEGIN, Clock, replay


def run(arguments: argparse.Namespace) -> int:
    """Print every message as subscribers would see it, and one line at the end."""
    clock = Clock(BEGIN)
    sender = ConsoleSender(now=clock)
    summary = asyncio.run(replay(arguments.language, sender, clock))
    if arguments.json:
        print(json.dumps(dataclasses.asdict(summary)))
    else:
        print(
            "{feeds} feeds, {items} items, {stories} story told, {alerts} messages and edits, "
            "{seconds} s".format(**dataclasses.asdict(summary))
        )
    return 0
