"""Writes the weights by which a count is chosen, from labelled reports (`reports`).

    python -m tools.count_model.train            writes monitors/facts/likely.npz
    python -m tools.count_model.train --to FILE  writes FILE

The choice between counts is learnt from reports that no rule was grown with, each file read with
what the others taught. Train again when words or rules of facts have changed. A minute.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np

from monitors.facts.clues import stated_in
from monitors.facts.likely import (
    WEIGHTS,
    Evidence,
    Learnt,
    candidates,
)
from monitors.weights import Network, arrays_of
from tools.action_model.network import Learning, fitted
from tools.count_model.regression import choice
from tools.count_model.reports import GROWN_WITH, ROWS, TRUST, Told, digest, told

SEEN = 15  # reports that a clue must stand in to have weights
SEED = 11
OF_ROWS, OF_TRUSTED = 3, 3  # times that a round shows them; the others once
LEARNING = Learning(hidden=12, rounds=18, pull=2e-2, unseen=0.3, idle=0.3)
PULL_OF_CHOICE = 0.02

File = tuple[list[Told], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Train and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--to", type=Path, default=WEIGHTS, metavar="FILE")
    options = parser.parse_args(arguments)
    grown, rows, trusted = ([told(path) for path in paths] for paths in (GROWN_WITH, ROWS, TRUST))
    often = [(one, 1) for one in grown] + [(one, OF_ROWS) for one in rows]
    made = trained(often, trusted, digest())
    save(made, options.to)
    print(
        f"{options.to}: {len(made.numbers.rows)} clues of numbers, {len(made.items.rows)} of "
        f"items, {len(made.choice)} weights of the choice"
    )
    return 0


def trained(grown: Sequence[File], trusted: Sequence[list[Told]], examples: str) -> Learnt:
    """Both networks and the choice; of each grown file how often a round shows its reports."""
    files = [*grown, *((file, OF_TRUSTED) for file in trusted)]
    seen = [(left, *_both(files, left)) for left in trusted]
    weights = _choice([(one, numbers, items) for left, numbers, items in seen for one in left])
    numbers, items = _both(files, [])
    return Learnt(numbers, items, weights, examples)


def _both(files: Sequence[File], left: list[Told]) -> tuple[Network, Network]:
    """The networks of numbers and of items, without the reports of one file."""
    those = [(one, times) for file, times in files if file is not left for one in file]
    numbers = [(clues, kind, times) for one, times in those for clues, kind in one.numbers]
    items = [(one.clues, one.tells, times) for one, times in those]
    return _network(numbers), _network(items)


def _network(seen: Sequence[tuple[Collection[str], int, int]]) -> Network:
    """What clues say of a kind; each row of them is shown so many times."""
    many = Counter(clue for clues, _, _ in seen for clue in clues)
    names = sorted(clue for clue in many if many[clue] >= SEEN)
    row_of = {name: row for row, name in enumerate(names)}
    rows = np.zeros((len(seen), len(names)), dtype=np.float32)
    for row, (clues, _, _) in zip(rows, seen, strict=True):
        row[[row_of[clue] for clue in clues if clue in row_of]] = 1
    kinds, times = (np.array([one[at] for one in seen], dtype=np.int64) for at in (1, 2))
    made = fitted(rows, kinds, 3, times, SEED, LEARNING)
    return Network(row_of, made.first, made.first_bias, made.second, made.second_bias)


def evidence_of(one: Told, numbers: Network, items: Network) -> Evidence:
    """What two networks say of a report."""
    stated = stated_in(one.passages)
    chances = [numbers.chances(clues) for clues, _ in one.numbers]
    return Evidence(list(zip(stated, chances, strict=True)), items.chances(one.clues), one.people)


def _choice(seen: Sequence[tuple[Told, Network, Network]]) -> dict[str, float]:
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
    """Write the networks, each weight in a byte; the same ones give the same bytes."""
    weights = np.array(list(made.choice.values()), dtype=np.float16)
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            examples=np.array(made.examples),
            choice_names=np.array(list(made.choice)),
            choice_weights=weights,
            **arrays_of(made.numbers, "numbers"),
            **arrays_of(made.items, "items"),
        )


if __name__ == "__main__":
    sys.exit(main())
