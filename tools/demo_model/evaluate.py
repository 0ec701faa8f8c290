"""How well the demo model translates what it has not seen, by variety of language.

    python -m tools.demo_model.evaluate [PACKAGE]

Prints, for lines of another seed that are not in the training set: exact matches, lines with
exactly the right digits, and, for surnames that are not in the training set, how many come out
letter for letter, and how many at least as the same name (not another person's). Then samples.
No torch is needed: the package is read and run by Volia's own engine.
"""

import re
import sys
import tempfile
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from monitors.model import Detected
from monitors.translate.engine import load
from monitors.translate.models import find
from monitors.translate.prepare import prepare
from tools.demo_model.grammar import FACTS, SEED, Row, rows

PACKAGE = Path("bot/demo/models/translate-demo_en.argosmodel")
_SEED = 99
_DETECTED = {
    "lt": Detected("lt"),
    "be": Detected("be", "cyrl", "official"),
    "be-tarask": Detected("be", "cyrl", "tarask"),
    "be-latn": Detected("be", "latn", "lacinka"),
    "ru": Detected("ru", "cyrl"),
}
_SAMPLES = 15
_SAME_NAME = 0.75  # share of matching letters; two random surnames rarely pass 0.6


def main() -> None:
    """Evaluate the package named on the command line, or the demo's own."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else PACKAGE
    seen = list(rows(FACTS, SEED))
    unseen = unseen_rows(seen, 1500)
    surnames = {row.name.rpartition(" ")[2] for row in seen}
    told = translate(package, unseen)
    report(unseen, told, surnames)
    for row, text in list(zip(unseen, told, strict=True))[: _SAMPLES * 7 : 7]:
        print(f"\n{row.variety:9} {row.raw}\n          {text}")


def unseen_rows(seen: list[Row], facts: int) -> list[Row]:
    """Lines of a seed of their own whose source the model was not trained on."""
    known = {row.source for row in seen}
    return [row for row in rows(facts, _SEED) if row.source not in known]


def translate(package: Path, lines: list[Row]) -> list[str]:
    """The lines through the care and the engine of Volia."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as cache:
        (Path(folder) / package.name).symlink_to(package.resolve())
        model = load(find([Path(folder)], Path(cache))[0])
        sources = [" ".join(prepare(row.raw, _DETECTED[row.variety]).sentences) for row in lines]
        return model.translate(sources)


def report(lines: list[Row], told: list[str], seen_surnames: set[str]) -> None:
    """One row of figures for each variety, and one for all."""
    tally: Counter[tuple[str, str]] = Counter()
    for row, text in zip(lines, told, strict=True):
        for variety in (row.variety, "all"):
            tally.update((variety, figure) for figure in _figures(row, text, seen_surnames))
    print(f"{'':9} {'lines':>6} {'exact':>6} {'digits':>6} | {'names':>6} {'exact':>6} {'same':>6}")
    for variety in (*_DETECTED, "all"):
        lines_, names = tally[variety, "line"], max(1, tally[variety, "name"])
        shares = [tally[variety, figure] / lines_ for figure in ("exact", "digits")]
        of_names = [tally[variety, figure] / names for figure in ("name exact", "name same")]
        print(
            f"{variety:9} {lines_:6} {shares[0]:6.3f} {shares[1]:6.3f} |"
            f" {names:6} {of_names[0]:6.3f} {of_names[1]:6.3f}"
        )


def _figures(row: Row, text: str, seen_surnames: set[str]) -> list[str]:
    figures = ["line"]
    figures += ["exact"] * (text == row.english)
    figures += ["digits"] * (re.findall(r"\d+", text) == re.findall(r"\d+", row.english))
    surname = row.name.rpartition(" ")[2]
    if not surname or surname in seen_surnames:
        return figures
    figures.append("name")
    figures += ["name exact"] * (row.name in text)
    return figures + ["name same"] * any(_alike(surname, word) for word in text.split())


def _alike(name: str, word: str) -> bool:
    matcher = SequenceMatcher(None, name.casefold(), word.strip(".,:").casefold())
    return matcher.ratio() >= _SAME_NAME


if __name__ == "__main__":
    main()
