"""Pure: why an item is taken for what it is: terms that fired, the guard, what would turn it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from monitors.audience import Wish, alerts
from monitors.keywords import ANY, Verdict
from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS
from monitors.model import Hit, Item, Report, Source
from monitors.rules import decide_reading
from monitors.rules.whatif import Answer, Fired, Turn, as_done, fired, turns
from monitors.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Reasons:
    """`against`: topics of the user's of which something was found, but not all that is needed."""

    fired: tuple[Fired, ...]
    answer: Answer
    against: tuple[Verdict, ...] = ()
    turns: tuple[Turn, ...] = ()


def reasons(
    item: Item,
    source: Source,
    understanding: Understanding,
    wishes: Mapping[str, Wish],
    translated: Sequence[Hit] = (),
) -> Reasons:
    """Judge an item as it is, and without each of its words; `translated` are hits kept of it."""
    title, summary = item.title, item.summary
    detected = detect(title, summary, item.declared_language or source.language)
    matcher, vocabulary = understanding.matcher, understanding.vocabulary

    def judge(title: str, summary: str, *, done: bool = False) -> Answer:
        hits = (*matcher.match(title, summary, detected), *translated)
        report = Report(item=replace(item, title=title, summary=summary), source=source,
                        detected=detected, hits=hits)  # fmt: skip
        if hits:
            read = vocabulary.read(title, summary, detected)
            action = decide_reading(as_done(read) if done else read, hits)
            report = replace(report, action=action)
        return Answer(report.action, any(alerts(each, report, wishes) for each in report.topics))

    reading = vocabulary.read(title, summary, detected)
    keywords = matcher.keywords.get(detected.language, matcher.keywords[ANY])
    verdicts = keywords.read(title, summary, detected)
    against = tuple(verdict for verdict in verdicts if not verdict.met)
    hits = matcher.match(title, summary, detected)
    own = [hit for hit in hits if hit.topic not in (RELEASE, SANCTIONS)]
    own += [hit for verdict in against for hit in verdict.forbidden]
    return Reasons(
        fired(reading, own, title, summary),
        judge(title, summary),
        against,
        turns(reading, own, title, summary, judge),
    )
