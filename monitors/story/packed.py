"""Pure: a signature in some 500 bytes and back, because a window holds thousands of them."""

import marshal  # several times faster than JSON; what is packed is never stored
from datetime import UTC, datetime
from functools import lru_cache

from monitors.model import Count, Qualifier, Span
from monitors.story.signature import Signature

_NOWHERE = Span("title", 0, 0)
_SETS = (
    "names",
    "cognates",
    "stems",
    "title",
    "numbers",
    "countries",
    "people",
    "targets",
    "sanctioning",
)


def packed(one: Signature) -> bytes:
    """The signature as bytes; how its names are written is left out, nobody is shown it."""
    count = one.released
    released = (count.value, count.qualifier.value, count.upper, count.increment) if count else None
    head = (one.item_id, one.at.timestamp(), one.language, one.label, one.alerting, one.state)
    sets = tuple(getattr(one, name) for name in _SETS)
    return marshal.dumps((head, released, one.nations, sets))


@lru_cache(maxsize=512)
def unpacked(data: bytes) -> Signature:
    """The signature that was packed; those of a running story are asked for again and again."""
    head, released, nations, sets = marshal.loads(data)  # noqa: S302 - never from outside
    item_id, at, language, label, alerting, state = head
    names, cognates, stems, title, numbers, countries, people, targets, sanctioning = sets
    return Signature(
        item_id=item_id,
        at=datetime.fromtimestamp(at, UTC),
        language=language,
        label=label,
        alerting=alerting,
        state=state,
        released=_count(*released[:3], increment=released[3]) if released else None,
        nations=nations,
        names=names,
        cognates=cognates,
        stems=stems,
        title=title,
        numbers=numbers,
        countries=countries,
        people=people,
        targets=targets,
        sanctioning=sanctioning,
    )


def _count(value: int, qualifier: str, upper: int | None, *, increment: bool) -> Count:
    return Count(value, _NOWHERE, Qualifier(qualifier), upper, increment)
