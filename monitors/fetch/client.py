"""The one session: asks an address, follows its redirects, keeps to every limit."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from monitors.config import Network
from monitors.errors import ConfigError, Gone, Refused, Unavailable
from monitors.fetch import failures
from monitors.fetch.body import ACCEPTED, Body, BrokenError, TooLargeError
from monitors.fetch.guard import ForbiddenError, Guard
from monitors.fetch.lookup import GuardedResolver, Lookup, system_lookup
from monitors.fetch.route import REDIRECTS, Route, place
from monitors.fetch.turns import Turns
from monitors.model import FetchState, Page, Source

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
)
LONGEST_HEADER = 1024
NOT_MODIFIED = 304
FORGET_AFTER = 3  # failures in a row

Headers = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Redirect:
    status: int
    location: str


@dataclass(slots=True)
class _Budget:
    """Seconds that the servers of one chain may still take; our own queue does not count."""

    left: float


class Fetcher:
    """Conditional GETs for sources, as an async context manager.

    Only http(s) at public addresses is asked, checked at connect time and at every redirect;
    `network.allow` exempts HOST:PORT. With `network.proxy` the proxy connects for us: literal
    addresses are still refused and names are looked up and checked before each request, but a
    name that changes its address in between, or that only the proxy can resolve, is up to the
    proxy's own rules. `now` serves Retry-After dates; `lookup` turns names into addresses.

    Raises ConfigError if `network.proxy` or `network.allow` cannot be understood.
    """

    def __init__(
        self, network: Network, *, now: Callable[[], datetime], lookup: Lookup = system_lookup
    ) -> None:
        self._network = network
        self._now = now
        self._lookup = lookup
        self._guard = Guard(network.allow)
        self._proxy = _proxy(network.proxy)
        self._turns = Turns(network.per_host, network.concurrency)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = self._open()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """End all connections; requests under way fail as Unavailable."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def fetch(self, source: Source, state: FetchState) -> Page:
        """Ask a source for news since `state`.

        Validators go only to the address that gave them: `state.moved_to` or the source's own.
        The page's `moved_to` is the address to begin with from now on, None if that always was
        and still is the source's own; its validators are empty if another address gave them.
        If a remembered address is gone or fails again and again, the source's own is asked.

        Raises Gone, Refused or Unavailable.
        """
        budget = _Budget(self._network.timeout_s)
        known = state.moved_to or source.url
        start = known if state.failures < FORGET_AFTER else source.url
        try:
            headers = _validators(state) if start == known else {}
            page, route = await self._chain(start, headers, budget)
        except Gone:
            if start == source.url:
                raise
            page, route = await self._chain(source.url, {}, budget)
        return _settled(page, route, is_moved=known != source.url)

    async def _chain(self, start: str, headers: Headers, budget: _Budget) -> tuple[Page, Route]:
        route = Route.begin(start)
        while True:
            answer = await self._hop(route.url, headers, budget)
            if isinstance(answer, Page):
                return answer, route
            route = route.follow(answer.status, answer.location, self._network.max_redirects)
            headers = {}

    async def _hop(self, url: URL, headers: Headers, budget: _Budget) -> Page | _Redirect:
        clock = asyncio.get_running_loop().time
        async with self._turns.turn(place(url).lower()):
            began = clock()
            try:
                async with asyncio.timeout(budget.left):
                    return await self._ask(url, headers)
            except (aiohttp.ClientError, OSError, ForbiddenError) as error:
                raise failures.from_exception(url, error, self._network.timeout_s) from error
            finally:
                budget.left -= clock() - began

    async def _ask(self, url: URL, headers: Headers) -> Page | _Redirect:
        session = self._session
        if session is None or session.closed:
            raise Unavailable(str(url), f"{place(url)} was not asked: fetching has ended")
        await self._check(url)
        async with session.get(
            url, headers=headers, allow_redirects=False, proxy=self._proxy
        ) as response:
            if response.status in REDIRECTS:
                return _Redirect(response.status, response.headers.get("Location", ""))
            if response.status == NOT_MODIFIED:
                return _unchanged(url, response, headers)
            if response.status != 200:
                raise failures.from_status(url, response.status, response.headers, self._now())
            return await self._page(url, response)

    async def _check(self, url: URL) -> None:
        """Raise ForbiddenError; without a proxy, names are left to the resolver."""
        host, port = url.raw_host or "", url.port or 0
        is_name = self._guard.check_host(host, port)
        if not is_name or self._proxy is None:
            return
        try:
            addresses = await self._lookup(host, port)
        except OSError:
            return  # only the proxy knows this name
        self._guard.admit(host, port, addresses)

    async def _page(self, url: URL, response: aiohttp.ClientResponse) -> Page:
        limit = self._network.max_bytes
        try:
            body = await _body(response, limit)
        except TooLargeError as error:
            size = f"{limit / 1_000_000:g} MB"
            raise Refused(str(url), f"{place(url)} sends more than {size}") from error
        except BrokenError as error:
            raise Unavailable(str(url), f"{place(url)}: {error}") from error
        return Page(
            url=str(url),
            status=200,
            body=body,
            content_type=_plain(response.headers.get("Content-Type")) or "",
            etag=_plain(response.headers.get("ETag")),
            last_modified=_plain(response.headers.get("Last-Modified")),
        )

    def _open(self) -> aiohttp.ClientSession:
        # Through a proxy the resolver sees only the name of the proxy, which the operator chose.
        guard = self._guard if self._proxy is None else None
        return aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(
                resolver=GuardedResolver(guard, self._lookup), limit=0, limit_per_host=0
            ),
            headers={
                "User-Agent": self._network.user_agent,
                "Accept": ACCEPT,
                "Accept-Encoding": ACCEPTED,
            },
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
        )


async def _body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    if (response.content_length or 0) > limit:
        raise TooLargeError
    body = Body(response.headers.get("Content-Encoding", ""), limit)
    async for chunk in response.content.iter_any():
        body.feed(chunk)
    return body.close()


def _unchanged(url: URL, response: aiohttp.ClientResponse, sent: Headers) -> Page:
    if not sent:
        message = f"{place(url)} says that nothing changed, though it was not asked that"
        raise Unavailable(str(url), f"{message} (HTTP 304)")
    return Page(
        url=str(url),
        status=NOT_MODIFIED,
        etag=_plain(response.headers.get("ETag")) or sent.get("If-None-Match"),
        last_modified=_plain(response.headers.get("Last-Modified"))
        or sent.get("If-Modified-Since"),
    )


def _settled(page: Page, route: Route, *, is_moved: bool) -> Page:
    """Say what to remember; `is_moved` if an address other than the source's own already is."""
    moved_to = str(route.lasting) if is_moved or route.lasting != route.start else None
    if route.url == route.lasting:
        return replace(page, moved_to=moved_to)
    return replace(page, moved_to=moved_to, etag=None, last_modified=None)


def _validators(state: FetchState) -> dict[str, str]:
    pairs = {"If-None-Match": state.etag, "If-Modified-Since": state.last_modified}
    return {name: value for name, text in pairs.items() if (value := _plain(text))}


def _plain(value: str | None) -> str | None:
    """Return a header's value if it can be kept and sent back as it is, else None."""
    if not value or len(value) > LONGEST_HEADER:
        return None
    return value if value.isascii() and value.isprintable() else None


def _proxy(text: str | None) -> URL | None:
    if text is None:
        return None
    try:
        url = URL(text)
    except ValueError as error:
        raise ConfigError("network.proxy: not an address") from error
    if url.scheme not in ("http", "https") or not url.raw_host:
        raise ConfigError("network.proxy: must be an http:// or https:// address")
    return url
