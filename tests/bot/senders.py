"""A sender and a clock by hand."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.format import plain_text
from tests.bot.stories import NOON


@dataclass
class Clock:
    """Shows `at`; sleeping on it moves it on."""

    at: datetime = NOON + timedelta(hours=2)
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> datetime:
        return self.at

    def on(self, **span: float) -> datetime:
        """Move on, and show."""
        self.at += timedelta(**span)
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)
        await asyncio.sleep(0)


@dataclass(frozen=True)
class Sent:
    """One request that the sender took."""

    chat: str
    text: str
    edited: int | None = None
    reply_to: int | None = None
    silent: bool = False
    thread: int | None = None

    @property
    def first(self) -> str:
        return self.text.splitlines()[0]


@dataclass
class Sender:
    """Takes everything, but first raises what is planned for a chat; may hang on a chat."""

    taken: list[Sent] = field(default_factory=list)
    failures: dict[str, list[Exception]] = field(default_factory=dict)
    hanging: dict[str, asyncio.Event] = field(default_factory=dict)
    before: Callable[[str], None] = lambda chat: None

    def fails(self, chat: str, *errors: Exception) -> None:
        self.failures.setdefault(chat, []).extend(errors)

    async def post(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None = None,
        silent: bool = False,
        reply_to: int | None = None,
    ) -> int:
        await self._misbehave(chat)
        said = Sent(chat, plain_text(html), None, reply_to, silent, thread)
        self.taken.append(said)
        return 100 + len(self.taken)

    async def edit(self, chat: str, message_id: int, html: str) -> None:
        await self._misbehave(chat)
        self.taken.append(Sent(chat, plain_text(html), message_id))

    async def _misbehave(self, chat: str) -> None:
        self.before(chat)
        if chat in self.hanging:
            await self.hanging[chat].wait()
        if self.failures.get(chat):
            raise self.failures[chat].pop(0)

    def of(self, chat: str) -> list[Sent]:
        return [sent for sent in self.taken if sent.chat == chat]
