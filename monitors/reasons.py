"""Pure: why an item is taken for what it is: terms that fired, the guard, what would turn it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitors.audience import Wish, alerts
from monitors.keywords import ANY, Verdict
from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS
from monitors.model import Action, ActionLabel, Detected, Hit, Item, Report, Source
from monitors.rules import decide_reading
from monitors.rules.second_opinion import Opinion
from monitors.rules.weigh import TERM
from monitors.rules.whatif import Answer, Fired, Turn, as_done, fired, turns
from monitors.understanding import Read, Understanding


@dataclass(frozen=True, slots=True)
class Reasons:
    """`against`: topics of the user's of which something was found, but not all that is needed.

    `vote`: the second opinion on the item; None where it has none.
    """

    fired: tuple[Fired, ...]
    answer: Answer
    against: tuple[Verdict, ...] = ()
    turns: tuple[Turn, ...] = ()
    vote: Opinion | None = None


def reasons(
    item: Item,
    source: Source,
    understanding: Understanding,
    wishes: Mapping[str, Wish],
    translated: Sequence[Hit] = (),
    closely: Callable[[Read], Read] = lambda read: read,
) -> Reasons:
    """Judge an item as it is, and without each of its words; `translated` are hits kept of it.

    `closely` adds what vectors say (monitors/opinions.py).
    """
    title, summary = item.title, item.summary
    detected = detect(title, summary, item.declared_language or source.language)
    matcher = understanding.matcher
    court = _Court(item, source, detected, understanding, wishes, translated, closely)
    reading = understanding.vocabulary.read(title, summary, detected)
    keywords = matcher.keywords.get(detected.language, matcher.keywords[ANY])
    verdicts = keywords.read(title, summary, detected)
    against = tuple(verdict for verdict in verdicts if not verdict.met)
    hits = matcher.match(title, summary, detected)
    own = [hit for hit in hits if hit.topic not in (RELEASE, SANCTIONS)]
    own += [hit for verdict in against for hit in verdict.forbidden]
    answer = court.judge(title, summary)
    found = turns(reading, own, title, summary, court.judge)
    if not found and court.rules_alone(title, summary).alert == answer.alert:
        by_rules = turns(reading, own, title, summary, court.rules_alone)
        found = tuple(replace(turn, alone=True) for turn in by_rules)
    terms, vote = fired(reading, own, title, summary), court.read(title, summary).opinion
    return Reasons(terms, answer, against, found, vote)


@dataclass(frozen=True, slots=True)
class _Court:
    """Judges an item with other words, as the pipeline would, or by the rules alone.

    Acts that are heard as done are judged by the rules alone: no text says them so that the second
    opinion could read it.
    """

    item: Item
    source: Source
    detected: Detected
    understanding: Understanding
    wishes: Mapping[str, Wish]
    translated: Sequence[Hit]
    closely: Callable[[Read], Read]

    def judge(self, title: str, summary: str, *, done: bool = False) -> Answer:
        if done:
            return self.rules_alone(title, summary, done=True)
        return self._answer(self.read(title, summary).report)

    def rules_alone(self, title: str, summary: str, *, done: bool = False) -> Answer:
        report = self._read(title, summary).report
        hits = tuple(hit for hit in report.hits if hit.term != TERM)
        action = Action(ActionLabel.OTHER, 0.0)
        if hits:
            reading = self.understanding.vocabulary.read(title, summary, self.detected)
            action = decide_reading(as_done(reading) if done else reading, hits)
        return self._answer(replace(report, hits=hits, action=action))

    def read(self, title: str, summary: str) -> Read:
        return self.closely(self._read(title, summary))

    def _read(self, title: str, summary: str) -> Read:
        item = replace(self.item, title=title, summary=summary)
        return self.understanding.read_as(item, self.source, self.detected, self.translated)

    def _answer(self, report: Report) -> Answer:
        alert = any(alerts(topic, report, self.wishes) for topic in report.topics)
        return Answer(report.action, alert)
