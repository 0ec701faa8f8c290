"""Edge: what happens when.

One tick a second starts the polls that are due; APScheduler keeps the tick, and the state of every
source is a column, so that a restart forgets nothing.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitors.model import Source
from monitors.poll import Polled, PollStatus
from monitors.store import Store

log = structlog.get_logger(__name__)

KEEP = timedelta(days=90)
"""How long stored items and stories are kept; their identities stay for ever."""

REST = timedelta(seconds=30)
"""The least pause after a failure, kept in memory: it holds even if the database cannot be
written and the due time therefore stands.
"""

STEP = timedelta(minutes=1)
"""A clock that goes back by less was only adjusted."""


class Schedule:
    """Polls due sources with `poll` until stopped."""

    def __init__(
        self,
        store: Store,
        poll: Callable[[Source], Awaitable[Polled]],
        sources: Mapping[str, Source],
        *,
        now: Callable[[], datetime],
        at_once: int = 32,
    ) -> None:
        self._store = store
        self._poll = poll
        self._sources = sources
        self._now = now
        self._at_once = at_once
        self._running: dict[str, asyncio.Task[None]] = {}
        self._rest: dict[str, datetime] = {}
        self._latest = now()
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(self.tick, "interval", seconds=1)
        self._scheduler.add_job(self.clean_up, "interval", hours=24)
        self._scheduler.start()

    async def tick(self) -> None:
        """Start a poll of each source that is due and not being polled, oldest due first."""
        now = self._now()
        self._look_at(now)
        due = [
            name
            for name in self._store.due(list(self._sources), now)
            if name not in self._running and self._rest.get(name, now) <= now
        ]
        for name in due[: self._at_once - len(self._running)]:
            self._running[name] = asyncio.create_task(self._run(self._sources[name]))

    def _look_at(self, now: datetime) -> None:
        """If the clock was set back, what it had put off comes so much earlier."""
        if now < self._latest - STEP:
            log.warning("clock set back", seconds=round((self._latest - now).total_seconds()))
            self._store.set_back(self._latest - now)
            self._rest.clear()
        self._latest = now

    async def _run(self, source: Source) -> None:
        try:
            polled = await self._poll(source)
            if polled.status is PollStatus.FAILED:
                self._rest[source.name] = self._now() + REST
        finally:
            self._running.pop(source.name, None)

    async def clean_up(self) -> None:
        """Forget what is older than `KEEP`; tombstones keep it from coming back as new."""
        pruned = self._store.prune(self._now() - KEEP)
        log.info("cleaned up", items=pruned)

    async def stop(self) -> None:
        """Stop ticking and cancel polls: what they had not stored is fetched again."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
