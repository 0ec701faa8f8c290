"""Edge: what a report is joined by: vectors, the stories that are open, those that may be one."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, delete, or_, select

from monitors.model import Report
from monitors.store.database import chunks
from monitors.store.items import REPORTS
from monitors.store.stories import STORIES, Stories, decoded
from monitors.store.values import Member
from monitors.tables import RelatedRow, VectorRow, table

VECTORS = table(VectorRow)
RELATED = table(RelatedRow)

ASKED = 16
"""Items of which one statement asks; of a fixed number, as lists of any length cost more to write
than to answer."""


class Vectors(Stories):
    """Vectors by item id, as the bytes of float16 numbers; a vector of another model is none."""

    def keep_vector(self, item_id: str, published: datetime, model: str, vector: bytes) -> None:
        """Keep the vector of a stored item in place of the one it had."""
        row = {"item_id": item_id, "published": published, "model": model, "vector": vector}
        self._write(self._upsert(VECTORS), [row])

    def forget_vectors(self, before: datetime) -> int:
        """Forget those of items published before then; returns how many."""
        return self._write(delete(VECTORS).where(VECTORS.c.published < before))

    def reports_since(
        self, instant: datetime, model: str
    ) -> Iterator[list[tuple[Report, bytes | None]]]:
        """Yield the reports published since then, oldest first, in parts, each with its vector."""
        here = and_(VECTORS.c.item_id == REPORTS.c.item_id, VECTORS.c.model == model)
        order = (REPORTS.c.published, REPORTS.c.item_id)
        wanted = select(REPORTS.c.item_id).where(REPORTS.c.published >= instant).order_by(*order)
        query = select(REPORTS.c.body, VECTORS.c.vector).outerjoin(VECTORS, here).order_by(*order)
        for part in chunks([row.item_id for row in self._rows(wanted)]):
            rows = self._rows(query.where(REPORTS.c.item_id.in_(part)))
            yield [(decoded(row.body), row.vector) for row in rows]

    def members(self, item_ids: Sequence[str], since: datetime) -> list[Member]:
        """Return the reports published since then of all stories that hold one of the items."""
        found: dict[str, Member] = {}
        for part in chunks(item_ids, ASKED):
            wanted = {f"item{place}": part[min(place, len(part) - 1)] for place in range(ASKED)}
            rows = self._rows(_members(), {"since": since, **wanted})
            found |= {
                row.item_id: Member(row.story_id, row.first_seen, row.item_id) for row in rows
            }
        return list(found.values())

    def report_of(self, item_id: str) -> Report | None:
        """Return the report of an item."""
        query = select(REPORTS.c.body).where(REPORTS.c.item_id == item_id)
        return next((decoded(row.body) for row in self._rows(query)), None)

    def relate(self, story_id: str, others: Iterable[tuple[str, float]]) -> None:
        """Note which stories may tell of the same event, and how likely; the last word counts."""
        rows = [
            {"story_id": story_id, "other_id": other, "score": score} for other, score in others
        ]
        self._write(self._upsert(RELATED), rows)

    def related(self, story_id: str) -> list[tuple[str, float]]:
        """Return the stories that may tell of the same event with a score, the likeliest first."""
        one, other = RELATED.c.story_id, RELATED.c.other_id
        query = select(RELATED).where(or_(one == story_id, other == story_id))
        found: dict[str, float] = {}
        for row in self._rows(query):
            each = row.other_id if row.story_id == story_id else row.story_id
            found[each] = max(row.score, found.get(each, 0.0))
        return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


@cache
def _members() -> Select[Any]:
    items = [bindparam(f"item{place}", type_=REPORTS.c.item_id.type) for place in range(ASKED)]
    holding = select(REPORTS.c.story_id).where(REPORTS.c.item_id.in_(items))
    return (
        select(REPORTS.c.story_id, STORIES.c.first_seen, REPORTS.c.item_id)
        .join(STORIES, STORIES.c.id == REPORTS.c.story_id)
        .where(REPORTS.c.story_id.in_(holding), REPORTS.c.published >= bindparam("since"))
    )
