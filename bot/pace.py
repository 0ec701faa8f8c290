"""Pure: how fast messages may leave, by strict sliding windows; what Telegram asks for.

Telegram states no exact figures; these are the ones its support gives (python-telegram-bot wiki,
"Avoiding flood limits"): 30 a second overall, one a second a chat, 20 a minute a group or
channel. Edits count like messages, but leave room for the alerts that may come after them.
"""

from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

_SECOND = timedelta(seconds=1)
_MINUTE = timedelta(seconds=60)
_NOW = timedelta()


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages in a window. `margin` is added to each: two requests may travel unequally fast."""

    overall_per_second: int = 30
    chat_per_second: int = 1
    group_per_minute: int = 20
    kept_from_edits: int = 5
    edit_gap: timedelta = _MINUTE
    margin: timedelta = timedelta(milliseconds=100)


def is_group(chat: str) -> bool:
    """True for groups and channels: `@name` or a negative number."""
    return chat.startswith(("@", "-"))


class Pace:
    """When the next message may leave; every message that leaves is booked.

    Nothing is awaited between `delay` and `book`, so that two chats never take one place.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._overall: deque[datetime] = deque(maxlen=self._limits.overall_per_second)
        self._chats: dict[str, deque[datetime]] = {}
        self._edited: dict[tuple[str, int], datetime] = {}
        self._latest: datetime | None = None

    def delay(self, chat: str, now: datetime, *, edited: int | None = None) -> timedelta:
        """How long a message to `chat` has to wait; `edited` is the message that it changes."""
        self._look_at(now)
        limits, sent = self._limits, self._chats.get(chat, deque[datetime]())
        waits = [
            self._wait(self._overall, limits.overall_per_second, _SECOND, now),
            self._wait(sent, limits.chat_per_second, _SECOND, now),
        ]
        if is_group(chat):
            kept = limits.kept_from_edits if edited is not None else 0
            waits.append(self._wait(sent, limits.group_per_minute - kept, _MINUTE, now))
        if edited is not None and (chat, edited) in self._edited:
            waits.append(self._edited[chat, edited] + limits.edit_gap - now)
        return max([_NOW, *waits])

    def _look_at(self, now: datetime) -> None:
        """A clock that was set back takes what is booked with it, or all would wait for hours."""
        latest, self._latest = self._latest or now, now
        if now >= latest - _MINUTE:
            return
        back = latest - now
        for booked in (self._overall, *self._chats.values()):
            for at in range(len(booked)):
                booked[at] -= back
        self._edited = {message: at - back for message, at in self._edited.items()}

    def _wait(
        self, sent: deque[datetime], most: int, window: timedelta, now: datetime
    ) -> timedelta:
        """Until the `most`-th last message has left the window."""
        if len(sent) < most:
            return _NOW
        return sent[-most] + window + self._limits.margin - now

    def book(self, chat: str, at: datetime, *, edited: int | None = None) -> None:
        """A message leaves at `at`; what is older than every window is forgotten."""
        self._overall.append(at)
        most = max(self._limits.group_per_minute, self._limits.chat_per_second)
        self._chats.setdefault(chat, deque(maxlen=most)).append(at)
        if edited is not None:
            self.book_edit(chat, at, edited)
        self._forget(at)

    def knows(self, chat: str, edited: int) -> bool:
        """True if it saw an edit of this message a short while ago."""
        return (chat, edited) in self._edited

    def book_edit(self, chat: str, at: datetime, edited: int) -> None:
        """The message was edited at `at`, perhaps by a process that ran before this one."""
        self._edited[chat, edited] = at

    def _forget(self, now: datetime) -> None:
        past = now - max(_MINUTE, self._limits.edit_gap) - self._limits.margin
        for chat in [chat for chat, sent in self._chats.items() if sent[-1] < past]:
            del self._chats[chat]
        for message in [message for message, at in self._edited.items() if at < past]:
            del self._edited[message]
