"""What the parse process and its parent say to each other: frames of JSON and bytes.

A frame is two lengths (4 bytes each, big-endian), JSON, and a body. JSON rather than pickle:
what comes back was made next to hostile input and must not be able to run anything.
"""

import json
import struct
from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from monitors.model import Feed, Item, OutletKind, Page, Source, SourceKind

HEAD = struct.Struct(">II")
NO_MEMORY = 3
"""Exit code of a child that reached its memory limit."""


class Request(NamedTuple):
    """One document to parse; `deadline_s` is when the child gives up by itself."""

    page: Page
    source: Source
    seen: frozenset[str]
    now: datetime
    deadline_s: float


def frame(message: object, body: bytes = b"") -> bytes:
    """One frame: lengths, JSON, body."""
    head = json.dumps(message, ensure_ascii=False).encode("utf-8")
    return HEAD.pack(len(head), len(body)) + head + body


def request_frame(request: Request) -> bytes:
    """Frame that asks for one document."""
    page = request.page
    message = {
        "url": page.url,
        "content_type": page.content_type,
        "source": asdict(request.source),
        "seen": list(request.seen),
        "now": request.now.isoformat(),
        "deadline_s": request.deadline_s,
    }
    return frame(message, page.body)


def read_request(message: dict[str, Any], body: bytes) -> Request:
    """Request of a frame's JSON and body."""
    source = message["source"] | {
        "kind": SourceKind(message["source"]["kind"]),
        "outlet_kind": OutletKind(message["source"]["outlet_kind"]),
    }
    return Request(
        Page(url=message["url"], status=200, body=body, content_type=message["content_type"]),
        Source(**source),
        frozenset(message["seen"]),
        datetime.fromisoformat(message["now"]),
        message["deadline_s"],
    )


def feed_frame(feed: Feed) -> bytes:
    """Frame that answers with a feed."""
    items = [
        asdict(item)
        | {"published": item.published.isoformat(), "fetched": item.fetched.isoformat()}
        for item in feed.items
    ]
    message = {
        "items": items,
        "entry_hashes": list(feed.entry_hashes),
        "entries": feed.entries,
        "body_hash": feed.body_hash,
        "title": feed.title,
        "language": feed.language,
    }
    return frame({"feed": message})


def read_feed(message: dict[str, Any]) -> Feed:
    """Feed of an answer's JSON."""
    items = tuple(
        Item(
            **item
            | {
                "published": datetime.fromisoformat(item["published"]),
                "fetched": datetime.fromisoformat(item["fetched"]),
            }
        )
        for item in message["items"]
    )
    return Feed(**message | {"items": items, "entry_hashes": frozenset(message["entry_hashes"])})
