"""Pure: bytes -> text in the encoding that they are in, whatever they claim; bad characters out.

Strict UTF-8 comes first, because other encodings almost never are valid UTF-8 by chance; then
what the document and the server declare, unless the result is Latin gibberish; then chardet.
"""

import codecs
import re
from collections.abc import Iterator

import chardet

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    # no mark, but the first characters are "<?" or "<r"
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']", re.IGNORECASE
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
# families of real text encodings: no "punycode", "unicode_escape", "utf-7"
_FAMILIES = ("cp", "iso8859", "koi8", "mac", "gb", "big5", "euc", "shift_jis", "utf-16", "utf-32")
_HOME = {"be": "cp1251", "ru": "cp1251", "uk": "cp1251", "lt": "cp1257", "lv": "cp1257"}
_SAMPLE = 65_536

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_REFERENCES = re.compile(r"(?:&#(?:[xX][0-9a-fA-F]+|[0-9]+);?)+")
_LAST = 0x10FFFF
# Latin letters with marks side by side: what Cyrillic looks like in the wrong encoding
_GIBBERISH = re.compile(r"[\u00a0-\u00ff\u2018-\u2122]{3,}")


def decode(body: bytes, content_type: str = "", language: str | None = None) -> str:
    """Text of a document; never raises.

    `content_type` is the HTTP header, `language` that of the source: it decides between
    encodings only if nothing else does.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            start = len(mark) if mark in _MARKS else 0
            return _clean(body[start:].decode(encoding, "replace"))
    text = _as_utf8(body)
    if text is None:
        candidates = _candidates(body, content_type, language)
        text = next(filter(None, candidates), None) or body.decode("cp1252", "replace")
    return _clean(text)


_MARKS = frozenset(mark for mark, _ in _BOMS[:5])


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def _as_utf8(body: bytes) -> str | None:
    """Text if the bytes are UTF-8, possibly cut at the end or with a few broken characters."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if broken * 20 <= whole else None


def _candidates(body: bytes, content_type: str, language: str | None) -> Iterator[str | None]:
    """Yield readings of a body that is not UTF-8, the most credible first; None for failed ones."""
    declared, header = _DECLARED.search(body[:400]), _CHARSET.search(content_type)
    home = _HOME.get(language or "")
    for name in (declared[1].decode("ascii") if declared else "", header[1] if header else ""):
        text = _try(body, name)
        yield None if text is None or _is_gibberish(text) else text
    if home == "cp1257":  # chardet takes it for Cyrillic
        yield _try(body, home)
    undeclared = _DECLARED.sub(b"<?xml ", body[:_SAMPLE])
    yield _try(body, chardet.detect(undeclared)["encoding"] or "")
    yield _try(body, home or "")


def _try(body: bytes, encoding: str) -> str | None:
    try:
        name = codecs.lookup(encoding).name
        return body.decode(name) if name.startswith(_FAMILIES) else None
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_gibberish(text: str) -> bool:
    """Whether most of what is not ASCII stands in runs that no Latin language has."""
    sample = text[:_SAMPLE]
    beyond = len(sample) - len(sample.encode("ascii", "ignore"))
    return sum(map(len, _GIBBERISH.findall(sample))) * 2 > beyond > 0


def scrub_references(text: str) -> str:
    """Text without numeric references that no parser survives.

    Halves of a surrogate pair are joined, lonely ones dropped, as are references beyond
    Unicode and to control characters.
    """
    return _REFERENCES.sub(_mended, text)


def _mended(run: re.Match[str]) -> str:
    """One run of adjacent references without the bad ones."""
    kept: list[str] = []
    high = 0
    for reference in _REFERENCE.finditer(run[0]):
        code = _code(reference)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            kept.append(f"&#{0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)};")
        elif code <= _LAST and not _FORBIDDEN.match(chr(code)):
            kept.append(reference[0])
        high = 0
    return "".join(kept)


def _code(reference: re.Match[str]) -> int:
    """Code point of a reference; one beyond Unicode if it has too many digits to be one."""
    digits = (reference[1] or reference[2]).lstrip("0") or "0"
    return int(digits, 16 if reference[1] else 10) if len(digits) <= 8 else _LAST + 1
