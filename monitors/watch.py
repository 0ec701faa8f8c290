"""Pure: watched names in a text: surely meant, or only possibly.

An entry such as "Mikola Statkevich" is found in every script, spelling and case. It is sure with
the given name or its initial ("Николаю Статкевичу", "M. Statkevičius"), where the whole name
stands elsewhere in the item, or in an item on a built-in topic; the bare surname is only possible.
Beside another given name the surname is somebody else's. A surname among the entry's `spellings`
is sure without the given name; a firm or a body is found by all its words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from monitors.names import (
    is_given,
    is_patronymic,
    key,
    same_given,
    same_person,
    same_surname,
    sketch,
)
from monitors.tokens import Token

_SHORT = 2  # letters of an initial: Я. or Дз.
_FEW = 2  # consonants of a surname that many words share
_PARTICLES = frozenset("de da di von van der al el bin де да ди фон ван аль эль бин".split())  # noqa: SIM905


@dataclass(frozen=True)
class Watch:
    """A name to watch for, and spellings that the name key does not cover by itself."""

    name: str
    spellings: Sequence[str] = ()


class Sighting(NamedTuple):
    """An entry's name at the tokens [first, last); `possible` that it may be somebody else."""

    name: str
    first: int
    last: int
    possible: bool


class _Entry(NamedTuple):
    """One spelling of an entry: a body's words, or a person's given names and surname."""

    name: str
    words: tuple[str, ...]
    given: tuple[str, ...]
    bare: bool

    @property
    def is_person(self) -> bool:
        return bool(self.given)


def is_name(spelling: str) -> bool:
    """Say if a spelling can be found as a name: Latin or Cyrillic letters in every word of it."""
    words = spelling.split()
    letters = all(word.lower() in _PARTICLES or key(_bare(word)) for word in words)
    return letters and len(spelling) > 1 and not any(sign.isdigit() for sign in spelling)


class Watchlist:
    """Finds the names of all entries; built once for a configuration.

    A spelling that is no name is passed over.
    """

    def __init__(self, watches: Sequence[Watch]) -> None:
        self._entries: dict[str, list[_Entry]] = {}
        for watch in watches:
            for entry in _entries(watch):
                at = key(_bare(entry.words[-1 if entry.is_person else 0]))
                if at:
                    self._entries.setdefault(at, []).append(entry)

    def __bool__(self) -> bool:
        return bool(self._entries)

    def find(
        self, texts: Sequence[tuple[str, Sequence[Token]]], *, on_topic: bool
    ) -> list[list[Sighting]]:
        """Sightings in each text; `on_topic` says that the item is about prisoners or sanctions."""
        found = [list(self._in(text, tokens)) for text, tokens in texts]
        sure = {one.name for each in found for one in each if not one.possible}
        return [
            [
                one._replace(possible=one.possible and not on_topic and one.name not in sure)
                for one in each
            ]
            for each in found
        ]

    def _in(self, text: str, tokens: Sequence[Token]) -> Iterator[Sighting]:
        for at, token in enumerate(tokens):
            if not token.raw[:1].isupper() and "-" not in token.raw:
                continue
            seen: dict[str, Sighting] = {}
            for entry in self._entries.get(key(_bare(token.raw)), ()):
                one = (
                    _person(entry, text, tokens, at)
                    if entry.is_person
                    else _body(entry, tokens, at)
                )
                if one and (one.name not in seen or seen[one.name].possible):
                    seen[one.name] = one
            yield from seen.values()


def _entries(watch: Watch) -> Iterator[_Entry]:
    """A person's entry where the name begins with a given name; else words that stand together."""
    given: tuple[str, ...] = ()
    for spelling in dict.fromkeys((watch.name, *watch.spellings)):
        words = tuple(word for word in spelling.split() if word.lower() not in _PARTICLES)
        if not words or not is_name(spelling):
            continue
        if len(words) > 1 and is_given(words[0]):
            given = words[:-1]
            yield _Entry(watch.name, words[-1:], given, bare=False)
        elif len(words) == 1 and given:
            yield _Entry(watch.name, words, given, bare=True)
        else:
            yield _Entry(watch.name, words, (), bare=True)


def _bare(raw: str) -> str:
    """Without an Arabic article: аш-Шараа, al-Sharaa."""
    article, _, rest = raw.partition("-")
    return rest if rest[:1].isupper() and len(article) <= len("ash") and article.islower() else raw


def _body(entry: _Entry, tokens: Sequence[Token], at: int) -> Sighting | None:
    """All words side by side, those that the entry writes so and the first with a capital.

    Without one a name is a common word.
    """
    last = at + len(entry.words)
    side_by_side = tokens[at:last]
    if len(side_by_side) < len(entry.words):
        return None
    for word, token in zip(entry.words, side_by_side, strict=True):
        if word[:1].isupper() > token.raw[:1].isupper() or not same_surname(word, token.raw):
            return None
    return Sighting(entry.name, at, last, possible=False)


def _person(entry: _Entry, text: str, tokens: Sequence[Token], at: int) -> Sighting | None:
    """The surname at `at`, by what stands before and behind it."""
    surname = _bare(tokens[at].raw)
    if not surname[:1].isupper() or not same_person(_bare(entry.words[-1]), surname):
        return None
    before = _before(text, tokens, at)
    if before is not None:
        raw = tokens[before].raw
        if _is_initial(text, tokens, before):
            return _sighting(entry, before, at, sure=True) if _begins(entry, raw) else None
        if any(same_given(one, raw) for one in entry.given):
            return _sighting(entry, before, at, sure=True)
        if is_given(raw):
            return None
    if _is_behind(text, tokens, at) and _same_behind(entry, tokens, at):
        return Sighting(entry.name, at, at + 2, possible=False)
    if not entry.bare and not _is_telling(entry, surname):
        return None
    return _sighting(entry, at, at, sure=entry.bare and not _is_strange(tokens, before))


def _is_telling(entry: _Entry, surname: str) -> bool:
    """Say if a surname without a given name says enough: Шар is no Шараа."""
    return len(key(surname)) > _FEW or sketch(surname) == sketch(_bare(entry.words[-1]))


def _sighting(entry: _Entry, first: int, at: int, *, sure: bool) -> Sighting:
    return Sighting(entry.name, first, at + 1, possible=not sure)


def _before(text: str, tokens: Sequence[Token], at: int) -> int | None:
    """The word with a capital, or initial, right before; over a patronymic, particles, initials."""
    while at and tokens[at - 1].raw.lower() in _PARTICLES:
        at -= 1
    if at == 0 or not tokens[at - 1].raw[:1].isupper():
        return None
    between = text[tokens[at - 1].end : tokens[at].start].strip()
    if between and not (between == "." and len(tokens[at - 1].raw) <= _SHORT):
        return None
    if at > 1 and _goes_further(text, tokens, at):
        return at - 2
    return at - 1


def _goes_further(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Say if a patronymic or a second initial stands between given name and surname."""
    second = tokens[at - 1].raw
    if text[tokens[at - 2].end : tokens[at - 1].start].strip() not in {"", "."}:
        return False
    if is_patronymic(second):
        return is_given(tokens[at - 2].raw)
    return _is_initial(text, tokens, at - 1) and _is_initial(text, tokens, at - 2)


def _is_initial(text: str, tokens: Sequence[Token], at: int) -> bool:
    after = text[tokens[at].end : tokens[at].end + 1]
    return len(tokens[at].raw) <= _SHORT and after == "."


def _begins(entry: _Entry, raw: str) -> bool:
    """Say if an initial can be of a given name in any of its forms: M. and Н. for Mikola."""
    return any(same_given(one, raw, initial=True) for one in entry.given)


def _is_behind(text: str, tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and text[tokens[at].end : tokens[at + 1].start] == " "


def _same_behind(entry: _Entry, tokens: Sequence[Token], at: int) -> bool:
    raw = tokens[at + 1].raw
    return raw[:1].isupper() and any(same_given(one, raw) for one in entry.given)


def _is_strange(tokens: Sequence[Token], before: int | None) -> bool:
    """Say if a capital inside the sentence before the surname may be a rare given name."""
    if before is None or before == 0:
        return False
    return tokens[before - 1].sentence == tokens[before].sentence
