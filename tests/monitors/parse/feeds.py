"""Small documents of our own in the formats, languages and encodings that outlets use."""

from datetime import UTC, datetime

from monitors.model import Feed, Page, Source
from monitors.parse import parse

NOW = datetime(2025, 9, 11, 14, 0, tzinfo=UTC)
URL = "https://outlet.example/rss"
SOURCE = Source(name="outlet", url=URL, title="Outlet")


def page(body: bytes | str, content_type: str = "application/rss+xml") -> Page:
    data = body.encode() if isinstance(body, str) else body
    return Page(url=URL, status=200, body=data, content_type=content_type)


def read(
    body: bytes | str,
    *,
    seen: frozenset[str] = frozenset(),
    source: Source = SOURCE,
    content_type: str = "application/rss+xml",
) -> Feed:
    return parse(page(body, content_type), source, seen, NOW)


def item(
    n: int = 1,
    *,
    title: str | None = None,
    link: str | None = None,
    guid: str | None = None,
    date: str = "Thu, 11 Sep 2025 16:02:00 +0300",
    summary: str = "",
) -> str:
    guid = f"<guid isPermaLink='false'>{guid or f'id-{n}'}</guid>" if guid != "" else ""
    return (
        f"<item><title>{title if title is not None else f'Story {n}'}</title>{guid}"
        f"<link>{link if link is not None else f'https://outlet.example/news/{n}'}</link>"
        f"<pubDate>{date}</pubDate><description>{summary}</description></item>"
    )


def rss(*items: str, head: str = '<?xml version="1.0" encoding="utf-8"?>', extra: str = "") -> str:
    return (
        f'{head}<rss version="2.0"><channel><title>Outlet News</title>'
        f"<link>https://outlet.example/</link>{extra}{''.join(items)}</channel></rss>"
    )


ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="be-tarask">
  <title>Навіны</title><link href="https://outlet.example/"/>
  <entry xml:base="https://outlet.example/be/">
    <id>tag:outlet.example,2025:1</id>
    <title type="html">Вызвалілі &lt;b&gt;52&lt;/b&gt; палітвязьняў</title>
    <link rel="alternate" href="news/1"/>
    <updated>2025-09-11T16:02:00+03:00</updated>
    <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Яны ў Літве.</p></div>
    </summary>
  </entry>
</feed>"""

RDF = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://outlet.example/"><title>Outlet</title><dc:language>en</dc:language></channel>
  <item rdf:about="https://outlet.example/news/1"><title>52 prisoners freed</title>
    <link>https://outlet.example/news/1</link><dc:date>2025-09-11T16:02:00+03:00</dc:date></item>
</rdf:RDF>"""

RSS_091 = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
  "http://my.netscape.com/publish/formats/rss-0.91.dtd">
<rss version="0.91"><channel><title>Outlet</title><link>https://outlet.example/</link>
<language>en</language><item><title>52 prisoners freed</title>
<link>https://outlet.example/news/1</link></item></channel></rss>"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Outlet",
"home_page_url": "https://outlet.example/", "language": "en-GB", "items": [
{"id": 1, "url": "/news/1", "title": "52 prisoners freed",
"content_html": "<p>They are in Lithuania.</p>",
"date_published": "2025-09-11T16:02:00+03:00"}, {"id": "2",
"external_url": "https://other.example/2",
"content_text": "Sanctions on the airline are lifted.", "language": "lt"}, 7]}"""
