"""Labelled items through the pipeline, in the order of their time; nothing is sent.

Of an item only its published time, source, source_kind, url, title and summary are read, the
same as a feed would bring; labels and any `lang` are kept for the scores alone.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from monitors.match import RELEASE, SANCTIONS
from monitors.model import Facts, Item, OutletKind, Page, Source
from monitors.parse import parse
from monitors.pipeline import Pipeline
from monitors.scores import Labelled, scores
from monitors.settling import Outcome


async def predict(rows: Sequence[Mapping[str, Any]], pipeline: Pipeline) -> list[dict[str, Any]]:
    """One prediction a row, in the order of the rows; the pipeline's store must be empty.

    Raises ValueError for a row with a malformed time or kind of source, naming its id.
    """
    read = [(row["id"], *_item(row)) for row in rows]
    outcomes: dict[str, Outcome] = {}
    for name, item, source in sorted(read, key=lambda each: each[1].published):
        for outcome in await pipeline.run(source, [item], item.published):
            outcomes[name] = outcome
    told = [_prediction(name, outcomes.get(name)) for name, _, _ in read]
    return [each | _story_now(each, pipeline) for each in told]


def _story_now(prediction: Mapping[str, Any], pipeline: Pipeline) -> dict[str, str]:
    """A later item may have shown that its story is another's."""
    story_id = prediction.get("story_id")
    return {"story_id": pipeline.story_now(story_id)} if story_id else {}


def _item(row: Mapping[str, Any]) -> tuple[Item, Source]:
    """The row as a feed of one entry would bring it: parsed and cleaned like any other."""
    try:
        when = _instant(row["published"])
        kind = OutletKind(row.get("source_kind") or "independent")
    except ValueError as error:
        raise ValueError(f"item {row['id']}: {error}") from error
    source = Source(name=row["source"], url="", outlet_kind=kind)
    item = as_fed(row, source, when)
    if item is None:
        raise ValueError(f"item {row['id']}: has neither a title nor an address")
    return item, source


def as_fed(row: Mapping[str, Any], source: Source, when: datetime) -> Item | None:
    """An item as a feed of this one entry would bring it; None if it would bring none."""
    entry = {
        "id": row["id"],
        "url": row["url"],
        "title": row["title"],
        "content_html": row.get("summary") or "",
        "date_published": when.isoformat(),
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": source.name, "items": [entry]}
    page = Page(url=row["url"], status=200, body=json.dumps(feed).encode())
    items = parse(page, source, frozenset(), when).items
    return items[0] if items else None


def _instant(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    if not 1970 < when.year < 3000:
        raise ValueError(f"{text!r} is not a time of our age")
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _prediction(name: str, outcome: Outcome | None) -> dict[str, Any]:
    """The object that `--predictions` writes (design, the command line)."""
    report = outcome.report if outcome else None
    if outcome is None or report is None:
        return {"id": name, "alert": False, "topics": [], "event_type": "other", "facts": {}}
    topics = [topic for topic in report.topics if topic in (RELEASE, SANCTIONS)]
    action = report.action
    return {
        "id": name,
        "alert": bool(topics) and action.alerting,
        "topics": topics,
        "event_type": action.label.value,
        "story_id": outcome.story_id or name,
        "facts": facts_of(report.facts),
        "language": report.detected.tag,
        "translation": next((one.title for one in report.translations), None),
    }


def facts_of(facts: Facts) -> dict[str, Any]:
    """Facts as plain values: counts as numbers, names in order of mention, each once."""

    def names(mentions: Iterable[Any]) -> list[str]:
        return list(dict.fromkeys(mention.value for mention in mentions))

    return {
        "released_count": facts.released.value if facts.released else None,
        "by_nationality": {each.country: each.count.value for each in facts.by_nationality},
        "countries": names(facts.countries),
        "people": names(facts.people),
        "sanction_targets": names(facts.targets),
        "sanctioning": names(facts.sanctioning),
    }


def labelled(
    rows: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]
) -> list[Labelled]:
    """The rows that carry labels, each with its prediction."""
    return [
        Labelled(str(row.get("lang", "?")), row["labels"], prediction, str(row["id"]), row["title"])
        for row, prediction in zip(rows, predictions, strict=True)
        if isinstance(row.get("labels"), Mapping)
    ]


def score(
    rows: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]
) -> dict[str, float]:
    """Figures by name, over the rows that carry labels; empty if none does."""
    items = labelled(rows, predictions)
    return scores(items) if items else {}
