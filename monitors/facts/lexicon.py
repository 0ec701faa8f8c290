"""Pure: the words of one language that facts are read from, and where a text has them.

The TOML beside this file maps kind -> value -> entries separated by commas. In an entry a word
that ends in `*` is a stem; `{is}` stands for the endings of a paradigm of that file, which also
tells one from many; a capital first letter, or all capitals, must stand in the text as well.
The paradigm `any` tells one from many for the nouns that only a stem knows, by the longest ending.
The kind `agent` lists how nouns of people end: a word in no list that
ends so is a role (велосипедист).
The value `none` lists phrases whose words are not of the kind: a "Greek Catholic" is no Greek.
"""

import tomllib
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from monitors.spelling import fold
from monitors.tokens import Token

_HERE = Path(__file__).parent
_SHORTEST_STEM = 2
_SHORTEST_AGENT = 3  # letters before the ending of a noun of people
_LONGEST_AGENT = 12
_LONGEST_ENDING = 4
_KEY = 2  # letters of the next word by which phrases are looked up
_SHARING = {"mark", "verb", "kin", "stance"}
_COUNTED = {"noun", "people"}
_NONE = "none"  # a phrase that takes its words from others: "Greek Catholic" is of no country
_BARE = {"be", "ru"}  # where a stem without an ending is one man: врач, ксёндз
_LANGUAGES = ("lt", "be", "ru", "en")


class Tag(NamedTuple):
    """What a word or phrase means: ("people", "LT", "many") for "lietuviai"."""

    kind: str
    value: str
    number: str = ""


class Found(NamedTuple):
    """A tag and the half-open range of tokens that carry it."""

    tag: Tag
    first: int
    last: int

    @property
    def kind(self) -> str:
        """Kind of the tag."""
        return self.tag[0]

    @property
    def value(self) -> str:
        """Value of the tag."""
        return self.tag[1]


_FOUND = partial(tuple.__new__, Found)  # `Found(*row)` at half the cost, in the hottest loop


class Tables(NamedTuple):
    """The content of the TOML: paradigm -> number -> endings, and kind -> value -> entries."""

    paradigms: dict[str, dict[str, str]]
    kinds: dict[str, dict[str, str]]


class _Word(NamedTuple):
    """One word of an entry: any of these forms, or any word that begins with one of these."""

    forms: frozenset[str]
    stems: tuple[str, ...]
    case: str

    def may_begin(self, letters: str) -> bool:
        """Say if one of the forms begins with these letters, or is shorter than they are."""
        known = (*self.forms, *self.stems)
        return any(one.startswith(letters) or letters.startswith(one) for one in known)

    def matches(self, word: str, raw: str) -> bool:
        known = word in self.forms or word.startswith(self.stems)
        return known and (not self.case or _case_fits(self.case, raw))


class _Entry(NamedTuple):
    tag: Tag
    case: str
    rest: tuple[_Word, ...]


def _case(word: str) -> str:
    letters = word.rstrip("*").partition("{")[0]
    if len(letters) > 1 and letters.isupper():
        return "upper"
    return "title" if letters[:1].isupper() else ""


def _case_fits(case: str, raw: str) -> bool:
    if case == "lower":
        return raw.islower()
    if case == "upper":
        return raw.rstrip("'’s").isupper() or raw.isupper()
    return not case or raw[:1].isupper()


class Lexicon:
    """All entries of one language; `find` tags a text in one pass."""

    def __init__(self, language: str, tables: Tables) -> None:
        self.language = language
        self._belarusian = language == "be"
        self.adjectival = language == "en"  # "Latvian" is a person or an adjective
        self._paradigms = {
            name: {number: ends.split() for number, ends in numbers.items()}
            for name, numbers in tables.paradigms.items()
        }
        self._endings = {
            self.key(ending): number
            for number, ends in self._paradigms.get("any", {}).items()
            for ending in ends
        }
        self._agents = self._endings_of(tables.kinds.pop("agent", {}).get("role", ""))
        self._exact: dict[str, list[_Entry]] = {}
        self._stems: dict[str, list[_Entry]] = {}
        for kind, values in tables.kinds.items():
            self._add_kind(kind, values)
        self._entries: Callable[[str], tuple[_Entry, ...]] = lru_cache(65536)(self._look_up)
        self._before: Callable[[str, str], tuple[_Entry, ...]] = lru_cache(65536)(self._that_fit)

    def key(self, word: str) -> str:
        """Return the word as it is compared: folded, and Belarusian э as е (Эўропа, Еўропа)."""
        return self.same(fold(word, belarusian=self._belarusian))

    def values(self, kind: str) -> frozenset[str]:
        """Every value that the language has a word for."""
        entries = (
            entry for index in (self._exact, self._stems) for e in index.values() for entry in e
        )
        return frozenset(entry.tag.value for entry in entries if entry.tag.kind == kind)

    def same(self, folded: str) -> str:
        """Return a folded word as it is compared."""
        return folded.replace("э", "е") if self._belarusian else folded

    def _add_kind(self, kind: str, values: dict[str, str]) -> None:
        for value, text in values.items():
            for entry in text.split(","):
                if entry.strip():
                    self._add(kind, value, entry.split())

    def _add(self, kind: str, value: str, words: list[str]) -> None:
        """Index an entry by the forms of its first word, once for one and once for many.

        In a phrase the last word with a paradigm tells which of them it is: "aid worker{s}".
        """
        for told, rest in self._rests(words[1:]):
            for form, number, is_stem in self._expand(words[0]):
                index = self._stems if is_stem else self._exact
                entry = _Entry(Tag(kind, value, told or number), _case(words[0]), rest)
                index.setdefault(form, []).append(entry)

    def _rests(self, words: list[str]) -> Iterator[tuple[str, tuple[_Word, ...]]]:
        """The words after the first, for each number that the last of them can have."""
        if not words:
            yield "", ()
            return
        before = tuple(self._word(list(self._expand(word)), word) for word in words[:-1])
        last = list(self._expand(words[-1]))
        for number in dict.fromkeys(number for _, number, _ in last):
            forms = [each for each in last if each[1] == number]
            yield number, (*before, self._word(forms, words[-1]))

    @staticmethod
    def _word(expanded: list[tuple[str, str, bool]], word: str) -> _Word:
        forms = frozenset(form for form, _, is_stem in expanded if not is_stem)
        stems = tuple(form for form, _, is_stem in expanded if is_stem)
        return _Word(forms, stems, _case(word))

    def _expand(self, word: str) -> Iterator[tuple[str, str, bool]]:
        stem, brace, name = word.partition("{")
        if not brace:
            for form in self._forms(word.rstrip("*")):
                yield form, "", word.endswith("*")
            return
        for number, endings in self._paradigms[name.rstrip("}")].items():
            for ending in endings:
                for form in self._forms(stem + ending.strip("-")):
                    yield form, number, False

    def _forms(self, word: str) -> tuple[str, ...]:
        """The word as it is compared; a Latin one also as it is read in a text in Łacinka."""
        key = self.key(word)
        if not (self._belarusian and key[:1].isascii() and key[:1].isalpha()):
            return (key,)
        return tuple({key, self.same(fold(word, belarusian=True, lacinka=True))})

    def _endings_of(self, entries: str) -> dict[str, str]:
        words = (word.strip() for word in entries.split(",") if word.strip())
        return {end: number for word in words for end, number, _ in self._expand(word)}

    def _look_up(self, word: str) -> tuple[_Entry, ...]:
        found = list(self._exact.get(word, ()))
        for length in range(len(word), _SHORTEST_STEM - 1, -1):
            found += self._stems.get(word[:length], ())
        found.sort(key=lambda entry: -len(entry.rest))
        if all(entry.tag.kind == "job" for entry in found):
            found += self._agent(word)
        return tuple(self._told(entry, word) for entry in found)

    def _agent(self, word: str) -> tuple[_Entry, ...]:
        """A role, if a word in no list ends as nouns of people do; "Franco-German" ends listed."""
        if word.rpartition("-")[2] in self._exact:
            return ()
        for first in range(max(_SHORTEST_AGENT, len(word) - _LONGEST_AGENT), len(word)):
            number = self._agents.get(word[first:])
            if number is not None:
                return (_Entry(Tag("noun", "role", number), "lower", ()),)
        return ()

    def find(self, keys: tuple[str, ...], tokens: tuple[Token, ...]) -> list[Found]:
        """Every tag of the text in order; the longest phrase of a kind wins over shorter ones.

        Marks and the like may share a word with a longer one (до, still).
        """
        found: list[Found] = []
        taken: dict[str, int] = {}
        after = [word[:_KEY] for word in keys[1:]]
        after.append("")
        for at, entries in enumerate(map(self._before, keys, after)):
            for entry in entries:
                tag, case, rest = entry
                kind = tag[0]
                reached = taken.get(kind, 0)
                if reached > at and kind not in _SHARING:
                    continue
                if (case or rest) and not _fits(entry, at, keys, tokens):
                    continue
                last = at + 1 + len(rest)
                if tag[1] != _NONE:
                    found.append(_FOUND((tag, at, last)))
                if last > reached:
                    taken[kind] = last
        return found

    def _that_fit(self, word: str, after: str) -> tuple[_Entry, ...]:
        """Entries that begin with a word, without phrases whose next word begins otherwise."""
        return tuple(
            entry
            for entry in self._entries(word)
            if not entry.rest or (after and entry.rest[0].may_begin(after))
        )

    def _told(self, entry: _Entry, word: str) -> _Entry:
        """The entry with the number that the ending tells, if a stem of people tells none."""
        tag = entry.tag
        if tag.number or entry.rest or tag.kind not in _COUNTED or not self._endings:
            return entry
        ends = (self._endings.get(word[-length:]) for length in range(_LONGEST_ENDING, 0, -1))
        bare = tag.value == "role" and self.language in _BARE and word in self._stems
        number = next((number for number in ends if number), "one" if bare else "")
        return entry._replace(tag=tag._replace(number=number))


def _fits(entry: _Entry, at: int, keys: tuple[str, ...], tokens: tuple[Token, ...]) -> bool:
    """Say if the case of the first word and the words that follow are those of the entry."""
    case = entry.case
    if case and not _case_fits(case, tokens[at].raw) and (at or case != "lower"):
        return False
    if at + len(entry.rest) >= len(keys):
        return False
    for here, word in enumerate(entry.rest, at + 1):
        if not word.matches(keys[here], tokens[here].raw):
            return False
    return True


@cache
def lexicon(language: str) -> Lexicon:
    """The words of lt, be, ru or en, each together with the names that all languages share."""
    tables = Tables({}, {})
    for name in (language if language in _LANGUAGES else "en", "names", "aliases"):
        with (_HERE / f"{name}.toml").open("rb") as file:
            content = tomllib.load(file)
        tables.paradigms.update(content.pop("paradigm", {}))
        for kind, values in content.items():
            tables.kinds.setdefault(kind, {}).update(values)
    return Lexicon(language, tables)


def read_all() -> None:
    """Read the words of every language now; otherwise the first text of one waits 0.1 s."""
    for language in _LANGUAGES:
        lexicon(language)
