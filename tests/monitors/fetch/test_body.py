"""Compressed answers come out whole, or not at all, and never larger than the limit."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.fetch.body import MOST_MEMBERS, Body, BrokenError, TooLargeError

TEXT = "Вызвалілі 52 чалавекі. ".encode() * 2000
LIMIT = 1_000_000


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def pack_brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data))


PACKERS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "plain": ("", bytes),
    "identity": ("identity", bytes),
    "gzip": ("gzip", gzip.compress),
    "x-gzip": ("X-GZip", gzip.compress),
    "gzip-identity": ("gzip, identity", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "raw-deflate": ("deflate", raw_deflate),
    "brotli": ("br", pack_brotli),
}
PACKED = {name: pair for name, pair in PACKERS.items() if "identity" != name != "plain"}


def unpacked(coding: str, data: bytes, *, step: int = 1000, limit: int = LIMIT) -> bytes:
    body = Body(coding, limit)
    for start in range(0, len(data), step):
        body.feed(data[start : start + step])
    return body.close()


@pytest.mark.parametrize("step", [1, 7, 100_000])
@pytest.mark.parametrize(("coding", "pack"), PACKERS.values(), ids=PACKERS)
def test_a_body_comes_out_as_it_went_in(
    coding: str, pack: Callable[[bytes], bytes], step: int
) -> None:
    assert (
        unpacked(coding, pack(TEXT[:2000] if step == 1 else TEXT), step=step)
        == TEXT[: 2000 if step == 1 else None]
    )


@given(st.binary(max_size=2000), st.sampled_from(sorted(PACKERS)), st.integers(1, 500))
def test_no_bytes_are_lost_whatever_they_are(data: bytes, name: str, step: int) -> None:
    coding, pack = PACKERS[name]

    assert unpacked(coding, pack(data), step=step) == data


@pytest.mark.parametrize(("coding", "pack"), PACKED.values(), ids=PACKED)
def test_a_body_cut_off_is_broken(coding: str, pack: Callable[[bytes], bytes]) -> None:
    with pytest.raises(BrokenError, match="breaks off"):
        unpacked(coding, pack(TEXT)[:-3])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_body_that_is_not_compressed_as_it_says_is_broken(coding: str) -> None:
    with pytest.raises(BrokenError, match="damaged"):
        unpacked(coding, b'<?xml version="1.0"?><rss></rss>' * 20)


@pytest.mark.parametrize("coding", ["zstd", "compress", "gzip, gzip", "gzip, br", "x" * 1000])
def test_a_coding_that_was_not_asked_for_is_broken(coding: str) -> None:
    with pytest.raises(BrokenError, match="did not ask for"):
        Body(coding, LIMIT)


@pytest.mark.parametrize("coding", ["", "gzip", "deflate", "br"])
def test_nothing_at_all_is_an_empty_body(coding: str) -> None:
    assert Body(coding, LIMIT).close() == b""


@pytest.mark.parametrize(("coding", "pack"), PACKERS.values(), ids=PACKERS)
def test_the_limit_itself_is_allowed_and_one_byte_more_is_not(
    coding: str, pack: Callable[[bytes], bytes]
) -> None:
    assert len(unpacked(coding, pack(TEXT), limit=len(TEXT))) == len(TEXT)
    with pytest.raises(TooLargeError):
        unpacked(coding, pack(TEXT), limit=len(TEXT) - 1)


def test_bytes_on_the_wire_count_too() -> None:
    comment = gzip.compress(b"")[:3] + b"\x10" + bytes(6) + b"x" * 500  # an endless comment

    with pytest.raises(TooLargeError):
        unpacked("gzip", comment, limit=400)


def test_parts_of_gzip_are_joined_and_padding_is_ignored() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + bytes(100)

    assert unpacked("gzip", packed, step=5) == b"one two"
    assert unpacked("gzip", packed) == b"one two"


def test_countless_parts_are_broken() -> None:
    with pytest.raises(BrokenError, match="too many parts"):
        unpacked("gzip", gzip.compress(b"") * (MOST_MEMBERS + 1), step=100_000)


@pytest.mark.parametrize(("coding", "pack"), PACKED.values(), ids=PACKED)
def test_what_follows_the_end_is_ignored(coding: str, pack: Callable[[bytes], bytes]) -> None:
    body = Body(coding, LIMIT)
    body.feed(pack(b"all"))
    body.feed(b"rest")
    body.feed(b"\x1f")

    assert body.close() == b"all"
