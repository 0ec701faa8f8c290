"""A web server of feeds on loopback, whose documents a test changes as it goes."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from html import escape
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.monitors.making import NOON


def rss(*items: tuple[str, str], at: datetime = NOON, language: str = "en") -> bytes:
    """An RSS document of (guid, title), all published at one instant."""
    entries = "".join(
        f"<item><title>{escape(title)}</title><link>https://paper.example/{guid}</link>"
        f"<guid isPermaLink='false'>{guid}</guid><pubDate>{format_datetime(at)}</pubDate></item>"
        for guid, title in items
    )
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Paper</title>"
        f"<link>https://paper.example/</link><description>news</description>"
        f"<language>{language}</language>{entries}</channel></rss>"
    ).encode()


@dataclass
class FeedServer:
    """`pages[name]` is served at /name; `etags` and `statuses` are optional, `asked` is a log."""

    pages: dict[str, bytes] = field(default_factory=dict)
    etags: dict[str, str] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    port: int = 0

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/{name}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
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

    def url(self, name: str) -> str:
        """Address of a page."""
        return f"http://127.0.0.1:{self.port}/{name}"

    async def _answer(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        validator = request.headers.get("If-None-Match")
        self.asked.append((name, validator))
        etag = self.etags.get(name)
        headers = dict(self.headers.get(name, {}))
        if etag:
            headers["ETag"] = etag
            if validator == etag:
                return web.Response(status=304, headers=headers)
        status = self.statuses.get(name, 200)
        return web.Response(
            body=self.pages[name],
            status=status,
            content_type="application/rss+xml",
            headers=headers,
        )
