"""The order of the stages, and nothing else.

    known? -> language -> match -> rules -> facts -> translate -> story -> alert -> outbox

Matching comes before translating: only what hits costs the processor, and a failed translation
still leaves an alert. What can only hit in a translation is translated after that and matched
again. From `story` to `outbox` there is no `await` and one transaction, so that
two sources cannot both be first and nothing is half-done.
"""

import asyncio
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import structlog

from monitors.audience import Wish
from monitors.model import Audience, Detected, Item, Reason, Report, Source
from monitors.rounds import Rounds
from monitors.settling import Batch, Limits, Outcome, Rules, Settling
from monitors.store import Compared, Standing, Store
from monitors.translate import Translates
from monitors.translating import Translating
from monitors.understanding import Read, Understanding
from monitors.window import Window

if TYPE_CHECKING:
    from monitors.opinions import Opinions

T = TypeVar("T")
log = structlog.get_logger(__name__)

AT_ONCE = 64
"""Items that waited for a translation and are tried again in one turn."""

IN_ONE_GO = 16
"""Items that are read, or settled in one transaction, before others have their turn."""

MOST_WAITING = 5_000
"""Items that may wait for a translation; of more the oldest are not tried again."""


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
        self._settling = Settling(store, self._window, self._limits)
        self._rounds: Rounds[Item] = Rounds(AT_ONCE, key=lambda item: item.id)

    @property
    def understanding(self) -> Understanding:
        """What items are read with now."""
        return self._rules.understanding

    def story_now(self, story_id: str) -> str:
        """The story that this one was merged into, or itself."""
        return self._store.story_now(story_id)

    def adopt(self, rules: Rules) -> None:
        """Judge by other rules from the next batch on; one that is under way keeps its own."""
        self._rules = rules

    def _batch(self, now: datetime, *, backlog: bool = False, paused: bool = False) -> Batch:
        return Batch(
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

    async def _read(self, source: Source, items: Sequence[Item], batch: Batch) -> list[Read]:
        found: list[Read] = []
        for lot in _lots(items):
            found += [_understood(one, source, batch) for one in lot]
            if len(items) > len(lot):
                await asyncio.sleep(0)
        return found

    async def _weighed(self, read: Sequence[Read], batch: Batch) -> list[Read]:
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
            _understood(one, sources.get(one.source) or _gone(one), batch)
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

    def _settle_waiting(self, read: Read, batch: Batch) -> Outcome:
        if read.hit:
            return self._settling.settle(read, Compared(Standing.NEW), batch)
        why = ("its translation was tried as well",)
        return self._settling.note(read.report, None, Reason.NOT_ON_TOPIC, why, batch.now)

    def _is_to_match(self, read: Read, batch: Batch) -> bool:
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
        batch: Batch,
        remember: Sequence[Callable[[], None]],
        waits: Container[str] = (),
    ) -> list[Outcome]:
        """Store, decide and tell; `waits` are ids of items whose translation may still come.

        A transaction holds `IN_ONE_GO` items with hits, oldest first, so that a long document does
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
                    outcomes += self._settling.keep_quiet(quiet, still, waits)
                fresh = [one for one in lot if one.report.item in still]
                outcomes += [
                    self._settling.settle(one, still[one.report.item], batch) for one in fresh
                ]
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


def _lots(all_of: Sequence[T]) -> list[Sequence[T]]:
    """Parts of `IN_ONE_GO`, one at least."""
    return [all_of[at : at + IN_ONE_GO] for at in range(0, max(len(all_of), 1), IN_ONE_GO)]


def _published(read: Read) -> datetime:
    return read.report.item.published


def _understood(item: Item, source: Source, batch: Batch) -> Read:
    """What an item says; one that cannot be read says nothing, and stops no others."""
    try:
        return batch.rules.understanding.read(item, source, batch.words)
    except Exception:
        log.critical("item not read, a bug in Volia", item=item.id, url=item.url, exc_info=True)
        return Read(Report(item=item, source=source, detected=Detected("und")))


def _gone(item: Item) -> Source:
    """The source of an item that is not configured any more."""
    return Source(name=item.source, url="")
