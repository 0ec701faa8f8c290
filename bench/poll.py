"""`volia poll` against the library `reader` on the same server, in one run.

    python -m bench.poll [FEEDS] [ITEMS] [ROUNDS]

Each round adds one new item to every feed; then both programs update all feeds, in turns. Printed
are feeds a second of each and the ratio (goal: at least 8), the same where nothing changed (304),
and the resident memory of `volia run` without models (goal: at most 200 MB).
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

PYTHON = sys.executable
VOLIA = [PYTHON, "-c", "from bot.cli import script; script()"]
READER = """
import sys, time
from reader import make_reader
reader = make_reader(sys.argv[1])
for url in sys.argv[3:]:
    reader.add_feed(url, exist_ok=True)
begun = time.perf_counter()
reader.update_feeds(workers=8, scheduled=False)
seconds = time.perf_counter() - begun
print(seconds, reader.get_entry_counts().total)
"""


class Bench:
    def __init__(self, feeds: int, items: int, folder: Path) -> None:
        self.feeds, self.folder = feeds, folder
        self.server = subprocess.Popen(
            [PYTHON, "-m", "bench.newsagent", str(feeds), str(items)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.server.stdout
        self.port = self.server.stdout.readline().strip()
        self.urls = [f"http://127.0.0.1:{self.port}/f{number}" for number in range(feeds)]
        self.config = folder / "config.toml"
        self.config.write_text(
            f'[network]\nallow = ["127.0.0.1:{self.port}"]\n'
            '[translation]\nengine = "none"\n'
            + "".join(
                f'[[sources]]\nname = "f{number}"\nurl = "{url}"\nlanguage = "en"\n'
                for number, url in enumerate(self.urls)
            ),
            encoding="utf-8",
        )

    def new_items(self) -> None:
        assert self.server.stdin
        assert self.server.stdout
        self.server.stdin.write("\n")
        self.server.stdin.flush()
        self.server.stdout.readline()

    def volia(self) -> tuple[float, int]:
        done = subprocess.run(
            [*VOLIA, "poll", "--config", str(self.config), "--json", "--log-level", "error"],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        told = json.loads(done.stdout.splitlines()[-1])
        assert told["failed"] == 0, told
        return float(told["seconds"]), int(told["items_new"])

    def reader(self) -> tuple[float, int]:
        done = subprocess.run(
            [PYTHON, "-W", "ignore", "-c", READER, str(self.folder / "reader.db"), "", *self.urls],
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        seconds, entries = done.stdout.split()[-2:]
        return float(seconds), int(entries)

    def memory(self) -> float:
        """Resident megabytes of `volia run` and its parser after ten seconds of polling."""
        service = subprocess.Popen(
            [*VOLIA, "run", "--config", str(self.config), "--log-level", "error"],
            stdout=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if "TOKEN" not in name},
        )
        try:
            time.sleep(10)
            process = psutil.Process(service.pid)
            family = [process, *process.children(recursive=True)]
            return sum(one.memory_info().rss for one in family) / 1e6
        finally:
            service.terminate()
            service.wait(15)


def main(feeds: int = 150, items: int = 20, rounds: int = 7) -> int:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(feeds, items, Path(folder))
        try:
            return _measure(bench, feeds, rounds)
        finally:
            assert bench.server.stdin
            bench.server.stdin.close()
            bench.server.wait(10)


def _measure(bench: Bench, feeds: int, rounds: int) -> int:
    print(
        f"first run: volia {feeds / bench.volia()[0]:.0f}, reader {feeds / bench.reader()[0]:.0f}"
    )
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        bench.new_items()
        for each in (bench.volia, bench.reader) if number % 2 else (bench.reader, bench.volia):
            seconds, entries = each()
            (ours if each == bench.volia else theirs).append(feeds / seconds)
            assert entries >= feeds, entries
    print(
        f"unchanged: volia {feeds / bench.volia()[0]:.0f}, reader {feeds / bench.reader()[0]:.0f}"
    )
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(
        f"one new item each: volia {statistics.median(ours):.0f} feeds/s, "
        f"reader {statistics.median(theirs):.1f} feeds/s; ratio {ratio:.1f} (goal 8)"
    )
    bench.new_items()
    memory = bench.memory()
    print(f"service without models: {memory:.0f} MB resident with its parser (goal 200)")
    return 0 if ratio >= 8 and memory <= 200 else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
