"""Pure: the countries that sanctions are aimed at, by closeness to the words for sanctions."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from monitors.facts.authorities import is_reply, subject
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.model import Mention, Span

_TABLE = Path(__file__).parent / "targets.toml"
_ACTORS = {"US", "UA"}  # named beside sanctions as those who impose them
COUNTRY_KINDS = {"country", "power", "people", "aim", "region"}
_TWINS = {"Russia", "Belarus"}  # one is punished with the other
_WHOLE = {"RU", "BY"}  # whose firms and officials stand for the country
FIRMS = (("thing", "firm"), ("firm", "any"))
_OWNED = (*FIRMS, ("mark", "office"), ("mark", "owned"))
_OF_COUNTRY = 3  # words between a country and its firms or minister
_OWNER_ENDS = ("'s", "’s", "s'", "s’")
_NEAR = 4
_INTO = {"i", "в", "во", "у"}  # "į", as it is compared
_WITH = {"with", "to", "су", "su", "с", "со", "з", "зь", "са", "да", "до", "к", "z", "sa"}
_IN = {"in", "в", "во", "у"}
_INESSIVE = ("oje", "yje", "uje", "ėje")  # Lithuanian endings that tell where
_BESIDE = 1  # words to its own word for sanctions at which a second country is aimed at as well
_PACKAGE_BONUS = 2


class Aim(NamedTuple):
    """A country, where it is named, and the word for sanctions that it stands near.

    `own` says that the word is a package or a list of its own, `plain` that the country itself is
    named and not its rulers.
    """

    name: str
    span: Span
    first: int
    last: int
    distance: int
    word: int
    own: bool
    plain: bool


@cache
def country_names() -> dict[str, str]:
    """English names by code, of usual targets and of seldom ones."""
    return _names("country") | _names("seldom")


def usual_names() -> frozenset[str]:
    """English names of the usual targets."""
    return frozenset(_names("country").values())


@cache
def _names(table: str) -> dict[str, str]:
    with _TABLE.open("rb") as file:
        names: dict[str, str] = tomllib.load(file)[table]
    return names


def aimed(passage: Passage) -> list[Aim]:
    """Countries within a few words of "sanctions", the nearest first; not whoever acts."""
    actor = subject(passage) if passage.where == "title" else None
    near: list[Aim] = []
    for found in passage.found:
        if found.tag.kind not in COUNTRY_KINDS or found.value not in country_names():
            continue
        words = list(_words(passage, found))
        if not words or (actor and found.first <= actor.first):
            continue
        if _is_whose(passage, found) or _is_beside_the_point(passage, found):
            continue
        word = min(words, key=lambda at: _closeness(passage, found, at))
        if actor or found.first > word.first or not passage.has(found.first, "authority"):
            near.append(_aim(passage, found, word))
    near.sort(key=lambda aim: aim.distance)
    actors = set() if actor else {country_names()[code] for code in _ACTORS}
    near = [aim for aim in near if aim.name not in actors]
    close = [aim for aim in near if aim.distance <= _NEAR]
    far = (aim for aim in near if aim.distance > _NEAR)
    return close + [aim for aim in far if any(_joined(passage, one, aim) for one in close)]


def _is_whose(passage: Passage, found: Found, owned: Sequence[tuple[str, str]] = _OWNED) -> bool:
    """Say if a country only tells whose firms or whose minister it is: "two Chinese banks"."""
    if found.value in _WHOLE:
        return False
    follows = passage.words.language in {"en", "lt"} or passage.raw(found.first).islower()
    follows = follows or found.first == 0
    step, at = (1, found.last) if follows else (-1, found.first - 1)
    for _ in range(_OF_COUNTRY):
        if not 0 <= at < len(passage.tokens) or passage.parted(*sorted((at, at - step))):
            return False
        if passage.has(at, "kin", "top") or passage.has(at, "kin", "state"):
            return False
        if any(passage.has(at, kind, value) for kind, value in owned):
            return True
        at += step
    return False


def _is_of_firms(title: Passage, party: Found) -> bool:
    """Say if a party is the country of the firms that are answered."""
    lands = [one for one in title.at(party.first) if one.tag.kind == "country"]
    return any(_is_whose(title, land, FIRMS) for land in lands)


def _is_beside_the_point(passage: Passage, found: Found) -> bool:
    """Say if it is the cause, where nobody may go, or a likeness: "mirroring those on Russia"."""
    near = range(max(found.first - 2, 0), found.first)
    if _is_where(passage, found) or _is_exempt(passage, found):
        return True
    before = found.first - 1
    if passage.has(before, "kin", "help") and found.tag.kind != "region":
        return True
    rulers = found.tag.kind == "aim" and found.last - found.first > 1  # "over his regime's acts"
    caused = passage.has(before, "kin", "cause") and found.tag.kind != "region" and not rulers
    if caused and not passage.tells("kin", "exempt"):
        return True
    if any(
        passage.has(at, "kin", "like") for at in range(max(found.first - _NEAR, 0), found.first)
    ):
        return True
    if passage.tells("kin", "level") and passage.keys[found.first - 1] in _WITH:
        return True
    into = passage.words.adjectival or passage.keys[found.first - 1] in _INTO
    into = into and any(passage.has(at, "mark", "entry") for at in near)
    return found.tag.kind == "country" and into


def _is_exempt(passage: Passage, found: Found) -> bool:
    """Say if sanctions are not to touch the country: "exempts Hungary"."""
    if found.value in _names("country"):
        return False
    return any(
        passage.has(at, "kin", "exempt") for at in range(max(found.first - 2, 0), found.first)
    )


def _is_where(passage: Passage, found: Found) -> bool:
    """Say if a country that is no usual target is a place: "in Lithuania", "Lietuvoje"."""
    if found.value in _names("country"):
        return False
    before = passage.keys[found.first - 1] if found.first else ""
    lithuanian = passage.words.language == "lt"
    return before in _IN or (lithuanian and passage.raw(found.first).endswith(_INESSIVE))


def _aim(passage: Passage, found: Found, word: Found) -> Aim:
    own = word.tag.kind == "roll" or word.value == "package"
    name, distance = country_names()[found.value], _closeness(passage, found, word)
    span = passage.span(found.first, found.last)
    plain = found.tag.kind != "aim" or passage.has(found.first, "kin", "circle")
    return Aim(name, span, found.first, found.last, distance, word.first, own, plain)


def _words(passage: Passage, found: Found) -> Iterator[Found]:
    """Words for sanctions, packages and lists in the sentence of a country."""
    sentence = passage.sentence(found.first)
    yield from passage.in_sentence(sentence, "verb", "sanction")
    yield from passage.in_sentence(sentence, "verb", "package")
    yield from passage.in_sentence(sentence, "roll")


def _closeness(passage: Passage, country: Found, word: Found) -> int:
    """Distance in words; a package is nearer than "sanctions", what follows than what precedes."""
    place, at = country.first, word.first
    distance = place - at if place > at else at - place + 1
    owner = passage.raw(place).endswith(_OWNER_ENDS)
    if place < at and not owner and passage.has(place - 1, "stance", "acts"):
        distance = 1  # "hits Russia with more than 500 sanctions"
    return distance - _PACKAGE_BONUS if word.value == "package" else distance


def countries(passages: Sequence[Passage], *, main: bool) -> tuple[Mention, ...]:
    """Every country that the first text to name one aims at; else the usual target, if `main`."""
    headed = _heading(passages[0]) if main else None
    if headed:
        return (headed,)
    for passage in passages:
        found = aimed(passage)
        if found:
            return tuple(Mention(aim.name, aim.span) for aim in _together(passage, found))
    return likely(passages) if main else ()


def _heading(title: Passage) -> Mention | None:
    """The usual target that heads a title of an authority: "Belarus: Council adopts measures"."""
    for found in title.of("country"):
        name = _names("country").get(found.value)
        after = title.text[title.tokens[found.last - 1].end :][:1]
        if name and found.first == 0 and after == ":" and title.tells("authority"):
            return Mention(name, title.span(found.first, found.last))
    return None


def _together(passage: Passage, found: list[Aim]) -> list[Aim]:
    """The nearest country, those joined to it, and those beside a word of their own."""
    chosen = [found[0]]
    for aim in found[1:]:
        other = all(aim.name != one.name for one in chosen)
        beside = aim.distance <= _BESIDE and all(aim.word != one.word for one in chosen)
        beside = beside and aim.name in _TWINS
        if other and (beside or any(_joined(passage, one, aim) for one in chosen)):
            chosen.append(aim)
    return chosen


def _joined(passage: Passage, one: Aim | Found, two: Aim | Found) -> bool:
    first, second = (one, two) if one.first < two.first else (two, one)
    between = range(first.last, second.first)
    return len(between) <= 1 and all(passage.has(at, "mark", "joint") for at in between)


def likely(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """The usual target that is named anywhere; nobody where such a country acts itself."""
    title = passages[0]
    usual = [one for one in title.of("country") if one.value in _names("country")]
    if subject(title) or any(_is_whose(title, one) for one in usual):
        return ()
    for kinds in (COUNTRY_KINDS - {"aim"}, {"aim"}):
        for passage in passages:
            for found in passage.found:
                if found.tag.kind not in kinds or found.value not in _names("country"):
                    continue
                if not (_is_whose(passage, found) or _is_beside_the_point(passage, found)):
                    return tuple(_with_twin(passage, found))
    return ()


def _with_twin(passage: Passage, found: Found) -> Iterator[Mention]:
    """A country, and Russia or Belarus joined to it: "11 Belarusian and Russian firms"."""
    yield Mention(country_names()[found.value], passage.span(found.first, found.last))
    for one in (*passage.of("country"), *passage.of("people")):
        twin = {one.value, found.value} == _WHOLE and one.first > found.first
        if twin and _joined(passage, found, one):
            yield Mention(country_names()[one.value], passage.span(one.first, one.last))


def _is_after(title: Passage, at: int, kin: str) -> bool:
    """Say if a party is part of the reason: "за поставки оружия Тайваню", "in response to EU"."""
    return any(title.has(near, "kin", kin) for near in range(max(at - _OF_COUNTRY, 0), at))


def parties(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Whom a country that is a target as a rule answers: the EU, the UK, Canada."""
    title = passages[0]
    actor = subject(title)
    if actor is None:
        return ()
    sentence, replies = title.sentence(actor.first), is_reply(title, actor)
    found = [
        one
        for one in title.found
        if one.tag.kind in {"authority", "whose"}
        and (actor.last < one.first + 1 or replies)
        and not _is_after(title, one.first, "cause")
        and title.sentence(one.first) == sentence
        and actor.value not in one.value.split("+")
        and not _is_of_firms(title, one)
    ]
    found = [one for one in found if not _is_after(title, one.first, "reply")] or found
    named: dict[str, Mention] = {}
    for one in found:
        for name in one.value.split("+"):
            named.setdefault(name, Mention(name, title.span(one.first, one.last)))
    return tuple(named.values())
