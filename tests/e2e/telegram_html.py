"""A strict reader of Telegram's HTML: what the Bot API takes, and what it says if it does not.

The rules are those of https://core.telegram.org/bots/api#html-style and of "nested entities"
there; messages of errors are worded as the Bot API words them. Stricter than Telegram on purpose:
entities that may not contain each other are an error here, not silently mended.
"""

import re
from dataclasses import dataclass
from html import unescape

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-time": "date_time",
}
STYLES = {"bold", "italic", "underline", "strikethrough", "spoiler"}
QUOTES = {"blockquote", "expandable_blockquote"}
ATTRIBUTES = {"a": {"href"}, "tg-time": {"unix", "format"}, "blockquote": {"expandable"}}
_PIECE = re.compile(r"<(/?)([a-zA-Z0-9-]*)([^<>]*)>|(<)|([^<]+)")
_ATTRIBUTE = re.compile(r"\s+([a-z-]+)(?:=\"([^\"<>]*)\")?")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|lt|gt|amp|quot);")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


class HtmlError(Exception):
    """Telegram would say 400 "can't parse entities"."""


@dataclass(frozen=True)
class Entity:
    """Half-open range of UTF-16 units and what it is; `value` is a link's address."""

    kind: str
    start: int
    end: int
    value: str = ""


@dataclass
class _Open:
    tag: str
    kind: str
    start: int
    value: str


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(html: str) -> tuple[str, tuple[Entity, ...]]:
    """The visible text and its entities; raises HtmlError."""
    text = ""
    stack: list[_Open] = []
    entities: list[Entity] = []
    for piece in _PIECE.finditer(html):
        closing, tag, rest, bare, plain = piece.groups()
        at = len(html[: piece.start()].encode())
        if bare:
            raise HtmlError(f'Unsupported start tag "" at byte offset {at}')
        if plain is not None:
            text += _plain(plain, at)
        elif closing:
            entities.append(_close(stack, tag, units(text), at))
        else:
            stack.append(_open(tag.lower(), rest, units(text), at, stack))
    if stack:
        raise HtmlError(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return text, tuple(entities)


def _plain(plain: str, at: int) -> str:
    if "&" in _ENTITY.sub("", plain):
        raise HtmlError(f"Unescaped & at byte offset {at}")
    return unescape(plain)


def _open(tag: str, rest: str, start: int, at: int, stack: list[_Open]) -> _Open:
    if tag not in SIMPLE:
        raise HtmlError(f'Unsupported start tag "{tag}" at byte offset {at}')
    attributes = _attributes(tag, rest, at)
    kind = "expandable_blockquote" if "expandable" in attributes else SIMPLE[tag]
    for outer in stack:
        if not _may_contain(outer.kind, kind):
            raise HtmlError(f"{kind} inside {outer.kind} at byte offset {at}")
    value = attributes.get("href", "")
    if tag == "a" and not re.match(r"(https?|tg)://[^\s]", value):
        raise HtmlError(f'Link without an address at byte offset {at}: "{value}"')
    if tag == "tg-time":
        _check_time(attributes, at)
    return _Open(tag, kind, start, value)


def _attributes(tag: str, rest: str, at: int) -> dict[str, str]:
    found = {one[1]: unescape(one[2] or "") for one in _ATTRIBUTE.finditer(rest)}
    if _ATTRIBUTE.sub("", rest).strip() or not set(found) <= ATTRIBUTES.get(tag, set()):
        raise HtmlError(f'Unexpected attribute in the tag "{tag}" at byte offset {at}')
    return found


def _check_time(attributes: dict[str, str], at: int) -> None:
    if not re.fullmatch(r"[1-9]\d{0,11}", attributes.get("unix", "")):
        raise HtmlError(f"Invalid unix time at byte offset {at}")
    if not _TIME_FORMAT.fullmatch(attributes.get("format", "")):
        raise HtmlError(f"Invalid date-time format at byte offset {at}")


def _may_contain(outer: str, inner: str) -> bool:
    if {outer, inner} & {"code", "pre"}:
        return False
    if outer in STYLES or inner in STYLES:
        return outer != inner
    return outer in QUOTES and inner not in QUOTES


def _close(stack: list[_Open], tag: str, end: int, at: int) -> Entity:
    if not stack:
        raise HtmlError(f"Unexpected end tag at byte offset {at}")
    last = stack.pop()
    if last.tag != tag.lower():
        raise HtmlError(
            f'Unmatched end tag at byte offset {at}, expected "</{last.tag}>", found "</{tag}>"'
        )
    return Entity(last.kind, last.start, end, last.value)
