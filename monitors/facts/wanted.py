"""Pure: numbers of people who are but promised, wanted, seized, counted in jail, freed before."""

from monitors.facts.bound import Bound, bound

DOING = {"role", "person", "citizen", "nation"}  # kinds that may tell of others than prisoners
_NEXT = 1  # the clause behind a colon is a sentence of its own
_COUNTS = 3  # words from "counts" to the number


def is_only_told(one: Bound) -> bool:
    """Say if so many are told of without being freed now."""
    if any(told(one) for told in (_is_of_promised, _is_seized_with, _is_of_dead, _is_of_near)):
        return True
    if one.passage.where == "title":
        return False
    told = _is_demanded(one) or _is_counted(one) or _is_of_last_time(one) or _is_but_promised(one)
    return told or is_of_seized(one)


def _is_counted(one: Bound) -> bool:
    """Say if somebody counts so many prisoners: "Viasna counts 1,200 political prisoners"."""
    passage = one.passage
    freed = (("verb", "release"), ("roll", None))  # a list counts those whom it frees
    if one.noun != "prisoner" or any(passage.in_sentence(one.sentence, *f) for f in freed):
        return False
    return bool(passage.near(one.first - _COUNTS, one.first, "mark", "counts"))


def _is_of_last_time(one: Bound) -> bool:
    """Say if a sentence begins with when they were freed: "A year ago 16 were let go"."""
    passage = one.passage
    return any(
        found.first == 0 or passage.sentence(found.first - 1) != one.sentence
        for found in passage.near(0, one.first, "mark", "ago")
    )


def _is_of_promised(one: Bound) -> bool:
    """Say if so many were promised, whoever came: "of the promised 553 Cuba let 192 go"."""
    at = one.first - 1
    return one.passage.has(at, "mark", "promised") and not one.passage.parted(at, one.first)


def _is_of_dead(one: Bound) -> bool:
    """Say if a bare number is of bodies told before: "traded bodies too: 212 went home"."""
    passage = one.passage
    told = (f for f in passage.of("mark", "dead") if f.first < one.first)
    near = any(one.sentence - passage.sentence(found.first) <= _NEXT for found in told)
    if not near or one.noun not in {"bare", "place"}:
        return False
    return not passage.near(one.end, passage.clause(one.first)[1], "verb", "release")


def _is_of_near(one: Bound) -> bool:
    """Say if a Lithuanian number tells whose relatives came: "skrido dviejų kalinių artimieji"."""
    return one.passage.words.language == "lt" and one.passage.has(one.end, "mark", "relation")


def _is_seized_with(one: Bound) -> bool:
    """Say if others were but seized with the freed: "a judge arrested along with 13 others"."""
    passage = one.passage
    leads = (f for mark in ("with", "along") for f in passage.near(0, one.first, "mark", mark))
    return any(
        found.last == one.first and passage.has(found.first - 1, "mark", "arrested")
        for found in leads
    )


def _is_but_promised(one: Bound) -> bool:
    """Say if fewer of those promised came: "promised to free 553. So far 36 have left"."""
    passage = one.passage
    if not passage.near(passage.clause(one.first)[0], one.first, "mark", "promised"):
        return False
    return any(
        one.number.value > other.number.value > 1
        and other.sentence > one.sentence
        and passage.in_sentence(other.sentence, "verb", "release")
        for other in bound(passage)
    )


def _is_demanded(one: Bound) -> bool:
    """Say if a summary only tells who wants so many freed: "colleagues urge to free 130 more"."""
    passage = one.passage
    return bool(passage.near(passage.clause(one.first)[0], one.first, "mark", "demanded"))


def is_promised(one: Bound) -> bool:
    """Say if so many are but promised: "the Church was promised freedom for 553"."""
    return bool(one.passage.in_sentence(one.sentence, "mark", "promised"))


def is_of_seized(one: Bound) -> bool:
    """Say if they only were seized or tried: "eleven others were convicted with him"."""
    passage = one.passage
    if one.noun not in DOING or passage.in_sentence(one.sentence, "verb", "release"):
        return False
    return bool(passage.in_sentence(one.sentence, "mark", "seized"))
