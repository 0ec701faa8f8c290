"""Items a second through language, match, rules and facts on one core, without translation.

    python -m bench.understand              compiled, as a wheel can be, and as plain Python
    python -m bench.understand --here [N]   as it stands on the path, in N rounds; JSON

Reads the labelled headlines of tests/quality. Goals: 2,000 items/s with the shipped words, and at
most twice the time with 10,000 words of the user's own. Compiling takes a minute or two and needs
a C compiler; without one the goal is asked of plain Python.
"""

import json
import math
import os
import random
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.app import spare_the_collector, understanding_of
from monitors.config import default
from monitors.match import Matcher, TopicRule
from monitors.model import Item, Source
from monitors.understanding import Understanding

SOURCE = Source(name="bench", url="")


def items(path: Path = Path("tests/quality/dev.jsonl")) -> list[Item]:
    lines = path.read_text(encoding="utf-8").splitlines()
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


def here(times: int = 16) -> int:
    """Print the rates of the modules on the path: shipped words; 10,000 of one's own beside."""
    shipped = understanding_of(default())
    shipped.prepare()
    letters = random.Random(1)
    words = ["".join(letters.choices("abdegiklmnoprstuvz", k=8)) + "*" for _ in range(10_000)]
    topics = [TopicRule("own", {"any": words})]
    own = Understanding(shipped.vocabulary, Matcher(shipped.vocabulary, topics))
    spare_the_collector()  # as the service does
    print(json.dumps([rate(shipped, times), rate(own, times)]))
    return 0


def measured(what: str, path: Path) -> tuple[float, float]:
    """The rates in a process of its own that imports from a folder first."""
    paths = os.pathsep.join([str(path), str(Path.cwd())])
    command = [sys.executable, "-P", "-m", "bench.understand", "--here"]
    run = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": paths}, stdout=subprocess.PIPE, check=True
    )
    plain, loaded = json.loads(run.stdout)
    print(f"understanding, {what}: {plain:.0f} items/s (goal 2000); with 10,000 words of one's own "
          f"{loaded:.0f}, {plain / loaded:.2f} times the time (goal 2)")  # fmt: skip
    return plain, loaded


def main() -> int:
    plain, loaded = measured("plain Python", Path.cwd())
    with TemporaryDirectory() as made:
        print("compiling takes a minute or two ...", file=sys.stderr)
        command = [sys.executable, "-m", "tools.compiled", made]
        compiled = subprocess.run(command, capture_output=True, text=True)
        if compiled.returncode:
            print(f"could not be compiled: {compiled.stderr.strip()[-200:]}", file=sys.stderr)
        else:
            plain, loaded = measured("compiled", Path(made))
    return 0 if plain >= 2000 and plain / loaded <= 2 else 1


if __name__ == "__main__":
    sys.exit(here(*map(int, sys.argv[2:])) if "--here" in sys.argv[1:2] else main())
