"""Pure: a row a story, as RFC 4180 has it: UTF-8, a header, lines that end with CRLF.

A cell that a spreadsheet would take for a formula begins with an apostrophe. Lists in a cell are
parted by "; ".
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from bot.format.html import tidy
from monitors.ledger import ledger
from monitors.model import Ledger, Story

COLUMNS = (
    "story",
    "first_seen",
    "last_seen",
    "topics",
    "event_types",
    "headline",
    "headline_en",
    "released",
    "released_by_source",
    "by_nationality",
    "countries",
    "people",
    "sanction_targets",
    "sanctioning",
    "independent_sources",
    "only_state_media",
    "reports",
    "languages",
    "sources",
    "url",
)
"""Stable: new ones are added at the end."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def spreadsheet(stories: Iterable[Story], _now: datetime) -> Iterator[str]:
    """The header and the rows."""
    yield _line(COLUMNS)
    for story in stories:
        yield _line([safe(cell) for cell in _cells(story)])


def safe(cell: str) -> str:
    """One line of visible text that no spreadsheet calculates."""
    shown = tidy(cell)
    return f"'{shown}" if shown.startswith(_FORMULA) or cell.startswith(_FORMULA) else shown


def _line(cells: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _cells(story: Story) -> Iterator[str]:
    first, said = story.reports[0], ledger(story)
    english = first.translation("en")
    yield story.id
    yield story.first_seen.isoformat()
    yield story.last_seen.isoformat()
    yield _list(story.topics)
    yield _list(each.value.value for each in said.actions)
    yield first.item.title
    yield first.item.title if first.detected.language == "en" else english.title if english else ""
    yield from _facts(said)
    yield str(len(story.reports))
    yield _list(dict.fromkeys(one.detected.tag for one in story.reports))
    yield _list(dict.fromkeys(one.source.label for one in story.reports))
    yield first.item.url


def _facts(said: Ledger) -> Iterator[str]:
    yield str(said.released[0].value.value) if said.released else ""
    yield _list(
        f"{each.value.value}: {', '.join(source.label for source in each.by)}"
        for each in said.released
    )
    nations = {each.value.country: each.value.count.value for each in reversed(said.by_nationality)}
    yield _list(f"{country}={number}" for country, number in sorted(nations.items()))
    for names in (said.countries, said.people, said.targets, said.sanctioning):
        yield _list(each.value for each in names)
    yield str(len(said.independent))
    yield "yes" if said.only_state else "no"


def _list(values: Iterable[str]) -> str:
    return "; ".join(values)
