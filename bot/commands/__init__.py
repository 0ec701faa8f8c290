"""What a chat can say to the bot. No Telegram in here: text comes in, Telegram HTML goes out."""

from bot.commands.answers import answer, menu
from bot.commands.context import CommandContext
from bot.commands.parse import addressed
from bot.commands.story import Pressed, press, show

__all__ = ["CommandContext", "Pressed", "addressed", "answer", "menu", "press", "show"]
