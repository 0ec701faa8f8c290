"""Pure: the people that a text names, officials too, by canonical name and with their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitors.facts.book import Person, book
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.strangers import Stranger, is_in_title_case, strangers
from monitors.model import Mention
from monitors.names import key
from monitors.tokens import Token

_SHORTEST = 2  # letters of a surname: Mo, Bo
_ABBREVIATION = 3
_ARTICLES = {"al", "ash", "as", "el", "аш", "аль", "ас", "эль", "aš"}
_PARTICLES = {"de", "де", "дэ", "da", "von", "фон"}
_TELLING = 3  # consonants of a surname that ordinary words share
_TO_OFFICE = 3  # words from sanctions to an office that they are on
_FROM_OFFICE = 8  # words from an office to the list it is put on or taken off
_PLACES = {"country", "people", "power"}


@dataclass(frozen=True)
class Named:
    """A person read in a passage: the tokens [first, last) and the role the person has there."""

    name: str
    role: str
    passage: Passage
    first: int
    last: int

    @property
    def sentence(self) -> int:
        """Sentence the name stands in."""
        return self.passage.sentence(self.first)

    @property
    def mention(self) -> Mention:
        """Name and span."""
        return Mention(self.name, self.passage.span(self.first, self.last))

    def has_role(self, *roles: str) -> bool:
        """Say if the person has one of the roles."""
        return not set(roles).isdisjoint(self.role.split())

    def is_before(self, kind: str, value: str) -> bool:
        """Say if a tag stands right behind the name, no comma between."""
        return self.passage.has(self.last, kind, value) and not self.passage.parted(
            self.last - 1, self.last
        )


class _Context(NamedTuple):
    """What makes a common surname sure: countries named, and people by the place of the surname."""

    lands: frozenset[str]
    company: dict[int, Named]

    def tells(self, passage: Passage, at: int, person: Person) -> bool:
        """Say if the surname at `at` can only be that of the person."""
        if not person.lands.isdisjoint(self.lands):
            return True
        if any(one.name in person.fellows for one in self.company.values()):
            return True
        return bool(self.company) and _in_company(passage, at, self.company)


def named(passages: Sequence[Passage]) -> tuple[Named, ...]:
    """Every known person of the text, officials too, and unknown names, in reading order."""
    found: list[Named] = []
    lands = _lands(passages)
    for passage in passages:
        known = _with_aliases(passage, _known(passage, lands))
        taken = {at for one in known for at in range(one.first, one.last)}
        alone = passage.where != "title" and not any(one.role != "official" for one in found)
        others = (_of(passage, one) for one in strangers(passage, taken, alone=alone))
        found += sorted([*known, *others], key=lambda one: one.first)
    return tuple(found)


def _with_aliases(passage: Passage, known: list[Named]) -> list[Named]:
    """Known people, and those who are called otherwise; "Prigozhin's mother" is no Prigozhin."""
    called = [
        *passage.of("alias"),
        *(one for one in passage.of("holder") if _is_held(passage, one)),
    ]
    if not called:
        return known
    taken = {at for found in called for at in range(found.first, found.last)}
    people = ((book().by_name[found.value], found) for found in called)
    others = [one for one in known if taken.isdisjoint(range(one.first, one.last))]
    meant = (Named(who.name, who.role, passage, at.first, at.last) for who, at in people)
    return [*others, *meant]


def _is_held(title: Passage, office: Found) -> bool:
    """Say if a title has the sanctions on an office no name behind it: "санкции с президента"."""
    after = office.last
    named = after < len(title.tokens) and title.raw(after)[0].isupper()
    if title.where != "title" or (named and not title.parted(after - 1, after)):
        return False
    before = (title.clause(office.first)[0], office.first - _TO_OFFICE)
    if title.near(max(before), office.first, "verb", "sanction"):
        return True
    near = after + _FROM_OFFICE
    taken = title.near(after, near, "kin", "drop") or title.near(after, near, "stance", "hit")
    return bool(taken) and (title.tells("verb", "sanction") or title.tells("roll"))


def _of(passage: Passage, one: Stranger) -> Named:
    return Named(one.name, one.role, passage, one.first, one.last)


def _lands(passages: Sequence[Passage]) -> frozenset[str]:
    """Countries that the text names, by code."""
    kinds = {"country", "people", "power"}
    return frozenset(one.value for each in passages for one in each.found if one.tag.kind in kinds)


def _known(passage: Passage, lands: frozenset[str]) -> list[Named]:
    """Known people; those with a common surname also by the company that they are named in."""
    called = list(_called(passage))
    sure = list(_read(passage, called, _Context(lands, {})))
    if not sure:
        return sure
    company = {one.last - 1: one for one in sure if one.role != "official"}
    found = {one.last - 1 for one in sure}
    rest = [(at, people) for at, people in called if at not in found]
    others = _read(passage, rest, _Context(lands, company))
    return [*sure, *others, *(two for one in sure for two in _namesake(one))]


def _called(passage: Passage) -> Iterator[tuple[int, tuple[Person, ...]]]:
    """Words that can be surnames, and the people who have them, the best spelled first."""
    for at, token in enumerate(passage.tokens):
        raw = token.raw
        if (raw[0].isupper() or "-" in raw) and _can_be_surname(raw):
            people = book().called(in_cyrillic(token))
            if people and not _goes_on(passage, at):
                yield at, people


def _read(
    passage: Passage, called: Sequence[tuple[int, tuple[Person, ...]]], context: _Context
) -> Iterator[Named]:
    for at, people in called:
        for person in people:
            if _is_another_word(passage, at, person):
                continue
            first = _fits(passage, at, person, context)
            if first is not None:
                yield Named(person.name, person.role, passage, first, at + 1)
                break


def _is_another_word(passage: Passage, at: int, person: Person) -> bool:
    """Say if a given name or a place only resembles the surname: Peter is no Pether."""
    raw = passage.raw(at)
    if raw in person.surnames:
        return False
    usual = book().usual(raw)
    if usual and usual.name == raw:
        return True
    place = any(found.tag.kind in _PLACES for found in passage.at(at))
    return place and person.distance(in_cyrillic(passage.tokens[at])) > 0


def in_cyrillic(token: Token) -> str:
    """Return the word as written, but Łacinka in Cyrillic: its c is no k."""
    latin = token.raw[0].isascii() or token.raw[0] in "ČŠŽŁŚŹĆŃ"
    return token.folded.title() if latin and not token.folded[:1].isascii() else token.raw


def _can_be_surname(raw: str) -> bool:
    """Say if the word has a capital and is no abbreviation."""
    if len(raw) < _SHORTEST or (raw.isupper() and len(raw) <= _ABBREVIATION):
        return False
    return raw[0].isupper() or _article(raw)


def _namesake(one: Named) -> Iterator[Named]:
    """A relative by the given name: "Peter and Barbie Reynolds", "Mazepin's son Nikita"."""
    passage, at = one.passage, one.first - 2
    if at < 0 or not passage.has(at + 1, "mark", "joint"):
        at = one.last + 1 if passage.has(one.last, "kin", "him") else -1
    if not 0 <= at < len(passage.tokens) or not passage.raw(at)[0].isupper():
        return
    for other in book().people.get(key(passage.raw(one.last - 1)), ()):
        if other.name != one.name and key(passage.raw(at)) in other.given:
            yield Named(other.name, other.role, passage, at, at + 1)


def _fits(passage: Passage, at: int, person: Person, context: _Context) -> int | None:
    """Return the first token of the person's name if the word at `at` is the surname."""
    raw = passage.raw(at)
    article = _article(raw) or (at > 0 and passage.raw(at - 1).lower() in _ARTICLES)
    article = article and any(map(_article, person.surnames))
    particle = at > 0 and passage.raw(at - 1).lower() in _PARTICLES
    start = at - 1 if particle or (article and not _article(raw)) else at
    if start and passage.raw(start - 1).islower() and _is_title(passage.raw(start - 1), person):
        return start - 1
    before = _given_before(passage, start)
    common = _is_common_word(passage, at, person)
    sure = not common and (not person.strict or article or context.tells(passage, at, person))
    if before is None:
        return start if sure else None
    if is_initial(passage, before):
        return before if person.is_initial(passage.raw(before)) else None
    if key(passage.raw(before)) in person.given:
        return _first_of(passage, before, person)
    return start if sure and not _is_other(passage, before, article=article) else None


def _is_common_word(passage: Passage, at: int, person: Person) -> bool:
    """Say if the word may be no name: a place, or a short one whose capital says nothing.

    Россия is no Rojas; at the beginning of a sentence "Рэгіён" is no Rogan and "Iš" no Issa.
    """
    if any(found.tag.kind in _PLACES or found.tag.kind == "target" for found in passage.at(at)):
        return True
    begins = at == 0 or passage.sentence(at - 1) != passage.sentence(at)
    if not begins and not is_in_title_case(passage):
        return False
    word = in_cyrillic(passage.tokens[at])
    short = len(key(word)) <= _TELLING
    return short and (passage.has(at, "mark") or not person.is_inflected(word))


def _is_title(word: str, person: Person) -> bool:
    """Say if the word is a title that the person is always called by: patriarch."""
    return len(word) > len("saint") and key(word) in person.given


def _first_of(passage: Passage, at: int, person: Person) -> int:
    """Go back over further given names: "Juan Pablo Guanipa"."""
    while at and passage.raw(at - 1)[0].isupper() and key(passage.raw(at - 1)) in person.given:
        at -= 1
    return at


def _goes_on(passage: Passage, at: int) -> bool:
    """Say if the word is a given name and the surname follows: Mohammad Abedini."""
    follows = at + 1 < len(passage.tokens) and passage.between(at, at + 1) == " "
    if not follows or not passage.raw(at + 1)[0].isupper() or passage.at(at + 1):
        return False
    return not is_in_title_case(passage) and book().usual(passage.raw(at)) is not None


def _is_other(passage: Passage, before: int, *, article: bool) -> bool:
    """Say if the capitalised word before a surname is the given name of somebody else."""
    if article:
        return False
    if book().usual(passage.raw(before)):
        return True
    begins = before == 0 or passage.sentence(before - 1) != passage.sentence(before)
    told = begins or passage.raw(before).isupper() or bool(passage.at(before))
    return not told and not is_in_title_case(passage)


def _in_company(passage: Passage, at: int, company: dict[int, Named]) -> bool:
    """Say if the surname stands in a list with people who are sure, or in an exchange of one."""
    if any(other in company and _listed(passage, other, at) for other in range(at - 3, at)):
        return True
    if any(other in company and _listed(passage, at, other) for other in range(at + 1, at + 4)):
        return True
    sentence = passage.sentence(at)
    return bool(passage.in_sentence(sentence, "verb", "swap")) and any(
        one.sentence == sentence and one.has_role("released") for one in company.values()
    )


def _listed(passage: Passage, first: int, second: int) -> bool:
    """Say if only commas, "and" and given names stand between two names."""
    if passage.sentence(first) != passage.sentence(second):
        return False
    between = range(first + 1, second)
    joined = "," in passage.between(first, first + 1) or passage.has(first + 1, "mark", "joint")
    return joined and all(
        passage.has(at, "mark", "joint") or passage.raw(at)[0].isupper() for at in between
    )


def _article(raw: str) -> bool:
    """Say if an Arabic article begins the word and a name follows: al-Sharaa, аш-Шараа."""
    article, _, name = raw.partition("-")
    return article.lower() in _ARTICLES and name[:1].isupper()


def _given_before(passage: Passage, at: int) -> int | None:
    """Return the capitalised word or the initial right before the surname."""
    before = at - 1
    if before < 0 or not passage.raw(before)[0].isupper() or _is_owner(passage.raw(before)):
        return None
    between = passage.between(before, at)
    if is_initial(passage, before):
        return before if between.strip() in {"", "."} else None
    return before if between.isspace() or not between else None


def _is_owner(raw: str) -> bool:
    """Say if the word is an English possessive, so that no given name: "RFE/RL's Kuznechyk"."""
    return raw.endswith(("'s", "’s"))


def is_initial(passage: Passage, at: int) -> bool:
    """Say if the word is an initial: A. or Дз."""
    after = passage.text[passage.tokens[at].end : passage.tokens[at].end + 1]
    return len(passage.raw(at)) <= 2 and after == "."
