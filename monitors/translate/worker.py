"""Edge: batches of sentences through the models of a route; runs in one thread only."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from monitors.translate.engine import Load, Model
from monitors.translate.glossary import KnownName
from monitors.translate.guards import Verdict
from monitors.translate.models import ModelInfo
from monitors.translate.prepare import rendered
from monitors.translate.routes import Route

_LOADED = 2


class Worker:
    """Loaded models, two at most; `busy_since` (monotonic seconds) is for other threads to see."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._models: OrderedDict[Path, Model] = OrderedDict()
        self.busy_since: float | None = None

    def run(
        self, route: Route, sentences: Sequence[str], names: Sequence[KnownName] = ()
    ) -> list[str]:
        """What the models make of them, in order; a bad one is made again once.

        The second is kept unless it is worse. `names` are known besides those of our own tables.

        Raises TranslateError if a model does not load or fails.
        """
        self.busy_since = time.monotonic()
        try:
            return self._run(route, sentences, names)
        finally:
            self.busy_since = None

    def _run(self, route: Route, sentences: Sequence[str], names: Sequence[KnownName]) -> list[str]:
        made = self._through(route, sentences, again=False)
        verdicts = [
            rendered(one, text, route, names).verdict
            for one, text in zip(sentences, made, strict=True)
        ]
        bad = [at for at, verdict in enumerate(verdicts) if verdict.rejected]
        second = self._through(route, [sentences[at] for at in bad], again=True) if bad else []
        for at, text in zip(bad, second, strict=True):
            if _badness(rendered(sentences[at], text, route, names).verdict) <= _badness(
                verdicts[at]
            ):
                made[at] = text
        return made

    def _through(self, route: Route, sentences: Sequence[str], *, again: bool) -> list[str]:
        texts = list(sentences)
        for leg in route.legs:
            texts = self._model(leg).translate(texts, again=again)
        return texts

    def _model(self, info: ModelInfo) -> Model:
        if info.path not in self._models:
            while len(self._models) >= _LOADED:
                self._models.popitem(last=False)[1].close()
            self._models[info.path] = self._load(info)
        self._models.move_to_end(info.path)
        return self._models[info.path]

    def unload(self) -> None:
        """Give back the memory of all models."""
        while self._models:
            self._models.popitem()[1].close()


def _badness(verdict: Verdict) -> tuple[bool, bool, int]:
    return verdict.suppressed, verdict.rejected, len(verdict.warnings)
