"""Pure: words as data, and where they occur in a text.

A words file (`words/<language>.toml`) holds concepts, each a list of terms:

    word            this form only
    stem*           a word that begins so
    *part*          a word that contains this (*part: that ends so)
    two words       these words side by side; each may have a *
    a ... b         b after a in one sentence, at most four words between
    a|b c           a c, and b c (of the words files alone)

Where terms of several acts fit one word the most exact wins (word, longest stem, part), so that
`санкционировал*` takes a word away from `санкци*`. Words are compared folded.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from operator import attrgetter
from typing import NamedTuple

from monitors.errors import ConfigError
from monitors.model import Detected
from monitors.spelling import fold
from monitors.tokens import Token, tokenize

LANGUAGES = ("lt", "be", "ru", "en")
# Concepts that take words from each other, those of prisoners and those of sanctions apart: who
# "returned" may be a man or a ban. All others are found wherever they fit.
_RELEASE = frozenset({
    "free", "freed", "free_inf", "free_coming", "pardon", "pardon_inf", "swap", "swap_done",
    "handover", "home", "home_coming", "deport", "detain",
})  # fmt: skip
_SANCTIONS = frozenset({
    "sanction", "sanctioned", "measure", "evade", "lift", "lift_inf", "ease", "ease_inf",
    "impose", "impose_inf", "extend", "extend_inf", "punish", "spare",
})  # fmt: skip
DECOY = "decoy"  # the concept whose terms take words away from all others
LEAD = 700  # characters of a text in which concepts are looked for: the top says what happened
GAP = 4  # words that may stand between the halves of "a ... b"
_LITHUANIAN_NOT = ("nebe", "ne")
_KEY = 4  # letters of the next word by which phrases are looked up
_REMEMBERED = 50_000  # distinct words whose terms are kept; news repeats itself
_HYPHEN = re.compile("[-\u2010\u2011]")


class Found(NamedTuple):
    """One occurrence of a concept: which term, and the half-open range of tokens."""

    concept: str
    term: str
    start: int
    end: int
    negated: bool = False


_FOUND = partial(tuple.__new__, Found)  # `Found(*row)` at half the cost, in the hottest loop
_TOKEN = partial(tuple.__new__, Token)
_CONCEPT = attrgetter("concept")


@dataclass(frozen=True)
class Text:
    """One field of an item, read: its words, and the concepts found among them in order."""

    text: str
    tokens: tuple[Token, ...]
    found: tuple[Found, ...]
    concepts: frozenset[str] = field(init=False, repr=False, compare=False)
    """The concepts that occur; nearly every question of a text ends here."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "concepts", frozenset(map(_CONCEPT, self.found)))

    def all(self, *concepts: str) -> list[Found]:
        """Occurrences of any of the concepts, in order."""
        if self.concepts.isdisjoint(concepts):
            return []
        return [found for found in self.found if found[0] in concepts]

    def has(self, *concepts: str) -> bool:
        """Say if any of the concepts occurs."""
        return not self.concepts.isdisjoint(concepts)

    def __add__(self, other: "Text") -> "Text":
        """Return one text of two, the second beginning a new sentence."""
        if not other.text:
            return self
        letters, words = len(self.text) + 1, len(self.tokens)
        sentences = self.tokens[-1].sentence + 1 if self.tokens else 0
        tokens = [
            _TOKEN((raw, folded, start + letters, end + letters, sentence + sentences))
            for raw, folded, start, end, sentence in other.tokens
        ]
        found = [
            _FOUND((concept, term, start + words, end + words, negated))
            for concept, term, start, end, negated in other.found
        ]
        return Text(f"{self.text}\n{other.text}", (*self.tokens, *tokens), (*self.found, *found))


@dataclass(frozen=True)
class Reading:
    """An item's title and summary, read."""

    title: Text
    summary: Text
    whole: Text = field(init=False, repr=False, compare=False)
    """Both as one text; what is read is asked for it more than once."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "whole", self.title + self.summary)

    def has(self, *concepts: str) -> bool:
        """Say if any of the concepts occurs in either."""
        return self.title.has(*concepts) or self.summary.has(*concepts)


@dataclass(frozen=True)
class Atom:
    """One word of a term: its folded letters, and whether more may stand before or after."""

    letters: str
    open_left: bool = False
    open_right: bool = False

    def fits(self, word: str) -> bool:
        """Say if a folded word is meant."""
        if self.open_left:
            return self.letters in word if self.open_right else word.endswith(self.letters)
        return word.startswith(self.letters) if self.open_right else word == self.letters


@dataclass(frozen=True)
class Term:
    """A term of a concept, as written and as atoms; `near` if gaps may stand between them.

    `gaps`: how many words may stand before each atom but the first, if that differs.
    """

    concept: str
    written: str
    atoms: tuple[Atom, ...]
    near: bool = False
    gaps: tuple[int, ...] = ()


def parse_term(concept: str, written: str, language: str) -> Term:
    """Read one term; ConfigError if nothing is left of it after the fold."""
    near = "..." in written
    words = written.replace("...", " ").replace('"', " ").split()
    atoms = tuple(_atom(word, language) for word in words)
    if not atoms or not all(len(atom.letters) for atom in atoms):
        raise ConfigError(f"{concept}: {written!r} is no word")
    return Term(concept, written, atoms, near)


@lru_cache(_REMEMBERED)  # the words files say most words many times
def _atom(word: str, language: str) -> Atom:
    letters = fold(word.strip("*"), belarusian=language == "be")
    return Atom(letters, word.startswith("*"), word.endswith("*") and len(word) > 1)


_Next = Mapping[str, list[tuple[str, Term]]]  # head of the second word -> (of the third, phrase)
_Known = tuple[tuple[Term, ...], _Next, _Next, bool]


class Lexicon:
    """Terms of one language, looked up word by word through a dictionary of stems."""

    def __init__(self, terms: Iterable[Term], *, negates: bool = False) -> None:
        self._negates = negates
        self._single: dict[str, dict[str, list[Term]]] = {"word": {}, "stem": {}, "part": {}}
        self._first: dict[str, dict[str, list[Term]]] = {"word": {}, "stem": {}, "part": {}}
        for term in terms:
            table = self._single if len(term.atoms) == 1 else self._first
            atom = term.atoms[0]
            kind = "part" if atom.open_left else "stem" if atom.open_right else "word"
            table[kind].setdefault(atom.letters, []).append(term)
        self._lengths = {
            id(stems): sorted({len(letters) for letters in stems}, reverse=True)
            for table in (self._single, self._first)
            for stems in (table["stem"], table["part"])
        }
        self._of_word = lru_cache(_REMEMBERED)(self._look_up)

    def __bool__(self) -> bool:
        """Say if there are any terms."""
        return any(table[kind] for table in (self._single, self._first) for kind in table)

    def find(self, tokens: Sequence[Token]) -> tuple[Found, ...]:
        """All concepts among the tokens, in order of place; those of phrases before words."""
        found: list[Found] = []
        words = [token[1] for token in tokens]
        heads = [*(word[:_KEY] for word in words), "", ""]
        for at, known in enumerate(map(self._of_word, words)):
            if known is None:
                continue
            singles, firsts, nears, negated = known
            phrases: list[Term] = []
            if firsts:
                third = heads[at + 2]
                follow = firsts.get(heads[at + 1], firsts.get("", ()))
                phrases = [term for wanted, term in follow if wanted in ("", third)]
            if nears:
                phrases += _within_reach(nears, heads[at + 1 : at + 2 + GAP], heads)
            for term in phrases:
                end = _end_of(term, tokens, at)
                if end:
                    found.append(_FOUND((term.concept, term.written, at, end, negated)))
            if singles:
                after = at + 1
                found += [_FOUND((t.concept, t.written, at, after, negated)) for t in singles]
        return tuple(found)

    def _look_up(self, word: str) -> _Known | None:
        """Single terms that fit the word, phrases that may begin with it, and a fused "not".

        None if there is nothing. Phrases are given apart: whose next word follows at once, and
        whose may be further away.
        """
        singles = self._singles(word)
        firsts = [term for fitting in self._fitting(self._first, word) for term in fitting]
        negated = False
        if not singles and not firsts and self._negates:
            rest = next((word[len(p) :] for p in _LITHUANIAN_NOT if word.startswith(p)), "")
            if len(rest) > 3:
                singles = self._singles(rest)
                firsts = [term for fitting in self._fitting(self._first, rest) for term in fitting]
                negated = True
        others: list[Term] = []
        by_letters: dict[str, list[tuple[str, Term]]] = {}
        for term in firsts:
            letters, third = _heads(term) if term.near and not term.gaps else ("", "")
            if letters:
                by_letters.setdefault(letters, []).append((third, term))
            else:
                others.append(term)
        if not (singles or firsts):
            return None
        return tuple(singles), _by_next(others) if others else {}, by_letters, negated

    def _singles(self, word: str) -> list[Term]:
        """Fit the whole word, and the parts of a hyphenated one if no act takes the whole."""
        whole = _most_exact(self._fitting(self._single, word))
        if not _HYPHEN.search(word) or any(_rivals(term.concept) for term in whole):
            return whole
        pieces = (self._fitting(self._single, piece) for piece in _HYPHEN.split(word))
        chosen = {term.concept: term for term in whole}
        for term in (term for piece in pieces for term in _most_exact(piece)):
            chosen.setdefault(term.concept, term)
        return list(chosen.values())

    def _fitting(self, table: dict[str, dict[str, list[Term]]], word: str) -> list[list[Term]]:
        """Give the lists of terms that fit, the most exact first."""
        fitting = [table["word"][word]] if word in table["word"] else []
        stems, parts = table["stem"], table["part"]
        lengths = (length for length in self._lengths[id(stems)] if length <= len(word))
        fitting.extend(stems[word[:length]] for length in lengths if word[:length] in stems)
        for length in self._lengths[id(parts)]:
            for start in range(len(word) - length + 1):
                for_part = parts.get(word[start : start + length], [])
                fits = [term for term in for_part if term.atoms[0].fits(word)]
                if fits:
                    fitting.append(fits)
        return fitting


def _by_next(phrases: Sequence[Term]) -> dict[str, list[tuple[str, Term]]]:
    """Phrases by the first letters that the word after the first one must have, and the third.

    Those of "" may follow any word; they stand in every list, in the order given.
    """
    keys = [("", "") if term.near or term.gaps else _heads(term) for term in phrases]
    return {
        wanted: [
            (third, t) for t, (key, third) in zip(phrases, keys, strict=True) if key in ("", wanted)
        ]
        for wanted in {"", *(second for second, _ in keys)}
    }


def _heads(term: Term) -> tuple[str, str]:
    return _head(term, 1), _head(term, 2) if len(term.atoms) > 2 else ""


def _head(term: Term, number: int) -> str:
    """The first letters of a word that an atom fits; "" if they are not known."""
    atom = term.atoms[number]
    known = not atom.open_left and (not atom.open_right or len(atom.letters) >= _KEY)
    return atom.letters[:_KEY] if known else ""


def _within_reach(nears: _Next, ahead: Sequence[str], heads: Sequence[str]) -> list[Term]:
    """Phrases "a ... b" of which a word near enough begins as b does; each once.

    Of "a ... b c", some word of the text must begin as c does.
    """
    if nears.keys().isdisjoint(ahead):
        return []
    near = (each for head in dict.fromkeys(ahead) for each in nears.get(head, ()))
    return [term for third, term in near if third in heads]


def _most_exact(fitting: Sequence[Sequence[Term]]) -> list[Term]:
    """Choose from lists of terms, the most exact first: of competing concepts the first only."""
    chosen: dict[str, Term] = {}
    taken: set[str] = set()
    for terms in fitting:
        for term in terms:
            if term.concept not in taken:
                chosen.setdefault(term.concept, term)
        taken.update(*(_rivals(term.concept) for term in terms))
    return list(chosen.values())


def _rivals(concept: str) -> frozenset[str]:
    """The concepts from which a concept takes its words; a decoy takes them from all that act."""
    if concept == DECOY:
        return _RELEASE | _SANCTIONS
    return next((family for family in (_RELEASE, _SANCTIONS) if concept in family), frozenset())


def _end_of(term: Term, tokens: Sequence[Token], at: int) -> int:
    """Where a phrase that begins at `at` ends; 0 if its other words do not follow."""
    if term.gaps:
        return _end_over_gaps(term, tokens, at, 1)
    position, here = at, tokens[at].sentence
    reach = 1 + (GAP if term.near else 0)
    for atom in term.atoms[1:]:
        for token in tokens[position + 1 : position + 1 + reach]:
            position += 1
            if token.sentence != here:
                return 0
            if atom.fits(token.folded):
                break
        else:
            return 0
    return position + 1


def _end_over_gaps(term: Term, tokens: Sequence[Token], position: int, number: int) -> int:
    """Where the atoms from `number` on end, the one before at `position`; tries every place."""
    if number == len(term.atoms):
        return position + 1
    for at in range(position + 1, min(position + 2 + term.gaps[number - 1], len(tokens))):
        if tokens[at].sentence != tokens[position].sentence:
            return 0
        if term.atoms[number].fits(tokens[at].folded):
            end = _end_over_gaps(term, tokens, at, number + 1)
            if end:
                return end
    return 0


@dataclass(frozen=True)
class Vocabulary:
    """The concepts of all languages."""

    terms: Mapping[str, tuple[Term, ...]]
    _readings: dict[tuple[str, str, str], Reading] = field(default_factory=dict, compare=False)
    _lexicons: dict[str, Lexicon] = field(default_factory=dict, compare=False)

    def prepare(self) -> None:
        """Look all words up now, not when the first text of a language comes (0.1 s each)."""
        for language in self.terms:
            self._lexicon(language)

    def _lexicon(self, language: str) -> Lexicon | None:
        if language not in self._lexicons and language in self.terms:
            self._lexicons[language] = Lexicon(self.terms[language], negates=language == "lt")
        return self._lexicons.get(language)

    def read(self, title: str, summary: str, detected: Detected) -> Reading:
        """Find all concepts of an item in its own language; none in a language without words."""
        at = (title, summary, detected.tag)
        known = self._readings.get(at)
        if known is None:
            known = Reading(self._text(title, detected), self._text(summary, detected))
            if len(self._readings) > 4:  # match and rules ask one after the other
                self._readings.clear()
            self._readings[at] = known
        return known

    def _text(self, text: str, detected: Detected) -> Text:
        text = text[:LEAD]
        tokens = tokenize(text, detected)
        lexicon = self._lexicon(detected.language)
        return Text(text, tokens, _without_decoys(lexicon.find(tokens)) if lexicon else ())


def _without_decoys(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Drop what stands inside a false friend: the "free" of Radio Free Europe."""
    taken = {at for one in found if one.concept == DECOY for at in range(one.start, one.end)}
    if not taken:
        return found
    return tuple(
        one for one in found if one.concept == DECOY or taken.isdisjoint(range(one.start, one.end))
    )
