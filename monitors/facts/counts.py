"""Pure: how many people were released, as the text puts it; a number counts only with its noun."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from monitors.facts.lexicon import Found
from monitors.facts.numbers import Number, numbers
from monitors.facts.passage import Passage
from monitors.model import Count, Mention, Qualifier, Span

_REACH = 5
_PLURAL = "ų"
_GENERAL = {"prisoner", "freed", "pow", "person", "foreigner", "bare", "pair"}
_PARTS = {"role", "citizen", "pow", "bare"}
_TELLING = {"prisoner", "freed", "pow", "foreigner"}


@dataclass(frozen=True, slots=True)
class Bound:
    """A number of people: `noun` is the kind of noun that says so, `end` the token after it."""

    passage: Passage
    number: Number
    noun: str
    end: int

    @property
    def first(self) -> int:
        """First token of the number."""
        return self.number.first

    @property
    def sentence(self) -> int:
        """Sentence it stands in."""
        return self.passage.sentence(self.first)


@lru_cache(maxsize=8)  # the readers of one item ask for the same two passages
def bound(passage: Passage) -> tuple[Bound, ...]:
    """Every number of people in the text, whatever is said of them."""
    found = (_bind(passage, number) for number in _stated(passage))
    return tuple(one for one in found if one and not passage.has(one.first - 1, "mark", "not"))


def _stated(passage: Passage) -> Iterator[Number]:
    """Leave out both numbers of a name like "1000 for 1000"."""
    found = numbers(passage)
    names = {
        at
        for first, second in pairwise(found)
        if first.value == second.value
        and second.first - first.last == 1
        and not any(found.kind in {"noun", "people"} for found in passage.at(first.last))
        for at in (first.first, second.first)
    }
    others = [number for number in found if number.first not in names]
    if names and not others:
        return iter([replace(found[0], mutual=True)])
    return iter(others)


def _bind(passage: Passage, number: Number) -> Bound | None:
    """Find the noun of a number within a few tokens; the nearest noun of any kind decides."""
    if passage.has(number.first, "noun", "pair"):
        counts_things = passage.keys[number.last : number.last + 1] == ("of",)
        return None if counts_things else Bound(passage, number, "pair", number.last)
    start = _past_part(passage, number.last)
    end = min(start + (1 if number.year else _REACH), len(passage.tokens))
    for at in range(start, end):
        parted = passage.parted(at - 1, at) and (at > start or start == number.last)
        if parted or passage.raw(at)[0].isdigit() or _ends_phrase(passage, at):
            break
        noun = _noun_at(passage, at, near=at <= number.last + 1)
        if noun:
            return Bound(passage, number, noun, _end(passage, at))
    else:
        return _bare(passage, number)
    return None if passage.has(at, "thing") else _bare(passage, number)


def _ends_phrase(passage: Passage, at: int) -> bool:
    return passage.has(at, "thing") or passage.has(at, "mark", "subset")


def _past_part(passage: Passage, at: int) -> int:
    """Return the place after "of them": "three of them - Polish citizens"."""
    if at < len(passage.tokens) and passage.parted(at - 1, at):
        return at
    parts = (f for f in passage.at(at) if f.kind == "mark" and f.value == "subset")
    return next((found.last for found in parts if found.last - found.first > 1), at)


def _noun_at(passage: Passage, at: int, *, near: bool) -> str:
    """Kind of the noun of people at a place, or ""."""
    if passage.has(at, "noun"):
        return passage.tagged(at, "noun")
    if passage.has(at, "people"):
        return "nation"
    if near and passage.has(at, "verb", "release"):
        return "freed"
    return "person" if near and passage.has(at, "mark", "other") else ""


def _end(passage: Passage, at: int) -> int:
    nouns = (found.last for found in passage.at(at) if found.kind in {"noun", "people"})
    return max(nouns, default=at + 1)


def _bare(passage: Passage, number: Number) -> Bound | None:
    """A number without a noun that stands right after the verb: "pardons 18, most of them"."""
    if number.year:
        return None
    if number.mutual or (number.each and any(True for _ in passage.of("verb", "swap"))):
        return Bound(passage, number, "bare", number.last)
    for before in range(number.first - 1, max(number.first - 4, -1), -1):
        if passage.parted(before, before + 1):
            return None
        if passage.has(before, "verb", "release"):
            closed = number.last >= len(passage.tokens) or _closed(passage, number)
            return Bound(passage, number, "bare", number.last) if closed else None
    return None


def _closed(passage: Passage, number: Number) -> bool:
    """Say if the phrase of the number is over: a comma or a word of another kind follows."""
    if passage.parted(number.last - 1, number.last) or passage.has(number.last, "verb"):
        return True
    return any(passage.has(number.last, "mark", mark) for mark in ("subset", "among", "joint"))


def released(
    passages: Sequence[Passage], people: Sequence[Mention], *, of_release: bool
) -> Count | None:
    """The total that the item states; the title speaks before the summary."""
    title, *rest = passages
    swapped = any(True for one in passages for _ in one.of("verb", "swap"))
    mine = [_candidates(one, of_release=of_release, swapped=swapped) for one in passages]
    with_named = _with_named(passages, people)
    picked = _of_title(mine) if _has_part(mine[0], title) else _first(mine)
    if with_named and (picked is None or picked.value <= with_named.value):
        return with_named
    if picked is None and of_release:
        return _single(title, rest, people)
    return picked


def _has_part(head: Sequence[Bound], title: Passage) -> bool:
    """Say if the title gives numbers, be it only of a part: "among those freed - six Poles"."""
    return bool(head) or any(True for _ in title.of("mark", "subset"))


def _first(mine: Sequence[Sequence[Bound]]) -> Count | None:
    return next((_pick(some) for some in mine if some), None)


def _of_title(mine: Sequence[list[Bound]]) -> Count | None:
    """What the title says, unless it only names one nation and the summary has a greater total."""
    head = mine[0]
    general = [one for some in mine[1:] for one in some if one.noun in _GENERAL]
    if not head:
        return _pick(general)
    count = _pick(head)
    if count and general and all(one.noun in {"nation", "citizen"} for one in head):
        greater = _pick(general)
        return greater if greater and greater.value > count.value else count
    if count and len(head) == 1 and head[0].noun in _PARTS:
        return _added(count, [one for some in mine[1:] for one in some])
    return count


def _added(count: Count, later: Sequence[Bound]) -> Count:
    """Add those whom the summary adds: "185 soldiers" - "20 civilians were returned as well"."""
    for one in later:
        passage = one.passage
        joined = passage.has(one.first - 1, "mark", "joint") or any(
            passage.in_sentence(one.sentence, "mark", mark) for mark in ("also", "with")
        )
        if joined and one.noun in {"role", "citizen"}:
            return Count(count.value + one.number.value, count.span, count.qualifier)
    return count


def _pick(candidates: Sequence[Bound]) -> Count | None:
    """The number of people in general, else the sum of soldiers, civilians, nations."""
    if not candidates:
        return None
    whole = [one for one in candidates if one.passage.has(one.first - 1, "mark", "among")]
    general = whole or [one for one in candidates if one.noun in _GENERAL]
    if general:
        return _with_joined(general)
    first = candidates[0]
    parts = [one for one in candidates if one.sentence == first.sentence]
    if len(parts) == 1:
        return _count(first)
    span = first.passage.span(first.first, parts[-1].number.last)
    exact = all(one.number.qualifier is Qualifier.EXACT for one in parts)
    qualifier = Qualifier.EXACT if exact else Qualifier.ABOUT
    return Count(sum(one.number.value for one in parts), span, qualifier)


def _with_joined(general: Sequence[Bound]) -> Count:
    """The first number of people, and one joined to it at once: "five women and two men"."""
    first, second = general[0], general[1] if len(general) > 1 else general[0]
    passage = first.passage
    joined = second.first == first.end + 1 and passage.has(first.end, "mark", "joint")
    return _count(first, second.number.value if joined and second.passage is passage else 0)


def _count(one: Bound, more: int = 0) -> Count:
    number = one.number
    upper = number.upper + more if number.upper else None
    span = one.passage.span(number.first, number.last)
    return Count(number.value + more, span, number.qualifier, upper, number.increment and not more)


def count_of(one: Bound) -> Count:
    """Return a bound number as a count."""
    return _count(one)


def _candidates(passage: Passage, *, of_release: bool, swapped: bool) -> list[Bound]:
    """The numbers that can be the total or a sum of it."""
    every = bound(passage)
    return [one for one in every if _is_total(one, of_release=of_release, swapped=swapped)]


def _is_total(one: Bound, *, of_release: bool, swapped: bool) -> bool:
    number = one.number
    if number.vague or number.value < 2:
        return False
    if is_background(one) or _is_subset(one) or _is_with(one):
        return False
    if one.passage.where == "title" and of_release:
        return True
    verbs = one.passage.in_sentence(one.sentence, "verb", "release")
    if not of_release:
        return bool(verbs) and one.noun in _GENERAL
    convicts = one.passage.in_sentence(one.sentence, "noun", "prisoner")
    return one.noun in _TELLING or bool(verbs or (one.noun == "person" and (swapped or convicts)))


def is_background(one: Bound) -> bool:
    """Say if the number is of those still held, or of an earlier release."""
    passage = one.passage
    if passage.near(0, one.first, "mark", "earlier") or _is_given_in_return(one):
        return True
    if one.noun == "freed":
        return False
    held = passage.near(one.first - 5, one.end + 5, "mark", "held")
    if not held:
        return False
    verbs = passage.near(one.first - 4, one.end + 4, "verb", "release")
    return not verbs


def _is_given_in_return(one: Bound) -> bool:
    """Say if the number is of the other side: "freed in exchange for two spies"."""
    passage = one.passage
    return any(
        not passage.near(found.last, one.first, "verb", "release")
        and not any(passage.parted(at, at + 1) for at in range(found.last - 1, one.first))
        for found in passage.near(0, one.first, "mark", "return")
    )


def _is_subset(one: Bound) -> bool:
    """Say if the number is of a part: "among them six women", "15 of them", "six among 52"."""
    passage = one.passage
    if passage.near(0, one.first, "mark", "subset"):
        return True
    if _past_part(passage, one.number.last) > one.number.last:
        return True
    return any(
        found.first >= one.end
        and found.last < len(passage.tokens)
        and _is_number(passage, found.last)
        for found in passage.in_sentence(one.sentence, "mark", "among")
    )


def _is_number(passage: Passage, at: int) -> bool:
    return passage.raw(at)[0].isdigit() or passage.has(at, "number")


def _is_with(one: Bound) -> bool:
    """Say if the number is of the companions of someone named: "with 13 others"."""
    passage = one.passage
    if one.number.qualifier is Qualifier.ABOUT:
        return False
    if "with" in passage.marks_before(one.first):
        return True
    if one.number.increment and passage.near(0, one.first, "mark", "with"):
        return True
    other = passage.near(one.number.last, one.end + 1, "mark", "other")
    if other and one.first > 1 and passage.parted(one.first - 1, one.first):
        last = one.first - 1
        return passage.raw(last)[0].isupper() and not passage.at(last)
    joint = "joint" in passage.marks_before(one.first)
    return joint and (bool(other) or (one.number.increment and _is_named(passage, one.first)))


def _is_named(passage: Passage, first: int) -> bool:
    """Say if a capitalised word stands a little before: "Ціханоўскі і яшчэ 13"."""
    return any(passage.raw(at)[0].isupper() for at in range(max(first - 4, 0), first))


def _with_named(passages: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """The companions of someone named, and those named: "Kastusiou and 17 others" are 18."""
    for passage in passages:
        for one in bound(passage):
            if _is_with(one) and not is_background(one):
                named = _named_before(one, people) or _named_in("title", people) or 1
                return _count(one, named)
    return None


def _named_before(one: Bound, people: Sequence[Mention]) -> int:
    start = one.passage.tokens[one.first].start
    here = (p for p in people if p.span.where == one.passage.where and p.span.start < start)
    return len({person.value for person in here})


def _named_in(where: str, people: Sequence[Mention]) -> int:
    return len({person.value for person in people if person.span.where == where})


def _single(title: Passage, rest: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """Count those whom the item names, if it speaks of nobody else."""
    passages = (title, *rest)
    if any(True for one in passages for _ in one.of("mark", "other")):
        return None
    if any(_is_of_many(one) for passage in passages for one in bound(passage)):
        return None
    named = [person for person in people if person.span.where == "title"] or list(people)
    values = {person.value for person in named}
    swapped = any(True for one in passages for _ in one.of("verb", "swap"))
    if any(True for _ in title.of("mark", "subset")):
        return None
    if _speaks_of_many(title) and not (swapped and len(values) == 2):
        return None
    if named and (len(values) == 1 or (swapped and len(values) == 2)):
        return Count(1, named[0].span)
    if named and not swapped and named[0].span.where == "title":
        return Count(len(values), _cover(named))
    return _unnamed(title)


def _is_of_many(one: Bound) -> bool:
    return (one.number.value > 1 or one.number.vague) and not _is_given_in_return(one)


def _speaks_of_many(title: Passage) -> bool:
    many = (f for kind in ("noun", "people") for f in title.of(kind))
    return any(found.tag.number == "many" or _is_plural(title, found) for found in many)


def _is_plural(title: Passage, found: Found) -> bool:
    """Say if a Lithuanian noun is plural where its folded form equals a singular: kalinių."""
    return found.value == "prisoner" and title.raw(found.first).endswith(_PLURAL)


def _cover(named: Sequence[Mention]) -> Span:
    return Span(named[0].span.where, named[0].span.start, named[-1].span.end)


def _unnamed(title: Passage) -> Count | None:
    """One person who is not named: "Belarus frees a blogger"."""
    for kind in ("noun", "people"):
        for found in title.of(kind):
            single = found.tag.number == "one" and not _is_plural(title, found)
            if single and found.value != "freed":
                return Count(1, title.span(found.first, found.last))
    return None
