"""What the commands work with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.texts import Texts, texts
from monitors.config import Settings
from monitors.store import Store


@dataclass(frozen=True, slots=True)
class CommandContext:
    """`on_watch_changed` is called after a chat's words have changed, so that they work at once."""

    store: Store
    now: Callable[[], datetime]
    settings: Settings
    on_watch_changed: Callable[[], None] = lambda: None
    language: str = "en"

    @property
    def texts(self) -> Texts:
        """The bot's sentences."""
        return texts(self.language)
