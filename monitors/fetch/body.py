"""Bytes of an answer as they come in, decompressed within a limit: pure.

What is held never exceeds the limit by more than one slice, however well a bomb is packed.
"""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

ACCEPTED = "gzip, deflate, br"
SLICE = 256 * 1024
MOST_MEMBERS = 100
GZIP_MAGIC = b"\x1f\x8b"
GZIP_WINDOW = 16 + zlib.MAX_WBITS


class TooLargeError(Exception):
    """The answer, packed or unpacked, exceeds the limit."""


class BrokenError(Exception):
    """The compression is damaged, cut off, or of a kind that we did not ask for."""


class _Decoder(Protocol):
    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what the data unpacks to, in slices; raises BrokenError."""

    @property
    def is_complete(self) -> bool:
        """Whether the end of the packed stream was seen."""


class Body:
    """Collects one answer's body; `coding` is its Content-Encoding, `limit` is in bytes.

    Raises BrokenError at once if the coding is unknown or combined.
    """

    def __init__(self, coding: str, limit: int) -> None:
        self._decoder = _decoder(coding)
        self._limit = limit
        self._wire = 0
        self._held = bytearray()

    def feed(self, data: bytes) -> None:
        """Take the next bytes from the wire; raises TooLargeError or BrokenError."""
        self._wire += len(data)
        if self._wire > self._limit:
            raise TooLargeError
        for piece in self._decoder.decode(data):
            if len(self._held) + len(piece) > self._limit:
                raise TooLargeError
            self._held += piece

    def close(self) -> bytes:
        """Return the whole; raises BrokenError if the packed stream has not reached its end."""
        if self._wire and not self._decoder.is_complete:
            raise BrokenError("its compressed answer breaks off")
        return bytes(self._held)


def _decoder(coding: str) -> _Decoder:
    names = [name for part in coding.lower().split(",") if (name := part.strip())]
    match [name for name in names if name != "identity"]:
        case []:
            return _Plain()
        case ["gzip" | "x-gzip"]:
            return _Gzip()
        case ["deflate"]:
            return _Deflate()
        case ["br"]:
            return _Brotli()
    raise BrokenError(f"it is compressed in a way we did not ask for ({coding[:40]!r})")


class _Plain:
    is_complete = True

    def decode(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Deflate:
    """Deflate with or without its zlib header: servers send both under that name."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None

    @property
    def is_complete(self) -> bool:
        return self._stream is not None and self._stream.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            has_header = data[:1] != b"" and data[0] & 0x0F == zlib.DEFLATED
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS)
        yield from _inflate(self._stream, data)


class _Gzip:
    """One gzip member after another; what follows the last is padding and is ignored."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(GZIP_WINDOW)
        self._members = 1
        self._between = b""
        self._is_padding = False

    @property
    def is_complete(self) -> bool:
        return self._stream.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        data = self._between + data
        self._between = b""
        while data and not self._is_padding:
            if self._stream.eof:
                if data == GZIP_MAGIC[:1]:
                    self._between = data
                    return
                self._begin_member(data)
            yield from _inflate(self._stream, data)
            data = self._stream.unused_data

    def _begin_member(self, data: bytes) -> None:
        if not data.startswith(GZIP_MAGIC):
            self._is_padding = True
            return
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise BrokenError("its compressed answer has too many parts")
        self._stream = zlib.decompressobj(GZIP_WINDOW)


def _inflate(stream: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    is_full = False
    while (data or is_full) and not stream.eof:
        try:
            piece = stream.decompress(data, SLICE)
        except zlib.error as error:
            raise BrokenError("its compressed answer is damaged") from error
        yield piece
        data, is_full = stream.unconsumed_tail, len(piece) == SLICE


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    @property
    def is_complete(self) -> bool:
        return bool(self._stream.is_finished())

    def decode(self, data: bytes) -> Iterator[bytes]:
        while not self._stream.is_finished():
            try:
                yield self._stream.process(data, output_buffer_limit=SLICE)
            except brotli.error as error:
                raise BrokenError("its compressed answer is damaged") from error
            data = b""
            if self._stream.can_accept_more_data():
                return
