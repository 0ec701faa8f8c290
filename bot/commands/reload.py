"""/reload: read the configuration again; for admins in a chat with the bot alone."""

from bot.commands.context import CommandContext
from bot.format.html import fits, foreign
from bot.reload import Reloaded
from bot.texts import Texts

_LONGEST = 300  # characters of one problem


def may(chat: str, context: CommandContext) -> bool:
    """Say if the chat is that of an admin: the id of a private chat is that of the person."""
    return chat in {str(admin) for admin in context.settings.telegram.admins}


async def reload(_argument: str, chat: str, context: CommandContext) -> str:
    """What is in force now, or why nothing has changed."""
    said = context.texts
    if not may(chat, context):
        return said.say("commands.reload.not_you")
    if context.reload is None:
        return said.say("commands.reload.not_here")
    done = await context.reload()
    return _in_force(done, said) if done.done else _refused(done, said)


def _in_force(done: Reloaded, said: Texts) -> str:
    answer = said.say(
        "commands.reload.done",
        topics=done.topics,
        names=done.names,
        channels=done.channels,
        sources=done.sources,
    )
    if not done.restart:
        return answer
    return f"{answer}\n{said.say('commands.reload.restart', sections=', '.join(done.restart))}"


def _refused(done: Reloaded, said: Texts) -> str:
    """The problems, as many as a message holds."""
    problems = [foreign(problem, _LONGEST) for problem in done.problems]
    for shown in range(len(problems), 0, -1):
        left = len(problems) - shown
        more = [said.say("facts.more", n=left)] if left else []
        answer = said.say("commands.reload.refused", list="\n".join([*problems[:shown], *more]))
        if fits(answer):
            break
    return answer
