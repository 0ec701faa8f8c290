"""Pure: mistakes that show only when two settings are read together.

Works on the tree as parsed, whatever its shape, so that these problems are reported along with
those of single values.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from monitors.config.catalogue import LISTS, bundled, problem_of
from monitors.config.nearest import did_you_mean
from monitors.config.problems import Problem
from monitors.config.settings import BUILT_IN_TOPICS

_UNIQUE = {"sources": "name", "topics": "name", "channels": "chat", "watch": "name"}


def cross_problems(tree: dict[str, Any]) -> list[Problem]:
    """Doubled names, topics and catalogue entries that do not exist, kinds not collected yet."""
    return [
        *_unknown_catalogue(tree),
        *_unknown_topics(tree),
        *_doubled(tree),
        *_taken_topics(tree),
        *_uncollected(tree),
    ]


def _unknown_catalogue(tree: dict[str, Any]) -> Iterator[Problem]:
    for index, entry in enumerate(_texts(tree.get("catalogue"))):
        problem = problem_of(entry)
        if problem:
            known = [*LISTS, *(each.name for each in bundled() if each.collected)]
            yield f"catalogue.{index}", problem + did_you_mean(entry.removeprefix("-"), known)


def _unknown_topics(tree: dict[str, Any]) -> Iterator[Problem]:
    known = {*BUILT_IN_TOPICS, *_names(tree, "topics", "name")}
    for index, channel in _rows(tree, "channels"):
        for name in _texts(channel.get("topics")):
            if name not in known:
                hint = did_you_mean(name, known)
                yield f"channels.{index}.topics", f"there is no topic {name!r}{hint}"


def _doubled(tree: dict[str, Any]) -> Iterator[Problem]:
    for section, key in _UNIQUE.items():
        times = Counter(_names(tree, section, key))
        seen: set[str] = set()
        for index, row in _rows(tree, section):
            name = str(row.get(key))
            if name in seen and times[name] > 1:
                yield f"{section}.{index}.{key}", f"{name!r} is there {times[name]} times"
            seen.add(name)


def _taken_topics(tree: dict[str, Any]) -> Iterator[Problem]:
    for index, topic in _rows(tree, "topics"):
        if topic.get("name") in BUILT_IN_TOPICS:
            yield f"topics.{index}.name", f"{topic['name']!r} is built in; choose another name"


def _uncollected(tree: dict[str, Any]) -> Iterator[Problem]:
    for index, source in _rows(tree, "sources"):
        if source.get("kind") in ("telegram", "page"):
            yield f"sources.{index}.kind", f"{source['kind']!r} cannot be collected yet, only feeds"


def _names(tree: dict[str, Any], section: str, key: str) -> list[str]:
    return [str(row[key]) for _, row in _rows(tree, section) if key in row]


def _rows(tree: dict[str, Any], section: str) -> list[tuple[int, dict[str, Any]]]:
    rows = tree.get(section)
    found = enumerate(rows) if isinstance(rows, list) else ()
    return [(index, row) for index, row in found if isinstance(row, dict)]


def _texts(values: object) -> list[str]:
    return [each for each in values if isinstance(each, str)] if isinstance(values, list) else []
