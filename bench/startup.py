"""How long `volia run` takes from exec to "started", and what it has loaded by then.

    python -m bench.startup [TIMES]

One source on loopback, messages to the console, a translation package at hand. Goal: at most 1.5 s
(median, after one start that makes the database), with no translation library loaded. For a reason
of more than that: `python -X importtime -m bot.cli run`.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

GOAL_S = 1.5
PACKAGE = Path("bot/demo/models/translate-demo_en.argosmodel")
HEAVY = ("ctranslate2", "sentencepiece", "onnxruntime", "torch")


def start(config: Path) -> tuple[float, float, list[str]]:
    """Seconds until "started", those of processor, and which heavy libraries are mapped then."""
    begun = time.perf_counter()
    service = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "run", "--config", str(config)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={name: value for name, value in os.environ.items() if "VOLIA" not in name},
    )
    assert service.stderr
    try:
        line = next((line for line in service.stderr if "event=started" in line), "")
        took = time.perf_counter() - begun
        assert line, "volia run ended before it had started"
        used = psutil.Process(service.pid).cpu_times()
        maps = Path(f"/proc/{service.pid}/maps").read_text()
        return took, used.user + used.system, [name for name in HEAVY if name in maps]
    finally:
        service.terminate()
        service.stderr.read()
        service.wait(15)


def configure(folder: Path, port: str) -> Path:
    (folder / "models").mkdir()
    shutil.copy(PACKAGE, folder / "models")
    path = folder / "config.toml"
    path.write_text(
        f'[store]\nurl = "sqlite:///{folder}/volia.db"\n'
        f'[network]\nallow = ["127.0.0.1:{port}"]\n'
        f'[translation]\nallow_demo_models = true\nmodels_dir = "{folder}/models"\n'
        f'[[sources]]\nname = "f0"\nurl = "http://127.0.0.1:{port}/f0"\nlanguage = "en"\n',
        encoding="utf-8",
    )
    return path


def main(times: int = 7) -> int:
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.newsagent", "1", "5"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdin
    assert server.stdout
    try:
        with tempfile.TemporaryDirectory() as folder:
            config = configure(Path(folder), server.stdout.readline().strip())
            first, *_ = start(config)
            starts = [start(config) for _ in range(times)]
    finally:
        server.stdin.close()
        server.wait(10)
    median = statistics.median(took for took, _, _ in starts)
    cpu = statistics.median(used for _, used, _ in starts)
    loaded = sorted({name for _, _, names in starts for name in names})
    print(
        f"volia run: started after {median:.2f} s, median of {times} (goal {GOAL_S:g}), "
        f"{cpu:.2f} s of processor; "
        f"{first:.2f} s when it makes its database; loaded by then: {loaded or 'no model'}"
    )
    return 0 if median <= GOAL_S and not loaded else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
