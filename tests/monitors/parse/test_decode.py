"""Text comes out as it was written, whatever the document says of its encoding."""

import codecs

import pytest

from monitors.model import Source
from monitors.parse.decode import decode, scrub_references
from tests.monitors.parse.feeds import item, read, rss

RU = "Лукашенко освободил 52 заключённых, среди них граждане Литвы и Польши"
BE = "Лукашэнка вызваліў 52 палітвязняў, сярод іх грамадзяне Літвы"
TARASK = "Лукашэнка вызваліў 52 палітвязьняў, сярод іх сьвятары зь Летувы"
LACINKA = "Łukašenka vyzvaliŭ 52 palitviaźniaŭ, siarod ich hramadzianie Litvy"
LT = "Lukašenka paleido 52 kalinius, tarp jų šeši Lietuvos piliečiai žurnalistai"
EN = "Lukashenko frees 52 prisoners – “six Lithuanians” among them"


@pytest.mark.parametrize("text", [RU, BE, TARASK, LACINKA, LT, EN])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "iso-8859-1", "nonsense", ""])
def test_utf8_is_utf8_whatever_it_claims(text: str, declared: str) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""

    assert read(rss(item(title=text), head=head)).items[0].title == text


@pytest.mark.parametrize("text", [RU, BE, TARASK])
@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-u"])
@pytest.mark.parametrize("declared", ["the truth", "utf-8", "iso-8859-1", "windows-1252", ""])
def test_cyrillic_code_pages_are_cyrillic_whatever_they_claim(
    text: str, encoding: str, declared: str
) -> None:
    declared = encoding if declared == "the truth" else declared
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = rss(*(item(n, title=text, summary=f"{text}. {text}") for n in range(3)), head=head)
    encodable = body.replace("ў", "у").replace("і", "i") if encoding == "koi8-u" else body
    expected = text.replace("ў", "у").replace("і", "i") if encoding == "koi8-u" else text

    titles = {found.title for found in read(encodable.encode(encoding)).items}

    assert titles == {expected}


def test_the_header_helps_where_the_document_is_silent() -> None:
    body = rss(item(title=LT), head="").encode("windows-1257")

    feed = read(body, content_type="application/rss+xml; charset=windows-1257")

    assert feed.items[0].title == LT


def test_the_language_of_the_source_helps_where_all_are_silent() -> None:
    body = rss(item(title=LT), head="").encode("windows-1257")

    feed = read(body, source=Source(name="lt", url="https://outlet.example/", language="lt"))

    assert feed.items[0].title == LT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_byte_order_marks_decide(mark: bytes, encoding: str) -> None:
    body = mark + rss(item(title=BE)).encode(encoding)

    assert read(body).items[0].title == BE


def test_a_document_cut_inside_a_character_is_still_utf8() -> None:
    assert decode(BE.encode()[:-1]) == BE[:-1]


def test_one_broken_character_does_not_cost_the_encoding() -> None:
    broken = (BE * 3).encode().replace("ў".encode(), b"\xd1", 1)

    assert "палітвязняў" in decode(broken)


@pytest.mark.parametrize("declared", ["unicode_escape", "punycode", "rot13", "zlib", "utf-7"])
def test_codecs_that_are_no_encodings_are_not_used(declared: str) -> None:
    body = f'<?xml version="1.0" encoding="{declared}"?>{RU * 3}'.encode("windows-1251")

    assert RU in decode(body)


def test_no_bytes_at_all_are_no_text() -> None:
    assert decode(b"") == ""
    assert len(decode(b"\xff")) == 1


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("&#xD83D;&#xDE00;", "&#128512;"),
        ("&#55357;&#56832;", "&#128512;"),
        ("&#65;&#xD83D;&#xDE00;", "&#65;&#128512;"),
        ("a&#xD83D;b&#xDE00;c", "abc"),
        ("&#x110000;&#99999999999999999999;", ""),
        ("&#0;&#x1F;&#xFFFE;&#10;", "&#10;"),
        ("&#8211; &#x41c;", "&#8211; &#x41c;"),
        ("&amp;#1; &#; &#x;", "&amp;#1; &#; &#x;"),
    ],
)
def test_references_that_no_parser_survives_go(raw: str, expected: str) -> None:
    assert scrub_references(raw) == expected
