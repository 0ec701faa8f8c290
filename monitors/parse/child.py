"""Edge: the parse process: frames in on stdin, frames out on stdout, until stdin ends.

Its one argument is the limit of its address space in bytes.

It has a memory limit, kills itself when a document takes too long (so that it never outlives a
dead parent for long), and leaves SIGINT and SIGTERM to its parent.
"""

import contextlib
import json
import os
import signal
import sys
from typing import BinaryIO

from monitors.errors import ParseError
from monitors.parse.document import parse
from monitors.parse.wire import HEAD, NO_MEMORY, feed_frame, frame, read_request


def main() -> None:
    """Serve until stdin ends; what anything prints goes to stderr, not into a frame."""
    for ignored in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ignored, signal.SIG_IGN)
    _limit_memory(int(sys.argv[1]))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    try:
        serve(sys.stdin.buffer, answers)
    except MemoryError:
        os._exit(NO_MEMORY)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Say that we are ready, then answer each request in turn."""
    _send(answers, frame({"ready": True}))
    while head := requests.read(HEAD.size):
        json_size, body_size = HEAD.unpack(head)
        request = read_request(json.loads(requests.read(json_size)), requests.read(body_size))
        _give_up_after(request.deadline_s)
        try:
            answer = feed_frame(parse(request.page, request.source, request.seen, request.now))
        except ParseError as error:
            answer = frame({"error": str(error)})
        _give_up_after(0)
        _send(answers, answer)


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(answer)
    answers.flush()


def _give_up_after(seconds: float) -> None:
    """Let SIGALRM end this process later; 0 takes it back. Not on Windows."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _limit_memory(size: int) -> None:
    """Bound the address space where the system can."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    main()
