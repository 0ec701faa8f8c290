"""One contender of `bench.translate` in a process of its own.

    python -m bench.translators argos|argos-tuned|volia|bare FOLDER
    python -m bench.translators memory FOLDER

FOLDER holds packages/lt (see bench.real_size) and lines.txt. Each line on stdin asks with JSON,
{"beam", "batch", "first", "number"}: translate so many lines in such batches. The answer holds the
seconds of each batch, and of this process the resident megabytes when loaded and at their peak;
and how many cores other programs used meanwhile.
`memory` asks nothing: it loads, uses and closes two models as shipped, and prints what that took.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

SPARE = 30
"""Pieces a sentence that the bound of a batch allows for; with 32 sentences it is as shipped."""

Translate = Callable[[Sequence[str]], object]


def resident(what: str = "VmRSS") -> float:
    """Megabytes; VmHWM is the peak of this process alone, unlike what getrusage tells."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{what}:"):
            return int(line.split()[1]) / 1000
    raise LookupError(what)


class Others:
    """What other programs take of the processor from now on."""

    def __init__(self) -> None:
        self._begun = self._now()

    def cores(self) -> float:
        """How many cores they used, on average, since then."""
        all_, own, wall = (now - then for now, then in zip(self._now(), self._begun, strict=True))
        return max(0.0, all_ - own) / wall

    @staticmethod
    def _now() -> tuple[float, float, float]:
        first = Path("/proc/stat").read_text().partition("\n")[0]
        user, nice, system, _, _, *interrupts = map(int, first.split()[1:8])
        busy = (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")
        return busy, time.process_time(), time.perf_counter()


def argos(folder: Path) -> Callable[[int, int], Translate]:
    """The call of argostranslate with its own settings, whatever is asked for.

    Its sentence splitter would be downloaded; here a line is a sentence, and no time is spent.
    """
    os.environ["ARGOS_PACKAGES_DIR"] = str(folder / "packages")
    for name in ("DATA", "CONFIG", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / "home")
    from argostranslate import sbd, translate

    class WholeLine(sbd.ISentenceBoundaryDetectionModel):  # type: ignore[misc]
        def __init__(self, pkg: object) -> None:
            self.pkg = pkg

        def split_sentences(self, text: str) -> list[str]:
            return [text]

    translate.MiniSBDSentencizer = WholeLine

    def each(lines: Sequence[str]) -> object:
        return [translate.translate(line, "lt", "en") for line in lines]

    return lambda *_: each


def argos_tuned(folder: Path) -> Callable[[int, int], Translate]:
    """The same without threads that wait for each other."""
    os.environ["ARGOS_INTRA_THREADS"] = "1"
    return argos(folder)


def volia(folder: Path) -> Callable[[int, int], Translate]:
    """The engine of Volia; what is under way at once is as large as the batch."""
    from monitors.translate import engine, models

    (info,) = models.find([folder / "packages"], folder / "cache")

    def of(beam: int, batch: int) -> Translate:
        pieces = max(engine.DEFAULT.batch_pieces, SPARE * batch)
        return engine.load(
            info, engine.Decoding(beam=beam, batch=batch, batch_pieces=pieces)
        ).render

    return of


def bare(folder: Path) -> Callable[[int, int], Translate]:
    """`Translator.translate_batch` with Volia's settings, on pieces that are already cut."""
    import ctranslate2
    import sentencepiece

    package = folder / "packages" / "lt"
    cut = sentencepiece.SentencePieceProcessor(model_file=str(package / "sentencepiece.model"))
    known = {line: cut.encode(line, out_type=str) for line in read_lines(folder)}
    workers = min(2, os.cpu_count() or 1)
    translator: Any = ctranslate2.Translator(
        str(package / "model"), compute_type="int8", inter_threads=workers, intra_threads=1
    )

    def of(beam: int, batch: int) -> Translate:
        return lambda lines: translator.translate_batch(
            [known[line] for line in lines],
            max_batch_size=max(1, batch // workers),
            beam_size=beam,
            length_penalty=0.2,
            max_decoding_length=400,
        )

    return of


def memory(folder: Path) -> dict[str, float]:
    """Resident megabytes of one process through the life of two models."""
    import ctranslate2  # noqa: F401 - what is loaded before there is a model
    import sentencepiece  # noqa: F401

    from monitors.translate import engine, models

    (info,) = models.find([folder / "packages"], folder / "cache")
    lines = read_lines(folder)[:256]
    told = {"program": resident()}
    first = engine.load(info)
    told["one loaded"] = resident()
    first.render(lines)
    first.render(lines, again=True)
    told["one at its peak"] = resident("VmHWM")
    second = engine.load(info)
    second.render(lines)
    told["two at their peak"] = resident("VmHWM")
    first.close()
    told["one closed"] = resident()
    second.close()
    told["both closed"] = resident()
    return told


def read_lines(folder: Path) -> list[str]:
    return (folder / "lines.txt").read_text(encoding="utf-8").splitlines()


def main(contender: str, folder: Path) -> None:
    contenders = {"argos": argos, "argos-tuned": argos_tuned, "volia": volia, "bare": bare}
    of = contenders[contender](folder)
    lines = read_lines(folder)
    loaded: dict[tuple[int, int], Translate] = {}
    for question in sys.stdin:
        asked = json.loads(question)
        key = asked["beam"], asked["batch"]
        if key not in loaded:
            loaded.clear()
            loaded[key] = of(*key)
            loaded[key](lines[-1:])
        before, others = resident(), Others()
        chosen = lines[asked["first"] :: asked.get("step", 1)][: asked["number"]]
        seconds = []
        for at in range(0, len(chosen), key[1]):
            begun = time.perf_counter()
            loaded[key](chosen[at : at + key[1]])
            seconds.append(time.perf_counter() - begun)
        print(
            json.dumps(
                {
                    "seconds": seconds,
                    "loaded": before,
                    "peak": resident("VmHWM"),
                    "others": others.cores(),
                }
            ),
            flush=True,
        )


if __name__ == "__main__":
    if sys.argv[1] == "memory":
        print(json.dumps(memory(Path(sys.argv[2]))))
    else:
        main(sys.argv[1], Path(sys.argv[2]))
