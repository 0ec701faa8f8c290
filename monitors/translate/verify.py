"""Edge: whether what is installed is still what it was, and translates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from monitors.errors import TranslateError
from monitors.translate.install import probe
from monitors.translate.models import ModelInfo
from monitors.translate.records import Record, changes, recorded, sha256


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found of one package; `problem` is a sentence, "" if it is sound.

    `checked` is False if no checksum was ever written down: Volia did not install it.
    """

    model: ModelInfo
    problem: str
    checked: bool
    trial: str = ""


def record_of(model: ModelInfo) -> Record | None:
    """What was written down of a package at its install; raises TranslateError."""
    return recorded(model.origin.parent).get(model.origin.name)


def digest_of(model: ModelInfo) -> str:
    """The SHA-256 of the weights, or of the zip that they lie in; "" if they cannot be read."""
    path = model.origin if model.origin.is_file() else model.path / "model" / "model.bin"
    try:
        return sha256(path)
    except OSError:
        return ""


def verify(models: Sequence[ModelInfo], trial: Callable[[ModelInfo], str] = probe) -> list[Verdict]:
    """Every package read, compared with its install, loaded and tried with one sentence."""
    return [_verdict(model, trial) for model in models]


def _verdict(model: ModelInfo, trial: Callable[[ModelInfo], str]) -> Verdict:
    if model.problem:
        return Verdict(model, model.problem, checked=False)
    entry = None
    try:
        entry = record_of(model)
        changed = unchanged_or_why(model, entry)
        said = "" if changed else trial(model)
    except TranslateError as error:
        return Verdict(model, str(error), checked=entry is not None)
    return Verdict(model, changed, checked=entry is not None, trial=said)


def unchanged_or_why(model: ModelInfo, entry: Record | None) -> str:
    """What differs from the install, as a sentence; "" if nothing does or none was recorded."""
    if entry is None:
        return ""
    try:
        differing = changes(model.origin, entry.files)
    except OSError as error:
        return f"{error.filename} cannot be read: {error.strerror}"
    more = f" and {len(differing) - 1} more" if len(differing) > 1 else ""
    return f"{differing[0]} since it was installed{more}" if differing else ""
