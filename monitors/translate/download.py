"""Edge: one large file over https, whole or not at all, resumed after a break.

A server that knows no ranges begins again. Plain http is spoken only to the HOST:PORT that are
named for it, and no redirect leads to it otherwise.
"""

import asyncio
import os
import shutil
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from yarl import URL

from monitors.errors import DownloadError, TranslateError
from monitors.translate.partial import Part

Progress = Callable[[int, int | None], None]
"""Told how many bytes have come, and of how many if that is known."""

_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_REDIRECTS = 5
_AGAIN_LATER = (408, 425, 429, 500, 502, 503, 504)
_ENOUGH = 16_384  # bytes that count as progress: a server must not hold us with single ones
_SPARE = 50_000_000  # bytes of the disk that stay free
_CONNECT_S = 15.0
_NO_WAY = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
)


@dataclass(frozen=True, slots=True)
class Way:
    """How servers are asked.

    `plain_http` are the HOST:PORT that may be asked without TLS; `tls` replaces the system's
    certificates. After `stall_s` seconds without progress a connection is given up; one that
    breaks is tried `attempts` times, with pauses that begin at `pause_s` and double.
    """

    plain_http: frozenset[str] = frozenset()
    proxy: str | None = None
    user_agent: str = "Volia"
    tls: ssl.SSLContext | None = None
    stall_s: float = 30.0
    attempts: int = 6
    pause_s: float = 1.0


class _BrokenError(Exception):
    """The connection or the server failed; what has come is kept, and another try may help."""


def ignore(done: int, total: int | None) -> None:
    """A progress that nobody watches."""


def free_bytes(folder: Path) -> int:
    """What is free on the disk of a folder."""
    return shutil.disk_usage(folder).free


def host_of(address: str | URL) -> str:
    """The host of an address for people, with its port if that is not the usual one."""
    url = URL(address)
    return (url.host or str(url)) if url.is_default_port() else f"{url.host}:{url.port}"


def megabytes(count: int) -> str:
    """A size for people; a megabyte is a million bytes."""
    return f"{count / 1_000_000:.{1 if count < 10_000_000 else 0}f} MB"


async def download(
    address: str,
    target: Path,
    way: Way,
    *,
    limit: int,
    progress: Progress = ignore,
    room: Callable[[Path], int] = free_bytes,
) -> None:
    """Put the file at `address` to `target`, if it has at most `limit` bytes.

    Raises DownloadError if the server is not reached, does not have it, or breaks off for good;
    TranslateError if it is too large for us or for the disk.
    """
    part = Part(target, address)
    async with _session(way) as session:
        asking = _Asking(session, way, address, part, limit, progress, room)
        await _persistently(asking)
    part.finish()


async def _persistently(asking: "_Asking") -> None:
    way, address = asking.way, asking.address
    for attempt in range(1, way.attempts + 1):
        try:
            return await asking.once()
        except _BrokenError as error:
            if attempt == way.attempts:
                told = _given_up(address, error, asking.part.size)
                raise DownloadError(address, host_of(address), told) from error
        except _NO_WAY as error:
            if attempt in (1, way.attempts) or isinstance(error, aiohttp.ClientSSLError):
                told = f"could not reach {host_of(address)}: {_sentence(error, way)}"
                raise DownloadError(address, host_of(address), told) from error
        await asyncio.sleep(way.pause_s * 2 ** (attempt - 1))
    raise AssertionError("unreachable: the last attempt returns or raises")


@dataclass(frozen=True, slots=True)
class _Asking:
    """Everything that one attempt needs."""

    session: aiohttp.ClientSession
    way: Way
    address: str
    part: Part
    limit: int
    progress: Progress
    room: Callable[[Path], int]

    async def once(self) -> None:
        """From where we are to the end; raises _BrokenError, _NO_WAY, or what `download` does."""
        try:
            async with asyncio.timeout(self.way.stall_s) as deadline:
                await self._follow(deadline)
        except _NO_WAY:
            raise
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise _BrokenError(_sentence(error, self.way)) from error

    async def _follow(self, deadline: asyncio.Timeout) -> None:
        validator = self.part.validator()
        begin = self.part.size if validator else 0
        wanted = {"Range": f"bytes={begin}-", "If-Range": validator} if begin else {}
        url = self._allowed(URL(self.address))
        for _ in range(_MOST_REDIRECTS + 1):
            async with self.session.get(
                url, headers=wanted, allow_redirects=False, proxy=self.way.proxy
            ) as response:
                if response.status not in _REDIRECTS:
                    self._check(response, begin)
                    return await self._body(response, deadline)
                url = self._allowed(self._next(url, response.headers.get("Location", "")))
        raise self._refusal("leads from address to address without end")

    def _next(self, url: URL, location: str) -> URL:
        try:
            return url.join(URL(location))
        except ValueError as error:
            raise self._refusal("leads to an address that is none") from error

    def _allowed(self, url: URL) -> URL:
        """Only https, and plain http where that is named."""
        named = f"{url.host}:{url.port}" in self.way.plain_http
        if url.scheme == "https" or (url.scheme == "http" and named):
            return url
        where = host_of(self.address)
        told = f"{where} is not asked: only https is used for models, not {url}"
        raise DownloadError(self.address, where, told)

    def _check(self, response: aiohttp.ClientResponse, begin: int) -> None:
        """The head of the answer fits; the part is as long as what the body goes on from."""
        status = response.status
        if status == 416 or (status == 206 and not _continues(response, begin)):
            self.part.drop()
            raise _BrokenError("sent another part than we asked for")
        if status in _AGAIN_LATER:
            raise _BrokenError(f"answered HTTP {status}")
        if status not in (200, 206):
            raise self._refusal(f"does not have it (HTTP {status})")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise self._refusal("sends it compressed, though that was not asked for")
        if status == 200:
            self.part.begin(_validator(response))

    async def _body(self, response: aiohttp.ClientResponse, deadline: asyncio.Timeout) -> None:
        done, fresh = self.part.size, 0
        total = None if response.content_length is None else done + response.content_length
        self._make_sure(done, total)
        clock = asyncio.get_running_loop().time
        with self.part.opened() as file:
            async for chunk in response.content.iter_any():
                done, fresh = done + len(chunk), fresh + len(chunk)
                self._make_sure(done, None)
                self.part.append(file, chunk)
                self.progress(done, total)
                if fresh >= _ENOUGH:
                    fresh = 0
                    deadline.reschedule(clock() + self.way.stall_s)

    def _make_sure(self, done: int, total: int | None) -> None:
        """It is not too large for us, nor (if its size is known) for the disk."""
        if max(done, total or 0) > self.limit:
            self.part.drop()
            told = f"{host_of(self.address)} sends more than {megabytes(self.limit)}"
            raise TranslateError(f"{told}: that is no model of ours ({self.address})")
        if total is None:
            return
        folder = self.part.path.parent
        free = self.room(folder)
        if free < total - done + _SPARE:
            raise TranslateError(
                f"the disk of {folder} is too full: {megabytes(total - done)} are to come, "
                f"{megabytes(free)} are free"
            )

    def _refusal(self, what: str) -> DownloadError:
        where = host_of(self.address)
        return DownloadError(self.address, where, f"{where} {what}: {self.address}")


def _session(way: Way) -> aiohttp.ClientSession:
    tls = way.tls or ssl.create_default_context()  # made now: SSL_CERT_FILE is read here
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(ssl=tls),
        headers={"User-Agent": way.user_agent, "Accept-Encoding": "identity"},
        timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_S),
        cookie_jar=aiohttp.DummyCookieJar(),
        auto_decompress=False,
        trust_env=False,
    )


def _continues(response: aiohttp.ClientResponse, begin: int) -> bool:
    told = response.headers.get("Content-Range", "")
    return begin > 0 and told.startswith(f"bytes {begin}-")


def _validator(response: aiohttp.ClientResponse) -> str:
    etag = response.headers.get("ETag", "")
    return etag if etag.startswith('"') else response.headers.get("Last-Modified", "")


def _given_up(address: str, error: Exception, size: int) -> str:
    kept = f"; {megabytes(size)} are kept, and the next try goes on from there" if size else ""
    return f"{host_of(address)} {error}{kept}"


def _sentence(error: Exception, way: Way) -> str:
    match error:
        case aiohttp.ConnectionTimeoutError():
            return f"it does not answer within {_CONNECT_S:g} s"
        case TimeoutError():
            return f"sent too little for {way.stall_s:g} s"
        case aiohttp.ClientConnectorDNSError():
            return "the name service does not know it or does not answer"
        case aiohttp.ClientSSLError():
            return _insecure(error)
        case aiohttp.ClientHttpProxyError():
            return f"the proxy answers HTTP {error.status}"
        case aiohttp.ClientConnectorError():
            return _system(error.os_error)
        case aiohttp.ClientPayloadError():
            return "broke off in the middle"
    return "closed the connection without an answer"


def _insecure(error: aiohttp.ClientSSLError) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        why = getattr(error.certificate_error, "verify_message", "") or "it cannot be verified"
        return f"its certificate is not valid ({why})"
    return "it does not manage a secure (TLS) connection"


def _system(error: OSError) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "it refuses the connection"
    return os.strerror(error.errno).lower() if error.errno else "there is no connection"
