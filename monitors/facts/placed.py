"""Pure: numbers without a noun that share the one before, at another place or on another day."""

from collections.abc import Sequence

from monitors.facts.numbers import Number
from monitors.facts.passage import Passage

OPPOSED = (  # countries that exchange their prisoners with each other
    frozenset({"UA", "RU"}),
    frozenset({"AM", "AZ"}),
    frozenset({"IL", "PS"}),
    frozenset({"IN", "PK"}),
    frozenset({"US", "RU"}),
    frozenset({"US", "VE"}),
    frozenset({"US", "IR"}),
)
_FEW = 2
_NEAR = 3  # words from those before to "and"


def is_country(passage: Passage, at: int) -> bool:
    """Say if a country or its seat of power is named at a place."""
    return passage.has(at, "power") or passage.has(at, "country")


def is_day(passage: Passage, at: int) -> bool:
    """Say if a day is told at a place: "on Friday", "today"."""
    return passage.has(at, "mark", "weekday") or passage.has(at, "mark", "day")


def is_elsewhere(passage: Passage, number: Number, before: Number) -> bool:
    """Say if a number has the noun of the one before: "nine went to Vilnius, 114 to Kyiv"."""
    if number.year or passage.sentence(before.first) != passage.sentence(number.first):
        return False
    if before.value == number.value and not _origin(passage, _behind(passage, number)):
        return False  # the other side got as many
    if passage.near(before.first, number.first, "mark", "subset"):
        return False
    if _is_what_another_got(passage, number, before):
        return False
    if _is_of_convicted(passage, number):
        return False
    here, other = _told(passage, number, before)
    return bool(here and other - here)


def _is_of_convicted(passage: Passage, number: Number) -> bool:
    """Say if the clause behind jails them: "four free in Minsk, three in Hrodna convicted"."""
    last = passage.clause(number.first)[1]
    marks = ("convicted", "seized")
    return any(passage.near(number.last, last, "mark", mark) for mark in marks)


def _told(passage: Passage, number: Number, before: Number) -> tuple[set[str], set[str]]:
    """Places, else days, told of a number before and of one behind it."""
    first, _ = passage.clause(before.first)
    for told_at in (_place, _day, _origin):
        places = beside(passage, number)
        other = {told_at(passage, at) for at in places} - {""}
        start = passage.sentences.index(passage.sentence(first)) if told_at is _origin else first
        here = {told_at(passage, at) for at in range(start, number.first) if at not in places}
        if other:
            return here - {""}, other
    return set(), set()


def beside(passage: Passage, number: Number) -> tuple[int, ...]:
    """Where the place of a number can be told: "114 to Kyiv", "devyni į Vilnių", "Рига — двоих"."""
    last = _behind(passage, number)
    behind = (last,) if last < len(passage.tokens) else ()
    if any(_place(passage, at) or _day(passage, at) for at in behind):
        return behind
    if number.value > 1 and any(_origin(passage, at) for at in behind):
        return behind  # "one of the largest swaps" is no place
    return (number.first - 1,) if number.first else ()


def _behind(passage: Passage, number: Number) -> int:
    """The place behind a number and a word like "to"."""
    return number.last + passage.has(number.last, "mark", "after")


def _origin(passage: Passage, at: int) -> str:
    """A town or a jail of no list that a word like "from" leads to: "из гомельской — трое"."""
    if not passage.has(at - 1, "mark", "origin") or passage.parted(at - 1, at):
        return ""
    if any(passage.has(at, kind) for kind in ("thing", "noun", "people", "number")):
        return ""
    name = passage.raw(at)[0].isupper()
    return passage.keys[at] if name or not passage.words.adjectival else ""


def _place(passage: Passage, at: int) -> str:
    return passage.tagged(at, "country") or passage.tagged(at, "power")


def _day(passage: Passage, at: int) -> str:
    return passage.keys[at] if is_day(passage, at) else ""


def is_by_road(passage: Passage, number: Number, others: Sequence[Number]) -> bool:
    """Say if those freed are told by where or when alone: "40 in Lithuania, 12 in Poland"."""
    if number.value < _FEW or not passage.tells("verb", "release"):
        return False
    sentence, roads = passage.sentence(number.first), _places(passage, number)
    later = [o for o in others if o.first > number.first and passage.sentence(o.first) == sentence]
    return bool(roads) and any(
        roads.isdisjoint(_places(passage, other)) and not other.year
        and (passage.clause(other.first)[0] >= number.last
             or passage.has(other.first - 1, "mark", "joint"))
        for other in later
    )  # fmt: skip


def _places(passage: Passage, number: Number) -> set[str]:
    """Where a phrase of nothing but the number leads to: "в Литву" behind "114"."""
    last = _behind(passage, number)
    inside = last < len(passage.tokens) and not passage.parted(number.last - 1, number.last)
    led = last > number.last or passage.words.language == "lt"
    if inside and led and (places := {_place(passage, last), _origin(passage, last)} - {""}):
        return places
    ends = last >= len(passage.tokens) or passage.parted(number.last - 1, number.last)
    at = last if inside or ends else number.last
    days = {_day(passage, at), _day(passage, number.first - 1) if ends else ""}
    return days - {""}


def is_rest(passage: Passage, number: Number, before: Number) -> bool:
    """Say if it is the rest of those before: "nine came, the other 114 headed south"."""
    last = number.last
    told = passage.has(number.first - 1, "mark", "other") and last < len(passage.tokens)
    if not told or passage.sentence(before.first) != passage.sentence(number.first):
        return False
    return passage.raw(last).islower() and not passage.has(last, "thing")


def is_joined(passage: Passage, number: Number, end: int) -> bool:
    """Say if "and" joins a noun of no list to those before: "146 военных и восемь курян"."""
    at, last = number.first - 1, number.last
    near = end <= at < end + _NEAR and not number.year and last < len(passage.tokens)
    if not near or not passage.has(at, "mark", "joint") or passage.has(at, "mark", "along"):
        return False
    if any(passage.has(n, "verb") or passage.parted(n - 1, n) for n in range(end, number.first)):
        return False
    here = passage.raw(last).islower() and not passage.parted(last - 1, last)
    if passage.has(last, "mark", "after") and not passage.has(last, "mark", "subset"):
        return here  # "eight jailed for politics and seven for drugs"
    return here and not passage.at(last) and not passage.has(last + 1, "thing")


def is_beside_one(passage: Passage, number: Number) -> bool:
    """Say if a title joins a noun of no list to one person: "капитан и двое сигнальщиков"."""
    freed = passage.tells("verb", "release") or passage.tells("mark", "goes")
    if passage.where != "title" or number.value < _FEW or not freed:
        return False
    at = passage.before(number.first, "another", "definite", "least")
    last = number.last + any(passage.has(number.last, "mark", mark) for mark in ("theirs", "own"))
    here = last < len(passage.tokens) and passage.raw(last)[0].islower()
    here = here and (not passage.at(last) or passage.has(last, "mark", "relation"))
    if not (here and passage.has(at, "mark", "joint")) or passage.has(last + 1, "thing"):
        return False
    before = range(max(at - _NEAR, passage.clause(at)[0]), at)
    one = any(f.tag.number == "one" for n in before for f in passage.at(n) if f.kind == "noun")
    kin = any(passage.has(n, "mark", "relation") for n in before)
    return (one or kin) and not passage.parted(number.last - 1, last)


def is_from(passage: Passage, number: Number, before: Number) -> bool:
    """Say if a clause tells what some did of those it begins with: "Of nine held, two are home"."""
    first = before.first - 1 - passage.has(before.first - 1, "mark", "definite")
    opens = first == 0 or (first > 0 and passage.sentence(first - 1) != passage.sentence(first))
    if not opens or not passage.has(first, "mark", "part") or before.value <= number.value:
        return False
    begins = passage.parted(number.first - 1, number.first)
    same = passage.sentence(before.first) == passage.sentence(number.first)
    return same and begins and not number.year and not passage.has(number.last, "thing")


def is_on_top(passage: Passage, number: Number, before: Number) -> bool:
    """Say if others came beside a deal told by its number: "100 for 100, and 15 more besides"."""
    if (
        not before.mutual
        or not number.increment
        or number.year
        or passage.has(number.last, "thing")
    ):
        return False
    return passage.sentence(before.first) == passage.sentence(number.first)


def _is_what_another_got(passage: Passage, number: Number, before: Number) -> bool:
    """Say if each side got its own: "Armenia got back 32 soldiers, Azerbaijan two"."""
    first, last = passage.clause(before.first)
    sides = (first, number.first - 1)
    if not all(is_country(passage, at) for at in sides):
        return False
    opposed = frozenset({_place(passage, at) for at in sides}) in OPPOSED
    swapped = opposed or passage.tells("verb", "swap")
    return swapped and bool(passage.near(first, last, "mark", "regain"))
