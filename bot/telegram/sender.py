"""Edge: messages to Telegram."""

from collections.abc import Sequence
from functools import partial
from types import TracebackType
from typing import Self

import structlog
from pydantic import SecretStr
from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.request import HTTPXRequest

from bot.format import plain_text
from bot.message import Button, Message
from bot.pace import Pace
from bot.telegram.errors import BAD_HTML, NOT_MODIFIED, delivery_error, says
from monitors.config import Settings

log = structlog.get_logger(__name__)

CONNECT_S = 10.0
READ_S = 20.0
POOL_S = 30.0
"""python-telegram-bot waits 1 s for a free connection: too short when many chats send at once."""


class TelegramSender:
    """Sends and edits as the bot of `token`; `pace` is what Telegram lets a bot do.

    Link previews are off: Telegram would fetch the first link of a message that keeps changing.
    """

    def __init__(
        self,
        token: SecretStr,
        base_url: str = "https://api.telegram.org/bot",
        *,
        proxy: str | None = None,
        pace: Pace | None = None,
        read_s: float = READ_S,
    ) -> None:
        self.pace = pace or Pace()
        self._token = token
        self._requests = (
            _request(proxy, connections=2, read_s=read_s),
            _request(proxy, connections=32, read_s=read_s),
        )
        self.bot = Bot(
            token.get_secret_value(),
            base_url=base_url,
            get_updates_request=self._requests[0],
            request=self._requests[1],
        )

    async def __aenter__(self) -> Self:
        """Nothing is sent yet: a bot must be able to start while Telegram is out of reach."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the connections."""
        await self.close()

    async def close(self) -> None:
        """Close the connections; the sender is of no use afterwards."""
        for request in self._requests:
            await request.shutdown()

    async def name(self) -> str:
        """The bot's own name, asked of Telegram; raises DeliveryError."""
        try:
            return (await self.bot.get_me()).username or ""
        except TelegramError as error:
            raise self._meaning(error, "getMe") from error

    async def post(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None = None,
        silent: bool = False,
        reply_to: int | None = None,
        buttons: Sequence[Button] = (),
    ) -> int:
        """Send a message; raises the DeliveryError family."""
        send = partial(
            self._send, chat, html, thread=thread, silent=silent, reply_to=reply_to, buttons=buttons
        )
        try:
            return await send()
        except BadRequest as error:
            if not says(error, BAD_HTML):
                raise self._meaning(error, chat) from error
            log.error("html refused, sent as plain text", chat=chat, error=error.message)
        except TelegramError as error:
            raise self._meaning(error, chat) from error
        try:
            return await send(plain=True)
        except TelegramError as error:
            raise self._meaning(error, chat) from error

    async def _send(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None,
        silent: bool,
        reply_to: int | None,
        buttons: Sequence[Button] = (),
        plain: bool = False,
    ) -> int:
        answered = reply_to and ReplyParameters(reply_to, allow_sending_without_reply=True)
        message = await self.bot.send_message(
            chat_id=_number(chat),
            text=plain_text(html) if plain else html,
            parse_mode=None if plain else ParseMode.HTML,
            message_thread_id=thread,
            disable_notification=silent,
            reply_parameters=answered or None,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
            reply_markup=_keyboard(buttons),
        )
        return message.message_id

    async def ask(self, chat: str, message: Message) -> int:
        """Send a message with its buttons; raises the DeliveryError family."""
        return await self.post(chat, message.html, buttons=message.buttons)

    async def edit(
        self, chat: str, message_id: int, html: str, buttons: Sequence[Button] = ()
    ) -> None:
        """Change a message; that it says so already is fine. Raises the DeliveryError family."""
        for plain in (False, True):
            try:
                await self.bot.edit_message_text(
                    text=plain_text(html) if plain else html,
                    chat_id=_number(chat),
                    message_id=message_id,
                    parse_mode=None if plain else ParseMode.HTML,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    reply_markup=_keyboard(buttons),
                )
            except BadRequest as error:
                if says(error, NOT_MODIFIED):
                    return
                if plain or not says(error, BAD_HTML):
                    raise self._meaning(error, chat) from error
                log.error("html refused, edited as plain text", chat=chat, error=error.message)
            except TelegramError as error:
                raise self._meaning(error, chat) from error
            else:
                return

    def _meaning(self, error: TelegramError, chat: str) -> Exception:
        return delivery_error(error, chat, self._token.get_secret_value())


def sender_of(settings: Settings) -> TelegramSender | None:
    """The sender that the settings describe, None if there is no token; raises ConfigError."""
    token = settings.telegram.token()
    if token is None:
        return None
    return TelegramSender(token, settings.telegram.base_url, proxy=settings.network.proxy)


def _request(proxy: str | None, *, connections: int, read_s: float) -> HTTPXRequest:
    """The proxy is that of the settings, never one of the environment."""
    return HTTPXRequest(
        connection_pool_size=connections,
        connect_timeout=CONNECT_S,
        read_timeout=read_s,
        write_timeout=read_s,
        pool_timeout=POOL_S,
        proxy=proxy,
        httpx_kwargs={"trust_env": False},
    )


def _keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """One button a line; None if there is none."""
    rows = [[InlineKeyboardButton(one.label, callback_data=one.data)] for one in buttons]
    return InlineKeyboardMarkup(rows) if rows else None


def _number(chat: str) -> int | str:
    return int(chat) if chat.removeprefix("-").isdigit() else chat
