"""Redirects are followed within limits and remembered only when they are meant to last."""

import pytest

from monitors.errors import Refused
from monitors.fetch.route import Route, address, place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "http://a.lt/rss?utm_source=x&q=1", "http://a.lt/rss?utm_source=x&q=1", id="query"
        ),
        pytest.param("https://a.lt/%7Ex?s=%2F%2b", "https://a.lt/%7Ex?s=%2F%2b", id="quoting-kept"),
        pytest.param(" https://a.lt/rss#top ", "https://a.lt/rss", id="fragment"),
        pytest.param("https://me:secret@a.lt/rss", "https://a.lt/rss", id="credentials"),
        pytest.param(
            "https://me:secret@a.lt/ž", "https://a.lt/%C5%BE", id="credentials-and-letters"
        ),
        pytest.param(
            "https://навіны.бел/ф?q=ы",
            "https://xn--80ae5ac4e2c.xn--90ais/%D1%84?q=%D1%8B",
            id="cyrillic",
        ),
    ],
)
def test_an_address_is_cleaned_but_not_changed(text: str, expected: str) -> None:
    assert str(address(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ftp://a.lt/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "/rss",
        "",
        "http://",
        "https:///x",
        "http://a.lt:99999/",
        "http://a.lt:b/",
        "http://[::1/",
        "http://1.2.3.4\\@a.lt/",
        "gopher://x",
    ],
)
def test_what_is_not_an_http_address_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        address(text)


def walked(*steps: tuple[int, str], start: str = "https://a.lt/1", limit: int = 5) -> Route:
    route = Route.begin(start)
    for status, location in steps:
        route = route.follow(status, location, limit)
    return route


@pytest.mark.parametrize(
    ("steps", "lasting", "url"),
    [
        pytest.param([], "/1", "/1", id="none"),
        pytest.param([(301, "/2")], "/2", "/2", id="moved"),
        pytest.param([(308, "/2"), (301, "/3")], "/3", "/3", id="moved-twice"),
        pytest.param([(302, "/2")], "/1", "/2", id="for-now"),
        pytest.param([(301, "/2"), (302, "/3")], "/2", "/3", id="moved-then-for-now"),
        pytest.param([(307, "/2"), (301, "/3")], "/1", "/3", id="for-now-then-moved"),
        pytest.param([(303, "2?a=%2F")], "/1", "/2?a=%2F", id="relative"),
    ],
)
def test_only_an_unbroken_chain_of_permanent_redirects_lasts(
    steps: list[tuple[int, str]], lasting: str, url: str
) -> None:
    route = walked(*steps)

    assert (str(route.lasting), str(route.url)) == (f"https://a.lt{lasting}", f"https://a.lt{url}")


def test_a_way_down_to_http_is_followed_but_not_remembered() -> None:
    route = walked((301, "http://a.lt/2"), (301, "https://a.lt/3"))

    assert (str(route.url), str(route.lasting)) == ("https://a.lt/3", "https://a.lt/1")


def test_a_way_up_to_https_is_remembered() -> None:
    route = walked((301, "https://a.lt/1"), start="http://a.lt/1")

    assert str(route.lasting) == "https://a.lt/1"


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        pytest.param([(301, "/2"), (301, "/1")], "circle", id="circle"),
        pytest.param([(302, "/1")], "circle", id="itself"),
        pytest.param([(302, f"/{n}") for n in range(2, 8)], "more than 5", id="too-many"),
        pytest.param([(302, " ")], "without saying where", id="nowhere"),
        pytest.param([(302, "file:///etc/passwd")], "only http and https", id="file"),
        pytest.param([(302, "http://a.lt:b/")], "not read", id="broken"),
        pytest.param([(302, "http://\udcd0.lt/")], "not read", id="undecodable"),
    ],
)
def test_a_way_that_leads_nowhere_is_refused(steps: list[tuple[int, str]], words: str) -> None:
    with pytest.raises(Refused, match=words):
        walked(*steps)


def test_no_redirect_at_all_can_be_asked_for() -> None:
    with pytest.raises(Refused, match="more than 0"):
        walked((302, "/2"), limit=0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.lt:443/x", "a.lt"),
        ("http://a.lt:8080/x", "a.lt:8080"),
        ("http://[::1]:80/", "[::1]"),
        ("https://xn--80ae5ac4e2c.xn--90ais/", "навіны.бел"),
    ],
)
def test_a_place_is_readable(text: str, expected: str) -> None:
    assert place(address(text)) == expected
