"""A download server on loopback, in a thread of its own, that breaks off when it is told to."""

import asyncio
import hashlib
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web

PEM = Path(__file__).parents[1] / "fetch" / "self_signed.pem"


@dataclass
class Mirror:
    """Files by name, and how the server behaves.

    `cuts`: after how many bytes of its body each of the next answers ends; `status`: what the
    next answers say instead; `asked`: name, Range and If-Range of every request.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    cuts: list[int] = field(default_factory=list)
    status: list[int] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    knows_ranges: bool = True
    has_etags: bool = True
    has_lengths: bool = True
    shift: int = 0
    hang_after: int | None = None
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    port: int = 0
    scheme: str = "http"

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, name: str = "") -> str:
        return f"{self.scheme}://{self.place}/{name}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        about = request.headers
        self.asked.append((name, about.get("Range", ""), about.get("If-Range", "")))
        if name in self.redirects:
            return web.Response(status=302, headers={"Location": self.redirects[name]})
        if self.status:
            return web.Response(status=self.status.pop(0))
        if name not in self.files:
            return web.Response(status=404)
        return await self._send(request, self.files[name])

    async def _send(self, request: web.Request, body: bytes) -> web.StreamResponse:
        etag = f'"{hashlib.sha256(body).hexdigest()[:12]}"'
        begin = self._begin(request, etag)
        if begin > len(body):
            return web.Response(status=416)
        response = web.StreamResponse(status=206 if begin else 200, headers=self.headers)
        if self.has_etags:
            response.headers["ETag"] = etag
        if begin:
            at = begin + self.shift
            response.headers["Content-Range"] = f"bytes {at}-{len(body) - 1}/{len(body)}"
        if self.has_lengths:
            response.content_length = len(body) - begin
        else:
            response.enable_chunked_encoding()
        await response.prepare(request)
        return await self._write(request, response, body[begin:])

    def _begin(self, request: web.Request, etag: str) -> int:
        fits = request.headers.get("If-Range", etag) == etag
        asked = request.headers.get("Range", "bytes=0-")
        return int(asked.removeprefix("bytes=").rstrip("-")) if self.knows_ranges and fits else 0

    async def _write(
        self, request: web.Request, response: web.StreamResponse, rest: bytes
    ) -> web.StreamResponse:
        if self.hang_after is not None:
            await response.write(rest[: self.hang_after])
            await asyncio.Event().wait()
        if self.cuts:
            await response.write(rest[: self.cuts.pop(0)])
            assert request.transport is not None
            request.transport.close()  # sends what is written, and no more
            return response
        await response.write(rest)
        await response.write_eof()
        return response


@contextmanager
def running(mirror: Mirror, *, tls: bool = False) -> Iterator[Mirror]:
    """Serve until the block ends."""
    ready, stop = threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()
    context = None
    if tls:
        mirror.scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(PEM)

    async def serve() -> None:
        app = web.Application()
        app.router.add_get("/{name:.*}", mirror.answer)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context)
        await site.start()
        mirror.port = runner.addresses[0][1]
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    try:
        yield mirror
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


def trusting() -> ssl.SSLContext:
    """Certificates of a client that trusts the mirror."""
    return ssl.create_default_context(cafile=PEM)


def row(source: str, target: str, version: str = "1.9", **changes: object) -> dict[str, object]:
    """An entry of an Argos index, as the real one has them."""
    name = f"translate-{source}_{target}"
    file = f"{name}-{version.replace('.', '_')}.argosmodel"
    return {
        "package_version": version,
        "argos_version": "1.9.0",
        "from_code": source,
        "from_name": source.upper(),
        "to_code": target,
        "to_name": target.upper(),
        "links": [f"https://packages.example.org/v1/{file}"],
        "code": name,
    } | changes


def index(*rows: dict[str, object]) -> bytes:
    """The file index.json."""
    return json.dumps(rows).encode()
