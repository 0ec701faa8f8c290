"""A document becomes the items that were not seen before, whatever its format and state."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitors.errors import ParseError
from monitors.model import FetchState
from monitors.parse import body_hash, health
from monitors.parse.document import ITEM_LIMIT
from tests.monitors.parse.feeds import ATOM, JSON_FEED, NOW, RDF, RSS_091, item, read, rss

PUBLISHED = datetime(2025, 9, 11, 13, 2, tzinfo=UTC)


def test_rss_gives_its_items_oldest_first() -> None:
    early, late = "Thu, 11 Sep 2025 10:00:00 GMT", "Thu, 11 Sep 2025 12:00:00 GMT"

    feed = read(rss(item(2, date=late), item(1, date=early), extra="<language>lt-LT</language>"))

    assert [found.title for found in feed.items] == ["Story 1", "Story 2"]
    assert (feed.title, feed.language, feed.entries) == ("Outlet News", "lt", 2)
    assert feed.items[0].declared_language == "lt"


def test_atom_gives_text_link_and_language() -> None:
    (found,) = read(ATOM).items

    assert found.title == "Вызвалілі 52 палітвязьняў"
    assert found.summary == "Яны ў Літве."
    assert found.url == "https://outlet.example/be/news/1"
    assert found.guid == "tag:outlet.example,2025:1"
    assert (found.published, found.dated) == (PUBLISHED, True)
    assert found.declared_language == "be"


@pytest.mark.parametrize(
    ("body", "dated"), [(RDF, True), (RSS_091, False)], ids=["RDF", "RSS 0.91"]
)
def test_older_formats_are_read(body: str, dated: bool) -> None:
    feed = read(body)
    (found,) = feed.items

    assert (found.title, found.url) == ("52 prisoners freed", "https://outlet.example/news/1")
    assert (found.dated, feed.language) == (dated, "en")


def test_a_json_feed_is_read() -> None:
    first, second = read(JSON_FEED, content_type="application/feed+json").items

    assert (first.title, first.summary) == ("52 prisoners freed", "They are in Lithuania.")
    assert (first.url, first.guid) == ("https://outlet.example/news/1", "1")
    assert (first.published, first.declared_language) == (PUBLISHED, "en")
    assert (second.title, second.declared_language) == (
        "Sanctions on the airline are lifted.",
        "lt",
    )
    assert (second.published, second.dated) == (NOW, False)


@pytest.mark.parametrize(
    "body",
    [rss(item(1), item(2)), ATOM, RDF, RSS_091, JSON_FEED,
     rss(item(1), item(2, title="Tom & Jerry"))],
    ids=["RSS", "Atom", "RDF", "RSS 0.91", "JSON", "broken"],
)  # fmt: skip
def test_what_was_seen_is_not_given_again(body: str) -> None:
    first = read(body)

    again = read(body, seen=first.entry_hashes)

    assert first.items
    assert again.items == ()
    assert again.entries == first.entries
    assert again.entry_hashes == first.entry_hashes
    assert (again.title, again.language) == (first.title, first.language)


def test_a_new_item_comes_alone_and_as_a_full_parse_gives_it() -> None:
    seen = read(rss(item(1), item(2))).entry_hashes
    grown = rss(item(3), item(1), item(2))

    feed = read(grown, seen=seen)

    assert feed.items == tuple(found for found in read(grown).items if found.title == "Story 3")
    assert feed.entries == 3


def test_an_edited_item_comes_through_under_its_id() -> None:
    first = read(rss(item(1, summary="14 freed")))

    (edited,) = read(rss(item(1, summary="52 freed")), seen=first.entry_hashes).items

    assert edited.id == first.items[0].id
    assert edited.content_hash != first.items[0].content_hash


def test_equal_bodies_have_equal_hashes() -> None:
    assert body_hash(b"one") == body_hash(b"one") != body_hash(b"two")
    assert read(RDF).body_hash == body_hash(RDF.encode())


@pytest.mark.parametrize(
    "broken",
    [
        rss(item(1, title="Tom & Jerry"), item(2)),
        rss(item(1, title="Tom&nbsp;Jerry"), item(2)),
        rss(item(1, title="Smile &#xD83D;&#xDE00;"), item(2)),
        rss(item(1, title="Half &#xD83D; and beyond &#x110000; and bell &#7;"), item(2)),
        rss(item(1, title="Nul \0 and bell \x07"), item(2)),
        rss(item(1), item(2))[: -len("</channel></rss>")],
        rss(item(1), item(2)) + "<item><title>cut",
        rss(item(1), "<media:thing/>", item(2)),
        "\n\n " + rss(item(1), item(2)),
        "<br />\n<b>Warning</b>: something in <b>feed.php</b><br />" + rss(item(1), item(2)),
        "<!-- made by <rss> maker -->" + rss(item(1), item(2), head=""),
        rss(item(1), item(2), head='<!DOCTYPE rss [ "\\a\\1" ]>'),
    ],
    ids=[
        "bare ampersand", "HTML entity", "surrogates", "bad references", "control characters",
        "truncated", "truncated in a third item", "undeclared prefix", "leading space",
        "warning before it", "comment that names a root", "backslash in DOCTYPE",
    ],
)  # fmt: skip
def test_broken_xml_loses_no_item_that_is_whole(broken: str) -> None:
    titles = [found.title for found in read(broken).items]

    assert len(titles) >= 2
    assert "Story 2" in titles


def test_a_pair_of_surrogate_references_is_one_character() -> None:
    body = rss(item(1, title="A&#1040;&#xD83D;&#xDE00;&#128513;&#55357;!"))

    assert read(body).items[0].title == "AА😀😁!"


def test_an_empty_feed_is_fine() -> None:
    feed = read(rss())

    assert (feed.items, feed.entries, feed.title) == ((), 0, "Outlet News")


def test_an_empty_feed_that_used_to_have_entries_is_a_fault() -> None:
    state = FetchState(source="outlet", had_entries=True)

    with pytest.raises(ParseError, match="empty"):
        health(read(rss()), state)
    health(read(rss()), replace(state, had_entries=False))
    health(read(rss(item(1))), state)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("<!-- nothing -->", "empty"),
        ("<!DOCTYPE html><html><title>404 &mdash; Няма</title></html>",
         'a web page ("404 — Няма")'),
        ("<html><p>Hello</p></html>", "a web page, not a feed"),
        ("<html><head><title>Just a moment...</title></head></html>", "check for robots"),
        ('<?xml version="1.0"?><!DOCTYPE html><html xmlns="x"/>', "a web page"),
        ("<opml version='2.0'><body/></opml>", "<opml>"),
        ("<urlset/>", "<urlset>"),
        ("Service Unavailable <b>x</b>", 'begins with "Service Unavailable'),
        ("{}", "JSON, but not a JSON Feed"),
        ("[1, 2]", "JSON, but not a JSON Feed"),
        ('{"version": "https://jsonfeed.org/version/1", "items": 3}', "not a JSON Feed"),
        ("{broken", "broken JSON"),
        ("[" * 100_000, "broken JSON"),
        ("\x89PNG\r\n\x1a\n", "PNG"),
        ("%PDF-1.7", "PDF"),
        ("<rss></rss>", "empty shell"),
        ("<rss><html><body>Just a page</body></html></rss>", "empty shell"),
        (rss().replace("Outlet News", "Just a moment..."), "check for robots"),
        ("<rss>" * 100_000, "nested too deeply"),
        ('<!DOCTYPE rss [<!ENTITY a "aaaa">]>' + rss(item(1), head=""), "entities"),
        ('<?xml version="1.0"?><!DOCTYPE rss [<!entity a SYSTEM "file:///etc/hostname">]><rss/>',
         "entities"),
    ],
)  # fmt: skip
def test_what_is_no_feed_is_refused_in_plain_words(body: str, reason: str) -> None:
    data = body.encode("latin-1") if body.startswith("\x89") else body

    with pytest.raises(ParseError) as refused:
        read(data)

    assert reason in str(refused.value)
    assert refused.value.url == "https://outlet.example/rss"


def test_entities_behind_a_comment_are_not_expanded() -> None:
    body = '<!-- <rss> --><!DOCTYPE rss [<!ENTITY a "bomb">]>' + rss(item(1, title="&a;"), head="")

    with pytest.raises(ParseError, match="entities"):
        read(body)


def test_a_document_that_is_a_path_opens_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "feed.xml"
    secret.write_text(rss(item(1)), "utf-8")

    with pytest.raises(ParseError, match="begins with"):
        read(str(secret))


def test_of_too_many_items_the_newest_are_read() -> None:
    oldest_first = [
        item(n, date=(NOW - timedelta(minutes=ITEM_LIMIT + 10 - n)).isoformat())
        for n in range(ITEM_LIMIT + 10)
    ]

    feed = read(rss(*oldest_first))

    assert len(feed.items) == ITEM_LIMIT
    assert feed.items[-1].title == f"Story {ITEM_LIMIT + 9}"
    assert feed.entries == ITEM_LIMIT + 10


_CUTS = st.integers(0, 400)
_PIECES = st.lists(
    st.sampled_from([
        "<rss>", "</rss>", "<channel>", "<item>", "</item>", "<title>", "<guid>", "<pubDate>",
        "<feed>",
        "<entry>", "<link href='x'/>", "&#xD83D;", "&amp;#xD83D;", "&x;", "<![CDATA[", "]]>",
        "<!--",
        "<!DOCTYPE x>", "\0", "\\u00e9", "http://[", "2025-13-45", "{", "[", '"items":',
        "Прывітанне",
        "<rdf:RDF>", "<content:encoded>", "<a href='", "%zz", "<dc:date>",
    ]),
    max_size=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), _PIECES.map(lambda parts: "".join(parts).encode())))
def test_any_bytes_are_a_feed_or_a_parse_error(body: bytes) -> None:
    for data in (body, b"<rss><channel><title>t</title>" + body, b'{"items":[' + body):
        try:
            feed = read(data)
        except ParseError:
            continue
        assert all(found.title and found.published <= NOW for found in feed.items)


@settings(max_examples=60, deadline=None)
@given(_CUTS, _CUTS, st.binary(max_size=4))
def test_a_damaged_feed_never_harms(start: int, length: int, patch: bytes) -> None:
    whole = rss(item(1, summary="&lt;p&gt;Вызвалілі &#52;2&lt;/p&gt;"), item(2)).encode()

    with suppress(ParseError):
        assert read(whole[:start] + patch + whole[start + length :]).entries <= 2
