"""Pure: raw entries -> Items: clean text, true dates, an identity that survives polls.

An item is known by its guid within its source; an address in a guid is compared in its
canonical form, so tracking parameters make no new items. A guid that stands on several stories
is told apart by address, and by title where the address is shared as well.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from urllib.parse import urlsplit

from monitors.canonical import canonical, clean_url
from monitors.dates import AHEAD, EARLIEST, parse_date
from monitors.model import Item, Source
from monitors.parse.entries import Document, Entry, Outline
from monitors.parse.text import cut, one_line, plain, without_tail
from monitors.parse.words import language_code

TITLE_LIMIT = 500
SUMMARY_LIMIT = 2_000
GUID_LIMIT = 500
HEADLINE_LIMIT = 120
"""Characters of the summary that stand in for a missing title."""
SHARED_BY = 3
"""An address that so many titles of one document have is that of a page, not of an article."""

_SUFFIX = re.compile(r"^(.*\S)\s+(?:[|–—•·/-]|::|»)\s+(\S.{0,80})$")
_NAME_PARTS = re.compile(r"\s*(?:[|:–—•»]|\s-\s)\s*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Identities:
    """What a whole document says of who shares a guid or an address with whom.

    `front` is the canonical address of the outlet itself, which names no article.
    """

    bases: tuple[str, ...]
    front: str
    shared_links: frozenset[str] = frozenset()
    shared_keys: frozenset[str] = frozenset()

    def canonical(self, entry: Outline) -> str:
        """Key of the article, with its title if the address alone does not name it; or ""."""
        url = self.url(entry)
        if not url:
            return ""
        if _is_google_news(url):
            return f"title:{_digest(_folded(_before_outlet(one_line(entry.title))))}"
        key = canonical(url)
        return f"{key}#{_digest(_folded(entry.title))}" if self.names_a_page(key) else key

    def key(self, entry: Outline) -> str:
        """Name by which the item is known within its source."""
        key = _guid_key(entry)
        if key and key not in self.shared_keys and not self.names_a_page(key):
            return key
        return "\n".join((key, self.canonical(entry), "" if key else _folded(entry.title)))

    def names_a_page(self, link: str) -> bool:
        """Whether a canonical address is that of a page with several stories."""
        return link in self.shared_links or link == self.front or urlsplit(link).path == "/"

    def url(self, entry: Outline) -> str:
        """Absolute address of the article; that in the guid if there is no other."""
        for base in self.bases:
            if url := clean_url(entry.link, base):
                return url
        return clean_url(entry.guid)


def identities(outline: Sequence[Outline], feed_link: str, page_url: str) -> Identities:
    """Shared guids and addresses of a document; `outline` has all its entries, new or not."""
    feed_link = clean_url(feed_link, page_url)
    known = Identities(tuple(filter(None, (feed_link, page_url))), canonical(feed_link))
    # only those that look alike can share anything: most documents are done here
    alike = _alike(outline)
    links = [canonical(known.url(entry)) for entry in alike]
    titles: defaultdict[str, set[str]] = defaultdict(set)
    for link, entry in zip(links, alike, strict=True):
        titles[link].add(entry.title)
    shared = frozenset(link for link, told in titles.items() if len(told) >= SHARED_BY)
    known = replace(known, shared_links=shared)
    stories: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for link, entry in zip(links, alike, strict=True):
        title = entry.title if known.names_a_page(link) else ""
        stories[_guid_key(entry)].add((link, title))
    keys = frozenset(key for key, told in stories.items() if len(told) > 1)
    return replace(known, shared_keys=keys)


def _alike(outline: Sequence[Outline]) -> list[Outline]:
    """Entries whose guid or link, without parameters, stands more than once in the document."""
    guids = Counter(entry.guid.partition("?")[0] for entry in outline)
    links = Counter(entry.link.partition("?")[0] for entry in outline)
    return [
        entry
        for entry in outline
        if guids[entry.guid.partition("?")[0]] > 1 or links[entry.link.partition("?")[0]] > 1
    ]


def build(
    document: Document, outline: Sequence[Outline], source: Source, page_url: str, now: datetime
) -> tuple[Item, ...]:
    """Items of a document, oldest first; an entry without any text is none.

    Of entries that are one item the first in the document counts. A date that is missing,
    impossible or in the future is replaced by `now`, and `dated` says so.
    """
    if not document.entries:
        return ()
    known = identities(outline, document.link, page_url)
    names = _names(source, document.title)
    items: dict[str, Item] = {}
    for entry in document.entries:
        language = language_code(entry.language or document.language)
        item = _item(entry, known, names, source, language, now)
        if item is not None:
            items.setdefault(item.id, item)
    # feeds list the newest first; so of equal times the last one is the oldest
    oldest_first = list(items.values())[::-1]
    return tuple(sorted(oldest_first, key=lambda item: item.published))


def _item(
    entry: Entry,
    known: Identities,
    names: frozenset[str],
    source: Source,
    language: str | None,
    now: datetime,
) -> Item | None:
    outline = entry.outline
    url = known.url(outline)
    title, summary = _texts(entry, names, from_google=_is_google_news(url))
    if not title:
        return None
    key = known.key(outline)
    published = _published(entry, now, source.language or language)
    identity = _digest(f"{source.name}\n{key}")
    return Item(
        id=identity,
        source=source.name,
        guid=_short(entry.guid or entry.link or key),
        url=url,
        canonical=known.canonical(outline) or f"guid:{identity}",
        title=title,
        summary=summary,
        published=published or now,
        fetched=now,
        content_hash=content_hash(title, summary),
        dated=published is not None,
        declared_language=language,
    )


def content_hash(title: str, summary: str) -> str:
    """Hash of the words of an item; spaces, case and punctuation are no edit."""
    return _digest(f"{_folded(title)}\n{_folded(summary)}")


def _digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _folded(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _guid_key(entry: Outline) -> str:
    """Guid, or the link instead, in the form in which it is compared; "" if there is none."""
    guid = " ".join((entry.guid or entry.link).split())
    return _short(canonical(guid))


def _short(guid: str) -> str:
    return guid if len(guid) <= GUID_LIMIT else _digest(guid)


def _is_google_news(url: str) -> bool:
    return url.startswith("https://news.google.com/")


def _before_outlet(title: str) -> str:
    """Title of a Google News entry, which always ends in " - Outlet"."""
    found = _SUFFIX.match(title)
    return found[1] if found else title


def _names(source: Source, feed_title: str) -> frozenset[str]:
    """All that the outlet calls itself, to be taken off the ends of its titles."""
    feed_title = one_line(feed_title)
    candidates = (source.title, source.name, feed_title, *_NAME_PARTS.split(feed_title))
    return frozenset(_folded(name) for name in candidates if len(name) > 2)


def _texts(entry: Entry, names: frozenset[str], *, from_google: bool) -> tuple[str, str]:
    """Title and summary as plain text; the summary's start if there is no title."""
    summary = without_tail(plain(entry.summary))
    title = one_line(entry.title)
    if from_google:
        title = _before_outlet(title)
    while (found := _SUFFIX.match(title)) and _folded(found[2]) in names:
        title = found[1]
    if not title:
        title = cut(summary.partition("\n")[0], HEADLINE_LIMIT)
    if len(summary) < 2 * len(title) and _folded(summary) == _folded(title):
        summary = ""
    return cut(title, TITLE_LIMIT), cut(summary, SUMMARY_LIMIT)


def _published(entry: Entry, now: datetime, language: str | None) -> datetime | None:
    """First date that can be true; feedparser's guess only if the text has its day and year."""
    for raw in entry.dates:
        if (found := parse_date(raw, now, language=language)) is not None:
            return found
    guess = entry.guessed
    if guess is None or not EARLIEST <= guess <= now + AHEAD:
        return None
    numbers = set(_numbers(entry.dates))
    return min(guess, now) if {guess.day, guess.year} <= numbers else None


def _numbers(texts: Iterable[str]) -> Iterable[int]:
    return (int(digits) for text in texts for digits in re.findall(r"[0-9]{1,4}", text[:100]))
