"""Edge: the stories that a new report may belong to.

What is searched, signatures and vectors of the last days, is in memory; which report belongs to
which story is asked of the store each time, so that a story that another program has merged or
split is seen as it is. Nothing here awaits but `ready`, which comes before.
"""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from monitors.bonds import Regrouped, may_merge, offered
from monitors.model import Report
from monitors.store import Member, Store
from monitors.story import Assignment, Open, Signature, assign, likely, signature, weighing
from monitors.story.joining import Weigh
from monitors.story.settings import SETTINGS

if TYPE_CHECKING:
    from monitors.embed import Vector
    from monitors.story.nearby import Near, Nearby

SPAN = timedelta(hours=SETTINGS.window_hours)
_TRIM_EVERY = timedelta(hours=1)
_AT_ONCE = 50  # reports read before others may run


class Window:
    """Finds the story of a report; `model` names what makes the vectors, "" if nothing does."""

    def __init__(self, store: Store, model: str = "", span: timedelta = SPAN) -> None:
        self._store = store
        self._model = model
        self.span = span
        self._filling = asyncio.Lock()
        self._filled: Nearby | None = None
        self._looked: _Looked | None = None
        self._trimmed = datetime.min.replace(tzinfo=UTC)

    async def ready(self, now: datetime) -> None:
        """Read what is stored, once; others may run meanwhile. Forget what has grown old."""
        async with self._filling:
            if self._filled is None:
                self._filled = await self._read(now - self.span)
        if now - self._trimmed >= _TRIM_EVERY:
            self._trimmed = now
            self._nearby.forget(now - self.span)
            self._store.forget_vectors(now - self.span)

    def assign(
        self, report: Report, vector: "Vector | None", decisions: Sequence[Regrouped] = ()
    ) -> Assignment:
        """The story that the report belongs to, as far as `ready` and `add` have told of any.

        What was decided of its reports before is obeyed; see monitors/bonds.py.
        """
        looked = self._look(report, vector)
        parts = _offered(report.item.id, self._stories(looked), decisions)
        return assign(looked.new, parts, looked.weigh)

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
        looked = self._look(report, vector)
        held = {one.id: one for one in self._stories(looked)}
        one, new = held.get(joined), looked.new
        if one is None or not _is_sure(assign(new, (one,), looked.weigh)):
            return []
        return [
            each
            for each in others
            if each in held
            and _is_sure(assign(new, (held[each],), looked.weigh))
            and may_merge(_items(one), _items(held[each]), decisions)
            and not any(_vetoed(assign(other, (one,))) for other in held[each].reports)
        ]

    def _look(self, report: Report, vector: "Vector | None") -> "_Looked":
        """What is near to the report; the last one is asked for again until it is added."""
        last = self._looked
        if last is None or last.report is not report or last.vector is not vector:
            new = signature(report)
            near = self._nearby.near(new, vector)
            last = self._looked = _Looked(report, vector, new, near, weighing(new, near.cosine))
        return last

    def _stories(self, looked: "_Looked") -> list[Open]:
        """The stories of what is near, as the store has them at this moment."""
        worth = likely(looked.near.reports, looked.weigh)
        members = self._store.members(worth, looked.report.item.published - self.span)
        looked.near.read(one.item_id for one in members)
        return self._open(members)

    def add(self, report: Report, vector: "Vector | None") -> None:
        """Look for this report as well from now on; it is stored in a story."""
        item, last = report.item, self._looked
        mine = last.new if last and last.report is report else signature(report)
        self._looked = None
        self._nearby.add(mine, vector)
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
        await asyncio.sleep(0)
        for part in self._store.reports_since(since, self._model):
            for number, (report, kept) in enumerate(part):
                if number % _AT_ONCE == 0:
                    await asyncio.sleep(0)
                vector = np.frombuffer(kept, np.float16).astype(np.float32) if kept else None
                nearby.add(signature(report), vector)
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
        found = signature(report)
        self._nearby.add(found)
        return found


@dataclass(frozen=True, slots=True)
class _Looked:
    """A report and what is near to it."""

    report: Report
    vector: "Vector | None"
    new: Signature
    near: "Near"
    weigh: Weigh


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
