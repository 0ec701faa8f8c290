r"""Edge: a chain of programs kept running, that answers each text with one text.

    [][\n]NUL  ends what is sent          NUL  ends what comes back

That is Apertium's null-flush protocol (every program gets `-z`): starting the chain for each
sentence would cost a third of a second, keeping it costs about a millisecond. What hangs or dies
is killed by its id; the next text starts a new chain.
"""

import os
import selectors
import subprocess
import time
import weakref
from collections.abc import Sequence

from monitors.errors import TranslateError

_BLOCK = 1 << 16
_END = b"[][\n]\0"
_LONGEST_ANSWER = 1_000_000


class Pipe:
    """`stages` are the programs with their arguments; they start with the first text.

    `timeout_s` bounds each answer; the first one waits for the dictionaries to load as well.
    """

    def __init__(self, stages: Sequence[Sequence[str]], timeout_s: float = 10.0) -> None:
        self._stages = stages
        self._timeout_s = timeout_s
        self._running: list[subprocess.Popen[bytes]] = []
        self._stop = weakref.finalize(self, _stop, self._running)  # at exit as well

    def ask(self, text: str) -> str:
        """The answer; a chain that hangs or is dead is started anew once, then TranslateError."""
        data = text.replace("\0", " ").encode() + _END
        try:
            return self._answer(data)
        except (OSError, _Failed):
            self.close()
        try:
            return self._answer(data)
        except (OSError, _Failed) as error:
            self.close()
            raise TranslateError(f"Apertium does not work ({error})") from error

    def close(self) -> None:
        """End the programs; a later text starts them again."""
        _stop(self._running)

    def pids(self) -> tuple[int, ...]:
        """Their process ids, in the order of the chain; none before the first text."""
        return tuple(process.pid for process in self._running)

    def _answer(self, data: bytes) -> str:
        if any(process.poll() is not None for process in self._running):
            raise _Failed("a program has ended by itself")
        if not self._running:
            self._start()
        out = _exchange(self._running, data, time.monotonic() + self._timeout_s, self._timeout_s)
        return out.decode("utf-8", errors="replace").replace("[][\n]", "")

    def _start(self) -> None:
        given: int = subprocess.PIPE
        for stage in self._stages:
            process = subprocess.Popen(  # noqa: S603  # from the mode file, checked by its reader
                stage, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            if self._running:
                _close_out(self._running[-1])  # the next program holds its end now
            self._running.append(process)
            given = _out(process)
        os.set_blocking(given, False)
        os.set_blocking(_in(self._running[0]), False)


class _Failed(Exception):
    """The chain gave no answer, and why."""


def _exchange(
    running: Sequence[subprocess.Popen[bytes]], data: bytes, deadline: float, timeout_s: float
) -> bytes:
    """Write all of `data`, read until NUL, both as the chain is ready for it."""
    into, out_of = _in(running[0]), _out(running[-1])
    read = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(into, selectors.EVENT_WRITE)
        ready.register(out_of, selectors.EVENT_READ)
        while not read.endswith(b"\0"):
            events = ready.select(max(0.0, deadline - time.monotonic()))
            if not events:
                raise _Failed(f"no answer in {timeout_s:g} s")
            for key, _ in events:
                if key.fd == out_of:
                    read += _more(out_of, len(read))
                    continue
                data = data[os.write(into, data) :]
                if not data:
                    ready.unregister(into)
    if not read.endswith(_END) or b"\0" in read[:-1]:
        raise _Failed("its answer is broken")  # a program of the chain died over it
    return bytes(read[:-1])


def _more(out_of: int, so_far: int) -> bytes:
    block = os.read(out_of, _BLOCK)
    if not block:
        raise _Failed("it ended by itself")
    if so_far + len(block) > _LONGEST_ANSWER:
        raise _Failed("its answer does not end")
    return block


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        process.kill()
        for end in (process.stdin, process.stdout):
            if end is not None:
                end.close()
        process.wait()
    running.clear()


def _in(process: subprocess.Popen[bytes]) -> int:
    return -1 if process.stdin is None else process.stdin.fileno()


def _out(process: subprocess.Popen[bytes]) -> int:
    return -1 if process.stdout is None else process.stdout.fileno()


def _close_out(process: subprocess.Popen[bytes]) -> None:
    if process.stdout is not None:
        process.stdout.close()
