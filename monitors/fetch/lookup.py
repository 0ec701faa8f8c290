"""Names to addresses, with the guard between: what it forbids never reaches a socket.

aiohttp connects to exactly the addresses that its resolver returns, so a name that changes its
address between a check and the connection (DNS rebinding) gains nothing.
"""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from threading import Thread

from aiohttp.abc import AbstractResolver, ResolveResult

from monitors.fetch.guard import Guard

Lookup = Callable[[str, int], Awaitable[Sequence[str]]]
"""From host and port to addresses in text form; raises OSError if the name cannot be resolved."""


async def system_lookup(host: str, port: int) -> Sequence[str]:
    """Ask the operating system.

    Each question has a daemon thread of its own: a name service that does not answer holds up
    neither other work on the loop's thread pool nor the end of the process.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[Sequence[str]] = loop.create_future()

    def ask() -> None:
        found, problem = _ask_system(host, port)
        with suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(_settle, answer, found, problem)

    Thread(target=ask, name=f"lookup {host}", daemon=True).start()
    return await answer


def _ask_system(host: str, port: int) -> tuple[Sequence[str], OSError | None]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        return (), error
    except ValueError as error:
        return (), OSError(f"not a name that can be looked up: {error}")
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found)), None


def _settle(
    answer: asyncio.Future[Sequence[str]], found: Sequence[str], problem: OSError | None
) -> None:
    if answer.done():
        return
    if problem is None:
        answer.set_result(found)
    else:
        answer.set_exception(problem)


class GuardedResolver(AbstractResolver):
    """The resolver of the one session; a `guard` of None admits everything (a set proxy's name)."""

    def __init__(self, guard: Guard | None, lookup: Lookup) -> None:
        self._guard = guard
        self._lookup = lookup

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Return where to connect; raises OSError (unknown name) or ForbiddenError."""
        addresses = list(await self._lookup(host, port))
        if self._guard is not None:
            addresses = self._guard.admit(host, port, addresses)
        if not addresses:
            raise OSError("the name has no address")
        results = [_result(host, port, address) for address in addresses]
        return [one for one in results if family in (socket.AF_UNSPEC, one["family"])]

    async def close(self) -> None:
        """Hold nothing, release nothing."""


def _result(host: str, port: int, address: str) -> ResolveResult:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=0, flags=socket.AI_NUMERICHOST
    )
