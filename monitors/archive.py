"""Pure: what a search in the archive looks for, and where in a text it was found.

A word is found in any inflection (its stem), in any spelling (the fold of `monitors/spelling.py`)
and, if it is a name, in any script (the key of `monitors/names.py`). Stems are cut by the endings
of `archive.toml`: the first letters alone, by which reports are joined, would take палітвязень
for палітыка.

    sankcijų Statkevičius    reports with both        "палітычны вязень"    one behind the other
    санкц*                   any word that begins so  -Belavia              without it
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

from monitors.model import Detected, Report, Span
from monitors.names import key
from monitors.spelling import fold, written_in
from monitors.tokens import Token, tokenize

_DATA = Path(__file__).with_suffix(".toml")
_LAYOUT = b"1"  # of what `indexed` makes of a report
_PART = re.compile(r"[^\W_]+")
_TERM = re.compile(r'(-?)"([^"]*)"?|(-?)([^\s"]+)')
_SHORTEST_KEY = 3
MOST_TERMS = 16
"""Words and phrases of a query that are looked for; of more, the first ones."""
LONGEST_WORD = 64
_CONTEXT = 60  # characters beside the first hit that a snippet shows


@dataclass(frozen=True, slots=True)
class Indexed:
    """A report's words for the index: stems in order, and keys of names."""

    stems: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """What must be there, or must not: any of the phrases of stems, or any of the keys.

    Of a word there is a phrase of one stem for each language that it may be of. `begins` is set
    where the last stem of a phrase need only be the beginning of one.
    """

    phrases: tuple[tuple[str, ...], ...]
    names: tuple[str, ...] = ()
    begins: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All its terms must hold; one that looks for nothing is False."""

    terms: tuple[Term, ...]

    def __bool__(self) -> bool:
        """True if there is a term that is not excluded."""
        return any(not term.excluded for term in self.terms)


@dataclass(frozen=True, slots=True)
class _Endings:
    """Those of each language, the longest first."""

    shortest: int
    cut: Mapping[str, tuple[str, ...]]
    finals: Mapping[str, tuple[tuple[str, str], ...]]


@cache
def _endings() -> _Endings:
    data = tomllib.loads(_DATA.read_text("utf-8"))
    return _Endings(
        data["shortest"],
        {
            language: tuple(_longest_first(set(given)))
            for language, given in data["endings"].items()
        },
        {
            language: tuple((one, given[one]) for one in _longest_first(given))
            for language, given in data["finals"].items()
        },
    )


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda one: (-len(one), one))


def version() -> str:
    """Changes whenever a report would be indexed otherwise than before."""
    return blake2b(_LAYOUT + _DATA.read_bytes(), digest_size=8).hexdigest()


@lru_cache(maxsize=65536)
def stem(folded: str, language: str) -> str:
    """A folded word without its ending; as it is in a language whose endings are not known."""
    known = _endings()
    for ending in known.cut.get(language, ()):
        if folded.endswith(ending) and len(folded) - len(ending) >= known.shortest:
            return _settled(folded[: -len(ending)], language)
    return _settled(folded, language)


def _settled(word: str, language: str) -> str:
    """A stem whose last letters change with the ending, always in the same form."""
    known = _endings()
    for final, instead in known.finals.get(language, ()):
        if word.endswith(final) and len(word) - len(final) >= known.shortest - 1:
            return word[: -len(final)] + instead
    return word


def indexed(report: Report) -> Indexed:
    """The words of a report's headline, lead, translations and facts."""
    item, facts = report.item, report.facts
    texts = [(item.title, report.detected), (item.summary, report.detected)]
    for one in report.translations:
        texts += [(text, Detected(one.language)) for text in (one.title, one.summary)]
    tokens = [(token, detected) for text, detected in texts for token in tokenize(text, detected)]
    stems = [one for token, detected in tokens for one in _stems(token.folded, detected.language)]
    mentioned = (*facts.people, *facts.targets)
    said = [token.raw for token, _ in tokens if token.raw[:1].isupper()]
    said += [word for mention in mentioned for word in _PART.findall(mention.value)]
    return Indexed(tuple(stems), tuple(dict.fromkeys(_keys(said))))


def _stems(folded: str, language: str) -> list[str]:
    """Those of the parts of a word: прэс-служба has two."""
    return [stem(part, language) for part in _PART.findall(folded)]


def _keys(words: Iterable[str]) -> Iterator[str]:
    return (found for word in words if len(found := key(word)) >= _SHORTEST_KEY)


def parse(text: str) -> Query:
    """What was typed, whatever it is: never raises, and no sign in it is special elsewhere."""
    found = (_term(one) for one in _TERM.finditer(text))
    terms = [term for term in found if term]
    return Query(tuple(terms[:MOST_TERMS]))


def _term(found: re.Match[str]) -> Term | None:
    excluded = (found[1] or found[3]) == "-"
    if found[2] is not None:
        return _phrase(found[2], excluded=excluded)
    word = found[4][:LONGEST_WORD]
    begins = word.endswith("*")
    parts = _PART.findall(word)
    if len(parts) != 1:
        return _phrase(word, excluded=excluded)
    phrases = {(one,) for language in _languages(word) for one in _forms(word, language)}
    if begins:
        begun = {one for language in _languages(word) for one in _begun(parts[0], language)}
        return Term(tuple(sorted((one,) for one in begun)), (), begins=True, excluded=excluded)
    return Term(tuple(sorted(phrases)), tuple(_keys(parts)), excluded=excluded)


def _phrase(text: str, *, excluded: bool) -> Term | None:
    """The words one behind the other, in each language that all of them may be of."""
    words = [word[:LONGEST_WORD] for word in _PART.findall(text)][:MOST_TERMS]
    if not words:
        return None
    common = frozenset.intersection(*(frozenset(_languages(word)) for word in words))
    phrases = {tuple(_forms(word, language)[0] for word in words) for language in common or {"en"}}
    return Term(tuple(sorted(phrases)), excluded=excluded)


def _languages(word: str) -> Sequence[str]:
    return sorted(written_in(word))


def _forms(word: str, language: str) -> list[str]:
    """The stem of a word as a text of that language has it; Łacinka is read as Belarusian."""
    lacinka = language == "be" and word.isascii() is False and _is_latin(word)
    folded = fold(word, belarusian=language == "be", lacinka=lacinka)
    return _stems(folded, language) or [folded]


def _begun(word: str, language: str) -> set[str]:
    """What a stem begins with if its word begins so; the stem may be the shorter of the two."""
    folded = fold(word, belarusian=language == "be")
    return {folded, _settled(folded, language), stem(folded, language)}


def _is_latin(word: str) -> bool:
    return "be" in written_in(word) and not re.search(r"[Ѐ-ӿ]", word)


def spans(report: Report, query: Query) -> list[Span]:
    """Where in the headline and the lead something that was looked for stands."""
    wanted = [term for term in query.terms if not term.excluded]
    texts = (("title", report.item.title), ("summary", report.item.summary))
    return [
        Span(where, token.start, token.end)
        for where, text in texts
        for token in tokenize(text, report.detected)
        if any(_hits(token, report.detected.language, term) for term in wanted)
    ]


def _hits(token: Token, language: str, term: Term) -> bool:
    stems = _stems(token.folded, language)
    if term.begins:
        return any(one.startswith(phrase[-1]) for one in stems for phrase in term.phrases)
    if any(one in phrase for one in stems for phrase in term.phrases):
        return True
    return token.raw[:1].isupper() and key(token.raw) in term.names


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text and what of it is marked: (piece, marked) in order."""

    pieces: tuple[tuple[str, bool], ...]

    def marked(self, before: str, after: str) -> str:
        """The text with what was found between two marks."""
        return "".join(f"{before}{one}{after}" if found else one for one, found in self.pieces)


def snippet(report: Report, query: Query) -> Snippet:
    """The headline if the words are in it, else the piece of the lead around the first of them."""
    found = spans(report, query)
    where = "title" if not found or found[0].where == "title" else "summary"
    text = report.item.title if where == "title" else report.item.summary
    here = [one for one in found if one.where == where]
    begin, end = 0, len(text)
    if where == "summary":
        begin = max(0, text.rfind(" ", 0, max(1, here[0].start - _CONTEXT)) + 1)
        end = min(len(text), here[0].end + 2 * _CONTEXT)
    return Snippet(tuple(_pieces(text, here, begin, end)))


def _pieces(text: str, found: Iterable[Span], begin: int, end: int) -> Iterator[tuple[str, bool]]:
    if begin:
        yield "… ", False
    at = begin
    for one in found:
        if at <= one.start and one.end <= end:
            yield text[at : one.start], False
            yield text[one.start : one.end], True
            at = one.end
    yield text[at:end], False
    if end < len(text):
        yield " …", False
