"""Pure: what can be found in an item only in its translation.

A topic of the user's may have keywords in some languages only, and a word that a chat watches is
written in one. What cannot be tried on an item in its own language is tried on its translation.

Such a hit is a mention and never an action: the built-in topics, whose words cover all four
languages, and watched names, which are found in any script, take no part, and what a demo model
writes counts for nothing (it makes stories of the field out of anything). `audience.wants` and
`rules.decide` hold to the same.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from monitors.keywords import ANY, Groups, Keywords, TopicRule
from monitors.match import RELEASE, SANCTIONS, WATCH, word_matches
from monitors.model import TRANSLATION, Detected, Hit, Translation
from monitors.spelling import written_in
from monitors.vocabulary import LANGUAGES

_OURS = frozenset({RELEASE, SANCTIONS, WATCH})
_EVERY = frozenset(LANGUAGES)
_UNKNOWN = "und"


class Foreign:
    """The user's topics as they are tried on translations; built once for a configuration.

    ConfigError if a keyword is empty.
    """

    def __init__(self, topics: Sequence[TopicRule] = ()) -> None:
        self._topics = [topic for topic in topics if topic.name not in _OURS]
        self._keywords = {
            (language, into): self._tried(language, into)
            for language in {*LANGUAGES, ""}
            for into in LANGUAGES
        }

    def foreign_terms(self, language: str, into: str) -> tuple[tuple[str, str], ...]:
        """Topic and keyword of all that an item in `language` must be translated `into` for.

        These are the keywords in `into` of topics that have none in `language`. Those under "any"
        are tried on the original, and a topic with keywords in `language` has had its say.
        """
        return tuple(
            (rule.name, word)
            for rule in self._rules(language, into)
            for word in rule.leading.get(into, ())
        )

    def wants_translation(self, language: str, into: str, words: Iterable[str] = ()) -> bool:
        """Say if an item without a hit is worth translating `into`; cheap, asked of every item.

        `words` are those that chats watch. An item in an unknown language is not.
        """
        if language in (into, _UNKNOWN):
            return False
        return bool(self._of(language, into)) or any(
            is_foreign(word, language, into) for word in words
        )

    def match(self, translation: Translation, language: str) -> tuple[Hit, ...]:
        """Return the hits of topics on the translation of an item that is in `language`.

        Each topic and keyword once; without a span, as the original has no place for them.
        """
        keywords = self._of(language, translation.language)
        if translation.demo or not keywords:
            return ()
        found = keywords.read(
            translation.title, translation.summary, Detected(translation.language)
        )
        return tuple(
            dict.fromkeys(
                Hit(hit.topic, hit.term, TRANSLATION)
                for verdict in found
                if verdict.met
                for hit in verdict.hits
            )
        )

    def _rules(self, language: str, into: str) -> list[TopicRule]:
        """What is left of the topics that have words in `into` and none in `language`."""
        if language == into:
            return []
        return [
            TopicRule(
                topic.name,
                _only(topic.keywords, into),
                _only(topic.all, into, ANY),
                _only(topic.none, into, ANY),
            )
            for topic in self._topics
            if topic.leading.get(into) and not topic.leading.get(language)
        ]

    def _tried(self, language: str, into: str) -> Keywords:
        return Keywords(self._rules(language, into), into)

    def _of(self, language: str, into: str) -> Keywords | None:
        return self._keywords.get((language if language in _EVERY else "", into))


def _only(group: Groups, *languages: str) -> Groups:
    return {language: group[language] for language in languages if language in group}


def words_in(words: Iterable[str], translation: Translation, language: str) -> frozenset[str]:
    """Return the watched words that stand in the translation of an item that is in `language`.

    Only those that are foreign to it: all others were tried on the original.
    """
    if translation.demo:
        return frozenset()
    into = Detected(translation.language)
    return frozenset(
        word
        for word in words
        if is_foreign(word, language, into.language)
        and word_matches(word, translation.title, translation.summary, into)
    )


@lru_cache(maxsize=4096)
def is_foreign(word: str, language: str, into: str) -> bool:
    """Say if a watched word can be of language `into` and cannot be of `language`.

    A name (every word with a capital) never is: it is found in the original in any script, and a
    model may write another one in its place.
    """
    if language == into or all(part[:1].isupper() for part in word.split()):
        return False
    languages = written_in(word)
    return into in languages and language not in languages
