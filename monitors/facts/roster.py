"""Pure: lists of single people told by what they are: "a doctor, a former judge and a US poet"."""

from collections.abc import Iterator, Sequence

from monitors.facts.joined import is_one_person
from monitors.facts.passage import Passage
from monitors.facts.spoken import speaks_of_many
from monitors.model import Count

_SHORTEST = 3  # two roles joined are as often one person: "journalist and blogger NAME"
_LONGEST = 7  # words of one member: "the former British ambassador to Yangon"
_VERBS = (("verb", "release"), ("noun", "freed"), ("mark", "auxiliary"), ("mark", "whom"))
_OTHERS = ("thing", "number", "verb")
_TRADES = ("noun", "people", "job")


def roster(passages: Sequence[Passage]) -> Count | None:
    """All members of a list of roles that a title frees, or a summary if the title has but many."""
    title = passages[0]
    for passage in passages:
        if passage.where != "title" and not speaks_of_many(title):
            continue
        if not passage.tells("verb", "release") or not passage.tells("mark", "joint"):
            continue
        for phrase in _phrases(passage):
            members = _members(passage, phrase)
            if len(members) >= _SHORTEST and _are_people(passage, members):
                return Count(len(members), passage.span(phrase.start, phrase.stop))
    return None


def _phrases(passage: Passage) -> Iterator[range]:
    """Parts of sentences that tell a release, between their verbs, dashes and colons."""
    start = 0
    for at in range(len(passage.tokens) + 1):
        if at == len(passage.tokens) or _ends(passage, at):
            if at > start and _is_of_release(passage, start):
                yield range(start, at)
            start = at
        if at < len(passage.tokens) and any(passage.has(at, *each) for each in _VERBS):
            start = at + 1


def _ends(passage: Passage, at: int) -> bool:
    if any(passage.has(at, *each) for each in _VERBS):
        return True
    return at > 0 and passage.parted(at - 1, at) and "," not in passage.between(at - 1, at)


def _is_of_release(passage: Passage, at: int) -> bool:
    sentence = passage.sentence(at)
    partial = ("subset", "among", "held", "other", "earlier", "alone")
    if any(passage.in_sentence(sentence, "mark", mark) for mark in partial):
        return False
    return passage.where == "title" or bool(passage.in_sentence(sentence, "verb", "release"))


def _members(passage: Passage, phrase: range) -> list[range]:
    """Members that commas and, at last, "and" part; none if no "and" closes the list."""
    members: list[range] = []
    start, closed = phrase.start, False
    for at in phrase:
        joint = passage.has(at, "mark", "joint") and not passage.has(at, "mark", "along")
        if joint or (at > start and passage.parted(at - 1, at)):
            if at > start:
                members.append(range(start, at))
            start, closed = at + joint, closed or joint
    return [*members, range(start, phrase.stop)] if closed and start < phrase.stop else []


def _are_people(passage: Passage, members: Sequence[range]) -> bool:
    """Say if most are single people for sure, and the others can be: "нямецкі хірург"."""
    if not all(_may_be_one(passage, member) for member in members):
        return False
    sure = sum(_is_one(passage, member) for member in members)
    named = [_has_name(passage, member) for member in members]
    return 2 * sure > len(members) and not (named[-1] and not any(named[:-1]))


def _is_one(passage: Passage, member: range) -> bool:
    if any(passage.has(at, "job") for at in member):
        return True
    return any(is_one_person(passage, f) for at in member for f in passage.at(at)
               if f.kind == "noun")  # fmt: skip


def _may_be_one(passage: Passage, member: range) -> bool:
    """Say if nothing in a member tells of many or of things."""
    if not 0 < len(member) <= _LONGEST:
        return False
    for at in member:
        many = any(f.tag.number == "many" for f in passage.at(at) if f.kind in _TRADES)
        if many or passage.raw(at)[0].isdigit():
            return False
        if any(passage.has(at, kind) for kind in _OTHERS) and not passage.has(at, "job"):
            return False
    return True


def _has_name(passage: Passage, member: range) -> bool:
    """Say if a member ends with a capitalised word of no list."""
    last = member.stop - 1
    return last > member.start and passage.raw(last).istitle() and not passage.at(last)
