"""A source is asked politely, conditionally, and where it lives now."""

import asyncio
import gzip
from collections.abc import Callable

import brotli
import pytest

from monitors.config import Network
from monitors.errors import ConfigError, Gone, Refused, Unavailable
from monitors.fetch import Fetcher
from monitors.fetch.client import FORGET_AFTER
from tests.monitors.fetch.loopback import NOW, Head, answer, fetcher, serve, source, state

RSS = "<rss><channel><title>Наша Ніва</title></channel></rss>".encode()


async def test_a_first_poll_brings_the_page_and_its_validators() -> None:
    feed = answer(body=RSS, ETag='W/"a"', Last_Modified="Thu, 11 Sep 2025", Content_Type="text/xml")
    async with serve({"/feed": feed}) as server, fetcher(server) as fetch:
        page = await fetch.fetch(source(server.url()), state())

    assert (page.status, page.body, page.url) == (200, RSS, server.url())
    assert (page.etag, page.last_modified) == ('W/"a"', "Thu, 11 Sep 2025")
    assert (page.content_type, page.moved_to, page.not_modified) == ("text/xml", None, False)


async def test_the_request_names_the_project_and_asks_for_feeds() -> None:
    path = "/feed?utm_source=x&b=%2F"
    async with (
        serve({path: answer(body=RSS)}) as server,
        fetcher(server, user_agent="Volia/1 (+https://example.org)") as fetch,
    ):
        await fetch.fetch(source(server.url(path + "#top")), state())

    sent = server.heads[0].headers
    assert sent["user-agent"] == "Volia/1 (+https://example.org)"
    assert sent["accept-encoding"] == "gzip, deflate, br"
    assert sent["accept"].startswith("application/rss+xml")
    assert "if-none-match" not in sent
    assert "cookie" not in sent
    assert "authorization" not in sent


async def test_credentials_in_an_address_are_not_sent() -> None:
    async with serve({"/feed": answer(body=RSS)}) as server, fetcher(server) as fetch:
        address = f"http://me:secret@{server.place}/feed"
        page = await fetch.fetch(source(address), state())

    assert page.url == server.url()
    assert page.moved_to is None
    assert "authorization" not in server.heads[0].headers


async def test_unchanged_news_cost_no_body() -> None:
    async with serve({"/feed": answer(304)}) as server, fetcher(server) as fetch:
        known = state(etag='"a"', last_modified="Thu, 11 Sep 2025")
        page = await fetch.fetch(source(server.url()), known)

    sent = server.heads[0].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"a"', "Thu, 11 Sep 2025")
    assert page.not_modified
    assert (page.body, page.etag, page.last_modified) == (b"", '"a"', "Thu, 11 Sep 2025")


async def test_polls_share_one_connection() -> None:
    async with serve({"/feed": answer(304)}) as server, fetcher(server) as fetch:
        for _ in range(5):
            await fetch.fetch(source(server.url()), state(etag='"a"'))

    assert (server.connections, len(server.heads)) == (1, 5)


async def test_nothing_changed_is_no_answer_to_who_did_not_ask() -> None:
    async with serve({"/feed": answer(304)}) as server, fetcher(server) as fetch:
        with pytest.raises(Unavailable, match="nothing changed"):
            await fetch.fetch(source(server.url()), state())


@pytest.mark.parametrize("bad", ["ы", "a\nb", "x" * 2000, ""])
async def test_a_validator_that_cannot_be_sent_is_not(bad: str) -> None:
    async with serve({"/feed": answer(body=RSS, ETag="ы")}) as server, fetcher(server) as fetch:
        page = await fetch.fetch(source(server.url()), state(etag=bad))

    assert "if-none-match" not in server.heads[0].headers
    assert page.etag is None


@pytest.mark.parametrize(
    ("coding", "pack"),
    [("gzip", gzip.compress), ("br", brotli.compress), ("identity", bytes)],
)
async def test_compressed_news_are_unpacked(coding: str, pack: Callable[[bytes], bytes]) -> None:
    packed = answer(body=pack(RSS), Content_Encoding=coding)
    async with serve({"/feed": packed}) as server, fetcher(server) as fetch:
        page = await fetch.fetch(source(server.url()), state())

    assert page.body == RSS


async def test_a_body_in_chunks_or_without_length_is_whole() -> None:
    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n<rss/>" if head.target == "/open" else CHUNKED)
        writer.close()

    async with serve(say) as server, fetcher(server) as fetch:
        pages = [
            await fetch.fetch(source(server.url(path)), state()) for path in ("/open", "/chunked")
        ]

    assert [page.body for page in pages] == [b"<rss/>", b"<rss/>"]


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<rss\r\n2\r\n/>\r\n0\r\n\r\n"


async def test_a_feed_that_moved_is_remembered_at_its_new_address() -> None:
    site = {"/feed": answer(301, Location="/new"), "/new": answer(body=RSS, ETag='"n"')}
    async with serve(site) as server, fetcher(server) as fetch:
        page = await fetch.fetch(source(server.url()), state(etag='"old"'))

    assert (page.moved_to, page.url, page.etag) == (server.url("/new"), server.url("/new"), '"n"')
    assert ["if-none-match" in head.headers for head in server.heads] == [True, False]


async def test_a_moved_feed_is_asked_where_it_is_now() -> None:
    async with serve({"/new": answer(304)}) as server, fetcher(server) as fetch:
        known = state(moved_to=server.url("/new"), etag='"n"')
        page = await fetch.fetch(source(server.url()), known)

    assert page.not_modified
    assert page.moved_to == server.url("/new")


async def test_a_detour_is_not_remembered_and_its_validators_are_not_kept() -> None:
    site = {
        "/feed": answer(302, Location="/today"),
        "/today": answer(body=RSS, ETag='"t"', Last_Modified="today"),
    }
    async with serve(site) as server, fetcher(server) as fetch:
        page = await fetch.fetch(source(server.url()), state())

    assert (page.url, page.moved_to) == (server.url("/today"), None)
    assert (page.etag, page.last_modified) == (None, None)


async def test_nothing_changed_is_no_answer_after_a_redirect() -> None:
    site = {"/feed": answer(302, Location="/today"), "/today": answer(304)}
    async with serve(site) as server, fetcher(server) as fetch:
        with pytest.raises(Unavailable, match="nothing changed"):
            await fetch.fetch(source(server.url()), state(etag='"a"'))


async def test_if_the_new_address_is_gone_the_old_one_is_asked() -> None:
    site = {"/feed": answer(body=RSS, ETag='"f"'), "/new": answer(410)}
    async with serve(site) as server, fetcher(server) as fetch:
        known = state(moved_to=server.url("/new"), etag='"n"')
        page = await fetch.fetch(source(server.url()), known)

    assert (page.moved_to, page.etag) == (server.url(), '"f"')
    assert "if-none-match" not in server.heads[1].headers


async def test_if_the_new_address_keeps_failing_the_old_one_is_asked() -> None:
    async with serve({"/feed": answer(body=RSS)}) as server, fetcher(server) as fetch:
        known = state(moved_to=server.url("/new"), etag='"n"', failures=FORGET_AFTER)
        page = await fetch.fetch(source(server.url()), known)

    assert page.moved_to == server.url()
    assert [head.target for head in server.heads] == ["/feed"]
    assert "if-none-match" not in server.heads[0].headers


@pytest.mark.parametrize(("status", "forever"), [(404, False), (410, True)])
async def test_a_dead_address_is_gone(status: int, forever: bool) -> None:
    async with serve({"/feed": answer(status)}) as server, fetcher(server) as fetch:
        with pytest.raises(Gone, match=f"HTTP {status}") as gone:
            await fetch.fetch(source(server.url()), state())

    assert gone.value.forever is forever
    assert gone.value.url == server.url()


async def test_a_redirect_to_a_dead_address_is_gone() -> None:
    site = {"/feed": answer(301, Location="/new"), "/new": answer(404)}
    async with serve(site) as server, fetcher(server) as fetch:
        with pytest.raises(Gone):
            await fetch.fetch(source(server.url()), state())


async def test_as_many_redirects_as_allowed_are_followed_and_one_more_is_not() -> None:
    site = {f"/{n}": answer(302, Location=f"/{n + 1}") for n in range(6)} | {"/6": answer(body=RSS)}
    async with serve(site) as server, fetcher(server, max_redirects=5) as fetch:
        page = await fetch.fetch(source(server.url("/1")), state())
        with pytest.raises(Refused, match="more than 5 times"):
            await fetch.fetch(source(server.url("/0")), state())

    assert page.body == RSS


async def test_only_so_many_requests_reach_one_host_at_once() -> None:
    waiting: list[asyncio.Event] = []
    full = asyncio.Event()

    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        event = asyncio.Event()
        waiting.append(event)
        if len(waiting) == 2:
            full.set()
        await event.wait()
        writer.write(answer(body=RSS))

    async with serve(say) as server, fetcher(server, per_host=2) as fetch:
        asking = [
            asyncio.create_task(fetch.fetch(source(server.url(f"/{n}")), state())) for n in range(4)
        ]
        await full.wait()
        assert len(server.heads) == 2
        while not all(task.done() for task in asking):
            for event in waiting:
                event.set()
            await asyncio.wait(asking, timeout=0.01)

    assert [head.target for head in server.heads] == ["/0", "/1", "/2", "/3"]


async def test_waiting_for_our_own_turn_does_not_count_as_the_servers_time() -> None:
    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.3)  # the time that the server takes
        writer.write(answer(body=RSS))

    async with serve(say) as server, fetcher(server, per_host=1, timeout_s=0.8) as fetch:
        pages = await asyncio.gather(
            *(fetch.fetch(source(server.url(f"/{n}")), state()) for n in range(4))
        )

    assert [page.status for page in pages] == [200] * 4


async def test_a_cancelled_fetch_hangs_up() -> None:
    asked = asyncio.Event()

    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        asked.set()
        await asyncio.Event().wait()

    async with serve(say) as server, fetcher(server) as fetch:
        asking = asyncio.create_task(fetch.fetch(source(server.url()), state()))
        await asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await server.left.wait()


async def test_closing_ends_what_is_under_way() -> None:
    asked = asyncio.Event()

    async def say(head: Head, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with serve(say) as server:
        fetch = fetcher(server, per_host=1)
        async with fetch:
            asking = [
                asyncio.create_task(fetch.fetch(source(server.url()), state())) for _ in range(2)
            ]
            await asked.wait()
        ends = await asyncio.gather(*asking, return_exceptions=True)
        with pytest.raises(Unavailable, match="fetching has ended"):
            await fetch.fetch(source(server.url()), state())

    assert [type(end) for end in ends] == [Unavailable, Unavailable]


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1080", "127.0.0.1:3128", "http://", "http://a:b"]
)
def test_a_proxy_that_cannot_be_used_is_a_mistake_of_configuration(proxy: str) -> None:
    network = Network().model_copy(update={"proxy": proxy})

    with pytest.raises(ConfigError, match=r"network\.proxy"):
        Fetcher(network, now=lambda: NOW)
