"""Pure: numbers of the other side of an exchange: its price, what another country frees for it."""

from monitors.facts.bound import Bound, bound
from monitors.facts.passage import Passage
from monitors.facts.placed import is_country
from monitors.facts.sides import are_opposed, is_given_in_turn, is_got_in_turn
from monitors.facts.standing import is_given_in_return, is_swap_price

_AS = {"as", "while", "whereas"}  # "ten Americans freed as 252 migrants leave prison"
_PRICE = 5  # words from "for" to the end of who was given


def is_priced(one: Bound, before: Bound | None, *, swapped: bool) -> bool:
    """Say if a number is the other side's, `before` being the last one of those freed."""
    if is_price_with_name(one):
        return True
    if before is None:
        return _is_answered(one)
    if is_traded_for(one, before) or is_other_side(one) or is_got_in_turn(one, before):
        return True
    if is_given_in_turn(one, before):
        return True
    return is_other_leg(one, before, swapped=swapped) or are_opposed(one, before)


def _is_answered(one: Bound) -> bool:
    """Say if it is for one whom a title frees first: "Масква аддала немца, Берлін — двух"."""
    passage, at = one.passage, one.first - 1
    if passage.where != "title" or at < 1 or not passage.parted(at, one.first):
        return False
    if not is_country(passage, at) or passage.has(at, "people"):
        return False  # "1 American, 2 Germans"
    first, last = passage.clause(at - 1)
    freed = passage.near(first, last, "verb", "release")
    return is_country(passage, first) and bool(freed) and not passage.has(at - 1, "mark", "after")


def is_price(one: Bound) -> bool:
    """Say if it is what the other side got, for those whom the text leads with.

    "Mainais atiduoti 55 rusai"; "31 were swapped for 15 Russians"; "for NAME and 55 Russians".
    """
    passage = one.passage
    if passage.where == "title":
        return is_price_with_name(one)
    before = (o for o in bound(passage) if o.first < one.first and o.sentence == one.sentence)
    if is_swap_price(one) and any(before):
        return True
    return is_given_in_return(one) and not _is_freed_by_another(one)


def _is_freed_by_another(one: Bound) -> bool:
    """Say if a country does so in a clause of its own: "взамен Ереван отпустил двоих"."""
    first, _ = one.passage.clause(one.first)
    return any(_acts(one.passage, at, one.first) for at in range(first, one.first))


def is_price_with_name(one: Bound) -> bool:
    """Say if a name, "and" lead from a word like "for" to the number: "už V. NAME ir 55 rusus"."""
    passage, at = one.passage, one.first - 1
    if not passage.has(at, "mark", "joint"):
        return False
    start = at - 1
    while start > 0 and passage.raw(start)[0].isupper() and not passage.has(start, "country"):
        start -= 1
    return start < at - 1 and passage.has(start, "mark", "for")


def is_traded_for(one: Bound, before: Bound) -> bool:
    """Say if it is the price of the number before: "32 Armenians for two Azerbaijanis"."""
    if _is_joined_to_price(one, before):
        return True
    if not one.passage.has(one.first - 1, "mark", "for"):
        return False
    return before.end == one.first - 1 or one.passage.has(one.first - 2, "verb", "swap")


def _is_joined_to_price(one: Bound, before: Bound) -> bool:
    """Say if it goes on a price: "three spies for a journalist and two activists"."""
    passage = one.passage
    near = one.sentence == before.sentence and one.first - before.end <= _PRICE
    if not near or not passage.has(one.first - 1, "mark", "joint"):
        return False
    return passage.has(before.end, "mark", "for") and passage.tells("verb", "swap")


def is_other_side(one: Bound) -> bool:
    """Say if another country frees them: "Баку вярнуў 32, Ерэван — двух"."""
    passage, at = one.passage, one.first - 1
    if one.noun == "place" or at < 1:
        return False
    if passage.parted(at, one.first) and is_country(passage, at):
        return not passage.has(at - 1, "mark", "after")
    first, _ = passage.clause(one.first)
    if first == at and one.noun == "nation" and is_country(passage, at):
        return is_country(passage, 0)  # "Baku frees 32 Armenians, Yerevan two Azerbaijanis"
    if not any(other.first < first for other in bound(passage)):
        return False  # "The deal: Iran let seven Filipinos and three Indians go"
    joined = any(passage.has(first, "mark", mark) for mark in ("while", "joint"))
    return _acts(passage, first + joined, one.first)


def is_other_leg(one: Bound, before: Bound, *, swapped: bool) -> bool:
    """Say if the other half of an exchange follows: "ten Americans go as Caracas gets 252"."""
    passage = one.passage
    between = range(before.end, one.first)
    if passage.words.adjectival and passage.keys[one.first - 1] in _AS:
        return True
    acts = any(
        passage.has(at, "mark", "while") and _acts(passage, at + 1, one.first) for at in between
    )
    if {one.noun, before.noun} == {"nation"}:
        return acts or ";" in passage.between(before.end - 1, one.first)
    return swapped and acts


def _acts(passage: Passage, actor: int, at: int) -> bool:
    """Say if a country named at the beginning of a clause frees them, a verb between."""
    named = is_country(passage, actor) and not passage.has(actor, "people")
    told = (("verb", "release"), ("mark", "lets"))
    return named and any(passage.has(place, *each) for place in range(actor, at) for each in told)
