"""How often the language of a labelled headline is told right, and in what time.

    python -m bench.language

Reads the labelled headlines of tests/quality and tools/action_model, titles alone and with their
summaries, with and without what a feed declares. Goals: 0.99 for lt, be, ru and en; Łacinka 0.97
with a declaration and 0.85 without; 100 µs an item.
"""

import json
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from monitors.language import detect
from monitors.parse.text import one_line, without_tail

FILES = (
    *(Path("tests/quality") / f"{name}.jsonl" for name in ("dev", "fresh", "heldout_a")),
    Path("tests/quality/sentences.jsonl"),
    Path("tools/action_model/sentences.jsonl"),
)
GOALS = {"lt": 0.99, "be": 0.99, "ru": 0.99, "en": 0.99}
LACINKA = {"with": 0.97, "without": 0.85}  # what the feed declares
MICROSECONDS = 100.0


@dataclass(frozen=True, slots=True)
class Headline:
    """A title, its summary and the tag of its language: be and be-tarask are one group."""

    title: str
    summary: str
    tag: str

    @property
    def declared(self) -> str:
        return self.tag.partition("-")[0]

    @property
    def group(self) -> str:
        return self.tag if self.tag == "be-latn" else self.declared


def headlines() -> list[Headline]:
    rows = [json.loads(line) for path in FILES for line in path.read_text("utf-8").splitlines()]
    return [
        Headline(
            one_line(row.get("title") or row["text"]),
            without_tail(one_line(row.get("summary", ""))),  # as the parser leaves it
            row["lang"],
        )
        for row in rows
    ]


def right(those: list[Headline], *, declared: bool, summaries: bool) -> dict[str, float]:
    """Share of headlines told right by language; of Łacinka the spelling must be right too."""
    of, told = Counter[str](), Counter[str]()
    for one in those:
        found = detect(
            one.title, one.summary if summaries else "", one.declared if declared else None
        )
        wanted = found.tag if one.group == "be-latn" else found.language
        of[one.group] += 1
        told[one.group] += wanted == one.group and (
            one.group == "be-latn" or found.spelling != "lacinka"
        )
    return {group: told[group] / of[group] for group in sorted(of)}


def fallen_short(shares: dict[str, float], *, declared: bool) -> list[str]:
    """Groups below their goal."""
    goals = GOALS | {"be-latn": LACINKA["with" if declared else "without"]}
    return [group for group, share in shares.items() if share < goals[group]]


def microseconds(those: list[Headline], rounds: int = 5) -> float:
    """The best mean time of an item over some rounds, in microseconds of one core."""
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for one in those:
            detect(one.title, one.summary, one.declared)
        best = min(best, time.process_time() - begun)
    return best / len(those) * 1e6


def main() -> int:
    those, short = headlines(), False
    for summaries in (False, True):
        for declared in (True, False):
            shares = right(those, declared=declared, summaries=summaries)
            short = short or bool(fallen_short(shares, declared=declared))
            told = "  ".join(f"{group} {share:.4f}" for group, share in shares.items())
            print(f"{'with summary' if summaries else 'title only':12} "
                  f"{'declared' if declared else 'undeclared':10}  {told}")  # fmt: skip
    spent = microseconds(those)
    print(f"{len(those)} headlines, {spent:.0f} µs each (goal {MICROSECONDS:.0f})")
    return 1 if short or spent > MICROSECONDS else 0


if __name__ == "__main__":
    sys.exit(main())
