"""Pure: whom sanctions are aimed at; whose they are is read in authorities.py."""

from collections.abc import Iterable, Iterator, Sequence

from monitors.facts.aims import COUNTRY_KINDS, FIRMS, Aim, aimed, countries, parties, usual_names
from monitors.facts.authorities import sanctioning, subject
from monitors.facts.firms import firms
from monitors.facts.lexicon import Found
from monitors.facts.packages import numbered
from monitors.facts.passage import Passage
from monitors.facts.people import Named, is_meant, listed
from monitors.facts.sectors import FLEET, JUDGES, OF_RUSSIA, OIL, PLANE, sectors
from monitors.facts.unquoted import unquoted
from monitors.model import Mention

__all__ = ["sanctioning", "speaks_of_sanctions", "targets"]

_RUSSIA, _BELARUS = "Russia", "Belarus"
_STAFF: tuple[tuple[str, str | None], ...] = (
    ("kin", "founder"),
    ("mark", "office"),
    ("mark", "judge"),
    ("noun", "role"),
)
_OFFICIALS = (*_STAFF[:-1], ("kin", "top"))  # a role may be that of a firm: "страховщик «X»"
_PEOPLE = (*_STAFF, ("job", None), ("kin", "boss"), ("kin", "top"), ("kin", "circle"))
_OF_BODY = 3  # words from "of" to the body: "of the paramilitary Wagner Group"
_OWNER_ENDS = ("'s", "’s", "s'", "s’")
_OWN = 2  # words from a country to its list
_OF_POTASH = {"Belaruskali", "Belarusian Potash Company", "Grodno Azot"}
_GROUPS = ("sector", "fleet", "cap")
_BESIDE_FIRMS = OF_RUSSIA - {FLEET}  # an oil firm is listed, not the oil


def speaks_of_sanctions(passages: Sequence[Passage]) -> bool:
    """Say if the text has a word for sanctions at all."""
    return any(passage.tells("verb", "sanction") for passage in passages)


def targets(
    passages: Sequence[Passage], people: Sequence[Named], *, main: bool, kept: bool, eased: bool
) -> tuple[Mention, ...]:
    """Companies, bodies, people and sectors; a country if nobody smaller is named.

    `main` says that the item is about sanctions, so that a company counts wherever it stands;
    `kept` that they are prolonged: the names that come with it are those dropped on the way;
    `eased` that a part of them is: a ruler then stands for the country.
    """
    persons = listed(passages, people, kept=kept) if main else ()
    of_country = kept or eased
    persons = tuple(
        one for one in persons if not _is_ruler_of(one, passages[0], of_country=of_country)
    )
    groups = sectors(passages, main=main and not kept)
    if _are_judges(groups, persons):
        persons = ()
    named = _once(
        (
            *_bodies(passages, people, main=main, staffed=bool(persons)),
            *(_unlisted(passages, people) if main else ()),
            *(one.mention for one in persons),
        )
    )
    groups = _told_apart(groups, named, persons)
    if len(groups) > 1:
        groups = _without(groups, {OIL})
    if any(one.value == JUDGES for one in groups):
        named = _without(named, {"ICC"})
    counted = main and not kept and not subject(passages[0])
    package = _numbered_package(passages) if counted else None
    if package or _has_own_list(passages, named):
        groups = _without(groups, {OIL})
        return _once((*_with_package(package, passages), *named, *groups))
    if named and not _is_country_told(passages[0], named, main=main):
        return _once((*named, *_without(groups, _BESIDE_FIRMS)))
    aims = _of_country(passages, named, groups, main=main)
    return aims or (_of_war(passages) if kept else ())


def _of_war(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Russia, whom sanctions over the war in Ukraine are aimed at without its name."""
    for passage in passages:
        for found in passage.of("country", "UA"):
            near = range(max(found.first - _OF_BODY, 0), found.last + _OWN)
            if any(passage.has(at, "mark", "war") for at in near):
                return (Mention(_RUSSIA, passage.span(found.first, found.last)),)
    return ()


def _is_ruler_of(one: Named, title: Passage, *, of_country: bool) -> bool:
    """Say if a ruler only stands for the country: "a deal with Maduro", "curbs on his crude".

    `of_country` says that the sanctions are of a kind that a country has, and no person.
    """
    tags = (found for at in range(one.first, one.last) for found in one.passage.at(at))
    ruled = {found.value for found in tags if found.kind == "aim"}
    if not ruled or of_country:
        return bool(ruled)
    named = any(found.value in ruled for found in title.of("country"))
    if one.passage.where == "title":
        return title.tells("cap", "oil") or (named and not is_meant(one))
    return named


def _is_country_told(title: Passage, named: Sequence[Mention], *, main: bool) -> bool:
    """Say if the title tells of a country or a package, and only the summary of names."""
    if any(one.span.where == "title" for one in named):
        return False
    return any(aim.plain for aim in aimed(title)) or (main and title.tells("verb", "package"))


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
    whole = any(one.value == _RUSSIA for one in lands) and (main or _speaks_of_measures(passages))
    if whole and not _without(groups, OF_RUSSIA) and not _only_of_groups(passages):
        return _once((*lands, *named, *_without(groups, {OIL})))
    if groups or named:
        plain = _aimed_at(passages[0]) if named else set()
        return _once((*(one for one in lands if one.value in plain), *named, *groups))
    return lands


def _aimed_at(title: Passage) -> set[str]:
    """Countries that the title has sanctions against themselves, and not only their potash."""
    return {
        aim.name
        for aim in aimed(title)
        if aim.plain and not _is_of_group(title, aim.first, aim.last) and _is_whole(title, aim)
    }


def _is_whole(title: Passage, aim: Aim) -> bool:
    """Say if a country is named for itself: no seat of power, and not whose judge it is."""
    if any(title.has(aim.last, kind, value) for kind, value in FIRMS):
        return False
    if aim.name == _BELARUS:
        return aim.distance <= _OWN
    near = range(max(aim.first - _OWN, 0), aim.last + _OWN)
    staff = any(title.has(at, kind, value) for at in near for kind, value in _PEOPLE)
    return not staff and aim.name in usual_names() and title.has(aim.first, "country")


def _only_of_groups(passages: Sequence[Passage]) -> bool:
    """Say if the country only tells whose a fleet or whose gas it is: "Moscow's ghost fleet"."""
    package = any(True for each in passages for _ in numbered(each))
    title = passages[0]
    others = title.tells("noun") or title.tells("thing", "firm")
    others = others or (title.tells("cap", "lid") and title.tells("verb", "sanction"))
    if package or others:
        return False
    for passage in passages:
        named = [one for one in passage.found if one.value == "RU" and one.kind in COUNTRY_KINDS]
        if named:
            return all(_is_of_group(passage, one.first, one.last) for one in named)
    return False


def _is_of_group(passage: Passage, first: int, last: int) -> bool:
    near = (first, last, last + 1, first - 1)
    return any(passage.has(at, kind) for at in near for kind in _GROUPS)


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
    for found in passages[0].of("country", "BY") if package else ():
        yield Mention(_BELARUS, passages[0].span(found.first, found.last))
    for mention in countries(passages[1:], main=False):
        if mention.value == _BELARUS:
            yield mention


def _has_own_list(passages: Sequence[Passage], named: Sequence[Mention]) -> bool:
    """Say if the title tells of a country's own list, whose names come with it."""
    title = passages[0]
    starts = {one.span.start for one in named if one.span.where == "title"}
    return bool(named) and any(
        aim.own and aim.distance <= _OWN and not _is_of_office(title, aim.last)
        for aim in aimed(title)
        if aim.last >= len(title.tokens) or title.tokens[aim.last].start not in starts
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
    if named:
        groups = _without(groups, {PLANE})
    if _OF_POTASH & {one.value for one in named}:
        groups = _without(groups, {"Belarus potash"})
    return groups


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.value, mention)
    return tuple(first.values())


def _without(mentions: Iterable[Mention], names: set[str]) -> tuple[Mention, ...]:
    return tuple(one for one in mentions if one.value not in names)


def _bodies(
    passages: Sequence[Passage], people: Sequence[Named], *, main: bool, staffed: bool
) -> Iterator[Mention]:
    """Firms and bodies; where people are `staffed`, named themselves, not the body they are of."""
    for passage in passages:
        begin = {one.first for one in people if one.passage is passage}
        for found in passage.of("target"):
            if found.last in begin and passage.raw(found.last - 1).endswith(_OWNER_ENDS):
                continue  # "Gazprom's Alexei Miller"
            if _is_employer(passage, found) or _is_of_staff(passage, found, staffed=staffed):
                continue
            if main or _is_paid(passage, found):
                yield Mention(found.value, passage.span(found.first, found.last))


def _unlisted(passages: Sequence[Passage], people: Sequence[Named]) -> Iterator[Mention]:
    """Firms that no table has."""
    for passage in passages:
        yield from firms(passage)
        named = (range(one.first, one.last) for one in people if one.passage is passage)
        yield from unquoted(passage, {at for places in named for at in places})


def _is_paid(passage: Passage, found: Found) -> bool:
    """Say if a release was paid for with the firm: "Belavia gets spare parts in return"."""
    sentence = passage.sentence(found.first)
    return any(
        passage.in_sentence(sentence, *kind) for kind in (("verb", "sanction"), ("mark", "return"))
    )


def _is_employer(passage: Passage, found: Found) -> bool:
    """Say if a firm only tells who or whose somebody is: "Yandex co-founder Volozh"."""
    if _is_kin(passage, found) or passage.has(found.first, "alias"):
        return True
    named = range(found.last, found.last + 3)
    if passage.has(found.last, "kin", "founder"):
        return any(at < len(passage.tokens) and passage.raw(at)[0].isupper() for at in named)
    genitive = passage.words.language in {"ru", "be"} and found.first > 0
    return genitive and passage.has(found.first - 1, "kin", "founder")


def _is_kin(passage: Passage, found: Found) -> bool:
    """Say if a firm only tells whose heir or whose plant is meant: "Garantex successor Grinex"."""
    before = found.first - 1
    if passage.words.language in {"lt", "en"} and passage.has(found.last, "kin", "heir"):
        return True
    if passage.words.language == "lt":
        return passage.has(found.last, "kin", "owns")
    heir = passage.has(before, "kin", "heir") and not passage.has(before - 1, "kin", "whose")
    owns = any(
        passage.has(at, "kin", "owns") for at in range(max(found.first - _OF_BODY, 0), found.first)
    )
    return owns or (heir and passage.words.language != "en")


def _is_of_staff(passage: Passage, found: Found, *, staffed: bool) -> bool:
    """Say if a body only tells whose leader or officials are meant: "RSF number two NAME"."""
    if not staffed and passage.where == "title":
        return False
    if passage.words.adjectival:
        return _is_before_of(passage, found.first) or passage.has(found.last, "mark", "ranked")
    before = found.first - 1
    if passage.words.language == "lt":
        return passage.has(found.last, "mark", "office")
    beside = found.first > 0 and not passage.parted(before, found.first)
    kinds = _STAFF if staffed else _OFFICIALS
    return beside and any(passage.has(before, kind, value) for kind, value in kinds)


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
            others = [aim.name for aim in found if not _is_adjective(passage, aim.first)]
            if set(others) <= {_BELARUS} or any(aim.name == _RUSSIA for aim in found):
                return Mention(_RUSSIA, passage.span(first, last))
    return None
