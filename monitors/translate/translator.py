"""Edge: many items in, an outcome for each before the deadline; never an exception.

    requests -> care -> sentences -> [cache] -> batches -> guards -> again or reject -> text

One worker thread does all of it, in slices of one batch, so that a call that has run out of time
stops at the next slice; what was done by then is used, and kept for the next call.
"""

import asyncio
import os
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from monitors.config import Translation as Settings
from monitors.model import Detected, Translation
from monitors.translate import engine
from monitors.translate.models import ModelInfo, argos_folders, choose, find
from monitors.translate.prepare import Prepared, prepare, prepare_summary, tell, why_not
from monitors.translate.worker import Work, Worker

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Request:
    """A text to translate, and what language it is in."""

    title: str
    summary: str
    detected: Detected


@dataclass(frozen=True, slots=True)
class Outcome:
    """A translation, or for people why there is none ("" if none is needed)."""

    translation: Translation | None
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class _Job:
    """A request that has a model; the call's work with that model holds its sentences."""

    title: Prepared
    summary: Prepared
    work: Work


@dataclass(eq=False)
class _Call:
    """One call to `translate`; `planned` grows in the worker thread, in the requests' order."""

    requests: Sequence[Request]
    target: str
    stop: threading.Event = field(default_factory=threading.Event)
    planned: list[_Job | Outcome] = field(default_factory=list)


class Translator:
    """Translates with the packages it finds; see the module's docstring.

    `allow_demo` (or the setting) admits demo models, `extra_dirs` are searched after the
    settings' folder, `load` is how a model is loaded.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        allow_demo: bool = False,
        extra_dirs: Sequence[Path] = (),
        load: engine.Load = engine.load,
    ) -> None:
        self._settings = settings
        self._allow_demo = allow_demo or settings.allow_demo_models
        self._extra_dirs = tuple(extra_dirs)
        self._worker = Worker(load)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="translate")
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._found: list[ModelInfo] | None = None
        self._calls: list[_Call] = []
        self._closed = False

    def close(self) -> None:
        """Stop after the batch at work; later calls are answered with why not."""
        self._closed = True
        for call in self._calls:
            call.stop.set()
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._scratch is not None:
            self._scratch.cleanup()

    def installed(self) -> list[ModelInfo]:
        """Every package on the machine now, those with a `problem` too; unpacks new zips."""
        try:
            folders = (self._settings.models_path(), *self._extra_dirs, *argos_folders())
        except RuntimeError:  # pathlib: no home folder
            folders = self._extra_dirs
        self._found = list(find(folders, self._cache_folder()))
        return list(self._found)

    async def translate(self, requests: Sequence[Request], target: str) -> list[Outcome]:
        """An outcome for each request, in order, within `timeout_s`."""
        refused = self._refusal()
        if refused:
            return [Outcome(None, refused)] * len(requests)
        call = _Call(requests, target)
        self._calls.append(call)
        work = asyncio.get_running_loop().run_in_executor(self._thread, self._work, call)
        try:
            finished, _ = await asyncio.wait({work}, timeout=self._settings.timeout_s)
        finally:
            call.stop.set()
            self._calls.remove(call)
        late = Outcome(None, _late(finished, self._settings.timeout_s))
        told = [_told(one, late) for one in list(call.planned)]
        return told + [late] * (len(requests) - len(told))

    def _refusal(self) -> str:
        if self._settings.engine == "none":
            return "translation is switched off"
        return _STOPPED if self._closed else ""

    def _work(self, call: _Call) -> None:
        """In the worker thread: find models, care for the texts, translate."""
        works: dict[Path, Work] = {}
        models = self.installed() if self._found is None else self._found
        for request in call.requests:
            if call.stop.is_set():
                return
            call.planned.append(self._plan(request, call.target, models, works))
        for work in works.values():
            self._worker.run(work, call.stop)

    def _plan(
        self, request: Request, target: str, models: Sequence[ModelInfo], works: dict[Path, Work]
    ) -> "_Job | Outcome":
        source = request.detected.language
        if source == target:
            return Outcome(None, "")
        if source == "be" and self._settings.belarusian == "none":
            return Outcome(None, "translation of Belarusian is switched off")
        model = choose(models, source, target)
        if model is None:
            return Outcome(None, f"no model for {source} -> {target}")
        if model.demo and not self._allow_demo:
            return Outcome(None, _ONLY_DEMO.format(source=source, target=target))
        work = works.setdefault(model.path, Work(model))
        title = prepare(request.title, request.detected)
        summary = prepare_summary(request.summary, request.detected)
        work.sentences |= dict.fromkeys((*title.sentences, *summary.sentences))
        return _Job(title, summary, work)

    def _cache_folder(self) -> Path:
        """Where zips are unpacked; a folder of this run if there is none that can be written."""
        try:
            named = os.environ.get("XDG_CACHE_HOME")
            folder = (Path(named) if named else Path.home() / ".cache") / "volia" / "models"
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except (OSError, RuntimeError):
            self._scratch = self._scratch or tempfile.TemporaryDirectory(prefix="volia-models-")
            return Path(self._scratch.name)


_STOPPED = "translation has been stopped"
_ONLY_DEMO = (
    "only a demo model for {source} -> {target} is installed; install a real one, "
    "or set translation.allow_demo_models = true"
)


def _late(finished: "set[asyncio.Future[None]]", timeout_s: float) -> str:
    """Why an outcome is missing: time ran out, or the worker met a fault of our own."""
    if any(one.cancelled() for one in finished):
        return _STOPPED
    fault = next((one.exception() for one in finished), None)
    if fault is None:
        return f"the translation did not finish in {timeout_s:g} s"
    log.critical("translator failed", exc_info=fault)
    return f"the translator failed ({type(fault).__name__})"


def _told(one: "_Job | Outcome", late: Outcome) -> Outcome:
    if isinstance(one, Outcome):
        return one
    done = dict(one.work.done)
    translation = tell(one.title, one.summary, done, one.work.model)
    if translation is not None:
        return Outcome(translation)
    return Outcome(None, one.work.failure or why_not(one.title, done) or late.why_not)
