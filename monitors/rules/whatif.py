"""Pure: the terms that fired in an item, and which single word the answer hangs on.

The item is judged again without one word at a time: first those that govern an act ("calls for",
"not", "may"), then those that say that it is something else (a film, a false friend), then the
question mark, the acts and what they are about; where the second opinion decided, also each other
word of the title and of the first sentence behind it, as it sees them all. What turns "alert" into
"no alert", or back, is an answer to "why?" that needs no knowledge of the rules. An infinitive or
noun ("calls on Minsk to free them") says nothing by itself; without its governor it is heard as
done.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from monitors.model import Action, Hit, Span
from monitors.rules.clause import GOVERNORS
from monitors.rules.weigh import AGREES, TERM
from monitors.vocabulary import DECOY, Found, Reading, Text

_FIELDS = ("title", "summary")
_DONE = {
    "free_inf": "freed",
    "free_coming": "freed",
    "pardon_inf": "pardon",
    "swap": "swap_done",
    "lift_inf": "lift",
    "ease_inf": "ease",
    "impose_inf": "impose",
    "extend_inf": "extend",
}
_MOST = 40  # words that are left out in turn: a title has some fifteen
_FUSED = ("nebe", "ne")  # "not", as Lithuanian writes it before a verb
_RANK = {concept: rank for rank, concept in enumerate(("negated", *GOVERNORS))}
_NOISE, _REST, _LAST = range(len(_RANK), len(_RANK) + 3)


@dataclass(frozen=True)
class Fired:
    """A term that was found: of a concept of the vocabulary, or of a topic; and the words."""

    name: str
    term: str
    span: Span
    text: str


@dataclass(frozen=True)
class Answer:
    """What an item is taken for, and whether it alerts."""

    action: Action
    alert: bool


@dataclass(frozen=True)
class Turn:
    """What the answer would be `without` a word; `name` is what the word is to the rules.

    `done`: the acts that are heard as done, "" if none is; `without` is "" if that is enough.
    `alone`: so it would be by the rules alone; what all say together hangs on no single word.
    """

    without: str
    name: str
    answer: Answer
    done: str = ""
    alone: bool = False


@dataclass(frozen=True)
class _Cut:
    """A piece of a field that is left out, and why it comes before others."""

    name: str
    span: Span
    rank: int


def fired(reading: Reading, hits: Iterable[Hit], title: str, summary: str) -> tuple[Fired, ...]:
    """Every term: those of the vocabulary in order of place, then `hits` of topics and names."""
    texts = {"title": title, "summary": summary}
    found = [
        Fired(one.concept + (" (negated)" if one.negated else ""), one.term, span,
              texts[where][span.start : span.end])
        for where, text in zip(_FIELDS, (reading.title, reading.summary), strict=True)
        for one in text.found
        for span in [_span(one, where, text)]
    ]  # fmt: skip
    found += [
        Fired(hit.topic, hit.term, hit.span, texts[hit.where][hit.span.start : hit.span.end])
        for hit in hits
        if hit.span
    ]
    return tuple(found)


class Judge(Protocol):
    """Title and summary -> the answer; `done`: infinitives and nouns are heard as done."""

    def __call__(self, title: str, summary: str, *, done: bool = False) -> Answer:
        """The answer."""


def turns(
    reading: Reading, hits: Sequence[Hit], title: str, summary: str, judge: Judge
) -> tuple[Turn, ...]:
    """Return what turns the alert on or off if it is left out, the most telling first.

    `hits` are those of the user's topics and names, also such as stand against a topic; `judge` is
    asked once or twice for each word that was found.
    """
    answer = judge(title, summary)
    alert = answer.alert
    acts = "" if alert else " ".join(dict.fromkeys(_undone(reading)))
    found: list[Turn] = []
    for cut in _cuts(reading, hits, title, voted=_voted(answer.action)):
        shortened, without = _without(cut, title, summary)
        other = judge(*shortened)
        if other.alert != alert:
            found.append(Turn(without, cut.name, other))
        elif acts and cut.rank < _NOISE:
            other = judge(*shortened, done=True)
            found += [Turn(without, cut.name, other, acts)] if other.alert else []
    if acts and not found:
        other = judge(title, summary, done=True)
        found += [Turn("", "", other, acts)] if other.alert else []
    return tuple(found)


def as_done(reading: Reading) -> Reading:
    """The reading in which infinitives and nouns of acts are finite verbs."""
    return Reading(*(
        replace(text, found=tuple(
            one._replace(concept=_DONE.get(one.concept, one.concept)) for one in text.found
        ))
        for text in (reading.title, reading.summary)
    ))  # fmt: skip


def _undone(reading: Reading) -> Iterator[str]:
    """The words of infinitives and nouns of acts, the longest of those that overlap."""
    for text in (reading.title, reading.summary):
        end = 0
        for one in sorted(text.found, key=lambda one: (one.start, -one.end)):
            if one.concept in _DONE and one.start >= end:
                end = one.end
                yield text.text[text.tokens[one.start].start : text.tokens[end - 1].end]


def _voted(action: Action) -> bool:
    """Say if the second opinion made the action another than the rules did."""
    return any(said.startswith(TERM) and said != AGREES for said in action.why)


def _cuts(reading: Reading, hits: Sequence[Hit], title: str, *, voted: bool) -> list[_Cut]:
    """Each place once, by rank, then in order of place; a topic of the user's is always named."""
    topics = {hit.topic for hit in hits}
    cuts = [*_of_vocabulary(reading), *(_of_hit(hit) for hit in hits if hit.span)]
    cuts += _of_words(reading) if voted else ()
    if title.rstrip().endswith("?"):
        end = len(title.rstrip())
        cuts.append(_Cut("question", Span("title", end - 1, end), _NOISE))
    cuts.sort(key=lambda cut: (cut.rank, cut.span.where != "title", cut.span.start))
    first: dict[Span, _Cut] = {}
    for cut in cuts:
        one = first.setdefault(cut.span, cut)
        if cut.name in topics and cut.name not in one.name:
            first[cut.span] = replace(one, name=f"{one.name}, {cut.name}")
    return list(first.values())[:_MOST]


def _of_vocabulary(reading: Reading) -> Iterator[_Cut]:
    for where, text in zip(_FIELDS, (reading.title, reading.summary), strict=True):
        for one in text.found:
            span = _span(one, where, text)
            if one.negated:
                end = span.start + len(_fused(text.tokens[one.start].raw))
                yield _Cut("negation", Span(where, span.start, end), _RANK["negated"])
            yield _Cut(one.concept, span, _rank(one.concept))


def _of_hit(hit: Hit) -> _Cut:
    assert hit.span is not None
    return _Cut(hit.topic, hit.span, _REST)


def _of_words(reading: Reading) -> Iterator[_Cut]:
    """The words that are marks: those of the title and of the first sentence behind it."""
    for where, text in zip(_FIELDS, (reading.title, reading.summary), strict=True):
        for token in text.tokens:
            if where == "title" or not token.sentence:
                yield _Cut("word", Span(where, token.start, token.end), _LAST)


def _rank(concept: str) -> int:
    noise = concept == DECOY or concept.startswith("noise_")
    return _RANK.get(concept, _NOISE if noise else _REST)


def _fused(word: str) -> str:
    """The "not" that a Lithuanian verb begins with."""
    return next(word[: len(each)] for each in _FUSED if word.lower().startswith(each))


def _span(found: Found, where: str, text: Text) -> Span:
    return Span(where, text.tokens[found.start].start, text.tokens[found.end - 1].end)


def _without(cut: _Cut, title: str, summary: str) -> tuple[tuple[str, str], str]:
    """Title and summary without the piece, and the piece."""
    in_title = cut.span.where == "title"
    text = title if in_title else summary
    before, piece, after = (
        text[: cut.span.start],
        text[cut.span.start : cut.span.end],
        text[cut.span.end :],
    )
    if before.endswith(" ") or not before:
        after = after.removeprefix(" ")
    shortened = before + after
    return ((shortened, summary) if in_title else (title, shortened)), piece
