"""Values for tests: complete, and different only where a test says so."""

from datetime import UTC, datetime
from typing import Any

from monitors.model import Detected, Item, Report, Source

NOON = datetime(2025, 9, 11, 12, tzinfo=UTC)


def item(**changes: Any) -> Item:
    """An item of the source `lantern`; `id` also makes guid and address."""
    name = changes.get("id", "i1")
    values: dict[str, Any] = {
        "id": name,
        "source": "lantern",
        "guid": name,
        "url": f"https://lantern.example/{name}",
        "canonical": f"https://lantern.example/{name}",
        "title": "Belarus frees 52 prisoners",
        "summary": "",
        "published": NOON,
        "fetched": NOON,
        "content_hash": f"hash-{name}",
    }
    return Item(**values | changes)


def source(name: str = "lantern", **changes: Any) -> Source:
    """An independent English feed."""
    values: dict[str, Any] = {"url": f"https://{name}.example/feed", "language": "en"}
    return Source(name=name, **values | changes)


def report(**changes: Any) -> Report:
    """A report of `item()` by `source()` in English."""
    values: dict[str, Any] = {"item": item(), "source": source(), "detected": Detected("en")}
    return Report(**values | changes)
