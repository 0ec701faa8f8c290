"""Pure: what an item is, compared with those that were seen before it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitors.model import Item
from monitors.store.values import Compared, Standing

SAME_TEXT_WITHIN = timedelta(days=7)
"""Two sources that print the same words further apart than this do not copy each other: short
headlines ("Sanctions extended") come back every half-year.
"""


@dataclass(frozen=True, slots=True)
class _Seen:
    id: str
    source: str
    content_hash: str
    published: datetime
    pruned: bool


@dataclass(slots=True)
class SeenBefore:
    """Items by each of the keys that make them known."""

    by_id: dict[str, _Seen] = field(default_factory=dict)
    by_address: dict[str, list[_Seen]] = field(default_factory=dict)
    by_text: dict[str, list[_Seen]] = field(default_factory=dict)

    def add(
        self,
        item_id: str,
        source: str,
        canonical: str,
        content_hash: str,
        published: datetime,
        *,
        pruned: bool = False,
    ) -> None:
        """Remember one item; an id counts once."""
        if item_id in self.by_id:
            return
        seen = _Seen(item_id, source, content_hash, published, pruned)
        self.by_id[item_id] = seen
        if canonical:
            self.by_address.setdefault(canonical, []).append(seen)
        self.by_text.setdefault(content_hash, []).append(seen)


def compare(items: Sequence[Item], seen: SeenBefore) -> list[Compared]:
    """Compare each item with those seen before it, in the batch as well (`seen` grows).

    By id first; then its own source (same words, or same address); then other sources.
    """
    found = []
    for item in items:
        found.append(_standing(item, seen))
        seen.add(item.id, item.source, item.canonical, item.content_hash, item.published)
    return found


def _standing(item: Item, seen: SeenBefore) -> Compared:
    same = seen.by_id.get(item.id)
    if same:
        return Compared(_against(item, same), same.id)
    texts = seen.by_text.get(item.content_hash, [])
    addresses = seen.by_address.get(item.canonical, []) if item.canonical else []
    own_text = next((each for each in texts if each.source == item.source), None)
    if own_text:
        return Compared(Standing.KNOWN, own_text.id)
    own_address = next((each for each in addresses if _live(each, item.source)), None)
    if own_address:
        return Compared(Standing.EDITED, own_address.id)
    others = [each for each in addresses if each.source != item.source]
    copied = others or [each for each in texts if _near(item, each)]
    return Compared(Standing.COPY, copied[0].id) if copied else Compared(Standing.NEW)


def _against(item: Item, seen: _Seen) -> Standing:
    # A pruned item is past: an edit of it is no news.
    same = seen.pruned or seen.content_hash == item.content_hash
    return Standing.KNOWN if same else Standing.EDITED


def _live(seen: _Seen, source: str) -> bool:
    # Some feeds link all their items to one page: a pruned one must not hide the others.
    return seen.source == source and not seen.pruned


def _near(item: Item, other: _Seen) -> bool:
    return abs(item.published - other.published) <= SAME_TEXT_WITHIN
