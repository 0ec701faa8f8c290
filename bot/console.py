"""Edge: messages on the terminal instead of Telegram, as a subscriber would see them."""

import errno
import os
from collections.abc import Callable
from datetime import datetime
from typing import TextIO

from rich.console import Console
from rich.markup import escape as escape_markup

from bot.format import on_paper
from monitors.errors import Delayed


class ConsoleSender:
    """Prints every message: first posts, silent edits and replies, with the time of `now`.

    `gone` once nobody reads any more (`| head`). The service keeps a message that could not be
    printed, and tries again; with `until_gone` it is lost like the reader. `last` is asked for the
    number of a chat's last message, so that a later run gives no number a second time.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        now: Callable[[], datetime] | None = None,
        width: int | None = None,
        until_gone: bool = False,
        last: Callable[[str], int] | None = None,
    ) -> None:
        self.gone = False
        self._until_gone = until_gone
        self._now = now
        self._console = _Console(file=stream, width=width, highlight=False, soft_wrap=True)
        self._before = last or (lambda _chat: 0)
        self._last: dict[str, int] = {}

    async def post(
        self,
        chat: str,
        html: str,
        *,
        thread: int | None = None,
        silent: bool = False,
        reply_to: int | None = None,
    ) -> int:
        """Print a message; its number is one more than that of the chat's last."""
        number = (self._last.get(chat) or self._before(chat)) + 1
        self._last[chat] = number
        what = "post" if reply_to is None else f"reply to {reply_to}"
        where = f" · topic {thread}" if thread is not None else ""
        self._print(chat, f"{chat}{where} · {number} · {what}{' · silent' if silent else ''}", html)
        return number

    async def edit(self, chat: str, message_id: int, html: str) -> None:
        """Print the message as it is now."""
        self._print(chat, f"{chat} · {message_id} · edit", html)

    def _print(self, chat: str, heading: str, html: str) -> None:
        clock = f"{self._now():%d.%m.%Y %H:%M} UTC · " if self._now else ""
        try:
            self._console.rule(escape_markup(clock + heading), align="left")
            self._console.print(on_paper(html), markup=False)
            self._console.print()
        except OSError as error:
            self.gone = isinstance(error, BrokenPipeError)
            if self.gone and self._until_gone:
                return
            raise Delayed(chat, f"the console takes nothing: {error.strerror}") from error


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it an error like any other; rich would end the program here."""
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))
