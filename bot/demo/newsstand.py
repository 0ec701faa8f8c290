"""The demo's web server: the bundled feeds of 11 September 2025, as they stood at an instant.

A feed is served without the entries that were not yet published, and of an edited entry only
the version of that instant, with an ETag, as a real server does.
"""

import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from aiohttp import web
from lxml import etree

FEEDS = Path(__file__).parent / "feeds"


def as_of(path: Path, now: datetime) -> bytes:
    """The document at `path` with only what was published by `now`, in its own encoding."""
    body = path.read_bytes()
    return _json_as_of(body, now) if path.suffix == ".json" else _xml_as_of(body, now)


def _json_as_of(body: bytes, now: datetime) -> bytes:
    document = json.loads(body)
    document["items"] = [
        item for item in document["items"] if datetime.fromisoformat(item["date_published"]) <= now
    ]
    return json.dumps(document, ensure_ascii=False).encode()


def _xml_as_of(body: bytes, now: datetime) -> bytes:
    root = etree.fromstring(body)
    entries = list(root.iter("{*}item", "{*}entry"))
    versions: dict[str, list[Any]] = {}
    for entry in entries:
        versions.setdefault(_first(entry, "id", "guid", "link"), []).append(entry)
    kept = {
        max(published, key=_instant)
        for same in versions.values()
        if (published := [entry for entry in same if _instant(entry) <= now])
    }
    for entry in entries:
        if entry not in kept:
            entry.getparent().remove(entry)  # type: ignore[union-attr]
    tree = root.getroottree()
    return etree.tostring(tree, xml_declaration=True, encoding=tree.docinfo.encoding)


def _first(entry: Any, *names: str) -> str:
    """Text of the first of the child elements `names` that is there."""
    texts = (entry.findtext("{*}" + name) for name in names)
    return next((text for text in texts if text), "")


def _instant(entry: Any) -> datetime:
    raw = _first(entry, "updated", "pubDate", "date")
    return parsedate_to_datetime(raw) if "," in raw else datetime.fromisoformat(raw)


class Newsstand:
    """Serves the feeds on loopback; `now` is the demo's clock."""

    def __init__(self, now: Callable[[], datetime], folder: Path = FEEDS) -> None:
        self._now = now
        self._folder = folder
        app = web.Application()
        app.router.add_get("/{name}", self._feed)
        self._runner = web.AppRunner(app, access_log=None)
        self.port = 0

    async def __aenter__(self) -> "Newsstand":
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    async def _feed(self, request: web.Request) -> web.Response:
        path = self._folder / Path(request.match_info["name"]).name
        if not path.is_file():
            raise web.HTTPNotFound
        body = as_of(path, self._now())
        etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        kind = "application/feed+json" if path.suffix == ".json" else "application/xml"
        return web.Response(body=body, content_type=kind, headers={"ETag": etag})
