"""The values that a message with buttons is made of."""

from dataclasses import dataclass

LONGEST_DATA = 64
"""Bytes that a button may carry (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""


@dataclass(frozen=True, slots=True)
class Button:
    """What it says (plain text) and what comes back when it is pressed."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Message:
    """Telegram HTML, and buttons below it, one a line."""

    html: str
    buttons: tuple[Button, ...] = ()
