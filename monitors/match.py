"""Pure: which topics an item touches. The broad tier: a miss here is lost, so it is generous.

Built in are `prisoner-release` and `sanctions`, whose words are data; to these come a user's own
topics (keywords) and watched names (watch.py), in any script, spelling and inflection.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from monitors.errors import ConfigError
from monitors.keywords import ANY, keywords_by_language
from monitors.keywords import TopicRule as TopicRule
from monitors.model import Detected, Hit, Span
from monitors.names import key, same_name
from monitors.spelling import fold
from monitors.tokens import Token, tokenize
from monitors.vocabulary import Found, Reading, Text, Vocabulary
from monitors.watch import Sighting, Watch, Watchlist, is_name

RELEASE, SANCTIONS, WATCH = "prisoner-release", "sanctions", "watch"
_FIELDS = ("title", "summary")
_LEAD = 2  # sentences
_PERSON_NEAR = 6  # words between an act of letting go and the person it is about
_SANCTION_NEAR = 14  # words between a change and the sanctions that it changes
_STEM = 4  # letters that two forms of a word share at least
_SHORT_KEY = 2  # letters of a name key that tell nothing by themselves
_ENDING = 3  # letters that inflection may put in place of a word's last ones

_PEOPLE = ("political", "prisoner", "captive")
_ACTS = ("free", "freed", "free_inf", "free_coming", "pardon", "pardon_inf", "swap", "swap_done")
_LEAVING = ("home", "home_coming", "handover", "deport")
_EVIDENCE = (  # the topic of prisoners: of each line, one concept of every group
    (("political", "pardon"),),
    (("prisoner", "place", "known"), (*_ACTS, *_LEAVING)),
    (("captive",), (*_ACTS, "home", "handover")),
    (("person",), ("let go",), ("home", "loosed")),
    (("prisoner", "place"), ("call",), ("state", "person")),
    (("prisoner", "place", "captive"), ("held", "refuse"), ("state",)),
    (("pardon_inf",), ("state",)),
    (("person",), ("freed", "swap_done")),
    (("swap", "swap_done"), ("state",), ("state two",)),
    (("swap", "swap_done"), ("home", "deport")),
    (("let go",), ("state",)),
    (("person",), ("call",), ("swap",)),
    (("name",), ("state",), ("free_inf",)),
    (("let go",), ("free_inf", "free_coming", "pardon_inf"), ("call", "refuse")),
    (("let go",), ("free_coming",), ("modal",)),
    (("state",), ("free_inf",), ("refuse",)),
    (("pardon_inf",), ("refuse",)),
)
# what a text shows by more than its words: looked for only if it would make up what is wanting
_SEEN = {"person", "name", "state two", "let go"}
_MEASURES = ("lift", "lift_inf", "ease", "ease_inf", "impose", "extend", "evade", "tighten")
_INTENDED = ("impose_inf", "extend_inf")


class Matcher:
    """Finds topics and watched names; built once for a configuration.

    ConfigError if a keyword or a watched name could never be found.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        topics: Sequence[TopicRule] = (),
        watches: Sequence[Watch] = (),
    ) -> None:
        problems = [
            f'watched name "{spelling}": only Latin and Cyrillic letters are found in any '
            "spelling; take a topic with keywords under any"
            for watch in watches
            for spelling in (watch.name, *watch.spellings)
            if not is_name(spelling)
        ]
        if problems:
            raise ConfigError(*problems)
        self._vocabulary = vocabulary
        self.keywords = keywords_by_language(topics)
        self._names = Watchlist(watches)

    def match(self, title: str, summary: str, detected: Detected) -> tuple[Hit, ...]:
        """Return every hit, built-in topics first; spans are in the field that `where` names."""
        reading = self._vocabulary.read(title, summary, detected)
        hits = [*_release(reading), *_sanctions(reading)]
        keywords = self.keywords.get(detected.language, self.keywords[ANY])
        if keywords or self._names:
            texts = [(text, tokenize(text, detected)) for text in (title, summary)]
            read = [(where, *text) for where, text in zip(_FIELDS, texts, strict=True)]
            for verdict in keywords.verdicts(read):
                hits.extend(verdict.hits if verdict.met else ())
            watched = self._names.find(texts, on_topic=bool(hits))
            for (where, _, tokens), sightings in zip(read, watched, strict=True):
                hits.extend(_seen(one, where, tokens) for one in sightings)
        return tuple(dict.fromkeys(hits))


def _seen(one: Sighting, where: str, tokens: Sequence[Token]) -> Hit:
    span = Span(where, tokens[one.first].start, tokens[one.last - 1].end)
    return Hit(WATCH, one.name, where, span, possible=one.possible)


def _hit(found: Found, where: str, text: Text, topic: str | None = None) -> Hit:
    start, end = text.tokens[found.start].start, text.tokens[found.end - 1].end
    return Hit(topic or found.concept, found.term, where, Span(where, start, end))


def _hits(topic: str, reading: Reading, *concepts: str) -> list[Hit]:
    """One hit for each occurrence of the concepts in title and summary."""
    fields = zip(_FIELDS, (reading.title, reading.summary), strict=True)
    return [
        _hit(found, where, text, topic) for where, text in fields for found in text.all(*concepts)
    ]


def _release(reading: Reading) -> list[Hit]:
    """Find the topic of prisoners: who is held and an act of letting go, or a strong word."""
    title, summary = reading.title, reading.summary
    if title.has("armed") and not title.has("political", "swap_done"):
        return []
    if title.has("noise_release") and not title.has("political", "captive", "known", "swap_done"):
        return []
    if summary.has("noise_release") and not (title.has("state") or reading.has("political")):
        return []
    if not (title.found or summary.found):
        return []
    evident = _about_release(title) or _about_release(_top(reading))
    return _hits(RELEASE, reading, *_PEOPLE, *_ACTS, *_LEAVING) if evident else []


def _top(reading: Reading) -> Text:
    """Return the title with the first sentences of the summary."""
    lead = _lead(reading.summary)
    return reading.whole if lead is reading.summary else reading.title + lead


def _lead(summary: Text) -> Text:
    """Return the first sentences of a summary; what comes later is seldom what an item is about."""
    if not summary.tokens or summary.tokens[-1].sentence < _LEAD:
        return summary
    tokens = tuple(token for token in summary.tokens if token.sentence < _LEAD)
    found = tuple(one for one in summary.found if one.start < len(tokens))
    return Text(summary.text, tokens, found)


def _about_release(text: Text) -> bool:
    """Say if a text is about prisoners let go, exchanged, pardoned or kept as leverage."""
    if not _is_evident(text.concepts | _SEEN):
        return False
    people = [found.start for found in text.all("person")] + _names(text)
    present = {*text.concepts, "person"} if people else set(text.concepts)
    if _capital_inside(text):
        present.add("name")
    if len({found.term for found in text.all("state")}) > 1:
        present.add("state two")
    if any(_near(act, people, text, _PERSON_NEAR) for act in text.all(*_ACTS, "handover")):
        present.add("let go")
    return _is_evident(present)


def _is_evident(present: AbstractSet[str]) -> bool:
    for groups in _EVIDENCE:
        for group in groups:
            if present.isdisjoint(group):
                break
        else:
            return True
    return False


def _near(act: Found, places: Sequence[int], text: Text, reach: int) -> bool:
    """Say if one of the places is within `reach` words of an act, in its sentence."""
    sentence = text.tokens[act.start].sentence
    return any(
        act.start - reach <= at < act.end + reach and text.tokens[at].sentence == sentence
        for at in places
    )


def _capital_inside(text: Text) -> bool:
    """Say if a word that is no state begins with a capital inside a sentence."""
    states = {found.start for found in text.all("state")}
    pairs = zip(text.tokens[:-1], text.tokens[1:], strict=True)
    return any(
        token.raw[:1].isupper() and at not in states and before.sentence == token.sentence
        for at, (before, token) in enumerate(pairs, start=1)
    )


def _names(text: Text) -> list[int]:
    """Find two words with capitals, or an initial and a name, side by side.

    The first word of a text has a capital anyway; where most words have one, capitals say nothing.
    """
    words = [token.raw for token in text.tokens]
    name = [word[:1].isupper() and not word.isupper() for word in words]
    initial = [len(word) == 1 and word.isupper() for word in words]
    begin = 0 if 2 * sum(name) <= len(words) + 2 else 1
    return [at for at in range(begin, len(words) - 1) if (name[at] or initial[at]) and name[at + 1]]


def _sanctions(reading: Reading) -> list[Hit]:
    """Find the topic of restrictive measures: named in the title, or acted on in the summary."""
    title, summary = reading.title, reading.summary
    if title.has("noise_sanctions"):
        return []
    if summary.has("noise_sanctions") and not reading.has("state"):
        return []
    named = title.has("sanction", "sanctioned") or _weakly(title, reading) or _struck(reading)
    told = _acted_on(summary) or _weakly(_lead(summary), reading)
    if not (named or told or _smuggled(title)):
        return []
    words = ("sanction", "sanctioned", "package", "measure", "punish", "evade", "spare")
    return _hits(SANCTIONS, reading, *words)


def _struck(reading: Reading) -> bool:
    """Say if a title tells of a blow ("punishes") or mercy ("may buy again") that is of sanctions.

    The summary names the sanctions, or the title names one of their usual targets.
    """
    title, summary = reading.title, reading.summary
    if not title.has("punish", "spare") or title.has("noise_measures"):
        return False
    if summary.has("sanction", "sanctioned"):
        return True
    return title.has("target") and title.has("state")


def _smuggled(title: Text) -> bool:
    """Say if goods that sanctions are usually about are told to come by a way round them."""
    return title.has("evade") and title.has("target") and title.has("state")


def _acted_on(summary: Text) -> bool:
    """Say if a change stands within a few words of a sanction in its sentence."""
    sanctions = [found.start for found in summary.all("sanction")]
    return any(_near(act, sanctions, summary, _SANCTION_NEAR) for act in summary.all(*_MEASURES))


def _weakly(text: Text, reading: Reading) -> bool:
    """Say if "package" or "restrictions" in a text mean sanctions: an act, and who acts."""
    if not text.has("package", "measure"):
        return False
    states, targets = len(text.all("state")), text.has("target")
    if text.has("noise_measures") and not (states > 1 and targets):
        return False
    return text.has(*_MEASURES, *_INTENDED, "plan", "refuse") and (
        reading.has("sanction") or states > 1 or (states == 1 and targets)
    )


def word_matches(word: str, title: str, summary: str, detected: Detected) -> bool:
    """Say if a watched word (or words) occurs, in any inflection, spelling and script.

    A word of one's own script matches by its folded beginning, in another script by its name key.
    """
    words = _words(word)
    texts = [(text, tokenize(text, detected)) for text in (title, summary)]
    if len(words) > 1 and _is_seen(word, texts):
        return True
    for _, tokens in texts:
        for at in range(len(tokens) - len(words) + 1):
            window = tokens[at : at + len(words)]
            if words and all(map(_same_word, words, window)):
                return len(words) > 1 or len(key(word)) > _SHORT_KEY or _begins(word, window[0])
    return False


@lru_cache(maxsize=4096)
def _words(word: str) -> tuple[str, ...]:
    """The words as a text is split into them: F-16 is F and 16; none if one has no letters."""
    parts = [tokenize(part, Detected("und")) for part in word.split()]
    return tuple(token.raw for part in parts for token in part) if all(parts) else ()


def _is_seen(name: str, texts: Sequence[tuple[str, Sequence[Token]]]) -> bool:
    """Say if a name of several words surely stands in a text: Mikola Statkevich, Николай too."""
    found = _watchlist(name).find(texts, on_topic=False)
    return any(not one.possible for each in found for one in each)


@lru_cache(maxsize=4096)
def _watchlist(name: str) -> Watchlist:
    return Watchlist([Watch(name)])


def _same_word(word: str, token: Token) -> bool:
    """Say if a token is a form of the word; a number has but one."""
    if word.isdigit():
        return word == token.raw
    capitals = word[:1].isupper() and token.raw[:1].isupper()
    return _begins(word, token) or (capitals and same_name(word, token.raw))


def _begins(word: str, token: Token) -> bool:
    """Say if a token begins as the word does, but for an ending."""
    wanted, given = fold(word, belarusian=True), fold(token.folded, belarusian=True)
    stem = wanted[: max(_STEM, len(wanted) - _ENDING)] if len(wanted) > _STEM else wanted
    return given.startswith(stem) and len(given) <= len(wanted) + _ENDING
