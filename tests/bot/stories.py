"""Values for the tests of the bot: reports of one event, told by several outlets."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from monitors.model import (
    Action,
    ActionLabel,
    Alert,
    Count,
    Detected,
    Facts,
    Hit,
    Item,
    Mention,
    NationCount,
    OutletKind,
    Reason,
    Report,
    Source,
    Span,
    Story,
    Translation,
    Untranslated,
)

NOON = datetime(2025, 9, 11, 12, 0, tzinfo=UTC)
SPAN = Span("title", 0, 1)

LRT = Source(name="lrt", url="https://lrt.example/rss", title="LRT", language="lt")
REUTERS = Source(name="reuters", url="https://reuters.example/rss", title="Reuters", language="en")
NIVA = Source(name="nn", url="https://nn.example/rss", title="Naša Niva", language="be")
BELTA = Source(
    name="belta",
    url="https://belta.example/rss",
    title="BelTA",
    language="ru",
    outlet_kind=OutletKind.STATE,
)


def report(
    title: str,
    source: Source = REUTERS,
    *,
    minutes: int = 0,
    language: str = "en",
    label: ActionLabel = ActionLabel.RELEASE_HAPPENED,
    topics: Sequence[str] = ("prisoner-release",),
    translated: str = "",
    untranslated: str = "",
    into: str = "en",
    url: str = "",
    facts: Facts | None = None,
    watched: str = "",
) -> Report:
    """One item of `source`, `minutes` after noon of 11 September 2025, understood."""
    at = NOON + timedelta(minutes=minutes)
    address = url or f"https://{source.name}.example/{minutes}"
    item = Item(
        id=f"{source.name}-{minutes}",
        source=source.name,
        guid=address,
        url=address,
        canonical=address,
        title=title,
        summary="",
        published=at,
        fetched=at + timedelta(minutes=1),
        content_hash="0" * 16,
    )
    hits = [Hit(topic, "term", "title", SPAN) for topic in topics]
    return Report(
        item=item,
        source=source,
        detected=Detected(language),
        hits=tuple([*hits, Hit("watch", watched, "title", SPAN)] if watched else hits),
        action=Action(label, 0.9),
        facts=facts or Facts(),
        translations=(Translation(translated, "", into, "test"),) if translated else (),
        untranslated=(Untranslated(into, untranslated),) if untranslated else (),
    )


def freed(people: int, **nations: int) -> Facts:
    """Facts of a release: how many, and of which nations."""
    return Facts(
        released=Count(people, SPAN),
        by_nationality=tuple(NationCount(c, Count(n, SPAN)) for c, n in nations.items()),
        countries=(Mention("BY", SPAN),),
    )


def lifted(*targets: str, by: str = "US") -> Facts:
    """Facts of sanctions that were changed."""
    return Facts(
        targets=tuple(Mention(target, SPAN) for target in targets),
        sanctioning=(Mention(by, SPAN),),
        countries=(Mention("BY", SPAN), Mention("US", SPAN)),
    )


def story(*reports: Report) -> Story:
    """A story of these reports."""
    return Story(id="s1", reports=reports)


def alert(about: Report, reason: Reason = Reason.FIRST_REPORT, news: Sequence[str] = ()) -> Alert:
    """An alert of story s1 made by `about`."""
    return Alert(
        id=f"a-{about.item.id}",
        story_id="s1",
        item_id=about.item.id,
        reason=reason,
        topics=about.topics,
        made_at=about.item.fetched,
        news=tuple(news),
    )


STATE_FIRST = report(
    "Лукашенко помиловал 14 иностранцев",
    BELTA,
    language="ru",
    translated="Lukashenko pardoned 14 foreigners",
    facts=freed(14),
)
LITHUANIAN = report(
    "Baltarusija paleido 52 kalinius, tarp jų – 6 lietuviai",
    LRT,
    minutes=40,
    language="lt",
    translated="Belarus released 52 prisoners, among them 6 Lithuanians",
    facts=freed(52, LT=6, PL=3),
)
AGENCY = report(
    "US lifts sanctions on Belavia as Belarus frees 52",
    minutes=65,
    label=ActionLabel.SANCTIONS_LIFTED,
    topics=("prisoner-release", "sanctions"),
    facts=lifted("Belavia"),
)
BELARUSIAN = report(
    "52 палітвязні на волі",
    NIVA,
    minutes=90,
    language="be",
    untranslated="no model for Belarusian is installed",
    facts=freed(52),
)
SEPTEMBER_11 = story(STATE_FIRST, LITHUANIAN, AGENCY, BELARUSIAN)
