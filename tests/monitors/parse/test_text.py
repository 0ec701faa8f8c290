"""HTML as feeds carry it becomes plain text that can be matched, shown and cut."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.parse.text import cut, mend, one_line, plain, without_tail


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Plain text", "Plain text"),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("One<br/>Two<br>Three", "One\nTwo\nThree"),
        ("<b>Out</b>let <a href='x > y'>link</a>", "Outlet link"),
        ('<img alt="a > b" src="x">Text', "Text"),
        ("<td>a</td><td>b</td>", "a b"),
        ("a < b and 5 <6 > 4", "a < b and 5 <6 > 4"),
        ("Tom &amp; Jerry &laquo;x&raquo; &#1040;", "Tom & Jerry «x» А"),
        ("&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two &amp;amp; three&lt;/p&gt;", "One\nTwo & three"),
        ("&amp;lt;b&amp;gt;twice&amp;lt;/b&amp;gt; &amp;quot;x&amp;quot;", 'twice "x"'),
        ("<script>alert('<p>')</script>Text<style>p{}</style>", "Text"),
        ("Text<script>never closed", "Text"),
        ("a<!-- hidden <b> -->b <!-- open", "a b"),
        ("<![CDATA[inside]]>", "inside"),
        ("Text <img src='cut", "Text"),
        ("one\ntwo   three\n\nfour", "one two three\nfour"),
        ("a\u00a0b\u202fc\u2009d", "a b c d"),
        ("па\u00adліт\u200bвяз\u2060ень\ufeff", "палітвязень"),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x"),
        ("й и\u0306 е\u0308", "й й ё"),
        ("1 &#150; 2 &#151; &#133;", "1 – 2 — …"),
        ("", ""),
    ],
)
def test_html_becomes_text(raw: str, expected: str) -> None:
    assert plain(raw) == expected


def test_a_title_has_one_line() -> None:
    assert one_line("<p>Вызвалілі\n 52</p><p>чалавек</p>") == "Вызвалілі 52 чалавек"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("52 freed. Read more...", "52 freed."),
        ("52 freed. Continue reading →", "52 freed."),
        ("Вызвалілі 52. Чытаць далей", "Вызвалілі 52."),
        ("Vyzvalili 52. Čytać dalej…", "Vyzvalili 52."),
        ("Освободили 52.\nЧитать далее »", "Освободили 52."),
        ("Paleisti 52. Skaitykite daugiau", "Paleisti 52."),
        ("52 freed. The post 52 freed appeared first on Outlet.", "52 freed."),
        ("52 freed and [...]", "52 freed and…"),
        ("They went to read more", "They went to read more"),
        ("Чытаць далей", ""),
        ("Она любит читать далее", "Она любит читать далее"),
    ],
)
def test_invitations_to_read_on_go(raw: str, expected: str) -> None:
    assert without_tail(raw) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Tendre et drÃ´le", "Tendre et drôle"),
        ("Ð‘ÐµÐ»Ð°Ñ€ÑƒÑ\x81ÑŒ", "Беларусь"),
        ("РњРёРЅСЃРє", "Минск"),
        ("â€œquotedâ€\x9d", "“quoted”"),
        ("Сінякоў, РСФСР, Сібір", "Сінякоў, РСФСР, Сібір"),
        ("Àlex Ångström, São Paulo, Êtes", "Àlex Ångström, São Paulo, Êtes"),
    ],
)
def test_what_was_encoded_twice_is_put_right(raw: str, expected: str) -> None:
    assert mend(raw) == expected


@pytest.mark.parametrize(
    ("raw", "limit", "expected"),
    [
        ("short", 10, "short"),
        ("one two three", 9, "one two…"),
        ("one two, three", 9, "one two…"),
        ("oneverylongword", 6, "oneve…"),
        ("ab" + "e\u0301" * 10, 6, "abe\u0301…"),
    ],
)
def test_a_cut_stands_between_words(raw: str, limit: int, expected: str) -> None:
    assert cut(raw, limit) == expected


@given(st.text(max_size=80), st.integers(2, 40))
def test_a_cut_is_never_too_long(text: str, limit: int) -> None:
    assert len(cut(text, limit)) <= limit


@given(st.one_of(st.text(max_size=80), st.text("<>/&;ab#x&ltgp!-[]'\" \n", max_size=80)))
def test_text_is_normal_and_without_hidden_characters(raw: str) -> None:
    text = plain(raw)

    assert text == unicodedata.normalize("NFC", text).strip()
    assert not any(unicodedata.category(letter) == "Cc" for letter in text.replace("\n", ""))
    assert not set(text) & set("\u200b\u200e\u202e\u2066\ufeff\u00a0\t")
