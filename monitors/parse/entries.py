"""Pure: a feed document -> raw entries; feedparser for XML, an own reader for JSON Feed."""

import io
import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, NamedTuple

import feedparser

from monitors.errors import ParseError
from monitors.parse.words import words

# what feedparser's handlers were seen to raise on documents from the wild
_FEEDPARSER_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    re.error,
)


class Outline(NamedTuple):
    """What tells the entries of one document apart, as written."""

    guid: str
    link: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the feed has it: raw text that may be HTML, dates as written.

    `guessed` is feedparser's own reading of the first date, to be trusted only with care.
    """

    guid: str = ""
    link: str = ""
    title: str = ""
    summary: str = ""
    dates: tuple[str, ...] = ()
    guessed: datetime | None = None
    language: str = ""

    @property
    def outline(self) -> Outline:
        """Guid, link and title."""
        return Outline(self.guid, self.link, self.title)

    @property
    def digest(self) -> str:
        """Hash of all that was read, for documents that cannot be walked strictly."""
        told = "\0".join((self.guid, self.link, self.title, self.summary, *self.dates))
        return blake2b(told.encode("utf-8", "replace"), digest_size=8).hexdigest()


class Document(NamedTuple):
    """A feed as read: its own title, link and language, and its entries in their order."""

    title: str
    link: str
    language: str
    entries: tuple[Entry, ...]


def read_xml(data: bytes, url: str) -> Document:
    """Entries of RSS 0.9x-2.0, RDF or Atom by feedparser; raises ParseError.

    Whether feedparser calls the document "bozo" does not matter; whether it knows the format
    does.
    """
    try:
        # never bytes or str: feedparser would open a file of that name
        parsed = feedparser.parse(
            io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False
        )
    except _FEEDPARSER_ERRORS as error:
        raise ParseError(url, "the feed is broken beyond repair") from error
    if not parsed.version and not parsed.entries:
        raise ParseError(url, "the answer is XML, but not a feed")
    feed = parsed.feed
    if not parsed.entries:
        _check_empty(feed, len(data), url)
    return Document(
        _text(feed.get("title")),
        _text(feed.get("link")),
        _text(feed.get("language")),
        tuple(_xml_entry(entry) for entry in parsed.entries),
    )


def _check_empty(feed: Mapping[str, Any], size: int, url: str) -> None:
    """Refuse a feed without entries that says nothing, or nothing but that we are a robot."""
    title = _text(feed.get("title"))
    if not title and not feed.get("link"):
        raise ParseError(url, f"the feed is an empty shell ({size} bytes)")
    if words().challenge.search(title):
        raise ParseError(url, "a check for robots stands in front of the feed")


def _text(value: object) -> str:
    """A string without space around it and without halves of characters, which JSON allows."""
    return value.encode("utf-8", "ignore").decode().strip() if isinstance(value, str) else ""


def _xml_entry(entry: dict[str, Any]) -> Entry:
    # dict.get: feedparser's own would give `published` for a missing `updated`
    dates = [dict.get(entry, name) for name in ("published", "created", "updated")]
    guesses = [dict.get(entry, name) for name in ("published_parsed", "updated_parsed")]
    return Entry(
        guid=_text(entry.get("id")),
        link=_xml_link(entry),
        title=_text(entry.get("title")),
        summary=_text(entry.get("summary")) or _content(entry),
        dates=tuple(filter(None, map(_text, dates))),
        guessed=_guess(guesses[0] or guesses[1]),
        language=_text(entry.get("language")) or _inherited_language(entry),
    )


def _xml_link(entry: Mapping[str, Any]) -> str:
    """Address of the article: the entry's link, or the first one that is not an enclosure."""
    if link := _text(entry.get("link")):
        return link
    links = entry.get("links") or ()
    usable = (link for link in links if link.get("rel") not in {"enclosure", "self", "replies"})
    return next((_text(link.get("href")) for link in usable), "")


def _content(entry: Mapping[str, Any]) -> str:
    parts = entry.get("content") or ()
    return next(filter(None, (_text(part.get("value")) for part in parts)), "")


def _inherited_language(entry: Mapping[str, Any]) -> str:
    """Language of the title, which xml:lang or the channel says."""
    return _text((entry.get("title_detail") or {}).get("language"))


def _guess(parsed: time.struct_time | None) -> datetime | None:
    try:
        return datetime(*parsed[:6], tzinfo=UTC) if parsed else None
    except (ValueError, OverflowError):
        return None


def read_json(text: str, url: str) -> Document:
    """Entries of JSON Feed 1 or 1.1; raises ParseError."""
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ParseError(url, "the answer is broken JSON, not a feed") from error
    version = feed.get("version") if isinstance(feed, dict) else None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in _text(version):
        raise ParseError(url, "the answer is JSON, but not a JSON Feed")
    language = _text(feed.get("language"))
    return Document(
        _text(feed.get("title")),
        _text(feed.get("home_page_url")),
        language,
        tuple(_json_entry(item, language) for item in items if isinstance(item, dict)),
    )


def _json_entry(item: Mapping[str, Any], language: str) -> Entry:
    guid = item.get("id")
    summary = item.get("summary") or item.get("content_text") or item.get("content_html")
    dates = (item.get("date_published"), item.get("date_modified"))
    return Entry(
        guid=str(guid) if isinstance(guid, int | float) else _text(guid),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        title=_text(item.get("title")),
        summary=_text(summary),
        dates=tuple(filter(None, map(_text, dates))),
        language=_text(item.get("language")) or language,
    )
