"""Edge: many items in, an outcome for each before the deadline; never an exception.

    requests -> care -> sentences -> [cache] -> batches -> guards -> again or reject -> text

One worker thread does what models do, a batch at a time, so that calls take turns in it. A call
that has run out of time is told what is done by then; the batch under way is kept for the next.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import structlog

from monitors.config import Translation as Settings
from monitors.errors import StoreError, TranslateError
from monitors.model import Detected, Translation
from monitors.translate import cache, engine, loading
from monitors.translate.cache import Cache, MemoryCache
from monitors.translate.glossary import KnownName
from monitors.translate.models import ModelInfo
from monitors.translate.packages import Packages
from monitors.translate.prepare import (
    Prepared,
    Rendered,
    prepare,
    prepare_summary,
    rendered,
    tell,
    why_not,
)
from monitors.translate.routes import Allowed, NoRoute, Route, find_route
from monitors.translate.thread import OneThread
from monitors.translate.worker import Unusable, Worker

log = structlog.get_logger(__name__)

_STOPPED = "translation has been stopped"
_PARTING_S = 3.0
"""Seconds that the batch under way may take when we close; a model that hangs is left alone."""


@dataclass(frozen=True, slots=True)
class Request:
    """A text to translate, and what language it is in."""

    title: str
    summary: str
    detected: Detected


@dataclass(frozen=True, slots=True)
class Outcome:
    """A translation, or for people why there is none ("" if none is needed).

    `later`: asking again some time may bring one, or the lead that this one lacks.
    """

    translation: Translation | None
    why_not: str = ""
    later: bool = False


@dataclass
class _Work:
    """The sentences of one call for one route, each under its key in the cache."""

    route: Route
    models: tuple[str, ...]
    names: tuple[KnownName, ...]
    keys: dict[str, str] = field(default_factory=dict)
    done: dict[str, Rendered] = field(default_factory=dict)
    failure: str = ""

    def add(self, sentences: Sequence[str]) -> None:
        source, target = self.route.source, self.route.target
        for one in sentences:
            self.keys[one] = cache.key(one, source, target, self.models)

    def take(self, sentence: str, text: str) -> None:
        self.done[sentence] = rendered(sentence, text, self.route, self.names)


@dataclass(frozen=True, slots=True)
class _Job:
    """A request that has a route; the call's work on that route holds its sentences."""

    title: Prepared
    summary: Prepared
    work: _Work


@dataclass(eq=False)
class _Call:
    """One call to `translate`; `planned` grows in the worker thread, in the requests' order."""

    requests: Sequence[Request]
    target: str
    planned: list[_Job | Outcome] = field(default_factory=list)
    works: dict[Route, _Work] = field(default_factory=dict)


class Translator:
    """Translates with the packages it finds; see the module's docstring.

    `allow_demo` (or the setting) admits demo models, `extra_dirs` are searched after the
    settings' folder, `load` is how a model is loaded (None: as the settings say), `kept` where
    translations are kept, `names` are written as they are known, besides those of our own tables.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        allow_demo: bool = False,
        extra_dirs: Sequence[Path] = (),
        load: engine.Load | None = None,
        kept: Cache | None = None,
        names: Sequence[KnownName] = (),
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._settings = settings
        self._allowed = Allowed(
            demo=allow_demo or settings.allow_demo_models,
            pivot=settings.allow_pivot,
            belarusian=settings.belarusian != "none",
        )
        self._packages = Packages(settings, extra_dirs)
        self._decoding = engine.Decoding(beam=settings.beam)
        self._worker = Worker(load or partial(loading.load, decoding=self._decoding))
        self._thread = OneThread("translate")
        self._kept = kept or MemoryCache()
        self._names = tuple(names)
        self._now = now
        self._calls: set[asyncio.Task[None]] = set()
        self._idle: asyncio.TimerHandle | None = None
        self._closed = False

    def know(self, names: Sequence[KnownName]) -> None:
        """Write these names as they are known from now on, in place of those given before."""
        self._names = tuple(names)

    def close(self) -> None:
        """Stop after the batch at work; later calls are answered with why not."""
        self._closed = True
        if self._idle:
            self._idle.cancel()
        for call in self._calls:
            call.cancel()
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._thread.join(_PARTING_S):
            # here: a thread that frees a model while Python ends would abort the process
            self._worker.unload()
        self._packages.close()

    def installed(self) -> list[ModelInfo]:
        """Every package on the machine now, those with a `problem` too; unpacks new zips."""
        return self._packages.installed()

    async def translate(self, requests: Sequence[Request], target: str) -> list[Outcome]:
        """An outcome for each request, in order, within `timeout_s`.

        At once if a batch has been under way for longer than that: the model hangs.
        """
        refused = self._refusal()
        if refused:
            return [refused] * len(requests)
        call = _Call(requests, target)
        work = asyncio.create_task(self._work(call))
        self._calls.add(work)
        try:
            await asyncio.wait({work}, timeout=self._settings.timeout_s)
        finally:
            ended = work.done()
            work.cancel()
            self._calls.discard(work)
            self._unload_later()
        late = self._why_late(work) if ended else self._late
        told = [_told(one, late) for one in list(call.planned)]
        return told + [late] * (len(requests) - len(told))

    def _refusal(self) -> Outcome | None:
        if self._settings.engine == "none":
            return Outcome(None, "translation is switched off")
        if self._closed:
            return Outcome(None, _STOPPED, later=True)
        since = self._worker.busy_since
        hangs = since is not None and time.monotonic() - since > self._settings.timeout_s
        return self._late if hangs else None

    @property
    def _late(self) -> Outcome:
        told = f"the translation did not finish in {self._settings.timeout_s:g} s"
        return Outcome(None, told, later=True)

    def _why_late(self, work: "asyncio.Task[None]") -> Outcome:
        """Why an outcome is missing although the work has ended: a fault of our own, or a stop."""
        if work.cancelled():
            return Outcome(None, _STOPPED, later=True)
        fault = work.exception()
        if fault is None:
            return self._late
        log.critical("translator failed", exc_info=fault)
        return Outcome(None, f"the translator failed ({type(fault).__name__})", later=True)

    async def _work(self, call: _Call) -> None:
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, self._plan, call)
        for work in call.works.values():
            try:
                await self._translate(work)
            except Unusable as error:
                self._packages.set_aside(error.model, str(error))
                work.failure = str(error)

    async def _translate(self, work: _Work) -> None:
        """What is not kept from before, shortest first, in batches."""
        kept = self._lookup(work)
        for sentence, key in work.keys.items():
            if key in kept:
                work.take(sentence, kept[key])
        waiting = sorted((one for one in work.keys if one not in work.done), key=len)
        for at in range(0, len(waiting), engine.BATCH):
            batch = waiting[at : at + engine.BATCH]
            try:
                made = await self._batch(work, batch)
            except Unusable:
                raise
            except TranslateError as error:
                work.failure = str(error)
                continue
            for sentence, text in zip(batch, made, strict=True):
                if text is None:
                    work.failure = "the model failed on this text"
                else:
                    work.take(sentence, text)

    async def _batch(self, work: _Work, batch: list[str]) -> list[str | None]:
        """One turn in the worker thread; what comes of it is kept even if nobody waits any more."""
        loop = asyncio.get_running_loop()
        turn = loop.run_in_executor(self._thread, self._worker.run, work.route, batch, work.names)
        turn.add_done_callback(lambda ended: self._keep(work, batch, ended))
        return await asyncio.shield(turn)

    def _lookup(self, work: _Work) -> dict[str, str]:
        try:
            return dict(self._kept.translated(list(work.keys.values()), self._now()))
        except StoreError as error:
            log.warning("translations not read", error=str(error))
            return {}

    def _keep(
        self, work: _Work, batch: list[str], ended: "asyncio.Future[list[str | None]]"
    ) -> None:
        if ended.cancelled() or ended.exception() or self._closed:
            return
        made = zip(batch, ended.result(), strict=True)
        texts = {work.keys[sentence]: text for sentence, text in made if text is not None}
        try:
            self._kept.keep_translated(texts, self._now())
        except StoreError as error:
            log.warning("translations not kept", error=str(error))

    def _plan(self, call: _Call) -> None:
        """In the worker thread: find models, care for the texts."""
        models = self._packages.installed()
        for request in call.requests:
            call.planned.append(self._plan_one(request, call, models))

    def _plan_one(
        self, request: Request, call: _Call, models: Sequence[ModelInfo]
    ) -> "_Job | Outcome":
        source = request.detected.language
        if source == call.target:
            return Outcome(None, "")
        route = find_route(models, source, call.target, self._allowed)
        if isinstance(route, NoRoute):
            return Outcome(None, route.why, later=route.later)
        if route not in call.works:
            try:
                prints = [self._packages.fingerprint(leg) for leg in route.legs]
            except OSError as error:
                why = f"the model for {source} -> {call.target} cannot be read: {error.strerror}"
                return Outcome(None, why, later=True)
            models_key = (repr(self._decoding), *prints)
            call.works[route] = _Work(route, models_key, self._names)
        work = call.works[route]
        title = prepare(request.title, request.detected)
        summary = prepare_summary(request.summary, request.detected)
        work.add((*title.sentences, *summary.sentences))
        return _Job(title, summary, work)

    def _unload_later(self) -> None:
        """Models that nobody needs for a while give back their memory."""
        if self._idle:
            self._idle.cancel()
        if not self._closed:
            loop, wait = asyncio.get_running_loop(), self._settings.idle_minutes * 60
            self._idle = loop.call_later(wait, self._thread.submit, self._worker.unload)


def _told(one: "_Job | Outcome", late: Outcome) -> Outcome:
    if isinstance(one, Outcome):
        return one
    done = dict(one.work.done)
    translation = tell(one.title, one.summary, done, one.work.route)
    if translation is not None:
        unfinished = any(sentence not in done for sentence in one.summary.sentences)
        return Outcome(translation, later=unfinished)
    if one.work.failure:
        return Outcome(None, one.work.failure, later=True)
    rejected = why_not(one.title, done)
    return Outcome(None, rejected) if rejected else late
