"""What a 304 costs: CPU of this process, the server being another process.

    python -m bench.not_modified [REQUESTS]

Prints milliseconds of CPU of the conditional GET alone, and of a whole poll (with the database,
logs, and when the source is due again); the goal is at most 1 ms.
"""

import asyncio
import multiprocessing
import sys
import tempfile
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from bot import logs
from bot.app import open_app
from monitors.config import Network, load
from monitors.fetch import Fetcher
from monitors.model import FetchState, Source
from monitors.poll import PollStatus

REQUESTS = 2_000
AT_ONCE = 32
ANSWER = b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 0\r\n\r\n'


class Server(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.transport.write(ANSWER * data.count(b"\r\n\r\n"))


async def listen(pipe: Connection) -> None:
    server = await asyncio.get_running_loop().create_server(Server, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def serve(pipe: Connection) -> None:
    asyncio.run(listen(pipe))


async def measure(port: int, requests: int) -> tuple[float, float]:
    network = Network(allow=(f"127.0.0.1:{port}",), per_host=AT_ONCE, concurrency=AT_ONCE)
    sources = [
        Source(name=f"s{n}", url=f"http://127.0.0.1:{port}/{n % 150}") for n in range(requests)
    ]
    async with Fetcher(network, now=lambda: datetime.now(UTC)) as fetcher:

        async def ask(source: Source) -> None:
            page = await fetcher.fetch(source, FetchState(source=source.name, etag='"1"'))
            assert page.not_modified

        await asyncio.gather(*map(ask, sources[:AT_ONCE]))
        began, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*map(ask, sources))
        return time.process_time() - cpu, time.perf_counter() - began


async def measure_polls(port: int, requests: int, folder: str) -> float:
    """CPU seconds of `requests` whole polls of 150 sources that have nothing new."""
    sources = "".join(
        f'[[sources]]\nname = "s{n}"\nurl = "http://127.0.0.1:{port}/{n}"\n' for n in range(150)
    )
    path = Path(folder) / "config.toml"
    network = f'[network]\nallow = ["127.0.0.1:{port}"]\nper_host = {AT_ONCE}\n'
    path.write_text(network + '[translation]\nengine = "none"\n' + sources, encoding="utf-8")
    async with open_app(load(path)) as app:
        for source in app.sources.values():
            known = FetchState(source=source.name, url=source.url, etag='"1"', polled_before=True)
            app.store.save_fetch_state(known)
        await app.poll_all()
        cpu = time.process_time()
        for _ in range(requests // 150):
            polled = await app.poll_all()
            assert all(one.status is PollStatus.NOT_MODIFIED for one in polled)
        return time.process_time() - cpu


def main() -> int:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        port = ours.recv()
        cpu, wall = asyncio.run(measure(port, requests))
        with tempfile.TemporaryDirectory() as folder:
            polls = requests // 150 * 150
            whole = asyncio.run(measure_polls(port, polls, folder)) / polls * 1000
    finally:
        server.terminate()
    print(f"{requests} × 304: {cpu / requests * 1000:.3f} ms CPU each, {requests / wall:.0f}/s; "
          f"a whole poll {whole:.3f} ms (goal 1)")  # fmt: skip
    return 0 if whole <= 1 else 1


if __name__ == "__main__":
    logs.set_up("ERROR")
    sys.exit(main())
