"""Pure: parts of those freed: "three of the four freed", "two of seven held"; whom it calls so."""

from collections.abc import Sequence

from monitors.facts.bound import Bound, bound, is_whole, past_measure
from monitors.facts.passage import Passage

_CALLED = 2  # words after a number in which "freed" is an attribute: "123 freed today"
_PARTICIPLES = ("usiu", "tu", "anciu", "ших", "щих", "нных", "тых", "ных")
_TWO = 2  # parts at least
_OWNER = 3  # words of whose prisoners they are


def is_of(one: Bound, whole: Bound) -> bool:
    """Say if one number is a part of the other: "three of four"."""
    part = one.number.last
    told = one.passage.has(part, "mark", "part") and part < whole.first
    return told and past_measure(one.passage, part + 1) == whole.first


def is_called_freed(one: Bound) -> bool:
    """Say if they are called freed; in "three of five walked out" the verb tells of the three."""
    passage = one.passage
    if _is_freed_behind(passage, one.end) or _are_names(one):
        return True
    if one.noun == "freed":
        last = one.end - 1
        return any(passage.has(at, "noun") for at in (last, one.end)) or _is_participle(
            passage, last
        )
    start = _past_owner(one)
    near = range(start, start + _CALLED)
    return any(
        passage.has(at, "verb", "release") and _leads_to_noun(passage, at + 1) for at in near
    )


def _is_freed_behind(passage: Passage, at: int) -> bool:
    """Say if a participle follows them: "из шести литовцев, отпущенных Минском"."""
    return _is_participle(passage, at) and passage.has(at, "verb", "release")


def _is_participle(passage: Passage, at: int) -> bool:
    return 0 <= at < len(passage.tokens) and passage.keys[at].endswith(_PARTICIPLES)


def _are_names(one: Bound) -> bool:
    """Say if some of the names of so many are told: "Viasna names 45 of 52 people freed"."""
    passage = one.passage
    if not passage.has(one.first - 1, "mark", "part"):
        return False
    first, last = passage.clause(one.first)
    return bool(passage.near(first, last, "mark", "name"))


def _leads_to_noun(passage: Passage, at: int) -> bool:
    """Say if a noun follows, over a participle at most: "malonę gavusių žmonių"."""
    if passage.has(at, "noun") or passage.has(at, "people"):
        return True
    return _is_participle(passage, at) and passage.has(at + 1, "noun")


def _past_owner(one: Bound) -> int:
    """Return the place after whose prisoners they are: "123 A. Lukašenkos paleistų kalinių"."""
    passage, at = one.passage, one.number.last
    end = min(at + _OWNER, len(passage.tokens))
    while at < end and passage.raw(at)[0].isupper() and not passage.has(at, "verb"):
        at += 1
    return at


def has_part(whole: Bound) -> bool:
    """Say if the text has a part of this number beside it: "two of the seven freed"."""
    return any(is_of(one, whole) for one in bound(whole.passage))


def part_of(whole: Bound) -> Bound | None:
    """Return the number freed out of a number held: the 3 of "three of four jailed reporters"."""
    if len(bound(whole.passage)) == 1:
        return None
    if behind := _part_behind(whole):
        return behind
    if is_called_freed(whole) or is_whole(whole):
        return None
    return next((one for one in bound(whole.passage) if is_of(one, whole)), None)


def _part_behind(whole: Bound) -> Bound | None:
    """Return the number freed of those a sentence begins with: "Of 1,150 held, 123 were freed"."""
    passage, first = whole.passage, whole.passage.sentences.index(whole.sentence)
    opens = passage.has(first, "mark", "part") and past_measure(passage, first + 1) == whole.first
    told = whole.noun != "nation" or passage.where == "title"  # "of the five one stayed abroad"
    if not (opens and told) or _is_of_freed(whole):
        return None
    later = (o for o in bound(passage) if o.first >= whole.end and o.sentence == whole.sentence)
    less = (o for o in later if o.number.value < whole.number.value)
    return next((o for o in less if _go(o) and not _is_told_between(whole, o)), None)


def _is_told_between(whole: Bound, one: Bound) -> bool:
    """Say if a clause before the number frees them all: "of the 31 who were pardoned, four ..."."""
    passage = whole.passage
    start = passage.clause(one.first)[0]
    return start > whole.end and bool(passage.near(whole.end, start, "verb", "release"))


def _is_of_freed(whole: Bound) -> bool:
    """Say if all of them were freed: "Of the 52 prisoners released, 14 ..."."""
    passage = whole.passage
    behind = passage.has(whole.end, "verb", "release") and passage.words.adjectival
    return whole.noun == "freed" or behind or is_called_freed(whole)


def _go(one: Bound) -> bool:
    """Say if the clause of a number frees them, not with a participle of the whole alone."""
    passage = one.passage
    freed = passage.near(*passage.clause(one.first), "verb", "release")
    return any(not _is_participle(passage, found.first) for found in freed)


def with_the_rest(first: Bound, candidates: Sequence[Bound]) -> Bound | None:
    """All who are called freed, if the first number leaves a rest: "seven here, the rest there"."""
    rest = first.passage.near(first.end, len(first.passage.tokens), "mark", "other")
    more = (one for one in candidates if one.number.value > first.number.value)
    return next((one for one in more if rest and is_called_freed(one)), None)


def is_told_by_parts(whole: Bound, candidates: Sequence[Bound]) -> bool:
    """Say if the numbers behind it are its parts: "123 freed: 114 went south and nine north"."""
    behind = [o for o in candidates if o.first >= whole.end and o.passage is whole.passage]
    parts = [one.number.value for one in behind]
    return len(parts) >= _TWO and sum(parts) == whole.number.value
