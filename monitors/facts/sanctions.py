"""Pure: whom sanctions are aimed at, and whose sanctions they are."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.people import Named, listed
from monitors.facts.romanise import romanised
from monitors.model import Mention, Span
from monitors.tokens import Token

_TABLE = Path(__file__).parent / "targets.toml"
_ACTORS = {"US", "UA"}  # named beside sanctions as those who impose them
_NEIGHBOURS = _ACTORS | {"PL", "LT", "HU"}  # named in such news without being the target
_NEAR = 4
_LONGEST_NAME = 4  # words of a firm's name
_QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{2,40})[»“”\"]")
_ORDINAL = re.compile(r"(?:1\d|2\d)(?:-?[^\W\d]{1,4})?")
_PACKAGE_BONUS = 2
_OF_MINSK = {
    "Belaruskali",
    "Belarus potash",
    "Belarusian Potash Company",
    "Development Bank of Belarus",
    "National Bank of Belarus",
}
_MINISTRY = "Ministry of Finance of Belarus"  # "Минфин" alone may be anybody's
_SECTOR_NEEDS = {"Russian shadow fleet", "Russian LNG", "Russian oil price cap", "Russian oil"}


@cache
def _country_names() -> dict[str, str]:
    with _TABLE.open("rb") as file:
        names: dict[str, str] = tomllib.load(file)["country"]
    return names


def speaks_of_sanctions(passages: Sequence[Passage]) -> bool:
    """Say if the text has a word for sanctions at all."""
    return any(True for passage in passages for _ in passage.of("verb", "sanction"))


def sanctioning(passages: Sequence[Passage], aimed: Iterable[str]) -> tuple[Mention, ...]:
    """Who imposes, lifts or keeps the sanctions: the first authority named, and its company."""
    subject = _subject(passages[0])
    if subject:
        return (Mention(subject.value, passages[0].span(subject.first, subject.last)),)
    barred = set(aimed)
    for chosen in (_sentences, _passages):
        for part in chosen(passages):
            found = _authorities(*part, barred)
            if found:
                return _once((*found, *_followers(passages, barred)))
    return ()


def _followers(passages: Sequence[Passage], barred: set[str]) -> Iterator[Mention]:
    """Authorities of a sentence that says that they did the same."""
    for passage in passages[1:]:
        for same in passage.of("mark", "same"):
            yield from _authorities(passage, passage.sentence(same.first), barred)


def _subject(title: Passage) -> Found | None:
    """The country that is a target as a rule, but here does it itself: "Russia sanctions US"."""
    for found in title.of("weak"):
        near = range(found.last, found.last + 2)
        if found.first <= 1 and any(title.has(at, "verb", "impose") for at in near):
            passive = title.has(found.last + 1, "mark", "by")
            between = title.near(0, found.first, "authority")
            return None if passive or between or _is_compound(title, found) else found
    return None


def _is_compound(title: Passage, found: Found) -> bool:
    """Say if "Russia sanctions" is a noun, as before a verb: "Russia sanctions announced"."""
    return title.has(found.last, "verb", "sanction") and (
        title.has(found.last + 1, "verb") or found.last + 1 >= len(title.tokens)
    )


def _sentences(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int | None]]:
    """Title, then every sentence of the summary that speaks of sanctions."""
    for passage in passages:
        places = {passage.sentence(f.first) for f in passage.of("verb", "sanction")}
        if passage.where == "title" and places:
            yield passage, None
        for place in sorted(places):
            yield passage, place


def _passages(passages: Sequence[Passage]) -> Iterator[tuple[Passage, int | None]]:
    for passage in passages:
        yield passage, None


def _authorities(passage: Passage, sentence: int | None, barred: set[str]) -> tuple[Mention, ...]:
    """The first authority of a sentence and those joined to it: "US, Canada and the UK"."""
    strong = [
        found
        for found in passage.of("authority")
        if (sentence is None or passage.sentence(found.first) == sentence)
        and not barred & set(found.value.split("+"))
        and not _is_place(passage, found.first)
    ]
    if not strong:
        return ()
    chosen = [strong[0]]
    for found in strong[1:]:
        if _joined(passage, chosen[-1].last, found.first):
            chosen.append(found)
    mentions: dict[str, Mention] = {}
    for found in chosen:
        for name in found.value.split("+"):
            mentions.setdefault(name, Mention(name, passage.span(found.first, found.last)))
    return tuple(mentions.values())


def _is_place(passage: Passage, at: int) -> bool:
    """Say if an embassy or a preposition makes the word a place, not an actor."""
    before = passage.keys[at - 1] if at else ""
    return before in {"in", "at", "в", "у", "во"} and passage.has(at, "power")


def _joined(passage: Passage, first: int, second: int) -> bool:
    """Say if only commas and "and" stand between two authorities."""
    if second < first:
        return False
    return second - first <= 1 and all(
        passage.has(at, "mark", "joint") for at in range(first, second)
    )


def targets(
    passages: Sequence[Passage], people: Sequence[Named], *, main: bool, kept: bool
) -> tuple[Mention, ...]:
    """Companies, bodies, people and sectors; a country if nobody smaller is named.

    `main` says that the item is about sanctions, so that a company counts wherever it stands;
    `kept` that they are prolonged: the names that come with it are those dropped on the way.
    """
    mentions: dict[str, Mention] = {}
    for mention in _bodies(passages, main=main):
        mentions.setdefault(mention.value, mention)
    for person in listed(people) if main and not kept else ():
        mentions.setdefault(person.name, person.mention)
    sectors = _told_apart(_sectors(passages, main=main), mentions)
    in_title = any(one.span.where == "title" for one in mentions.values())
    numbered = main and not kept and _numbered_package(passages) is not None
    if mentions and not numbered and (in_title or not _title_aims(passages)):
        return (*mentions.values(), *_without(sectors, _SECTOR_NEEDS))
    country = _numbered_package(passages) or _country(passages, main=main)
    if country and country.value == "Russia":
        return _once((country, *mentions.values(), *sectors))
    other = _without(sectors, _SECTOR_NEEDS)
    if other or mentions:
        return _once((*mentions.values(), *other))
    return (country,) if country else tuple(sectors)


def _told_apart(sectors: tuple[Mention, ...], bodies: dict[str, Mention]) -> tuple[Mention, ...]:
    """Leave out the vaguer of two readings of the same words."""
    named = {one.value for one in sectors}
    if "ICC judges" in named:
        bodies.pop("ICC", None)
    if "Russian oil price cap" in named:
        sectors = _without(sectors, {"Russian oil"})
    if {"Belaruskali", "Belarusian Potash Company"} & set(bodies):
        sectors = _without(sectors, {"Belarus potash"})
    return sectors


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.value, mention)
    return tuple(first.values())


def _without(mentions: Iterable[Mention], names: set[str]) -> tuple[Mention, ...]:
    return tuple(one for one in mentions if one.value not in names)


def _bodies(passages: Sequence[Passage], *, main: bool) -> Iterator[Mention]:
    for passage in passages:
        for found in passage.of("target"):
            if main or passage.in_sentence(passage.sentence(found.first), "verb", "sanction"):
                yield Mention(found.value, passage.span(found.first, found.last))
        yield from _quoted(passage) if main else ()


def _quoted(passage: Passage) -> Iterator[Mention]:
    """A firm that nobody has listed before, by its quotation marks: «Авангард-Строй»."""
    for quoted in _QUOTED.finditer(passage.text):
        inside = [at for at, token in enumerate(passage.tokens) if _within(token, quoted.span(1))]
        if not inside or not passage.raw(inside[0])[0].isupper() or len(inside) > _LONGEST_NAME:
            continue
        firm = range(max(inside[0] - 2, 0), inside[0])
        listed = passage.in_sentence(passage.sentence(inside[0]), "verb", "sanction")
        known = any(passage.has(at, "target") for at in inside)
        if listed and not known and any(passage.has(at, "thing", "firm") for at in firm):
            name = romanised(quoted.group(1), passage.words.language)
            yield Mention(name, passage.span(inside[0], inside[-1] + 1))


def _within(token: Token, span: tuple[int, int]) -> bool:
    return span[0] <= token.start and token.end <= span[1]


def _sectors(passages: Sequence[Passage], *, main: bool) -> tuple[Mention, ...]:
    found = (
        Mention(one.value, passage.span(one.first, one.last))
        for passage in passages
        for one in passage.of("sector")
        if main or passage.in_sentence(passage.sentence(one.first), "verb", "sanction")
        if one.value != _MINISTRY or _is_of_minsk(passage, one)
    )
    judges = (one for passage in passages for one in _judges(passage)) if main else ()
    return _once((*found, *judges))


def _judges(passage: Passage) -> Iterator[Mention]:
    """Judges of the court in The Hague, however the court is called."""
    for found in passage.of("mark", "judge"):
        if passage.in_sentence(passage.sentence(found.first), "mark", "court"):
            yield Mention("ICC judges", passage.span(found.first, found.last))


def _is_of_minsk(passage: Passage, found: Found) -> bool:
    """Say if a finance ministry is that of Belarus, not the one that imposes the sanctions."""
    around = (found.first - 1, found.last)
    if any(passage.tagged(at, "country") == "BY" for at in (*around, found.last + 1)):
        return True
    if any(passage.has(at, "country") for at in around):
        return False
    sentence = passage.sentence(found.first)
    opens = found.first == 0 or passage.sentence(found.first - 1) != sentence
    if opens and not passage.has(found.last, "mark", "joint"):
        return False
    near = [*passage.in_sentence(sentence, "sector"), *passage.in_sentence(sentence, "target")]
    return any(one.value in _OF_MINSK for one in near)


def _title_aims(passages: Sequence[Passage]) -> bool:
    """Say if the title itself aims at a country: "sanctions on Russia", "Russia package"."""
    return any(True for passage in passages[:1] for _ in _aimed(passage))


def _numbered_package(passages: Sequence[Passage]) -> Mention | None:
    """Russia, whose packages alone are counted beyond ten: "the 18th package"."""
    for passage in passages:
        for found in passage.of("verb", "package"):
            for at in range(max(found.first - 3, 0), found.first):
                if passage.has(at, "mark", "ordinal") or _ORDINAL.fullmatch(passage.raw(at)):
                    aimed = next(_aimed(passage), None)
                    if aimed is None or aimed[0] == "Russia":
                        return Mention("Russia", passage.span(at, found.last))
    return None


def _country(passages: Sequence[Passage], *, main: bool) -> Mention | None:
    """The country that the sanctions are aimed at, by closeness to the word for sanctions."""
    for passage in passages:
        for country, span in _aimed(passage):
            return Mention(country, span)
    if not main:
        return None
    return _likely(passages)


def _aimed(passage: Passage) -> Iterator[tuple[str, Span]]:
    """Countries within a few words of "sanctions", the nearest first; not whoever acts."""
    names = _country_names()
    subject = _subject(passage)
    near: list[tuple[int, Found]] = []
    for found in passage.found:
        sentence = passage.sentence(found.first)
        words = passage.in_sentence(sentence, "verb", "sanction")
        packages = passage.in_sentence(sentence, "verb", "package")
        named = found.kind in {"country", "power", "people"} and found.value in names
        if not (named and (words or packages)) or (subject and found.first <= subject.first):
            continue
        word = min((*words, *packages), key=lambda at: _closeness(found, at))
        if subject or found.first > word.first or not passage.has(found.first, "authority"):
            near.append((_closeness(found, word), found))
    for distance, found in sorted(near, key=lambda pair: pair[0]):
        if distance <= _NEAR and (subject or found.value not in _ACTORS):
            yield names[found.value], passage.span(found.first, found.last)


def _closeness(country: Found, word: Found) -> int:
    """Distance in words; a package is nearer than "sanctions", what follows than what precedes."""
    place, at = country.first, word.first
    distance = place - at if place > at else at - place + 1
    return distance - _PACKAGE_BONUS if word.value == "package" else distance


def _likely(passages: Sequence[Passage]) -> Mention | None:
    """The usual target that is named anywhere, Russia for a numbered package."""
    names = _country_names()
    for passage in passages:
        for found in passage.found:
            usual = found.kind in {"country", "power", "people"} and found.value in names
            if usual and found.value not in _NEIGHBOURS:
                return Mention(names[found.value], passage.span(found.first, found.last))
    return None
