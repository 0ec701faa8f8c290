"""Pure: single members of a nation in a list or among many: "two Latvians and a Swede"."""

from collections.abc import Iterator, Mapping

from monitors.facts.along import is_with
from monitors.facts.aside import stays
from monitors.facts.belonging import listed, nations_counted
from monitors.facts.bound import bound
from monitors.facts.described import described, is_one, nations_of
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.model import Count, NationCount

_ARTICLES = {"a", "an", "one"}
_ONES = {"одному", "одной", "аднаму", "адным", "адной", "viena", "vieną"}
_REACH = 9  # tokens that a list of countries may take


def lone(passage: Passage) -> Iterator[NationCount]:
    """Single members of a list of nations: "two Latvians, an Estonian and a Swede"."""
    numbered = {place for one in bound(passage) for place in range(one.first, one.end)}
    sentences = {one.sentence for one in bound(passage) if nations_counted(one)}
    for found in passage.of("people"):
        if found.first in numbered or not _is_listed_one(passage, found):
            continue
        if passage.sentence(found.first) in sentences:
            yield NationCount(found.value, Count(1, passage.span(found.first, found.last)))


def beside_number(passage: Passage) -> Iterator[NationCount]:
    """Single people described beside a number: "a Polish activist and two Germans"."""
    for one in described(passage):
        last = passage.token_at(one.count.span.end)
        joint = passage.has(last, "mark", "joint")
        comma = "," in passage.text[one.count.span.end : passage.tokens[last].start]
        if ((joint or comma) and _is_number(passage, last + joint)) or _ends_list(passage, one):
            yield one
        elif passage.where == "title" and any(
            o.first > last and is_with(o) for o in bound(passage)
        ):
            yield one  # "Estonian activist freed along with two Poles"


def _ends_list(passage: Passage, one: NationCount) -> bool:
    """Say if "and" joins one to a number before: "двух филиппинцев и греческого капитана"."""
    at = passage.token_at(one.count.span.start) - 1
    while at > 0 and passage.has(at, "country"):
        at -= 1
    return passage.has(at, "mark", "joint") and any(o.end == at for o in bound(passage))


def _is_number(passage: Passage, at: int) -> bool:
    return any(one.first == at for one in bound(passage))


def _is_listed_one(passage: Passage, found: Found) -> bool:
    """Say if it is one member of a list: "an Estonian and a Swede"; "Russian" may be no person."""
    first = found.first
    article = first > 0 and passage.keys[first - 1] in _ARTICLES
    if not (article or (found.tag.number == "one" and not passage.words.adjectival)):
        return found.tag.number == "one" and _is_bare_member(passage, found)
    start = first - 1 if article else first
    return bool(
        passage.has(start - 1, "mark", "joint")
        or passage.has(found.last, "mark", "joint")
        or (start > 0 and passage.parted(start - 1, start))
        or _is_before_comma(passage, found.last)
    )


def _is_bare_member(passage: Passage, found: Found) -> bool:
    """Say if an English member of a list has no article: "German, two Latvians and Swede"."""
    if passage.has(found.first - 1, "mark", "joint"):
        return True
    begins = found.first == 0 or passage.has(found.first - 1, "verb")
    return begins and _is_before_comma(passage, found.last)


def _is_before_comma(passage: Passage, last: int) -> bool:
    """Say if a comma follows, a name left out: "норвежец Бьорн, двое датчан"."""
    if last < len(passage.tokens) and passage.raw(last)[0].isupper() and not passage.at(last):
        last += 1
    return last < len(passage.tokens) and "," in passage.between(last - 1, last)


def among(passage: Passage) -> Iterator[NationCount]:
    """Single people of a nation among many: "eight clergymen, among them a Polish bishop"."""
    yield from _before_among(passage)
    yield from _one_each(passage)
    for mark in passage.of("mark", "subset"):
        reach = range(mark.last, mark.last + 5)
        for found in (*passage.of("people"), *passage.of("noun", "role")):
            near = found.first in reach and passage.sentence(found.first) == passage.sentence(
                mark.first
            )
            near = near and not stays(passage, found.first)
            if near and is_one(passage, found) and _is_free(passage, mark.last, found.first):
                for nation in nations_of(passage, found):
                    yield NationCount(nation, Count(1, passage.span(found.first, found.last)))


def _one_each(passage: Passage) -> Iterator[NationCount]:
    """One of each country of a list: "па адным прадстаўніку Францыі і Вялікабрытаніі"."""
    for found in passage.of("mark", "each"):
        at = found.last + 1
        if at >= len(passage.tokens) or passage.keys[found.last] not in _ONES:
            continue
        at += not passage.has(at, "country")
        nations = listed(passage, at, at + _REACH) if passage.has(at, "country") else ()
        for nation in nations if len(nations) > 1 else ():
            yield NationCount(nation, Count(1, passage.span(found.first, at + 1)))


def _before_among(passage: Passage) -> Iterator[NationCount]:
    """Single people of a nation before the whole: "a Pole and a Swede among 20 freed"."""
    for mark in passage.of("mark", "among"):
        if mark.last - mark.first > 1 or not _is_number(passage, mark.last):
            continue  # "is one of six" says nothing of who else
        for found in passage.of("people"):
            single = found.last <= mark.first and is_one(passage, found)
            if single and _is_free(passage, found.last, mark.first):
                yield NationCount(found.value, Count(1, passage.span(found.first, found.last)))


def _is_free(passage: Passage, first: int, last: int) -> bool:
    """Say if no number and no verb stands between: "among them two Poles" is counted elsewhere."""
    return not any(
        passage.has(at, "number") or passage.has(at, "verb") or passage.raw(at)[0].isdigit()
        for at in range(first, last + 1)
    )


def of_title(title: Passage, counts: Mapping[str, NationCount]) -> Iterator[NationCount]:
    """Single members of a title's list whose other nations are counted in the summary."""
    listed = [found for found in title.of("people") if not title.has(found.first, "number")]
    if any(one.tag.number == "many" and one.value in counts for one in listed):
        for one in listed:
            if _is_listed_one(title, one):
                yield NationCount(one.value, Count(1, title.span(one.first, one.last)))
