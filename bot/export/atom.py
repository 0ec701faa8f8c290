"""Pure: stories as an Atom feed (RFC 4287), to be read in any feed reader.

An entry's id is a tag URI (RFC 4151) that stays the same as the story grows; the link is that of
its first report, those of the others are related ones. Nothing of a feed is markup here.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from urllib.parse import quote
from xml.etree import ElementTree as ET

from bot import __version__
from bot.format import facts, plain_text
from bot.format.headline import chosen, remark, title
from bot.format.html import safe_url, tidy
from bot.texts import texts
from monitors.ledger import ledger
from monitors.model import Report, Story

NAMESPACE = "http://www.w3.org/2005/Atom"
AUTHORITY = "volia.invalid"
"""Nobody's name: tags are for telling entries apart, not for finding them."""

_LANGUAGE = "en"
_HEADLINE = 300
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed(stories: Iterable[Story], now: datetime) -> Iterator[str]:
    """The feed in pieces; `now` is when it was updated if there is no story."""
    newest = iter(stories)
    first = next(newest, None)
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{NAMESPACE}">\n'
    yield from map(_xml, _head(first.last_seen if first else now))
    for story in itertools.chain([first] if first else [], newest):
        yield _xml(_entry(story))
    yield "</feed>\n"


def _head(updated: datetime) -> Iterator[ET.Element]:
    yield _element("id", f"tag:{AUTHORITY},2025:stories")
    yield _element("title", "Volia: prisoners released, sanctions changed")
    yield _element("updated", updated.isoformat())
    author = ET.Element("author")
    author.append(_element("name", "Volia"))
    yield author
    yield _element("generator", "Volia", version=__version__)


def _entry(story: Story) -> ET.Element:
    entry, first = ET.Element("entry"), story.reports[0]
    lead = chosen(story, _LANGUAGE)
    headline = plain_text(title(lead, _LANGUAGE, _HEADLINE)) or first.source.label
    about = f"{AUTHORITY},{story.first_seen:%Y-%m-%d}:story/{quote(story.id, safe='')}"
    entry.append(_element("id", f"tag:{about}"))
    entry.append(_element("title", headline, type="text"))
    entry.append(_element("published", story.first_seen.isoformat()))
    entry.append(_element("updated", story.last_seen.isoformat()))
    entry.extend(_authors(story))
    entry.extend(_links(story))
    entry.extend(ET.Element("category", term=tidy(topic)) for topic in story.topics)
    entry.append(_element("content", _content(story, lead), type="html"))
    return entry


def _authors(story: Story) -> Iterator[ET.Element]:
    for label in dict.fromkeys(tidy(report.source.label) for report in story.reports):
        author = ET.Element("author")
        author.append(_element("name", label or "?"))
        yield author


def _links(story: Story) -> Iterator[ET.Element]:
    """That of the first report, and those of the others, each address once."""
    seen: set[str] = set()
    for report in story.reports:
        address = safe_url(report.item.url)
        if address and address not in seen:
            yield _link(report, address, "related" if seen else "alternate")
            seen.add(address)


def _link(report: Report, address: str, rel: str) -> ET.Element:
    label = tidy(report.item.title) or tidy(report.source.label)
    return ET.Element("link", rel=rel, href=address, hreflang=report.detected.tag, title=label)


def _content(story: Story, lead: Report) -> str:
    """What is known and by whom it was reported, as HTML."""
    said, known = texts(_LANGUAGE), ledger(story)
    lines = [
        remark(lead, _LANGUAGE, said),
        facts.released(known, said),
        facts.nations(known, 12, said),
        facts.sanctions(known, said),
        facts.named(known, 12, said),
        facts.badge(known, said),
    ]
    told = "".join(f"<p>{line}</p>" for text in lines for line in text.splitlines() if line)
    return told + f"<ul>{''.join(_items(story))}</ul>"


def _items(story: Story) -> Iterator[str]:
    for report in story.reports:
        label, address = _escaped(report.source.label), safe_url(report.item.url)
        outlet = f'<a href="{_escaped(address)}">{label}</a>' if address else label
        when = f"{report.item.published:%Y-%m-%d %H:%M} UTC"
        yield f"<li>{when} {outlet}: {_escaped(report.item.title)}</li>"


def _escaped(text: str) -> str:
    return escape(tidy(text))


def _element(name: str, text: str, **attributes: str) -> ET.Element:
    made = ET.Element(name, attributes)
    made.text = text
    return made


def _xml(element: ET.Element) -> str:
    """As text, without what XML cannot hold."""
    return _NOT_XML.sub("", ET.tostring(element, encoding="unicode")) + "\n"
