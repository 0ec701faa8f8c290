"""Pure: what the concepts and the vector of a report say was done; a second opinion on the rules.

A network of one hidden layer over the marks of an item - which concepts of the word lists stand in
title and summary, and how the words of the title and of the first sentence behind it begin - and,
where there is one, over the vector of `monitors.embed`. The rules ask for a shape; this weighs all
that is there, and knows from words and vector wordings that no word list has. It was trained on
our own headlines (`tools/action_model`). Figures: `python -m tools.action_model.evaluate`.
"""

import math
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from monitors.labels import ALERTING, ActionLabel
from monitors.weights import in_bytes, out_of_bytes, rows_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from monitors.vocabulary import Reading

    Numbers = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("second_opinion.npz")
HOPED = "release.hoped"
"""The class of releases that are only hoped for: `release.announced`, not decided."""
INNOCENT = "innocent"
"""The class of ordinary news in the words of the topics. It names no action."""
_EVERYWHERE = frozenset(
    {"state", "plan", "future", "agreed", "modal", "negation", "plain", "background", "who"}
)
"""Concepts that stand in news of all kinds and alone say nothing of the topics."""
_ARRAYS = ("by_mark", "by_vector", "hidden", "by_hidden", "bias")
WORD = "word:"
"""How the marks begin that are no concepts, but first letters of a word."""
_STEM = 5  # letters of a word that are a mark: endings differ, and spellings
_SHORTEST = 3  # letters of a word that says something by itself


@dataclass(frozen=True)
class Opinion:
    """How sure the classifier is of each action.

    What the probabilities lack to 1 is the chance of ordinary news in the words of the topics.
    `alerting` is the chance that the report tells of a decision or a fact worth an alert: the
    actions of `ALERTING` without releases that are only hoped for. `news` is the likeliest of them.
    """

    label: ActionLabel
    probability: float
    news: ActionLabel
    alerting: float
    probabilities: Mapping[ActionLabel, float]
    closely: bool = False
    """A vector was known."""

    def of(self, label: ActionLabel) -> float:
        """The chance of one action."""
        return self.probabilities.get(label, 0.0)


@dataclass(frozen=True)
class Weights:
    """What marks and a vector add to the hidden layer, and what that adds to each class.

    Shapes: (marks, hidden), (hidden, size of a vector; 0 where there is none), (hidden),
    (classes, hidden), (classes).
    The temperature evens out probabilities that are too sure of themselves (Guo et al. 2017).
    """

    by_mark: "Numbers"
    by_vector: "Numbers"
    hidden: "Numbers"
    by_hidden: "Numbers"
    bias: "Numbers"
    temperature: float

    def scores(self, marks: list[int], vector: "Numbers | None") -> list[float]:
        """Log odds of each class up to a constant; `marks` are rows of the table."""
        import numpy as np

        hidden = self.hidden + np.add.reduce(self.by_mark.take(marks, axis=0), axis=0)
        if vector is not None:
            hidden += self.by_vector @ vector
        added: Numbers = self.by_hidden @ np.maximum(hidden, 0) + self.bias
        temperature = self.temperature
        return [score / temperature for score in added.tolist()]


@dataclass(frozen=True)
class Classifier:
    """Weights for marks alone and with a vector beside them, and what they were made from.

    A mark is named as by `marks_in`. One that has no weights is passed over.
    """

    classes: tuple[str, ...]
    marks: tuple[str, ...]
    alone: Weights
    beside: Weights
    features: str
    seed: int
    examples: str

    def opinion(self, marks: Collection[str], vector: "Numbers | None" = None) -> Opinion:
        """The opinion on a report. ValueError if its vector is of another size."""
        weights = self.alone if vector is None else self.beside
        if vector is not None and vector.shape != weights.by_vector.shape[1:]:
            raise ValueError(f"a vector of {weights.by_vector.shape[1]} is needed")
        rows = rows_of(marks, self._rows)
        return self._opinion(weights.scores(rows, vector), closely=vector is not None)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.marks)}

    @cached_property
    def _labels(self) -> tuple[tuple[ActionLabel | None, bool], ...]:
        """Of each class, its action (None: ordinary news), and if it is worth an alert."""
        return tuple(map(_label, self.classes))

    def _opinion(self, scores: Sequence[float], *, closely: bool) -> Opinion:
        """Join the hoped-for releases to the announced ones, and rank."""
        most = max(scores)
        odds = [math.exp(score - most) for score in scores]
        total = sum(odds)
        of: dict[ActionLabel, float] = {}
        alerting = best = 0.0
        news = ActionLabel.OTHER
        for (label, worthy), odd in zip(self._labels, odds, strict=True):
            chance = odd / total
            if label is None:
                continue
            of[label] = of.get(label, 0.0) + chance
            if worthy:
                alerting += chance
                if chance > best:
                    best, news = chance, label
        first = max(of, key=of.__getitem__)
        return Opinion(first, of[first], news, alerting, of, closely)


def _label(kind: str) -> tuple[ActionLabel | None, bool]:
    if kind == INNOCENT:
        return None, False
    if kind == HOPED:
        return ActionLabel.RELEASE_ANNOUNCED, False
    return ActionLabel(kind), kind in ALERTING


def says_something(reading: "Reading") -> bool:
    """True if more stands in an item than who may do whatever it be: "expected in Vilnius"."""
    return not (reading.title.concepts | reading.summary.concepts) <= _EVERYWHERE


def marks_in(reading: "Reading") -> frozenset[str]:
    """What the classifier sees of an item's words: "title:free", "summary:pardon", "word:pardo".

    Concepts are named with the field they stand in, words of the title and of the summary's first
    sentence by their first letters.
    """
    marks = [f"title:{concept}" for concept in reading.title.concepts]
    marks += [f"summary:{concept}" for concept in reading.summary.concepts]
    words = [token.folded for token in reading.title.tokens]
    words += [token.folded for token in reading.summary.tokens if not token.sentence]
    marks += [WORD + word[:_STEM] for word in words if len(word) >= _SHORTEST]
    return frozenset(marks)


def read(path: Path) -> Classifier:
    """The classifier of a file that `save` wrote. Raises OSError, or KeyError for another file."""
    # for matrices as small as these; threads of more would spin while they wait
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import numpy as np  # 0.1 s, which a command that reads no item need not wait for

    with np.load(path, allow_pickle=False) as kept:
        ways = [
            Weights(
                **{name: out_of_bytes(kept, f"{way}_{name}") for name in _ARRAYS},
                temperature=float(kept[f"{way}_temperature"]),
            )
            for way in ("alone", "beside")
        ]
        return Classifier(
            classes=tuple(kept["classes"].tolist()),
            marks=tuple(kept["marks"].tolist()),
            alone=ways[0],
            beside=ways[1],
            features=str(kept["features"]),
            seed=int(kept["seed"]),
            examples=str(kept["examples"]),
        )


def save(classifier: Classifier, path: Path) -> None:
    """Write the classifier, each weight in a byte; the same one gives the same bytes."""
    import numpy as np

    ways = {"alone": classifier.alone, "beside": classifier.beside}
    arrays: dict[str, Any] = {}
    for way, weights in ways.items():
        for name in _ARRAYS:
            arrays |= in_bytes(f"{way}_{name}", getattr(weights, name))
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            classes=np.array(classifier.classes),
            marks=np.array(classifier.marks),
            features=np.array(classifier.features),
            seed=np.int64(classifier.seed),
            examples=np.array(classifier.examples),
            **arrays,
            alone_temperature=np.float64(classifier.alone.temperature),
            beside_temperature=np.float64(classifier.beside.temperature),
        )


@cache
def shipped() -> Classifier:
    """The classifier that comes with Volia."""
    return read(WEIGHTS)
