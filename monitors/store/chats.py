"""Edge: what is known of chats, the words they watch, and small values by name."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, and_, delete, exists, select, update

from monitors.spelling import clean
from monitors.store.database import Database
from monitors.store.values import ChatState
from monitors.tables import ChatRow, MetaRow, OutboxRow, WatchRow, table

CHATS = table(ChatRow)
WATCHES = table(WatchRow)
OUTBOX = table(OutboxRow)
META = table(MetaRow)


class Chats(Database):
    """Chats are held for a while, stopped until someone speaks up, or moved for good."""

    def chats(self) -> list[ChatState]:
        """Return the chats of which more is known than the configuration says."""
        rows = self._rows(select(CHATS).order_by(CHATS.c.chat))
        return [ChatState(**row._mapping) for row in rows]

    def hold_chat(self, chat: str, until: datetime) -> None:
        """Send nothing to a chat before `until`."""
        self._set_chat(chat, held_until=until)

    def stop_chat(self, chat: str, why: str) -> None:
        """Send nothing to a chat any more: it blocked the bot or is gone. Its rows wait."""
        self._set_chat(chat, stopped=why)

    def resume_chat(self, chat: str) -> None:
        """Send to a chat again; what waited for it goes out."""
        self._set_chat(chat, stopped=None, held_until=None)

    def move_chat(self, old: str, new: str) -> None:
        """Let everything meant for `old` go to `new`, now and later; its watched words too.

        The new chat counts its messages anew: the numbers of those in the old one are forgotten,
        or an edit would change a message of another story.
        """
        if old == new:
            return
        with self.begin():
            for statement in _moves(old, new):
                self._write(statement)
            self._set_chat(new, moved_to=None)
            self._write(update(CHATS).where(CHATS.c.moved_to == old).values(moved_to=new))
            self._set_chat(old, moved_to=new)

    def _current(self, chat: str) -> str:
        moved = self._value(select(CHATS.c.moved_to).where(CHATS.c.chat == chat))
        return str(moved) if moved else chat

    def _set_chat(self, chat: str, **values: Any) -> None:
        insert = self._insert(CHATS).values(chat=chat, **values)
        self._write(insert.on_conflict_do_update(index_elements=[CHATS.c.chat], set_=values))

    def add_watch(self, chat: str, word: str, now: datetime) -> bool:
        """Watch a word for a chat; False if the chat watches it already (in any case)."""
        row = {"chat": self._current(chat), "folded": _fold(word), "word": word, "since": now}
        return self._write(self._insert(WATCHES).values(row).on_conflict_do_nothing()) > 0

    def remove_watch(self, chat: str, word: str) -> bool:
        """Stop watching a word; False if the chat did not watch it."""
        here = and_(WATCHES.c.chat == self._current(chat), WATCHES.c.folded == _fold(word))
        return self._write(delete(WATCHES).where(here)) > 0

    def watches(self, chat: str) -> list[str]:
        """Return a chat's words as they were written, oldest first."""
        return self._watched(select(WATCHES).where(WATCHES.c.chat == self._current(chat))).get(
            self._current(chat), []
        )

    def all_watches(self) -> dict[str, list[str]]:
        """Return all chats' words: chat -> words, oldest first."""
        return self._watched(select(WATCHES))

    def _watched(self, query: Any) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._rows(query.order_by(WATCHES.c.since, WATCHES.c.folded)):
            found.setdefault(row.chat, []).append(row.word)
        return found

    def get(self, key: str) -> str | None:
        """Return a small value, such as the time of a channel's last digest."""
        value = self._value(select(META.c.value).where(META.c.key == key))
        return None if value is None else str(value)

    def put(self, key: str, value: str) -> None:
        """Keep a small value."""
        self._write(self._upsert(META), [{"key": key, "value": value}])


def _fold(word: str) -> str:
    return " ".join(clean(word).casefold().split())


def _moves(old: str, new: str) -> Sequence[Executable]:
    """Return what moves rows, after deleting those that the new chat has already."""
    there, words = OUTBOX.alias(), WATCHES.alias()
    doubled_row = exists().where(
        there.c.chat == new,
        there.c.alert_id == OUTBOX.c.alert_id,
        there.c.kind == OUTBOX.c.kind,
    )
    doubled_word = exists().where(words.c.chat == new, words.c.folded == WATCHES.c.folded)
    return (
        delete(OUTBOX).where(OUTBOX.c.chat == old, doubled_row),
        update(OUTBOX).where(OUTBOX.c.chat == old).values(chat=new, message_id=None),
        delete(WATCHES).where(WATCHES.c.chat == old, doubled_word),
        update(WATCHES).where(WATCHES.c.chat == old).values(chat=new),
    )
