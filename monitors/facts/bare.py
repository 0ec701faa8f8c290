"""Pure: words around a number without a noun by which it counts people: "all four"."""

import re

from monitors.facts.numbers import Number
from monitors.facts.passage import Passage

_GOES = 3  # words between "lets" and "go" beside the number
_CLOSING = ("not", "subset", "among", "joint", "after", "return", "same")
_FEW = 2
_SUM = 4  # words from "in all" to the number
_DASH = re.compile("[—–-]")
_GENITIVE = ("ų", "o")


def is_closed_at_once(passage: Passage, last: int) -> bool:
    """Say if a word like "on" follows the number, so that its noun is not said."""
    if passage.has(last, "mark", "goes"):
        return True
    if passage.has(last, "mark", "same") or passage.has(last, "mark", "sides"):
        return True  # "kiti 114 tą pačią dieną", "1,000 per side"
    return passage.has(last, "mark", "after") and not passage.has(last, "mark", "another")


def is_of_each_side(passage: Passage, number: Number) -> bool:
    """Say if as many are of every side: "a thousand for each side", "each side got 84"."""
    near = (*range(max(number.first - 3, 0), number.first), number.last, number.last + 1)
    return any(passage.has(at, "mark", "sides") for at in near)


def is_before_list(passage: Passage, number: Number) -> bool:
    """Say if a Lithuanian list follows the genitive: "penkių sąraše"; not "du sąrašai"."""
    at = number.last
    if not passage.has(at, "roll") or passage.parted(at - 1, at):
        return False
    return passage.raw(at - 1).endswith(_GENITIVE) and not passage.raw(at).endswith(_GENITIVE)


def is_of_list(passage: Passage, number: Number) -> bool:
    """Say if a list is known by its number: "the list of five", "penkių sąraše"."""
    if is_before_list(passage, number):
        return True
    at = number.first - 1 - passage.has(number.first - 1, "mark", "part")
    return passage.has(at, "roll") and is_over(passage, number)


def is_of_names(passage: Passage, number: Number) -> bool:
    """Say if some of the names of so many are known: "names of 17 of 18", "17-е имя из 18"."""
    at = number.first - 1
    while passage.has(at, "mark", "definite"):
        at -= 1
    return is_name_of_some(passage, at - 1) and passage.tells("verb", "say")


def is_name_of_some(passage: Passage, at: int) -> bool:
    """Say if "names" and "of" lead to a number: "40 имен из 52"."""
    if not passage.has(at, "mark", "name") or not passage.has(at + 1, "mark", "part"):
        return False
    last = at + 2 + passage.has(at + 2, "mark", "definite")
    if last >= len(passage.tokens):
        return False
    return passage.raw(last)[0].isdigit() or passage.has(last, "number")


def is_got(passage: Passage, number: Number) -> bool:
    """Say if a title tells what a side of a swap got: "prisoner swap: West gets 16, Moscow 8"."""
    led = passage.where == "title" and passage.has(number.first - 1, "mark", "got")
    return led and passage.tells("verb", "swap") and is_over(passage, number)


def is_of_group(passage: Passage, number: Number) -> bool:
    """Say if a group freed is told by its number: "a group of nine crosses the border"."""
    at = number.first - 1
    told = passage.has(at, "mark", "part") and passage.has(at - 1, "mark", "collective")
    if not told or number.value < _FEW or not passage.tells("verb", "release"):
        return False
    return not (passage.has(number.last, "thing") or passage.has(number.last, "noun"))


def is_in_clause(passage: Passage, number: Number) -> bool:
    """Say if a verb around or behind tells of people: "lets 29 go", "the 16 whom Moscow freed"."""
    before = number.first - 1
    while passage.has(before, "mark", "own"):
        before -= 1  # "gets its six back"
    if passage.has(before, "mark", "lets"):
        near = range(number.last, number.last + _GOES)
        return any(passage.has(at, "mark", "goes") for at in near)
    if not passage.has(number.last, "mark", "whom"):
        return False
    told = passage.in_sentence(passage.sentence(number.first), "verb", "release")
    return any(found.first > number.last for found in told)


def is_of_told(passage: Passage, number: Number) -> bool:
    """Say if the people were told of before: "with him two more", "there are 14 of them"."""
    if passage.has(number.first - 1, "mark", "all"):
        return not _is_owned(passage, number.last)
    if _opens_sentence(passage, number):
        return passage.tells("verb", "release")
    if not is_over(passage, number):
        return False
    if "with" in passage.marks_before(number.first) or passage.has(
        number.first - 1, "mark", "other"
    ):
        return True
    if number.increment:
        return passage.tells("verb", "release") or _is_joined_to_name(passage, number.first)
    if passage.has(number.first - 1, "mark", "those"):
        return True
    if passage.words.adjectival and passage.has(number.first - 1, "mark", "definite"):
        return passage.tells("verb", "release")
    return any(passage.has(at, "mark", "theirs") for at in (number.first - 1, number.first - 2))


def _is_joined_to_name(passage: Passage, first: int) -> bool:
    """Say if a title joins the number to the name it begins with: "NAME and 13 more: who"."""
    joint = first - 1 - passage.has(first - 1, "mark", "another")
    if passage.where != "title" or joint < 1 or not passage.has(joint, "mark", "joint"):
        return False
    return all(passage.raw(at)[0].isupper() for at in range(joint))


def is_answer(passage: Passage, number: Number) -> bool:
    """Say if a title asks how many were freed and answers: "how many left: half a dozen"."""
    first = number.first
    asked = any(found.last < first for found in passage.of("mark", "how_many"))
    asked = asked and passage.where == "title" and passage.tells("verb", "release")
    return asked and passage.parted(first - 1, first) and is_over(passage, number)


def is_summed_up(passage: Passage, number: Number) -> bool:
    """Say if "in all" leads to a number alone: "205 are home, and in all this week — 900"."""
    told = passage.near(number.first - _SUM, number.first, "mark", "total")
    return bool(told) and passage.tells("verb", "release") and is_over(passage, number)


def _is_owned(passage: Passage, last: int) -> bool:
    """Say if it is told whose they are: "all 12 of his appeals"; not "all 12 of them"."""
    at = last + passage.has(last, "mark", "part")
    owned = any(passage.has(at, "mark", mark) for mark in ("theirs", "own"))
    return owned and not (at > last and passage.has(last, "mark", "theirs"))


def _opens_sentence(passage: Passage, number: Number) -> bool:
    """Say if an English sentence tells of the number alone: "Twenty were handed over"."""
    first = number.first == 0 or passage.sentence(number.first - 1) < passage.sentence(number.first)
    told = passage.words.adjectival and passage.has(number.last, "mark", "auxiliary")
    return first and told


def is_own(passage: Passage, last: int) -> bool:
    """Say if words like "of its own" alone follow a number: "двоих своих", "three of its own"."""
    at = last + passage.has(last, "mark", "part")
    if last >= len(passage.tokens) or passage.parted(last - 1, last):
        return False
    after = max((f.last for f in passage.at(at) if f.tag[:2] == ("mark", "own")), default=at)
    closed = after >= len(passage.tokens) or passage.parted(after - 1, after)
    closed = closed or passage.has(after, "mark", "after") or passage.has(after, "verb")
    return closed and after > at


def is_over(passage: Passage, number: Number) -> bool:
    """Say if the phrase of the number is over: a comma or a word of another kind follows."""
    last = number.last
    if last < len(passage.tokens) and passage.parted(last - 1, last):
        return True
    while passage.has(last, "mark", "another"):
        last += 1
    if passage.has(last, "number") and passage.has(last + 1, "thing", "time"):
        return True  # "pardons eight two days before a vote"
    led = number.increment or passage.has(number.first - 1, "mark", "definite")
    if led and passage.has(last, "mark", "auxiliary"):
        return True
    if last >= len(passage.tokens) or passage.parted(last - 1, last) or passage.has(last, "verb"):
        return True
    return any(passage.has(last, "mark", mark) for mark in _CLOSING)


def heads_title(passage: Passage, number: Number) -> bool:
    """Say if a title of a release begins with the number: "Fifty-two in one day"."""
    told = passage.tells("verb", "release") and passage.where == "title"
    return told and number.first == 0 and is_closed_at_once(passage, number.last)


def leads_dash(passage: Passage, number: Number) -> bool:
    """Say if a clause is the number, a dash and a place: "two refused, 222 — already in Miami"."""
    last = number.last
    if last + 1 >= len(passage.tokens) or not passage.tells("verb", "release"):
        return False
    if not _DASH.fullmatch(passage.between(last - 1, last).strip()) or number.value == 1:
        return False
    opens = number.first == 0 or passage.parted(number.first - 1, number.first)
    near = (last, last + 1)
    return opens and any(
        passage.has(at, kind, value)
        for at in near
        for kind, value in (("mark", "after"), ("power", None), ("country", None))
    )
