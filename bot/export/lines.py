"""Pure: one JSON object a line: a story, what is said of it and by whom, and its reports."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, TypeVar

from monitors.ledger import ledger
from monitors.model import Count, Report, Said, Story

T = TypeVar("T")


def lines(stories: Iterable[Story], _now: datetime) -> Iterator[str]:
    """A line a story."""
    for story in stories:
        yield json.dumps(described(story), ensure_ascii=False) + "\n"


def described(story: Story) -> dict[str, Any]:
    """Every fact is a list of what is said, with the outlets that say it, the first one first."""
    said = ledger(story)
    return {
        "id": story.id,
        "topics": list(story.topics),
        "first_seen": story.first_seen.isoformat(),
        "last_seen": story.last_seen.isoformat(),
        "facts": {
            "event_types": _said(said.actions, lambda label: label.value),
            "released": _said(said.released, _count),
            "by_nationality": _said(
                said.by_nationality,
                lambda nation: {"country": nation.country, **_count(nation.count)},
            ),
            "countries": _said(said.countries, str),
            "people": _said(said.people, str),
            "sanction_targets": _said(said.targets, str),
            "sanctioning": _said(said.sanctioning, str),
        },
        "independent_sources": [source.label for source in said.independent],
        "only_state_media": said.only_state,
        "reports": [_report(report) for report in story.reports],
    }


def _said(found: Sequence[Said[T]], plain: Callable[[T], Any]) -> list[dict[str, Any]]:
    return [
        {
            "value": plain(each.value),
            "by": [source.label for source in each.by],
            "since": each.since.isoformat(),
        }
        for each in found
    ]


def _count(count: Count) -> dict[str, Any]:
    told: dict[str, Any] = {"count": count.value, "qualifier": count.qualifier.value}
    return told if count.upper is None else told | {"upper": count.upper}


def _report(report: Report) -> dict[str, Any]:
    item = report.item
    return {
        "item": item.id,
        "source": report.source.name,
        "outlet": report.source.label,
        "outlet_kind": report.source.outlet_kind.value,
        "language": report.detected.tag,
        "published": item.published.isoformat(),
        "title": item.title,
        "summary": item.summary,
        "url": item.url,
        "event_type": report.action.label.value,
        "translations": {each.language: each.title for each in report.translations},
    }
