"""Pure: who was released, swapped or sanctioned, by canonical name; never who only speaks."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from monitors.facts.passage import Passage
from monitors.facts.romanise import is_of_man, nominative, romanised
from monitors.model import Mention
from monitors.names import key, same_name, sounds_alike
from monitors.people import Person, given_names, known

_SHORTEST = 3
_ARTICLES = {"al", "ash", "as", "el", "аш", "аль", "ас", "эль", "aš"}
_BALTIC_END = re.compile("(?<=[^aeiou])(?:as|is|us|ys)$")
_DEEDS = ("release", "sanction")
_ENGLISH_OWNER = ("'s", "’s")


@dataclass(frozen=True, slots=True)
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


class Given(NamedTuple):
    """A usual given name in the nominative."""

    name: str
    gender: str
    language: str
    english: str

    def sounds_like(self, word: str) -> bool:
        """Say if the word is the name with any ending; Lithuanian -as, -is is one as well."""
        foreign = self.language in {"en", "world"}
        return sounds_alike(word, self.name if foreign else _BALTIC_END.sub("", self.name))


class _Book(NamedTuple):
    """Known people by the key of a surname; usual given names by key, with their gender."""

    people: dict[str, tuple[Person, ...]]
    given: dict[str, tuple[Given, ...]]

    def usual(self, word: str, language: str = "", surname: str = "") -> Given | None:
        """Return the usual given name that the word is a form of, that of the language first."""
        named = (one for one in self.given.get(key(word), ()) if one.sounds_like(word))
        alike = [one for one in named if one.gender == "male" or not is_of_man(surname)]
        alike.sort(key=lambda one: one.language == "lt")  # Jana: rather of Jan than of Jonas
        own = [one for one in alike if one.language == language]
        return next(iter([*own, *alike]), None)


@cache
def _book() -> _Book:
    given: dict[str, tuple[Given, ...]] = {}
    for language, genders in given_names().items():
        for gender, names in genders.items():
            for entry in names.split():
                english, _, written = entry.rpartition("=")
                for name in written.split("/"):
                    usual = Given(name, gender, language, english or romanised(name, language))
                    given[key(name)] = (*given.get(key(name), ()), usual)
    people: dict[str, tuple[Person, ...]] = {}
    for person in known():
        for surname in {key(one) for one in person.surnames}:
            people[surname] = (*people.get(surname, ()), person)
    return _Book(people, given)


def named(passages: Sequence[Passage]) -> tuple[Named, ...]:
    """Every known person of the text, officials too, and unknown names, in reading order."""
    found: list[Named] = []
    for passage in passages:
        known = list(_in(passage))
        taken = {at for one in known for at in range(one.first, one.last)}
        found += sorted([*known, *_unknown(passage, taken)], key=lambda one: one.first)
    return tuple(found)


def _in(passage: Passage) -> Iterator[Named]:
    people = _book().people
    for at, token in enumerate(passage.tokens):
        if len(token.raw) < _SHORTEST or not (token.raw[0].isupper() or _article(token.raw)):
            continue
        for person in people.get(key(token.raw), ()):
            first = _fits(passage, at, person)
            if first is not None:
                yield Named(person.name, person.role, passage, first, at + 1)
                break


def _fits(passage: Passage, at: int, person: Person) -> int | None:
    """Return the first token of the person's name if the word at `at` is the surname."""
    raw = passage.raw(at)
    if not any(same_name(raw, one) and sounds_alike(raw, one) for one in person.surnames):
        return None
    before = _given_before(passage, at)
    article = _article(raw) or (at > 0 and passage.raw(at - 1).lower() in _ARTICLES)
    if before is None:
        return at if article or not person.strict else None
    if _is_initial(passage, before):
        return (
            before if any(_initial_of(passage.raw(before), one) for one in _heads(person)) else None
        )
    if key(passage.raw(before)) in person.given:
        return before
    homonym = (person.strict and not article) or _book().usual(passage.raw(before))
    return None if homonym else at


def _article(raw: str) -> bool:
    """Say if an Arabic article begins the word and a name follows: al-Sharaa, аш-Шараа."""
    article, _, name = raw.partition("-")
    return article.lower() in _ARTICLES and name[:1].isupper()


def _heads(person: Person) -> Iterable[str]:
    return (one[:1] for one in person.given)


def _initial_of(raw: str, head: str) -> bool:
    return not head or key(raw + "a")[:1] in {head, ""} or key(raw)[:1] == head


def _given_before(passage: Passage, at: int) -> int | None:
    """Return the capitalised word or the initial right before the surname."""
    before = at - 1
    if before < 0 or not passage.raw(before)[0].isupper():
        return None
    between = passage.between(before, at)
    if _is_initial(passage, before):
        return before if between.strip() in {"", "."} else None
    return before if between.isspace() or not between else None


def _is_initial(passage: Passage, at: int) -> bool:
    after = passage.text[passage.tokens[at].end : passage.tokens[at].end + 1]
    return len(passage.raw(at)) <= 2 and after == "."


def _unknown(passage: Passage, taken: set[int]) -> Iterator[Named]:
    """Capitalised pairs that begin with a usual given name, where release or sanctions are told."""
    for at in range(len(passage.tokens) - 1):
        if not passage.raw(at)[0].isupper() or {at, at + 1} & taken or not _is_pair(passage, at):
            continue
        given = _book().usual(passage.raw(at), passage.words.language, passage.raw(at + 1))
        told = passage.where == "title" or _is_freed(passage, at)
        if told and (given or _is_apposed(passage, at)) and not _speaks(passage, at):
            role = "officer" if _is_officer(passage, at) else "unknown"
            yield Named(_read(passage, at, given), role, passage, at, at + 2)


def _read(passage: Passage, at: int, given: Given | None) -> str:
    """The English form of an unknown name; a given name that is usual anywhere tells the gender."""
    language = passage.words.language
    gender = given.gender if given else "male"
    own = given is not None and given.language == language == "lt" and given.name == passage.raw(at)
    surname = passage.raw(at + 1) if own else nominative(passage.raw(at + 1), gender)
    if given:
        return f"{given.english} {romanised(surname, language, of=given.language)}"
    return (
        f"{romanised(nominative(passage.raw(at), gender), language)} {romanised(surname, language)}"
    )


def _is_apposed(passage: Passage, at: int) -> bool:
    """Say if what the person does stands right before: "the driver", "манах-кармеліт"."""
    return at > 0 and not passage.parted(at - 1, at) and passage.has(at - 1, "noun", "role")


def _is_officer(passage: Passage, at: int) -> bool:
    """Say if an office stands before the name."""
    return any(
        passage.has(one, "verb", "office") or passage.has(one, "mark", "office")
        for one in range(at - 4, at)
    )


def _is_pair(passage: Passage, at: int) -> bool:
    raw = passage.raw(at + 1)
    return (
        passage.between(at, at + 1) == " "
        and raw[:1].isupper()
        and len(raw) > _SHORTEST
        and not raw.isupper()
        and not passage.at(at)
        and not passage.at(at + 1)
    )


def _is_freed(passage: Passage, at: int) -> bool:
    sentence = passage.sentence(at)
    verbs = (passage.in_sentence(sentence, "verb", one) for one in _DEEDS)
    return any(verbs) or bool(passage.in_sentence(sentence, "mark", "list"))


def _speaks(passage: Passage, at: int) -> bool:
    """Say if a verb of saying stands beside the name."""
    return any(passage.has(one, "verb", "say") for one in (at - 2, at - 1, at + 2, at + 3))


def freed(people: Sequence[Named]) -> tuple[Mention, ...]:
    """Those who were released or swapped."""
    return _once(
        one
        for one in people
        if one.role not in {"official", "officer"} and not (_owns(one) or _says(one) or _stays(one))
    )


def _stays(one: Named) -> bool:
    """Say if the person is named as still held: "Whelan remains in a colony"."""
    near = one.passage.near(one.last, one.last + 2, "mark", "stays")
    return any(not one.passage.parted(one.last - 1, found.first) for found in near)


def listed(people: Sequence[Named]) -> tuple[Named, ...]:
    """Those who are put on, kept on or taken off a list; not their relatives who only explain."""
    return tuple(
        one
        for one in people
        if one.role in {"sanctioned", "unknown", "officer"}
        and not _owns(one)
        and not _relative(one)
        and _on_list(one)
    )


def changed(people: Sequence[Named]) -> tuple[Mention, ...]:
    """Those listed, and those freed by a deal that an item about sanctions tells as well."""
    chosen = {id(one) for one in listed(people)}
    return _once(
        one
        for one in people
        if id(one) in chosen
        or (one.role == "released" and not _owns(one) and not _says(one) and _in_release(one))
    )


def _in_release(one: Named) -> bool:
    return bool(one.passage.in_sentence(one.sentence, "verb", "release")) or bool(
        one.passage.in_sentence(one.sentence, "noun", "freed")
    )


def _on_list(one: Named) -> bool:
    """Say if the name stands in the title, or where the summary speaks of lists."""
    passage = one.passage
    if passage.in_sentence(one.sentence, "mark", "remain"):
        return False
    if passage.where == "title":
        return True
    return bool(
        passage.in_sentence(one.sentence, "verb", "sanction")
        or passage.in_sentence(one.sentence, "mark", "list")
        or passage.in_sentence(one.sentence, "mark", "subset")
    )


def _owns(one: Named) -> bool:
    """Say if the name owns what follows: "Usmanov's sister"."""
    passage = one.passage
    return passage.raw(one.last - 1).endswith(_ENGLISH_OWNER) and passage.has(
        one.last, "mark", "relation"
    )


def _relative(one: Named) -> bool:
    """Say if the name explains whose wife or ally it is: "wife of the businessman NAME"."""
    near = range(max(one.first - 4, 0), one.first)
    return any(
        one.passage.has(at, "mark", "relation")
        and one.first - at > 1
        and not any(one.passage.parted(n, n + 1) for n in range(at, one.first))
        for at in near
    )


def _says(one: Named) -> bool:
    return one.passage.has(one.last, "verb", "say") and not one.passage.parted(
        one.last - 1, one.last
    )


def _once(people: Iterable[Named]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for one in people:
        first.setdefault(one.name, one.mention)
    return tuple(first.values())
