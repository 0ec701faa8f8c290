"""All benchmarks with a goal, one after the other."""

import subprocess
import sys

PARTS = (
    "bench.not_modified",
    "bench.language",
    "bench.understand",
    "bench.guards",
    "bench.story",
    "bench.poll",
    "bench.startup",
    "bench.translate",
)

sys.exit(max(subprocess.run([sys.executable, "-m", part]).returncode for part in PARTS))
