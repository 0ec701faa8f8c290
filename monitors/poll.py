"""Edge: one poll of one source, from the address to the outbox.

    fetch -> unchanged? -> parse -> health -> pipeline -> remember

What the server said of freshness (ETag, hashes) is stored only after the items are, so that a
crash in between fetches them again.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import structlog

from monitors.due import next_due
from monitors.errors import FetchError, Gone, ParseError, StoreError, Unavailable
from monitors.fetch import Fetcher
from monitors.model import FetchState, Page, Reason, Source
from monitors.parse import ParseWorker, body_hash, health
from monitors.pipeline import Pipeline
from monitors.settling import Outcome
from monitors.store import Store

log = structlog.get_logger(__name__)


class PollStatus(StrEnum):
    """How a poll ended."""

    OK = "ok"
    NOT_MODIFIED = "not_modified"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll brought; `error` is a sentence for the operator."""

    source: str
    status: PollStatus
    new: int = 0
    matched: int = 0
    alerts: int = 0
    error: str = ""
    outcomes: tuple[Outcome, ...] = ()


QUIET = frozenset(
    {
        Reason.NOT_ON_TOPIC,
        Reason.AWAITS_TRANSLATION,
        Reason.NO_ACTION,
        Reason.NOTHING_NEW,
        Reason.LISTED,
        Reason.TOO_OLD,
        Reason.BACKLOG,
    }
)
"""Reasons that are no alert: nothing is told, or only one outlet more is listed."""
UNMATCHED = frozenset({Reason.NOT_ON_TOPIC, Reason.AWAITS_TRANSLATION})


PAUSE = 3
"""A source that was not read for so many of its intervals may bring many old items at once."""


class Poller:
    """Polls sources; a failing source is its own affair and never raises."""

    def __init__(
        self,
        store: Store,
        fetcher: Fetcher,
        parser: ParseWorker,
        pipeline: Pipeline,
        *,
        now: Callable[[], datetime],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._fetcher = fetcher
        self._parser = parser
        self._pipeline = pipeline
        self._now = now
        self._chance = chance
        self._states: dict[str, FetchState] = {}

    async def poll(self, source: Source) -> Polled:
        """Fetch, parse and process one source, and set when it is due again."""
        with structlog.contextvars.bound_contextvars(feed=source.name):
            try:
                return await self._poll(source)
            except StoreError as error:
                self._forget(source)
                log.error("poll not stored", status="failed", error=str(error))
                return Polled(source.name, PollStatus.FAILED, error=str(error))
            except Exception as error:  # one broken source must not stop the rest
                self._forget(source)
                log.critical("poll crashed", status="failed", exc_info=True)
                return Polled(source.name, PollStatus.FAILED, error=f"a bug in Volia: {error!r}")

    def _forget(self, source: Source) -> None:
        """What was to be remembered may have been undone with its transaction: read it anew."""
        self._states.pop(source.name, None)

    async def _poll(self, source: Source) -> Polled:
        state = self._state(source)
        try:
            page = await self._fetcher.fetch(source, state)
            return await self._take(page, source, state)
        except (FetchError, ParseError) as error:
            return self._failed(error, source, state)

    def _state(self, source: Source) -> FetchState:
        """What is remembered; of another address than today's, only that it was polled."""
        state = self._states.get(source.name)
        if state is None:
            state = self._store.fetch_states([source.name]).get(source.name)
        if state and state.url == source.url:
            return state
        return FetchState(
            source=source.name, url=source.url, polled_before=bool(state and state.polled_before)
        )

    async def _take(self, page: Page, source: Source, state: FetchState) -> Polled:
        """The page's items into the pipeline, and its freshness into the store."""
        now = self._now()
        moved = page.moved_to or state.moved_to
        fine = replace(
            state,
            failures=0,
            error=None,
            gone=False,
            last_ok=now,
            moved_to=moved,
            etag=page.etag,
            last_modified=page.last_modified,
        )
        if page.not_modified or body_hash(page.body) == state.body_hash:
            self._remember(source, fine)
            log.info("polled", status="not_modified")
            return Polled(source.name, PollStatus.NOT_MODIFIED)
        feed = await self._parser.parse(page, source, state.entry_hashes, now)
        health(feed, state)
        known = replace(
            fine,
            body_hash=feed.body_hash,
            entry_hashes=feed.entry_hashes,
            had_entries=state.had_entries or feed.entries > 0,
            polled_before=True,
        )
        outcomes = await self._pipeline.run(
            source,
            feed.items,
            now,
            backlog=not state.polled_before,
            paused=_paused(source, state, now),
            remember=lambda: self._remember(source, known),
        )
        return self._report(source, outcomes)

    def _failed(self, error: FetchError | ParseError, source: Source, state: FetchState) -> Polled:
        """Note the failure and back off; what was known of the source stays."""
        wait = error.retry_after if isinstance(error, Unavailable) else None
        worse = replace(
            state,
            failures=state.failures + 1,
            error=str(error),
            gone=isinstance(error, Gone) and error.forever,
        )
        self._remember(source, worse, wait)
        log.warning("poll failed", status="failed", error=str(error), failures=worse.failures)
        return Polled(source.name, PollStatus.FAILED, error=str(error))

    def _remember(
        self, source: Source, state: FetchState, retry_after: timedelta | None = None
    ) -> None:
        due = next_due(
            self._now(),
            timedelta(minutes=source.poll_minutes),
            failures=state.failures,
            retry_after=retry_after,
            chance=self._chance(),
        )
        known = replace(state, due_at=due)
        self._store.save_fetch_state(known)
        self._states[source.name] = known

    def _report(self, source: Source, outcomes: list[Outcome]) -> Polled:
        polled = Polled(
            source.name,
            PollStatus.OK,
            new=len(outcomes),
            matched=sum(outcome.reason not in UNMATCHED for outcome in outcomes),
            alerts=sum(outcome.reason not in QUIET for outcome in outcomes),
            outcomes=tuple(outcomes),
        )
        log.info(
            "polled", status="ok", new=polled.new, matched=polled.matched, alerts=polled.alerts
        )
        return polled


def _paused(source: Source, state: FetchState, now: datetime) -> bool:
    """True if the source was not read for long: the service was down, or the source."""
    longest = PAUSE * timedelta(minutes=source.poll_minutes)
    return state.last_ok is None or now - state.last_ok > longest
