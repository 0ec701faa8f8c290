"""/status: whether Volia is well."""

from bot.commands.context import CommandContext
from bot.format.html import time_tag


def status(_argument: str, _chat: str, context: CommandContext) -> str:
    """Sources, the last poll, what waits to be sent."""
    said, now = context.texts, context.store.status(context.now())
    polled = now.last_poll
    lines = [
        said.say("commands.status.sources", ok=now.ok, failing=now.failing, new=now.never_polled),
        said.say("commands.status.last_poll", when=time_tag(polled, with_date=True))
        if polled
        else said.say("commands.status.never"),
        said.say("commands.status.stored", items=now.items, stories=now.told_stories),
        said.say("commands.status.queue", n=now.pending + now.sending),
    ]
    if now.uncertain:
        lines.append(said.say("commands.status.uncertain", n=now.uncertain))
    return "\n".join(lines)
