"""The composition root: everything is put together here, and only here.

`App` holds what one process needs to poll, understand and deliver. The service, `volia poll`,
`volia deliver` and the demo are the same App with another clock or another sender.
"""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.console import ConsoleSender
from bot.deliver import Deliverer, Sender
from monitors.audience import Wish
from monitors.config import Settings
from monitors.fetch import Fetcher
from monitors.foreign import Foreign
from monitors.late import LateTranslations
from monitors.match import RELEASE, SANCTIONS, WATCH, Matcher, TopicRule
from monitors.model import ALERTING, Audience, Source
from monitors.parse import ParseWorker
from monitors.pipeline import Limits, Pipeline
from monitors.poll import Polled, Poller
from monitors.store import Store
from monitors.translate import Translator, watched
from monitors.understanding import Understanding
from monitors.vocabulary import load_vocabulary
from monitors.watch import Watch

if TYPE_CHECKING:
    from monitors.opinions import Opinions

BUILT_IN = (RELEASE, SANCTIONS)
CONSOLE = "console"
"""The chat of an installation that has configured none."""

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of the service."""
    return datetime.now(UTC)


def understanding_of(settings: Settings) -> Understanding:
    """The bundled words, and the user's own topics and watched names."""
    vocabulary = load_vocabulary()
    topics = [
        TopicRule(topic.name, {str(code): words for code, words in topic.keywords.items()})
        for topic in settings.topics
    ]
    watches = [Watch(watch.name, watch.spellings) for watch in settings.watch]
    return Understanding(vocabulary, Matcher(vocabulary, topics, watches), Foreign(topics))


def opinions_of(settings: Settings) -> "Opinions | None":
    """The second opinion, loaded only where it is asked for."""
    if not settings.understanding.second_opinion:
        return None
    from monitors.opinions import Opinions

    return Opinions()


def wishes_of(settings: Settings) -> dict[str, Wish]:
    """What each topic alerts on; a topic of the user's may replace a built-in one's wish."""
    wishes = {name: Wish(ALERTING) for name in BUILT_IN} | {WATCH: Wish(ALERTING, any=True)}
    for topic in settings.topics:
        labels = frozenset(label for label in topic.alert_on if label != "any")
        wishes[topic.name] = Wish(labels, any="any" in topic.alert_on)
    return wishes


def channels_of(settings: Settings) -> list[Audience]:
    """The configured channels, or the console if there are none."""
    topics = (*BUILT_IN, WATCH, *(topic.name for topic in settings.topics))
    if not settings.channels:
        return [Audience(chat=CONSOLE, topics=topics)]
    return [
        Audience(
            chat=channel.chat,
            language=channel.language,
            thread=channel.thread,
            topics=tuple(channel.topics),
        )
        for channel in settings.channels
    ]


class Audiences:
    """The channels and the chats that watch words; kept in memory, read anew on a change."""

    def __init__(self, channels: Sequence[Audience], store: Store) -> None:
        self._channels = {audience.chat: audience for audience in channels}
        self._store = store
        self._all: list[Audience] | None = None

    def __call__(self) -> list[Audience]:
        """Every chat once: what it is subscribed to and the words it watches."""
        if self._all is None:
            words = self._store.all_watches()
            chats = {chat: Audience(chat=chat) for chat in words} | self._channels
            self._all = [
                Audience(
                    chat=chat,
                    language=audience.language,
                    thread=audience.thread,
                    topics=audience.topics,
                    words=tuple(words.get(chat, ())),
                )
                for chat, audience in chats.items()
            ]
        return self._all

    def changed(self) -> None:
        """Forget what was read: a chat watches another word now."""
        self._all = None


@dataclass(frozen=True, slots=True)
class App:
    """The parts of one running Volia."""

    settings: Settings
    store: Store
    sources: dict[str, Source]
    audiences: Audiences
    poller: Poller
    deliverer: Deliverer
    parser: ParseWorker
    pipeline: Pipeline
    translator: Translator
    late: LateTranslations
    now: Clock

    async def warm_up(self) -> None:
        """Start the parser's process, and spare the garbage collector what is here to stay.

        Words and tables never become garbage; looking through them again and again costs more
        than the poll of ten sources.
        """
        await self.parser.start()
        gc.collect()
        gc.freeze()

    async def catch_up(self) -> None:
        """Use the translations that were not there in time and are now."""
        await self.late.catch_up(self.now())
        await self.pipeline.match_waiting(self.sources, self.now())

    async def poll_all(self, after_each: Callable[[], None] = lambda: None) -> list[Polled]:
        """Poll every enabled source once, at most `network.concurrency` at a time."""
        gate = asyncio.Semaphore(self.settings.network.concurrency)

        async def one(source: Source) -> Polled:
            async with gate:
                polled = await self.poller.poll(source)
            after_each()
            return polled

        return list(await asyncio.gather(*map(one, self.sources.values())))


@asynccontextmanager
async def open_app(
    settings: Settings,
    *,
    now: Clock = utc_now,
    sender: Sender | None = None,
    model_folders: Sequence[Path] = (),
) -> AsyncIterator[App]:
    """Open the database, the session, the parser and the translator; close them in reverse."""
    async with AsyncExitStack() as stack:
        store = stack.enter_context(Store.open(settings.store.url))
        fetcher = await stack.enter_async_context(Fetcher(settings.network, now=now))
        parser = ParseWorker()
        stack.callback(parser.close)
        translator = Translator(
            settings.translation,
            extra_dirs=model_folders,
            kept=store,
            names=[watched(each.name, each.spellings) for each in settings.watch],
            now=now,
        )
        stack.callback(translator.close)
        audiences = Audiences(channels_of(settings), store)
        pipeline = Pipeline(
            store,
            understanding_of(settings),
            translator,
            target=settings.translation.target,
            wishes=wishes_of(settings),
            audiences=audiences,
            opinions=opinions_of(settings),
            limits=Limits(
                timedelta(hours=settings.alerts.max_age_hours),
                timedelta(hours=settings.alerts.window_hours),
            ),
        )
        yield App(
            settings=settings,
            store=store,
            sources={source.name: source for source in settings.all_sources()},
            audiences=audiences,
            poller=Poller(store, fetcher, parser, pipeline, now=now),
            deliverer=Deliverer(store, sender or ConsoleSender(), settings, now),
            parser=parser,
            pipeline=pipeline,
            translator=translator,
            late=LateTranslations(store, translator, audiences),
            now=now,
        )
