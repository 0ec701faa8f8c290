"""The order of the stages, and nothing else.

    known? -> language -> match -> rules -> facts -> translate -> story -> alert -> outbox

Matching comes before translating: only what hits costs the processor, and a failed translation
still leaves an alert. What can only hit in a translation is translated after that and matched
again. From `story` to `outbox` there is no `await` and one transaction, so that
two sources cannot both be first and nothing is half-done.
"""

import asyncio
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import structlog

from monitors import alert as alerting
from monitors.audience import SILENT, Wish, plan, wants
from monitors.model import (
    Alert,
    Audience,
    Item,
    Reason,
    Report,
    Source,
    Story,
)
from monitors.rounds import Rounds
from monitors.store import Compared, DecisionRow, Standing, Store
from monitors.story import Assignment
from monitors.translate import Translates
from monitors.translating import Translating
from monitors.understanding import Read, Understanding
from monitors.vocabulary import Vocabulary
from monitors.window import SPAN, Window

if TYPE_CHECKING:
    from monitors.opinions import Opinions

log = structlog.get_logger(__name__)

T = TypeVar("T")

AT_ONCE = 64
"""Items that are read, settled, or tried again in one turn, before others have theirs."""

MOST_WAITING = 5_000
"""Items that may wait for a translation; of more the oldest are not tried again."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item."""

    item_id: str
    reason: Reason
    story_id: str | None = None
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How old an item may be to be told, how long a story stays open, and what was seen late."""

    max_age: timedelta = timedelta(hours=24)
    window: timedelta = SPAN
    late: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Rules:
    """What items are judged by: what is looked for in them, and what each topic alerts on."""

    understanding: Understanding
    wishes: Mapping[str, Wish]


class Pipeline:
    """Takes the new items of one source from reading to the outbox."""

    def __init__(
        self,
        store: Store,
        understanding: Understanding,
        translator: Translates,
        *,
        target: str = "en",
        wishes: Mapping[str, Wish] | None = None,
        audiences: Callable[[], Sequence[Audience]] = tuple,
        limits: Limits | None = None,
        opinions: "Opinions | None" = None,
    ) -> None:
        self._store = store
        self._rules = Rules(understanding, wishes or {})
        self._translator = translator
        self._target = target
        self._audiences = audiences
        self._limits = limits or Limits()
        self._opinions = opinions
        self._window = Window(store, opinions.model if opinions else "", self._limits.window)
        self._rounds: Rounds[Item] = Rounds(AT_ONCE, key=lambda item: item.id)

    @property
    def vocabulary(self) -> Vocabulary:
        """The bundled words that items are read with."""
        return self._rules.understanding.vocabulary

    def adopt(self, rules: Rules) -> None:
        """Judge by other rules from the next batch on; one that is under way keeps its own."""
        self._rules = rules

    def _batch(self, now: datetime, *, backlog: bool = False, paused: bool = False) -> "_Batch":
        return _Batch(
            self._rules,
            Translating(self._translator, self._rules.understanding, self._target),
            tuple(self._audiences()),
            now,
            backlog,
            paused,
        )

    async def run(
        self,
        source: Source,
        items: Sequence[Item],
        now: datetime,
        *,
        backlog: bool = False,
        paused: bool = False,
        remember: Callable[[], None] = lambda: None,
    ) -> list[Outcome]:
        """Every item that is new or edited: those that hit, then those that hit when translated.

        Each lot is settled in one transaction, oldest first; `remember` is called in the last one,
        after the items are stored. `backlog`: the source is new; `paused`: it was not read for so
        long that many old items may come at once.
        """
        await self._window.ready(now)
        batch = self._batch(now, backlog=backlog, paused=paused or backlog)
        to_match: list[Read] = []
        others: list[Read] = []
        for read in await self._read(source, list(self._unknown(items)), batch):
            (to_match if self._is_to_match(read, batch) else others).append(read)
        weighed = await self._weighed(others, batch)
        told = await batch.translating.for_readers(weighed, batch.languages)
        outcomes = await self._settle_all(told, items, batch, () if to_match else (remember,))
        if to_match:
            tried = await batch.translating.to_match(to_match, batch.words)
            waits = frozenset(one.read.report.item.id for one in tried if one.waits)
            read_again = await self._weighed([one.read for one in tried], batch)
            outcomes += await self._settle_all(read_again, items, batch, (remember,), waits)
        return outcomes

    async def _read(self, source: Source, items: Sequence[Item], batch: "_Batch") -> list[Read]:
        found: list[Read] = []
        for lot in _lots(items):
            found += [batch.rules.understanding.read(one, source, batch.words) for one in lot]
            if len(items) > len(lot):
                await asyncio.sleep(0)
        return found

    async def _weighed(self, read: Sequence[Read], batch: "_Batch") -> list[Read]:
        """Those that may yet be told, read closely: vectors of a backlog would take minutes."""
        if self._opinions is None:
            return list(read)
        oldest = batch.now - self._limits.max_age
        fresh = [one for one in read if one.report.item.published >= oldest]
        closely = await self._opinions.on(fresh, batch.rules.understanding)
        found = {id(one): close for one, close in zip(fresh, closely, strict=True)}
        return [found.get(id(one), one) for one in read]

    async def match_waiting(self, sources: Mapping[str, Source], now: datetime) -> list[Outcome]:
        """Those that waited for a translation to be matched in, as far as it can be had by now."""
        batch = self._batch(now, paused=True)
        read = [
            batch.rules.understanding.read(one, sources.get(one.source) or _gone(one), batch.words)
            for one in self._rounds.take(self._waiting(now))
        ]
        tried = await batch.translating.to_match(read, batch.words) if read else []
        came = await self._weighed([one.read for one in tried if not one.waits], batch)
        await self._window.ready(now)
        with self._store.begin():
            still = set(self._waiting(now))
            ready = [one for one in came if one.report.item in still]
            return [self._settle_waiting(one, batch) for one in ready]

    def _waiting(self, now: datetime) -> list[Item]:
        since = now - self._limits.max_age
        return self._store.items_in(Reason.AWAITS_TRANSLATION, since, MOST_WAITING)

    def _settle_waiting(self, read: Read, batch: "_Batch") -> Outcome:
        if read.hit:
            return self._settle(read, Compared(Standing.NEW), batch)
        why = ("its translation was tried as well",)
        return self._note(read.report, None, Reason.NOT_ON_TOPIC, why, batch.now)

    def _is_to_match(self, read: Read, batch: "_Batch") -> bool:
        """True for an item that may yet be told, and that only a translation can show to hit."""
        age = batch.now - read.report.item.published
        understanding, target = batch.rules.understanding, batch.translating.target
        return (
            not batch.backlog
            and age <= self._limits.max_age
            and understanding.wants_translation(read, target, batch.words)
        )

    async def _settle_all(
        self,
        read: Sequence[Read],
        items: Sequence[Item],
        batch: "_Batch",
        remember: Sequence[Callable[[], None]],
        waits: Container[str] = (),
    ) -> list[Outcome]:
        """Store, decide and tell; `waits` are ids of items whose translation may still come.

        A transaction holds `AT_ONCE` items with hits, oldest first, so that a long document does
        not keep all others waiting; `items` are the whole document, without which a page that
        several of its entries link to could not be told from an article.
        """
        lots = _lots(sorted((one for one in read if one.hit), key=_published))
        outcomes: list[Outcome] = []
        for number, lot in enumerate(lots, 1):
            # another source may have brought the same article while we waited
            still = self._unknown(items) if read else {}
            with self._store.begin():
                if number == 1:
                    quiet = [one for one in read if not one.hit and one.report.item in still]
                    outcomes += self._keep_quiet(quiet, still, waits)
                fresh = [one for one in lot if one.report.item in still]
                outcomes += [self._settle(one, still[one.report.item], batch) for one in fresh]
                for note in remember if number == len(lots) else ():
                    note()
            if number < len(lots):
                await asyncio.sleep(0)
        return outcomes

    def _unknown(self, items: Sequence[Item]) -> dict[Item, Compared]:
        """Items that are new or edited, and what they were compared with.

        An edited item keeps the id under which it is stored, even if its guid has changed.
        """
        unknown: dict[Item, Compared] = {}
        for item, found in zip(items, self._store.compare(items), strict=True):
            if found.standing is Standing.EDITED and found.stored:
                unknown[replace(item, id=found.stored)] = found
            elif found.standing is not Standing.KNOWN:
                unknown[item] = found
        return unknown

    def _keep_quiet(
        self, read: Sequence[Read], still: Mapping[Item, Compared], waits: Container[str]
    ) -> list[Outcome]:
        """Store the items without a hit: they are most of all, so their state is their decision."""
        outcomes: list[Outcome] = []
        spoken: dict[tuple[str, Reason], list[Item]] = {}
        for report in (one.report for one in read):
            waiting = report.item.id in waits
            reason = Reason.AWAITS_TRANSLATION if waiting else Reason.NOT_ON_TOPIC
            if still[report.item].standing is Standing.EDITED:
                self._store.replace_item(report.item, report.detected.tag, reason)
            else:
                spoken.setdefault((report.detected.tag, reason), []).append(report.item)
            outcomes.append(Outcome(report.item.id, reason, None, report))
        for (tag, reason), items in spoken.items():
            self._store.add_items(items, tag, state=reason.value)
        return outcomes

    def _settle(self, read: Read, found: Compared, batch: "_Batch") -> Outcome:
        """Store one report, its story and what is told of it; no await in here."""
        report, standing, now = read.report, found.standing, batch.now
        self._keep(report, standing)
        if standing is Standing.COPY and self._same_address(report.item, found):
            return self._note(report, None, Reason.KNOWN, (f"the article of {found.stored}",), now)
        before, assigned = self._story_before(read)
        verdict = alerting.decide(
            report, before, now, max_age=self._limits.max_age, backlog=batch.backlog
        )
        reason = _reason(verdict.reason, read, standing)
        story_id = before.id if before else f"s{report.item.id}"
        self._store.add_report(story_id, report)
        self._store.relate(story_id, assigned.related)
        self._window.add(report, read.vector)
        news = (*verdict.news, *self._lateness(report, standing, batch))
        self._tell(read, story_id, reason, news, batch)
        return self._note(report, story_id, reason, (*report.action.why, *assigned.why, *news), now)

    def _lateness(self, report: Report, standing: Standing, batch: "_Batch") -> tuple[str, ...]:
        """A token for what was first seen long after it was published; see monitors/alert.py."""
        age = batch.now - report.item.published
        if age <= self._limits.late or standing is Standing.EDITED:
            return ()
        minutes = int(age.total_seconds()) // 60
        return (f"{'backlog' if batch.paused else 'late'}:{minutes}",)

    def _same_address(self, item: Item, found: Compared) -> bool:
        """True for an article that a second feed of its outlet, or a mirror, brings once more."""
        stored = self._store.find_item(found.stored) if found.stored else None
        return bool(stored and item.canonical and stored.item.canonical == item.canonical)

    def _keep(self, report: Report, standing: Standing) -> None:
        if standing is Standing.EDITED:
            self._store.replace_item(report.item, report.detected.tag)
        else:
            self._store.add_items([report.item], report.detected.tag)

    def _story_before(self, read: Read) -> tuple[Story | None, Assignment]:
        """The story the report belongs to as it was, and why; None if it opens a new one."""
        own = self._store.story_of(read.report.item.id)
        if own:
            return own, Assignment(own.id, 1.0, ("edited item stays in its story",))
        found = self._window.assign(read.report, read.vector)
        return self._store.story(found.story_id) if found.story_id else None, found

    def _tell(
        self,
        read: Read,
        story_id: str,
        reason: Reason,
        news: tuple[str, ...],
        batch: "_Batch",
    ) -> None:
        """Rows for the outbox, in the transaction of the match."""
        report = read.report
        rows = plan(
            batch.audiences,
            interested=lambda audience: (
                wants(audience, report, batch.rules.wishes)
                or bool(read.words & set(audience.words))
            ),
            told=lambda chat: self._store.told(chat, story_id),
            listed=lambda chat: self._store.digest_of(chat, story_id) is not None,
            kinds=alerting.kinds(reason),
            may_post=reason not in SILENT,
        )
        if rows:
            made = Alert(
                id=f"{story_id}.{report.item.id}.{report.item.content_hash[:8]}",
                story_id=story_id,
                item_id=report.item.id,
                reason=reason,
                topics=report.topics,
                made_at=batch.now,
                news=news,
            )
            self._store.add_alert(made, rows)

    def _note(
        self,
        report: Report,
        story_id: str | None,
        reason: Reason,
        why: Sequence[str],
        now: datetime,
    ) -> Outcome:
        """Put the decision on record, for `volia explain` and /why."""
        self._store.set_decision(
            DecisionRow(
                item_id=report.item.id, stage="alert", reason=reason, why=" · ".join(why), at=now
            )
        )
        log.debug("decided", reason=reason.value, item=report.item.id, story=story_id)
        return Outcome(report.item.id, reason, story_id, report)


@dataclass(frozen=True, slots=True)
class _Batch:
    """By which rules, for whom, and when, the items of one call are read."""

    rules: Rules
    translating: Translating
    audiences: tuple[Audience, ...]
    now: datetime
    backlog: bool = False
    paused: bool = False

    @property
    def words(self) -> frozenset[str]:
        """Every word that a chat watches."""
        return frozenset(word for audience in self.audiences for word in audience.words)

    @property
    def languages(self) -> frozenset[str]:
        """Every language that a chat reads."""
        return frozenset(audience.language for audience in self.audiences)


def _lots(all_of: Sequence[T]) -> list[Sequence[T]]:
    """Parts of `AT_ONCE`, one at least."""
    return [all_of[at : at + AT_ONCE] for at in range(0, max(len(all_of), 1), AT_ONCE)]


def _published(read: Read) -> datetime:
    return read.report.item.published


def _gone(item: Item) -> Source:
    """The source of an item that is not configured any more."""
    return Source(name=item.source, url="")


def _reason(reason: Reason, read: Read, standing: Standing) -> Reason:
    """The verdict's reason, sharpened by what only the pipeline knows: watched words, an edit."""
    if reason in {Reason.NOT_ON_TOPIC, Reason.NO_ACTION} and read.words:
        return Reason.WATCHED
    if reason is Reason.NOTHING_NEW and standing is Standing.EDITED:
        return Reason.EDITED
    return reason
