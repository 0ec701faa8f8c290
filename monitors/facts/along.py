"""Pure: numbers of those who came along with somebody: "with 13 others", "and 13 more"."""

from monitors.facts.bound import Bound, bound
from monitors.facts.described import is_one
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.standing import is_background, is_since, is_subset, opens
from monitors.model import Qualifier

_AFTER = 2  # words between "together with" and who it is: "a British couple"


def is_with(one: Bound) -> bool:
    """Say if the number is of the companions of someone named: "with 13 others"."""
    passage = one.passage
    if one.number.qualifier is Qualifier.ABOUT:
        return False
    if "with" in passage.marks_before(one.first):
        return True
    if one.number.increment and any(
        passage.near(0, one.first, "mark", mark) for mark in ("with", "on_board")
    ):
        return True
    if _came_along(one) or companion(one) or _is_plus(one) or _goes_with(one):
        return True
    other = passage.near(one.number.last, one.end + 1, "mark", "other")
    if (
        (other or one.number.increment)
        and one.first > 1
        and passage.parted(one.first - 1, one.first)
    ):
        last = one.first - 1
        single = any(
            found.tag.kind == "noun" and is_one(passage, found) for found in passage.at(last)
        )
        return (single and bool(other)) or (passage.raw(last)[0].isupper() and not passage.at(last))
    if other and passage.has(one.first - 1, "mark", "along"):
        return True
    joint = "joint" in passage.marks_before(one.first)
    if any(_is_at_once(before, one) for before in bound(passage)):
        return False  # "six Lithuanians and eight other foreigners"
    return joint and (bool(other) or (one.number.increment and _is_named(passage, one.first)))


def _came_along(one: Bound) -> bool:
    """Say if the clause begins with a companion, not with bodies: "with him came eight people"."""
    passage = one.passage
    return any(
        not any(passage.has(at, "noun") for at in range(found.last, one.first))
        and not any(passage.has(at, "thing") for at in (found.last, found.last + 1))
        and not passage.near(found.last, one.first, "mark", "dead")
        for found in passage.near(passage.clause(one.first)[0], one.first, "mark", "with")
    )


def _goes_with(one: Bound) -> bool:
    """Say if people go with somebody: "her two co-defendants walk with her"."""
    passage = one.passage
    marks = passage.near(one.end, passage.clause(one.first)[1], "mark", "with")
    if passage.has(one.first - 1, "mark", "theirs"):
        return bool(marks)
    if passage.where == "title" or not passage.in_sentence(one.sentence, "verb", "release"):
        return False
    return any(passage.has(found.last - 1, "mark", "pronoun") for found in marks)


def companion(one: Bound) -> Found | None:
    """The single person whom they came with: "together with the politician, 55 soldiers"."""
    passage = one.passage
    for found in passage.near(0, one.first, "mark"):
        if found.value != "with" and (found.value != "along" or not opens(passage, found.first)):
            continue
        noun = _single_behind(one, found)
        here = noun and (noun.last == one.first or passage.clause(one.first)[0] <= found.first)
        if here and _is_told_of_prisoners(one):
            return noun
    return None


def _single_behind(one: Bound, found: Found) -> Found | None:
    """The one person told right behind a word like "with", if nobody else stands before them."""
    passage = one.passage
    places = range(found.last, one.first)
    nouns = [f for at in places for f in passage.at(at) if f.tag.kind == "noun"]
    near = bool(nouns) and nouns[0].first <= found.last + _AFTER
    alone = near and all(noun.first == nouns[0].first for noun in nouns)
    return nouns[0] if alone and is_one(passage, nouns[0]) else None


def _is_told_of_prisoners(one: Bound) -> bool:
    told = (("verb", "release"), ("noun", "prisoner"), ("noun", "pow"))
    return any(one.passage.in_sentence(one.sentence, *each) for each in told)


def _is_plus(one: Bound) -> bool:
    """Say if a name and a word like "plus" lead to the number: "frees Bialiatski plus 13"."""
    at = one.first - 2
    if at < 0 or not one.passage.has(at + 1, "mark", "also") or not one.passage.raw(at).istitle():
        return False
    return not any(one.passage.has(at, kind) for kind in ("noun", "people", "country", "verb"))


def _is_at_once(before: Bound, one: Bound) -> bool:
    """Say if a number is joined to another one, be it over a country: "a pair from Britain and"."""
    passage, at = one.passage, before.end
    if before.first >= one.first:
        return False
    if passage.has(at, "mark", "after") and passage.has(at + 1, "country"):
        at += 2
    return at == one.first - 1 - passage.has(one.first - 1, "mark", "another")


def _is_named(passage: Passage, first: int) -> bool:
    """Say if a capitalised word stands a little before: "Ціханоўскі і яшчэ 13"."""
    return any(passage.raw(at)[0].isupper() for at in range(max(first - 4, 0), first))


def is_apart(one: Bound) -> bool:
    """Say if the number is no count of those freed now, or of a part or companions alone."""
    vague = one.number.vague or is_since(one)
    return vague or is_background(one) or is_subset(one) or is_with(one)
