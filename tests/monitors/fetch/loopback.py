"""Servers on loopback that say exactly what they are told, and what is needed to ask them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from monitors.config import Network
from monitors.fetch import Fetcher
from monitors.fetch.lookup import Lookup, system_lookup
from monitors.model import FetchState, Source

NOW = datetime(2025, 9, 11, 12, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Head:
    """A request as it came in; names of headers are in lower case."""

    target: str
    headers: dict[str, str]


Say = Callable[[Head, asyncio.StreamWriter], Awaitable[None]]
Script = Say | Mapping[str, bytes]


@dataclass(slots=True)
class Server:
    port: int = 0
    heads: list[Head] = field(default_factory=list)
    connections: int = 0
    left: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str = "/feed") -> str:
        return f"http://{self.place}{path}"


def answer(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """One HTTP answer with its length; `ETag="x"`, `Retry_After="1"` become header lines."""
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if "Content_Length" not in headers and "Transfer_Encoding" not in headers:
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join([f"HTTP/1.1 {status} X", *lines, "", ""]).encode() + body


@asynccontextmanager
async def serve(script: Script, context: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Run a server: answers by path, or a function that writes what it likes."""
    told = Server()
    talks: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        told.connections += 1
        this = asyncio.current_task()
        assert this is not None
        talks.add(this)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while True:
                    head = _head(await reader.readuntil(b"\r\n\r\n"))
                    told.heads.append(head)
                    await _say(script, head, reader, writer)
        finally:
            told.left.set()
            talks.discard(this)
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=context)
    told.port = server.sockets[0].getsockname()[1]
    try:
        yield told
    finally:
        server.close()
        for task in list(talks):
            task.cancel()
        await asyncio.gather(*talks, return_exceptions=True)


async def _say(
    script: Script, head: Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    if isinstance(script, Mapping):
        writer.write(script[head.target])
        await writer.drain()
        return
    saying = asyncio.ensure_future(script(head, writer))
    gone = asyncio.create_task(reader.read(1))
    try:
        await asyncio.wait({saying, gone}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (saying, gone):
            task.cancel()
        await asyncio.gather(saying, gone, return_exceptions=True)


def _head(raw: bytes) -> Head:
    first, *lines = raw.decode("latin-1").strip().split("\r\n")
    pairs = (line.split(": ", 1) for line in lines)
    return Head(first.split(" ")[1], {name.lower(): value for name, value in pairs})


def fetcher(*servers: Server, lookup: Lookup = system_lookup, **settings: Any) -> Fetcher:
    """Make a fetcher that may contact these servers, and nothing else that is not public."""
    places = {"allow": tuple(server.place for server in servers), "timeout_s": 5.0}
    network = Network.model_validate({**places, **settings})
    return Fetcher(network, now=lambda: NOW, lookup=lookup)


def source(url: str) -> Source:
    return Source(name="nasha-niva", url=url)


def state(
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    moved_to: str | None = None,
    failures: int = 0,
) -> FetchState:
    return FetchState(
        source="nasha-niva",
        etag=etag,
        last_modified=last_modified,
        moved_to=moved_to,
        failures=failures,
    )


def leading_to(*addresses: str) -> Lookup:
    """Make a name service that answers every question with these addresses."""

    async def lookup(host: str, port: int) -> tuple[str, ...]:
        return addresses

    return lookup
