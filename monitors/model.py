"""The values that travel between the stages, in the order in which they are made.

    Source -> FetchState -> Page -> Item -> Detected -> Hit, Action -> Translation
    -> Facts -> Report -> Story -> Ledger -> Alert -> Delivery -> Receipt

All are frozen; all instants are aware and in UTC; all text is plain (no HTML) and in NFC.
Languages are ISO 639-1 codes, countries ISO 3166-1 alpha-2 codes.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from monitors.labels import ALERTING as ALERTING
from monitors.labels import ActionLabel as ActionLabel
from monitors.labels import DeliveryKind as DeliveryKind
from monitors.labels import DeliveryState as DeliveryState
from monitors.labels import OutletKind as OutletKind
from monitors.labels import Qualifier as Qualifier
from monitors.labels import Reason as Reason
from monitors.labels import SourceKind as SourceKind

T = TypeVar("T")
TRANSLATION = "translation"
"""Where a hit was found that the original does not hold; see `Hit.where`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One feed, channel or page that is polled; `language` is a prior, never a verdict."""

    name: str
    url: str
    title: str = ""
    kind: SourceKind = SourceKind.FEED
    language: str | None = None
    outlet_kind: OutletKind = OutletKind.INDEPENDENT
    owner: str = ""
    poll_minutes: float = 5.0

    @property
    def label(self) -> str:
        """The outlet's name as subscribers see it."""
        return self.title or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchState:
    """What is remembered of a source between two polls; `url` is the one it was polled at."""

    source: str
    url: str = ""
    moved_to: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    entry_hashes: frozenset[str] = frozenset()
    had_entries: bool = False
    polled_before: bool = False
    failures: int = 0
    error: str | None = None
    gone: bool = False
    due_at: datetime | None = None
    last_ok: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The answer to one conditional GET; `body` is decompressed and within the size limit."""

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None

    @property
    def not_modified(self) -> bool:
        """True if the server said 304."""
        return self.status == 304


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed, cleaned: text is plain, times are UTC, the address is http(s) or ''.

    `id` is derived from source and guid, `canonical` is the key that mirrors share (not for
    reading), `content_hash` covers title and summary, so that an edit is seen.
    """

    id: str
    source: str
    guid: str
    url: str
    canonical: str
    title: str
    summary: str
    published: datetime
    fetched: datetime
    content_hash: str
    dated: bool = True
    declared_language: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed document: the items that were not seen before, and the hashes of all of them."""

    items: tuple[Item, ...]
    entry_hashes: frozenset[str]
    entries: int
    body_hash: str
    title: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Detected:
    """Language of an item; `spelling` is official, tarask or lacinka and set for be only."""

    language: str
    script: str = "latn"
    spelling: str | None = None

    @property
    def tag(self) -> str:
        """`lt`, `be`, `be-tarask`, `be-latn`, `ru`, `en`, `uk`, `pl`, `lv` or `und`."""
        suffix = {"tarask": "-tarask", "lacinka": "-latn"}.get(self.spelling or "", "")
        return self.language + suffix


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character range in an item's `title` or `summary`."""

    where: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of a topic that was found; `where` is title, summary or TRANSLATION (no span).

    `possible` marks a watched name that may be somebody else's: it is kept and shown in what
    explains an item, but the item is not taken to be about it.
    """

    topic: str
    term: str
    where: str
    span: Span | None = None
    possible: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """What happened, according to the rules; `why` names the guard and the words that decided."""

    label: ActionLabel
    certainty: float
    why: tuple[str, ...] = ()
    decided: bool = True

    @property
    def alerting(self) -> bool:
        """True for a decision or a fact: one of `ALERTING`, and not only hoped for."""
        return self.decided and self.label in ALERTING


@dataclass(frozen=True, slots=True)
class Translation:
    """Machine translation for display; `warnings` are names of guards that fired.

    `via` is the language it went through, "" if it was translated directly.
    """

    title: str
    summary: str
    language: str
    engine: str
    warnings: tuple[str, ...] = ()
    demo: bool = False
    via: str = ""


@dataclass(frozen=True, slots=True)
class Untranslated:
    """Why there is no translation into `language`, for people; `later`: one may still come."""

    language: str
    why: str
    later: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people as a report puts it; `upper` only for a range."""

    value: int
    span: Span
    qualifier: Qualifier = Qualifier.EXACT
    upper: int | None = None
    increment: bool = False


@dataclass(frozen=True, slots=True)
class NationCount:
    """How many of the released hold one nationality."""

    country: str
    count: Count


@dataclass(frozen=True, slots=True)
class Mention:
    """A canonical name (country code, person, target, authority) and where it was read."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one item states: never guessed, never averaged."""

    released: Count | None = None
    by_nationality: tuple[NationCount, ...] = ()
    countries: tuple[Mention, ...] = ()
    people: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    sanctioning: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One item with all that was understood of it.

    `translations` and `untranslated` hold each language once, as far as one was asked for.
    """

    item: Item
    source: Source
    detected: Detected
    hits: tuple[Hit, ...] = ()
    action: Action = field(default_factory=lambda: Action(ActionLabel.OTHER, 0.0))
    facts: Facts = field(default_factory=Facts)
    translations: tuple[Translation, ...] = ()
    untranslated: tuple[Untranslated, ...] = ()

    def translation(self, language: str) -> Translation | None:
        """Its translation into `language`."""
        return next((one for one in self.translations if one.language == language), None)

    def why_not(self, language: str) -> str:
        """Why there is no translation into `language`; "" if none was asked for or needed."""
        return next((one.why for one in self.untranslated if one.language == language), "")

    @property
    def topics(self) -> tuple[str, ...]:
        """Names of the topics that were surely hit, each once, in order of first hit."""
        return tuple(dict.fromkeys(hit.topic for hit in self.hits if not hit.possible))

    @property
    def topics_of_original(self) -> frozenset[str]:
        """Those hit in the original text, not only in its translation."""
        return frozenset(
            hit.topic for hit in self.hits if hit.where != TRANSLATION and not hit.possible
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports of one real-world event, oldest first."""

    id: str
    reports: tuple[Report, ...]

    @property
    def first_seen(self) -> datetime:
        """When the earliest report was published."""
        return min(report.item.published for report in self.reports)

    @property
    def last_seen(self) -> datetime:
        """When the latest report was published."""
        return max(report.item.published for report in self.reports)

    @property
    def topics(self) -> tuple[str, ...]:
        """Names of all topics its reports hit."""
        return tuple(dict.fromkeys(name for report in self.reports for name in report.topics))


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """One thing that reports of a story say, who says it (first first), and since when."""

    value: T
    by: tuple[Source, ...]
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What a story's reports say and who says so; conflicting figures stand side by side.

    `released` and `by_nationality` are ordered by weight of who says so, the best first;
    `independent` are the outlets that count as separate confirmations (one owner once),
    `official` the governments that speak; `only_state`: states and governments alone say it.
    """

    actions: tuple[Said[ActionLabel], ...] = ()
    released: tuple[Said[Count], ...] = ()
    by_nationality: tuple[Said[NationCount], ...] = ()
    countries: tuple[Said[str], ...] = ()
    people: tuple[Said[str], ...] = ()
    targets: tuple[Said[str], ...] = ()
    sanctioning: tuple[Said[str], ...] = ()
    independent: tuple[Source, ...] = ()
    official: tuple[Source, ...] = ()
    only_state: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A decision worth telling: which report of which story, and why."""

    id: str
    story_id: str
    item_id: str
    reason: Reason
    topics: tuple[str, ...]
    made_at: datetime
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A chat and what it wants to hear: a configured channel, or a person who watches words."""

    chat: str
    language: str = "en"
    thread: int | None = None
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Planned:
    """One outbox row to be: what kind of message goes to which chat."""

    chat: str
    kind: DeliveryKind
    language: str = "en"
    thread: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One row of the outbox: one alert for one chat, as a post, a reply or an edit."""

    id: int
    chat: str
    kind: DeliveryKind
    alert: Alert
    state: DeliveryState = DeliveryState.PENDING
    language: str = "en"
    thread: int | None = None
    attempts: int = 0
    not_before: datetime | None = None
    message_id: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What Telegram, or the console, answered."""

    chat: str
    message_id: int | None
    state: DeliveryState
    sent_at: datetime
