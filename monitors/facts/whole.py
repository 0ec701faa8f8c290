"""Pure: nations and totals together: one nation of all that were freed, or all nations summed."""

from collections import Counter
from collections.abc import Sequence

from monitors.facts.bound import Bound, bound
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.placed import OPPOSED
from monitors.facts.priced import is_priced
from monitors.facts.spoken import frees
from monitors.model import Count, Mention, NationCount, Span

_OWNER_ENDS = ("'s", "’s", "s'", "s’")
_ALONE = {"bare", "freed"}  # kinds of numbers that tell no noun
OWN = {"BY", "RU"}  # a Belarusian freed by Belarus is not a nationality worth stating


def all_of(passages: Sequence[Passage], total: Count | None) -> tuple[NationCount, ...]:
    """The one nation that the title tells of all, whose number is told elsewhere or by name."""
    title = passages[0]
    if total is None or total.value < 2 or not all(_is_alone(one, total) for one in bound(title)):
        return ()
    told = {f.value: f for f in title.of("people") if _is_of_several(title, f)}
    told |= {
        nation: one for one in title.of("noun", "citizen") for nation in _of_citizens(title, one)
    }
    if not told:
        return _of_all_named(passages, total)
    if len(told) != 1 or not title.tells("verb", "release"):
        return ()
    ((nation, found),) = told.items()
    named = all(one.number.mutual for one in bound(title))  # "five for five: Americans land"
    named = named and not title.tells("mark", "subset") and not title.tells("mark", "among")
    if not named and not _is_object(title, found):
        return ()
    if nation in OWN and not (title.has(found.first, "people") or found.value == "citizen"):
        return ()
    return (NationCount(nation, total),)


def _is_alone(one: Bound, total: Count) -> bool:
    """Say if a number tells no noun, or that of all: "Paleisti lietuviai: trys vyrai"."""
    return one.noun in _ALONE or (one.noun == "person" and one.number.value == total.value)


def _is_object(title: Passage, found: Found) -> bool:
    """Say if they are those who were freed: "Maduro lets Americans go: six fly home"."""
    before = found.first - 1
    while title.has(before, "noun", "prisoner"):  # "lets jailed Americans go"
        before -= 1
    return title.has(before, "verb", "release") or title.has(before, "mark", "lets")


def _of_all_named(passages: Sequence[Passage], total: Count) -> tuple[NationCount, ...]:
    """The nation that the summary calls those whom the title names: "The Frenchmen are home"."""
    if total.span.where != "title" or any(bound(each) for each in passages[1:]):
        return ()
    for passage in passages[1:]:
        for found in passage.of("people"):
            if found.tag.number != "many" or found.value in OWN:
                continue
            begins = found.first - passage.has(0, "mark", "definite")
            paid = passage.in_sentence(passage.sentence(found.first), "mark", "return")
            return (NationCount(found.value, total),) if begins == 0 and not paid else ()
    return ()


def _of_citizens(title: Passage, found: Found) -> tuple[str, ...]:
    """The country beside a plural of citizens: "Prancūzijos piliečiai", "граждане Франции"."""
    if found.tag.number != "many":
        return ()
    beside = (found.first - 1, found.last)
    return tuple(title.tagged(at, "country") for at in beside if title.has(at, "country"))[:1]


def of_owners(passages: Sequence[Passage], people: Sequence[Mention]) -> tuple[NationCount, ...]:
    """Nations of those whom an English title calls by their country: "Belgium's Vandecasteele"."""
    title, counts = passages[0], Counter[str]()
    owner = ""
    last = -1
    for person in people if title.words.adjectival else ():
        if person.span.where != "title":
            continue
        first = title.token_at(person.span.start)
        if title.has(first - 1, "country") and title.raw(first - 1).endswith(_OWNER_ENDS):
            owner = title.tagged(first - 1, "country")
        elif not title.has(first - 1, "mark", "joint") or first - 1 != last:
            owner = ""
        last = title.token_at(person.span.end)
        counts[owner] += bool(owner)
    spans = {person.span for person in people}
    return tuple(
        NationCount(nation, Count(value, min(spans, key=lambda span: span.start)))
        for nation, value in counts.items()
        if nation
    )


def _is_of_several(title: Passage, found: Found) -> bool:
    """Say if a word is a plural of people, or an adjective before one: "Ukrainian journalists"."""
    if frees(title, found):
        return False
    if title.words.adjectival and found.tag.number == "many":
        return True  # "Americans jailed in Tehran"
    follows = [f for f in title.at(found.last) if f.tag.kind == "noun" and f.value != "freed"]
    if follows and not title.parted(found.last - 1, found.last):
        return follows[0].tag.number == "many" and follows[0].value != "prisoner"
    return found.tag.number == "many"


def of_all_nations(
    passages: Sequence[Passage], total: Count | None, nations: Sequence[NationCount]
) -> Count | None:
    """The total, or the sum of nations where it was one of them: "an Estonian and two Poles"."""
    title = passages[0]
    if total is None and len(nations) > 1 and not title.tells("mark", "subset"):
        told = {found.value for found in title.of("people")}
        if told and told <= {one.country for one in nations if _is_listed(title, one)}:
            return Count(sum(one.count.value for one in nations), nations[0].count.span)
    return _summed(passages, total, nations)


def _is_listed(title: Passage, one: NationCount) -> bool:
    """Say if a title's nation is a person of its own, no adjective of a role."""
    if one.count.span.where != "title":
        return True
    return title.has(title.token_at(one.count.span.start), "people")


def _summed(
    passages: Sequence[Passage], total: Count | None, nations: Sequence[NationCount]
) -> Count | None:
    if total is None or total.value < 2:
        return total
    where = total.span.where
    passage = next(one for one in passages if one.where == where)
    listed = sorted((n for n in nations if n.count.span.where == where), key=_start)
    listed = [one for one in listed if not _is_paid(passage, total, one.count)]
    parts = [one.count for one in listed[:1]]
    for one in listed[1:]:
        count = one.count
        if frozenset({one.country, listed[0].country}) in OPPOSED:
            continue
        if count.span == parts[-1].span:
            continue  # "two British-Iranians" are two
        if not _is_other_side(passage, parts[-1].span, count.span):
            parts.append(count)
    stated = sum(count.value for count in parts)
    if stated <= total.value:
        return total
    span = Span(where, parts[0].span.start, max(count.span.end for count in parts))
    return Count(stated, span, total.qualifier)


def _is_paid(passage: Passage, total: Count, count: Count) -> bool:
    """Say if a nation is what another country gave: "six hostages, Israel - 602 Palestinians"."""
    if _is_bracketed(passage, count.span):
        return False
    by_span = {passage.span(one.first, one.number.last): one for one in bound(passage)}
    one, before = by_span.get(count.span), by_span.get(total.span)
    swapped = passage.tells("verb", "swap")
    if one and before and before.first < one.first and is_priced(one, before, swapped=swapped):
        return True
    last = passage.token_at(count.span.start) - 1
    told = passage.has(last, "country") or passage.has(last, "power")
    return count.span.start >= total.span.end and told and passage.parted(last, last + 1)


def _is_bracketed(passage: Passage, span: Span) -> bool:
    """Say if a count is that of the country before it: "Lithuania (6), Latvia (2)"."""
    return passage.text[span.start - 1 : span.start] == "("


def _start(nation: NationCount) -> int:
    return nation.count.span.start


def _is_other_side(title: Passage, before: Span, span: Span) -> bool:
    """Say if a seat of power or a word like "for" stands between: what the other side freed."""
    if ";" in title.text[before.end : span.start]:
        return True
    if _is_bracketed(title, span):
        return False
    between = range(title.token_at(before.end), title.token_at(span.start))
    kinds = (("power", None), ("mark", "return"), ("verb", "release"))
    told = any(title.has(at, kind, value) for at in between for kind, value in kinds)
    last = title.token_at(span.start) - 1
    told = told or (title.has(last, "country") and title.parted(last, last + 1))
    return told or title.has(title.token_at(span.start) - 1, "mark", "for")
