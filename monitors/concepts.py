"""Pure but for one read: things that have a name in all four languages, and a query read as such.

The table is `words/concepts.toml`, whose head explains it.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from monitors.errors import ConfigError
from monitors.model import Detected
from monitors.spelling import written_in
from monitors.tokens import Token, tokenize
from monitors.vocabulary import LANGUAGES, Found, Lexicon, parse_term


@dataclass(frozen=True, slots=True)
class Form:
    """A thing in one language: its usual word, and keywords that find its forms, best first.

    `exact` is true if a shorter stem would find another, frequent word.
    """

    headword: str
    keywords: tuple[str, ...]
    exact: bool = False


@dataclass(frozen=True)
class Concept:
    """A thing by its English name, and its form in each of the four languages."""

    name: str
    forms: Mapping[str, Form] = field(compare=False)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a query, or several that mean one thing.

    `concept` is None if it is not known, `by_machine` is true if a translation made it known.
    """

    written: str
    concept: Concept | None = None
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood: in which language, and its words without the small ones."""

    text: str
    language: str
    words: tuple[Word, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The words that are no concept."""
        return tuple(word.written for word in self.words if word.concept is None)


class Concepts:
    """The table, and what is needed to find its words in a query of any of the languages."""

    def __init__(self, concepts: Sequence[Concept], skip: Mapping[str, frozenset[str]]) -> None:
        self._concepts = {concept.name: concept for concept in concepts}
        self._skip = skip
        self._lexicons = {language: self._lexicon(language) for language in LANGUAGES}

    def __iter__(self) -> Iterator[Concept]:
        """All concepts, in the order of the table."""
        return iter(self._concepts.values())

    def __len__(self) -> int:
        """Their number."""
        return len(self._concepts)

    def _lexicon(self, language: str) -> Lexicon:
        return Lexicon(
            parse_term(concept.name, keyword, language)
            for concept in self
            for keyword in dict.fromkeys(
                (*concept.forms[language].keywords, concept.forms[language].headword)
            )
        )

    def read(self, text: str, language: str | None = None) -> Query:
        """Understand a query, in a language that is given or the one that knows most of its words.

        Words may be in any form and spelling. At a tie the language of the exacter words wins,
        then the letters.
        """
        possible = [one for one in _possible(text) if language in (None, one.language)]
        readings = [self._read(text, one) for one in possible or [Detected(language or "en")]]
        return max(readings, key=lambda reading: reading[0])[1]

    def _read(self, text: str, detected: Detected) -> tuple[tuple[int, int], Query]:
        """A reading, and how good it is: words left unknown, words that are headwords."""
        tokens = tokenize(text, detected)
        chosen = self._cover(self._lexicons[detected.language].find(tokens), detected.language)
        words: list[Word] = []
        at = 0
        while at < len(tokens):
            found = chosen.get(at)
            end = found.end if found else at + 1
            written = text[tokens[at].start : tokens[end - 1].end]
            if found:
                words.append(Word(written, self._concepts[found.concept]))
            elif self._means(tokens[at], detected.language):
                words.append(Word(written))
            at = end
        exact = sum(_is_headword(word, detected) for word in words)
        unknown = sum(word.concept is None for word in words)
        return (-unknown, exact), Query(text, detected.language, _once(words))

    def _cover(self, found: Sequence[Found], language: str) -> dict[int, Found]:
        """Choose what stands for which words: the longest, then the most exact; by first word."""
        chosen: dict[int, Found] = {}
        taken: set[int] = set()
        for one in sorted(found, key=lambda each: self._worse(each, language)):
            place = set(range(one.start, one.end))
            if taken.isdisjoint(place):
                chosen[one.start] = one
                taken |= place
        return chosen

    def _worse(self, found: Found, language: str) -> tuple[int, int, int, int]:
        """Order: more words, without a *, more letters, more usual for the thing."""
        term, keywords = found.term, self._concepts[found.concept].forms[language].keywords
        rank = keywords.index(term) if term in keywords else 0
        return found.start - found.end, term.count("*"), -len(term), rank

    def _means(self, token: Token, language: str) -> bool:
        """Say if a word is worth looking for: no small one, no sign, no broken number."""
        plain = token.raw.isdigit() or any(map(str.isalpha, token.raw))
        return (
            plain
            and min(len(token.raw), len(token.folded)) > 1
            and token.raw.lower() not in self._skip[language]
        )


def _possible(text: str) -> list[Detected]:
    """Return the languages that the letters allow, the likeliest first."""
    if any("Ѐ" <= letter <= "ӿ" for letter in text):
        likely = [Detected("ru", "cyrl"), Detected("be", "cyrl", "official")]
    else:
        likely = [Detected("en"), Detected("lt"), Detected("be", "latn", "lacinka")]
    letters = written_in(text)
    return sorted(likely, key=lambda detected: detected.language not in letters)


def _is_headword(word: Word, detected: Detected) -> bool:
    if word.concept is None:
        return False
    return _folded(word.concept.forms[detected.language].headword, detected) == _folded(
        word.written, detected
    )


def _folded(text: str, detected: Detected) -> tuple[str, ...]:
    return tuple(token.folded for token in tokenize(text, detected))


def _once(words: Sequence[Word]) -> tuple[Word, ...]:
    """Drop a thing that was named before."""
    seen = {(word.concept or word.written): word for word in reversed(words)}
    return tuple(word for word in words if seen[word.concept or word.written] is word)


@cache
def load_concepts() -> Concepts:
    """Read the table; ConfigError if it is not as it should be."""
    folder = Path(__file__).parent / "words"
    try:
        table = tomllib.loads((folder / "concepts.toml").read_text(encoding="utf-8"))
        small = tomllib.loads((folder / "suggest.toml").read_text(encoding="utf-8"))["skip"]
        concepts = [_concept(name, forms) for name, forms in table.items()]
        return Concepts(concepts, {name: frozenset(words) for name, words in small.items()})
    except (OSError, ValueError, KeyError) as problem:
        raise ConfigError(f"concepts.toml: {problem}") from problem


def _concept(name: str, forms: Mapping[str, str]) -> Concept:
    return Concept(name, {language: _form(forms[language]) for language in LANGUAGES})


def _form(text: str) -> Form:
    headword, _, keywords = text.partition(":")
    words = tuple(keyword.strip() for keyword in keywords.split(","))
    return Form(headword.removesuffix("!"), words, exact=headword.endswith("!"))
