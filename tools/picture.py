"""Draws the alert of the README from the demo: replays the day, writes an SVG.

    python -m tools.picture docs/alert.svg

The bubbles hold what the demo's channel holds at the end of the day: the living message as it was
last edited, and the audible replies. The expandable quote is drawn closed, as Telegram shows it.
"""

import asyncio
import sys
import textwrap
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path

from bot import logs
from bot.demo import BEGIN, Clock, channels, replay

WIDTH, PAD, LINE, LETTERS, SHOWN_OF_QUOTE = 620, 16, 22, 66, 3
FONT = "font-family=\"'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif\""
INK, QUIET, LINK, BUBBLE, PAPER = "#111111", "#6b7a86", "#1c6fb5", "#ffffff", "#dfe8ef"


@dataclass
class Channel:
    clock: Clock
    messages: dict[int, tuple[str, str, int | None]] = field(default_factory=dict)

    async def post(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None = None,
        silent: bool = False,
        reply_to: int | None = None,
    ) -> int:
        number = len(self.messages) + 1
        self.messages[number] = (html, f"{self.clock():%H:%M}", reply_to)
        return number

    async def edit(self, chat: str, message_id: int, html: str) -> None:
        reply_to = self.messages[message_id][2]
        self.messages[message_id] = (html, f"edited {self.clock():%H:%M}", reply_to)


class Lines(HTMLParser):
    """Telegram HTML -> lines of (text, style)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.style = "plain"
        self.lines: list[tuple[str, str]] = [("", "plain")]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.style != "bold":
            self.style = {"b": "bold", "a": "link", "blockquote": "quote"}.get(tag, self.style)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"b", "blockquote"} or (tag == "a" and self.style == "link"):
            self.style = "plain"

    def handle_data(self, data: str) -> None:
        for number, part in enumerate(data.split("\n")):
            if number:
                self.lines.append(("", self.style))
            text, style = self.lines[-1]
            self.lines[-1] = (text + part, self.style if not text else style)


def wrapped(html: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    quoted = 0
    for text, style in Lines(html).lines:
        quoted = quoted + 1 if style == "quote" else 0
        if quoted > SHOWN_OF_QUOTE:
            continue
        out += [(part, style) for part in textwrap.wrap(text, LETTERS) or [""]]
        if quoted == SHOWN_OF_QUOTE:
            out.append(("▾", style))
    return out


def bubble(html: str, when: str, reply_to: int | None, top: int) -> tuple[str, int]:
    lines = ([("↩ reply", "quote")] if reply_to else []) + wrapped(html)
    height = LINE * len(lines) + 2 * PAD + 8
    parts = [
        f'<rect x="12" y="{top}" width="{WIDTH - 24}" height="{height}" rx="14" fill="{BUBBLE}"/>'
    ]
    for number, (text, style) in enumerate(lines):
        weight = ' font-weight="600"' if style == "bold" else ""
        fill = {"quote": QUIET, "link": LINK}.get(style, INK)
        y = top + PAD + LINE * number + 14
        parts.append(
            f'<text x="{12 + PAD}" y="{y}" font-size="15" fill="{fill}"{weight}>'
            f"{escape(text)}</text>"
        )
    parts.append(
        f'<text x="{WIDTH - 12 - PAD}" y="{top + height - 9}" font-size="12" fill="{QUIET}" '
        f'text-anchor="end">{when}</text>'
    )
    return "".join(parts), top + height + 10


async def draw() -> str:
    clock = Clock(BEGIN)
    channel = Channel(clock)
    await replay(channels("en"), channel, clock)
    body, top = "", 12
    for html, when, reply_to in channel.messages.values():
        part, top = bubble(html, when, reply_to, top)
        body += part
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top + 2}" '
        f'viewBox="0 0 {WIDTH} {top + 2}" {FONT}>'
        f'<rect width="100%" height="100%" rx="10" fill="{PAPER}"/>{body}</svg>\n'
    )


if __name__ == "__main__":
    logs.set_up("ERROR")
    Path(sys.argv[1]).write_text(asyncio.run(draw()), encoding="utf-8")
