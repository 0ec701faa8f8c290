"""Pure: the countries that an item names as parties to what happened."""

from collections.abc import Sequence

from monitors.facts.passage import Passage
from monitors.model import Mention

_NAMING = {"country", "people", "power"}


def countries(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Countries by name, adjective, citizens, capital or seat of power, in reading order."""
    first: dict[str, Mention] = {}
    for passage in passages:
        for found in passage.found:
            named = found.tag.kind in _NAMING and not passage.has(found.first, "target")
            if named and not _is_scenery(passage, found.first, found.value):
                first.setdefault(
                    found.value, Mention(found.value, passage.span(found.first, found.last))
                )
    return tuple(first.values())


def _is_scenery(passage: Passage, at: int, country: str) -> bool:
    """Say if Ukraine is only where the war is: "the war in Ukraine", "aid to Ukraine"."""
    if country != "UA":
        return False
    return any(
        passage.has(near, "mark", "war") and not passage.parted(min(near, at), max(near, at))
        for near in (at - 3, at - 2, at - 1, at, at + 1)
    )
