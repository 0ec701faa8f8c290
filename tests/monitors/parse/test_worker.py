"""A hostile document costs its deadline and one child process, never the others."""

import asyncio
import io
import json
import os
import signal
import time
from collections.abc import AsyncIterator

import psutil
import pytest

from monitors.errors import ParseError
from monitors.parse import ParseWorker, child, parse
from monitors.parse.wire import (
    HEAD,
    Request,
    feed_frame,
    frame,
    read_feed,
    read_request,
    request_frame,
)
from monitors.parse.worker import MEMORY_LIMIT
from tests.monitors.parse.feeds import NOW, SOURCE, item, page, rss

GOOD = page(rss(item(1, title="Вызвалілі 52"), item(2)))
# half a million broken entities keep the lenient parser busy for seconds
SLOW = page("<rss><channel><title>t</title>" + "<item><title>&x</b>" * 60_000)
NOTHING: frozenset[str] = frozenset()


@pytest.fixture
async def worker() -> AsyncIterator[ParseWorker]:
    made = ParseWorker()
    yield made
    made.close()


async def test_the_worker_gives_what_parse_gives(worker: ParseWorker) -> None:
    here = parse(GOOD, SOURCE, NOTHING, NOW)

    assert await worker.parse(GOOD, SOURCE, NOTHING, NOW) == here
    assert (await worker.parse(GOOD, SOURCE, here.entry_hashes, NOW)).items == ()


async def test_a_parse_error_crosses_with_its_words(worker: ParseWorker) -> None:
    with pytest.raises(ParseError, match="empty") as refused:
        await worker.parse(page(""), SOURCE, NOTHING, NOW)

    assert refused.value.url == page("").url


async def test_a_slow_document_ends_at_its_deadline_and_the_next_is_parsed() -> None:
    worker = ParseWorker(deadline_s=0.2)
    await worker.start()
    first = worker.pid

    started = time.monotonic()
    with pytest.raises(ParseError, match=r"longer than 0.2 s"):
        await worker.parse(SLOW, SOURCE, NOTHING, NOW)
    took = time.monotonic() - started
    again = await worker.parse(page(rss()), SOURCE, NOTHING, NOW)

    assert took < 5
    assert again.title == "Outlet News"
    assert worker.pid != first
    worker.close()


async def test_a_crash_fails_one_document_only(worker: ParseWorker) -> None:
    await worker.start()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)

    with pytest.raises(ParseError, match="crashed on it"):
        await worker.parse(GOOD, SOURCE, NOTHING, NOW)

    assert (await worker.parse(GOOD, SOURCE, NOTHING, NOW)).entries == 2


async def test_sigterm_and_sigint_leave_the_child_alone(worker: ParseWorker) -> None:
    await worker.start()
    before = worker.pid
    assert before is not None
    os.kill(before, signal.SIGTERM)
    os.kill(before, signal.SIGINT)

    assert (await worker.parse(GOOD, SOURCE, NOTHING, NOW)).entries == 2
    assert worker.pid == before


async def test_a_worn_child_is_replaced() -> None:
    worker = ParseWorker(recycle_after=2)

    pids = []
    for _ in range(4):
        await worker.parse(GOOD, SOURCE, NOTHING, NOW)
        pids.append(worker.pid)

    assert pids[0] is not None
    assert pids[1] is None
    assert pids[2] not in {None, pids[0]}
    worker.close()


async def test_documents_wait_for_each_other_and_the_loop_does_not(worker: ParseWorker) -> None:
    jobs = [asyncio.create_task(worker.parse(GOOD, SOURCE, NOTHING, NOW)) for _ in range(8)]
    turns = 0
    while not all(job.done() for job in jobs):
        turns += 1
        await asyncio.sleep(0)

    assert [job.result().entries for job in jobs] == [2] * 8
    assert turns > 8


async def test_a_caller_that_gives_up_disturbs_nobody(worker: ParseWorker) -> None:
    impatient = asyncio.create_task(worker.parse(GOOD, SOURCE, NOTHING, NOW))
    await asyncio.sleep(0)
    impatient.cancel()

    other = await worker.parse(page(rss(item(7))), SOURCE, NOTHING, NOW)

    assert [found.title for found in other.items] == ["Story 7"]


async def test_a_closed_worker_leaves_no_process_and_parses_nothing() -> None:
    worker = ParseWorker()
    await worker.start()
    pid = worker.pid
    worker.close()
    worker.close()

    assert pid is not None
    assert not psutil.pid_exists(pid)
    assert worker.pid is None
    with pytest.raises(ParseError, match="closed"):
        await worker.parse(GOOD, SOURCE, NOTHING, NOW)


async def test_documents_that_wait_when_the_worker_is_closed_fail() -> None:
    worker = ParseWorker()
    await worker.start()
    waiting = [asyncio.create_task(worker.parse(SLOW, SOURCE, NOTHING, NOW)) for _ in range(3)]
    await asyncio.sleep(0)
    worker.close()

    outcomes = await asyncio.gather(*waiting, return_exceptions=True)

    assert {type(outcome) for outcome in outcomes} == {ParseError}


async def test_the_child_inherits_no_secrets(
    worker: ParseWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOLIA_TELEGRAM_TOKEN", "1:secret")
    await worker.start()

    assert "VOLIA_TELEGRAM_TOKEN" not in psutil.Process(worker.pid).environ()


async def test_the_childs_memory_is_limited(worker: ParseWorker) -> None:
    await worker.start()

    limits = psutil.Process(worker.pid).rlimit(psutil.RLIMIT_AS)

    assert limits == (MEMORY_LIMIT, MEMORY_LIMIT)


async def test_a_document_that_needs_too_much_memory_is_refused() -> None:
    worker = ParseWorker(memory_limit=150_000_000, deadline_s=30)
    huge = page(rss("<item><title>a</title></item>" * 300_000))

    with pytest.raises(ParseError, match="too much memory"):
        await worker.parse(huge, SOURCE, NOTHING, NOW)

    assert (await worker.parse(GOOD, SOURCE, NOTHING, NOW)).entries == 2
    worker.close()


async def test_a_child_that_hangs_is_replaced() -> None:
    worker = ParseWorker(deadline_s=0.2)
    await worker.start()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)

    with pytest.raises(ParseError, match="longer than"):
        await worker.parse(page(rss(item(summary="x" * 500_000))), SOURCE, NOTHING, NOW)

    assert (await worker.parse(page(rss()), SOURCE, NOTHING, NOW)).title == "Outlet News"
    worker.close()


async def test_a_parser_that_does_not_start_is_a_parse_error(
    worker: ParseWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/true")

    with pytest.raises(ParseError, match="does not start"):
        await worker.parse(GOOD, SOURCE, NOTHING, NOW)


async def test_a_large_document_passes_through_the_pipes(worker: ParseWorker) -> None:
    large = page(rss(*(item(n, summary="слова " * 2_000) for n in range(100))))

    feed = await worker.parse(large, SOURCE, NOTHING, NOW)

    assert feed == parse(large, SOURCE, NOTHING, NOW)


def test_the_child_serves_until_its_input_ends() -> None:
    good = Request(GOOD, SOURCE, NOTHING, NOW, 60.0)
    bad = good._replace(page=page("<html>"))
    answers = io.BytesIO()

    child.serve(io.BytesIO(request_frame(good) + request_frame(bad)), answers)

    data = answers.getvalue()
    assert data.startswith(frame({"ready": True}) + feed_frame(parse(GOOD, SOURCE, NOTHING, NOW)))
    assert "a web page, not a feed" in data.decode("utf-8", "replace")


def test_frames_carry_values_unchanged() -> None:
    request = Request(GOOD, SOURCE, frozenset({"a", "b"}), NOW, 3.0)
    data = request_frame(request)
    json_size, body_size = HEAD.unpack(data[: HEAD.size])
    head, body = data[HEAD.size : HEAD.size + json_size], data[HEAD.size + json_size :]
    feed = parse(GOOD, SOURCE, NOTHING, NOW)
    answer = json.loads(feed_frame(feed)[HEAD.size :])

    assert len(body) == body_size
    assert read_request(json.loads(head), body) == request
    assert read_feed(answer["feed"]) == feed
