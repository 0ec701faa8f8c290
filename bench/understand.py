"""Items a second through language, match, rules and facts on one core, without translation.

    python -m bench.understand [TIMES]

Reads the labelled headlines of tests/quality. Goals: 2,000 items/s with the shipped words, and at
most twice the time with 10,000 words of the user's own.
"""

import json
import math
import random
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bot.app import spare_the_collector, understanding_of
from monitors.config import default
from monitors.match import Matcher, TopicRule
from monitors.model import Item, Source
from monitors.understanding import Understanding

SOURCE = Source(name="bench", url="")


def items() -> list[Item]:
    lines = Path("tests/quality/dev.jsonl").read_text(encoding="utf-8").splitlines()
    now = datetime.now(UTC)
    return [
        Item(
            id=row["id"],
            source="bench",
            guid=row["id"],
            url="",
            canonical=row["id"],
            title=row["title"],
            summary=row["summary"],
            published=now,
            fetched=now,
            content_hash="",
        )
        for row in map(json.loads, lines)
    ]


def rate(understanding: Understanding, times: int) -> float:
    """Items a second in the best of the rounds: what other programs take is not Volia's time."""
    read = items()
    for item in read:
        understanding.read(item, SOURCE)
    least = math.inf
    for number in range(times):
        # another title each time: nothing of the round before is remembered
        fresh = [replace(item, title=f"{item.title} {number}") for item in read]
        begun = time.process_time()
        for item in fresh:
            understanding.read(item, SOURCE)
        least = min(least, time.process_time() - begun)
    return len(read) / least


def main(times: int = 8) -> int:
    shipped = understanding_of(default())
    letters = random.Random(1)
    words = ["".join(letters.choices("abdegiklmnoprstuvz", k=8)) + "*" for _ in range(10_000)]
    topics = [TopicRule("own", {"any": words})]
    own = Understanding(shipped.vocabulary, Matcher(shipped.vocabulary, topics))
    spare_the_collector()  # as the service does
    plain, loaded = rate(shipped, times), rate(own, times)
    print(f"understanding: {plain:.0f} items/s (goal 2000); with 10,000 words of one's own "
          f"{loaded:.0f}, {plain / loaded:.2f} times the time (goal 2)")  # fmt: skip
    return 0 if plain >= 2000 and plain / loaded <= 2 else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
