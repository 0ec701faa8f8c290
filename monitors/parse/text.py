"""Pure: HTML as feeds carry it -> plain text in NFC that can be matched, shown and cut."""

import html
import re
import unicodedata

from monitors.parse.words import words

RAW_LIMIT = 30_000
"""Characters of a field that are looked at; a summary needs far fewer."""
TEXT_LIMIT = 6_000
"""Characters that are left of it without tags, before white space is put in order."""

_DROPPED = re.compile(
    r"<(script|style|noscript|iframe|svg|template|form|figcaption)\b.*?(?:</\1\s*>|\Z)"
    r"|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>|<\?[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|tr|table|h[1-6]|hr|blockquote|section|article|figure|dd|dt|pre)"
    r"\b[^<>]*>",
    re.IGNORECASE,
)
_CELL = re.compile(r"</?t[dh]\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z](?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>|</?[a-zA-Z!][^<>]*>")
_TAG_CUT = re.compile(r"<(?:/?[a-zA-Z][\w:-]*(?:\s[^<>]*)?)?$")
_ELLIPSIS = re.compile(r"\s*\[\s*(?:…|\.\.\.)\s*\]$")
_TAIL = 600

# zero width, soft hyphen, bidi controls, invisible operators, tag characters, object marks
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffc\U000e0000-\U000e007f\x00-\x08\x0b\x0c\x0e-\x1f\x7f]"
)
_SPACE = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_BLANK_LINE = re.compile(r"\n[ ]*\n\s*")
_PARAGRAPH = "\u2029"

# UTF-8 that somebody read as windows-1252 or windows-1251 and wrote again
_TWICE_LATIN = re.compile(
    "(?:[\u00c2-\u00df][\u0080-\u00bf\u0152-\u2122]|[\u00e0-\u00ef][\u0080-\u00bf\u0152-\u2122]{2})+"
)
_TWICE_CYRILLIC = re.compile("(?:[РС][\u0080-\u00bf\u0402-\u045f\u0490\u0491\u2013-\u2122]){3,}")
# what nearly every such passage holds, and cheap to look for: the first halves of accented and
# Cyrillic letters; the letters а, е, и, о, н
_LATIN_LEADS = "ÂÃÄÅÐÑâ"
_CYRILLIC_PAIRS = ("Р°", "Рµ", "Рё", "Рѕ", "РЅ")


def plain(raw: str) -> str:
    """Text of an HTML fragment, or of plain text, however often it was escaped.

    Lines are kept where blocks end; white space is otherwise one plain space.
    """
    text = raw[:RAW_LIMIT]
    for _ in range(3):
        before, text = text, html.unescape(_without_tags(text))
        if text == before or not re.search(r"<[a-zA-Z/!]|&[a-zA-Z#]", text):
            break
    text = _TAG_CUT.sub("", _without_tags(text)) if "<" in text else text
    return _tidy(mend(text[:TEXT_LIMIT]))


def one_line(raw: str) -> str:
    """As `plain`, on one line: for titles."""
    return " ".join(plain(raw).split())


def without_tail(text: str) -> str:
    """`text` without "Read more" and its like at the end, and without a lonely ellipsis mark."""
    head, tail = text[:-_TAIL], text[-_TAIL:]
    for _ in range(3):
        before, tail = tail, _ELLIPSIS.sub("…", words().tail.sub("", tail).rstrip())
        if tail == before:
            break
    return head + tail


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words and marked with "…"."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at = max(head.rfind(" "), head.rfind("\n"))
    if at < limit // 2:
        at = len(head)
        while at > 1 and unicodedata.combining(text[at]):
            at -= 1
    return head[:at].rstrip(" \n,;:–—-") + "…"


def mend(text: str) -> str:
    """Text with passages put right that were encoded twice ("drÃ´le", "РњРёРЅСЃРє")."""
    if any(lead in text for lead in _LATIN_LEADS):
        text = _TWICE_LATIN.sub(lambda found: _again(found[0], "cp1252"), text)
    if any(pair in text for pair in _CYRILLIC_PAIRS):
        text = _TWICE_CYRILLIC.sub(lambda found: _again(found[0], "cp1251"), text)
    return text


def _again(passage: str, encoding: str) -> str:
    try:
        return b"".join(_byte(letter, encoding) for letter in passage).decode("utf-8")
    except UnicodeError:
        return passage


def _byte(letter: str, encoding: str) -> bytes:
    """One character in a Windows code page; what it leaves undefined stands for itself."""
    return bytes([ord(letter)]) if "\x80" <= letter <= "\x9f" else letter.encode(encoding)


def _without_tags(text: str) -> str:
    if "<" not in text and "]]>" not in text:
        return text
    text = _BLOCK.sub(_PARAGRAPH, _DROPPED.sub(" ", text))
    return _TAG.sub("", _CELL.sub(" ", text))


def _tidy(text: str) -> str:
    text = re.sub(r"[\x80-\x9f]", _from_windows, text)
    text = text.replace("\u2028", "\n").replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACE.sub(" ", _UNSEEN.sub("", unicodedata.normalize("NFC", text)))
    # a line break of the source is a space, a blank line is not
    text = _BLANK_LINE.sub(_PARAGRAPH, text).replace("\n", " ")
    lines = [re.sub(" {2,}", " ", line.strip()) for line in text.split(_PARAGRAPH)]
    return unicodedata.normalize("NFC", "\n".join(filter(None, lines)))


def _from_windows(control: re.Match[str]) -> str:
    """Character that windows-1252 has where Unicode has a control: `&#150;` meant a dash."""
    return control[0].encode("latin-1").decode("cp1252", "ignore")
