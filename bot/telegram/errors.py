"""Pure: what an error of python-telegram-bot means for a delivery.

`BadRequest` is a `NetworkError` there, and any 404 an `InvalidToken` (measured with 22.8).
Whether a request has left is told by the httpx error behind it.
"""

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)

from monitors.errors import ChatGone, ChatMoved, Delayed, DeliveryError, Rejected, Uncertain

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)
"""Behind an error: the request never reached Telegram."""

NOT_MODIFIED = "message is not modified"
BAD_HTML = "can't parse entities"

_CHAT_UNUSABLE = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "user_is_blocked",
    "user is deactivated",
    "chat was deleted",
    "group chat was deactivated",
    "chat_write_forbidden",
    "chat_restricted",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "bot is not a member",
)


def says(error: TelegramError, phrase: str) -> bool:
    """True if Telegram's description contains the phrase; it varies in case."""
    return phrase in error.message.lower()


def delivery_error(error: TelegramError, chat: str, token: str) -> DeliveryError:
    """What to do about `error`; its text never holds the token."""
    text = error.message.replace(token, "[token]") if token else error.message
    if isinstance(error, RetryAfter):
        return Delayed(chat, text, retry_after=_span(error.retry_after))
    if isinstance(error, ChatMigrated):
        return ChatMoved(chat, str(error.new_chat_id))
    if isinstance(error, Forbidden):
        return ChatGone(chat, text)
    if isinstance(error, BadRequest):
        unusable = any(says(error, phrase) for phrase in _CHAT_UNUSABLE)
        return ChatGone(chat, text) if unusable else Rejected(chat, text)
    if isinstance(error, InvalidToken):
        return Delayed(chat, f"the token is refused, or a proxy answers for Telegram: {text}")
    if isinstance(error.__cause__, NOT_SENT):
        return Delayed(chat, f"Telegram cannot be reached: {text}")
    if isinstance(error, Conflict):
        return Delayed(chat, text)
    return Uncertain(chat, text)


def _span(retry_after: int | timedelta) -> timedelta:
    return retry_after if isinstance(retry_after, timedelta) else timedelta(seconds=retry_after)
