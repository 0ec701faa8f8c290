"""Prints how well each set is joined with weights that were fitted to the others.

    python -m tools.story_weights.measure tests/quality/dev.jsonl MORE.jsonl ...

B-cubed of the alert-worthy items, and the same over pairs of two languages alone; without and with
vectors. Items that are not taken for any of interest are left out: no joining would help them.
"""

import argparse
from collections.abc import Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import cast

from monitors.scores import Score, b_cubed
from monitors.story import Open, Signature, assign, signature, weighing
from monitors.story.settings import SETTINGS
from tools.story_weights.fit import pairs_of, weights_of
from tools.story_weights.reports import Labelled, everything


def main() -> None:
    """Read the arguments, fit without each file in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="JSONL of items with labels")
    parser.add_argument("--shipped", action="store_true", help="with the weights of story.toml")
    parser.add_argument("--pull", type=float, default=2.0, help="towards prior.toml")
    options = parser.parse_args()
    for vectors in (False, True):
        print("with vectors" if vectors else "without vectors")
        pairs = {path: pairs_of([path], 0.25, 2, vectors=vectors) for path in options.files}
        for path in options.files:
            if not options.shipped:
                others = [pair for each in options.files if each != path for pair in pairs[each]]
                _use(weights_of(others, options.pull, 3.0), vectors=vectors)
            whole, across = scored(everything(path, vectors=vectors))
            print(f"  {path.name:20} {_told(whole)} | across languages {_told(across)}")


def scored(reports: Sequence[Labelled]) -> tuple[Score, Score]:
    """B-cubed of the reports, joined in the order of their time; and across languages."""
    stories = joined(reports)
    worthy = [at for at, one in enumerate(reports) if one.worthy]
    gold, found = [reports[at].event for at in worthy], [stories[at] for at in worthy]
    languages = [reports[at].report.detected.language for at in worthy]
    return b_cubed(gold, found), b_cubed(gold, found, languages)


def joined(reports: Sequence[Labelled]) -> list[str]:
    """The story of each report."""
    stories: dict[str, list[Signature]] = {}
    vectors = {one.report.item.id: one.vector for one in reports}
    found = []
    for one in reports:
        new = signature(one.report)
        mine = one.vector

        def cosine(item_id: str, mine: object = mine) -> float | None:
            other = vectors[item_id]
            return None if mine is None or other is None else float(mine @ other)  # type: ignore[operator]

        near = [Open(name, each[0].at, tuple(each)) for name, each in stories.items()]
        name = assign(new, near, weighing(new, cosine)).story_id or new.item_id
        stories.setdefault(name, []).append(new)
        found.append(name)
    return found


def _use(weights: Mapping[str, float], *, vectors: bool) -> None:
    table = SETTINGS.weights_with_vectors if vectors else SETTINGS.weights
    cast("MutableMapping[str, float]", table).update(weights)


def _told(score: Score) -> str:
    return f"P {score.precision:.3f} R {score.recall:.3f} F1 {score.f1:.3f}"


if __name__ == "__main__":
    main()
