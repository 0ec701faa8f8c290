"""Pure: what was decided of reports that belong together or do not, and what follows from it.

A decision is about two sets of items: `first` and `second` were put together, or set apart. Of
two decisions about the same pair of items the newer one counts.

`offered` is what joining a report chooses from: stories from which the report was set apart are
left out, and a merged story is offered whole and in its parts, so that a report that is like one
half of it is not kept out by the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Stories = Mapping[str, frozenset[str]]
"""Ids of the items in each story, by the story's id."""
PIPELINE = "volia"
"""Who decided, where it was not a person."""


class Kind(StrEnum):
    """`merge` put two stories together; `split` and `apart` say that they are two."""

    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """A decision: by whom (`cli`, a chat's id, `volia`), why, and of which items.

    `story_id` is the story that stayed, `other_id` the one that was merged into it, was made of
    the reports taken out, or is kept apart. `id` is 0 until it is stored.
    """

    kind: Kind
    story_id: str
    other_id: str
    first: frozenset[str]
    second: frozenset[str]
    by: str
    why: str
    at: datetime
    id: int = 0
    undone: bool = False


def together(decisions: Iterable[Regrouped], one: str, other: str) -> bool | None:
    """Whether two items belong to one story; None if nothing was decided of them.

    `decisions` are in order of time.
    """
    found: bool | None = None
    for each in decisions:
        there = one in each.first and other in each.second
        back = one in each.second and other in each.first
        if (there or back) and not each.undone:
            found = each.kind is Kind.MERGE
    return found


def bound_to(item: str, decisions: Sequence[Regrouped]) -> list[str]:
    """The items that `item` must be together with."""
    concerned = [each for each in decisions if item in each.first or item in each.second]
    others = {other for each in concerned for other in each.first | each.second} - {item}
    return [other for other in sorted(others) if together(concerned, item, other)]


def offered(
    item: str, stories: Stories, decisions: Sequence[Regrouped]
) -> list[tuple[str, frozenset[str]]]:
    """The stories that an item's report may join, by id; merged ones whole and in their parts."""
    return [
        (story_id, part)
        for story_id, items in stories.items()
        if not _apart(item, items, decisions)
        for part in dict.fromkeys((items, *_parts(items, decisions)))
    ]


def may_merge(one: Iterable[str], other: frozenset[str], decisions: Sequence[Regrouped]) -> bool:
    """False if any item of one story was set apart from one of the other."""
    return not any(_apart(item, other, decisions) for item in one)


def _apart(item: str, others: Iterable[str], decisions: Sequence[Regrouped]) -> bool:
    concerned = [each for each in decisions if item in each.first or item in each.second]
    if not concerned:
        return False
    return any(together(concerned, item, other) is False for other in others if other != item)


def _parts(items: frozenset[str], decisions: Iterable[Regrouped]) -> Iterator[frozenset[str]]:
    for each in decisions:
        if each.kind is Kind.MERGE and not each.undone and items & each.first:
            yield from (part for part in (items & each.second, items - each.second) if part)
