"""Writes the weights by which a count is chosen, from labelled reports (`reports`).

    python -m tools.count_model.train            writes monitors/facts/likely.npz
    python -m tools.count_model.train --to FILE  writes FILE

The choice between counts is learnt from reports that no rule was grown with, each file read with
what the others taught. Train again when words or rules of facts have changed. Two minutes of one
core.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from monitors.facts.clues import stated_in
from monitors.facts.likely import (
    WEIGHTS,
    Evidence,
    Learnt,
    Softmax,
    candidates,
)
from tools.count_model.regression import choice, softmax
from tools.count_model.reports import GROWN_WITH, ROWS, TRUST, Told, digest, told

SEEN = 4  # reports that a clue must stand in to have weights
PULL_OF_NUMBERS, PULL_OF_ITEMS, PULL_OF_CHOICE = 0.0015, 0.004, 0.02


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE")
    options = parser.parse_args(arguments)
    grown = [told(path) for path in (*GROWN_WITH, *ROWS)]
    made = trained(grown, [told(path) for path in TRUST], digest())
    save(made, options.to)
    print(
        f"{options.to}: {len(made.numbers.clues)} clues of numbers, {len(made.items.clues)} of "
        f"items, {len(made.choice)} weights of the choice"
    )
    return 0


def trained(grown: Sequence[list[Told]], trusted: Sequence[list[Told]], examples: str) -> Learnt:
    """The three regressions; files are lists of reports."""
    seen = [(left, *_both([*grown, *trusted], left)) for left in trusted]
    weights = _choice([(one, numbers, items) for left, numbers, items in seen for one in left])
    numbers, items = _both([*grown, *trusted], [])
    return Learnt(numbers, items, weights, examples)


def _both(files: Sequence[list[Told]], left: list[Told]) -> tuple[Softmax, Softmax]:
    """The regressions of numbers and of items, without the reports of one file."""
    those = [one for file in files if file is not left for one in file]
    numbers = [pair for one in those for pair in one.numbers]
    items = [(one.clues, one.tells) for one in those]
    return _softmax(numbers, PULL_OF_NUMBERS), _softmax(items, PULL_OF_ITEMS)


def _softmax(seen: Sequence[tuple[Collection[str], int]], pull: float) -> Softmax:
    times = Counter(clue for clues, _ in seen for clue in clues)
    names = sorted(clue for clue, many in times.items() if many >= SEEN)
    at = {name: number for number, name in enumerate(names)}
    rows = np.zeros((len(seen), len(names) + 1))
    rows[:, -1] = 1
    for row, (clues, _) in zip(rows, seen, strict=True):
        row[[at[clue] for clue in clues if clue in at]] = 1
    kinds = np.array([kind for _, kind in seen], dtype=np.int64)
    weights = softmax(rows, kinds, 3, pull).round(3).tolist()
    return Softmax(
        {name: tuple(weights[number]) for name, number in at.items()}, tuple(weights[-1])
    )


def evidence_of(one: Told, numbers: Softmax, items: Softmax) -> Evidence:
    """What two regressions say of a report."""
    stated = stated_in(one.passages)
    chances = [numbers.chances(clues) for clues, _ in one.numbers]
    return Evidence(list(zip(stated, chances, strict=True)), items.chances(one.clues), one.people)


def _choice(seen: Sequence[tuple[Told, Softmax, Softmax]]) -> dict[str, float]:
    every = [
        (candidates(evidence_of(one, numbers, items), one.by_rules), one.count)
        for one, numbers, items in seen
    ]
    names = sorted({name for found, _ in every for about in found.values() for name in about})
    groups = [
        (
            np.array([[about.get(name, 0.0) for name in names] for about in found.values()]),
            list(found).index(count),
        )
        for found, count in every
        if count in found
    ]
    weights = choice(groups, PULL_OF_CHOICE).round(3).tolist()
    return dict(zip(names, weights, strict=True))


def save(made: Learnt, path: Path) -> None:
    """Write the weights in half precision; the same ones give the same bytes."""
    arrays: dict[str, Any] = {}
    for way, table in (("numbers", made.numbers), ("items", made.items)):
        arrays[f"{way}_clues"] = np.array(list(table.clues))
        arrays[f"{way}_weights"] = np.array(list(table.clues.values()), dtype=np.float16)
        arrays[f"{way}_bias"] = np.array(table.bias, dtype=np.float16)
    arrays["choice_names"] = np.array(list(made.choice))
    arrays["choice_weights"] = np.array(list(made.choice.values()), dtype=np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, examples=np.array(made.examples), **arrays)


if __name__ == "__main__":
    sys.exit(main())
