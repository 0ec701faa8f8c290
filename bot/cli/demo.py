"""`volia demo`: the channel's timeline of 11 September 2025, offline."""

import argparse
import asyncio
import dataclasses
import json

from bot.console import ConsoleSender
from bot.demo import BEGIN, Clock, channels, replay


def run(arguments: argparse.Namespace) -> int:
    """Print every message as subscribers would see it, and one line at the end.

    If the reader of a pipe goes, it ends without a word: they have seen what they wanted.
    """
    clock = Clock(BEGIN)
    sender = ConsoleSender(now=clock, until_gone=True)
    chats = channels(arguments.language)
    summary = asyncio.run(replay(chats, sender, clock, lambda: not sender.gone))
    if sender.gone:
        raise BrokenPipeError
    if arguments.json:
        print(json.dumps(dataclasses.asdict(summary)))
    else:
        print(
            "{feeds} feeds, {items} items, {stories} story told, {alerts} messages and edits, "
            "{seconds} s".format(**dataclasses.asdict(summary))
        )
    return 0
