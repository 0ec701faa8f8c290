"""One article has one key on all its hosts, and a link that people can open."""

from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitors.canonical import LONGEST, canonical, clean_url


@pytest.mark.parametrize(
    ("key", "urls"),
    [
        ("nashaniva:381043", [
            "https://nashaniva.com/381043", "http://www.nashaniva.by/be_latn/381043/",
            "https://nashaniva.com/ru/381043", "https://nn.by/en/381043",
            "https://page-analytics-one.online/amp/be_latn/381043",
            "https://d2b0v286pbg9yh.cloudfront.net/be_latn/381043",
            "https://nashaniva.com/381043/comments?utm_source=rss",
        ]),
        ("zerkalo:11024", [
            "https://news.zerkalo.io/life/11024.html", "https://zerkalo-access.site/news/life/11024.html",
            "https://news.zerkalo.io/life/11024.html?utm_campaign=news-feed&utm_medium=rss",
        ]),
        ("pozirk:128980", [
            "https://pozirk.online/be/news/128980", "https://mstagmanager.com/news/128980/",
        ]),
        ("charter97:2025/9/11/655383", [
            "https://charter97.org/ru/news/2025/9/11/655383/",
            "https://charter97.link/ru/news/2025/9/11/655383",
        ]),
        ("mediazona.by:article/2025/09/11/prison", [
            "https://mediazona.by/article/2025/09/11/prison",
            "https://abc-123.appspot.com/article/2025/09/11/prison/",
        ]),
        ("theins:284862", ["https://theins.ru/en/news/284862", "https://theins.co/en/amp/news/284862"]),
        ("diena:1733180", [
            "https://kauno.diena.lt/naujienos/lietuva/urm-islaisvinti-1733180",
            "https://m.diena.lt/naujienos/lietuva/urm-islaisvinti-1733180/",
        ]),
        ("15min:57-135564", [
            "https://15min.lt/m/id/aktualu/pasaulis/europos-sajunga-57-135564",
            "https://www.15min.lt/naujiena/aktualu/pasaulis/europos-sajunga-57-135564",
        ]),
        ("https://lrt.lt/a/b?id=7", [
            "http://www.lrt.lt/a//b/?id=7", "https://m.lrt.lt/a/b?fbclid=x&id=7&utm_source=y#top",
            "https://LRT.lt:443/a/b?id=7&ref=front", "https://lrt.lt/amp/a/b?id=7",
            "https://lrt.lt/a/b/amp?id=7", "https://lrt.lt/a/b.amp?id=7",
            "https://www.google.com/amp/s/www.lrt.lt/a/b?id=7",
            "https://www-lrt-lt.cdn.ampproject.org/c/s/www.lrt.lt/a/b?id=7",
            "https://www.google.com/url?rct=j&url=https://www.lrt.lt/a/b%3Fid%3D7&ct=ga",
        ]),
        ("https://x.example/en/news/1", ["https://x.example/en/amp/news/1"]),
        ("https://x.example/%D0%B2", ["https://x.example/%d0%b2", "https://x.example/в/"]),
    ],
)  # fmt: skip
def test_mirrors_and_views_share_a_key(key: str, urls: list[str]) -> None:
    assert {canonical(url) for url in urls} == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.example/news.php?id=1", "https://x.example/news.php?id=2"),
        ("https://x.example/news.php?s=1", "https://x.example/news.php?s=2"),
        ("https://x.example/?12345", "https://x.example/?54321"),
        ("https://x.example/%E1", "https://x.example/%E2"),
        ("https://nashaniva.com/381043", "https://nashaniva.com/381044"),
        ("https://unknown.example/381043", "https://nashaniva.com/381043"),
        ("https://ru.x.example/1", "https://x.example/1"),
        ("https://x.example:8080/1", "https://x.example/1"),
    ],
)
def test_different_articles_keep_different_keys(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    "text", ["", "tag:x.example,2025:1", "333483", "javascript:alert(1)", "http://[", "http://x:y/"]
)
def test_what_is_no_address_is_its_own_key(text: str) -> None:
    assert canonical(text) == text


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("https://x.example/a?id=1&utm_source=rss&s=2#part", "", "https://x.example/a?id=1&s=2#part"),
        ("https://x.example/a#xtor=RSS-1", "", "https://x.example/a"),
        ("/a/b", "https://x.example/rss?x", "https://x.example/a/b"),
        ("b?rss", "https://x.example/a/", "https://x.example/a/b?rss"),
        ("//x.example/a", "", "https://x.example/a"),
        ("  https://X.example/a\n b ", "", "https://x.example/a%20b"),
        ("https://user:secret@x.example/", "", "https://x.example/"),
        ("https://x.example/навіны", "", "https://x.example/%D0%BD%D0%B0%D0%B2%D1%96%D0%BD%D1%8B"),
        ("https://навіны.example/", "", "https://xn--80ae5ac4e2c.example/"),
        ('https://x.example/"><b>', "", "https://x.example/%22%3E%3Cb%3E"),
        ("https://x.example/\u202egpj.exe", "", "https://x.example/%20gpj.exe"),
        ("http://[::1]:8080/a", "", "http://[::1]:8080/a"),
        ("http://x.example:80/a", "", "http://x.example/a"),
        ("https://www.google.com/url?url=javascript:1", "", "https://www.google.com/url?url=javascript:1"),
        ("javascript:alert(1)", "https://x.example/", ""),
        ("data:text/html,x", "", ""),
        ("ftp://x.example/", "", ""),
        ("mailto:a@x.example", "", ""),
        ("http://", "", ""),
        ("http://[", "", ""),
        ("https://a b.example/", "", ""),
        ("https://\x80.example/", "", ""),
        ("https://x.example:port/", "", ""),
        ("", "https://x.example/", ""),
        ("a", "", ""),
        ("https://x.example/" + "a" * LONGEST, "", ""),
    ],
)  # fmt: skip
def test_a_link_is_one_that_people_can_open(url: str, base: str, expected: str) -> None:
    assert clean_url(url, base) == expected


_URLS = st.builds(
    "{}://{}{}?{}#{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    st.sampled_from(["", "www.", "m.", "amp.www."]),
    st.sampled_from(["x.example", "nashaniva.com", "amp.com", "kauno.diena.lt", "15min.lt"])
    .flatmap(lambda host: st.text("/amp.html-%2F;=1", max_size=25).map(f"{host}/".__add__)),
    st.text("&=amps+%20вutm_", max_size=20),
    st.text(max_size=5),
)  # fmt: skip


@given(
    st.one_of(st.text(max_size=40), _URLS.filter(bool), st.builds("https://{}".format, st.text()))
)
@example("https://x.example/amp/amp.html")
@example("https://m.m.example/;jsession;jsessionid=1id=2")
def test_the_key_of_a_key_is_itself(url: str) -> None:
    key = canonical(url)

    assert canonical(key) == key


@given(st.text(max_size=60), st.sampled_from(["", "https://x.example/a/"]))
def test_a_link_is_http_in_ascii_or_nothing(url: str, base: str) -> None:
    cleaned = clean_url(url, base)

    assert cleaned == "" or (
        urlsplit(cleaned).scheme in {"http", "https"}
        and cleaned.isascii()
        and not set(cleaned) & set("<>\"' \n")
    )
