"""Downloads from a real server that breaks, lies, hangs and comes back."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from monitors.errors import DownloadError, TranslateError
from monitors.translate.download import Way, download, megabytes
from tests.monitors.translate.mirror import Mirror, running, trusting

BODY = random.Random(1).randbytes(300_000)
NAME = "translate-lt_en-1_9.argosmodel"


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with running(Mirror({NAME: BODY})) as server:
        yield server


def way_to(mirror: Mirror, **changes: Any) -> Way:
    settings = {"stall_s": 5.0, "attempts": 4, "pause_s": 0.01} | changes
    return Way(plain_http=frozenset({mirror.place}), **settings)


async def fetched(mirror: Mirror, folder: Path, **changes: Any) -> bytes:
    target = folder / NAME
    await download(mirror.url(NAME), target, way_to(mirror, **changes), limit=1_000_000)
    return target.read_bytes()


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_a_file_arrives_whole_over_https_and_leaves_nothing_else(tmp_path: Path) -> None:
    with running(Mirror({NAME: BODY}), tls=True) as server:
        await download(server.url(NAME), tmp_path / NAME, Way(tls=trusting()), limit=len(BODY))

    assert (tmp_path / NAME).read_bytes() == BODY
    assert left(tmp_path) == {NAME}


async def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    with running(Mirror({NAME: BODY}), tls=True) as server:
        with pytest.raises(DownloadError, match="certificate is not valid"):
            await download(server.url(NAME), tmp_path / NAME, Way(), limit=len(BODY))

        assert server.asked == []


async def test_the_systems_certificates_are_those_of_ssl_cert_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.monitors.translate.mirror import PEM

    monkeypatch.setenv("SSL_CERT_FILE", str(PEM))
    with running(Mirror({NAME: BODY}), tls=True) as server:
        await download(server.url(NAME), tmp_path / NAME, Way(), limit=len(BODY))

    assert (tmp_path / NAME).read_bytes() == BODY


async def test_plain_http_is_not_spoken_unless_named(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="only https is used for models"):
        await download(mirror.url(NAME), tmp_path / NAME, Way(), limit=len(BODY))

    assert mirror.asked == []


async def test_no_redirect_leads_to_plain_http(mirror: Mirror, tmp_path: Path) -> None:
    mirror.redirects["there"] = mirror.url(NAME).replace("127.0.0.1", "localhost")

    with pytest.raises(DownloadError, match="only https"):
        await download(mirror.url("there"), tmp_path / NAME, way_to(mirror), limit=len(BODY))

    assert [name for name, _, _ in mirror.asked] == ["there"]


async def test_a_redirect_to_no_address_is_a_sentence(mirror: Mirror, tmp_path: Path) -> None:
    mirror.redirects["odd"] = "http://[oops/"

    with pytest.raises(DownloadError, match="leads to an address that is none"):
        await download(mirror.url("odd"), tmp_path / NAME, way_to(mirror), limit=len(BODY))


async def test_redirects_are_followed_to_an_end(mirror: Mirror, tmp_path: Path) -> None:
    mirror.redirects |= {"a": "/b", "b": mirror.url(NAME), "round": "/round"}

    await download(mirror.url("a"), tmp_path / NAME, way_to(mirror), limit=len(BODY))
    with pytest.raises(DownloadError, match="without end"):
        await download(mirror.url("round"), tmp_path / "x", way_to(mirror), limit=len(BODY))

    assert (tmp_path / NAME).read_bytes() == BODY


async def test_a_break_in_the_middle_is_resumed(mirror: Mirror, tmp_path: Path) -> None:
    mirror.cuts = [100_000, 50_000]

    body = await fetched(mirror, tmp_path)
    ranges = [(asked, bool(validator)) for _, asked, validator in mirror.asked]

    assert body == BODY
    assert ranges == [("", False), ("bytes=100000-", True), ("bytes=150000-", True)]
    assert left(tmp_path) == {NAME}


async def test_what_has_come_is_kept_for_the_next_call(mirror: Mirror, tmp_path: Path) -> None:
    mirror.cuts = [120_000]

    with pytest.raises(DownloadError, match=r"broke off in the middle; 0\.1 MB are kept"):
        await fetched(mirror, tmp_path, attempts=1)
    kept = left(tmp_path)
    body = await fetched(mirror, tmp_path)

    assert kept == {f"{NAME}.part", f"{NAME}.part.json"}
    assert body == BODY
    assert mirror.asked[-1][1] == "bytes=120000-"


async def test_a_file_that_has_changed_meanwhile_begins_again(
    mirror: Mirror, tmp_path: Path
) -> None:
    mirror.cuts = [120_000]
    with pytest.raises(DownloadError):
        await fetched(mirror, tmp_path, attempts=1)
    mirror.files[NAME] = BODY[::-1]

    assert await fetched(mirror, tmp_path) == BODY[::-1]


def _no_ranges(mirror: Mirror) -> None:
    mirror.knows_ranges = False


def _wrong_part(mirror: Mirror) -> None:
    mirror.shift = 7


def _another_etag(mirror: Mirror) -> None:
    mirror.headers = {"ETag": '"the same"'}
    mirror.has_etags = False


@pytest.mark.parametrize("odd", [_no_ranges, _wrong_part, _another_etag])
async def test_a_server_that_cannot_go_on_begins_again(
    odd: Callable[[Mirror], None], mirror: Mirror, tmp_path: Path
) -> None:
    odd(mirror)
    mirror.cuts = [120_000]

    assert await fetched(mirror, tmp_path) == BODY


async def test_without_a_validator_no_part_is_asked_for(mirror: Mirror, tmp_path: Path) -> None:
    mirror.has_etags = False
    mirror.cuts = [120_000]

    assert await fetched(mirror, tmp_path) == BODY
    assert [asked for _, asked, _ in mirror.asked] == ["", ""]


async def test_more_than_there_is_means_from_the_beginning(mirror: Mirror, tmp_path: Path) -> None:
    mirror.headers, mirror.has_etags = {"Last-Modified": "Mon, 01 Sep 2025 10:00:00 GMT"}, False
    about = {"address": mirror.url(NAME), "validator": '"x"'}
    (tmp_path / f"{NAME}.part").write_bytes(BODY + b"more")
    (tmp_path / f"{NAME}.part.json").write_text(json.dumps(about))
    mirror.status = [416]

    assert await fetched(mirror, tmp_path) == BODY


@pytest.mark.parametrize("about", ["", "[]", "{}", '{"address": "https://elsewhere"}'])
async def test_a_part_of_something_else_is_not_gone_on_with(
    about: str, mirror: Mirror, tmp_path: Path
) -> None:
    (tmp_path / f"{NAME}.part").write_bytes(b"x" * 1000)
    (tmp_path / f"{NAME}.part.json").write_text(about)

    assert await fetched(mirror, tmp_path) == BODY
    assert mirror.asked[0][1] == ""


@pytest.mark.parametrize("has_lengths", [True, False])
async def test_more_than_the_limit_is_refused_and_not_kept(
    has_lengths: bool, mirror: Mirror, tmp_path: Path
) -> None:
    mirror.has_lengths = has_lengths

    with pytest.raises(TranslateError, match=r"sends more than 0\.1 MB"):
        await download(mirror.url(NAME), tmp_path / NAME, way_to(mirror), limit=100_000)

    assert left(tmp_path) == set()


async def test_a_file_of_unknown_length_arrives(mirror: Mirror, tmp_path: Path) -> None:
    mirror.has_lengths = False

    assert await fetched(mirror, tmp_path) == BODY


@pytest.mark.parametrize("sent", [0, 100, 100_000])
async def test_a_server_that_falls_silent_is_left(
    sent: int, mirror: Mirror, tmp_path: Path
) -> None:
    mirror.hang_after = sent

    with pytest.raises(DownloadError, match=r"sent too little for 0\.2 s"):
        await fetched(mirror, tmp_path, stall_s=0.2, attempts=2)


async def test_nobody_there_is_a_sentence_at_once(tmp_path: Path) -> None:
    with running(Mirror()) as mirror:
        pass

    with pytest.raises(DownloadError) as refused:
        await fetched(mirror, tmp_path, pause_s=60)

    assert str(refused.value) == f"could not reach {mirror.place}: it refuses the connection"
    assert refused.value.url == mirror.url(NAME)
    assert refused.value.temporary


async def test_an_unknown_name_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match=r"could not reach no-such\.invalid: the name service"):
        await download("https://no-such.invalid/x", tmp_path / "x", Way(), limit=1)


async def test_a_proxy_that_says_no_is_a_sentence(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="the proxy answers HTTP"):
        await download(
            "https://packages.example.org/x",
            tmp_path / "x",
            way_to(mirror, proxy=mirror.url()),
            limit=1,
        )


async def test_a_server_without_tls_is_a_sentence(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(DownloadError, match="does not manage a secure"):
        await download(f"https://{mirror.place}/x", tmp_path / "x", way_to(mirror), limit=1)


async def test_a_server_under_maintenance_is_asked_again(mirror: Mirror, tmp_path: Path) -> None:
    mirror.status = [503, 429]

    assert await fetched(mirror, tmp_path) == BODY


async def test_a_file_that_is_not_there_is_not_asked_for_again(
    mirror: Mirror, tmp_path: Path
) -> None:
    mirror.files.clear()

    with pytest.raises(DownloadError, match=r"does not have it \(HTTP 404\): http"):
        await fetched(mirror, tmp_path)

    assert len(mirror.asked) == 1


async def test_a_compressed_answer_is_refused(mirror: Mirror, tmp_path: Path) -> None:
    mirror.headers = {"Content-Encoding": "gzip"}

    with pytest.raises(DownloadError, match="compressed"):
        await fetched(mirror, tmp_path)


async def test_a_full_disk_is_told_before_anything_is_written(
    mirror: Mirror, tmp_path: Path
) -> None:
    with pytest.raises(TranslateError, match=r"too full: 0\.3 MB are to come, 40 MB are free"):
        await download(
            mirror.url(NAME),
            tmp_path / NAME,
            way_to(mirror),
            limit=1_000_000,
            room=lambda folder: 40_000_000,
        )


async def test_a_disk_that_fills_up_is_a_sentence(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / f"{NAME}.part").symlink_to("/dev/full")

    with pytest.raises(TranslateError, match="cannot be written: no space left on device"):
        await fetched(mirror, tmp_path)


async def test_a_folder_that_is_not_there_is_a_sentence(mirror: Mirror, tmp_path: Path) -> None:
    with pytest.raises(TranslateError, match="cannot be written: no such file"):
        await download(mirror.url(NAME), tmp_path / "no" / NAME, way_to(mirror), limit=1_000_000)


async def test_progress_is_told_with_the_whole_size(mirror: Mirror, tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    mirror.cuts = [100_000]

    await download(
        mirror.url(NAME),
        tmp_path / NAME,
        way_to(mirror),
        limit=1_000_000,
        progress=lambda done, total: told.append((done, total)),
    )

    assert told[-1] == (len(BODY), len(BODY))
    assert {total for _, total in told} == {len(BODY)}
    assert [done for done, _ in told] == sorted({done for done, _ in told})


def test_sizes_are_short() -> None:
    assert [megabytes(size) for size in (0, 1_580_000, 61_200_000)] == ["0.0 MB", "1.6 MB", "61 MB"]
