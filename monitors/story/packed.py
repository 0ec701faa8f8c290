"""Pure: a signature in some 400 bytes and back, because a window holds thousands of them."""

import json
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
    """The signature as JSON; how its names are written is left out, nobody is shown it."""
    count = one.released
    released = [count.value, count.qualifier.value, count.upper, count.increment] if count else None
    head = [one.item_id, one.at.timestamp(), one.language, one.label, one.alerting, one.state]
    sets = [list(getattr(one, name)) for name in _SETS]
    return json.dumps([head, released, one.nations, sets], ensure_ascii=False).encode()


@lru_cache(maxsize=512)
def unpacked(data: bytes) -> Signature:
    """The signature that was packed; those of a running story are asked for again and again."""
    (item_id, at, language, label, alerting, state), released, nations, sets = json.loads(
        data.decode()
    )
    value, qualifier, upper, increment = released or (0, Qualifier.EXACT, None, False)
    count = Count(value, _NOWHERE, Qualifier(qualifier), upper, increment) if released else None
    found = dict(zip(_SETS, map(frozenset, sets), strict=True))
    return Signature(
        item_id=item_id,
        at=datetime.fromtimestamp(at, UTC),
        language=language,
        label=label,
        alerting=alerting,
        state=state,
        released=count,
        nations=tuple((country, number) for country, number in nations),
        names=found["names"],
        cognates=found["cognates"],
        stems=found["stems"],
        title=found["title"],
        numbers=found["numbers"],
        countries=found["countries"],
        people=found["people"],
        targets=found["targets"],
        sanctioning=found["sanctioning"],
    )
