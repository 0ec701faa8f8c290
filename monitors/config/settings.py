"""The settings, in the order of `config.example.toml`, with their defaults.

Frozen and strict: an unknown key or a value of the wrong kind is an error. Only `Telegram.token`
reads anything (the token's file and the environment).
"""

import os
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    model_validator,
)

from monitors.config import values
from monitors.config.catalogue import switched_on
from monitors.errors import ConfigError
from monitors.model import ActionLabel, OutletKind, Source, SourceKind

TOKEN_VARIABLE = "VOLIA_TELEGRAM_TOKEN"  # noqa: S105 (a name, not a secret)
BUILT_IN_TOPICS = ("prisoner-release", "sanctions", "watch")
BotLanguage = Literal["en", "lt", "be", "ru"]
NewsLanguage = Literal["lt", "be", "ru", "en", "uk", "pl", "lv"]
KeywordLanguage = Literal["lt", "be", "ru", "en", "any"]
Positive = Annotated[int, Field(gt=0)]
NonNegative = Annotated[int, Field(ge=0)]
PositiveFloat = Annotated[float, Field(gt=0, le=100_000, allow_inf_nan=False)]
Slug = Annotated[str, AfterValidator(values.slug)]
Text = Annotated[str, AfterValidator(values.filled)]
Web = Annotated[str, AfterValidator(values.web_address)]
File = Annotated[Path, AfterValidator(values.file_path)]
AlertOn = Annotated[ActionLabel | Literal["any"], BeforeValidator(values.action_or_any)]
Keywords = Annotated[
    tuple[Annotated[str, AfterValidator(values.keyword)], ...], Field(min_length=1)
]
Groups = dict[KeywordLanguage, Keywords]


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, validate_default=True)


class Telegram(_Section):
    """The bot and who looks after it (`admins` are numbers of people, not of chats)."""

    token_file: File | None = None
    base_url: Web = "https://api.telegram.org/bot"
    admins: tuple[Positive, ...] = ()
    uncertain: Literal["resend", "hold"] = "resend"

    def token(self) -> SecretStr | None:
        """Read the bot's token from `token_file` or the environment; None if there is neither.

        Raises ConfigError if both are set, the file cannot be read, or it holds no token.
        """
        from_environment = os.environ.get(TOKEN_VARIABLE, "").strip()
        if from_environment and self.token_file:
            raise ConfigError(f"both token_file and {TOKEN_VARIABLE} are set; keep one of them")
        if self.token_file:
            return _checked(_read_token(self.token_file), f"the file {self.token_file}")
        return _checked(from_environment, TOKEN_VARIABLE) if from_environment else None


def _read_token(path: Path) -> str:
    if values.is_token(path.name):
        raise ConfigError("is the token itself; put it into a file and name the file here")
    try:
        return path.read_text(encoding="utf-8").strip()
    except UnicodeDecodeError:
        raise ConfigError(f"the file {path} is not text") from None
    except OSError as e:
        raise ConfigError(f"cannot read {path}: {e.strerror}") from e


def _checked(token: str, where: str) -> SecretStr:
    if not token:
        raise ConfigError(f"{where} is empty")
    if not values.is_token(token):
        raise ConfigError(f'{where} holds no bot token ("123456:ABC..." as @BotFather gives it)')
    return SecretStr(token)


class Channel(_Section):
    """A channel, group or person that gets alerts; `thread` is a topic of a forum group."""

    chat: Annotated[str, BeforeValidator(values.chat)]
    language: BotLanguage = "en"
    topics: tuple[str, ...] = ("prisoner-release", "sanctions")
    thread: Positive | None = None
    quiet: Annotated[str, AfterValidator(values.quiet_time)] | None = None
    digest: Annotated[str, AfterValidator(values.digest_time)] | None = None
    timezone: Annotated[str, AfterValidator(values.timezone)] = "Europe/Vilnius"

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which `quiet` and `digest` are meant."""
        return ZoneInfo(self.timezone)

    @property
    def quiet_span(self) -> tuple[time, time] | None:
        """Local begin and end of the quiet hours; the end may be on the next day."""
        return values.span_of_day(self.quiet) if self.quiet else None

    @property
    def digest_at(self) -> time | None:
        """Local time of the daily digest."""
        return values.clock(self.digest) if self.digest else None


class Store(_Section):
    """The database; the address is not shown in `repr`, as it may hold a password."""

    url: Annotated[str, AfterValidator(values.database_url)] = Field(
        default="sqlite:///volia.db", repr=False
    )


class Network(_Section):
    """How sources are fetched; `allow` are HOST:PORT exempt from the guard, and nothing else."""

    user_agent: Text = "Volia (news alerts; self-hosted feed reader)"
    proxy: Annotated[str, AfterValidator(values.proxy_address)] | None = Field(
        default=None, repr=False
    )
    timeout_s: PositiveFloat = 30.0
    max_bytes: Positive = 10_000_000
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 5
    per_host: Positive = 2
    concurrency: Positive = 32
    allow: tuple[Annotated[str, AfterValidator(values.host_port)], ...] = ()


class Translation(_Section):
    """Local machine translation; None as `models_dir` is the user's data folder.

    `mirror` is where models are downloaded instead of from their makers; "" for none.
    """

    engine: Literal["ctranslate2", "none"] = "ctranslate2"
    target: BotLanguage = "en"
    models_dir: File | None = None
    mirror: Annotated[str, AfterValidator(values.mirror)] = ""
    allow_demo_models: bool = False
    allow_pivot: bool = False
    belarusian: Literal["opus", "apertium", "none"] = "opus"
    beam: Annotated[int, Field(ge=1, le=8)] = 2
    timeout_s: PositiveFloat = 10.0
    idle_minutes: PositiveFloat = 15.0

    def models_path(self) -> Path:
        """`models_dir`, or `volia/models` in the XDG data folder (~/.local/share)."""
        # not Path.home(): it raises where a user has no home, as in a container
        data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111
        return self.models_dir or Path(data) / "volia" / "models"


class SourceSettings(_Section):
    """A source of the user's own; `owner` is who counts once in "confirmed by"."""

    name: Slug
    url: Web
    title: str = ""
    kind: Literal["feed", "telegram", "page"] = "feed"
    language: NewsLanguage | None = None
    outlet_kind: OutletKind = OutletKind.INDEPENDENT
    owner: str = ""
    poll_minutes: PositiveFloat = 5.0

    def source(self) -> Source:
        """Return the value that travels through the stages."""
        return Source(**{**self.model_dump(), "kind": SourceKind(self.kind)})


class ExampleSettings(_Section):
    """A text that a topic must (or must not) find; in the `language` that it is read as if None."""

    text: Text
    summary: str = ""
    match: bool
    language: Literal["lt", "be", "ru", "en"] | None = None


class TopicSettings(_Section):
    """A topic of the user's own: one of `keywords`, every one of `all`, none of `none`.

    Each by language, those under `any` in all. `expect` are examples that must hold.
    """

    name: Slug
    title: str = ""
    alert_on: tuple[AlertOn, ...] = ("any",)
    keywords: Groups = {}
    all: Groups = {}
    none: Groups = {}
    expect: tuple[ExampleSettings, ...] = ()

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        leading = self.keywords or self.all
        if not leading:
            raise ValueError("needs keywords, or all")
        named = "keywords" if self.keywords else "all"
        for group, words in (("all", self.all), ("none", self.none)):
            idle = [str(one) for one in words if not {one, "any"} & leading.keys()]
            if idle and idle != ["any"]:
                raise ValueError(f"{group}.{idle[0]} is idle: {named} has no words in {idle[0]}")
        return self


class WatchSettings(_Section):
    """A person or body to follow; other `spellings` are needed only if they differ much."""

    name: Text
    spellings: tuple[Text, ...] = ()


class Alerts(_Section):
    """How old a report may be to make a sound, and how long a story stays open.

    Stories first seen more than `late_minutes` after they were published, when a source was not
    read for long or is new, are told as one digest if they are more than `digest_over`.
    """

    max_age_hours: PositiveFloat = 24.0
    # the joining weights were fitted to reports of so many hours: monitors/story/story.toml
    window_hours: Annotated[float, Field(gt=0, le=72)] = 72.0
    late_minutes: PositiveFloat = 60.0
    digest_over: NonNegative = 5


class Understanding(_Section):
    """How items are understood; `semantic` does nothing without the extra volia[semantic]."""

    semantic: bool = True


class Logging(_Section):
    """What is logged to stderr, and as what."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["logfmt", "json"] = "logfmt"


class Settings(_Section):
    """All settings; made by `load` or `default`."""

    catalogue: tuple[str, ...] = ()
    telegram: Telegram = Telegram()
    channels: tuple[Channel, ...] = ()
    store: Store = Store()
    network: Network = Network()
    translation: Translation = Translation()
    alerts: Alerts = Alerts()
    understanding: Understanding = Understanding()
    logging: Logging = Logging()
    sources: tuple[SourceSettings, ...] = ()
    topics: tuple[TopicSettings, ...] = ()
    watch: tuple[WatchSettings, ...] = ()

    def all_sources(self) -> tuple[Source, ...]:
        """Own sources, then those of the catalogue that are switched on; own ones win by name."""
        own = {each.name: each.source() for each in self.sources}
        bundled = {each.name: each.source() for each in switched_on(self.catalogue)}
        return tuple((own | {n: s for n, s in bundled.items() if n not in own}).values())
