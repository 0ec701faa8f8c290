"""Pure: what one item says: language -> match -> rules -> second opinion -> facts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from monitors.facts import extract, prepare
from monitors.foreign import Foreign, words_in
from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS, Matcher, word_matches
from monitors.model import (
    TRANSLATION,
    Action,
    ActionLabel,
    Detected,
    Facts,
    Hit,
    Item,
    Report,
    Source,
    Translation,
)
from monitors.rules import decide
from monitors.rules.second_opinion import Opinion, marks_in, says_something, shipped
from monitors.rules.weigh import TERM, WORTH_A_VECTOR, weigh
from monitors.vocabulary import Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_NO_ACTION, _NO_FACTS = Action(ActionLabel.OTHER, 0.0), Facts()


@dataclass(frozen=True, slots=True)
class Read:
    """One report, the words of chats that stand in it, the second opinion on it, and its vector.

    The words are the chats' own affair and are kept out of the report. There is no opinion on an
    item in which no concept was found, and no vector before it is made (monitors/opinions.py).
    """

    report: Report
    words: frozenset[str] = frozenset()
    opinion: Opinion | None = None
    vector: "NDArray[np.float32] | None" = field(default=None, compare=False)

    @property
    def hit(self) -> bool:
        """True if any topic, name or watched word was found."""
        return bool(self.report.hits or self.words)

    @property
    def asks_for_a_vector(self) -> bool:
        """True if the second opinion should know what the item means as well."""
        if not {RELEASE, SANCTIONS}.isdisjoint(self.report.topics_of_original):
            return True
        return self.opinion is not None and self.opinion.alerting >= WORTH_A_VECTOR


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is needed to read one item: the words, and the terms that are looked for."""

    vocabulary: Vocabulary
    matcher: Matcher
    foreign: Foreign = field(default_factory=Foreign)

    def prepare(self) -> None:
        """Look all words and weights up now, not when the first text of a language comes (1 s)."""
        self.vocabulary.prepare()
        prepare()
        shipped()

    def read(self, item: Item, source: Source, words: Iterable[str] = ()) -> Read:
        """Language, hits, action and facts of one item; `words` are those that chats watch."""
        detected = detect(item.title, item.summary, item.declared_language or source.language)
        found = (word for word in words if word_matches(word, item.title, item.summary, detected))
        read = self.read_as(item, source, detected)
        return Read(read.report, frozenset(found), read.opinion)

    def read_as(
        self, item: Item, source: Source, detected: Detected, translated: Sequence[Hit] = ()
    ) -> Read:
        """The same of a language that is known already; `translated` are hits in a translation."""
        hits = (*self.matcher.match(item.title, item.summary, detected), *translated)
        opinion = self._opinion(item, detected)
        return Read(self._told(item, source, detected, hits, opinion), opinion=opinion)

    def read_closely(self, read: Read, vector: "NDArray[np.float32]") -> Read:
        """The same item once more, now that its vector is known: hits, action and facts."""
        report = read.report
        opinion = self._opinion(report.item, report.detected, vector)
        hits = tuple(hit for hit in report.hits if hit.term != TERM)
        told = self._told(report.item, report.source, report.detected, hits, opinion)
        kept = replace(told, translations=report.translations, untranslated=report.untranslated)
        return replace(read, report=kept, opinion=opinion, vector=vector)

    def wants_translation(self, read: Read, into: str, words: Iterable[str]) -> bool:
        """True if only a translation can show that an item is of interest."""
        language = read.report.detected.language
        return not read.hit and self.foreign.wants_translation(language, into, words)

    def read_again(self, read: Read, translation: Translation, words: Iterable[str]) -> Read:
        """What its translation adds: hits that are mentions, and watched words."""
        report, language = read.report, read.report.detected.language
        hits = (*report.hits, *self.foreign.match(translation, language))
        told = self._told(report.item, report.source, report.detected, hits, read.opinion)
        return replace(
            read,
            report=replace(report, hits=told.hits, action=told.action, facts=told.facts),
            words=read.words | words_in(words, translation, language),
        )

    def _opinion(
        self, item: Item, detected: Detected, vector: "NDArray[np.float32] | None" = None
    ) -> Opinion | None:
        reading = self.vocabulary.read(item.title, item.summary, detected)
        if vector is None and not says_something(reading):
            return None
        return shipped().opinion(marks_in(reading), vector)

    def _told(
        self,
        item: Item,
        source: Source,
        detected: Detected,
        hits: tuple[Hit, ...],
        opinion: Opinion | None,
    ) -> Report:
        """The report with its hits, its action after the vote, and the facts that go with it."""
        action = _NO_ACTION
        if hits:
            action = decide(item.title, item.summary, detected, hits, self.vocabulary)
        if opinion:
            topics = {hit.topic for hit in hits if hit.where != TRANSLATION}
            action, topic = weigh(action, opinion, topics)
            hits = (Hit(topic, TERM, "title"), *hits) if topic else hits
        named = hits or action.label is not ActionLabel.OTHER  # by the vote, if by nothing else
        facts = _NO_FACTS
        if named:
            reading = self.vocabulary.read(item.title, item.summary, detected)
            marks = marks_in(reading) if action.label.family == "release" else ()
            facts = extract(item.title, item.summary, detected, action, marks)
        return Report(
            item=item, source=source, detected=detected, hits=hits, action=action, facts=facts
        )
