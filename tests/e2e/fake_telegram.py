"""A Telegram Bot API server of our own, on loopback.

    async with FakeTelegram() as fake:
        sender = TelegramSender(SecretStr(fake.token), fake.base_url)

It checks every request (method, parameters, types, HTML, lengths), keeps messages, does real long
polling, and misbehaves on demand: `fake.fail(...)` for the next requests that fit, in order.
`fake.accepted` is the log of what reached Telegram, whether or not the answer arrived.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Self

from aiohttp import web

from tests.e2e.bot_api import API, BadRequestError, checked_text, read
from tests.e2e.telegram_html import Entity, units

TOKEN = "123456789:FAKE-token-of-the-fake-telegram-server"
START = 1_757_577_600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


class Fault(Enum):
    """How a request can go wrong."""

    FLOOD = "429 with retry_after"
    SERVER_ERROR = "500"
    BAD_GATEWAY = "502"
    NOT_FOUND = "404, as a captive proxy would say"
    DROP_BEFORE = "the connection breaks, nothing was accepted"
    DROP_AFTER = "accepted, then the connection breaks"
    HANG = "accepted, the answer never comes"
    GARBAGE = "accepted, the answer is 200 and not JSON"
    BAD_ENTITIES = "400 can't parse entities"


@dataclass(frozen=True)
class Planned:
    """A fault for the next request that fits."""

    fault: Fault
    method: str | None
    chat: str | None
    retry_after: int

    def fits(self, method: str, chat: str) -> bool:
        return self.method in (None, method) and self.chat in (None, chat)


@dataclass(frozen=True)
class Call:
    """One accepted request; `text` is what is seen, `html` what was sent."""

    method: str
    chat: str
    message_id: int
    text: str
    html: str
    entities: tuple[Entity, ...]
    parameters: Mapping[str, Any]

    @property
    def silent(self) -> bool:
        return bool(self.parameters.get("disable_notification"))

    @property
    def buttons(self) -> dict[str, str]:
        """What comes back when a button is pressed, by what it says."""
        rows = self.parameters.get("reply_markup", {}).get("inline_keyboard", ())
        return {button["text"]: button["callback_data"] for row in rows for button in row}

    @property
    def reply_to(self) -> int | None:
        replied = self.parameters.get("reply_parameters")
        return replied["message_id"] if replied else None


class ApiError(Exception):
    """An answer that is not ok."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


@dataclass
class FakeTelegram:
    """The server; `rejected` holds the descriptions of all 4xx answers but 429."""

    token: str = TOKEN
    port: int = 0
    accepted: list[Call] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    requests: Counter[str] = field(default_factory=Counter)
    commands: list[dict[str, str]] = field(default_factory=list)
    unknown_chats: set[str] = field(default_factory=set)
    kicked: dict[str, str] = field(default_factory=dict)
    migrated: dict[str, int] = field(default_factory=dict)
    texts: dict[tuple[str, int], str] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)
    expired: set[str] = field(default_factory=set)
    _faults: list[Planned] = field(default_factory=list)
    _last: Counter[str] = field(default_factory=Counter)
    _updates: list[dict[str, Any]] = field(default_factory=list)
    _update_id: int = 700
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _closing: asyncio.Event = field(default_factory=asyncio.Event)
    _runner: web.AppRunner | None = None

    @property
    def base_url(self) -> str:
        """For `telegram.base_url`; the token comes directly after it."""
        return f"http://127.0.0.1:{self.port}/bot"

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._serve)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._closing.set()
        async with self._news:
            self._news.notify_all()
        if self._runner:
            await self._runner.cleanup()

    # What a test can do

    def fail(
        self,
        *faults: Fault,
        method: str | None = None,
        chat: str | None = None,
        retry_after: int = 1,
    ) -> None:
        """Let the next requests that fit go wrong, one fault each."""
        self._faults += [Planned(fault, method, chat, retry_after) for fault in faults]

    def kick(self, chat: str, description: str = "bot was blocked by the user") -> None:
        """Answer 403 to whatever is sent to `chat`."""
        self.kicked[chat] = description

    def migrate(self, chat: str, new_chat: int) -> None:
        """Answer that the group became a supergroup."""
        self.migrated[chat] = new_chat

    async def says(
        self, text: str, *, chat: int = 42, kind: str = "private", **message: Any
    ) -> None:
        """A person writes to the bot."""
        named = {"first_name": "Ona"} if kind == "private" else {"title": "A group"}
        entities = (
            [{"type": "bot_command", "offset": 0, "length": units(text.split()[0])}]
            if text.startswith("/")
            else []
        )
        self._last[str(chat)] += 1
        await self.update(
            message={
                "message_id": self._last[str(chat)],
                "date": START,
                "chat": {"id": chat, "type": kind, **named},
                "from": {"id": 42, "is_bot": False, "first_name": "Ona"},
                "text": text,
                "entities": entities,
                **message,
            }
        )

    async def presses(
        self, data: str, *, on: Call | None = None, person: int = 42, query: str = "q1"
    ) -> None:
        """A person presses a button below a message of the bot, or of one that is gone."""
        chat = int(on.chat) if on else 42
        await self.update(
            callback_query={
                "id": query,
                "from": {"id": person, "is_bot": False, "first_name": "Ona"},
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": on.message_id if on else 9_999,
                    "date": START,
                    "chat": {"id": chat, "type": "private", "first_name": "Ona"},
                },
            }
        )

    async def until_answered(self, queries: int, within_s: float = 10.0) -> list[str]:
        """What the presses of buttons were answered, as soon as there are so many answers."""
        async with asyncio.timeout(within_s), self._news:
            await self._news.wait_for(lambda: len(self.answered) >= queries)
        return self.answered

    async def membership(self, chat: int, status: str, *, kind: str = "private") -> None:
        """The bot was blocked, kicked, let in: its new status in a chat."""
        bot = {"id": 1, "is_bot": True, "first_name": "Volia", "username": "VoliaTestBot"}
        kicked = {"status": status, "user": bot, "until_date": 0}
        new = kicked if status == "kicked" else {"status": status, "user": bot}
        await self.update(
            my_chat_member={
                "chat": {"id": chat, "type": kind, "first_name": "Ona"},
                "from": {"id": 42, "is_bot": False, "first_name": "Ona"},
                "date": START,
                "old_chat_member": {"status": "member", "user": bot},
                "new_chat_member": new,
            }
        )

    async def update(self, **content: Any) -> None:
        """Any update."""
        self._update_id += 1
        async with self._news:
            self._updates.append({"update_id": self._update_id, **content})
            self._news.notify_all()

    def forget_updates(self) -> None:
        """Telegram keeps updates for a day only."""
        self._updates.clear()

    async def until(self, calls: int, within_s: float = 10.0) -> list[Call]:
        """The accepted calls as soon as there are so many."""
        async with asyncio.timeout(within_s), self._news:
            await self._news.wait_for(lambda: len(self.accepted) >= calls)
        return self.accepted

    def sent(self, chat: str) -> list[Call]:
        """Messages that a chat got, in order, without edits."""
        return [
            call for call in self.accepted if call.chat == chat and call.method == "sendMessage"
        ]

    # What Telegram does

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.requests[method] += 1
        try:
            if request.match_info["token"] != self.token:
                raise ApiError(401, "Unauthorized")
            if method not in API["methods"]:
                raise ApiError(404, "Not Found")
            return await self._checked(request, method)
        except BadRequestError as error:
            return self._refuse(ApiError(400, f"Bad Request: {error}"))
        except ApiError as error:
            return self._refuse(error)

    def _refuse(self, error: ApiError) -> web.Response:
        if error.status != 429 and error.status < 500:
            self.rejected.append(error.description)
        body: dict[str, Any] = {
            "ok": False,
            "error_code": error.status,
            "description": error.description,
        }
        if error.parameters:
            body["parameters"] = error.parameters
        return web.json_response(body, status=error.status)

    async def _checked(self, request: web.Request, method: str) -> web.StreamResponse:
        form = {**request.query, **{k: str(v) for k, v in (await request.post()).items()}}
        parameters = read(method, form)
        fault = self._next_fault(method, str(parameters.get("chat_id", "")))
        if fault:
            self._fail_before(request, fault)
        result = await self._result(method, parameters)
        if fault:
            await self._fail_after(request, fault.fault)
            return web.Response(text="<html>fine</html>", content_type="text/html")
        return web.json_response({"ok": True, "result": result})

    def _next_fault(self, method: str, chat: str) -> Planned | None:
        for planned in self._faults:
            if planned.fits(method, chat):
                self._faults.remove(planned)
                return planned
        return None

    def _fail_before(self, request: web.Request, planned: Planned) -> None:
        wait = planned.retry_after
        match planned.fault:
            case Fault.FLOOD:
                raise ApiError(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
            case Fault.SERVER_ERROR:
                raise ApiError(500, "Internal Server Error")
            case Fault.BAD_GATEWAY:
                raise web.HTTPBadGateway(text="<html>Bad Gateway</html>")
            case Fault.NOT_FOUND:
                raise web.HTTPNotFound(text="<html>log in to this network</html>")
            case Fault.BAD_ENTITIES:
                raise BadRequestError('can\'t parse entities: Unsupported start tag "x"')
            case Fault.DROP_BEFORE:
                self._drop(request)

    async def _fail_after(self, request: web.Request, fault: Fault) -> None:
        if fault is Fault.DROP_AFTER:
            self._drop(request)
        if fault is Fault.HANG:
            await self._closing.wait()

    def _drop(self, request: web.Request) -> None:
        if request.transport:
            request.transport.abort()
        raise asyncio.CancelledError

    async def _result(self, method: str, parameters: dict[str, Any]) -> Any:
        match method:
            case "getMe":
                name = {"first_name": "Volia", "username": "VoliaTestBot"}
                return {"id": int(self.token.split(":")[0]), "is_bot": True, **name}
            case "setMyCommands":
                self.commands = parameters["commands"]
                return True
            case "getUpdates":
                return await self._get_updates(parameters)
            case "sendMessage":
                return await self._send(parameters)
            case "editMessageText":
                return await self._edit(parameters)
            case "answerCallbackQuery":
                return await self._answer_query(parameters)
        return True

    async def _get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        offset = parameters.get("offset", 0)
        allowed = parameters.get("allowed_updates")
        self._updates = [one for one in self._updates if one["update_id"] >= offset]

        def due() -> list[dict[str, Any]]:
            wanted = [one for one in self._updates if not allowed or set(allowed) & set(one)]
            return wanted[: parameters.get("limit", 100)]

        if not due():
            try:
                async with asyncio.timeout(parameters.get("timeout", 0)), self._news:
                    await self._news.wait_for(lambda: due() or self._closing.is_set())
            except TimeoutError:
                return []
        return due()

    async def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat = self._chat(parameters)
        text, entities = checked_text(parameters, "message is too long")
        _check_buttons(parameters)
        self._check_reply(chat, parameters.get("reply_parameters"))
        self._last[chat] += 1
        number = self._last[chat]
        return await self._accept("sendMessage", chat, number, text, entities, parameters)

    async def _edit(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat, number = self._chat(parameters), parameters["message_id"]
        if (chat, number) not in self.texts:
            raise BadRequestError("message to edit not found")
        text, entities = checked_text(parameters, "MESSAGE_TOO_LONG")
        _check_buttons(parameters)
        if self.texts[chat, number] == _fingerprint(text, entities, parameters):
            raise BadRequestError(NOT_MODIFIED)
        return await self._accept("editMessageText", chat, number, text, entities, parameters)

    async def _accept(
        self,
        method: str,
        chat: str,
        number: int,
        text: str,
        entities: tuple[Entity, ...],
        parameters: dict[str, Any],
    ) -> dict[str, Any]:
        self.texts[chat, number] = _fingerprint(text, entities, parameters)
        call = Call(method, chat, number, text, parameters["text"], entities, parameters)
        async with self._news:
            self.accepted.append(call)
            self._news.notify_all()
        return {
            "message_id": number,
            "date": START + len(self.accepted),
            "chat": _chat_object(chat),
            "text": text,
            "entities": [
                {"type": one.kind, "offset": one.start, "length": one.end - one.start}
                for one in entities
            ],
        }

    async def _answer_query(self, parameters: dict[str, Any]) -> bool:
        if parameters["callback_query_id"] in self.expired:
            raise BadRequestError("query is too old and response timeout expired")
        if len(parameters.get("text", "")) > 200:
            raise BadRequestError("MESSAGE_TOO_LONG")
        async with self._news:
            self.answered.append(parameters.get("text", ""))
            self._news.notify_all()
        return True

    def _chat(self, parameters: dict[str, Any]) -> str:
        chat = str(parameters["chat_id"])
        if chat in self.migrated:
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.migrated[chat],
            )
        if chat in self.kicked:
            raise ApiError(403, f"Forbidden: {self.kicked[chat]}")
        if chat in self.unknown_chats:
            raise BadRequestError("chat not found")
        return chat

    def _check_reply(self, chat: str, reply: dict[str, Any] | None) -> None:
        if reply is None:
            return
        known = reply["message_id"] <= self._last[chat]
        if not known and not reply.get("allow_sending_without_reply"):
            raise BadRequestError("message to be replied not found")


def _check_buttons(parameters: dict[str, Any]) -> None:
    for row in parameters.get("reply_markup", {}).get("inline_keyboard", ()):
        for button in row:
            if not 1 <= len(button.get("callback_data", "x").encode()) <= 64:
                raise BadRequestError("BUTTON_DATA_INVALID")
            if not button["text"].strip():
                raise BadRequestError("text buttons are required to be not empty")


def _fingerprint(text: str, entities: tuple[Entity, ...], parameters: dict[str, Any]) -> str:
    return json.dumps([text, parameters.get("reply_markup"), *(repr(one) for one in entities)])


def _chat_object(chat: str) -> dict[str, Any]:
    if chat.startswith("@"):
        return {"id": -1001, "type": "channel", "title": chat, "username": chat[1:]}
    number = int(chat)
    if number > 0:
        return {"id": number, "type": "private", "first_name": "Ona"}
    kind = "supergroup" if chat.startswith("-100") else "group"
    return {"id": number, "type": kind, "title": "A group"}
