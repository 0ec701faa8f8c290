"""Pure: what is left of a message whose story was merged into an older one."""

import re

from bot.format import facts
from bot.format.headline import beside, chosen, title
from bot.format.html import link
from bot.texts import texts
from monitors.model import Story

_PRIVATE = re.compile(r"-100(\d+)")
_NAMED = re.compile(r"@(\w+)")


def pointer(story: Story, language: str, address: str) -> str:
    """Where the news of `story` stand; `address` is that of its message, or ''."""
    said = texts(language)
    lead = chosen(story, language)
    headline = beside(lead, language, 200) or title(lead, language, 200)
    headline = headline or facts.outlets([lead.source], said)
    return f"↪️ {said.say('merged.into', event=link(address or lead.item.url, headline))}"


def message_address(chat: str, number: int | None) -> str:
    """The link to a message of a channel or a supergroup; '' where there is none.

    Those of private chats and small groups have no address (https://core.telegram.org/api/links).
    """
    if not number:
        return ""
    if named := _NAMED.fullmatch(chat):
        return f"https://t.me/{named[1]}/{number}"
    private = _PRIVATE.fullmatch(chat)
    return f"https://t.me/c/{private[1]}/{number}" if private else ""
