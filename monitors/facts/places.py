"""Pure: the countries that an item names as parties, and how many of the freed are of each."""

from collections.abc import Iterator, Mapping, Sequence

from monitors.facts.bound import Bound, bound, is_background
from monitors.facts.counts import count_of
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.model import Count, Mention, NationCount, Span

_NAMING = {"country", "people", "power"}
_ARTICLES = {"a", "an", "one"}
_FROM = {"iš", "is", "з", "са", "из", "from", "of", "out"}
_SPEAKERS = {"lt": "LT"}  # whose "our citizens" they are, if the text names no country before
_OWN = {"BY", "RU"}  # a Belarusian freed by Belarus is not a nationality worth stating


def countries(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Countries by name, adjective, citizens, capital or seat of power, in reading order."""
    first: dict[str, Mention] = {}
    for passage in passages:
        for found in passage.found:
            named = found.kind in _NAMING and not passage.has(found.first, "target")
            if named and not _is_scenery(passage, found.first, found.value):
                first.setdefault(
                    found.value, Mention(found.value, passage.span(found.first, found.last))
                )
    return tuple(first.values())


def _is_scenery(passage: Passage, at: int, country: str) -> bool:
    """Say if Ukraine is only where the war is: "the war in Ukraine", "aid to Ukraine"."""
    if country != "UA":
        return False
    return any(
        passage.has(near, "mark", "war") and not passage.parted(min(near, at), max(near, at))
        for near in (at - 3, at - 2, at - 1, at + 1)
    )


def nationalities(passages: Sequence[Passage], total: Count | None) -> tuple[NationCount, ...]:
    """How many of the released hold each nationality, as stated; the summary corrects the title."""
    counts: dict[str, NationCount] = {}
    for passage in passages:
        for nation in _numbered(passage):
            counts[nation.country] = nation
        for nation in _citizens(passage):
            counts.setdefault(nation.country, nation)
    if total and total.value == 1 and not counts:
        first = (found for one in passages if (found := tuple(_described(one))))
        counts = {nation.country: nation for nation in next(first, ())}
    elif counts:
        for nation in _of_title(passages[0], counts):
            counts.setdefault(nation.country, nation)
    return tuple(counts.values())


def _numbered(passage: Passage) -> Iterator[NationCount]:
    """Numbers with a nation: "six Lithuanians", "po du Latvijos ir Japonijos piliečius"."""
    found = False
    for one in bound(passage):
        if one.number.vague or is_background(one):
            continue
        nations = _nations(one)
        if len(nations) > 1 and not (one.number.each or one.number.value == 1):
            continue
        for nation in nations:
            found = True
            yield NationCount(nation, count_of(one))
    if found:
        yield from _lone(passage)


def _nations(one: Bound) -> tuple[str, ...]:
    passage, last = one.passage, one.number.last
    if one.noun == "pair":
        return _before(passage, one.first)
    direct = next((at for at in range(last, _reach(one)) if passage.has(at, "people")), None)
    if direct is not None and _is_noun(one, direct):
        return (passage.tagged(direct, "people"),)
    noun = _noun_after(one, direct if direct is not None else last)
    if noun is None:
        return ()
    kind = passage.tagged(noun, "noun")
    if kind in {"freed", "foreigner"}:
        return ()
    before = _listed(passage, last, noun)
    if kind == "prisoner":
        return tuple(nation for nation in before if nation not in _OWN)
    if before:
        return before
    if kind != "citizen":
        return ()
    return _own(one, noun) or _after(passage, noun)


def _reach(one: Bound) -> int:
    """Return the place up to which a nation can stand: "31 imprisoned Ukrainian civilians"."""
    return min(one.end + 2, len(one.passage.tokens)) if one.noun == "prisoner" else one.end


def _is_noun(one: Bound, at: int) -> bool:
    """Say if the word is a people, not an adjective: "two Russians", not "two Russian agents"."""
    tag = next(found.tag for found in one.passage.at(at) if found.kind == "people")
    if tag.number == "many" or not one.passage.words.adjectival:
        return True
    passage = one.passage
    after = range(at, min(at + 4, len(passage.tokens)))
    return not any(passage.has(n, "noun") and not passage.parted(at, n) for n in after)


def _noun_after(one: Bound, at: int) -> int | None:
    """Place of the noun that follows within a few words of the same phrase."""
    passage = one.passage
    for place in range(at, min(at + 7, len(passage.tokens))):
        if place > at and passage.parted(place - 1, place) and not passage.has(place, "country"):
            return None
        if passage.has(place, "noun"):
            return place
        if passage.has(place, "verb") or passage.has(place, "thing"):
            return None
    return None


def _listed(passage: Passage, first: int, last: int) -> tuple[str, ...]:
    """Countries in the tokens [first, last) that are joined by commas and "and" alone."""
    listed: list[str] = []
    for at in range(first, min(last, len(passage.tokens))):
        if passage.has(at, "country"):
            listed.append(passage.tagged(at, "country"))
        elif passage.has(at, "verb") or (listed and not passage.has(at, "mark", "joint")):
            break
    return tuple(dict.fromkeys(listed))


def _after(passage: Passage, noun: int) -> tuple[str, ...]:
    """Countries right after the noun: "граждан Латвии и Польши", "citizens of Latvia"."""
    first = noun + 1
    if first < len(passage.tokens) and passage.keys[first] == "of":
        first += 1
    return _listed(passage, first, first + 9) if passage.has(first, "country") else ()


def _own(one: Bound, noun: int) -> tuple[str, ...]:
    """The country whose "own citizens" they are: the one that the sentence begins with."""
    passage = one.passage
    if not any(passage.has(at, "mark", "own") for at in range(one.number.last, noun)):
        return ()
    before = [
        found
        for found in passage.of("country")
        if found.last <= one.first and not _is_left(passage, found.first)
    ]
    subject = [found for found in before if passage.sentence(found.first) == one.sentence]
    if subject or before:
        return ((subject or before)[0].value,)
    own = _SPEAKERS.get(passage.words.language)
    return (own,) if own else ()


def _is_left(passage: Passage, at: int) -> bool:
    """Say if a preposition makes it the country that people come from."""
    return at > 0 and passage.keys[at - 1] in _FROM


def _lone(passage: Passage) -> Iterator[NationCount]:
    """Single members of a list of nations: "two Latvians, an Estonian and a Swede"."""
    numbered = {place for one in bound(passage) for place in range(one.first, one.end)}
    sentences = {one.sentence for one in bound(passage) if _nations(one)}
    for found in passage.of("people"):
        if found.first in numbered or not _is_listed_one(passage, found):
            continue
        if passage.sentence(found.first) in sentences:
            yield NationCount(found.value, Count(1, passage.span(found.first, found.last)))


def _is_listed_one(passage: Passage, found: Found) -> bool:
    """Say if it is one member of a list: "an Estonian and a Swede"; "Russian" may be no person."""
    first = found.first
    article = first > 0 and passage.keys[first - 1] in _ARTICLES
    if not (article or (found.tag.number == "one" and not passage.words.adjectival)):
        return found.tag.number == "one" and passage.has(first - 1, "mark", "joint")
    start = first - 1 if article else first
    return bool(
        passage.has(start - 1, "mark", "joint")
        or passage.has(found.last, "mark", "joint")
        or (start > 0 and passage.parted(start - 1, start))
    )


def _citizens(passage: Passage) -> Iterator[NationCount]:
    """Single citizens: "a US citizen", "гражданка США и России"."""
    numbered = {place for one in bound(passage) for place in range(one.first, one.end)}
    for found in passage.of("noun", "citizen"):
        if found.tag.number != "one" or found.first in numbered or _is_return(passage, found.first):
            continue
        nations = _before(passage, found.first) or _after(passage, found.last - 1)
        for nation in nations:
            yield NationCount(nation, Count(1, passage.span(found.first, found.last)))


def _before(passage: Passage, noun: int) -> tuple[str, ...]:
    """Countries right before the noun: "Rusijos ir JAV pilietė"."""
    first = noun
    while first > 0 and (
        passage.has(first - 1, "country") or passage.has(first - 1, "mark", "joint")
    ):
        first -= 1
    return _listed(passage, first, noun)


def _is_return(passage: Passage, at: int) -> bool:
    """Say if the sentence tells what was given in return."""
    marks = passage.in_sentence(passage.sentence(at), "mark", "return")
    return any(found.first < at for found in marks)


def _described(passage: Passage) -> Iterator[NationCount]:
    """The one person freed, by a word beside the name: "американец Марк Фогель"."""
    for found in passage.of("people"):
        one = found.tag.number != "many" and not _is_return(passage, found.first)
        if one and (not passage.words.adjectival or _is_name(passage, found.last)):
            yield NationCount(found.value, Count(1, passage.span(found.first, found.last)))
            return
    for found in passage.of("noun", "role"):
        nations = [n for n in _adjectives(passage, found.first) if n not in _OWN]
        for nation in nations:
            yield NationCount(nation, Count(1, passage.span(found.first, found.last)))
        if nations:
            return


def _of_title(title: Passage, counts: Mapping[str, NationCount]) -> Iterator[NationCount]:
    """Single members of a title's list whose other nations are counted in the summary."""
    listed = [found for found in title.of("people") if not title.has(found.first, "number")]
    if any(one.tag.number == "many" and one.value in counts for one in listed):
        for one in listed:
            if _is_listed_one(title, one):
                yield NationCount(one.value, Count(1, title.span(one.first, one.last)))


def _is_name(passage: Passage, at: int) -> bool:
    """Say if a name follows at once: "American Marc Fogel"."""
    inside = at < len(passage.tokens) and not passage.parted(at - 1, at)
    return inside and passage.raw(at)[0].isupper() and not passage.at(at)


def _adjectives(passage: Passage, noun: int) -> tuple[str, ...]:
    """Countries in the two words before a noun: "US ballet dancer", "французский писатель"."""
    found = (f for at in (noun - 2, noun - 1) for f in passage.at(at) if f.kind == "country")
    return tuple(dict.fromkeys(one.value for one in found))


def of_all_nations(
    title: Passage, total: Count | None, nations: Sequence[NationCount]
) -> Count | None:
    """The total, or the sum of nations where it was one of them: "an Estonian and two Poles"."""
    if total is None and len(nations) > 1 and not any(True for _ in title.of("mark", "subset")):
        told = {found.value for found in title.of("people")}
        if told and told <= {one.country for one in nations}:
            return Count(sum(one.count.value for one in nations), nations[0].count.span)
    return _summed(total, nations)


def _summed(total: Count | None, nations: Sequence[NationCount]) -> Count | None:
    title = [one.count for one in nations if one.count.span.where == "title"]
    stated = sum(count.value for count in title)
    if total is None or total.value < 2 or total.span.where != "title" or stated <= total.value:
        return total
    start = min(count.span.start for count in title)
    end = max(count.span.end for count in title)
    return Count(stated, Span("title", start, end), total.qualifier)
