"""The demo's channels on paper: what was said when, in four languages.

The texts that a channel's readers are to see stand in tests/e2e/timelines/LANGUAGE.txt. After a
change that is meant, write them anew, and read them as a subscriber would:

    python -m tests.e2e.timelines
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot import logs
from bot.demo import BEGIN, Clock, Summary, channels, replay
from bot.format import on_paper

FOLDER = Path(__file__).with_suffix("")
LANGUAGES = ("en", "lt", "be", "ru")


@dataclass(frozen=True)
class Entry:
    """One thing that happened in a channel; `number` is the message's, `answers` another's."""

    at: str
    what: str
    number: int
    html: str
    answers: int | None = None
    silent: bool = False

    @property
    def text(self) -> str:
        return on_paper(self.html)

    def __str__(self) -> str:
        told = f"{self.what} {self.number}"
        told += f", a reply to {self.answers}" if self.answers else ""
        told += ", without a sound" if self.silent else ""
        return f"--- {self.at}  {told}\n{self.text}\n"


@dataclass
class Wall:
    """A sender that writes down what each channel is told; see bot.deliver.Sender."""

    clock: Callable[[], datetime]
    said: dict[str, list[Entry]] = field(default_factory=dict)

    async def post(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None = None,
        silent: bool = False,
        reply_to: int | None = None,
    ) -> int:
        entries = self.said.setdefault(chat, [])
        number = 1 + sum(entry.what == "message" for entry in entries)
        entries.append(Entry(self._time(), "message", number, html, reply_to, silent))
        return number

    async def edit(self, chat: str, message_id: int, html: str) -> None:
        entry = Entry(self._time(), "edit of message", message_id, html)
        self.said.setdefault(chat, []).append(entry)

    def _time(self) -> str:
        return f"{self.clock():%H:%M}"


@dataclass(frozen=True)
class Day:
    """The replayed day: what it came to, and each language's channel."""

    summary: Summary
    timelines: dict[str, list[Entry]]


def written(entries: list[Entry]) -> str:
    """A channel's whole day as text."""
    return "\n".join(map(str, entries))


def file_of(language: str) -> Path:
    return FOLDER / f"{language}.txt"


async def day() -> Day:
    """Replay the demo for a channel in each language."""
    clock = Clock(BEGIN)
    wall = Wall(clock)
    chats = channels(*LANGUAGES)
    summary = await replay(chats, wall, clock)
    return Day(summary, {language: wall.said[chat] for chat, language in chats.items()})


def rewrite() -> None:
    logs.set_up("ERROR", json=False)
    for language, entries in asyncio.run(day()).timelines.items():
        file_of(language).write_text(written(entries), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
