"""Pure: what one item says: language -> match -> rules -> facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from monitors.facts import extract
from monitors.foreign import Foreign, words_in
from monitors.language import detect
from monitors.match import Matcher, word_matches
from monitors.model import Hit, Item, Report, Source, Translation
from monitors.rules import decide
from monitors.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Read:
    """One report, and the words of chats that stand in it.

    The words are the chats' own affair and are kept out of the report.
    """

    report: Report
    words: frozenset[str] = frozenset()

    @property
    def hit(self) -> bool:
        """True if any topic, name or watched word was found."""
        return bool(self.report.hits or self.words)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is needed to read one item: the words, and the terms that are looked for."""

    vocabulary: Vocabulary
    matcher: Matcher
    foreign: Foreign = field(default_factory=Foreign)

    def read(self, item: Item, source: Source, words: Iterable[str] = ()) -> Read:
        """Language, hits, action and facts of one item; `words` are those that chats watch."""
        detected = detect(item.title, item.summary, item.declared_language or source.language)
        hits = self.matcher.match(item.title, item.summary, detected)
        report = self._told(Report(item=item, source=source, detected=detected), hits)
        found = (word for word in words if word_matches(word, item.title, item.summary, detected))
        return Read(report, frozenset(found))

    def wants_translation(self, read: Read, into: str, words: Iterable[str]) -> bool:
        """True if only a translation can show that an item is of interest."""
        language = read.report.detected.language
        return not read.hit and self.foreign.wants_translation(language, into, words)

    def read_again(self, read: Read, translation: Translation, words: Iterable[str]) -> Read:
        """What its translation adds: hits that are mentions, and watched words."""
        language = read.report.detected.language
        hits = (*read.report.hits, *self.foreign.match(translation, language))
        return Read(
            self._told(read.report, hits), read.words | words_in(words, translation, language)
        )

    def _told(self, report: Report, hits: tuple[Hit, ...]) -> Report:
        if not hits:
            return report
        title, summary, detected = report.item.title, report.item.summary, report.detected
        action = decide(title, summary, detected, hits, self.vocabulary)
        facts = extract(title, summary, detected, action)
        return replace(report, hits=hits, action=action, facts=facts)
