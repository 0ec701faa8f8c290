"""Pure: how many of the released are of each nation, as the text states it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from monitors.facts.aside import is_apart, stays
from monitors.facts.belonging import (
    countries_after,
    countries_before,
    is_dual,
    nations_counted,
    own_country,
    subject,
)
from monitors.facts.bound import Bound, bound, count_of, is_whole
from monitors.facts.described import described, in_return
from monitors.facts.lexicon import Found
from monitors.facts.listing import names_after
from monitors.facts.members import among, beside_number, lone, of_title
from monitors.facts.parts import part_of
from monitors.facts.passage import Passage
from monitors.facts.priced import is_price
from monitors.facts.standing import is_background, is_of_other_deed
from monitors.facts.unlisted import nations_of_objects
from monitors.facts.wanted import is_promised
from monitors.facts.whole import OWN, all_of
from monitors.model import Count, NationCount, Span

_GENITIVE = "ų"
_BOTH = 2


def nationalities(passages: Sequence[Passage], total: Count | None) -> tuple[NationCount, ...]:
    """How many of the released hold each nationality, as stated; the summary corrects the title."""
    counts: dict[str, NationCount] = {}
    for passage in passages:
        for nation in _numbered(passages[0], passage, total):
            known = counts.get(nation.country)
            if known is None or (
                nation.count.value > 1 and not _stands(known, nation, total, passage)
            ):
                counts[nation.country] = nation
        for nation in (*_named(passage), *_citizens(passage), *among(passage)):
            counts.setdefault(nation.country, nation)
    for nation in _singles(passages, total, counts):
        counts.setdefault(nation.country, nation)
    if len(counts) == 1 and total:
        return tuple(_with_those_before(passages, one, total) for one in counts.values())
    return tuple(counts.values()) or all_of(passages, total)


def of_one_side(
    passages: Sequence[Passage], nations: tuple[NationCount, ...], total: Count | None
) -> tuple[NationCount, ...]:
    """The nations of those whom the total counts, without the other side of an exchange.

    "32 Armenians swapped for two Azerbaijanis" are 32 released, and Armenians all of them. One
    person can be of two nations.
    """
    if total is None or total.value < _BOTH or len(nations) < _BOTH:
        return nations
    fitting = tuple(one for one in nations if one.count.value <= total.value) or nations
    whole = next((one for one in fitting if one.count.value == total.value), None)
    if whole is None:
        return fitting
    if any(one.tells("verb", "swap") or one.tells("mark", "return") for one in passages):
        return (whole,)
    return tuple(
        one for one in fitting if one is whole or not _is_across(passages, nations, whole, one)
    )


def _is_across(
    passages: Sequence[Passage],
    listed: Sequence[NationCount],
    one: NationCount,
    other: NationCount,
) -> bool:
    """Say if a deed or a country stands between two nations: "A frees 32 B, C lets two D go"."""
    first, last = sorted((one, other), key=lambda each: each.count.span.start)
    begin, end = first.count.span, last.count.span
    if begin.where != end.where:
        return False
    passage = next(each for each in passages if each.where == begin.where)
    own = {"", *(each.country for each in listed)} - {first.country}
    for at in range(passage.token_at(begin.end), passage.token_at(end.start)):
        country = passage.tagged(at, "country") or passage.tagged(at, "power")
        if passage.has(at, "verb", "release") or passage.has(at, "mark", "lets"):
            return True
        if country not in own:
            return True
    return False


def _stands(known: NationCount, later: NationCount, total: Count | None, passage: Passage) -> bool:
    """Say if a later number does not correct the nation of all who were freed.

    "Three more Armenians" are some of them, "nine US citizens were in cells" tells of no release.
    """
    if total is None or known.count.value != total.value:
        return False
    sentence = passage.sentence(passage.token_at(later.count.span.start))
    return later.count.increment or not passage.in_sentence(sentence, "verb", "release")


def _with_those_before(
    passages: Sequence[Passage], nation: NationCount, total: Count
) -> NationCount:
    """The one nation of both numbers: "five commanders and another 210 Ukrainians" are 215."""
    for passage in passages:
        for before, one in pairwise(bound(passage)):
            if _shares_nation(before, one, nation, total):
                return replace(nation, count=total)
            here = passage.span(one.first, one.number.last) == nation.count.span
            both = before.number.value + one.number.value == total.value
            more = one.number.increment and "joint" in passage.marks_before(one.first)
            if here and both and more and before.noun == "role":
                return replace(nation, count=total)
    named = nation.count.increment and 0 < total.value - nation.count.value <= _BOTH
    return replace(nation, count=total) if named else nation


def _shares_nation(before: Bound, one: Bound, nation: NationCount, total: Count) -> bool:
    """Say if one adjective tells of both: "185 российских военных и 20 гражданских"."""
    here = before.passage.span(before.first, before.number.last) == nation.count.span
    both = before.number.value + one.number.value == total.value
    joined = one.first - before.end == 1 and before.passage.has(before.end, "mark", "joint")
    return here and both and joined and before.noun == one.noun == "role"


def _named(passage: Passage) -> Iterator[NationCount]:
    """People of a nation by their names: "the Austrians NAME and NAME", "US citizens NAME ..."."""
    for found in (*passage.of("people"), *passage.of("noun")):
        if found.tag.number != "many" or in_return(passage, found.first):
            continue
        names = names_after(passage, found)
        nation = found.value if found.tag.kind == "people" else _adjective(passage, found)
        if names > 1 and nation and nation != "BY":
            yield NationCount(nation, Count(names, passage.span(found.first, found.last)))


def _adjective(passage: Passage, noun: Found) -> str:
    """The country right before a noun, or right behind it: "граждане Франции"."""
    at = noun.first - 1
    before = passage.tagged(at, "country") if at >= 0 and not passage.parted(at, at + 1) else ""
    return before or passage.tagged(noun.last, "country")


def _singles(
    passages: Sequence[Passage], total: Count | None, counts: Mapping[str, NationCount]
) -> Iterator[NationCount]:
    """People of a nation who stand alone: the one freed, each of a few, members of a list."""
    if counts:
        yield from of_title(passages[0], counts)
        yield from _beside_counted(passages[0], total, counts)
        return
    found = [list(described(passage)) for passage in passages]
    if total is None or total.value > 1:
        several = [one for some in found for one in some if not _is_apart(passages, one)]
        if total and total.value == _BOTH:
            several = [_of_both(passages, one) for one in several]
        told = len({one.count.span for one in several})  # one of two nations is one
        yield from several if total is None or told <= total.value else ()
        return
    first = next((some for some in found if some), [])
    if not first:
        yield from nations_of_objects(passages[0])
    yield from (one for one in first if one.count.span == first[0].count.span)


def _beside_counted(
    title: Passage, total: Count | None, counts: Mapping[str, NationCount]
) -> Iterator[NationCount]:
    """The one of a title, if the total has room beside those counted: "with him two Britons"."""
    room = total.value - sum(one.count.value for one in counts.values()) if total else 0
    if room == 1:
        told = list(described(title)) or list(nations_of_objects(title))
        yield from told if len(told) == 1 else ()


def _of_both(passages: Sequence[Passage], one: NationCount) -> NationCount:
    """Two, if one of the two is called a fellow: "Ashoori, a fellow British-Iranian"."""
    passage = next(each for each in passages if each.where == one.count.span.where)
    at = passage.token_at(one.count.span.start)
    told = passage.has(at - 1, "mark", "fellow")
    return replace(one, count=replace(one.count, value=_BOTH)) if told else one


def _is_apart(passages: Sequence[Passage], one: NationCount) -> bool:
    """Say if the word belongs to a number or is an envoy's: "222 критика", "амерыканскі пасол"."""
    passage = next(each for each in passages if each.where == one.count.span.where)
    at = passage.token_at(one.count.span.start)
    office = passage.where != "title" and passage.has(at, "mark", "office")
    if office and not passage.in_sentence(passage.sentence(at), "verb", "release"):
        return True
    return any(each.first <= at < each.end for each in bound(passage))


def _numbered(title: Passage, passage: Passage, total: Count | None) -> Iterator[NationCount]:
    """Numbers with a nation: "six Lithuanians", "po du Latvijos ir Japonijos piliečius"."""
    counted: dict[str, NationCount] = {}
    for one in bound(passage):
        part = part_of(one)
        if _is_passed_over(one, part) or (
            total and total.value == 1 < (part or one).number.value and is_apart(one, title)
        ):
            continue
        all_told = passage.where == "title" and total and total.value == one.number.value
        part_only = is_whole(one) and not all_told
        nations = () if part_only else nations_counted(one)
        if len(nations) > 1 and not (one.number.each or one.number.value == 1 or is_dual(one)):
            continue
        for nation in nations:
            before = _same_single(passage, one, nation)
            count = count_of(part or one, before)
            if one.number.each and len(nations) > 1:
                count = replace(count, span=_of_nation(passage, one, nation))
            counted[nation] = NationCount(nation, count)
    yield from counted.values()
    if counted:
        members = (*lone(passage), *beside_number(passage))
        yield from (one for one in members if one.country not in counted)


def _is_passed_over(one: Bound, part: Bound | None) -> bool:
    """Say if so many were freed by nobody here: of another deed, promised, freed before, a price.

    `part`: those of them who were freed.
    """
    in_title = one.passage.where == "title"
    if is_price(one) or is_of_other_deed(one) or (not in_title and is_promised(one)):
        return True
    return one.number.vague or (is_background(one, of_release=in_title) and not part)


def _of_nation(passage: Passage, one: Bound, nation: str) -> Span:
    """Where a nation that has as many as the others is told behind their number."""
    told = [f.last for kind in ("people", "country") for f in passage.near(
        one.first, len(passage.tokens), kind, nation)]  # fmt: skip
    return passage.span(one.first, min(told, default=one.end))


def _same_single(passage: Passage, one: Bound, nation: str) -> int:
    """Return 1 for "a Japanese, NAME, and another citizen of Japan", else 0."""
    if not one.number.increment:
        return 0
    here = passage.in_sentence(one.sentence, "people", nation)
    return int(any(f.tag.number == "one" and f.last <= one.first for f in here))


def _citizens(passage: Passage) -> Iterator[NationCount]:
    """Single citizens: "a US citizen", "гражданка США и России", "its own citizen"."""
    numbered = {place for one in bound(passage) for place in range(one.first, one.end)}
    for found in passage.of("noun", "citizen"):
        many = found.tag.number == "many" or found.first in numbered
        many = many or passage.raw(found.first).endswith(_GENITIVE)
        if many or in_return(passage, found.first) or passage.has(found.first - 1, "mark", "not"):
            continue
        if stays(passage, found.first):
            continue
        nations = _of_citizen(passage, found)
        papers = passage.has(found.first, "mark", "papers")  # "stripped of its citizenship"
        if not nations and found.tag.number == "one" and not papers:
            nations = _of_subject(passage, found)
        for nation in nations:
            yield NationCount(nation, Count(1, passage.span(found.first, found.last)))


def _of_citizen(passage: Passage, found: Found) -> tuple[str, ...]:
    """Countries beside a citizen; in Russian and Belarusian they stand behind.

    What stands before is there something else: "вывезли из Беларуси гражданина Швеции".
    """
    behind = countries_after(passage, found.last - 1)
    if behind and passage.words.language in {"ru", "be"}:
        return behind
    return countries_before(passage, found.first) or behind or _peoples_before(passage, found)


def _peoples_before(passage: Passage, found: Found) -> tuple[str, ...]:
    """Peoples in the Lithuanian genitive: "britų bei iraniečių pilietybę turintis"."""
    nations: list[str] = []
    at = found.first - 1
    while at >= 0 and (
        (passage.has(at, "people") and passage.raw(at).endswith(_GENITIVE))
        or (nations and passage.has(at, "mark", "joint"))
    ):
        nations = [passage.tagged(at, "people"), *nations]
        at -= 1
    return tuple(nation for nation in nations if nation)


def _of_subject(passage: Passage, found: Found) -> tuple[str, ...]:
    """The country that gets its citizen back: "Latvija susigrąžino pilietį"."""
    between = range(max(found.first - 2, 0), found.first)
    own = own_country(passage, between, found.first)
    if own or passage.where != "title":
        return own
    country = subject(passage, found.first)
    return (country,) if country and country not in OWN else ()
