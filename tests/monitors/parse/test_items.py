"""An item is known again across polls, and what it says is clean."""

from datetime import UTC, datetime

import pytest

from monitors.model import Item, Source
from monitors.parse.items import GUID_LIMIT, SUMMARY_LIMIT, TITLE_LIMIT
from tests.monitors.parse.feeds import NOW, item, read, rss


def only(**fields: str) -> Item:
    (found,) = read(rss(item(**fields))).items  # type: ignore[arg-type]
    return found


def test_an_item_carries_all_its_fields() -> None:
    found = only(title="52 freed", summary="They are in Lithuania.")

    assert found == Item(
        id=found.id,
        source="outlet",
        guid="id-1",
        url="https://outlet.example/news/1",
        canonical="https://outlet.example/news/1",
        title="52 freed",
        summary="They are in Lithuania.",
        published=datetime(2025, 9, 11, 13, 2, tzinfo=UTC),
        fetched=NOW,
        content_hash=found.content_hash,
    )
    assert len(found.id) == 16


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"title": "Fourteen freed"}, {"title": "Fifty-two freed"}),
        ({"link": "https://outlet.example/a"}, {"link": "https://outlet.example/b"}),
        (
            {"guid": "https://outlet.example/1?utm_source=a"},
            {"guid": "http://www.outlet.example/1/?utm_source=b&amp;fbclid=7"},
        ),
        (
            {"guid": "", "link": "https://outlet.example/1?utm_campaign=a"},
            {"guid": "", "link": "https://m.outlet.example/1"},
        ),
        ({"date": "Thu, 11 Sep 2025 10:00:00 GMT"}, {"date": "Thu, 11 Sep 2025 11:00:00 GMT"}),
    ],
    ids=["title", "link beside a guid", "tracking in the guid", "tracking in the link", "date"],
)
def test_the_same_item_keeps_its_id(first: dict[str, str], second: dict[str, str]) -> None:
    assert only(**first).id == only(**second).id


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"guid": "1"}, {"guid": "2"}),
        ({"guid": "https://outlet.example/?p=1"}, {"guid": "https://outlet.example/?p=2"}),
        ({"guid": "", "link": "", "title": "One"}, {"guid": "", "link": "", "title": "Two"}),
        ({"guid": "a" * 600}, {"guid": "a" * 601}),
    ],
)
def test_different_items_have_different_ids(first: dict[str, str], second: dict[str, str]) -> None:
    assert only(**first).id != only(**second).id


def test_the_same_guid_at_two_sources_is_two_items() -> None:
    other = Source(name="other", url="https://other.example/rss")

    assert read(rss(item()), source=other).items[0].id != only().id


def test_one_guid_on_several_stories_is_told_apart_by_address() -> None:
    body = rss(item(1, guid="same"), item(2, guid="same"), item(2, guid="same"))

    first, again = read(body).items, read(rss(item(2, guid="same"), item(1, guid="same"))).items

    assert len({found.id for found in first}) == 2
    assert {found.id for found in first} == {found.id for found in again}


def test_one_guid_and_address_on_several_stories_are_told_apart_by_title() -> None:
    page = "https://outlet.example/news"
    body = rss(*(item(n, guid=page, link=page) for n in range(4)))

    found = read(body).items

    assert len({one.id for one in found}) == 4
    assert len({one.canonical for one in found}) == 4


def test_a_new_item_that_shares_a_guid_with_seen_ones_is_told_apart() -> None:
    old = read(rss(item(1, guid="same"), item(2, guid="same")))

    (new,) = read(
        rss(item(3, guid="same"), item(1, guid="same"), item(2, guid="same")),
        seen=old.entry_hashes,
    ).items

    assert new.id not in {one.id for one in old.items}


def test_two_versions_of_one_article_are_one_item() -> None:
    body = rss(item(1, title="52 freed (updated)"), item(1, title="14 freed"))

    (found,) = read(body).items

    assert found.title == "52 freed (updated)"


def test_the_front_page_as_link_names_no_article() -> None:
    found = read(rss(item(1, link="https://outlet.example"), item(2, link="/"))).items

    assert len({one.canonical for one in found}) == 2


def test_without_any_link_the_key_is_the_items_own() -> None:
    found = only(link="javascript:alert(1)")

    assert (found.url, found.canonical) == ("", f"guid:{found.id}")


def test_a_guid_that_is_an_address_stands_in_for_the_link() -> None:
    found = only(link="", guid="https://outlet.example/news/9?utm_source=x")

    assert found.url == "https://outlet.example/news/9"


def test_links_are_resolved_against_the_feeds_own() -> None:
    assert only(link="/news/7?utm_source=rss&amp;p=2").url == "https://outlet.example/news/7?p=2"


def test_a_very_long_guid_is_shortened() -> None:
    assert len(only(guid="x" * 5_000).guid) <= GUID_LIMIT


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("52 freed | Outlet", "52 freed"),
        ("52 freed - Outlet News", "52 freed"),
        ("52 freed — OUTLET", "52 freed"),
        ("52 freed - Outlet - Outlet News", "52 freed"),
        ("52 freed - Reuters", "52 freed - Reuters"),
        ("Minsk-Vilnius: 52 freed", "Minsk-Vilnius: 52 freed"),
        ("Outlet", "Outlet"),
        ("&lt;b&gt;52&lt;/b&gt; &amp;amp; more", "52 & more"),
    ],
)
def test_the_outlets_name_is_no_part_of_a_title(raw: str, expected: str) -> None:
    assert only(title=raw).title == expected


def test_google_news_titles_lose_the_outlet_and_are_the_key() -> None:
    link = "https://news.google.com/rss/articles/CB{}?oc=5"
    one = only(title="52 freed - Reuters", link=link.format("one"))
    two = only(title="52 freed - The Guardian", link=link.format("two"))

    assert one.title == "52 freed"
    assert one.canonical == two.canonical
    assert one.canonical.startswith("title:")


def test_without_a_title_the_summary_begins_in_its_place() -> None:
    long = "Вызвалілі палітвязняў. " * 20

    found = only(title="", summary=long)

    assert found.title.startswith("Вызвалілі палітвязняў.")
    assert len(found.title) <= 120
    assert found.summary == long.strip()


def test_a_summary_that_repeats_the_title_is_none() -> None:
    assert only(title="52 freed", summary="52 freed!").summary == ""


def test_an_entry_without_text_is_no_item() -> None:
    feed = read(rss(item(1, title=""), item(2)))

    assert [found.title for found in feed.items] == ["Story 2"]
    assert feed.entries == 2


def test_lengths_are_limited() -> None:
    found = only(title="слова " * 500, summary="слова " * 5_000)

    assert len(found.title) <= TITLE_LIMIT
    assert len(found.summary) <= SUMMARY_LIMIT
    assert found.summary.endswith("слова…")


@pytest.mark.parametrize(
    "raw", ["", "soon", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 11 Sep 2025 20:00:00 GMT"]
)
def test_a_date_that_cannot_be_is_the_time_of_the_poll(raw: str) -> None:
    found = only(date=raw)

    assert (found.published, found.dated) == (NOW, False)


@pytest.mark.parametrize(
    ("raw", "dated"),
    [
        ("2004년 05월 28일 오후 01:31:15", True),
        ("2025 metų rudenį", False),
    ],
)
def test_feedparsers_guess_counts_if_the_text_has_its_day(raw: str, dated: bool) -> None:
    assert only(date=raw).dated is dated


@pytest.mark.parametrize(("language", "hour"), [("be", 9), ("ru", 9), ("lt", 9), ("en", 12)])
def test_a_date_without_zone_is_local_to_the_source(language: str, hour: int) -> None:
    source = Source(name="x", url="https://x.example/", language=language)

    (found,) = read(rss(item(date="11.09.2025 12:00")), source=source).items

    assert found.published == datetime(2025, 9, 11, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("declared", "expected"),
    [("ru-RU", "ru"), ("by", "be"), ("be_BY", "be"), ("UA", "uk"), ("US", "en"),
     ("x-klingon", None), ("", None), ("lit", "lt"), ("be-tarask", "be")],
)  # fmt: skip
def test_declared_languages_are_iso_codes(declared: str, expected: str | None) -> None:
    feed = read(rss(item(), extra=f"<language>{declared}</language>"))

    assert feed.items[0].declared_language == expected


def test_an_edit_of_punctuation_is_no_edit() -> None:
    assert only(title="52 freed!").content_hash == only(title="52  Freed").content_hash
    assert only(title="52 freed").content_hash != only(title="53 freed").content_hash
