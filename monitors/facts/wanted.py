"""Pure: numbers of people who are but promised, or whom somebody wants freed."""

from monitors.facts.bound import Bound


def is_of_promised(one: Bound) -> bool:
    """Say if so many were promised, whoever came: "of the promised 553 Cuba let 192 go"."""
    at = one.first - 1
    return one.passage.has(at, "mark", "promised") and not one.passage.parted(at, one.first)


def is_demanded(one: Bound) -> bool:
    """Say if a summary only tells who wants so many freed: "colleagues urge to free 130 more"."""
    passage = one.passage
    if passage.where == "title":
        return False
    return bool(passage.near(passage.clause(one.first)[0], one.first, "mark", "demanded"))


def is_promised(one: Bound) -> bool:
    """Say if so many are but promised: "the Church was promised freedom for 553"."""
    return bool(one.passage.in_sentence(one.sentence, "mark", "promised"))
