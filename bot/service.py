"""The service: polls, deliveries, late translations and commands side by side, and a clean stop.

A reload (SIGHUP, `volia reload`, /reload) changes topics, names, channels and sources between two
batches of items; nothing is stopped for it.

On a stop no new work begins, polls are cancelled (what they had not stored is fetched again),
a message that is under way is given a few seconds to get its answer, and the rest of the outbox
waits for the next start.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.app import App
from bot.commands import CommandContext
from bot.digest import queue_digests
from bot.questions import queue_questions
from bot.reload import Reload
from monitors.errors import VoliaError
from monitors.schedule import Schedule

if TYPE_CHECKING:
    from bot.telegram import TelegramSender

log = structlog.get_logger(__name__)

GRACE_S = 5.0
"""How long messages under way may take once we are told to stop; systemd waits for 15 s."""

PULSE_S = 0.5
"""Seconds between two looks into the outbox."""

DIGEST_S = 60.0
"""Seconds between two looks at which digests are due."""

LATE_S = 5.0
"""Seconds between two looks for translations that were not there in time."""

REST_S = 10.0
"""Pause of a part of the service that has failed."""


class Service:
    """One running Volia; `telegram` is None where messages go to the console."""

    def __init__(
        self, app: App, telegram: "TelegramSender | None", reload: Reload | None = None
    ) -> None:
        self._app = app
        self._telegram = telegram
        self._reload = reload
        self._schedule = Schedule(
            app.store,
            app.poller.poll,
            app.sources,
            now=app.now,
            at_once=app.settings.network.concurrency,
        )

    async def serve(self, stop: asyncio.Event, hangup: asyncio.Event | None = None) -> None:
        """Run until `stop` is set, then leave nothing half-done; reload when `hangup` is set."""
        hangup = hangup or asyncio.Event()
        app = self._app
        left = app.store.recover(app.now(), app.settings.telegram.uncertain)
        async with AsyncExitStack() as stack:
            if self._telegram:
                from bot.telegram import Updates

                context = CommandContext(
                    app.store,
                    app.now,
                    app.settings,
                    app.audiences.changed,
                    reload=self._reload,
                )
                await stack.enter_async_context(Updates(self._telegram, context))
            self._schedule.start()
            stack.push_async_callback(self._schedule.stop)
            log.info("started", sources=len(app.sources), unsent=left)
            await app.warm_up()  # while the first pages are fetched
            await asyncio.gather(
                self._until(stop, self._deliver, PULSE_S),
                self._until(stop, self._digests, DIGEST_S),
                self._until(stop, app.catch_up, LATE_S),
                self._until(stop, partial(self._reloads, hangup), PULSE_S),
            )
            app.deliverer.stop()
            await app.deliverer.deliver(app.now(), patience=GRACE_S)
        log.info("stopped")

    async def _until(
        self, stop: asyncio.Event, work: Callable[[], Awaitable[None]], seconds: float
    ) -> None:
        """Repeat `work` until the stop; the last catch of the delivery side."""
        while not stop.is_set():
            pause = seconds
            try:
                await work()
            except VoliaError as error:
                log.error("delivery side", error=str(error))
                pause = REST_S
            except Exception:  # a bug must not silence the service
                log.critical("delivery side crashed", exc_info=True)
                pause = REST_S
            try:
                await asyncio.wait_for(stop.wait(), pause)
            except TimeoutError:
                continue

    async def _deliver(self) -> None:
        await self._app.deliverer.deliver(self._app.now(), patience=PULSE_S)

    async def _reloads(self, hangup: asyncio.Event) -> None:
        if hangup.is_set() and self._reload:
            hangup.clear()
            await self._reload()

    async def _digests(self) -> None:
        queue_digests(self._app.store, self._app.settings.channels, self._app.now())
        queue_questions(self._app.store, self._app.settings.telegram.admins, self._app.now())
