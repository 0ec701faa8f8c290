"""Which command gives which answer."""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

import structlog

from bot.commands.context import CommandContext
from bot.commands.find import find
from bot.commands.parse import split
from bot.commands.reload import may, reload
from bot.commands.status import status
from bot.commands.story import story
from bot.commands.watch import unwatch, watch, words
from bot.commands.why import why
from bot.format.html import foreign
from bot.message import Message
from bot.texts import texts
from monitors.errors import StoreError

log = structlog.get_logger(__name__)

Answer = str | Message
"""HTML, with buttons where there is something to choose."""
Command = Callable[[str, str, CommandContext], Answer | Awaitable[Answer]]
"""(argument, chat, context) -> answer."""


def start(_argument: str, chat: str, context: CommandContext) -> str:
    """/start: what the bot is, and what it understands."""
    return context.texts.say("commands.start", help=_help(chat, context))


def help_(_argument: str, chat: str, context: CommandContext) -> str:
    """/help: what the bot understands."""
    return _help(chat, context)


COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "start": start,
        "help": help_,
        "status": status,
        "watch": watch,
        "unwatch": unwatch,
        "list": words,
        "why": why,
        "find": find,
        "story": story,
        "reload": reload,
    }
)
FOR_ADMINS = frozenset({"story", "reload"})
"""Commands that only admins are told of, and may use."""


def menu(language: str = "en") -> list[tuple[str, str]]:
    """Names and descriptions for Telegram's menu."""
    said = texts(language)
    return [
        (name, said.say(f"commands.menu.{name}")) for name in COMMANDS if name not in FOR_ADMINS
    ]


async def answer(text: str, chat: str, context: CommandContext) -> Message:
    """The answer to a message; never raises for want of the database."""
    found = await _answer(text, chat, context)
    return Message(found) if isinstance(found, str) else found


async def _answer(text: str, chat: str, context: CommandContext) -> Answer:
    said = context.texts
    found = split(text)
    if found is None:
        return said.say("commands.hint")
    name, argument = found
    command = COMMANDS.get(name)
    if command is None:
        return said.say("commands.unknown", command=foreign(f"“{name}”", 40))
    try:
        answered = command(argument, chat, context)
        return answered if isinstance(answered, str | Message) else await answered
    except StoreError as error:
        log.error("command", command=name, error=str(error))
        return said.say("commands.not_saved")


def _help(chat: str, context: CommandContext) -> str:
    said, lines = context.texts, []
    for name in COMMANDS:
        if name in FOR_ADMINS and not may(chat, context):
            continue
        argument = said.get(f"commands.argument.{name}")
        called = f"/{name} {argument}" if argument else f"/{name}"
        lines.append(f"{called} — {said.say(f'commands.menu.{name}')}")
    return said.say("commands.help", list="\n".join(lines))
