"""Pure: the user's own topics, and where their keywords stand in an item.

A topic is found if one of its `keywords` is, every one of `all`, and none of `none`, in the title
and the summary together. Keywords are terms as the words files have them, and

    one ~5 other    both in one sentence in either order, at most five words between
    one | other     either
    /regex/         see monitors.pattern

Groups are by language; those under "any" hold for every text. A topic that has keywords has its
say only in languages where it has some; one without keywords goes by `all`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from monitors.errors import ConfigError
from monitors.model import Detected, Hit, Span
from monitors.pattern import READ, bounded, is_pattern
from monitors.tokens import Token, tokenize
from monitors.vocabulary import LANGUAGES, Found, Lexicon, Term, parse_term

ANY = "any"
NEAR = re.compile(r"\s~(\d{1,2})\s")
_FIELDS = ("title", "summary")
_HITS_OF_A_PATTERN = 5

Groups = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class TopicRule:
    """A user's topic: keywords by language, or under "any" for every language."""

    name: str
    keywords: Groups = field(default_factory=dict)
    all: Groups = field(default_factory=dict)
    none: Groups = field(default_factory=dict)

    @property
    def leading(self) -> Groups:
        """The group that decides in which languages the topic has its say."""
        return self.keywords or self.all

    def groups(self, language: str) -> tuple[list[str], list[str], list[str]]:
        """Any, all and none for texts in a language; three empty lists if it has no say there."""
        any_, all_, none = (
            [word for key in dict.fromkeys((language, ANY)) for word in group.get(key, ())]
            for group in (self.keywords, self.all, self.none)
        )
        return (any_, all_, none) if (any_ if self.keywords else all_) else ([], [], [])


@dataclass(frozen=True)
class Verdict:
    """What was found of one topic in an item, and what stands against it.

    `missing`: those of `all` that were not found; `forbidden`: those of `none` that were;
    `no_keyword`: none of the `keywords` was.
    """

    topic: str
    hits: tuple[Hit, ...] = ()
    missing: tuple[str, ...] = ()
    forbidden: tuple[Hit, ...] = ()
    no_keyword: bool = False

    @property
    def met(self) -> bool:
        """True if the topic is found."""
        return not (self.missing or self.forbidden or self.no_keyword)


@dataclass(frozen=True)
class _Place:
    """A group of a topic: its keywords, all the `keywords` together, or one keyword of `all`."""

    topic: str
    group: str
    keyword: str = ""


class Keywords:
    """The keywords of all topics for the texts of one language.

    ConfigError if nothing is left of a keyword after the fold.
    """

    def __init__(self, topics: Sequence[TopicRule], language: str) -> None:
        self._places: list[_Place] = []
        self._patterns: list[tuple[int, str]] = []
        self._needs: dict[str, list[_Place]] = {}
        terms: list[Term] = []
        for topic in topics:
            any_, all_, none = topic.groups(language)
            terms += self._terms(_Place(topic.name, "any"), any_, language)
            for word in all_:
                terms += self._terms(_Place(topic.name, "all", word), [word], language)
            terms += self._terms(_Place(topic.name, "none"), none, language)
        self._lexicon = Lexicon(terms)

    def _terms(self, place: _Place, words: Sequence[str], language: str) -> Iterable[Term]:
        """Terms of one group, under its number; patterns are kept apart."""
        if not words:
            return
        number = len(self._places)
        self._places.append(place)
        if place.group != "none":
            self._needs.setdefault(place.topic, []).append(place)
        for word in words:
            if is_pattern(word):
                self._patterns.append((number, word))
                continue
            try:
                yield from terms_of(str(number), word, language)
            except ConfigError as e:
                raise ConfigError(f"{place.topic}: {e}") from e

    def __bool__(self) -> bool:
        """Say if there are any."""
        return bool(self._places)

    def read(self, title: str, summary: str, detected: Detected) -> list[Verdict]:
        """What was found of each topic of which anything was, in order of place."""
        fields = zip(_FIELDS, (title, summary), strict=True)
        return self.verdicts(
            [(where, text, tokenize(text, detected) if text else ()) for where, text in fields]
        )

    def verdicts(self, texts: Iterable[tuple[str, str, Sequence[Token]]]) -> list[Verdict]:
        """The same of texts that are split into words: (where, text, words) each."""
        found: dict[str, list[tuple[_Place, Hit]]] = {}
        for where, text, tokens in texts:
            for place, hit in self._found(where, text, tokens):
                found.setdefault(place.topic, []).append((place, hit))
        return [self._verdict(topic, hits) for topic, hits in found.items()]

    def _found(
        self, where: str, text: str, tokens: Sequence[Token]
    ) -> Iterable[tuple[_Place, Hit]]:
        for one in self._lexicon.find(tokens):
            place = self._places[int(one.concept)]
            yield place, _hit(one, place.topic, where, tokens)
        for number, written in self._patterns:
            place = self._places[number]
            matches = bounded(written).finditer(text[:READ])
            for _, match in zip(range(_HITS_OF_A_PATTERN), matches, strict=False):
                yield place, Hit(place.topic, written, where, Span(where, *match.span()))

    def _verdict(self, topic: str, found: Sequence[tuple[_Place, Hit]]) -> Verdict:
        present = {place for place, _ in found}
        lacking = [place for place in self._needs.get(topic, ()) if place not in present]
        return Verdict(
            topic,
            hits=tuple(dict.fromkeys(hit for place, hit in found if place.group != "none")),
            missing=tuple(place.keyword for place in lacking if place.group == "all"),
            forbidden=tuple(hit for place, hit in found if place.group == "none"),
            no_keyword=any(place.group == "any" for place in lacking),
        )


def keywords_by_language(topics: Sequence[TopicRule]) -> dict[str, Keywords]:
    """For each language with words of its own, and under ANY for all others."""
    return {language: Keywords(topics, language) for language in (*LANGUAGES, ANY)}


def spelled(written: str) -> str:
    """A keyword as the words that a text is split into: F-16* is "F 16*", «Вясна» is Вясна.

    ConfigError if a sign would be lost that means something: C++ would be found in vitamin C.
    """
    return " ".join(map(_spelled, written.replace('"', " ").split()))


def _spelled(word: str) -> str:
    bare = word.strip("*")
    if word == "..." or (bare.isalpha() and bare.isascii()):
        return word
    tokens = tokenize(bare, Detected("und"))
    edges = bare[: tokens[0].start] + bare[tokens[-1].end :] if tokens else bare
    if not tokens or any(category(sign)[0] == "S" for sign in edges):
        raise ConfigError(f"{word!r} is no word: a sign would be lost; use /{re.escape(bare)}/")
    stars = word.partition(bare)
    return stars[0] + " ".join(token.raw for token in tokens) + stars[2]


def terms_of(concept: str, written: str, language: str) -> Iterable[Term]:
    """The terms of one keyword that is no pattern: its alternatives, each in both orders if near.

    ConfigError if nothing is left of one after the fold.
    """
    for alternative in written.split("|"):
        first, *near = NEAR.split(alternative)
        if not near:
            term = parse_term(concept, spelled(alternative), language)
            yield Term(concept, written, term.atoms, term.near)
            continue
        most, second = int(near[0]), near[1]
        one, other = (
            parse_term(concept, spelled(part), language).atoms for part in (first, second)
        )
        for before, behind in ((one, other), (other, one)):
            gaps = (*(0 for _ in before[1:]), most, *(0 for _ in behind[1:]))
            yield Term(concept, written, before + behind, near=True, gaps=gaps)


def _hit(found: Found, topic: str, where: str, tokens: Sequence[Token]) -> Hit:
    start, end = tokens[found.start].start, tokens[found.end - 1].end
    return Hit(topic, found.term, where, Span(where, start, end))
