"""Edge: the configuration, read again while the service runs.

Topics, watched names, channels and sources take effect at once; what is built at the start
(`NEEDS_RESTART`) stays as it was, and is named. A configuration with a mistake, or with a topic
that breaks its own examples, changes nothing: the old one stays in force.
"""

import asyncio
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import structlog

from bot.app import App, understanding_of, wishes_of
from monitors.config import Settings
from monitors.errors import ConfigError
from monitors.settling import Rules
from monitors.vocabulary import Vocabulary

log = structlog.get_logger(__name__)

NEEDS_RESTART = ("telegram", "store", "network", "translation", "alerts", "logging")
"""Sections that are read at the start only."""


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What became of it: `problems` if nothing was changed, else what is in force now.

    `restart`: sections that differ from what is in force, and are read at a start only.
    """

    problems: tuple[str, ...] = ()
    topics: int = 0
    names: int = 0
    channels: int = 0
    sources: int = 0
    restart: tuple[str, ...] = ()

    @property
    def done(self) -> bool:
        """True if the new configuration is in force."""
        return not self.problems

    def told(self) -> dict[str, Any]:
        """As plain values, for other processes."""
        return {"done": self.done, **asdict(self)}


class Reload:
    """Call it to reload; `load` reads the settings, `note` is told what became of it."""

    def __init__(
        self,
        app: App,
        vocabulary: Vocabulary,
        load: Callable[[], Settings],
        note: Callable[[Reloaded], None] = lambda _: None,
    ) -> None:
        self._app = app
        self._vocabulary = vocabulary
        self._load = load
        self._note = note
        self._one_at_a_time = asyncio.Lock()

    async def __call__(self) -> Reloaded:
        """Read, check, and put in force, or leave all as it is."""
        async with self._one_at_a_time:
            try:
                # in a thread: thousands of keywords and examples must not hold up a delivery
                settings, rules = await asyncio.to_thread(self._read)
            except ConfigError as error:
                done = Reloaded(problems=error.problems)
                log.error("configuration not reloaded, the old one stays", problem=str(error))
            else:
                done = self._adopt(settings, rules)
            self._note(done)
            return done

    def _read(self) -> tuple[Settings, Rules]:
        settings = self._load()
        return settings, Rules(understanding_of(settings, self._vocabulary), wishes_of(settings))

    def _adopt(self, settings: Settings, rules: Rules) -> Reloaded:
        old = self._app.settings
        kept = {name: getattr(old, name) for name in NEEDS_RESTART}
        restart = tuple(name for name in kept if getattr(settings, name) != kept[name])
        self._app.adopt(settings.model_copy(update=kept), rules)
        done = Reloaded(
            topics=len(settings.topics),
            names=len(settings.watch),
            channels=len(settings.channels),
            sources=len(self._app.sources),
            restart=restart,
        )
        log.info("configuration reloaded", **{**asdict(done), "restart": " ".join(restart)})
        return done
