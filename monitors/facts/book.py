"""Pure: the people that are known by name, and the usual given names, by the key of a word."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from monitors import people
from monitors.facts.romanise import is_of_man, romanised
from monitors.names import _latin, key, same_name, same_person, sketch, sounds_alike
from monitors.spelling import fold

_LANDS = Path(__file__).parent / "targets.toml"
_BALTIC_END = re.compile("(?<=[^aeiou])(?:as|is|us|ys)$")
_REMEMBERED = 16384
_HEAD = 2  # letters that no inflection changes
_SHORT = 3  # a shorter word is a given name only as it stands: Ян, not За
_LONGER_END = 3  # letters that inflection may add to a given name


@dataclass(frozen=True)
class Person(people.Person):
    """A known person; news of one of `lands` or `fellows` means this one by the surname alone."""

    lands: frozenset[str] = frozenset()
    fellows: frozenset[str] = frozenset()

    def is_called(self, word: str) -> bool:
        """Say if the word is a form of the surname."""
        return any(sounds_alike(word, one) and same_person(one, word) for one in self.surnames)

    def is_inflected(self, word: str) -> bool:
        """Say if the word sounds like the surname up to the vowels it ends in: Буту, Сапегу."""
        stem = sketch(word).rstrip("aiu")
        return any(stem == sketch(one).rstrip("aiu") for one in self.surnames)

    def distance(self, word: str) -> int:
        """How far a word that the person is called by is from the surname; 0: as it is written."""
        sound = sketch(word)
        return min(
            (sound != sketch(one)) + abs(len(word) - len(one))
            for one in self.surnames
            if same_name(word, one)
        )

    def is_initial(self, word: str) -> bool:
        """Say if the letter can begin the given name."""
        heads = {one[:1] for one in self.given}
        return key(word + "a")[:1] in heads or key(word)[:1] in heads or "" in heads


class Given(NamedTuple):
    """A usual given name in the nominative, and what it is in English."""

    name: str
    gender: str
    language: str
    english: str

    def sounds_like(self, word: str) -> bool:
        """Say if the word is the name with any ending; Lithuanian -as, -is is one as well."""
        if len(word) < _SHORT:
            return word == self.name
        foreign = self.language in {"en", "world"}
        name = self.name if foreign else _BALTIC_END.sub("", self.name)
        if len(word) - len(name) > _LONGER_END or not sounds_alike(word, name):
            return False
        return _head(word) == _head(name)


def _head(name: str) -> str:
    """The first sounds, in any script: Росио does not begin as Rasa does."""
    return _latin(fold(name, belarusian=True)).replace("j", "i").replace("y", "i")[:_HEAD]


class Book:
    """Known people by the key of a surname; usual given names by key; answers are remembered."""

    def __init__(
        self, surnames: dict[str, tuple[Person, ...]], given: dict[str, tuple[Given, ...]]
    ) -> None:
        self.people = surnames
        self.given = given
        self.by_name = {one.name: one for ones in surnames.values() for one in ones}
        self.called = lru_cache(maxsize=_REMEMBERED)(self._called)
        self.usual = lru_cache(maxsize=_REMEMBERED)(self._usual)

    def _called(self, word: str) -> tuple[Person, ...]:
        """Return the people who have the word for a surname, the best spelled first."""
        found = [one for one in self.people.get(key(word), ()) if one.is_called(word)]
        return tuple(sorted(found, key=lambda one: one.distance(word)))

    def _usual(
        self, word: str, language: str = "", surname: str = "", gender: str = ""
    ) -> Given | None:
        """Return the usual given name that the word is a form of, that of the language first.

        A gender that is known rules out the names of the other.
        """
        named = (one for one in self.given.get(key(word), ()) if one.sounds_like(word))
        alike = [one for one in named if one.gender != "female" or not is_of_man(surname)]
        alike = [one for one in alike if not gender or one.gender in {gender, ""}] or alike
        if not alike:
            return None
        return min(alike, key=lambda one: _rank(one, word, language))


def _rank(one: Given, word: str, language: str) -> tuple[bool, bool, bool]:
    """The language's own names come first, then the word as it stands; Jana: rather of Jan."""
    return (one.language != language, one.name != word, one.language in {"lt", "by", "ua"})


@cache
def book() -> Book:
    """Read the table; once for a process."""
    with _LANDS.open("rb") as file:
        targets = tomllib.load(file)
    lands, sides = targets["lands"], targets["exchanged"]["sides"]
    groups = (*targets["together"]["groups"], *(one.replace(" / ", ", ") for one in sides))
    fellows = {one: group.split(", ") for group in groups for one in group.split(", ")}
    given: dict[str, tuple[Given, ...]] = {}
    for one in _given(people.given_names()):
        given[key(one.name)] = (*given.get(key(one.name), ()), one)
    called: dict[str, tuple[Person, ...]] = {}
    for known in people.known():
        person = _meant_by(known, lands.get(known.name, ""), fellows.get(known.name, ()))
        if _is_given(person, given):
            person = replace(person, strict=True)
        for surname in {key(one) for one in person.surnames}:
            called[surname] = (*called.get(surname, ()), person)
    for person in {id(one): one for ones in called.values() for one in ones}.values():
        first = person.name.split()[0]
        if key(first) not in given and len(first) >= _SHORT:
            given[key(first)] = (Given(first, "", "world", first),)
    return Book(called, given)


def _is_given(person: Person, given: dict[str, tuple[Given, ...]]) -> bool:
    """Say if the surname is a given name as well: Paris, Patriarch Kirill."""
    return any(
        word.casefold() == one.name.casefold()
        for word in person.surnames
        for one in given.get(key(word), ())
    )


def _given(tables: dict[str, dict[str, str]]) -> Iterator[Given]:
    for language, genders in tables.items():
        for gender, names in genders.items():
            for entry in names.split():
                english, _, written = entry.rpartition("=")
                for name in written.split("/"):
                    yield Given(name, gender, language, english or romanised(name, language))


def _meant_by(one: people.Person, lands: str, fellows: Iterable[str]) -> Person:
    told = frozenset(lands.split()), frozenset(fellows)
    return Person(one.name, one.role, one.surnames, one.given, one.strict, *told)


@cache
def exchanged() -> dict[str, frozenset[str]]:
    """For each known person those of the other side in an exchange; read once for a process."""
    with _LANDS.open("rb") as file:
        sides = tomllib.load(file)["exchanged"]["sides"]
    others: dict[str, frozenset[str]] = {}
    for one in sides:
        first, second = (side.split(", ") for side in one.split(" / "))
        others |= dict.fromkeys(first, frozenset(second)) | dict.fromkeys(second, frozenset(first))
    return others
