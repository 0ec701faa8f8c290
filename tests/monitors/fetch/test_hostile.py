"""What hostile, broken and busy servers do ends in a sentence, in time, and no further."""

import asyncio
import gzip
import ssl
import tracemalloc
import zlib
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest

from monitors.errors import FetchError, Refused, Unavailable
from monitors.model import Page
from tests.monitors.fetch.loopback import (
    Head,
    Script,
    Server,
    answer,
    fetcher,
    leading_to,
    serve,
    source,
    state,
)

MB = 1_000_000
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n\r\n"


async def attempt(script: Script, **settings: Any) -> Page:
    async with serve(script) as server, fetcher(server, **settings) as fetch:
        return await fetch.fetch(source(server.url()), state())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(answer(401), "asks for a password", id="401"),
        pytest.param(answer(403), "does not let us read it", id="403"),
        pytest.param(answer(418), "does not accept our request", id="418"),
        pytest.param(answer(451), "legal reasons", id="451"),
        pytest.param(answer(500), "error of its own", id="500"),
        pytest.param(answer(522), "error of its own", id="522"),
        pytest.param(answer(204), "sent no page", id="204"),
        pytest.param(answer(206, b"<rss"), "sent no page", id="206"),
        pytest.param(answer(300), "sent no page", id="300"),
        pytest.param(
            answer(403, cf_mitigated="challenge"), "a challenge for browsers", id="challenge"
        ),
        pytest.param(b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "does not speak proper HTTP", id="not-http"),
        pytest.param(OK + b"X: " + b"x" * 100_000 + b"\r\n\r\n", "proper HTTP", id="long-header"),
        pytest.param(answer(200, b"<rss", Content_Encoding="gzip"), "damaged", id="not-gzip"),
        pytest.param(
            answer(200, gzip.compress(b"<rss/>" * 100)[:-9], Content_Encoding="gzip"),
            "breaks off",
            id="cut-gzip",
        ),
        pytest.param(answer(200, b"<rss/>", Content_Encoding="zstd"), "did not ask for", id="zstd"),
    ],
)
async def test_an_answer_that_is_no_feed_says_what_it_is(said: bytes, words: str) -> None:
    with pytest.raises(Unavailable, match=words) as failure:
        await attempt({"/feed": said})

    assert failure.value.temporary
    assert failure.value.retry_after is None


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("90", timedelta(seconds=90)),
        ("Thu, 11 Sep 2025 12:02:00 GMT", timedelta(minutes=2)),
        ("999999999999", timedelta(hours=24)),
    ],
)
async def test_a_busy_server_says_when_to_come_back(
    status: int, wish: str, expected: timedelta
) -> None:
    with pytest.raises(Unavailable) as failure:
        await attempt({"/feed": answer(status, Retry_After=wish)})

    assert failure.value.retry_after == expected


def bomb(packed_block: bytes, blocks: int) -> bytes:
    return gzip.compress(b"", mtime=0)[:10] + packed_block * blocks


def gigabyte() -> bytes:
    """Pack 1 GB of zeros into about 1 MB; every block begins with fresh state, so one will do."""
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    block = packer.compress(bytes(MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    return bomb(block, 1000)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        pytest.param("gzip", gigabyte(), id="gzip"),
        pytest.param("br", brotli.compress(bytes(64 * MB), quality=5), id="brotli"),
        pytest.param("identity", bytes(11 * MB), id="plain"),
    ],
)
async def test_a_bomb_is_refused_before_it_fills_the_memory(coding: str, packed: bytes) -> None:
    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Encoding: " + coding.encode() + b"\r\n\r\n")
        for start in range(0, len(packed), 64_000):
            writer.write(packed[start : start + 64_000])
            await writer.drain()
        await asyncio.Event().wait()

    tracemalloc.start()
    try:
        with pytest.raises(Refused, match="sends more than 10 MB"):
            await attempt(say, max_bytes=10 * MB)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert peak < 40 * MB


async def test_an_endless_answer_is_left() -> None:
    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"<item/>" * 1000)
            await writer.drain()

    async with serve(say) as server, fetcher(server, max_bytes=MB) as fetch:
        with pytest.raises(Refused, match="more than 1 MB"):
            await fetch.fetch(source(server.url()), state())
        await server.left.wait()


async def test_an_announced_excess_is_not_even_read() -> None:
    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        await asyncio.Event().wait()

    with pytest.raises(Refused, match="more than 10 MB"):
        await attempt(say)


async def drip(head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b"x")
        await asyncio.sleep(0.02)


async def drip_headers(head: Head, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        writer.write(b"x")
        await asyncio.sleep(0.02)


async def hints_for_ever(head: Head, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        await asyncio.sleep(0.02)


async def silence(head: Head, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def slow_redirects(head: Head, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.1)
    writer.write(answer(302, Location=head.target + "x"))


@pytest.mark.parametrize("say", [drip, drip_headers, hints_for_ever, silence, slow_redirects])
async def test_all_of_a_chain_has_one_deadline(say: Script) -> None:
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(Unavailable, match=r"did not deliver within 0\.3 s"):
        await attempt(say, timeout_s=0.3, max_redirects=20)

    assert loop.time() - began < 3


@pytest.mark.parametrize(
    ("said", "words"),
    [
        pytest.param(b"", "closed the connection without an answer", id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\nConte", "closed the connection", id="in-the-headers"),
        pytest.param(OK + b"Content-Length: 100\r\n\r\n<rss", "broke off", id="in-the-body"),
        pytest.param(OK + CHUNKED + b"4\r\n<rs", "broke off", id="in-a-chunk"),
        pytest.param(OK + CHUNKED + b"zz\r\n", "proper HTTP", id="bad-chunk"),
    ],
)
async def test_a_connection_that_breaks_is_a_sentence(said: bytes, words: str) -> None:
    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        writer.close()

    with pytest.raises(Unavailable, match=words):
        await attempt(say)


async def test_a_port_where_nobody_listens_refuses() -> None:
    async with serve({}) as server:
        pass
    async with fetcher(server) as fetch:
        with pytest.raises(Unavailable, match="refuses the connection"):
            await fetch.fetch(source(server.url()), state())


async def test_an_unknown_name_is_a_sentence() -> None:
    async with fetcher(lookup=leading_to()) as fetch:
        with pytest.raises(Unavailable, match=r"no-such\.invalid is unknown"):
            await fetch.fetch(source("http://no-such.invalid/feed"), state())


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(Path(__file__).parent / "self_signed.pem")
    async with serve({"/feed": answer()}, context) as server, fetcher(server) as fetch:
        with pytest.raises(Refused, match="certificate that is not valid: self-signed"):
            await fetch.fetch(source(f"https://{server.place}/feed"), state())

    assert server.heads == []


async def test_a_server_without_tls_is_refused() -> None:
    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        raise AssertionError("no request was expected")

    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(100)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    listening = await asyncio.start_server(plain, "127.0.0.1", 0)
    server = Server(port=listening.sockets[0].getsockname()[1])
    async with listening, fetcher(server) as fetch:
        with pytest.raises(Refused, match="secure"):
            await fetch.fetch(source(f"https://{server.place}/feed"), state())


@pytest.mark.parametrize(
    "place",
    [
        "127.0.0.1:{port}",
        "localhost:{port}",
        "LOCALHOST.:{port}",
        "2130706433:{port}",
        "0x7f000001:{port}",
        "0x7f.1:{port}",
        "0177.0.0.1:{port}",
        "127.1:{port}",
        "127.0.0.1.:{port}",
        "0.0.0.0:{port}",
        "[::ffff:127.0.0.1]:{port}",
        "[::ffff:7f00:1]:{port}",
        "[::1]:{port}",
        "[fe80::1%25lo]:{port}",
        "[64:ff9b::7f00:1]:{port}",
        "１２７.0.0.1:{port}",
        "127。0。0。1:{port}",
        "inside.example:{port}",
        "user@127.0.0.1:{port}",
        "169.254.169.254",
        "100.100.100.200",
    ],
)
async def test_no_spelling_of_a_forbidden_address_is_contacted(place: str) -> None:
    """Neither as a source nor as the target of a redirect, and whatever the scheme."""
    names = leading_to("127.0.0.1", "::1")
    async with serve({"/feed": answer()}) as inside:
        target = place.format(port=inside.port)

        def lead(scheme: str) -> bytes:
            return answer(302, Location=f"{scheme}://{target}/feed")

        site = {"/http": lead("http"), "/https": lead("https")}
        async with serve(site) as front, fetcher(front, lookup=names) as fetch:
            for address in (front.url("/http"), front.url("/https"), f"http://{target}/feed"):
                with pytest.raises(Refused):
                    await fetch.fetch(source(address), state())

    assert inside.connections == 0


async def test_a_name_that_turns_inside_later_is_not_followed() -> None:
    answers: list[list[str]] = [[], ["127.0.0.1"]]

    async def lookup(host: str, port: int) -> list[str]:
        return answers.pop(0)

    async with serve({"/feed": answer()}) as server, fetcher(lookup=lookup) as fetch:
        address = f"http://turning.example:{server.port}/feed"
        with pytest.raises(Unavailable):
            await fetch.fetch(source(address), state())
        with pytest.raises(Refused, match="not a public address"):
            await fetch.fetch(source(address), state())

    assert server.connections == 0


async def test_an_exempt_name_is_contacted() -> None:
    async with serve({"/feed": answer(body=b"<rss/>")}) as server:
        allow = (f"feeds.internal:{server.port}",)
        async with fetcher(allow=allow, lookup=leading_to("127.0.0.1")) as fetch:
            page = await fetch.fetch(source(f"http://feeds.internal:{server.port}/feed"), state())

    assert page.body == b"<rss/>"


async def through(proxy: Server, url: str, *addresses: str) -> Page | FetchError:
    async def lookup(host: str, port: int) -> list[str]:
        if not addresses:
            raise OSError("unknown here")
        return list(addresses)

    async with fetcher(proxy=f"http://me:secret@{proxy.place}", lookup=lookup) as fetch:
        try:
            return await fetch.fetch(source(url), state())
        except FetchError as error:
            return error


@pytest.mark.parametrize("addresses", [("8.8.8.8",), ()], ids=["public", "unknown-here"])
async def test_a_proxy_fetches_for_us(addresses: tuple[str, ...]) -> None:
    url = "http://feeds.example/feed"
    async with serve({url: answer(body=b"<rss/>")}) as proxy:
        page = await through(proxy, url, *addresses)

    assert isinstance(page, Page)
    assert page.body == b"<rss/>"
    assert proxy.heads[0].headers["proxy-authorization"] == "Basic bWU6c2VjcmV0"


@pytest.mark.parametrize(
    ("url", "addresses"),
    [
        ("http://inside.example/feed", ("127.0.0.1",)),
        ("http://127.0.0.1/feed", ("8.8.8.8",)),
        ("http://2130706433/feed", ("8.8.8.8",)),
    ],
)
async def test_a_proxy_is_not_sent_inside(url: str, addresses: tuple[str, ...]) -> None:
    async with serve({}) as proxy:
        failure = await through(proxy, url, *addresses)

    assert isinstance(failure, Refused)
    assert proxy.connections == 0


async def test_a_proxy_that_fails_is_a_sentence() -> None:
    async with serve({"feeds.example:443": answer(403)}) as proxy:
        denied = await through(proxy, "https://feeds.example/feed", "8.8.8.8")
    absent = await through(proxy, "http://feeds.example/feed", "8.8.8.8")

    assert str(denied) == "feeds.example cannot be reached: the proxy answers HTTP 403"
    assert str(absent) == "feeds.example cannot be reached: the proxy does not answer"
    assert isinstance(absent, Unavailable)
