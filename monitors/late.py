"""Edge: translations that were not there in time, edited in when they come.

An alert never waits for a model that hangs, fails or is not installed yet. What it lacks is asked
for again, here; the story's message is edited, silently, in the chats that were told of it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

import structlog

from monitors import alert as alerting
from monitors.audience import plan
from monitors.model import Alert, Audience, Reason, Report, Story
from monitors.rounds import Rounds
from monitors.store import Store
from monitors.translate import Request, Translated, Translates, translate_into

log = structlog.get_logger(__name__)

NO_USE = timedelta(hours=24)
"""A translation that comes later than this after its report is of no use to anyone."""

AT_ONCE = 32
"""Reports asked for in one turn; the rest comes in the next."""


class LateTranslations:
    """Asks again for what is missing; `catch_up` is called now and then."""

    def __init__(
        self,
        store: Store,
        translator: Translates,
        audiences: Callable[[], Sequence[Audience]],
    ) -> None:
        self._store = store
        self._translator = translator
        self._audiences = audiences
        self._rounds: Rounds[Report] = Rounds(AT_ONCE, key=lambda report: report.item.id)

    async def catch_up(self, now: datetime) -> int:
        """Translate what can be by now; returns how many reports got a translation."""
        waiting = [
            report
            for story in self._store.stories_since(now - NO_USE)
            for report in story.reports
            if now - report.item.published <= NO_USE and languages_missing(report)
        ]
        came = 0
        for report, done in await self._asked(self._rounds.take(waiting)):
            if done.translations:
                came += self._put(report, done, now)
        return came

    async def _asked(self, reports: Sequence[Report]) -> list[tuple[Report, Translated]]:
        """Ask for the languages that reports lack, those that lack the same together."""
        groups: dict[frozenset[str], list[Report]] = {}
        for report in reports:
            groups.setdefault(languages_missing(report), []).append(report)
        found: list[tuple[Report, Translated]] = []
        for languages, group in groups.items():
            requests = [Request(r.item.title, r.item.summary, r.detected) for r in group]
            done = await translate_into(self._translator, requests, languages)
            found += zip(group, done, strict=True)
        return found

    def _put(self, asked: Report, done: Translated, now: datetime) -> bool:
        """Store what came, and queue the edits; False if the report has changed meanwhile."""
        with self._store.begin():
            story = self._store.story_of(asked.item.id)
            report = _same(story, asked)
            if story is None or report is None:
                return False
            languages = {one.language for one in done.translations}
            self._store.set_translations(
                report.item.id,
                (*report.translations, *done.translations),
                [one for one in report.untranslated if one.language not in languages],
            )
            self._tell(story, report, languages, now)
        log.info("translated late", item=report.item.id, languages=sorted(languages))
        return True

    def _tell(self, story: Story, report: Report, languages: Iterable[str], now: datetime) -> None:
        """An edit for each chat that reads one of the languages and was told of the story."""
        readers = [one for one in self._audiences() if one.language in languages]
        rows = plan(
            readers,
            interested=lambda _: False,
            told=lambda chat: self._store.told(chat, story.id),
            kinds=alerting.kinds(Reason.TRANSLATED),
            may_post=False,
        )
        codes = "+".join(sorted(languages))
        if rows:
            made = Alert(
                id=f"{story.id}.{report.item.id}.{report.item.content_hash[:8]}.{codes}",
                story_id=story.id,
                item_id=report.item.id,
                reason=Reason.TRANSLATED,
                topics=report.topics,
                made_at=now,
            )
            self._store.add_alert(made, rows)


def languages_missing(report: Report) -> frozenset[str]:
    """Into which languages a translation may still come."""
    return frozenset(one.language for one in report.untranslated if one.later)


def _same(story: Story | None, asked: Report) -> Report | None:
    """The report as it is stored now, if its text is still the one that was translated."""
    reports = story.reports if story else ()
    return next(
        (
            one
            for one in reports
            if one.item.id == asked.item.id and one.item.content_hash == asked.item.content_hash
        ),
        None,
    )
