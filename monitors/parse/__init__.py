"""Bytes of a feed -> items: parse() is pure, ParseWorker runs it in a process of its own."""

from typing import TYPE_CHECKING, Any

from monitors.parse.document import body_hash, health, parse

if TYPE_CHECKING:
    from monitors.parse.worker import ParseWorker

__all__ = ["ParseWorker", "body_hash", "health", "parse"]


def __getattr__(name: str) -> Any:
    """Load the worker on demand: its child process needs neither it nor asyncio."""
    if name != "ParseWorker":
        raise AttributeError(name)
    from monitors.parse.worker import ParseWorker

    return ParseWorker
