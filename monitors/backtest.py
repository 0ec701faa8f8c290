"""Pure: what other rules would have made of the items that are stored.

Each item is judged by itself: does it alert, by which topics and what action. Stories, ages and
repeats are left out, so that an alert here is an item worth telling, not a message. What the rules
made of it when it was stored is read from its report; most items have none, as nothing was found.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from monitors.audience import Wish, alerts
from monitors.model import ALERTING, Item, Reason, Report, Source
from monitors.understanding import Read, Understanding

_UNKNOWN = Wish(ALERTING, any=True)
"""What a topic alerted on that is not configured any more: as far as can be known, anything."""


class Turn(StrEnum):
    """How an item's alert changes."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Judged:
    """What rules make of an item: the topics that alert, the action, and what decided it."""

    topics: tuple[str, ...] = ()
    action: str = ""
    why: tuple[str, ...] = ()

    @property
    def alert(self) -> bool:
        """True if any topic alerts."""
        return bool(self.topics)


@dataclass(frozen=True, slots=True)
class Change:
    """An item that the rules judge otherwise than when it was stored."""

    turn: Turn
    item: Item
    then: Judged
    now: Judged


@dataclass
class Tally:
    """What was seen so far.

    `copies` were stored as known from elsewhere and never judged; `untried` have no hit, and
    their translation, which may have one, is not stored.
    """

    items: int = 0
    copies: int = 0
    untried: int = 0
    then: int = 0
    now: int = 0
    changes: list[Change] = field(default_factory=list)

    def of(self, turn: Turn) -> list[Change]:
        """The changes of one kind, newest first."""
        return [each for each in reversed(self.changes) if each.turn is turn]


class Backtest:
    """Judges stored items one by one, oldest first.

    `wishes` are those of the rules that are tried, `before` those of the rules that ran (for
    `alert_on`; what was found then is stored). `topic`: look at the alerts of this one alone.
    `closely` adds what vectors say (monitors/opinions.py), as it did when the item was stored.
    """

    def __init__(
        self,
        understanding: Understanding,
        wishes: Mapping[str, Wish],
        before: Mapping[str, Wish],
        *,
        target: str = "en",
        topic: str | None = None,
        closely: Callable[[Read], Read] = lambda read: read,
    ) -> None:
        self._understanding = understanding
        self._wishes = wishes
        self._before = before
        self._target = target
        self._topic = topic
        self._closely = closely
        self.tally = Tally()

    def add(self, item: Item, state: str, report: Report | None, source: Source) -> None:
        """One stored item: its last decision, its report, and its source as it is configured."""
        tally = self.tally
        tally.items += 1
        if report is None and state == Reason.KNOWN:
            tally.copies += 1
            return
        read = self._closely(self._read(item, report, source))
        now = self._judged(read.report, self._wishes)
        then = self._judged(report, self._before) if report else Judged()
        tally.then += then.alert
        tally.now += now.alert
        turn = _turn(then, now)
        if turn:
            tally.changes.append(Change(turn, item, then, now))

    def _read(self, item: Item, stored: Report | None, source: Source) -> Read:
        """The item as it is read now; in its stored translation too, if only that can hit."""
        read = self._understanding.read(item, stored.source if stored else source)
        if not self._understanding.wants_translation(read, self._target, ()):
            return read
        translation = stored.translation(self._target) if stored else None
        if translation is None:
            self.tally.untried += 1
            return read
        return self._understanding.read_again(read, translation, ())

    def _judged(self, report: Report, wishes: Mapping[str, Wish]) -> Judged:
        known = {topic: wishes.get(topic, _UNKNOWN) for topic in report.topics}
        wanted = (self._topic,) if self._topic else report.topics
        topics = tuple(topic for topic in wanted if alerts(topic, report, known))
        return Judged(topics, report.action.label.value, report.action.why)


def _turn(then: Judged, now: Judged) -> Turn | None:
    if then.alert != now.alert:
        return Turn.GAINED if now.alert else Turn.LOST
    same = set(then.topics) == set(now.topics) and then.action == now.action
    return None if same or not now.alert else Turn.CHANGED
