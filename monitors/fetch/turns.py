"""Whose turn it is: so many requests at once in all, and so many at one host, first come first."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class _Queue:
    free: asyncio.Semaphore
    users: int = 0


class Turns:
    """Limits simultaneous requests; a host is HOST:PORT, as another port is another server."""

    def __init__(self, per_host: int, concurrency: int) -> None:
        self._per_host = per_host
        self._all = asyncio.Semaphore(concurrency)
        self._hosts: dict[str, _Queue] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at `host` and hold it."""
        queue = self._hosts.get(host)
        if queue is None:
            queue = self._hosts[host] = _Queue(asyncio.Semaphore(self._per_host))
        queue.users += 1
        try:
            # The host first: who waits for a busy host must not keep others from theirs.
            async with queue.free, self._all:
                yield
        finally:
            queue.users -= 1
            if not queue.users:
                del self._hosts[host]

    def __len__(self) -> int:
        """Count the hosts that are being asked or waited for."""
        return len(self._hosts)
