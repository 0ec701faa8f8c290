"""Where messages go, and how a round of sending came out."""

from dataclasses import asdict, dataclass, fields
from typing import Protocol, runtime_checkable

from bot.message import Message
from bot.pace import Pace


class Sender(Protocol):
    """Where messages go. Both raise the DeliveryError family and nothing else."""

    async def post(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None = None,
        silent: bool = False,
        reply_to: int | None = None,
    ) -> int:
        """Send a message; return its number in the chat."""

    async def edit(self, chat: str, message_id: int, html: str) -> None:
        """Change a message that was sent before."""


@runtime_checkable
class Asks(Protocol):
    """A sender whose messages may have buttons; others send them without."""

    async def ask(self, chat: str, message: Message) -> int:
        """Send a message with its buttons; return its number in the chat."""


@runtime_checkable
class Paced(Protocol):
    """A sender that must not be called faster than its pace allows."""

    pace: Pace


@dataclass(slots=True)
class Tally:
    """How many requests ended how; `waiting` are those that the pace put off."""

    sent: int = 0
    edited: int = 0
    waiting: int = 0
    delayed: int = 0
    uncertain: int = 0
    dead: int = 0

    def as_dict(self) -> dict[str, int]:
        """By name, in the order of the fields."""
        return asdict(self)

    def add(self, other: "Tally") -> None:
        """Take in the figures of another."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))
