"""Translating at the size of a real Argos package: argostranslate, Volia, and bare CTranslate2.

    python -m bench.translate [--quick]

The package is made on the spot with random weights (bench.real_size). First a duel in short turns:
argostranslate's own call, one sentence at a time with its own settings; Volia's engine as shipped;
and `Translator.translate_batch` on the same sentences. Then Volia and the bare call in batches of
8, 32 and 128 with beams of 1, 2 and 4, and the memory of a process for each; at last the memory of
two models as shipped, while they work and when they are closed. Ratios are medians of what was
measured within seconds of each other. Exit code 1 unless Volia is at least 8 times as fast as
argostranslate and within 10 % of the bare call, and a model takes 250 MB at most and gives them
back.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
from sentencepiece import SentencePieceProcessor

from bench.real_size import headlines, write_package
from monitors.translate.engine import DEFAULT

LINES = 513  # the last one is for warming up
BATCHES, BEAMS = (8, 32, 128), (1, 2, 4)
NAMES = ("argos", "volia", "bare")
FASTER, SLOWER, MEGABYTES, KEPT = 8.0, 1.10, 250.0, 40.0


@dataclass(frozen=True, slots=True)
class Told:
    """What a contender answers: seconds of each batch, megabytes loaded and at the peak."""

    number: int
    seconds: list[float]
    loaded: float
    peak: float

    @property
    def rate(self) -> float:
        return self.number / sum(self.seconds)


class Contender:
    """A process that translates when it is told to; see bench.translators."""

    def __init__(self, name: str, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.translators", name, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> "Contender":
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(30)

    def run(self, number: int, first: int, *, step: int = 1, beam: int, batch: int) -> Told:
        assert self._process.stdin
        assert self._process.stdout
        asked = {"beam": beam, "batch": batch, "first": first, "number": number, "step": step}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return Told(number, **answer)


def p95(seconds: list[float]) -> float:
    return sorted(seconds)[min(len(seconds) - 1, int(0.95 * len(seconds)))]


def duel(folder: Path, rounds: int) -> bool:
    """Turns of a second or two; each contender in a process that stays."""
    told: dict[str, list[Told]] = {name: [] for name in NAMES}
    with (
        Contender("argos", folder) as argos,
        Contender("volia", folder) as volia,
        Contender("bare", folder) as bare,
    ):
        shipped = {"beam": DEFAULT.beam, "batch": DEFAULT.batch}
        for number in range(rounds):
            first = number % 16 * 32
            for name in NAMES if number % 2 else NAMES[::-1]:
                if name == "argos":
                    answer = argos.run(8, first, step=4, beam=4, batch=1)
                else:
                    answer = (volia if name == "volia" else bare).run(32, first, **shipped)
                told[name].append(answer)
    return _judge_duel(told)


def _judge_duel(told: dict[str, list[Told]]) -> bool:
    rates = {name: [one.rate for one in answers] for name, answers in told.items()}
    faster = _ratio(rates["volia"], rates["argos"])
    slower = _ratio(rates["bare"], rates["volia"])
    for name, answers in told.items():
        late = p95([second for one in answers for second in one.seconds])
        what = (
            "one at a time, beam 4"
            if name == "argos"
            else f"batch {DEFAULT.batch}, beam {DEFAULT.beam}"
        )
        print(
            f"{name:6} {what:22} {statistics.median(rates[name]):6.1f} sentences/s, "
            f"p95 {late:5.2f} s a call, {answers[0].loaded:4.0f} MB loaded, "
            f"{max(one.peak for one in answers):4.0f} MB peak"
        )
    print(f"volia to argostranslate {faster:.1f} (goal {FASTER:g}); "
          f"bare call to volia {slower:.3f} (goal {SLOWER})")  # fmt: skip
    return faster >= FASTER and slower <= SLOWER


def _ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def grid(folder: Path, beams: tuple[int, ...], rounds: int) -> None:
    """Every batch with every beam: rates, the ratio to the bare call, latency, memory."""
    print(f"\n{'beam':>4} {'batch':>5} {'volia/s':>8} {'bare/s':>7} {'ratio':>6} {'p95 s':>6} "
          f"{'loaded MB':>9} {'peak MB':>8}")  # fmt: skip
    for beam in beams:
        for batch in BATCHES:
            _row(folder, beam, batch, rounds)


def memory(folder: Path) -> bool:
    """Two models as shipped in one process."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.translators", "memory", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    told: dict[str, float] = json.loads(done.stdout)
    print("\nMB resident: " + ", ".join(f"{what} {size:.0f}" for what, size in told.items()))
    one, two = told["one at its peak"], told["two at their peak"]
    kept = told["both closed"] - told["libraries"]
    print(f"one {one:.0f} (goal {MEGABYTES:g}), two {two:.0f} (goal {2 * MEGABYTES:g}), "
          f"kept when closed {kept:.0f} (goal {KEPT:g})")  # fmt: skip
    return one <= MEGABYTES and two <= 2 * MEGABYTES and kept <= KEPT


def _row(folder: Path, beam: int, batch: int, rounds: int) -> None:
    """One line of the table, from two new processes."""
    ours: list[Told] = []
    theirs: list[Told] = []
    with Contender("volia", folder) as volia, Contender("bare", folder) as bare:
        for number in range(rounds):
            first = number % 4 * 128
            turns = [(volia, ours), (bare, theirs)]
            for who, answers in turns if number % 2 else turns[::-1]:
                answers.append(who.run(128, first, beam=beam, batch=batch))
    mine, bares = [one.rate for one in ours], [one.rate for one in theirs]
    late = p95([second for one in ours for second in one.seconds])
    print(f"{beam:4} {batch:5} {statistics.median(mine):8.1f} {statistics.median(bares):7.1f} "
          f"{_ratio(mine, bares):6.2f} {late:6.2f} {ours[0].loaded:9.0f} {ours[-1].peak:8.0f}",
          flush=True)  # fmt: skip


def about(package: Path) -> str:
    """How long the sentences are on both sides, so that it can be seen that nobody is spared."""
    lines = headlines(64)
    pieces = SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    cut = [pieces.encode(line, out_type=str) for line in lines]
    translator = ctranslate2.Translator(str(package / "model"), compute_type="int8")
    out = [
        statistics.mean(len(one.hypotheses[0]) for one in translator.translate_batch(cut, **how))
        for how in ({"beam_size": DEFAULT.beam}, {"beam_size": 4, "max_batch_size": 1})
    ]
    return (
        f"headlines of {statistics.mean(map(len, cut)):.1f} pieces become {out[0]:.1f} with "
        f"beam {DEFAULT.beam} in a batch, {out[1]:.1f} with beam 4 one at a time"
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute instead of five")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        package = write_package(folder / "packages" / "lt")
        (folder / "lines.txt").write_text("\n".join(headlines(LINES)), encoding="utf-8")
        size = sum(file.stat().st_size for file in package.rglob("*") if file.is_file())
        print(f"package of {size / 1e6:.0f} MB; {about(package)}", flush=True)
        fast = duel(folder, rounds=7 if quick else 21)
        grid(folder, beams=(DEFAULT.beam,) if quick else BEAMS, rounds=1 if quick else 3)
        small = memory(folder)
    return 0 if fast and small else 1


if __name__ == "__main__":
    sys.exit(main())
