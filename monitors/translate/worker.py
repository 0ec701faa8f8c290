"""Edge: the sentences of a call through the models, batch by batch; runs in one thread only."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from monitors.errors import TranslateError
from monitors.translate.engine import BATCH, Load, Model
from monitors.translate.guards import judge
from monitors.translate.models import ModelInfo
from monitors.translate.prepare import Rendered

K = TypeVar("K")
V = TypeVar("V")

_CACHED = 4096
_LOADED = 2


@dataclass
class Work:
    """The sentences of one call for one model; `done` and `failure` are filled by the worker."""

    model: ModelInfo
    sentences: dict[str, None] = field(default_factory=dict)
    done: dict[str, Rendered] = field(default_factory=dict)
    failure: str = ""


class Worker:
    """Loaded models (two at most) and the sentences translated last (4096 at most)."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._models: OrderedDict[Path, Model] = OrderedDict()
        self._cache: OrderedDict[tuple[Path, str], Rendered] = OrderedDict()

    def run(self, work: Work, stop: threading.Event) -> None:
        """Translate what is not cached, shortest first, until done or told to stop."""
        waiting = [one for one in work.sentences if not self._cached(work, one)]
        waiting.sort(key=len)
        try:
            for at in range(0, len(waiting), BATCH):
                if stop.is_set():
                    return
                self._batch(work, waiting[at : at + BATCH])
        except TranslateError as error:
            work.failure = str(error)

    def _cached(self, work: Work, sentence: str) -> bool:
        key = (work.model.path, sentence)
        rendered = self._cache.get(key)
        if rendered is not None:
            self._cache.move_to_end(key)
            work.done[sentence] = rendered
        return rendered is not None

    def _batch(self, work: Work, batch: list[str]) -> None:
        model = self._model(work.model)
        rendered = _judged(batch, model.translate(batch), work.model.to_code)
        bad = [one for one in batch if rendered[one].verdict.rejected]
        if bad:
            rendered |= _judged(bad, model.translate(bad, again=True), work.model.to_code)
        for sentence, one in rendered.items():
            self._cache[(work.model.path, sentence)] = one
        work.done.update(rendered)
        _trim(self._cache, _CACHED)

    def _model(self, info: ModelInfo) -> Model:
        if info.path not in self._models:
            _trim(self._models, _LOADED - 1)
            self._models[info.path] = self._load(info)
        self._models.move_to_end(info.path)
        return self._models[info.path]


def _judged(sources: list[str], translated: list[str], target: str) -> dict[str, Rendered]:
    return {
        source: Rendered(text, judge(source, text, target))
        for source, text in zip(sources, translated, strict=True)
    }


def _trim(least_recent_first: OrderedDict[K, V], most: int) -> None:
    while len(least_recent_first) > most:
        least_recent_first.popitem(last=False)
