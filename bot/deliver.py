"""Edge: from the outbox to the chats, one serial queue a chat.

    pending -> sending (on disk) -> request -> sent | uncertain | dead | pending again

A chat that hangs, is flooded or is gone never stops another. Nothing sleeps on a 429: the chat
is held in the database until then.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from html import escape

import structlog

from bot.compose import compose
from bot.format.html import foreign
from bot.message import Message
from bot.sending import Asks
from bot.sending import Paced as Paced
from bot.sending import Sender as Sender
from bot.sending import Tally as Tally
from bot.texts import texts
from bot.turns import Job, is_quiet, jobs, pause
from monitors.config import Settings
from monitors.errors import ChatGone, ChatMoved, Delayed, DeliveryError, Rejected, StoreError
from monitors.model import Delivery, DeliveryKind, DeliveryState, Reason
from monitors.store import Store

log = structlog.get_logger(__name__)

LONGEST_SLEEP = timedelta(seconds=3)
"""A longer wait for a place in the window ends the chat's turn: something more urgent may come."""

MOST_ATTEMPTS = 120
"""With pauses of at most 15 min: given up after more than a day without Telegram."""

MOST_UNCERTAIN = 30
"""Attempts, in the end an hour apart, after which a message that may have arrived is repeated no
more: a Telegram that is down for hours and answers 502 must not cost an alert.
"""

MOST_NOTES, BETWEEN_NOTES_S = 300, 1.0
"""How often, and how many seconds apart, the database is asked to note how a request ended."""

GATHER = timedelta(minutes=2)
"""How long what was seen late waits for more of its kind, which other sources may bring."""

WAIT_FOR_POST = timedelta(hours=6)
"""How long an edit or a reply waits for the message that it belongs to."""


class Deliverer:
    """Sends what the outbox holds. One at a time a chat, all chats at once."""

    def __init__(
        self,
        store: Store,
        sender: Sender,
        settings: Settings,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._store = store
        self._sender = sender
        self._settings = settings
        self._now = now
        self._sleep = sleep
        self._pace = sender.pace if isinstance(sender, Paced) else None
        self._turns: dict[str, asyncio.Task[Tally]] = {}
        self._owed: dict[str, list[Callable[[], None]]] = {}
        self._stopping = False

    def adopt(self, settings: Settings) -> None:
        """Go by other settings from the next message on."""
        self._settings = settings

    def stop(self) -> None:
        """Begin nothing new; what is under way ends."""
        self._stopping = True

    async def deliver(
        self, now: datetime, patience: float | None = None, *, gather: timedelta = GATHER
    ) -> Tally:
        """Send what is due at `now`; returns what has ended within `patience` seconds.

        Turns that take longer go on beside the next call, which leaves their chats alone.
        Without `patience` all turns are waited for. What was seen late is kept for `gather`.
        """
        queues: dict[str, list[Delivery]] = {}
        for row in self._store.pending(now):
            queues.setdefault(row.chat, []).append(row)
        for chat, rows in queues.items():
            if chat not in self._turns:
                self._turns[chat] = asyncio.create_task(self._turn(chat, rows, now - gather))
        if self._turns:
            await asyncio.wait(self._turns.values(), timeout=patience)
        return self._ended()

    async def drain(self) -> Tally:
        """Deliver until nothing is due any more that the pace only puts off."""
        total = Tally()
        while True:
            tally = await self.deliver(self._now(), gather=timedelta())
            waiting, tally.waiting = tally.waiting, 0
            total.add(tally)
            if not waiting or self._stopping:
                total.waiting = waiting
                return total
            await self._sleep(LONGEST_SLEEP.total_seconds())

    def _ended(self) -> Tally:
        total = Tally()
        for chat, turn in list(self._turns.items()):
            if turn.done():
                del self._turns[chat]
                total.add(_result(turn, chat))
        return total

    async def _turn(self, chat: str, rows: list[Delivery], seen_before: datetime) -> Tally:
        """Send one chat's rows in order, until one of them is in the way of the others."""
        tally = Tally()
        most = self._settings.alerts.digest_over
        try:
            for job in jobs(rows, most_late=most, seen_before=seen_before):
                if self._stopping or not await self._tried(chat, job, tally):
                    break
        except StoreError as error:
            log.error("outbox", chat=chat, error=str(error))
            await self._catch_up(chat)
        return tally

    async def _tried(self, chat: str, job: Job, tally: Tally) -> bool:
        """As `_do`; a bug in one message must not silence the others."""
        try:
            return await self._do(chat, job, tally)
        except StoreError:
            raise
        except Exception:
            log.critical("delivery crashed", delivery=job.newest.id, exc_info=True)
            self._uncertain(job, "a bug; it may have been sent", tally)
            return True

    async def _catch_up(self, chat: str) -> None:
        """Note what the database did not take (locked, full): what was sent must not go twice.

        The chat's turn lasts until then. What is not noted in the end a restart finds `sending`.
        """
        owed = self._owed.pop(chat, [])
        for _ in range(MOST_NOTES):
            try:
                while owed:
                    owed[0]()
                    del owed[0]
            except StoreError as error:
                log.error("outbox", chat=chat, error=str(error))
            if not owed or self._stopping:
                return
            await self._sleep(BETWEEN_NOTES_S)

    async def _do(self, chat: str, job: Job, tally: Tally) -> bool:
        """Send one job if it can be sent now; False if the chat's turn is over."""
        message_id = self._store.message_of(chat, job.alert.story_id)
        if job.kind in (DeliveryKind.EDIT, DeliveryKind.REPLY) and message_id is None:
            self._wait_for_post(job, tally)
            return True
        edited = message_id if job.kind is DeliveryKind.EDIT else None
        if edited == 0:
            self._bury(job, "its message stayed behind when the group moved", tally)
            return True
        if not await self._place(job, edited):
            tally.waiting += 1
            return edited is not None
        with self._store.begin(durable=True):
            claimed = job.claimed(self._claimed)
        if not claimed:
            return False
        return await self._send(claimed, message_id, tally)

    def _claimed(self, row: Delivery) -> bool:
        return self._store.claim(row.id, self._now(), story_id=row.alert.story_id)

    async def _place(self, job: Job, edited: int | None) -> bool:
        """Take a place in the window, waiting a little for it; False if it is further away."""
        if self._pace is None:
            return True
        chat = job.newest.chat
        if edited is not None and not self._pace.knows(chat, edited):
            last = self._store.edited_at(chat, job.alert.story_id)
            if last:
                self._pace.book_edit(chat, last, edited)
        wait = self._pace.delay(chat, self._now(), edited=edited)
        if wait > LONGEST_SLEEP:
            return False
        self._pace.book(chat, self._now() + wait, edited=edited)
        if wait:
            await self._sleep(wait.total_seconds())
        return True

    async def _send(self, job: Job, message_id: int | None, tally: Tally) -> bool:
        """Make the request and note how it ended; False if the chat's turn is over."""
        try:
            message = compose(job, self._store)
        except StoreError as error:
            self._settle(job, DeliveryState.PENDING, error=str(error))
            raise
        if message is None:
            self._bury(job, "its story is gone", tally)
            return True
        try:
            number = await self._request(job, message, message_id)
        except DeliveryError as error:
            return await self._failed(job, error, tally)
        self._settle(job, DeliveryState.SENT, message_id=number)
        if job.kind is DeliveryKind.EDIT:
            tally.edited += 1
        else:
            tally.sent += 1
        log.info("delivered", chat=job.newest.chat, kind=job.kind.value, message=number)
        return True

    async def _request(self, job: Job, message: Message, message_id: int | None) -> int:
        row, html = job.newest, message.html
        if message.buttons and isinstance(self._sender, Asks):
            return await self._sender.ask(row.chat, message)
        if job.kind is DeliveryKind.EDIT and message_id is not None:
            await self._sender.edit(row.chat, message_id, html)
            return message_id
        quiet = is_quiet(self._settings.channels, row.chat, self._now())
        return await self._sender.post(
            row.chat,
            html,
            thread=row.thread,
            silent=quiet or row.kind is DeliveryKind.DIGEST or row.alert.reason is Reason.SPLIT,
            reply_to=self._answered(job, message_id),
        )

    def _answered(self, job: Job, message_id: int | None) -> int | None:
        """A reply answers its story's message; a story's first one the digest that listed it."""
        if job.kind is DeliveryKind.REPLY:
            return message_id or None
        if job.kind is DeliveryKind.POST:
            return self._store.digest_of(job.newest.chat, job.alert.story_id)
        return None

    async def _failed(self, job: Job, error: DeliveryError, tally: Tally) -> bool:
        """Note what went wrong; False if the chat's turn is over."""
        if isinstance(error, Rejected):
            self._bury(job, str(error), tally)
            return True
        if isinstance(error, Delayed):
            self._delay(job, error, tally)
        elif isinstance(error, ChatMoved):
            self._settle(job, DeliveryState.PENDING, error=str(error))
            self._store.move_chat(error.chat, error.new_chat)
            log.warning("chat moved", chat=error.chat, now=error.new_chat)
        elif isinstance(error, ChatGone):
            self._settle(job, DeliveryState.PENDING, error=str(error))
            self._store.stop_chat(error.chat, str(error))
            log.error("chat gone", chat=error.chat, error=str(error))
            await self._tell_admins(error)
        else:
            self._uncertain(job, str(error), tally)
        return False

    def _delay(self, job: Job, error: Delayed, tally: Tally) -> None:
        """Later again; the whole chat waits if Telegram said for how long."""
        if job.attempts >= MOST_ATTEMPTS:
            self._bury(job, f"given up after {job.attempts} attempts: {error}", tally)
            return
        until = self._now() + (error.retry_after or pause(job.attempts))
        self._settle(job, DeliveryState.PENDING, not_before=until, error=str(error))
        if error.retry_after:
            self._store.hold_chat(error.chat, until)
        else:
            self._keep_order(job, until)
        tally.delayed += 1
        log.warning("delayed", chat=error.chat, until=until.isoformat(), error=str(error))

    def _uncertain(self, job: Job, why: str, tally: Tally) -> None:
        """Again and marked, or kept for an admin; an edit cannot double and is only tried again."""
        tally.uncertain += 1
        edit = job.kind is DeliveryKind.EDIT
        again = edit or self._settings.telegram.uncertain == "resend"
        if again and job.attempts < MOST_UNCERTAIN:
            until = self._now() + pause(job.attempts, longest=timedelta(hours=1))
            self._settle(job, DeliveryState.PENDING, not_before=until, error=why, repeated=not edit)
            self._keep_order(job, until)
            log.warning("uncertain", chat=job.newest.chat, again=until.isoformat(), error=why)
        else:
            self._settle(job, DeliveryState.UNCERTAIN, error=why)
            log.error("uncertain, held", chat=job.newest.chat, error=why)

    def _keep_order(self, job: Job, until: datetime) -> None:
        """Let the chat wait with a message that failed once; one that fails again is passed."""
        if not job.attempts and job.kind is not DeliveryKind.EDIT:
            self._store.hold_chat(job.newest.chat, until)

    def _wait_for_post(self, job: Job, tally: Tally) -> None:
        """Its first message is not out yet; after some hours it never will be."""
        if self._now() - job.newest.alert.made_at > WAIT_FOR_POST:
            self._bury(job, "the message that it belongs to was never sent", tally)

    def _bury(self, job: Job, why: str, tally: Tally) -> None:
        self._settle(job, DeliveryState.DEAD, error=why)
        tally.dead += 1
        log.error("dead", chat=job.newest.chat, delivery=job.newest.id, error=why)

    def _settle(
        self,
        job: Job,
        state: DeliveryState,
        *,
        message_id: int | None = None,
        not_before: datetime | None = None,
        error: str = "",
        repeated: bool = False,
    ) -> None:
        def note() -> None:
            with self._store.begin(durable=True):
                for row in job.rows:
                    self._store.settle(
                        row.id,
                        state,
                        now=self._now(),
                        message_id=message_id,
                        not_before=not_before,
                        error=error,
                        repeated=repeated,
                        listed=job.backlog and state is DeliveryState.SENT,
                    )
                for row in job.included:
                    self._store.settle(row.id, state, now=self._now(), not_before=not_before)

        try:
            note()
        except StoreError:
            self._owed.setdefault(job.newest.chat, []).append(note)
            raise

    async def _tell_admins(self, error: ChatGone) -> None:
        """Best effort: an admin who cannot be reached finds it in the log."""
        why = foreign(str(error), 500)
        notice = texts("en").say("admin.chat_gone", chat=escape(error.chat), why=why)
        for admin in self._settings.telegram.admins:
            try:
                await self._sender.post(str(admin), notice)
            except DeliveryError as failure:
                log.warning("admin not told", admin=admin, error=str(failure))


def _result(turn: asyncio.Task[Tally], chat: str) -> Tally:
    """Figures of a turn that has ended, none if it broke off."""
    if turn.cancelled():
        return Tally()
    if turn.exception():
        log.critical("turn crashed", chat=chat, exc_info=turn.exception())
        return Tally()
    return turn.result()
