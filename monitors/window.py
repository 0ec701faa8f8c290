"""Edge: the stories that a new report may belong to.

What is searched, signatures and vectors of the last days, is in memory; which report belongs to
which story is asked of the store each time, so that a story that another program has merged or
split is seen as it is. Nothing here awaits but `ready`, which comes before.
"""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from monitors.model import Report, Story
from monitors.store import Member, Store
from monitors.story import Assignment, Open, Signature, assign, likely, signature

if TYPE_CHECKING:
    from monitors.embed import Vector
    from monitors.story.nearby import Nearby

SPAN = timedelta(hours=72)
_TRIM_EVERY = timedelta(hours=1)
_AT_ONCE = 50  # reports read before others may run


class Window:
    """Finds the story of a report; `model` names what makes the vectors, "" if nothing does."""

    def __init__(self, store: Store, model: str = "", span: timedelta = SPAN) -> None:
        self._store = store
        self._model = model
        self._span = span
        self._filling = asyncio.Lock()
        self._filled: Nearby | None = None
        self._trimmed = datetime.min.replace(tzinfo=UTC)

    async def ready(self, now: datetime) -> None:
        """Read what is stored, once; others may run meanwhile. Forget what has grown old."""
        async with self._filling:
            if self._filled is None:
                self._filled = await self._read(now - self._span)
        if now - self._trimmed >= _TRIM_EVERY:
            self._trimmed = now
            self._nearby.forget(now - self._span)
            self._store.forget_vectors(now - self._span)

    def story_before(
        self, report: Report, vector: "Vector | None", copied: str | None = None
    ) -> tuple[Story | None, Assignment]:
        """The story the report belongs to as it was, and why; None if it opens a new one.

        `copied` is the id of an item of another source with the very same text.
        """
        own = self._store.story_of(report.item.id)
        if own:
            return own, Assignment(own.id, 1.0, ("edited item stays in its story",))
        first = self._store.story_of(copied) if copied else None
        if first and abs(report.item.published - first.last_seen) <= self._span:
            return first, Assignment(first.id, 1.0, (f"the same text as {copied}",))
        found = self.assign(report, vector)
        return self._store.story(found.story_id) if found.story_id else None, found

    def assign(self, report: Report, vector: "Vector | None") -> Assignment:
        """The story that the report belongs to, as far as `ready` and `add` have told of any."""
        new = signature(report)
        near = self._nearby.near(new, vector)
        worth = likely(new, near.reports, near.cosine)
        members = self._store.members(worth, report.item.published - self._span)
        return assign(new, self._open(members), near.cosine)

    def add(self, report: Report, vector: "Vector | None") -> None:
        """Look for this report as well from now on; it is stored in a story."""
        item = report.item
        self._nearby.add(signature(report), vector)
        if vector is not None:
            kept = vector.astype("float16").tobytes()
            self._store.keep_vector(item.id, item.published, self._model, kept)

    @property
    def _nearby(self) -> "Nearby":
        assert self._filled is not None, "ready() comes first"
        return self._filled

    async def _read(self, since: datetime) -> "Nearby":
        import numpy as np  # 0.1 s, which a command that reads no item need not wait for

        from monitors.story.nearby import Nearby

        nearby = Nearby()
        for part in self._store.reports_since(since, self._model):
            for number, (report, kept) in enumerate(part):
                vector = np.frombuffer(kept, np.float16).astype(np.float32) if kept else None
                nearby.add(signature(report), vector)
                if number % _AT_ONCE == 0:
                    await asyncio.sleep(0)
        return nearby

    def _open(self, members: list[Member]) -> list[Open]:
        stories: dict[tuple[str, datetime], list[Signature]] = {}
        for one in members:
            known = self._nearby.signature(one.item_id) or self._learned(one.item_id)
            stories.setdefault((one.story_id, one.first_seen), []).append(known)
        return [Open(name, first, tuple(each)) for (name, first), each in stories.items()]

    def _learned(self, item_id: str) -> Signature:
        """The signature of a report that another program has stored."""
        report = self._store.report_of(item_id)
        assert report is not None, "it was read in this transaction"
        self._nearby.add(signature(report))
        return signature(report)
