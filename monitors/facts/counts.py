"""Pure: how many people were released, as the text puts it; a number counts only with its noun."""

from collections.abc import Sequence
from itertools import pairwise

from monitors.facts.added import added, freed_as_well, with_first
from monitors.facts.all_but import all_but
from monitors.facts.along import companion, is_with
from monitors.facts.aside import is_of_then
from monitors.facts.bare import is_of_each_side, leads_dash
from monitors.facts.bound import (
    Bound,
    bound,
    count_of,
    is_corrected,
    is_whole,
)
from monitors.facts.companions import beside_named, named_in, with_named
from monitors.facts.company import coupled, in_company
from monitors.facts.enumerated import enumerated
from monitors.facts.got_back import got_back
from monitors.facts.numbers import numbers
from monitors.facts.parts import has_part, is_told_by_parts, with_the_rest
from monitors.facts.passage import Passage
from monitors.facts.passing import COUNTED, by_pronoun, frees_nobody, in_passing, listed_by_name
from monitors.facts.placed import is_country, is_day, is_on_top
from monitors.facts.priced import is_priced
from monitors.facts.roster import roster
from monitors.facts.single import single
from monitors.facts.standing import is_abroad, is_background, is_since, is_subset
from monitors.facts.sums import follows, of_ones, total_of
from monitors.facts.wanted import is_promised
from monitors.model import Count, Mention, Qualifier

_GENERAL = {"prisoner", "freed", "pow", "person", "foreigner", "bare", "pair"}
_TELLING = {"prisoner", "freed", "pow", "foreigner"}
_WAY = 3  # words behind a number that say where they went: "nine more — to Lithuania"
_BOTH = 2  # sentences that tell of the two sides: "Kyiv got 200; Moscow got 100"
_DEAL = 500  # an exchange of so many on each side takes days, each with its own number


def released(
    passages: Sequence[Passage], people: Sequence[Mention], *, of_release: bool
) -> Count | None:
    """The total that the item states; the title speaks before the summary."""
    left = (all_but(passages) or got_back(passages[0], people)) if of_release else None
    return left or _counted(passages, people, of_release=of_release)


def _counted(
    passages: Sequence[Passage], people: Sequence[Mention], *, of_release: bool
) -> Count | None:
    title = passages[0]
    swapped = any(one.tells("verb", "swap") for one in passages)
    mine = [_candidates(one, of_release=of_release, swapped=swapped) for one in passages]
    if of_release and not bound(title):
        mine[1:] = [[one for one in some if not is_of_then(one, title)] for some in mine[1:]]
    listed = enumerated(title, people) if of_release else None
    joined = with_named(passages, mine, people, listed or _pick(mine[0]))
    picked = (
        _of_one_side(passages, _of_title(mine, swapped=swapped))
        if _has_part(mine[0], title)
        else _first(mine)
    )
    if of_release and picked:
        picked = with_first(passages, picked) or _of_all_named(picked, mine, people)
    if joined and (picked is None or picked.value <= joined.value):
        picked = joined
    if listed and (picked is None or picked.value < listed.value):
        return listed
    if not of_release or (joined and picked is joined):
        return _with_company(passages, people, picked) if of_release else picked
    return _told(passages, people, picked)


def _with_company(
    passages: Sequence[Passage], people: Sequence[Mention], picked: Count | None
) -> Count | None:
    """The longer list, if several kinds came with one: "with him three Poles and two Latvians"."""
    company = in_company(passages, people)
    if picked is None or company is None or company.value <= picked.value:
        return picked
    known = any(companion(one) for passage in passages for one in bound(passage))
    return picked if known else company


def _told(
    passages: Sequence[Passage], people: Sequence[Mention], picked: Count | None
) -> Count | None:
    """The number, unless the item tells of those freed one by one."""
    if not bound(passages[0]) and (told := beside_named(passages, people)):
        return told
    company = in_company(passages, people)
    if company and (picked is None or picked.value < company.value):
        return company
    if picked is not None or frees_nobody(passages[0]):
        return picked
    if listed := of_ones(passages[0]) or roster(passages):
        return listed
    one = by_pronoun(passages) or (coupled(passages) if len(people) <= 1 else None)
    return (
        one or single(passages, people) or in_passing(passages) or listed_by_name(passages, people)
    )


def _of_all_named(
    picked: Count | None, mine: Sequence[Sequence[Bound]], people: Sequence[Mention]
) -> Count | None:
    """The total of the summary, if the title tells some of them by name, a few by number."""
    if picked is None or not mine[0] or not named_in("title", people):
        return picked
    for one in (each for some in mine[1:] for each in some):
        told = one.passage.in_sentence(one.sentence, "verb", "release")
        later = one.number.increment or is_since(one) or is_promised(one)
        if told and one.number.value > picked.value and not later:
            return count_of(one)
    return picked


def _of_one_side(passages: Sequence[Passage], total: Count | None) -> Count | None:
    """What each side got, if the title has the sum of both: "206 swapped" - "each side got 103"."""
    for passage in passages if total else ():
        for told in passage.of("mark", "sides"):
            for one in numbers(passage):
                here = passage.sentence(one.first) == passage.sentence(told.first)
                if here and total and 2 * one.value == total.value:
                    return Count(one.value, passage.span(one.first, one.last))
    return _of_first_side(passages, total)


def _of_first_side(passages: Sequence[Passage], total: Count | None) -> Count | None:
    """What one side let go, if a title has the sum: "swap 24" - "let 16 go and got eight back"."""
    title = passages[0]
    if total is None or total.span.where != title.where or not title.tells("verb", "swap"):
        return total
    for passage in passages:
        for one, other in pairwise(bound(passage)):
            here = other.sentence - one.sentence < _BOTH and _is_told_between(one, other)
            if here and one.number.value + other.number.value == total.value:
                return count_of(max(one, other, key=lambda each: each.number.value))
    return total


def _is_told_between(one: Bound, other: Bound) -> bool:
    """Say if a deed or a country stands between two numbers, so that they are of two sides."""
    kinds = (("verb", "release"), ("mark", "lets"), ("country", None), ("power", None))
    between = range(one.end, other.first)
    if other.number.increment or any(is_day(one.passage, at) for at in between):
        return False  # "yesterday 120 came home, today 180"
    told = any(one.passage.has(at, kind, value) for at in between for kind, value in kinds)
    return told or one.noun == "freed"


def _has_part(head: Sequence[Bound], title: Passage) -> bool:
    """Say if the title gives numbers, be it only of a part: "among those freed - six Poles"."""
    return bool(head) or title.tells("mark", "subset")


def _first(mine: Sequence[Sequence[Bound]]) -> Count | None:
    return next((_pick(some) for some in mine if some), None)


def _of_title(mine: Sequence[list[Bound]], *, swapped: bool) -> Count | None:
    """What the title says, unless it only names one nation and the summary has a greater total."""
    head = mine[0]
    later = [one for some in mine[1:] for one in some]
    general = [one for one in later if _is_of_people(one) and not is_since(one)]
    greater = _pick([one for one in general if not (one.number.increment or one.number.mutual)])
    if not head:
        return _pick(general)
    if stage := _stage(head, later):
        return count_of(stage)
    count = _pick(head)
    sums = (_is_sum_of_all, _is_whole_freed, _is_of_all_told)
    summed = next((one for one in later if any(is_sum(one) for is_sum in sums)), None)
    both = swapped and count and summed and summed.number.value == 2 * count.value
    if count and summed and summed.number.value > count.value and not both:
        return count_of(summed)
    if count and general and all(one.noun in {"nation", "citizen"} for one in head):
        if more := freed_as_well(count, general):
            return more
        corrected = greater and greater.value > count.value and not _is_of_as_many(head)
        return greater if corrected else count
    if count and (official := _official(count, general)):
        return official
    same = _pick(later)
    main = next((o for o in head if count and o.number.value == count.value), None)
    if count and main and same and same.value != count.value:
        return added(main, count, later)
    return count


def _official(count: Count, general: Sequence[Bound]) -> Count | None:
    """The number of officials, if a title has the least that others know: "at least 17"."""
    if count.qualifier is not Qualifier.AT_LEAST:
        return None
    for one in general:
        told = one.passage.in_sentence(one.sentence, "mark", "official")
        if told and one.number.value > count.value and not one.number.increment:
            return count_of(one)
    return None


def _is_of_as_many(head: Sequence[Bound]) -> bool:
    """Say if as many are of the other side: "195 россиян за столько же украинцев"."""
    return any(one.passage.near(one.end, one.end + 3, "mark", "return") for one in head)


def _stage(head: Sequence[Bound], later: Sequence[Bound]) -> Bound | None:
    """The stage that a summary tells of a deal known by its number: "1000 for 1000"."""
    if len(head) != 1 or not head[0].number.mutual or head[0].number.value < _DEAL:
        return None
    value = head[0].number.value
    if any(one.number.value + other.number.value == value for one, other in pairwise(later)):
        return None  # yesterday and today together
    return next((one for one in later if one.number.value < value and not is_since(one)), None)


def _pick(candidates: Sequence[Bound]) -> Count | None:
    """The number of people in general, else the sum of soldiers, civilians, nations."""
    if not candidates:
        return None
    first = next((one for one in candidates if is_corrected(one)), candidates[0])
    if is_corrected(first):
        return count_of(first)
    whole = [one for one in candidates if is_whole(one) or _is_sum_so_far(one, candidates)]
    if all_freed := with_the_rest(first, candidates):
        return count_of(all_freed)
    general = whole or [one for one in candidates if one.noun in _GENERAL]
    if general and not (general[0] is not first and general[0].number.increment):
        return _with_joined(general, candidates)
    parts = [first]
    for one in candidates[1:]:
        if one.sentence == first.sentence or _comes_too(one, parts[-1]):
            parts.append(one)
    return total_of(parts)


def _with_joined(general: Sequence[Bound], candidates: Sequence[Bound]) -> Count:
    """The first number of people, and those joined to it at once: "five women and two men"."""
    first = general[0]
    if is_told_by_parts(first, candidates):
        return count_of(first)
    parts = [first]
    for one in candidates:
        if has_part(first) and one.passage.has(one.first - 1, "mark", "other"):
            continue  # "two of the five are in Warsaw, the other three in Vilnius"
        joined = one.passage is first.passage and follows(one, parts[-1])
        placed = one.noun == "place" and one.sentence == first.sentence
        if joined or placed or _went_elsewhere(one, first) or _comes_too(one, parts[-1]):
            parts.append(one)
        elif one is not first and follows(first, one) and parts == [first]:
            parts.insert(0, one)
    return total_of(parts)


def _went_elsewhere(one: Bound, first: Bound) -> bool:
    """Say if others went to another place: "114 taken to Ukraine, nine more to Lithuania"."""
    passage = one.passage
    if one.noun not in {"bare", "freed"} or passage != first.passage or one.first < first.end:
        return False
    start, _ = passage.clause(first.first)
    ways = (range(start, one.first), range(one.end, one.end + _WAY))
    here, there = ({at for at in way if is_country(passage, at)} for way in ways)
    if one.number.increment:
        return bool(here and there)
    return one.sentence == first.sentence and bool(here) and _are_apart(passage, here, there)


def _are_apart(passage: Passage, here: set[int], there: set[int]) -> bool:
    """Say if two groups of words name other countries: "to Vilnius", "to Washington"."""
    kinds = ("country", "power")
    named = [
        {passage.tagged(at, kind) for at in places for kind in kinds} - {""}
        for places in (here, there)
    ]
    return bool(named[1]) and named[0].isdisjoint(named[1])


def _comes_too(one: Bound, before: Bound) -> bool:
    """Say if they came beside those before: "175 for 175 and 22 more", "eight also come home"."""
    passage = one.passage
    if passage is not before.passage:
        return False
    if is_on_top(passage, one.number, before.number):
        return True
    also = one.first >= before.end and passage.has(one.end, "mark", "also")
    freed = passage.near(one.end, one.end + _WAY, "verb", "release")
    return also and bool(freed) and {one.noun, before.noun} <= COUNTED


def _candidates(passage: Passage, *, of_release: bool, swapped: bool) -> list[Bound]:
    """The numbers that can be the total or a part of it."""
    found: list[Bound] = []
    for one in bound(passage):
        priced = is_priced(one, found[-1] if found else None, swapped=swapped)
        if not priced and _is_total(one, of_release=of_release, swapped=swapped):
            found.append(one)
    return found


def _is_total(one: Bound, *, of_release: bool, swapped: bool) -> bool:
    number = one.number
    if number.vague or (number.value < 2 and one.noun != "place"):
        return False
    apart = is_subset(one) or is_with(one) or _is_yet_to_come(one)
    if apart or is_background(one, of_release=of_release):
        return False
    if one.passage.where == "title" and of_release:
        return True
    verbs = one.passage.in_sentence(one.sentence, "verb", "release")
    if not of_release:
        return (bool(verbs) and one.noun in _GENERAL) or is_abroad(one)
    if one.passage.has(one.first - 1, "mark", "there") or _is_of_all_told(one):
        return True
    if swapped and leads_dash(one.passage, one.number):
        return True
    convicts = one.passage.in_sentence(one.sentence, "noun", "prisoner")
    along = one.number.increment and one.passage.in_sentence(one.sentence, "mark", "with")
    if one.noun in _TELLING or is_whole(one) or verbs or along or _is_summed_up(one):
        return True
    others = one.passage.has(one.end - 1, "mark", "other")  # "recalls 300 other prisoners"
    return one.noun == "person" and bool(swapped or (convicts and not others))


def _is_yet_to_come(one: Bound) -> bool:
    """Say if more are freed another day: "ten pardoned, 13 more to follow"."""
    last = one.passage.clause(one.first)[1]
    return one.number.increment and bool(one.passage.near(one.end, last, "mark", "soon"))


def _is_of_all_told(one: Bound) -> bool:
    """Say if the number alone tells of all before it or of a side: "all four", "50 a side"."""
    told = any(one.passage.has(one.first - 1, "mark", mark) for mark in ("all", "figure"))
    return one.noun == "bare" and (told or is_of_each_side(one.passage, one.number))


def _is_summed_up(one: Bound) -> bool:
    """Say if words like "in all" stand beside the number of people."""
    near = range(one.first - 1, one.end + 2)
    return one.noun == "person" and any(one.passage.has(at, "mark", "total") for at in near)


def _is_sum_so_far(one: Bound, candidates: Sequence[Bound]) -> bool:
    """Say if it is told as the sum, and not of this batch and all before: "19 more, in all 104"."""
    first, passage = candidates[0], one.passage
    if first.number.increment and one is not first:
        near = passage.near(first.end, one.end + _WAY, "mark", "already")
        if near and first.passage is passage:
            return False
    return _is_told_total(one) or _is_sum_of_told(one, candidates)


def _is_told_total(one: Bound) -> bool:
    """Say if words like "in all" stand at the number itself, and not of all since the war began."""
    passage = one.passage
    before = one.first - 1 - passage.has(one.first - 1, "verb", "release")
    told = passage.has(before, "mark", "total") or (
        passage.has(one.end, "mark", "total") and not passage.parted(one.end - 1, one.end)
    )
    return told and not is_since(one)


def _is_sum_of_told(one: Bound, candidates: Sequence[Bound]) -> bool:
    """Say if "in all" leads from a smaller number to it: "the last 303, in all a thousand"."""
    passage, value = one.passage, one.number.value
    told = passage.near(0, one.first, "mark", "total")
    before = (o for o in candidates if told and o.end <= told[0].first)
    return any(o.number.value < value for o in before) and not is_since(one)


def _is_of_people(one: Bound) -> bool:
    return one.noun in _GENERAL or is_whole(one)


def _is_whole_freed(one: Bound) -> bool:
    """Say if the title's people are some of these: "they were among ten civilians freed"."""
    told = one.passage.in_sentence(one.sentence, "verb", "release")
    return is_whole(one) and bool(told) and not is_since(one)


def _is_sum_of_all(one: Bound) -> bool:
    """Say if a sentence with "in all" tells of the release, and not of all since the war began."""
    passage = one.passage
    told = passage.in_sentence(one.sentence, "mark", "total")
    if not told or told[0].first > one.end or is_since(one):
        return False
    return bool(passage.in_sentence(one.sentence, "verb", "release")) and not is_promised(one)
