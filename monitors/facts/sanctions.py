"""Pure: whom sanctions are aimed at; whose they are is read in authorities.py."""

from collections.abc import Iterable, Iterator, Sequence

from monitors.facts.aims import aimed, countries, parties
from monitors.facts.authorities import sanctioning, subject
from monitors.facts.firms import firms
from monitors.facts.lexicon import Found
from monitors.facts.packages import numbered
from monitors.facts.passage import Passage
from monitors.facts.people import Named, listed
from monitors.facts.sectors import FLEET, JUDGES, OF_RUSSIA, sectors
from monitors.model import Mention

__all__ = ["sanctioning", "speaks_of_sanctions", "targets"]

_RUSSIA, _BELARUS = "Russia", "Belarus"
_STAFF = (("kin", "founder"), ("mark", "office"), ("mark", "judge"), ("noun", "role"))
_OF_BODY = 3  # words from "of" to the body: "of the paramilitary Wagner Group"
_OWN = 2  # words from a country to its list
_GROUPS = ("sector", "fleet", "cap")
_BESIDE_FIRMS = OF_RUSSIA - {FLEET}  # an oil firm is listed, not the oil


def speaks_of_sanctions(passages: Sequence[Passage]) -> bool:
    """Say if the text has a word for sanctions at all."""
    return any(passage.tells("verb", "sanction") for passage in passages)


def targets(
    passages: Sequence[Passage], people: Sequence[Named], *, main: bool, kept: bool
) -> tuple[Mention, ...]:
    """Companies, bodies, people and sectors; a country if nobody smaller is named.

    `main` says that the item is about sanctions, so that a company counts wherever it stands;
    `kept` that they are prolonged: the names that come with it are those dropped on the way.
    """
    persons = listed(passages, people, kept=kept) if main else ()
    groups = sectors(passages, main=main and not kept)
    if _are_judges(groups, persons):
        persons = ()
    named = _once(
        (
            *_bodies(passages, main=main, staffed=bool(persons)),
            *(one.mention for one in persons),
        )
    )
    groups = _told_apart(groups, named, persons)
    if any(one.value == JUDGES for one in groups):
        named = _without(named, {"ICC"})
    counted = main and not kept and not subject(passages[0])
    package = _numbered_package(passages) if counted else None
    if package or _has_own_list(passages, named):
        return _once((*_with_package(package, passages), *named, *groups))
    in_title = any(one.span.where == "title" for one in named)
    if named and (in_title or not any(aim.plain for aim in aimed(passages[0]))):
        return _once((*named, *_without(groups, _BESIDE_FIRMS)))
    return _of_country(passages, named, groups, main=main)


def _are_judges(groups: Sequence[Mention], persons: Sequence[Named]) -> bool:
    """Say if the title tells of the judges together, and only the summary by name."""
    told = any(one.value == JUDGES and one.span.where == "title" for one in groups)
    return told and all(one.mention.span.where != "title" for one in persons)


def _of_country(
    passages: Sequence[Passage],
    named: tuple[Mention, ...],
    groups: tuple[Mention, ...],
    *,
    main: bool,
) -> tuple[Mention, ...]:
    """The country that the text aims at, and what of it is named; or only what is named."""
    lands = parties(passages) or countries(passages, main=main)
    whole = any(one.value == _RUSSIA for one in lands) and _speaks_of_measures(passages)
    if whole and not _without(groups, OF_RUSSIA) and not _only_of_groups(passages):
        return _once((*lands, *named, *groups))
    if groups or named:
        whole = bool(named) and _is_aimed_at_minsk(passages[0])
        return _once((*(one for one in lands if whole and one.value == _BELARUS), *named, *groups))
    return lands


def _is_aimed_at_minsk(title: Passage) -> bool:
    """Say if the title has sanctions against the regime, and not only its potash."""
    aims = [aim for aim in aimed(title) if aim.plain and aim.distance <= _OWN]
    return any(
        aim.name == _BELARUS and not _is_of_group(title, aim.first, aim.last) for aim in aims
    )


def _only_of_groups(passages: Sequence[Passage]) -> bool:
    """Say if the country only tells whose a fleet or whose gas it is: "Moscow's ghost fleet"."""
    package = any(each.tells("verb", "package") for each in passages)
    if package or passages[0].tells("noun"):
        return False
    aims = [(each, aim) for each in passages for aim in aimed(each)]
    return bool(aims) and all(_is_of_group(each, aim.first, aim.last) for each, aim in aims)


def _is_of_group(passage: Passage, first: int, last: int) -> bool:
    return any(passage.has(at, kind) for at in (first, last, first - 1) for kind in _GROUPS)


def _speaks_of_measures(passages: Sequence[Passage]) -> bool:
    return speaks_of_sanctions(passages) or any(
        True for each in passages for _ in (*each.of("verb", "package"), *each.of("roll"))
    )


def _with_package(package: Mention | None, passages: Sequence[Passage]) -> Iterator[Mention]:
    """The country of a package or list, and Belarus if the text aims at it as well."""
    if package:
        yield package
    for mention in countries(passages[:1], main=False):
        if package is None or mention.value == _BELARUS:
            yield mention
    for mention in countries(passages[1:], main=False):
        if mention.value == _BELARUS:
            yield mention


def _has_own_list(passages: Sequence[Passage], named: Sequence[Mention]) -> bool:
    """Say if the title tells of a country's own list, whose names come with it."""
    title = passages[0]
    return bool(named) and any(
        aim.own and aim.distance <= _OWN and not _is_of_office(title, aim.last)
        for aim in aimed(title)
    )


def _is_of_office(title: Passage, at: int) -> bool:
    """Say if a country tells whose minister is on the list."""
    return any(title.has(at, kind) for kind in ("job", "noun")) or title.has(at, "mark", "office")


def _told_apart(
    groups: tuple[Mention, ...], named: Sequence[Mention], persons: Sequence[Named]
) -> tuple[Mention, ...]:
    """Leave out the vaguer of two readings of the same words."""
    if persons:
        groups = _without(groups, {JUDGES})
    if {"Belaruskali", "Belarusian Potash Company"} & {one.value for one in named}:
        groups = _without(groups, {"Belarus potash"})
    return groups


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.value, mention)
    return tuple(first.values())


def _without(mentions: Iterable[Mention], names: set[str]) -> tuple[Mention, ...]:
    return tuple(one for one in mentions if one.value not in names)


def _bodies(passages: Sequence[Passage], *, main: bool, staffed: bool) -> Iterator[Mention]:
    """Firms and bodies; where people are `staffed`, named themselves, not the body they are of."""
    for passage in passages:
        for found in passage.of("target"):
            if _is_employer(passage, found) or (staffed and _is_of_staff(passage, found)):
                continue
            if main or passage.in_sentence(passage.sentence(found.first), "verb", "sanction"):
                yield Mention(found.value, passage.span(found.first, found.last))
        yield from firms(passage) if main else ()


def _is_employer(passage: Passage, found: Found) -> bool:
    """Say if a firm only tells who somebody is: "Yandex co-founder Volozh"."""
    named = range(found.last, found.last + 3)
    if passage.has(found.last, "kin", "founder"):
        return any(at < len(passage.tokens) and passage.raw(at)[0].isupper() for at in named)
    genitive = passage.words.language in {"ru", "be"} and found.first > 0
    return genitive and passage.has(found.first - 1, "kin", "founder")


def _is_of_staff(passage: Passage, found: Found) -> bool:
    """Say if a body only tells whose leader or officials are meant: "RSF number two NAME"."""
    if passage.words.adjectival:
        return _is_before_of(passage, found.first) or passage.has(found.last, "mark", "ranked")
    before = found.first - 1
    if passage.words.language == "lt":
        return passage.has(found.last, "mark", "office")
    beside = found.first > 0 and not passage.parted(before, found.first)
    return beside and any(passage.has(before, kind, value) for kind, value in _STAFF)


def _is_before_of(passage: Passage, first: int) -> bool:
    """Say if it is the body of people named before: "officials of", "leader of Sudan's RSF"."""
    for at in range(max(first - _OF_BODY, 0), first):
        staff = any(passage.has(at - 1, kind, value) for kind, value in _STAFF)
        if staff and passage.keys[at] in {"of", "at", "in"}:
            return True
    return False


def _is_adjective(passage: Passage, at: int) -> bool:
    """Say if a country only tells whose firms they are: "two Chinese refineries"."""
    return passage.raw(at).islower() or passage.has(at, "people")


def _numbered_package(passages: Sequence[Passage]) -> Mention | None:
    """Russia, whose packages alone are counted beyond seven: "the 18th package"."""
    for passage in passages:
        for first, last in numbered(passage):
            found = aimed(passage)
            others = [aim for aim in found if not _is_adjective(passage, aim.first)]
            if not others or any(aim.name == _RUSSIA for aim in found):
                return Mention(_RUSSIA, passage.span(first, last))
    return None
