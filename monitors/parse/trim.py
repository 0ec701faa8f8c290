"""Pure: a strict walk over a feed that drops the items that were seen before.

What is left costs feedparser a fraction of the whole document. Items are compared by their
bytes, not by guid, so an edited one comes through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from lxml import etree

from monitors.errors import ParseError
from monitors.parse.entries import Outline

_ITEMS = frozenset({"item", "entry"})
_DATES = ("{*}pubDate", "{*}published", "{*}date", "{*}updated", "{*}pubdate")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A feed without the items that were seen: `document` is None if none is left."""

    document: bytes | None
    hashes: frozenset[str]
    outline: tuple[Outline, ...]
    title: str
    language: str | None


def trim(
    text: str, url: str, seen: frozenset[str], limit: int, age: Callable[[str], float]
) -> Trimmed | None:
    """Return the feed in `text` (which starts at its root) with unseen items only.

    At most `limit` items are left, those with the least `age` (of the raw date). None if the
    text is not strictly well-formed or holds no items where feeds have them. Raises ParseError
    if elements are nested as no feed nests them.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise ParseError(url, "the feed is nested too deeply to be read") from error
        return None
    items = _items(root)
    if not items:
        return None
    hashes = [_hash(item) for item in items]
    fresh = [item for item, digest in zip(items, hashes, strict=True) if digest not in seen]
    fresh = _newest(fresh, limit, age)
    outline = tuple(map(_outline, items))
    kept = set(fresh)
    for item in items:
        if item not in kept:
            _remove(item)
    document = etree.tostring(root, encoding="utf-8", xml_declaration=True) if fresh else None
    return Trimmed(document, frozenset(hashes), outline, _title(root), _language(root))


def _items(root: etree._Element) -> list[etree._Element]:
    """Items in their places: under the root (Atom, RDF) or its channel (RSS)."""
    channels = [child for child in root if _name(child) == "channel"]
    return [child for parent in (*channels, root) for child in parent if _name(child) in _ITEMS]


def _name(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _hash(item: etree._Element) -> str:
    return blake2b(etree.tostring(item, with_tail=False), digest_size=8).hexdigest()


def _newest(
    items: list[etree._Element], limit: int, age: Callable[[str], float]
) -> list[etree._Element]:
    """Youngest `limit` items; feeds may list old ones first."""
    if len(items) <= limit:
        return items
    return sorted(items, key=lambda item: age(_first_text(item, *_DATES)))[:limit]


def _first_text(element: etree._Element, *paths: str) -> str:
    """Text of the first child that there is and that has any."""
    return next(filter(None, ((element.findtext(path) or "").strip() for path in paths)), "")


def _outline(item: etree._Element) -> Outline:
    link = item.find("{*}link")
    href = "" if link is None else (link.get("href") or link.text or "")
    guid = _first_text(item, "{*}guid", "{*}id") or item.get(_ABOUT) or ""
    return Outline(guid.strip(), href.strip(), _first_text(item, "{*}title"))


def _remove(item: etree._Element) -> None:
    parent = item.getparent()
    if parent is not None:
        parent.remove(item)


def _title(root: etree._Element) -> str:
    channel = root.find("{*}channel")
    return _first_text(root if channel is None else channel, "{*}title")


def _language(root: etree._Element) -> str | None:
    channel = root.find("{*}channel")
    scope = root if channel is None else channel
    return _first_text(scope, "{*}language") or root.get(_LANG)
