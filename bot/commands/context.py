"""What the commands work with."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.reload import Reloaded
from bot.texts import Texts, texts
from monitors.config import Settings
from monitors.store import Store


@dataclass(frozen=True, slots=True)
class CommandContext:
    """`on_watch_changed` is called after a chat's words have changed, so that they work at once.

    `reload` reads the configuration again; None where that cannot be done.
    """

    store: Store
    now: Callable[[], datetime]
    settings: Settings
    on_watch_changed: Callable[[], None] = lambda: None
    language: str = "en"
    reload: Callable[[], Awaitable[Reloaded]] | None = None

    @property
    def texts(self) -> Texts:
        """The bot's sentences."""
        return texts(self.language)
