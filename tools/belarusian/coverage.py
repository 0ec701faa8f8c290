"""How much of Belarusian headlines Apertium be -> ru knows, alone and with Volia around it.

    python -m tools.belarusian.coverage [--show]

Prints words that Apertium marks as unknown, of all words; with Volia's care Taraškievica is
respelled first and the overlay put in. "not names" leaves out words with a capital inside a line.
`--show` prints each line with its Russian. Exit 1 if Apertium is not installed.
"""

import re
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from monitors.translate import overlay
from monitors.translate.apertium import find, why_absent
from monitors.translate.belarusian import respell
from monitors.translate.pipe import Pipe

HEADLINES = Path(__file__).parent / "headlines.toml"
SPELLINGS = ("official", "Taraškievica")
_WORD = re.compile(r"[А-Яа-яЁёІіЎў]+(?:'[А-Яа-яЁёІіЎў]+)*")


def main() -> int:
    mode = find()
    if mode is None:
        print(why_absent(), file=sys.stderr)
        return 1
    pipe = Pipe(mode.stages)
    lines: dict[str, list[list[str]]] = tomllib.loads(HEADLINES.read_text(encoding="utf-8"))
    heads = "".join(f"{head:>14}" for head in ("alone", "with care", "not names"))
    print(f"{'lines':18} {'spelling':13} {'words':>6}{heads}")
    for kind, pairs in lines.items():
        for at, spelling in enumerate(SPELLINGS):
            texts = [pair[at] for pair in pairs]
            words = sum(len(_WORD.findall(text)) for text in texts)
            alone, _ = unknown(texts, pipe, lambda text: text)
            cared, lower = unknown(texts, pipe, lambda text: overlay.guard(respell(text)).text)
            told = "".join(f"{n:5} ({n / words:5.1%})" for n in (alone, cared, lower))
            print(f"{kind + f' ({len(texts)})':18} {spelling:13} {words:6} {told}")
    if "--show" in sys.argv[1:]:
        show([pair for pairs in lines.values() for pair in pairs], pipe)
    return 0


def unknown(texts: list[str], pipe: Pipe, prepared: Callable[[str], str]) -> tuple[int, int]:
    """How many words Apertium marks in all, and of those in small letters."""
    marked = [word for text in texts for word in overlay.unknown(pipe.ask(prepared(text)))]
    return len(marked), sum(word.islower() for word in marked)


def show(pairs: list[list[str]], pipe: Pipe) -> None:
    for pair in pairs:
        for text in pair:
            guarded = overlay.guard(respell(text))
            answer = pipe.ask(guarded.text)
            print(
                f"\n{text}\n  {overlay.restore(answer, guarded.kept)}\n  {overlay.unknown(answer)}"
            )


if __name__ == "__main__":
    raise SystemExit(main())
