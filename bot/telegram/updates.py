"""Edge: what people say to the bot, by long polling.

An update is confirmed by asking for the next one, so a command that was received but not carried
out when the process died is received again; all commands may be repeated.
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from types import TracebackType
from typing import Self, TypeVar
from weakref import WeakValueDictionary

import structlog
from telegram import BotCommand, CallbackQuery, ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType, UpdateType
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.commands import CommandContext, addressed, answer, menu, press
from bot.message import Message as Answered
from bot.telegram.sender import TelegramSender
from monitors.errors import DeliveryError, StoreError

log = structlog.get_logger(__name__)

T = TypeVar("T")

ALLOWED = [UpdateType.MESSAGE, UpdateType.MY_CHAT_MEMBER, UpdateType.CALLBACK_QUERY]
POLL_S = 25
LONGEST_PAUSE_S = 60.0
MOST_WAITING = 5
"""Answers of one chat that may wait for their turn; whoever writes faster gets no more."""

_OUT = {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


class Updates:
    """Listens while it is entered: `async with Updates(sender, context): ...`."""

    def __init__(
        self,
        telegram: TelegramSender,
        context: CommandContext,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._telegram = telegram
        self._bot = telegram.bot
        self._context = context
        self._sleep = sleep
        self._name = ""
        self._failures = 0
        self._task: asyncio.Task[None] | None = None
        self._answers: set[asyncio.Task[None]] = set()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._waiting: dict[str, int] = {}

    async def __aenter__(self) -> Self:
        """Begin to listen; that Telegram is out of reach is no reason not to."""
        self._task = asyncio.create_task(self._listen())
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop listening; answers that are under way are given up."""
        tasks = [task for task in (self._task, *self._answers) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen(self) -> None:
        while await self._tried(self._introduce) is None:
            pass
        offset: int | None = None
        while True:
            asking = partial(
                self._bot.get_updates, offset=offset, timeout=POLL_S, allowed_updates=ALLOWED
            )
            for update in await self._tried(asking) or ():
                await self._handle(update)
                offset = update.update_id + 1

    async def _introduce(self) -> bool:
        """Learn the bot's own name and tell Telegram what it understands."""
        self._name = (await self._bot.get_me()).username or ""
        await self._bot.delete_webhook()
        await self._bot.set_my_commands([BotCommand(name, about) for name, about in menu()])
        log.info("listening", bot=self._name)
        return True

    async def _tried(self, request: Callable[[], Awaitable[T]]) -> T | None:
        """The answer to a request; None, after a pause, if it failed."""
        try:
            answered = await request()
        except TelegramError as error:
            self._failures += 1
            pause = _pause(error, self._failures)
            # the message of InvalidToken may hold the token
            log.warning("telegram", error=type(error).__name__, again_in_s=pause)
            await self._sleep(pause)
            return None
        except Exception:  # an update that the library cannot read must not end the listening
            log.critical("updates crashed", exc_info=True)
            await self._sleep(LONGEST_PAUSE_S)
            return None
        self._failures = 0
        return answered

    async def _handle(self, update: Update) -> None:
        """Carry out one update; a bug in one must not keep the others from being heard."""
        try:
            if update.my_chat_member:
                self._membership(update.my_chat_member)
            elif update.callback_query:
                await self._pressed(update.callback_query)
            elif update.message and update.message.text:
                await self._command(update.message, update.message.text)
        except StoreError as error:
            log.error("update", error=str(error))
        except Exception:
            log.critical("update crashed", update=update.update_id, exc_info=True)

    def _membership(self, change: ChatMemberUpdated) -> None:
        chat, status = str(change.chat.id), change.new_chat_member.status
        if status in _OUT:
            self._context.store.stop_chat(chat, f"the bot's status there is {status}")
            log.warning("chat gone", chat=chat, status=status)
        else:
            self._context.store.resume_chat(chat)
            log.info("chat there", chat=chat, status=status)

    async def _pressed(self, query: CallbackQuery) -> None:
        """Carry out a button; Telegram shows that it waits until it has an answer."""
        pressed = press(query.data or "", str(query.from_user.id), self._context)
        try:
            await self._bot.answer_callback_query(query.id, text=pressed.told)
            if pressed.message and query.message:
                chat, number = str(query.message.chat.id), query.message.message_id
                shown = pressed.message
                await self._telegram.edit(chat, number, shown.html, shown.buttons)
        except (TelegramError, DeliveryError) as error:
            # too old to be answered, or a message that is gone: what was decided holds
            log.warning("button not answered", error=type(error).__name__)

    async def _command(self, message: Message, text: str) -> None:
        private = message.chat.type == ChatType.PRIVATE
        asked = addressed(text, self._name, private=private)
        if not asked:
            return
        chat = str(message.chat.id)
        answered = await answer(asked, chat, self._context)
        if answered.html and self._waiting.get(chat, 0) < MOST_WAITING:
            self._waiting[chat] = self._waiting.get(chat, 0) + 1
            task = asyncio.create_task(self._say(chat, answered, message))
            self._answers.add(task)
            task.add_done_callback(self._answers.discard)

    async def _say(self, chat: str, answered: Answered, message: Message) -> None:
        """Answer in order and at Telegram's pace; best effort, unlike an alert."""
        lock = self._locks.setdefault(chat, asyncio.Lock())
        thread = message.message_thread_id if message.is_topic_message else None
        try:
            async with lock:
                wait = self._telegram.pace.delay(chat, self._context.now())
                self._telegram.pace.book(chat, self._context.now() + wait)
                if wait:
                    await self._sleep(wait.total_seconds())
                await self._telegram.post(
                    chat,
                    answered.html,
                    thread=thread,
                    reply_to=message.message_id,
                    buttons=answered.buttons,
                )
        except DeliveryError as error:
            log.warning("no answer", chat=chat, error=str(error))
        finally:
            self._waiting[chat] -= 1
            if not self._waiting[chat]:
                del self._waiting[chat]


def _pause(error: TelegramError, failures: int) -> float:
    """How long to wait after an error: what Telegram says, or 1, 2, 4 ... 60 seconds."""
    if isinstance(error, RetryAfter):
        span = error.retry_after
        return float(span if isinstance(span, int) else span.total_seconds())
    if isinstance(error, Conflict | InvalidToken):
        return LONGEST_PAUSE_S
    return float(min(LONGEST_PAUSE_S, 2.0 ** min(failures - 1, 10)))
