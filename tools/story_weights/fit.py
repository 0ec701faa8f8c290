"""Prints the weights of `story.toml`, without and with vectors, fitted to labelled items.

    python -m tools.story_weights.fit tests/quality/dev.jsonl MORE.jsonl ...

Facts are dropped at random from copies of the pairs, so that no join hinges on one of them.
"""

import argparse
import tomllib
from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np

from tools.story_weights.pairs import Pair, pairs
from tools.story_weights.regression import fitted
from tools.story_weights.reports import labelled

SEED = 20250911
PRIOR: dict[str, float] = tomllib.loads(Path(__file__).with_name("prior.toml").read_text("utf-8"))[
    "weights"
]


def main() -> None:
    """Read the arguments, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="JSONL of items with labels")
    parser.add_argument("--pull", type=float, default=2.0, help="towards prior.toml")
    parser.add_argument("--drop", type=float, default=0.25, help="chance that a fact is missing")
    parser.add_argument("--copies", type=int, default=2, help="copies of each pair with drops")
    parser.add_argument("--negative", type=float, default=3.0, help="negatives to positives")
    options = parser.parse_args()
    for table, vectors in (("weights", False), ("weights_with_vectors", True)):
        print(f"[{table}]")
        found = pairs_of(options.files, options.drop, options.copies, vectors=vectors)
        for name, weight in weights_of(found, options.pull, options.negative).items():
            print(f"{name} = {weight:.2f}")


def pairs_of(files: Sequence[Path], drop: float, copies: int, *, vectors: bool) -> list[Pair]:
    """The pairs of each file, with the labelled actions and with those that the rules find."""
    random = Random(SEED)
    return [
        pair
        for path in files
        for told in (True, False)
        for pair in pairs(labelled(path, told=told, vectors=vectors), random, drop, copies)
    ]


def weights_of(found: list[Pair], pull: float, negative: float) -> dict[str, float]:
    """Weights of the features of the pairs by name, the bias last."""
    names = list(found[0].features)
    rows = np.array([[pair.features[name] for name in names] + [1.0] for pair in found])
    same = np.array([float(pair.same) for pair in found])
    share = negative * same.sum() / (len(same) - same.sum())
    chances = np.where(same > 0, 1.0, share)
    chances *= len(chances) / chances.sum() / 10
    prior = np.array([PRIOR[name] for name in [*names, "bias"]])
    return dict(
        zip([*names, "bias"], fitted(rows, same, chances, prior, pull).tolist(), strict=True)
    )


if __name__ == "__main__":
    main()
