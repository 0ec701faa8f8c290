"""Where translated sentences are kept: in memory here, in the database by monitors/store.

A key stands for all that a translation depends on, so that another model, another version of it
or another way of decoding never answers with an old text.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

_MOST = 4096


class Cache(Protocol):
    """Translations by key; may raise StoreError and nothing else."""

    def translated(self, keys: Sequence[str], now: datetime) -> Mapping[str, str]:
        """What is kept under these keys."""

    def keep_translated(self, texts: Mapping[str, str], now: datetime) -> None:
        """Keep translations by their keys."""


class MemoryCache:
    """The sentences translated last, for a process without a database."""

    def __init__(self) -> None:
        self._texts: OrderedDict[str, str] = OrderedDict()

    def translated(self, keys: Sequence[str], now: datetime) -> Mapping[str, str]:  # noqa: ARG002
        """What is kept under these keys."""
        found = {key: self._texts[key] for key in keys if key in self._texts}
        for key in found:
            self._texts.move_to_end(key)
        return found

    def keep_translated(self, texts: Mapping[str, str], now: datetime) -> None:  # noqa: ARG002
        """Keep these, and forget those of longest ago."""
        self._texts |= texts
        while len(self._texts) > _MOST:
            self._texts.popitem(last=False)


def key(sentence: str, source: str, target: str, models: Sequence[str]) -> str:
    """SHA-256 of a normalised sentence, its languages and `models` (fingerprints and decoding)."""
    parts = (*models, source, target, sentence)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
