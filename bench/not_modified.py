"""What a 304 costs: CPU of this process per conditional GET, the server being another process.

    python -m bench.not_modified [REQUESTS]

Prints milliseconds of CPU and requests a second; the goal is at most 1 ms of CPU.
"""

import asyncio
import multiprocessing
import sys
import time
from datetime import UTC, datetime
from multiprocessing.connection import Connection

from monitors.config import Network
from monitors.fetch import Fetcher
from monitors.model import FetchState, Source

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


def main() -> None:
    requests = int(sys.argv[1]) if len(sys.argv) > 1 else REQUESTS
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    try:
        cpu, wall = asyncio.run(measure(ours.recv(), requests))
    finally:
        server.terminate()
    print(f"{requests} × 304: {cpu / requests * 1000:.3f} ms CPU each, {requests / wall:.0f}/s")


if __name__ == "__main__":
    main()
