"""The composition root: everything is put together here, and only here.

`App` holds what one process needs to poll, understand and deliver. The service, `volia poll`,
`volia deliver` and the demo are the same App with another clock or another sender.
"""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.console import ConsoleSender
from bot.deliver import Deliverer, Sender
from monitors.audience import Wish
from monitors.config import ExampleSettings, KeywordLanguage, Settings
from monitors.errors import ConfigError
from monitors.fetch import Fetcher
from monitors.foreign import Foreign
from monitors.golden import Example, broken
from monitors.keywords import Groups
from monitors.late import LateTranslations
from monitors.match import RELEASE, SANCTIONS, WATCH, Matcher, TopicRule
from monitors.model import ALERTING, Audience, Source
from monitors.parse import ParseWorker
from monitors.pipeline import Pipeline
from monitors.poll import Polled, Poller
from monitors.regroup import Readers
from monitors.settling import Limits, Rules
from monitors.store import Store
from monitors.translate import KnownName, Translator, watched
from monitors.understanding import Read, Understanding
from monitors.vocabulary import Vocabulary
from monitors.watch import Watch
from monitors.words import load_vocabulary

if TYPE_CHECKING:
    from monitors.opinions import Opinions

BUILT_IN = (RELEASE, SANCTIONS)
CONSOLE = "console"
"""The chat of an installation that has configured none."""
_YOUNG = 20_000  # objects made since the last look for garbage; Python's own 700 is some ten items

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """The clock of the service."""
    return datetime.now(UTC)


def understanding_of(settings: Settings, vocabulary: Vocabulary | None = None) -> Understanding:
    """The bundled words, and the user's own topics and watched names.

    Raises ConfigError that names every topic's example which its keywords break.
    """
    vocabulary = vocabulary or load_vocabulary()
    topics = [
        TopicRule(each.name, *map(_by_language, (each.keywords, each.all, each.none)))
        for each in settings.topics
    ]
    matcher = Matcher(
        vocabulary, topics, [Watch(watch.name, watch.spellings) for watch in settings.watch]
    )
    examples = {topic.name: list(map(_example, topic.expect)) for topic in settings.topics}
    problems = broken(examples, topics, matcher.keywords)
    if problems:
        raise ConfigError(*problems)
    return Understanding(vocabulary, matcher, Foreign(topics))


def _by_language(groups: Mapping[KeywordLanguage, Sequence[str]]) -> Groups:
    return {str(language): words for language, words in groups.items()}


def _example(given: ExampleSettings) -> Example:
    return Example(given.text, given.match, given.language, given.summary)


def opinions_of(settings: Settings) -> "Opinions | None":
    """Vectors for the second opinion, where they are wanted and volia[semantic] is installed."""
    if not settings.understanding.semantic:
        return None
    from monitors.opinions import Opinions, installed

    return Opinions() if installed() else None


def closely_of(settings: Settings, understanding: Understanding) -> Callable[[Read], Read]:
    """Reads one item closely, as the service would; as it is, where there are no vectors."""
    opinions = opinions_of(settings)
    return partial(opinions.at_once, understanding=understanding) if opinions else lambda read: read


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


def names_of(settings: Settings) -> list[KnownName]:
    """The watched names, as translations write them."""
    return [watched(each.name, each.spellings) for each in settings.watch]


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

    def adopt(self, channels: Sequence[Audience]) -> None:
        """Other channels than before; what chats watch stays."""
        self._channels = {audience.chat: audience for audience in channels}
        self.changed()

    def changed(self) -> None:
        """Forget what was read: a chat watches another word now."""
        self._all = None


def readers_of(settings: Settings, store: Store) -> Readers:
    """Who is told of a story that is split off another."""
    return Readers(
        audiences=Audiences(channels_of(settings), store),
        wishes=wishes_of(settings),
        max_age_hours=settings.alerts.max_age_hours,
    )


@dataclass(slots=True)
class App:
    """The parts of one running Volia; `adopt` alone changes them."""

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

    def adopt(self, settings: Settings, rules: Rules) -> None:
        """Go on by other topics, names, channels and sources; all at once, as nothing awaits.

        A poll that is under way ends by the rules it began with. `settings` may differ from those
        before in what `bot.reload` names only.
        """
        self.settings = settings
        self.pipeline.adopt(rules)
        self.audiences.adopt(channels_of(settings))
        self.deliverer.adopt(settings)
        self.translator.know(names_of(settings))
        self.sources.clear()  # the schedule reads the same mapping
        self.sources.update((source.name, source) for source in settings.all_sources())

    async def warm_up(self) -> None:
        """Start the parser's process, and read all words before the first page comes."""
        await self.parser.start()
        self.pipeline.understanding.prepare()
        spare_the_collector()

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


def spare_the_collector() -> None:
    """Keep the garbage collector from what is here to stay, and let it look less often.

    Words and tables never become garbage; looking through them again and again costs more than
    the poll of ten sources. What reading an item leaves behind holds no circles.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG)


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
            names=names_of(settings),
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
                timedelta(minutes=settings.alerts.late_minutes),
            ),
        )
        console = ConsoleSender(last=store.last_message)
        yield App(
            settings=settings,
            store=store,
            sources={source.name: source for source in settings.all_sources()},
            audiences=audiences,
            poller=Poller(store, fetcher, parser, pipeline, now=now),
            deliverer=Deliverer(store, sender or console, settings, now),
            parser=parser,
            pipeline=pipeline,
            translator=translator,
            late=LateTranslations(store, translator, audiences),
            now=now,
        )
