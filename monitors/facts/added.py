"""Pure: those whom a summary adds to the number of a title: "20 civilians came home as well"."""

from collections.abc import Sequence

from monitors.facts.along import is_apart
from monitors.facts.bound import Bound, bound
from monitors.facts.numbers import numbers
from monitors.facts.passage import Passage
from monitors.facts.placed import OPPOSED
from monitors.facts.standing import HOLDING, is_since
from monitors.model import Count, Qualifier

_LANDS = ("people", "country", "power")


def freed_as_well(count: Count, general: Sequence[Bound]) -> Count | None:
    """The total with prisoners that are freed as well: "Caracas also agreed to free 20 jailed"."""
    for one in general:
        if _is_more(one, general) and not (_is_behind_return(one) or _is_part(one, count)):
            return Count(count.value + one.number.value, count.span, count.qualifier)
        also = one.passage.near(0, one.first, "mark", "also")
        freed = also and one.passage.near(also[-1].last, one.first, "verb", "release")
        told = one.noun in {"prisoner", "pow"} and bool(freed)
        if (told or _came_with_them(one, count)) and not is_since(one):
            return Count(count.value + one.number.value, count.span, count.qualifier)
    return None


def _came_with_them(one: Bound, count: Count) -> bool:
    """Say if a few others were freed with those of a nation: "five foreigners with them"."""
    few = one.noun == "foreigner" and one.number.value < count.value
    told = (("mark", "with"), ("verb", "release"))
    return few and all(one.passage.in_sentence(one.sentence, *each) for each in told)


def added(head: Bound, count: Count, later: Sequence[Bound]) -> Count:
    """Add those whom the summary adds: "185 soldiers" - "20 civilians were returned as well"."""
    for one in later:
        passage = one.passage
        if _is_behind_return(one) or (head.number.each and _is_of_weekday(one)):
            continue
        if _is_part(one, count) or _is_of_holder(one, head.passage) or _is_opposed(one, head):
            continue
        joined = passage.has(one.first - 1, "mark", "joint") or any(
            passage.in_sentence(one.sentence, "mark", mark) for mark in ("also", "with")
        )
        more = _is_more(one, later) or _is_rest(one, count)
        of_parts = head.noun in {"role", "citizen", "pow", "bare", "prisoner"}
        if more or (joined and of_parts and one.noun in {"role", "citizen"}):
            return Count(count.value + one.number.value, count.span, count.qualifier)
    return count


def _is_part(one: Bound, count: Count) -> bool:
    """Say if another number makes it the whole: "250 freed" - "15 came; 235 others stayed"."""
    return any(one.number.value + other.number.value == count.value for other in bound(one.passage))


def _is_of_holder(one: Bound, title: Passage) -> bool:
    """Say if the country that held them gets its own: "in addition Moscow got back eight"."""
    passage = one.passage
    first, _ = passage.clause(one.first)
    told = {f.value for kind in ("power", "country") for f in passage.near(first, one.first, kind)}
    if not told or not told <= HOLDING or not passage.near(first, one.first, "mark", "regain"):
        return False
    return not any(title.tells(kind, value) for kind in ("power", "country") for value in told)


def _is_opposed(one: Bound, head: Bound) -> bool:
    """Say if they are given to the country at war with that of the title: "22 переданы Киеву"."""
    own, theirs = _lands(head), _lands(one)
    return len(own) == len(theirs) == 1 and own | theirs in OPPOSED


def _lands(one: Bound) -> set[str]:
    """The countries that the clause of a number names."""
    first, last = one.passage.clause(one.first)
    return {f.value for kind in _LANDS for f in one.passage.near(first, last, kind)}


def _is_of_weekday(one: Bound) -> bool:
    """Say if they came another day than the exchange told of: "on Friday 49 more came home"."""
    return bool(one.passage.in_sentence(one.sentence, "mark", "weekday"))


def _is_behind_return(one: Bound) -> bool:
    """Say if the words before it, up to a full stop, tell what the other side got."""
    passage = one.passage
    start = passage.tokens[one.first].start
    marks = (passage.tokens[found.first].start for found in passage.of("mark", "return"))
    return any(place < start and ". " not in passage.text[place:start] for place in marks)


def _is_more(one: Bound, later: Sequence[Bound]) -> bool:
    """Say if the summary frees others than the title: "another nine were taken to Lithuania"."""
    alone = all(other is one or other.sentence != one.sentence for other in later)
    told = one.passage.in_sentence(one.sentence, "verb", "release")
    others = one.noun == "person" and one.passage.has(one.end - 1, "mark", "other")
    before = one.passage.in_sentence(one.sentence, "mark", "earlier")
    more = (one.number.increment or others) and not one.number.each
    if one.number.qualifier is Qualifier.ABOUT or _is_of_year(one):
        return False  # "some 19,500 others were deported"
    return more and alone and bool(told) and not before


def _is_of_year(one: Bound) -> bool:
    """Say if their sentence tells of a year: "four others had been let out in 2022"."""
    told = (other.first for other in numbers(one.passage) if other.year)
    return any(one.passage.sentence(first) == one.sentence for first in told)


def _is_rest(one: Bound, count: Count) -> bool:
    """Say if far more went elsewhere: "nine got off the bus" - "the other 114 went to Ukraine"."""
    passage = one.passage
    if not passage.has(one.first - 1, "mark", "other") or one.number.value <= count.value:
        return False
    marks = ("held", "stays", "not")
    kept = [f for mark in marks for f in passage.in_sentence(one.sentence, "mark", mark)]
    places = (passage.in_sentence(one.sentence, kind) for kind in ("country", "power"))
    told = one.noun == "freed" or any(places)
    return told and all(found.last == one.first for found in kept)


def with_first(passages: Sequence[Passage], rest: Count) -> Count | None:
    """All, if a title has but the rest: "the other 235 went home" - "15 people chose Vilnius"."""
    title = passages[0]
    if rest.span.where != "title" or not title.tells("mark", "other"):
        return None
    if not title.has(title.token_at(rest.span.start) - 1, "mark", "other"):
        return None
    for one in (each for passage in passages[1:] for each in bound(passage)):
        other = one.passage.has(one.first - 1, "mark", "other")
        if 1 < one.number.value < rest.value and not other and not is_apart(one):
            return Count(rest.value + one.number.value, rest.span, rest.qualifier)
    return None
