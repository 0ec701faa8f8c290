"""Parse every document of a folder and say of each whether the result can be true.

    python tools/check_feeds.py FOLDER

With a MANIFEST.jsonl in the folder (objects with file, items, language, dates_from, dates_to,
quirks), its facts are compared. Exit 1 if a document fails or a result is implausible.
"""

import json
import re
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitors.dates import EARLIEST
from monitors.errors import ParseError
from monitors.language import detect
from monitors.model import Feed, FetchState, Item, Page, Source
from monitors.parse import health, parse

# time zones that the manifest's tool did not understand
TOLERANCE = timedelta(hours=14)
MOJIBAKE = re.compile(
    "\ufffd|Ã[\u0080-\u00bf]|[ÐÑ][\u0080-\u00bf\u0152-\u2122]|[À-ÿ]{4,}|(?:[РС][\u0402-\u040f‘-„]){2}"
)
KNOWN = {"lt", "be", "ru", "en", "uk", "pl", "lv"}


def main() -> int:
    folder = Path(sys.argv[1])
    now = datetime.now(UTC)
    manifest = folder / "MANIFEST.jsonl"
    lines = manifest.read_text("utf-8").splitlines() if manifest.exists() else []
    facts = {entry["file"]: entry for entry in map(json.loads, lines)}
    files = [path for path in sorted(folder.iterdir()) if path.suffix in {".xml", ".json", ".rss"}]
    bad = sum(not check(path, facts.get(path.name, {}), now) for path in files)
    print(f"{len(files)} documents, {bad} implausible")
    return 1 if bad or not files else 0


def check(path: Path, facts: dict[str, Any], now: datetime) -> bool:
    """Print one line about a document; False if something about it cannot be true."""
    url = "https://feeds.example/rss"
    page = Page(url=url, status=200, body=path.read_bytes())
    try:
        feed = parse(page, Source(name=path.stem, url=url), frozenset(), now)
    except ParseError as error:
        print(f"FAIL {path.name}: {error}")
        return False
    problems = [*count_problems(feed, facts), *date_problems(feed, facts, now)]
    broken = [item for item in feed.items if MOJIBAKE.search(f"{item.title} {item.summary}")]
    problems += [f"mojibake: {item.title[:60]}" for item in broken]
    languages = Counter(
        detect(item.title, item.summary, item.declared_language).tag for item in feed.items
    )
    problems += language_problems(languages, facts.get("language"))
    print(
        f"{'BAD ' if problems else 'ok  '} {path.name}: {feed.entries} entries, "
        f"{len(feed.items)} items, {dates(feed.items)}, mojibake {len(broken)}, "
        f"{' '.join(f'{tag}={n}' for tag, n in languages.most_common(4))}{remark(feed)}"
        + "".join(f"\n       {problem}" for problem in problems)
    )
    return not problems


def count_problems(feed: Feed, facts: dict[str, Any]) -> list[str]:
    expected = facts.get("items", feed.entries)
    doubled = sum(
        int(found[1])
        for quirk in facts.get("quirks", ())
        if (found := re.match(r"(\d+) duplicate guids", quirk))
    )
    problems = [] if feed.entries == expected else [f"{feed.entries} entries, not {expected}"]
    if len(feed.items) < feed.entries - doubled:
        problems.append(f"only {len(feed.items)} items of {feed.entries} entries")
    return problems


def date_problems(feed: Feed, facts: dict[str, Any], now: datetime) -> list[str]:
    """Dates beyond what the manifest says, and missing ones that it does not explain."""
    dated = [item.published for item in feed.items if item.dated]
    undated = len(feed.items) - len(dated)
    first, last = (
        datetime.fromisoformat(facts[name]) if facts.get(name) else None
        for name in ("dates_from", "dates_to")
    )
    false_dates = bool(first and last and (first < EARLIEST or last > now))
    unread = any("cannot parse" in quirk for quirk in facts.get("quirks", ()))
    problems = []
    if undated and not false_dates:
        problems.append(f"{undated} items without a date")
    if first and last and not unread:
        beyond = [when for when in dated if not first - TOLERANCE <= when <= last + TOLERANCE]
        problems += [f"a date beyond those known: {when}" for when in beyond[:3]]
    return problems


def language_problems(languages: Counter[str], expected: str | None) -> list[str]:
    if expected not in KNOWN or not languages:
        return []
    share = sum(n for tag, n in languages.items() if tag.partition("-")[0] == expected)
    total = languages.total()
    return [] if share >= 0.9 * total else [f"only {share} of {total} items are {expected}"]


def dates(items: tuple[Item, ...]) -> str:
    dated = [item.published for item in items if item.dated]
    undated = len(items) - len(dated)
    span = f"{min(dated):%Y-%m-%d %H:%M} to {max(dated):%Y-%m-%d %H:%M}" if dated else "no dates"
    return span + (f" ({undated} missing, impossible or in the future)" if undated else "")


def remark(feed: Feed) -> str:
    try:
        health(feed, FetchState(source="", had_entries=True))
    except ParseError as error:
        return f"; for a source that had entries: {error}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
