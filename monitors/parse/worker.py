"""Edge: parse() in one child process with a deadline, without blocking the event loop.

A hostile document costs at most its deadline and the child; the next one gets a new child.
Documents are parsed one after the other by a thread that does nothing but wait for the child.
"""

import asyncio
import json
import os
import select
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

from monitors.errors import ParseError
from monitors.model import Feed, Page, Source
from monitors.parse.wire import HEAD, NO_MEMORY, Request, read_feed, request_frame

RECYCLE_AFTER = 1_000
"""Documents; a parser's memory only grows."""
MEMORY_LIMIT = 1_000_000_000
"""Bytes of address space that the child may use; a feed of 10 MB needs about a quarter."""
START_S = 30.0
"""Seconds that a new child may take to say that it is ready."""
_GRACE_S = 1.0
_CLOSED = "the parser is closed"
_CHUNK = 1 << 16
_ROOT = Path(__file__).parents[2]


class _Late(Exception):
    """The child did not answer in time."""


class _Died(Exception):
    """The child ended before it had answered."""


class ParseWorker:
    """One process that parses; started when first needed, replaced when it fails or is worn.

    `deadline_s` is the time that one document may take. Close it when done.
    """

    def __init__(
        self,
        deadline_s: float = 10.0,
        *,
        recycle_after: int = RECYCLE_AFTER,
        memory_limit: int = MEMORY_LIMIT,
    ) -> None:
        self._deadline_s = deadline_s
        self._memory_limit = memory_limit
        self._recycle_after = recycle_after
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="parse")
        self._child: _Child | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """Process id of the child, None if there is none at the moment."""
        return self._child.pid if self._child else None

    async def start(self) -> None:
        """Start the child now, so that the first document does not wait for it."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._ready_child, "")

    async def parse(self, page: Page, source: Source, seen: frozenset[str], now: datetime) -> Feed:
        """As `monitors.parse.parse`, elsewhere.

        Raises ParseError also if the document takes too long, needs too much memory or brings
        the parser down.
        """
        if self._closed:
            raise ParseError(page.url, _CLOSED)
        request = Request(page, source, seen, now, self._deadline_s + _GRACE_S)
        loop = asyncio.get_running_loop()
        answer = await loop.run_in_executor(self._thread, self._ask, request)
        if "error" in answer:
            raise ParseError(page.url, answer["error"])
        return read_feed(answer["feed"])

    def close(self) -> None:
        """End the child; documents that wait for it fail. Safe to call twice."""
        self._closed = True
        if self._child is not None:
            self._child.kill()
        self._thread.shutdown(wait=True)
        self._drop_child()

    def _ask(self, request: Request) -> dict[str, Any]:
        """One exchange, in the thread; the child is dropped if it fails or is worn."""
        url = request.page.url
        child = self._ready_child(url)
        try:
            answer = child.exchange(request_frame(request), self._deadline_s)
        except _Late as error:
            child.kill()
            self._drop_child()
            raise ParseError(url, f"parsing took longer than {self._deadline_s:g} s") from error
        except _Died as error:
            raise ParseError(url, self._drop_child()) from error
        if child.served >= self._recycle_after:
            self._drop_child()
        return answer

    def _ready_child(self, url: str) -> "_Child":
        if self._closed:
            raise ParseError(url, _CLOSED)
        if self._child is None:
            self._child = _Child(self._memory_limit)
            try:
                self._child.hear(time.monotonic() + START_S)
            except (_Late, _Died) as error:
                self._drop_child()
                raise ParseError(url, "the parser does not start") from error
        return self._child

    def _drop_child(self) -> str:
        """End the child, if there is one, and say in words how it ended."""
        child, self._child = self._child, None
        return child.end() if child else ""


class _Child:
    """The process and its two pipes; all calls block, at most until a deadline."""

    def __init__(self, memory_limit: int) -> None:
        # no secrets for a process that reads what strangers wrote
        env = {name: value for name, value in os.environ.items() if not name.startswith("VOLIA_")}
        paths = [str(_ROOT), *filter(None, [env.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "monitors.parse.child", str(memory_limit)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env | {"PYTHONPATH": os.pathsep.join(paths)},
            bufsize=0,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise AssertionError("both pipes were asked for")
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        os.set_blocking(self._stdin.fileno(), False)
        os.set_blocking(self._stdout.fileno(), False)
        self.served = 0

    @property
    def pid(self) -> int:
        return self._process.pid

    def exchange(self, request: bytes, seconds: float) -> dict[str, Any]:
        """Answer to one request. Raises _Late or _Died."""
        until = time.monotonic() + seconds
        self._say(request, until)
        self.served += 1
        return self.hear(until)

    def hear(self, until: float) -> dict[str, Any]:
        """Next frame's JSON. Raises _Late or _Died."""
        json_size, _ = HEAD.unpack(self._read(HEAD.size, until))
        answer: dict[str, Any] = json.loads(self._read(json_size, until))
        return answer

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> str:
        """Kill it if it lives, free everything, and say how it had ended by itself."""
        self._stdin.close()
        self._stdout.close()
        # a crash closes the pipe a moment before the process is gone
        code = self._wait(_GRACE_S)
        if code == NO_MEMORY:
            return "parsing needs too much memory"
        return f"the parser crashed on it ({_cause(code)})"

    def _wait(self, seconds: float) -> int:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _say(self, data: bytes, until: float) -> None:
        rest = memoryview(data)
        while rest:
            self._await(self._stdin.fileno(), select.POLLOUT, until)
            try:
                rest = rest[os.write(self._stdin.fileno(), rest[:_CHUNK]) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise _Died from error

    def _read(self, size: int, until: float) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            self._await(self._stdout.fileno(), select.POLLIN, until)
            part = os.read(self._stdout.fileno(), min(size - len(parts), 1 << 20))
            if not part:
                raise _Died
            parts += part
        return bytes(parts)

    @staticmethod
    def _await(pipe: int, event: int, until: float) -> None:
        waiting = select.poll()
        waiting.register(pipe, event)
        left = until - time.monotonic()
        if left <= 0 or not waiting.poll(left * 1000):
            raise _Late


def _cause(code: int) -> str:
    """Exit code in words: the signal's name, or the number."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"exit code {code}"
