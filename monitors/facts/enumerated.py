"""Pure: lists of names, of single people and of numbers: "NAME, his wife and three students"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitors.facts.bound import Bound, bound
from monitors.facts.chains import leads_on, past_attribute
from monitors.facts.household import relatives_counted
from monitors.facts.joined import PERSONAL, SHORTEST, is_one_person
from monitors.facts.parts import is_called_freed
from monitors.facts.passage import Passage
from monitors.facts.standing import is_background, is_subset
from monitors.facts.strangers import is_in_title_case
from monitors.model import Count, Mention, Qualifier

_REACH = 4  # tokens that lead to the noun of a member: "a former Swedish doctor"
_LONGEST_NAME = 4
_FAMILY = 3  # relatives of whom no number or name has to tell that they are a list
_KNOWN = {"name", "number"}
_RELATIVES = (("mark", "relation"), ("kin", "her"), ("kin", "him"))
_NO_LEAD = (("verb", None), ("mark", "got"), ("mark", "whom"))
_NO_MEMBERS = ("office", "collective")
_NOTHING = ("noun", "people", "country", "power", "verb", "thing", "number")


class Member(NamedTuple):
    """What a list has at one place: up to which token, how many people, of which kind."""

    last: int
    value: int
    kind: str


@dataclass(frozen=True)
class Known:
    """Names and numbers of people by the token they begin at."""

    names: Mapping[int, int]
    numbers: Mapping[int, Bound]
    plain: bool


def enumerated(passage: Passage, people: Sequence[Mention]) -> Count | None:
    """The sum of a list whose members are of different kinds, a name or a number among them."""
    if "," not in passage.text and not passage.tells("mark", "joint"):
        return None
    lets = passage.tells("mark", "lets") and passage.tells("mark", "goes")
    if passage.tells("mark", "subset") or not (lets or passage.tells("verb", "release")):
        return None
    known = known_in(passage, people)
    if not (known.names or known.numbers or passage.tells("mark", "relation")):
        return None
    inside = {at for one in known.numbers.values() for at in range(one.first + 1, one.end)}
    for start in range(len(passage.tokens)):
        if start in inside:
            continue
        members = members_at(passage, start, known)
        if _is_mixed(members) or _is_family(members):
            last = members[-1].last
            if members[0].kind == "kin" and not _are_freed(passage, start, last):
                return None
            return Count(sum(one.value for one in members), passage.span(start, last))
    return None


def known_in(passage: Passage, people: Sequence[Mention]) -> Known:
    """Names and numbers that a list of a text can have as its members."""
    return Known(
        dict(_names(passage, people)),
        {one.first: one for one in (*bound(passage), *relatives_counted(passage))},
        not is_in_title_case(passage),
    )


def _names(passage: Passage, people: Sequence[Mention]) -> list[tuple[int, int]]:
    """First and last token of each known name."""
    spans = [one.span for one in people if one.span.where == passage.where]
    places = range(len(passage.tokens))
    return [
        (
            passage.token_at(span.start),
            1 + max(at for at in places if _ends_in(passage, at, span.end)),
        )
        for span in spans
    ]


def _ends_in(passage: Passage, at: int, end: int) -> bool:
    return passage.tokens[at].start < end


def _is_mixed(members: Sequence[Member]) -> bool:
    """Say if the list has more than one kind of members, of which one is sure to be of the freed.

    Names alone, and roles alone, are lists that others read.
    """
    kinds = {one.kind for one in members}
    return len(kinds) > 1 and bool(kinds & _KNOWN)


def _is_family(members: Sequence[Member]) -> bool:
    """Say if a list has relatives alone, or one of a role with them."""
    kinds = {one.kind for one in members}
    return len(members) >= _FAMILY and kinds in ({"kin"}, {"role", "kin"})


def _are_freed(passage: Passage, start: int, last: int) -> bool:
    """Say if a list that a relative begins is of the freed, not of those who were met or called.

    Its own verb frees them ("mother, daughter and son-in-law are free"), or it stands right behind
    that verb.
    """
    sentence = passage.sentence(start)
    if any(passage.in_sentence(sentence, "mark", mark) for mark in ("greets", "held")):
        return False
    if passage.near(last, passage.clause(last - 1)[1], "verb", "release"):
        return True
    verbs = passage.near(passage.clause(start)[0], start, "verb", "release")
    return any(start - found.last <= 1 for found in verbs)


def members_at(passage: Passage, start: int, known: Known) -> list[Member]:
    """The members of a list that begins at a token, () if no "and" closes it."""
    members: list[Member] = []
    at, closed = start, False
    while at >= 0 and not closed:
        closed = passage.has(at - 1, "mark", "joint") and bool(members)
        member = _member(passage, at, known)
        if member is None:
            return []
        members.append(member)
        last = member.last
        at = leads_on(passage, past_attribute(passage, last) if member.kind == "role" else last)
    closed = closed or (len(members) > 1 and members[-1].kind == "number")
    return members if closed else []


def _member(passage: Passage, at: int, known: Known) -> Member | None:
    while passage.has(at, "mark", "joint"):
        at += 1
    first = at
    for at in range(first, min(first + _REACH, len(passage.tokens))):
        if at > first and (passage.parted(at - 1, at) or _is_and(passage, at)):
            break
        if at in known.names:
            return Member(_behind(passage, known.names[at], known), 1, "name")
        if at in known.numbers:
            return _of_number(known.numbers[at], known)
        if told := _told_at(passage, at, known):
            return told
        if any(passage.has(at, *each) for each in _NO_LEAD):
            break
    return _indefinite(passage, first) or _named(passage, first, known)


def _is_and(passage: Passage, at: int) -> bool:
    """Say if "and" stands here, not a word that is "with" and "from" as well."""
    return passage.has(at, "mark", "joint") and not passage.has(at, "mark", "along")


def _indefinite(passage: Passage, first: int) -> Member | None:
    """One person of a trade in no list behind an English article: "a retired colonel"."""
    if not passage.words.adjectival or passage.keys[first : first + 1] not in (("a",), ("an",)):
        return None
    last = first + 1
    while last < min(first + _REACH, len(passage.tokens)) and not passage.has(
        last, "mark", "joint"
    ):
        if any(passage.has(last, kind) for kind in ("thing", "verb", "number", "multiple")):
            return None
        last += 1
        if last < len(passage.tokens) and passage.parted(last - 1, last):
            break
    return Member(last, 1, "role") if last > first + 1 else None


def _of_number(one: Bound, known: Known) -> Member | None:
    loose = one.number.vague or one.number.qualifier is Qualifier.ABOUT
    if loose or is_background(one) or is_subset(one) or is_called_freed(one):
        return None
    last = _behind(one.passage, one.end, known)
    if any(at in known.names for at in range(one.end, last)):
        return None  # "the couple NAME and NAME"
    return Member(last, one.number.value, "number")


def _told_at(passage: Passage, at: int, known: Known) -> Member | None:
    """One person of a role, of a nation or of a family that ends at a token."""
    if not passage.at(at) or any(passage.has(at, "mark", m) for m in _NO_MEMBERS):
        return None
    kin = [f.last for f in passage.at(at) if f.tag[:2] in _RELATIVES and f.first == at]
    if kin:
        return Member(_behind(passage, max(kin), known), 1, "kin")
    nouns = [f for f in passage.at(at) if f.tag.kind in PERSONAL and f.first == at]
    told = [found for found in nouns if is_one_person(passage, found)]
    adjective = passage.has(at, "country") and passage.has(at + 1, "noun")
    if told and not adjective:
        last = max(found.last for found in told)
        return Member(_behind(passage, last, known), 1, "role")
    return None


def _behind(passage: Passage, at: int, known: Known) -> int:
    """The place behind the name and the country of a member: "журналист NAME из Гомеля"."""
    start = at
    while at < min(start + _LONGEST_NAME, len(passage.tokens)) and not passage.parted(at - 1, at):
        if at in known.names:
            return known.names[at]
        if not passage.raw(at)[0].isupper() or passage.has(at, "verb"):
            break
        at += 1
    return at


def _named(passage: Passage, at: int, known: Known) -> Member | None:
    """A name in no list, unless a word that is "with" and "from" leads to it: "з Пінска"."""
    plain = known.plain and not passage.has(at - 1, "mark", "along")
    return _plain(passage, at) if plain else None


def _plain(passage: Passage, at: int) -> Member | None:
    """A name that no list has, which is told beside a known one or a number."""
    last = at
    while last < min(at + _LONGEST_NAME, len(passage.tokens)):
        raw = passage.raw(last)
        inside = last == at or not passage.parted(last - 1, last)
        if not inside or not raw[0].isupper() or any(passage.has(last, k) for k in _NOTHING):
            break
        last += 1
    named = last > at and len(passage.raw(last - 1)) >= SHORTEST
    return Member(last, 1, "name") if named else None
