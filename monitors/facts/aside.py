"""Pure: people of a nation told of beside those freed: who stay behind, of an earlier release."""

from monitors.facts.bound import Bound
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage

_NATIONAL = {"nation", "citizen"}
_JOINING = ("with", "along", "beside", "also", "aboard")


def stays(passage: Passage, at: int) -> bool:
    """Say if a summary's sentence frees nobody and tells who stays: "a Swede is still held"."""
    if passage.where == "title":
        return False
    sentence = passage.sentence(at)
    if not passage.in_sentence(sentence, "mark", "stays"):
        return False
    return not any(_frees(passage, one) for one in passage.in_sentence(sentence, "verb", "release"))


def _frees(passage: Passage, verb: Found) -> bool:
    """Say if a verb is none of "were not released", which are words of staying too."""
    return not (passage.has(verb.first, "mark", "stays") or passage.has(verb.first, "mark", "held"))


def is_apart(one: Bound, title: Passage) -> bool:
    """Say if several people of a summary are not said to have come with the one of the title.

    "A Briton is free" - "two of his colleagues, Indians, were deported in May".
    """
    passage = one.passage
    if passage.where == title.where or passage.in_sentence(one.sentence, "verb", "swap"):
        return False
    return not any(_tells_of_many(title, found.value) for found in passage.at(one.end - 1))


def _tells_of_many(title: Passage, nation: str) -> bool:
    """Say if a title has the plural of a people, be it without a number: "палякаў і немца"."""
    return any(found.tag.number == "many" for found in title.of("people", nation))


def is_of_then(one: Bound, title: Passage) -> bool:
    """Say if a month tells when others than the title's one were freed: "two Swedes in June"."""
    passage = one.passage
    if one.noun not in _NATIONAL or one.number.increment or _tells_of_same(one, title):
        return False
    if not passage.in_sentence(one.sentence, "mark", "then"):
        return False
    return not any(passage.in_sentence(one.sentence, "mark", mark) for mark in _JOINING)


def _tells_of_same(one: Bound, title: Passage) -> bool:
    """Say if a title tells of no nation, or of the one that is counted."""
    mine = {f.value for f in title.of("people")} | {f.value for f in title.of("country")}
    here = one.passage.at(one.end - 1)
    return not mine or any(found.value in mine for found in here)
