"""Pure: a query in one language -> keywords in all four, and the items that each would hit.

    query -> concepts (what the table does not know: by machine, by letters) -> keywords -> items

A query of one thing gives its keywords; of several gives them near each other, in any order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import permutations, product

from monitors.concepts import Concepts, Form, Query, Word
from monitors.match import Matcher, TopicRule
from monitors.model import Detected, Item
from monitors.respell import respelled, stem
from monitors.spelling import fold
from monitors.vocabulary import LANGUAGES, Vocabulary

MOST = 48
"""Keywords that are proposed for one language; the least usual combinations are left out."""
_NEAR = " ... "
_LONGER = 2  # words by which a translation may be longer
_SHARED, _MANY = 5, 3  # letters that forms share, and how many do, before a stem stands for them
_SPELLINGS = {"tarask": "tarask", "latn": "lacinka"}

Guesses = Mapping[tuple[str, str], str]
"""(word of the query, language) -> its machine translation."""


class How(StrEnum):
    """Where a form comes from, the surest first."""

    TABLE = "table"
    TYPED = "as it was typed"
    MACHINE = "by machine"
    LETTERS = "by letters"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing of the query in one language."""

    written: str
    form: Form
    how: How


@dataclass(frozen=True, slots=True)
class Proposal:
    """Keywords of one language; none if `missing` words have no form in it.

    `left_out` is how many more combinations there are.
    """

    language: str
    parts: tuple[Part, ...]
    keywords: tuple[str, ...]
    left_out: int = 0
    missing: tuple[str, ...] = ()


@dataclass
class Hits:
    """How many items a keyword hits, and the first of them."""

    number: int = 0
    items: list[Item] = field(default_factory=list)


def plausible(word: str, guess: str) -> bool:
    """Say if a machine's translation can be one: it is words, and about as many."""
    given, made = len(word.split()), guess.split()
    return 0 < len(made) <= given + _LONGER and any(map(str.isalpha, guess))


def resolve(query: Query, guesses: Guesses, concepts: Concepts) -> Query:
    """Let words that a machine knows in English be the things that the table has."""
    return replace(query, words=tuple(_resolved(word, guesses, concepts) for word in query.words))


def _resolved(word: Word, guesses: Guesses, concepts: Concepts) -> Word:
    english = guesses.get((word.written, "en"))
    if word.concept or not english:
        return word
    things = [each.concept for each in concepts.read(english).words]
    known = things[0] if len(things) == 1 else None
    return replace(word, concept=known, by_machine=known is not None)


def propose(query: Query, guesses: Guesses) -> tuple[Proposal, ...]:
    """One proposal for each language, in the order of `LANGUAGES`."""
    return tuple(_proposal(query, language, guesses) for language in LANGUAGES)


def _proposal(query: Query, language: str, guesses: Guesses) -> Proposal:
    found = {word.written: _part(word, query.language, language, guesses) for word in query.words}
    parts = tuple(part for part in found.values() if part)
    missing = tuple(written for written, part in found.items() if part is None)
    if missing or not parts:
        return Proposal(language, parts, (), missing=missing)
    keywords = _distinct(_combined([part.form for part in parts]), language)
    return Proposal(language, parts, keywords[:MOST], max(0, len(keywords) - MOST))


def _part(word: Word, written_in: str, language: str, guesses: Guesses) -> Part | None:
    """The word in a language: by the table, as typed, by machine, by letters; None if unknown."""
    written, guess = word.written, guesses.get((word.written, language))
    if word.concept:
        how = How.MACHINE if word.by_machine else How.TABLE
        return Part(written, word.concept.forms[language], how)
    if language == written_in or not any(map(str.isalpha, written)):
        return Part(written, Form(written, (stem(written, language),)), How.TYPED)
    if guess:
        words = " ".join(stem(each, language) for each in guess.split())
        return Part(written, Form(guess, (words,)), How.MACHINE)
    if written[:1].isupper():
        name = respelled(stem(written, written_in), written_in, language)
        return Part(written, Form(name.strip("*").capitalize(), (name,)), How.LETTERS)
    return None


def _combined(forms: Sequence[Form]) -> list[str]:
    """Every keyword of every form near one of each other form, in any order; the usual first."""
    if len(forms) == 1:
        return list(forms[0].keywords)
    ranked = [
        (sum(rank for rank, _ in choice), [word for _, word in choice])
        for choice in product(*(list(enumerate(_merged(form))) for form in forms))
    ]
    ranked.sort(key=lambda each: each[0])
    return [_NEAR.join(order) for _, words in ranked for order in permutations(words)]


def _merged(form: Form) -> list[str]:
    """Put one stem in the place of many forms that share it: beside another word it is enough."""
    shared: dict[str, list[str]] = {}
    for keyword in form.keywords:
        own = form.exact or " " in keyword or len(keyword.strip("*")) < _SHARED
        shared.setdefault(keyword if own else keyword[:_SHARED], []).append(keyword)
    return [
        keyword
        for forms in shared.values()
        for keyword in ([_prefix(forms)] if len(forms) >= _MANY else forms)
    ]


def _prefix(forms: Sequence[str]) -> str:
    """What all forms begin with: it is what the first and the last of them share."""
    bare = sorted(form.strip("*") for form in forms)
    pairs = enumerate(zip(bare[0], bare[-1], strict=False))
    return bare[0][: next((at for at, (one, other) in pairs if one != other), None)] + "*"


def _distinct(keywords: Iterable[str], language: str) -> tuple[str, ...]:
    """Drop what is the same without marks: laisvę, where laisvė is there."""
    chosen: dict[str, str] = {}
    for keyword in keywords:
        chosen.setdefault(_folded(keyword, language), keyword)
    return tuple(chosen.values())


def _folded(keyword: str, language: str) -> str:
    return " ".join(fold(word, belarusian=language == "be") for word in keyword.split())


class Count:
    """What stored items the keywords of proposals would hit, by the matcher of the service."""

    def __init__(self, proposals: Sequence[Proposal], titles: int = 3) -> None:
        keys = [(each.language, keyword) for each in proposals for keyword in each.keywords]
        self._keys = {str(number): key for number, key in enumerate(keys)}
        self._titles = titles
        topics = [TopicRule(name, {key[0]: [key[1]]}) for name, key in self._keys.items()]
        self._matcher = Matcher(Vocabulary({}), topics)
        self.hits = {key: Hits() for key in keys}
        self.items = dict.fromkeys(LANGUAGES, 0)

    def add(self, item: Item, tag: str) -> None:
        """Count one item; `tag` is its language as it is stored (`be-latn`)."""
        found = self._matcher.match(item.title, item.summary, detected_of(tag))
        names = {hit.topic for hit in found}
        for name in names:
            hits = self.hits[self._keys[name]]
            hits.number += 1
            if len(hits.items) < self._titles:
                hits.items.append(item)
        for language in {self._keys[name][0] for name in names}:
            self.items[language] += 1


def detected_of(tag: str) -> Detected:
    """Return what was detected from the tag that is stored of it."""
    language, _, spelling = tag.partition("-")
    if language in ("be", "ru", "uk") and spelling != "latn":
        official = "official" if language == "be" else None
        return Detected(language, "cyrl", _SPELLINGS.get(spelling, official))
    return Detected(language, "latn", _SPELLINGS.get(spelling))
