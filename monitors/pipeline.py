"""The order of the stages, and nothing else.

    known? -> language -> match -> rules -> facts -> translate -> story -> alert -> outbox

Matching comes before translating: only what hits costs the processor, and a failed translation
still leaves an alert. From `story` to `outbox` there is no `await` and one transaction, so that
two sources cannot both be first and nothing is half-done.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from monitors import alert as alerting
from monitors import story as stories
from monitors.audience import SILENT, Wish, plan, wants
from monitors.facts import extract
from monitors.language import detect
from monitors.match import Matcher, word_matches
from monitors.model import (
    Alert,
    Audience,
    Item,
    Reason,
    Report,
    Source,
    Story,
)
from monitors.rules import decide
from monitors.store import Compared, DecisionRow, Standing, Store
from monitors.translate import Request, Translates, translate_into
from monitors.vocabulary import Vocabulary

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is needed to read one item: the words, and the terms that are looked for."""

    vocabulary: Vocabulary
    matcher: Matcher

    def read(self, item: Item, source: Source) -> Report:
        """Language, hits, action and facts of one item; pure."""
        detected = detect(item.title, item.summary, item.declared_language or source.language)
        hits = self.matcher.match(item.title, item.summary, detected)
        report = Report(item=item, source=source, detected=detected, hits=hits)
        if not hits:
            return report
        action = decide(item.title, item.summary, detected, hits, self.vocabulary)
        facts = extract(item.title, item.summary, detected, action)
        return replace(report, action=action, facts=facts)


@dataclass(frozen=True, slots=True)
class Read:
    """One report, and the words of chats that stand in it.

    The words are the chats' own affair and are kept out of the report.
    """

    report: Report
    words: frozenset[str] = frozenset()

    @property
    def hit(self) -> bool:
        """True if any topic, name or watched word was found."""
        return bool(self.report.hits or self.words)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one item."""

    item_id: str
    reason: Reason
    story_id: str | None = None
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """How old an item may be to be told, and how long a story stays open."""

    max_age: timedelta = timedelta(hours=24)
    window: timedelta = timedelta(hours=48)


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
    ) -> None:
        self._store = store
        self.understanding = understanding
        self._translator = translator
        self._target = target
        self._wishes = wishes or {}
        self._audiences = audiences
        self._limits = limits or Limits()

    async def run(
        self,
        source: Source,
        items: Sequence[Item],
        now: datetime,
        *,
        backlog: bool = False,
        remember: Callable[[], None] = lambda: None,
    ) -> list[Outcome]:
        """Every item that is new or edited, oldest first; one transaction at the end.

        `remember` is called in that transaction, after the items are stored.
        """
        audiences = self._audiences()
        unknown = self._unknown(items)
        read = [self._read(item, source, audiences) for item in unknown]
        waited = await self._translate(read, audiences)
        with self._store.begin():
            # another source may have brought the same article while we waited
            still = self._unknown(items) if waited else unknown
            fresh = sorted(
                (one for one in read if one.report.item in still),
                key=lambda one: one.report.item.published,
            )
            outcomes = self._keep_quiet([one for one in fresh if not one.hit], still)
            outcomes += [
                self._settle(one, still[one.report.item], audiences, now, backlog=backlog)
                for one in fresh
                if one.hit
            ]
            remember()
        return outcomes

    def _read(self, item: Item, source: Source, audiences: Iterable[Audience]) -> Read:
        """The item understood, and the words of chats that stand in it."""
        report = self.understanding.read(item, source)
        words = {word for audience in audiences for word in audience.words}
        title, summary = item.title, item.summary
        found = (word for word in words if word_matches(word, title, summary, report.detected))
        return Read(report, frozenset(found))

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

    def _keep_quiet(self, read: Sequence[Read], still: Mapping[Item, Compared]) -> list[Outcome]:
        """Store the items without a hit: they are most of all, so their state is their decision."""
        reason = Reason.NOT_ON_TOPIC
        spoken: dict[str, list[Item]] = {}
        for report in (one.report for one in read):
            if still[report.item].standing is Standing.EDITED:
                self._store.replace_item(report.item, report.detected.tag)
            else:
                spoken.setdefault(report.detected.tag, []).append(report.item)
        for tag, items in spoken.items():
            self._store.add_items(items, tag, state=reason.value)
        return [Outcome(one.report.item.id, reason, None, one.report) for one in read]

    async def _translate(self, read: list[Read], audiences: Sequence[Audience]) -> bool:
        """Translate those that hit, into every language that is read; True if there were any."""
        targets = {self._target} | {audience.language for audience in audiences}
        foreign = [
            at
            for at, one in enumerate(read)
            if one.hit and targets - {one.report.detected.language}
        ]
        if not foreign:
            return False
        requests = [_request(read[at].report) for at in foreign]
        done = await translate_into(self._translator, requests, targets)
        for at, one in zip(foreign, done, strict=True):
            report = replace(
                read[at].report, translations=one.translations, untranslated=one.untranslated
            )
            read[at] = replace(read[at], report=report)
        return True

    def _settle(
        self,
        read: Read,
        found: Compared,
        audiences: Sequence[Audience],
        now: datetime,
        *,
        backlog: bool,
    ) -> Outcome:
        """Store one report, its story and what is told of it; no await in here."""
        report, standing = read.report, found.standing
        self._keep(report, standing)
        if standing is Standing.COPY and self._same_address(report.item, found):
            return self._note(report, None, Reason.KNOWN, (f"the article of {found.stored}",), now)
        before, why = self._story_before(report)
        verdict = alerting.decide(
            report, before, now, max_age=self._limits.max_age, backlog=backlog
        )
        reason = _reason(verdict.reason, read, standing)
        story_id = before.id if before else f"s{report.item.id}"
        self._store.add_report(story_id, report)
        self._tell(read, story_id, reason, verdict.news, audiences, now)
        return self._note(report, story_id, reason, (*report.action.why, *why, *verdict.news), now)

    def _same_address(self, item: Item, found: Compared) -> bool:
        """True for an article that a second feed of its outlet, or a mirror, brings once more."""
        stored = self._store.find_item(found.stored) if found.stored else None
        return bool(stored and item.canonical and stored.item.canonical == item.canonical)

    def _keep(self, report: Report, standing: Standing) -> None:
        if standing is Standing.EDITED:
            self._store.replace_item(report.item, report.detected.tag)
        else:
            self._store.add_items([report.item], report.detected.tag)

    def _story_before(self, report: Report) -> tuple[Story | None, tuple[str, ...]]:
        """The story the report belongs to as it was, and why; None if it opens a new one."""
        own = self._store.story_of(report.item.id)
        if own:
            return own, ("edited item stays in its story",)
        window = self._store.stories_since(report.item.published - self._limits.window)
        found = stories.assign(report, window)
        return found.story, found.why

    def _tell(
        self,
        read: Read,
        story_id: str,
        reason: Reason,
        news: tuple[str, ...],
        audiences: Sequence[Audience],
        now: datetime,
    ) -> None:
        """Rows for the outbox, in the transaction of the match."""
        report = read.report
        rows = plan(
            audiences,
            interested=lambda audience: (
                wants(audience, report, self._wishes) or bool(read.words & set(audience.words))
            ),
            told=lambda chat: self._store.told(chat, story_id),
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
                made_at=now,
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


def _request(report: Report) -> Request:
    return Request(report.item.title, report.item.summary, report.detected)


def _reason(reason: Reason, read: Read, standing: Standing) -> Reason:
    """The verdict's reason, sharpened by what only the pipeline knows: watched words, an edit."""
    if reason in {Reason.NOT_ON_TOPIC, Reason.NO_ACTION} and read.words:
        return Reason.WATCHED
    if reason is Reason.NOTHING_NEW and standing is Standing.EDITED:
        return Reason.EDITED
    return reason
