"""Edge: batches of sentences through the models of a route; runs in one thread only."""

import time
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from monitors.errors import TranslateError
from monitors.translate.engine import Load, Model
from monitors.translate.glossary import KnownName
from monitors.translate.guards import Verdict
from monitors.translate.models import ModelInfo, changed_at
from monitors.translate.prepare import rendered
from monitors.translate.routes import Route

_LOADED = 2


class Unusable(TranslateError):
    """A model that does not load; `model` is which."""

    def __init__(self, model: ModelInfo, message: str) -> None:
        super().__init__(message)
        self.model = model


class Worker:
    """Loaded models, two at most; `busy_since` (monotonic seconds) is for other threads to see."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self._models: OrderedDict[tuple[Path, int], Model] = OrderedDict()
        self.busy_since: float | None = None

    def run(
        self, route: Route, sentences: Sequence[str], names: Sequence[KnownName] = ()
    ) -> list[str | None]:
        """What the models make of them, in order; None for one that a model fails on.

        A bad one is made again once, and the second kept unless it is worse. `names` are known
        besides those of our own tables. Raises Unusable if a model does not load, TranslateError
        if it fails on all of them.
        """
        self.busy_since = time.monotonic()
        try:
            return self._run(route, sentences, names)
        finally:
            self.busy_since = None

    def _run(
        self, route: Route, sentences: Sequence[str], names: Sequence[KnownName]
    ) -> list[str | None]:
        try:
            return list(self._judged(route, sentences, names))
        except Unusable:
            raise
        except TranslateError as error:
            if len(sentences) == 1:
                raise
            return self._one_by_one(route, sentences, names, error)

    def _one_by_one(
        self,
        route: Route,
        sentences: Sequence[str],
        names: Sequence[KnownName],
        error: TranslateError,
    ) -> list[str | None]:
        """One text that a model fails on must not cost the others theirs."""
        made: list[str | None] = []
        for sentence in sentences:
            try:
                made += self._judged(route, [sentence], names)
            except Unusable:
                raise
            except TranslateError:
                made.append(None)
        if all(text is None for text in made):
            raise error
        return made

    def _judged(
        self, route: Route, sentences: Sequence[str], names: Sequence[KnownName]
    ) -> list[str]:
        made = self._through(route, sentences, again=False)
        verdicts = [
            rendered(one, text, route, names).verdict
            for one, text in zip(sentences, made, strict=True)
        ]
        bad = [at for at, verdict in enumerate(verdicts) if verdict.rejected]
        second = self._through(route, [sentences[at] for at in bad], again=True) if bad else []
        for at, text in zip(bad, second, strict=True):
            verdict = rendered(sentences[at], text, route, names).verdict
            if _badness(verdict) <= _badness(verdicts[at]):
                made[at] = text
        return made

    def _through(self, route: Route, sentences: Sequence[str], *, again: bool) -> list[str]:
        texts = list(sentences)
        for leg in route.legs:
            texts = self._model(leg).translate(texts, again=again)
        return texts

    def _model(self, info: ModelInfo) -> Model:
        key = info.path, changed_at(info)
        for other in [one for one in self._models if one[0] == info.path and one != key]:
            self._models.pop(other).close()  # its weights have been replaced
        if key not in self._models:
            while len(self._models) >= _LOADED:
                self._models.popitem(last=False)[1].close()
            self._models[key] = self._loaded(info)
        self._models.move_to_end(key)
        return self._models[key]

    def _loaded(self, info: ModelInfo) -> Model:
        try:
            return self._load(info)
        except TranslateError as error:
            raise Unusable(info, str(error)) from error

    def unload(self) -> None:
        """Give back the memory of all models."""
        while self._models:
            self._models.popitem()[1].close()


def _badness(verdict: Verdict) -> tuple[bool, bool, int]:
    return verdict.suppressed, verdict.rejected, len(verdict.warnings)
