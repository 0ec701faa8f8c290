"""Pure: what an item is, compared with those that were seen before it."""

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitors.model import Item
from monitors.store.values import Compared, Standing

SAME_TEXT_WITHIN = timedelta(days=7)
"""Two sources that print the same words further apart than this do not copy each other: short
headlines ("Sanctions extended") come back every half-year.
"""

EDITED_WITHIN = timedelta(days=2)
"""Other words at the same address under another guid, dated further apart than this, are another
item of a feed that links all its items to one page, not an edit.
"""

_FRONT_PAGE = re.compile(r"https?://[^/]+/?")


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

    By id first; then its own source (same words, or same address); then other sources. A front
    page, or an address that several items of the batch share, is no item's own.
    """
    times = Counter(address for _, address in {(item.id, item.canonical) for item in items})
    shared = {address for address, number in times.items() if number > 1}
    found = []
    for item in items:
        found.append(_standing(item, seen, shared))
        seen.add(item.id, item.source, item.canonical, item.content_hash, item.published)
    return found


def _standing(item: Item, seen: SeenBefore, shared: Set[str]) -> Compared:
    same = seen.by_id.get(item.id)
    if same:
        return Compared(_against(item, same), same.id)
    texts = seen.by_text.get(item.content_hash, [])
    own_page = item.canonical not in shared and not _FRONT_PAGE.fullmatch(item.canonical)
    addresses = seen.by_address.get(item.canonical, []) if own_page else []
    own_text = next((each for each in texts if each.source == item.source), None)
    if own_text:
        return Compared(Standing.KNOWN, own_text.id)
    own_address = next((each for each in addresses if _earlier_form(item, each)), None)
    if own_address:
        return Compared(Standing.EDITED, own_address.id)
    others = [each for each in addresses if each.source != item.source]
    copied = others or [each for each in texts if _near(item, each)]
    return Compared(Standing.COPY, copied[0].id) if copied else Compared(Standing.NEW)


def _against(item: Item, seen: _Seen) -> Standing:
    # A pruned item is past: an edit of it is no news.
    same = seen.pruned or seen.content_hash == item.content_hash
    return Standing.KNOWN if same else Standing.EDITED


def _earlier_form(item: Item, seen: _Seen) -> bool:
    close = abs(item.published - seen.published) <= EDITED_WITHIN
    return seen.source == item.source and not seen.pruned and close


def _near(item: Item, other: _Seen) -> bool:
    return abs(item.published - other.published) <= SAME_TEXT_WITHIN
