"""Pure: what kind of document an answer is; what is no feed is refused in plain words."""

import html
import re
from enum import StrEnum

from monitors.errors import ParseError
from monitors.parse.words import words

_MAGIC = (
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"\x89PNG", "an image (PNG)"),
    (b"GIF8", "an image (GIF)"),
    (b"%PDF", "a PDF file"),
    (b"\x1f\x8b", "compressed data (gzip)"),
    (b"PK\x03\x04", "a ZIP archive"),
)
_LEADING = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->)+", re.DOTALL)
_FEED_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?(?:rss|rdf|feed|channel)(?=[\s>/])", re.IGNORECASE)
_ANY_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})")
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|script|meta|title|div|p)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_PROLOG = 20_000


class Kind(StrEnum):
    """How a document is read."""

    XML = "xml"
    JSON = "json"


def feed_part(text: str, body: bytes, url: str) -> tuple[Kind, str]:
    """Kind of a document, and its text from the feed's first tag on, without any DOCTYPE.

    Raises ParseError, with a reason that a person understands, if it is no feed, or if its
    DOCTYPE defines entities (a feed needs none; bombs do).
    """
    if not text.strip():
        raise ParseError(url, "the answer is empty")
    for mark, what in _MAGIC:
        if body.startswith(mark):
            raise ParseError(url, f"the answer is {what}, not a feed")
    leading = _LEADING.match(text)
    start = leading.end() if leading else 0
    if text[start] in "{[" if start < len(text) else False:
        return Kind.JSON, text[start:]
    if _HTML.match(text, start):
        raise ParseError(url, _web_page(text))
    root = _FEED_ROOT.search(text, start, start + _PROLOG)
    if root is None:
        raise ParseError(url, _something_else(text, start))
    if re.search(r"<!entity", text[start : root.start()], re.IGNORECASE):
        raise ParseError(url, "the feed defines XML entities, which is not safe to read")
    return Kind.XML, text[root.start() :]


def _web_page(text: str) -> str:
    title = _quoted(found[1]) if (found := _TITLE.search(text[:_PROLOG])) else ""
    named = f' ("{title}")' if title else ""
    if words().challenge.search(text[:_PROLOG]):
        return f"a check for robots{named} stands in front of the feed"
    return f"the answer is a web page{named}, not a feed"


def _something_else(text: str, start: int) -> str:
    root = _ANY_ROOT.match(text, start) or _ANY_ROOT.search(text[start : start + 2_000])
    if root is not None and text[start] == "<":
        return f"the answer is an XML document <{root[1]}>, not a feed"
    if start >= len(text):
        return "the answer is empty but for a comment"
    return f'the answer is not a feed; it begins with "{_quoted(text[start : start + 200])}"'


def _quoted(text: str) -> str:
    """At most 60 characters of foreign text, on one line."""
    line = " ".join(html.unescape(text).split())
    line = "".join(letter for letter in line if letter.isprintable()).replace('"', "'")
    return line if len(line) <= 60 else line[:59] + "…"
