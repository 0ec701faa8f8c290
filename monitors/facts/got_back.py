"""Pure: whom a country got back for someone that it gave: "gave up a spy, got two reporters"."""

from collections.abc import Mapping, Sequence

from monitors.facts.bound import Bound, bound
from monitors.facts.described import is_one
from monitors.facts.enumerated import known_in
from monitors.facts.joined import PERSONAL
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.placed import is_country
from monitors.model import Count, Mention

_MEMBER = 4  # words that lead to a person: "one more of its own citizens"


def got_back(title: Passage, people: Sequence[Mention]) -> Count | None:
    """Those whom a title tells behind "got", if one person was given for them; they come home."""
    if not title.tells("mark", "got") or not title.tells("mark", "gives"):
        return None
    for got in title.of("mark", "got"):
        _, last = title.clause(got.first)
        led = title.near(0, got.first, "mark", "gives")
        if led and not _is_of_another(title, led[0].last, got.first):
            return _behind(title, range(got.last, last), people)
    return None


def _is_of_another(title: Passage, first: int, last: int) -> bool:
    """Say if another country got them, or several were given, who then lead."""
    clause, _ = title.clause(last)
    if any(is_country(title, at) for at in range(clause, last) if clause >= first):
        return True
    return any(first <= one.first < last and one.number.value > 1 for one in bound(title))


def _behind(title: Passage, places: range, people: Sequence[Mention]) -> Count | None:
    """The sum of names, numbers and single people of a list."""
    names = known_in(title, people).names
    numbers = {one.first: one for one in bound(title)}
    at, total, since = places.start, 0, 0
    while at < places.stop and since <= _MEMBER:
        last, value = _member(title, at, names, numbers)
        total, at, since = total + value, last, 0 if value else since + 1
    span = title.span(places.start, at) if total else None
    return Count(total, span) if span else None


def _member(
    title: Passage, at: int, names: Mapping[int, int], numbers: Mapping[int, Bound]
) -> tuple[int, int]:
    """The place behind a member of the list that begins here, and how many people it is."""
    if at in numbers:
        return numbers[at].end, numbers[at].number.value
    if at in names:
        return names[at], 1
    for found in title.at(at):
        if found.first == at and _is_person(title, found):
            return names.get(found.last, found.last), 1
    return at + 1, 0


def _is_person(title: Passage, found: Found) -> bool:
    adjective = title.has(found.last, "noun") or title.has(found.last, "people")
    return found.kind in PERSONAL and is_one(title, found) and not adjective
