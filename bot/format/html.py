"""Pure: foreign text made harmless, and Telegram HTML measured.

Plain text is cut first and escaped after. What Telegram would make live in plain text is
disarmed by characters that look the same and are visible: `@` becomes U+FF20, a `/` that would
start a command U+2215, a `#` that would start a hashtag U+FF03, and the slashes of `tg://` and
other schemes U+2215. Nothing invisible is put in; what is invisible (bidi and zero-width
controls, tags, fillers) is taken out.
"""

import re
import unicodedata
from datetime import datetime
from functools import lru_cache
from html import escape, unescape
from urllib.parse import quote

# https://core.telegram.org/bots/api#sendmessage; offsets are UTF-16 units, so is the limit
MOST_UNITS = 4096
MOST_ENTITIES = 100
# the Bot API server looks at no more than 35,000 bytes of a text before it parses it
MOST_BYTES = 32_000
LONGEST_URL = 4096

# how much of a hostile text may be invisible before something visible is lost to the cut
_INVISIBLE_SHARE = 8
_INVISIBLE = {"Cc", "Cf", "Cs", "Co", "Cn"}
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0"
_PILE = re.compile(
    r"([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{2})[\u0300-\u036f"
    r"\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_SCHEME = re.compile(r"\b(?!https?:)([a-z][a-z0-9+.-]*:)//", re.IGNORECASE)
_COMMAND = re.compile(r"(?<![\w/<>])/(?=\w)")
_HASHTAG = re.compile(r"#(?=\w)")
_UNSAFE_IN_URL = re.compile(r"[^\x21-\x7e\u00a1-\U0010ffff]|[\"<>\\^`{|}]")
_TAG = re.compile(r"<[^>]*>")
_QUOTE = re.compile(r"<blockquote[^>]*>(.*?)</blockquote>", re.DOTALL)
_STRUCK = re.compile(r"<s>(.*?)</s>")
_START_TAG = re.compile(r"<[a-z]")
# everything that Telegram might find by itself: links, addresses, mentions, tags, long numbers
_SELF_MADE = re.compile(r"\w[.:@/]+\w|[#$@/]\w|\d[\d ()-]{5,}")


class _Visible(dict[int, str]):
    """For `str.translate`: white space is a space, what is invisible is nothing."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        shown = " " if character.isspace() else character if _visible(character) else ""
        self[code] = shown
        return shown


_SHOWN = _Visible()


def tidy(text: str) -> str:
    """One line of visible characters in NFC; white space of any kind is one space."""
    shown = unicodedata.normalize("NFC", text).translate(_SHOWN)
    return " ".join(_PILE.sub(r"\1", shown).split())


def _visible(character: str) -> bool:
    return unicodedata.category(character) not in _INVISIBLE and character not in _FILLERS


def disarm(text: str) -> str:
    """No mention, command, hashtag or foreign scheme in it is live."""
    text = _SCHEME.sub("\\1\u2215\u2215", text).replace("@", "\uff20")
    return _HASHTAG.sub("\uff03", _COMMAND.sub("\u2215", text))


def units(text: str) -> int:
    """Length as Telegram counts: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def cut(text: str, most: int) -> str:
    """`text` in at most `most` units; what was cut ends with …, at a word if one is near."""
    if units(text) <= most:
        return text
    kept = text[: most - 1]
    while units(kept) > most - 1:
        kept = kept[:-1]
    at_word = kept.rfind(" ")
    kept = kept[:at_word] if at_word > len(kept) * 2 // 3 else kept
    return kept.rstrip(" ,.;:-–—\u200d\ufe0f") + "…"


def foreign(text: str, most: int) -> str:
    """Text of a feed, a configuration or a person, as HTML of at most `most` visible units."""
    return _foreign(text[: most * _INVISIBLE_SHARE], most)


@lru_cache(maxsize=4_000)
def _foreign(text: str, most: int) -> str:
    """Kept, because a story's texts stand in many messages: four languages, edits, drafts."""
    return escape(cut(disarm(tidy(text)), most))


@lru_cache(maxsize=4_000)
def safe_url(url: str) -> str:
    """`url` if it is an http(s) address that can be a link, else ''; odd characters are quoted."""
    scheme, found, rest = url.partition("://")
    if not found or scheme.lower() not in {"http", "https"}:
        return ""
    url = f"{scheme.lower()}://{rest}"
    quoted = _UNSAFE_IN_URL.sub(lambda found: quote(found.group(), errors="ignore"), url)
    quoted = "".join(c if _visible(c) else quote(c, errors="ignore") for c in quoted)
    return quoted if len(quoted) <= LONGEST_URL else ""


def link(url: str, label: str) -> str:
    """`label` (already HTML) as a link, or as it is if `url` cannot be one."""
    address = safe_url(url)
    return f'<a href="{escape(address)}">{label}</a>' if address else label


def time_tag(instant: datetime, *, with_date: bool = False) -> str:
    """An instant that each reader sees in the local time zone; clients that cannot see UTC.

    The format of tg-time is `r|w?[dD]?[tT]?`: d is a short date, t a short time
    (https://core.telegram.org/bots/api#date-time-entity-formatting).
    """
    fallback = f"{instant:%d.%m %H:%M} UTC" if with_date else f"{instant:%H:%M} UTC"
    unix = int(instant.timestamp())
    if unix <= 0:
        return fallback
    return f'<tg-time unix="{unix}" format="{"dt" if with_date else "t"}">{fallback}</tg-time>'


def plain_text(html: str) -> str:
    """What remains when Telegram has parsed our own HTML."""
    return unescape(_TAG.sub("", html))


def on_paper(html: str) -> str:
    """The same where there are letters only: ~struck out~, and the lines of a quote set off."""
    html = _QUOTE.sub(lambda quote: "│ " + quote[1].replace("\n", "\n│ "), html)
    return plain_text(_STRUCK.sub(r"~\1~", html))


def fits(html: str) -> bool:
    """Whether Telegram takes it whole, entities that it finds by itself counted as well."""
    text = plain_text(html)
    entities = len(_START_TAG.findall(html)) + len(_SELF_MADE.findall(text))
    return (
        units(text) <= MOST_UNITS and entities <= MOST_ENTITIES and len(html.encode()) <= MOST_BYTES
    )
