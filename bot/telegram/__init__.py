"""Edge: Telegram, by way of python-telegram-bot.

`TelegramSender` sends and edits, `Updates` listens for commands, `sender_of` makes a sender from
the settings. Nothing of python-telegram-bot leaves this package but by `TelegramSender.bot`.
"""

import os

# python-telegram-bot 22 warns at each 429 unless one opts into the time spans of version 23
os.environ.setdefault("PTB_TIMEDELTA", "true")

from bot.telegram.sender import TelegramSender, sender_of
from bot.telegram.updates import Updates

__all__ = ["TelegramSender", "Updates", "sender_of"]
