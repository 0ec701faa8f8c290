"""Edge: Belarusian into Russian with Apertium, the last resort where no better model is.

Apertium and its pair bel-rus are packages of Debian (GPL, run as programs of their own). Its
dictionary is small, so words it lacks or gets wrong are put in from `overlay`, around it:
what must not be touched goes through as `[3]`, which Apertium takes for formatting. The result is
input for a model from Russian: `routes` joins the two.
"""

import os
import re
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from monitors.errors import TranslateError
from monitors.translate import overlay
from monitors.translate.models import ModelInfo
from monitors.translate.pipe import Pipe

ENGINE = "apertium"
INSTALL = "apt-get install apertium apertium-bel-rus"

_FOLDERS = ("/usr/share/apertium", "/usr/local/share/apertium", "/opt/homebrew/share/apertium")
_MODE = Path("modes") / "bel-rus.mode"
_PROGRAM = re.compile(r"(?:lt|cg|lrx)-proc|apertium-[a-z0-9-]+")
_ARGUMENTS = {"$1": ("-g",), "$2": ()}  # as `apertium` itself fills them; -g marks unknown words


@dataclass(frozen=True, slots=True)
class Mode:
    """How this machine's Apertium turns Belarusian into Russian: programs with arguments."""

    path: Path
    stages: tuple[tuple[str, ...], ...]


def find() -> Mode | None:
    """What is installed, or None; `why_absent` says why. APERTIUM_DIR names the folder to use."""
    found = _look()
    return found if isinstance(found, Mode) else None


def why_absent() -> str:
    """A sentence for people if Apertium be -> ru cannot be used here, else ""."""
    found = _look()
    return found if isinstance(found, str) else ""


def _look() -> Mode | str:
    path = next((folder / _MODE for folder in _folders() if (folder / _MODE).is_file()), None)
    if path is None:
        return f"Apertium with the pair bel-rus is not installed ({INSTALL})"
    try:
        stages = _stages(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return f"{path} cannot be read ({error})"
    missing = next((stage[0] for stage in stages if shutil.which(stage[0]) is None), "")
    if missing:
        return f"Apertium's program {missing} is not installed ({INSTALL})"
    return Mode(path, stages)


def _folders() -> list[Path]:
    named = os.environ.get("APERTIUM_DIR")
    if named:
        return [Path(named)]
    program = shutil.which("apertium")
    beside = [Path(program).resolve().parent.parent / "share" / "apertium"] if program else []
    return [*beside, *map(Path, _FOLDERS)]


def _stages(mode: str) -> tuple[tuple[str, ...], ...]:
    """The programs of a mode file, a line of shell, each with -z; ValueError if it is another."""
    lexer = shlex.shlex(mode, posix=True, punctuation_chars="|")
    lexer.whitespace_split = True
    stages: list[tuple[str, ...]] = [()]
    for word in lexer:
        if set(word) == {"|"}:
            stages += [()] * len(word)
        else:
            stages[-1] += _ARGUMENTS.get(word, (word,))
    for stage in stages:
        if not stage or not _PROGRAM.fullmatch(stage[0]):
            raise ValueError("it is no chain of Apertium's programs")
    return tuple((stage[0], "-z", *stage[1:]) for stage in stages)


class Apertium:
    """Belarusian into Russian, sentence by sentence; official Cyrillic spelling is expected."""

    def __init__(self, mode: Mode, timeout_s: float = 10.0) -> None:
        self._pipe = Pipe(mode.stages, timeout_s)

    def translate(
        self,
        sentences: Sequence[str],
        *,
        again: bool = False,  # noqa: ARG002  # as every Model; a dictionary has no second thoughts
    ) -> list[str]:
        """The Russian, in order; `again` changes nothing. TranslateError if Apertium fails."""
        return [self._one(sentence) for sentence in sentences]

    def pids(self) -> tuple[int, ...]:
        """The process ids of its programs; none before the first sentence."""
        return self._pipe.pids()

    def close(self) -> None:
        """End its programs; a later sentence starts them again."""
        self._pipe.close()

    def _one(self, sentence: str) -> str:
        if not sentence.strip():
            return ""
        guarded = overlay.guard(sentence)
        return overlay.restore(self._pipe.ask(guarded.text), guarded.kept)


def described() -> ModelInfo | None:
    """It as one of the models of this machine, or None if it is not installed."""
    mode = find()
    if mode is None:
        return None
    return ModelInfo("bel-rus", "", ("be",), "ru", mode.path, mode.path, engine=ENGINE)


def load() -> Apertium:
    """Apertium as it is installed. Raises TranslateError with the reason if it is not."""
    found = _look()
    if isinstance(found, str):
        raise TranslateError(found)
    return Apertium(found)
