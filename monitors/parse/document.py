"""Pure: the answer of a server -> a Feed of the items that were not seen before."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from hashlib import blake2b
from typing import NamedTuple

from monitors.dates import parse_date
from monitors.errors import ParseError
from monitors.model import Feed, FetchState, Page, Source
from monitors.parse.decode import decode, scrub_references
from monitors.parse.entries import Document, Outline, read_json, read_xml
from monitors.parse.items import TITLE_LIMIT, build
from monitors.parse.text import cut, one_line
from monitors.parse.triage import Kind, feed_part
from monitors.parse.trim import trim
from monitors.parse.words import language_code

ITEM_LIMIT = 1_000
"""So many items of one document are read, the newest; real feeds have 10 to 200."""

_NOTHING = Document("", "", "", ())
_XML = b'<?xml version="1.0" encoding="utf-8"?>'


class _Read(NamedTuple):
    """New entries, and what the whole document says."""

    new: Document
    outline: Sequence[Outline]
    hashes: frozenset[str]


def body_hash(body: bytes) -> str:
    """Hash of an answer; the same hash means that there is nothing to parse."""
    return blake2b(body, digest_size=16).hexdigest()


def parse(page: Page, source: Source, seen: frozenset[str], now: datetime) -> Feed:
    """Items of an RSS, RDF, Atom or JSON feed that are not in `seen`, oldest first.

    `seen` are the `entry_hashes` of the last Feed of this source; `now` is aware. Raises
    ParseError, with a reason that a person understands, if the answer is no feed.
    """
    text = decode(page.body, page.content_type, source.language)
    kind, text = feed_part(text, page.body, page.url)
    if kind is Kind.JSON:
        read = _unseen(read_json(text, page.url), seen)
    else:
        read = _read_xml(text, page.url, seen, now)
    items = build(read.new, read.outline, source, page.url, now)
    return Feed(
        items=items[-ITEM_LIMIT:],
        entry_hashes=read.hashes,
        entries=len(read.outline),
        body_hash=body_hash(page.body),
        title=cut(one_line(read.new.title), TITLE_LIMIT),
        language=language_code(read.new.language),
    )


def health(feed: Feed, state: FetchState) -> None:
    """Raise ParseError if a feed is empty that used to have entries: a fault, not "no news"."""
    if feed.entries == 0 and state.had_entries:
        raise ParseError(state.source, "the feed is empty, though it used to have entries")


def _read_xml(text: str, url: str, seen: frozenset[str], now: datetime) -> _Read:
    """Entries by the fast path, or from the whole document if it is not strictly XML."""
    age = partial(_age, now)
    trimmed = trim(text, url, seen, ITEM_LIMIT, age)
    if trimmed is None:
        scrubbed = scrub_references(text)
        if scrubbed != text:
            text, trimmed = scrubbed, trim(scrubbed, url, seen, ITEM_LIMIT, age)
    if trimmed is None:
        return _unseen(read_xml(_XML + text.encode("utf-8"), url), seen)
    if trimmed.document is None:
        new = _NOTHING._replace(title=trimmed.title, language=trimmed.language or "")
    else:
        new = read_xml(trimmed.document, url)
    return _Read(new, trimmed.outline, trimmed.hashes)


def _unseen(document: Document, seen: frozenset[str]) -> _Read:
    """Entries of a document that could not be walked, compared by what was read of them."""
    digests = [entry.digest for entry in document.entries]
    new = [
        entry for entry, digest in zip(document.entries, digests, strict=True) if digest not in seen
    ]
    outline = [entry.outline for entry in document.entries]
    return _Read(document._replace(entries=tuple(new)), outline, frozenset(digests))


def _age(now: datetime, raw: str) -> float:
    """Seconds since a date as written; a date that says nothing counts as now."""
    return (now - (parse_date(raw, now) or now)).total_seconds()
