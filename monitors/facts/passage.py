"""Pure: a title or a summary with its words tagged, as all readers of facts see it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

from monitors.facts.lexicon import Found, Lexicon, Tag, lexicon
from monitors.model import Detected, Span
from monitors.tokens import Token, tokenize

_PARTING = re.compile(r"[,;:()—–!?\n]|\s-\s")
_CASE_ENDING = re.compile(r"['’ʼ`](?:s|as|o|ui|ą|u|e)?$", re.IGNORECASE)
_GLUED_BEFORE = re.compile(r"(?:[$€£№#/]\s?|[^\W\d_]|[^\W\d_]-)$")
_GLUED_AFTER = re.compile(r"[-\u2010\u2011]?[^\W\d_]|[:/]\d|\s?[$€£]|[-\u2010\u2011]\s*[^\W\d_]")
_COUNTED = re.compile(
    r"-(?:strong|member|person|čiai|os|ai|ies|iems|ти|ми|ці|х)\b"
)  # "15-os kalinių", "15-ти"
_TRADED = re.compile(r"\d-(?:for|на|už)-\d")  # 215-for-56 are two numbers
_STOP = re.compile(r"[.!?…;:|\n]")  # a dash ends no sentence here: "among them - six Poles"
_ABBREVIATION = re.compile(r"\.\s?")
_IN_PARTS = {"country", "people", "power", "authority"}
_FORMER = {"ex", "eks", "экс"}  # "экс-банкир" is a banker
_PEOPLE = {"role", "prisoner"}
_LOOSE = {"linked", "born", "based", "style"}


class Index(NamedTuple):
    """Tags by the tokens they cover and by kind; `known`: (token, kind) and (token, kind, value).

    Readers of facts ask a hundred times of every text.
    """

    at: Mapping[int, Sequence[Found]]
    of: Mapping[str, Sequence[Found]]
    known: AbstractSet[tuple[int, str] | tuple[int, str, str]]


def _index(tags: Sequence[Found]) -> Index:
    at: dict[int, list[Found]] = {}
    of: dict[str, list[Found]] = {}
    known: set[tuple[int, str] | tuple[int, str, str]] = set()
    for found in tags:
        (kind, value, _), first, last = found
        of.setdefault(kind, []).append(found)
        for place in range(first, last):
            at.setdefault(place, []).append(found)
            known.add((place, kind))
            known.add((place, kind, value))
    return Index(at, of, known)


@dataclass(frozen=True, eq=False)
class Passage:
    """Tokens of one text, their comparable forms, and the tags that begin or stand at each."""

    where: str
    text: str
    tokens: tuple[Token, ...]
    keys: tuple[str, ...]
    words: Lexicon
    found: tuple[Found, ...]
    sentences: tuple[int, ...]
    partings: tuple[bool, ...]
    """For each token, if something parts it from the next."""
    index: Index

    def at(self, place: int) -> Sequence[Found]:
        """Every tag that covers the token, () outside the text."""
        return self.index.at.get(place, ())

    def has(self, place: int, kind: str, value: str | None = None) -> bool:
        """Say if the token carries a tag of this kind (and value)."""
        return ((place, kind) if value is None else (place, kind, value)) in self.index.known

    def places(self, *kinds: str) -> frozenset[int]:
        """Return every token that carries a tag of one of the kinds."""
        found = [one for kind in kinds for one in self.of(kind)]
        return frozenset([place for _, first, last in found for place in range(first, last)])

    def tagged(self, place: int, kind: str) -> str:
        """Value of the token's first tag of this kind, or ""."""
        for found in self.index.at.get(place, ()):
            if found.tag.kind == kind:
                return found.tag.value
        return ""

    def meaning(self, word: str, kind: str) -> str:
        """Value that the lexicon gives a single comparable word, or ""."""
        token = Token(word, word, 0, len(word))
        found = self.words.find((word,), (token,))
        return next((one.value for one in found if one.kind == kind), "")

    def raw(self, place: int) -> str:
        """Return the token as written."""
        return self.tokens[place].raw

    def token_at(self, start: int) -> int:
        """Return the token that begins at or after a place of the text, else the last."""
        places = (at for at, token in enumerate(self.tokens) if token.start >= start)
        return next(places, len(self.tokens) - 1)

    def between(self, first: int, second: int) -> str:
        """Return the text between two tokens."""
        return self.text[self.tokens[first].end : self.tokens[second].start]

    def parted(self, first: int, second: int) -> bool:
        """Say if a comma, a dash, a bracket or the end of a sentence stands between two tokens."""
        if second == first + 1:
            return self.partings[first]
        if self.sentences[first] != self.sentences[second]:
            return True
        return bool(_PARTING.search(self.between(first, second)))

    def clause(self, place: int) -> tuple[int, int]:
        """Return the range of tokens around a place that no comma or dash parts."""
        first = last = place
        while first > 0 and not self.parted(first - 1, first):
            first -= 1
        while last + 1 < len(self.tokens) and not self.parted(last, last + 1):
            last += 1
        return first, last + 1

    def glued(self, place: int) -> bool:
        """Say if the digits belong to a longer word: 67-летний, 19th, F-16, $5, 9:30."""
        token = self.tokens[place]
        before = self.text[max(token.start - 2, 0) : token.start]
        if _COUNTED.match(self.text, token.end):
            return False
        if _TRADED.search(self.text[max(token.start - 6, 0) : token.end + 6]):
            return False
        return bool(_GLUED_BEFORE.search(before) or _GLUED_AFTER.match(self.text, token.end))

    def before(self, place: int, *marks: str) -> int:
        """Return the last place before one that has none of these marks: "and" of "and his two"."""
        at = place - 1
        while any(self.has(at, "mark", mark) for mark in marks):
            at -= 1
        return at

    def marks_before(self, place: int) -> frozenset[str]:
        """Values of the marks that stand right before the token: at least, another, among."""
        marks: set[str] = set()
        reached = place
        while before := [f for f in self.at(reached - 1) if self._is_free_mark(f, reached)]:
            marks.update(found.value for found in before)
            reached = min(found.first for found in before)
        return frozenset(marks)

    def _is_free_mark(self, found: Found, reached: int) -> bool:
        """Say if a mark ends at `reached` and is no part of a longer phrase ("hands over")."""
        if found.tag.kind != "mark" or found.last != reached:
            return False
        length = found.last - found.first
        return all(other.last - other.first <= length for other in self.at(found.first))

    def sentence(self, place: int) -> int:
        """Return the number of the sentence that the token stands in."""
        return self.sentences[place]

    def near(self, first: int, last: int, kind: str, value: str | None = None) -> list[Found]:
        """Tags of a kind in the tokens [first, last) that lie in the sentence of `first`'s end."""
        if kind not in self.index.of:
            return []
        places = self.sentences
        anchor = places[min(max(last - 1, 0), len(places) - 1)]
        return [
            found
            for found in self.of(kind, value)
            if first <= found.first < last and places[found.first] == anchor
        ]

    def of(self, kind: str, value: str | None = None) -> Sequence[Found]:
        """Every tag of a kind (and value) in the order of the text."""
        if kind not in self.index.of:
            return ()
        found = self.index.of[kind]
        return found if value is None else [one for one in found if one.tag.value == value]

    def tells(self, kind: str, value: str | None = None) -> bool:
        """Say if any token carries a tag of this kind (and value)."""
        return bool(self.of(kind, value))

    def in_sentence(self, sentence: int, kind: str, value: str | None = None) -> list[Found]:
        """Tags of a kind (and value) in one sentence."""
        if kind not in self.index.of:
            return []
        places = self.sentences
        return [f for f in self.of(kind, value) if places[f.first] == sentence]

    def span(self, first: int, last: int) -> Span:
        """Return where the tokens [first, last) stand in the text."""
        return Span(self.where, self.tokens[first].start, self.tokens[last - 1].end)


def passage(where: str, text: str, detected: Detected) -> Passage:
    """Tag a title or a summary."""
    words = lexicon(_reading(detected))
    tokens = tokenize(text, detected)
    keys = _keys(tokens, words)
    found = words.find(keys, tokens)
    if parts := [*_parts(tokens, words)]:
        found = sorted([*found, *parts], key=itemgetter(1))
    sentences = _sentences(text, tokens)
    partings = _partings(text, tokens, sentences)
    return Passage(
        where, text, tokens, keys, words, tuple(found), sentences, partings, _index(found)
    )


def _sentences(text: str, tokens: tuple[Token, ...]) -> tuple[int, ...]:
    """Return the sentence of each token; "V. Babaryka" and "2,4 tūkst. rusų" end none."""
    ends = [at for at in _gaps(_STOP, text, tokens) if _is_end(text, tokens, at)]
    if not ends:
        return (0,) * len(tokens)
    places: list[int] = []
    for number, (first, last) in enumerate(pairwise([-1, *ends, len(tokens) - 1])):
        places += [number] * (last - first)
    return tuple(places)


def _partings(text: str, tokens: tuple[Token, ...], sentences: tuple[int, ...]) -> tuple[bool, ...]:
    """Say of each token if a comma, a dash, a bracket or the end of a sentence comes next."""
    parted = [False] * len(sentences)
    for at in _gaps(_PARTING, text, tokens):
        parted[at] = True
    if sentences and sentences[-1]:
        for at, (one, after) in enumerate(pairwise(sentences)):
            if one != after:
                parted[at] = True
    return tuple(parted)


def _is_end(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Say if a stop between a token and the next ends a sentence."""
    before, after = tokens[at], tokens[at + 1]
    if not _ABBREVIATION.fullmatch(text[before.end : after.start]):
        return True
    return not (after.raw[0].islower() or (len(before.raw) <= 2 and before.raw.istitle()))


def _gaps(mark: re.Pattern[str], text: str, tokens: tuple[Token, ...]) -> list[int]:
    """Tokens between which and the next a mark stands, in order, each once."""
    found = [match.start() for match in mark.finditer(text)]
    if not found:
        return []
    starts = [token.start for token in tokens]
    last = len(tokens) - 1
    places = {bisect_right(starts, at) - 1: at for at in found}
    return [one for one, at in places.items() if 0 <= one < last and at >= tokens[one].end]


def _reading(detected: Detected) -> str:
    """Return the language whose words are looked for; unknown ones are read by their script."""
    if detected.language in {"lt", "be", "ru", "en"}:
        return detected.language
    return "ru" if detected.script == "cyrl" else "en"


def _keys(tokens: tuple[Token, ...], words: Lexicon) -> tuple[str, ...]:
    """Return the comparable forms of all tokens; a word of letters alone is compared as folded."""
    as_folded = words.language != "be"
    return tuple(
        [
            token.folded if as_folded and token.raw.isalpha() else _key(token, words)
            for token in tokens
        ]
    )


def _key(token: Token, words: Lexicon) -> str:
    """Return the comparable form without a case ending after an apostrophe: Coale'as, US's."""
    if token.raw.isalpha():
        return words.same(token.folded)
    bare = _CASE_ENDING.sub("", token.raw)
    return words.key(bare) if bare != token.raw else words.same(token.folded)


def _parts(tokens: tuple[Token, ...], words: Lexicon) -> Iterator[Found]:
    """Tags of the parts of hyphenated words: US-brokered, German-Russian."""
    for at, token in enumerate(tokens):
        if "-" not in token.raw:
            continue
        pieces = token.raw.split("-")
        if pieces[-1].lower() in _LOOSE:
            continue
        folded = token.folded.split("-")
        named: list[Tag] = []
        first: list[Tag] = []
        for piece, key in zip(pieces, folded, strict=False):
            part = Token(piece, words.same(key), token.start, token.end)
            tags = [found.tag for found in words.find((part.folded,), (part,))]
            prefixes = [Tag("country", tag.value) for tag in tags if tag.kind == "prefix"]
            first += prefixes
            named += [tag for tag in tags if tag.kind in _IN_PARTS and not prefixes]
            named += [tag for tag in tags if folded[0] in _FORMER and _is_of_people(tag)]
        for tag in (*first, *named) if named else ():  # a Greek-Catholic is of no country
            yield Found(tag, at, at + 1)


def _is_of_people(tag: Tag) -> bool:
    return tag[0] == "noun" and tag[1] in _PEOPLE
