"""Translating at the size of a real Argos package: argostranslate, Volia, and bare CTranslate2.

    python -m bench.translate [--quick]

The package is made on the spot with random weights (bench.real_size). First a duel in short turns:
argostranslate's own call, one sentence at a time with its own settings, and with a single thread,
which suits small machines better; Volia's engine as shipped; and `Translator.translate_batch` on
the same sentences. Then Volia and the bare call in batches of 8, 32 and 128 with beams of 1, 2 and
4, and the memory of a process for each; at last the memory of two models as shipped, while they
work and when they are closed. Ratios are medians of what was measured within seconds of each other;
rounds in which other programs used the processor are left out as long as enough others remain.

Exit code 1 unless Volia is at least 8 times as fast as argostranslate and within 10 % of the bare
call, and a model takes 250 MB at most and gives them back.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
from sentencepiece import SentencePieceProcessor

from bench.real_size import headlines, write_package
from monitors.translate.engine import DEFAULT

LINES = 513  # the last one is for warming up
BATCHES, BEAMS = (8, 32, 128), (1, 2, 4)
QUIET, ENOUGH = 0.25, 5  # cores of other programs; rounds
NAMES = ("argos", "argos-tuned", "volia", "bare")
FASTER, SLOWER, MEGABYTES, KEPT = 8.0, 1.10, 250.0, 60.0


@dataclass(frozen=True, slots=True)
class Told:
    """What a contender answers: see bench.translators."""

    number: int
    seconds: list[float]
    loaded: float
    peak: float
    others: float

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


Round = dict[str, Told]


def duel(folder: Path, rounds: int) -> bool:
    """Turns of a second or two; each contender in a process that stays.

    Goes on, up to three times as long, until so many rounds were quiet.
    """
    done: list[Round] = []
    with ExitStack() as stack:
        contenders = {name: stack.enter_context(Contender(name, folder)) for name in NAMES}
        while len(done) < 3 * rounds and len(_quiet(done)) < rounds:
            order = NAMES if len(done) % 2 else NAMES[::-1]
            first = len(done) % 16 * 32
            done.append({name: _turn(name, contenders[name], first) for name in order})
    quiet = _quiet(done)
    enough = len(quiet) >= ENOUGH
    what = "these count" if enough else "too few: all count, and other programs spoil the figures"
    print(f"{len(done)} rounds, {len(quiet)} of them quiet ({what})", flush=True)
    return _judge_duel(quiet if enough else done)


def _quiet(done: list[Round]) -> list[Round]:
    return [one for one in done if max(told.others for told in one.values()) <= QUIET]


def _turn(name: str, contender: Contender, first: int) -> Told:
    """32 sentences at once, or every fourth of them one at a time."""
    if name.startswith("argos"):
        return contender.run(8, first, step=4, beam=4, batch=1)
    return contender.run(32, first, beam=DEFAULT.beam, batch=DEFAULT.batch)


def _judge_duel(done: list[Round]) -> bool:
    for name in NAMES:
        answers = [one[name] for one in done]
        late = p95([second for one in answers for second in one.seconds])
        what = "one at a time, beam 4" if name.startswith("argos") else "batch 32, beam 2"
        print(
            f"{name:11} {what:22} {statistics.median(one.rate for one in answers):6.1f} "
            f"sentences/s, p95 {late:5.2f} s a call, {answers[0].loaded:4.0f} MB loaded, "
            f"{max(one.peak for one in answers):4.0f} MB peak"
        )
    faster, tuned = (_faster(done, "volia", name) for name in ("argos", "argos-tuned"))
    slower = _faster(done, "bare", "volia")
    print(f"volia to argostranslate {faster:.1f} (goal {FASTER:g}), tuned {tuned:.1f}; "
          f"bare call to volia {slower:.3f} (goal {SLOWER})")  # fmt: skip
    return faster >= FASTER and slower <= SLOWER


def _faster(done: list[Round], name: str, other: str) -> float:
    return statistics.median(one[name].rate / one[other].rate for one in done)


def grid(folder: Path, beams: tuple[int, ...], rounds: int) -> None:
    """Every batch with every beam: rates, the ratio to the bare call, latency, memory.

    The last column is how many cores other programs used, which is what spoils a line.
    """
    print(f"\n{'beam':>4} {'batch':>5} {'volia/s':>8} {'bare/s':>7} {'ratio':>6} {'p95 s':>6} "
          f"{'loaded MB':>9} {'peak MB':>8} {'others':>6}")  # fmt: skip
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
    kept = told["both closed"] - told["program"]
    print(f"one {one:.0f} (goal {MEGABYTES:g}), two {two:.0f} (goal {2 * MEGABYTES:g}), "
          f"kept when closed {kept:.0f} (goal {KEPT:g})")  # fmt: skip
    return one <= MEGABYTES and two <= 2 * MEGABYTES and kept <= KEPT


def _row(folder: Path, beam: int, batch: int, rounds: int) -> None:
    """One line of the table, from two new processes; of quiet rounds if there is one."""
    done: list[Round] = []
    with Contender("volia", folder) as volia, Contender("bare", folder) as bare:
        turns = [("volia", volia), ("bare", bare)]
        while len(done) < 3 * rounds and len(_quiet(done)) < rounds:
            first = len(done) % 4 * 128
            done.append(
                {
                    name: who.run(128, first, beam=beam, batch=batch)
                    for name, who in (turns if len(done) % 2 else turns[::-1])
                }
            )
    done = _quiet(done) or done
    ours, theirs = [one["volia"] for one in done], [one["bare"] for one in done]
    mine, bares = (statistics.median(one.rate for one in answers) for answers in (ours, theirs))
    late = p95([second for one in ours for second in one.seconds])
    others = statistics.mean(one.others for one in ours + theirs)
    print(f"{beam:4} {batch:5} {mine:8.1f} {bares:7.1f} {_faster(done, 'volia', 'bare'):6.2f} "
          f"{late:6.2f} {ours[0].loaded:9.0f} {ours[-1].peak:8.0f} {others:6.2f}",
          flush=True)  # fmt: skip


def about(package: Path) -> str:
    """How long the sentences are on both sides, so that it can be seen that nobody is spared."""
    lines = headlines(64)
    pieces = SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    cut = [pieces.encode(line, out_type=str) for line in lines]
    translator = ctranslate2.Translator(str(package / "model"), compute_type="int8")
    out = [
        statistics.mean(len(one.hypotheses[0]) for one in translator.translate_batch(cut, **how))
        for how in ({"beam_size": 2}, {"beam_size": 4, "max_batch_size": 1})
    ]
    return (
        f"headlines of {statistics.mean(map(len, cut)):.1f} pieces become {out[0]:.1f} with beam 2 "
        f"in a batch, {out[1]:.1f} with beam 4 one at a time"
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
        fast = duel(folder, rounds=7 if quick else 15)
        grid(folder, beams=(2,) if quick else BEAMS, rounds=1 if quick else 3)
        small = memory(folder)
    return 0 if fast and small else 1


if __name__ == "__main__":
    sys.exit(main())
