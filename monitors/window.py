"""Edge: the stories that a new report may belong to.

What is searched, signatures and vectors of the last days, is in memory; which report belongs to
which story is asked of the store each time, so that a story that another program has merged or
split is seen as it is. Nothing here awaits but `ready`, which comes before.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from monitors.bonds import Regrouped, may_merge, offered
from monitors.model import Report
from monitors.store import Member, Store
from monitors.story import Assignment, Open, Signature, assign, likely, signature
from monitors.story.settings import SETTINGS

if TYPE_CHECKING:
    from monitors.embed import Vector
    from monitors.story.nearby import Near, Nearby

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

    def assign(
        self, report: Report, vector: "Vector | None", decisions: Sequence[Regrouped] = ()
    ) -> Assignment:
        """The story that the report belongs to, as far as `ready` and `add` have told of any.

        What was decided of its reports before is obeyed; see monitors/bonds.py.
        """
        near, stories = self._candidates(report, vector)
        parts = _offered(report.item.id, stories, decisions)
        return assign(signature(report), parts, near.cosine)

    def twins(
        self,
        report: Report,
        vector: "Vector | None",
        joined: str,
        others: Collection[str],
        decisions: Sequence[Regrouped],
    ) -> list[str]:
        """Those of `others` that are the same event as `joined`, as the report shows.

        It surely tells of both, nothing in the one speaks against the other, and nobody decided
        that they are two.
        """
        near, stories = self._candidates(report, vector)
        held = {one.id: one for one in stories}
        one, new = held.get(joined), signature(report)
        if one is None or not _is_sure(assign(new, (one,), near.cosine)):
            return []
        return [
            each
            for each in others
            if each in held
            and _is_sure(assign(new, (held[each],), near.cosine))
            and may_merge(_items(one), _items(held[each]), decisions)
            and not any(_vetoed(assign(other, (one,))) for other in held[each].reports)
        ]

    def _candidates(self, report: Report, vector: "Vector | None") -> tuple["Near", list[Open]]:
        new = signature(report)
        near = self._nearby.near(new, vector)
        worth = likely(new, near.reports, near.cosine)
        members = self._store.members(worth, report.item.published - self._span)
        return near, self._open(members)

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


def _items(story: Open) -> frozenset[str]:
    return frozenset(one.item_id for one in story.reports)


def _offered(item: str, stories: Sequence[Open], decisions: Sequence[Regrouped]) -> list[Open]:
    held = {one.id: one for one in stories}
    if not decisions:
        return list(stories)
    return [
        replace(held[name], reports=tuple(x for x in held[name].reports if x.item_id in part))
        for name, part in offered(item, {one.id: _items(one) for one in stories}, decisions)
    ]


def _is_sure(found: Assignment) -> bool:
    return found.story_id is not None and found.score >= SETTINGS.sure and not _vetoed(found)


def _vetoed(found: Assignment) -> bool:
    return any(word.startswith("veto:") for word in found.why)
