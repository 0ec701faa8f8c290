"""Pure: a message as a command: `/watch@VoliaBot  Belaruskali ` is ("watch", "Belaruskali")."""

import re

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?:\s+(.*))?\Z", re.DOTALL)


def split(text: str) -> tuple[str, str] | None:
    """Name in lower case and argument, None if the text is no command."""
    found = _COMMAND.match(text.strip())
    if not found:
        return None
    return found[1].lower(), " ".join((found[3] or "").split())


def addressed(text: str, bot: str, *, private: bool) -> str:
    """`text` if it is meant for the bot called `bot`, else ''.

    In a private chat everything is. In a group a command is, unless it names another bot; what
    people say to each other is not.
    """
    found = _COMMAND.match(text.strip())
    if found is None:
        return text if private else ""
    return "" if found[2] and found[2].lower() != bot.lower() else text
