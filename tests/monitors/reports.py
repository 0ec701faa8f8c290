"""Reports of invented outlets, for the tests of story, ledger and alert."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from monitors.model import (
    Action,
    ActionLabel,
    Count,
    Detected,
    Facts,
    Hit,
    Item,
    Mention,
    NationCount,
    OutletKind,
    Qualifier,
    Report,
    Source,
    Span,
    Story,
)

NOON = datetime(2025, 9, 11, 12, 0, tzinfo=UTC)
SPAN = Span("title", 0, 1)
HAPPENED = ActionLabel.RELEASE_HAPPENED
DETECTED = {
    "lt": Detected("lt"),
    "en": Detected("en"),
    "ru": Detected("ru", "cyrl"),
    "be": Detected("be", "cyrl", "official"),
    "be-tarask": Detected("be", "cyrl", "tarask"),
    "be-latn": Detected("be", "latn", "lacinka"),
}


def source(name: str, kind: OutletKind = OutletKind.INDEPENDENT, owner: str = "") -> Source:
    return Source(name=name, url=f"https://{name}.example/feed", outlet_kind=kind, owner=owner)


def count(value: int, *, about: Qualifier = Qualifier.EXACT, more: bool = False) -> Count:
    return Count(value, SPAN, about, increment=more)


def facts(
    released: int | Count | None = None,
    *,
    nations: Mapping[str, int] | None = None,
    countries: Sequence[str] = (),
    people: Sequence[str] = (),
    targets: Sequence[str] = (),
    by: Sequence[str] = (),
) -> Facts:
    return Facts(
        released=count(released) if isinstance(released, int) else released,
        by_nationality=tuple(NationCount(k, count(v)) for k, v in (nations or {}).items()),
        countries=mentions(countries),
        people=mentions(people),
        targets=mentions(targets),
        sanctioning=mentions(by),
    )


def mentions(values: Sequence[str]) -> tuple[Mention, ...]:
    return tuple(Mention(value, SPAN) for value in values)


def report(
    title: str = "Belarus frees prisoners",
    summary: str = "",
    *,
    of: Source | str = "lrt",
    after: float = 0,
    language: str = "en",
    label: ActionLabel = HAPPENED,
    decided: bool = True,
    stated: Facts | None = None,
    topics: Sequence[str] = ("prisoner-release",),
    item_id: str = "",
    content: str = "",
) -> Report:
    """A report published `after` hours past noon and fetched at once."""
    outlet = source(of) if isinstance(of, str) else of
    at = NOON + timedelta(hours=after)
    known_as = item_id or f"{outlet.name}-{title}-{after}"
    item = Item(
        id=known_as,
        source=outlet.name,
        guid=known_as,
        url=f"https://{outlet.name}.example/1",
        canonical=known_as,
        title=title,
        summary=summary,
        published=at,
        fetched=at,
        content_hash=content or title + summary,
    )
    return Report(
        item=item,
        source=outlet,
        detected=DETECTED[language],
        hits=tuple(Hit(topic, "word", "title", SPAN) for topic in topics),
        action=Action(label, 1.0, (), decided),
        facts=stated or Facts(),
    )


def story(*reports: Report, known_as: str = "s1") -> Story:
    return Story(id=known_as, reports=reports)
