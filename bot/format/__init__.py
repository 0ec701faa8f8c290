"""Pure: an alert as Telegram HTML in a channel's language.

`post` is a story's living message, `reply` the short audible one, `digest` many stories at once,
`pointer` what is left of a message whose story was merged into another.
Whatever the input: at most 4096 UTF-16 units and 100 entities, only http(s) links, nothing of a
feed is markup, a mention or a command, and the link of the first report is there.
"""

from bot.format.digest import digest
from bot.format.html import on_paper, plain_text
from bot.format.pointer import message_address, pointer
from bot.format.post import post
from bot.format.reply import reply

__all__ = ["digest", "message_address", "on_paper", "plain_text", "pointer", "post", "reply"]
