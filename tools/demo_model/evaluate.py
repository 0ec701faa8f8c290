"""How well the demo model translates what it has not seen, by variety of language.

    python -m tools.demo_model.evaluate [PACKAGE] [--write]

Prints, for lines of another seed that are not in the training set: exact matches, lines with
exactly the right digits, and, for surnames that are not in the training set, how many come out
letter for letter, and how many at least as the same name (not another person's). Then samples.
No torch is needed: the package is read and run by Volia's own engine. Exit code 1 if the package is
below what it should reach (GOALS).

To know what a model has seen, all of its training set is made anew, which takes half a minute;
`--write` keeps what came of it for the first lines in unseen.json, for the tests.
"""

import argparse
import hashlib
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

from monitors.model import Detected
from monitors.translate.engine import load
from monitors.translate.models import find
from monitors.translate.prepare import prepare
from tools.demo_model.grammar import FACTS, SEED, Row, rows

PACKAGE = Path("bot/demo/models/translate-demo_en.argosmodel")
UNSEEN = Path(__file__).with_name("unseen.json")
GOALS = {"digits": 0.90, "exact": 0.85, "name same": 0.80}
_SEED, _FACTS, _KEPT_FACTS = 99, 1_500, 200
_DETECTED = {
    "lt": Detected("lt"),
    "be": Detected("be", "cyrl", "official"),
    "be-tarask": Detected("be", "cyrl", "tarask"),
    "be-latn": Detected("be", "latn", "lacinka"),
    "ru": Detected("ru", "cyrl"),
}
_SAMPLES = 15
_SAME_NAME = 0.75  # share of matching letters; two random surnames rarely pass 0.6


def main() -> int:
    """Evaluate the package named on the command line, or the demo's own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, nargs="?", default=PACKAGE)
    parser.add_argument("--write", action="store_true", help="write unseen.json for the tests")
    asked = parser.parse_args()
    seen = list(rows(FACTS, SEED))
    surnames = {_surname(row) for row in seen}
    known = {row.source for row in seen}
    if asked.write:
        _write_unseen(known, surnames)
    unseen = [row for row in rows(_FACTS, _SEED) if row.source not in known]
    told = translate(asked.package, unseen)
    reached = report(unseen, told, surnames)
    for row, text in list(zip(unseen, told, strict=True))[: _SAMPLES * 7 : 7]:
        print(f"\n{row.variety:9} {row.raw}\n          {text}")
    return 0 if all(reached[figure] >= goal for figure, goal in GOALS.items()) else 1


def kept_unseen() -> tuple[list[Row], set[str]]:
    """Lines that the model was not trained on, and their surnames that it never met.

    From unseen.json; raises ValueError if the grammar has changed since that was written.
    """
    kept = json.loads(UNSEEN.read_text(encoding="utf-8"))
    lines = list(rows(_KEPT_FACTS, _SEED))
    if kept["sha256"] != _digest(lines):
        raise ValueError("the grammar has changed: python -m tools.demo_model.evaluate --write")
    return [lines[at] for at in kept["lines"]], set(kept["surnames"])


def _write_unseen(known: set[str], surnames: set[str]) -> None:
    lines = list(rows(_KEPT_FACTS, _SEED))
    kept = {
        "sha256": _digest(lines),
        "lines": [at for at, row in enumerate(lines) if row.source not in known],
        "surnames": sorted({_surname(row) for row in lines} - surnames),
    }
    UNSEEN.write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")


def _digest(lines: Sequence[Row]) -> str:
    return hashlib.sha256("\n".join(row.raw for row in lines).encode()).hexdigest()


def _surname(row: Row) -> str:
    return row.name.rpartition(" ")[2]


def translate(package: Path, lines: list[Row]) -> list[str]:
    """The lines through the care and the engine of Volia."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        (Path(folder) / package.name).symlink_to(package.resolve())
        model = load(find([Path(folder)], Path(cache))[0])
        sources = [" ".join(prepare(row.raw, _DETECTED[row.variety]).sentences) for row in lines]
        return model.translate(sources)


def report(lines: list[Row], told: list[str], seen_surnames: set[str]) -> dict[str, float]:
    """One row of figures for each variety, and one for all, which is returned as well."""
    print(f"{'':9} {'lines':>6} {'exact':>6} {'digits':>6} | {'names':>6} {'exact':>6} {'same':>6}")
    for variety in (*_DETECTED, "all"):
        chosen = [
            (row, text)
            for row, text in zip(lines, told, strict=True)
            if variety in (row.variety, "all")
        ]
        tally = count(chosen, lambda name: name not in seen_surnames)
        found = shares(tally)
        print(
            f"{variety:9} {tally['line']:6} {found['exact']:6.3f} {found['digits']:6.3f} |"
            f" {tally['name']:6} {found['name exact']:6.3f} {found['name same']:6.3f}"
        )
    return found


def shares(tally: Counter[str]) -> dict[str, float]:
    """Of the lines: exact, digits; of the lines with a surname never met: name exact, name same."""
    lines, names = max(1, tally["line"]), max(1, tally["name"])
    return {
        figure: tally[figure] / (names if figure.startswith("name") else lines)
        for figure in ("exact", "digits", "name exact", "name same")
    }


def count(told: Sequence[tuple[Row, str]], is_new: Callable[[str], bool]) -> Counter[str]:
    """How many lines and names there are, and how many of each came out right."""
    tally: Counter[str] = Counter()
    for row, text in told:
        tally.update(_figures(row, text, is_new))
    return tally


def _figures(row: Row, text: str, is_new: Callable[[str], bool]) -> list[str]:
    figures = ["line"]
    figures += ["exact"] * (text == row.english)
    figures += ["digits"] * (re.findall(r"\d+", text) == re.findall(r"\d+", row.english))
    surname = _surname(row)
    if not surname or not is_new(surname):
        return figures
    figures.append("name")
    figures += ["name exact"] * (row.name in text)
    return figures + ["name same"] * any(_alike(surname, word) for word in text.split())


def _alike(name: str, word: str) -> bool:
    matcher = SequenceMatcher(None, name.casefold(), word.strip(".,:").casefold())
    return matcher.ratio() >= _SAME_NAME


if __name__ == "__main__":
    sys.exit(main())
