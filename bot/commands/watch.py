"""/watch, /unwatch and /list: words of which a chat hears whatever the topic."""

from bot.commands.context import CommandContext
from bot.format.html import fits, foreign, tidy, units
from monitors.match import word_matches
from monitors.model import Detected

SHORTEST = 2
LONGEST = 64
MOST = 100
_QUOTES = "\"'“”„«»‘’"


def watch(argument: str, chat: str, context: CommandContext) -> str:
    """Add a word."""
    said, word = context.texts, _word(argument)
    if not word:
        return said.say("commands.watch.usage")
    if not SHORTEST <= units(word) <= LONGEST:
        return said.say("commands.watch.length", shortest=SHORTEST, longest=LONGEST)
    if not word_matches(word, word, "", Detected("und")):
        return said.say("commands.watch.signs")
    if len(context.store.watches(chat)) >= MOST:
        return said.say("commands.watch.full", most=MOST)
    added = context.store.add_watch(chat, word, context.now())
    if added:
        context.on_watch_changed()
    key = "commands.watch.done" if added else "commands.watch.already"
    return said.say(key, word=foreign(word, LONGEST))


def unwatch(argument: str, chat: str, context: CommandContext) -> str:
    """Drop a word."""
    said, word = context.texts, _word(argument)
    if not word:
        return said.say("commands.unwatch.usage")
    removed = context.store.remove_watch(chat, word)
    if removed:
        context.on_watch_changed()
    key = "commands.unwatch.done" if removed else "commands.unwatch.absent"
    return said.say(key, word=foreign(word, LONGEST))


def words(_argument: str, chat: str, context: CommandContext) -> str:
    """The words of this chat, as many as a message holds."""
    said = context.texts
    watched = [foreign(word, LONGEST) for word in context.store.watches(chat)]
    if not watched:
        return said.say("commands.list.none")
    for shown in range(len(watched), 0, -1):
        more = len(watched) - shown
        lines = [*watched[:shown], *([said.say("facts.more", n=more)] if more else [])]
        answer = said.count("commands.list.some", len(watched), list="\n".join(lines))
        if fits(answer):
            return answer
    return said.count("commands.list.some", len(watched), list="")


def _word(argument: str) -> str:
    return tidy(argument).strip(_QUOTES).strip()
