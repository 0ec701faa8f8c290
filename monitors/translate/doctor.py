"""Edge: what stands in the way of translation on this machine, a finding a line."""

import importlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from monitors.errors import TranslateError
from monitors.translate.download import free_bytes, megabytes
from monitors.translate.install import ASIDE, DOWNLOADS, DRAFT
from monitors.translate.models import ModelInfo
from monitors.translate.records import FILE, recorded
from monitors.translate.verify import record_of, unchanged_or_why

_ROOM = 1_000_000_000  # bytes: a download and what is made of it, side by side
_MEMORY = 600_000_000  # bytes: two models of 250 MB, and the service
_LIBRARIES = ("ctranslate2", "sentencepiece")
_KEPT = {".lock", DOWNLOADS, FILE}


@dataclass(frozen=True, slots=True)
class Finding:
    """`ok`, `note` (works, but less well than it could) or `broken`; about what; a sentence."""

    verdict: Literal["ok", "note", "broken"]
    what: str
    told: str


def examine(
    folder: Path, elsewhere: Sequence[Path], models: Sequence[ModelInfo], *, allow_demo: bool
) -> Iterator[Finding]:
    """Look at the folder of models, at the folders of others, at packages and the machine."""
    yield _folder(folder)
    yield from _disk(folder)
    yield from _stray(folder)
    for each in elsewhere:
        yield _of_others(each, models)
    yield from _packages(models, allow_demo=allow_demo)
    yield _memory()
    for library in _LIBRARIES:
        yield _import(library)


def _folder(folder: Path) -> Finding:
    if folder.parts[:1] == ("~",):
        told = "there is no home folder: set translation.models_dir"
        return Finding("broken", "folder", told)
    if folder.exists() and not folder.is_dir():
        return Finding("broken", "folder", f"{folder} is not a folder")
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError:
        told = f"{there} cannot be written: models can be used, but not installed"
        return Finding("note", "folder", told)
    new = "" if folder.exists() else " (made when the first model is installed)"
    return Finding("ok", "folder", f"{folder}{new}")


def _disk(folder: Path) -> Iterator[Finding]:
    there = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    free = free_bytes(there)
    told = f"{megabytes(free)} free"
    if free < _ROOM:
        yield Finding("note", "disk", f"{told}: too little to install a large model")
    else:
        yield Finding("ok", "disk", told)


def _stray(folder: Path) -> Iterator[Finding]:
    """What lies in the folder and is no package; packages that cannot be read come later."""
    try:
        recorded(folder)
    except TranslateError as error:
        yield Finding("broken", "checksums", str(error))
    for part in sorted(folder.glob(f"{DOWNLOADS}/*.part")):
        told = f"{megabytes(part.stat().st_size)} of {part.stem}: half a download"
        yield Finding("note", "leftover", f"{told}; installing it again goes on from there")
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        if path.name.startswith((DRAFT, ASIDE)):
            told = f"{path}: left by an install that was broken off; the next one sweeps it"
            yield Finding("note", "leftover", told)
        elif path.name.startswith(".") or path.is_dir() or path.suffix == ".argosmodel":
            continue
        elif path.name not in _KEPT:
            yield Finding("note", "stray", f"{path} is no package and is not used")


def _of_others(folder: Path, models: Sequence[ModelInfo]) -> Finding:
    if not folder.is_dir():
        return Finding("ok", "argos folder", f"{folder}: none")
    if not os.access(folder, os.R_OK | os.X_OK):
        return Finding("note", "argos folder", f"{folder} cannot be read")
    found = [model for model in models if model.origin.parent == folder]
    sound = sum(not model.problem for model in found)
    return Finding("ok", "argos folder", f"{folder}: packages: {sound}, used as they are")


def _packages(models: Sequence[ModelInfo], *, allow_demo: bool) -> Iterator[Finding]:
    for model in models:
        problem = _problem(model)
        if problem:
            yield Finding("broken", "package", problem)
        elif model.demo and not allow_demo:
            told = f"{model.origin}: a demo model, refused (translation.allow_demo_models = false)"
            yield Finding("note", "package", told)
        else:
            pair = f"{', '.join(model.from_codes)} -> {model.to_code}"
            yield Finding("ok", "package", f"{pair}: {model.name} {model.version}")


def _problem(model: ModelInfo) -> str:
    if model.problem:
        return f"{model.origin}: {model.problem}; volia models remove {model.origin.name}"
    try:
        changed = unchanged_or_why(model, record_of(model))
    except TranslateError:
        return ""  # the record itself is damaged: a line of its own
    return f"{model.origin}: {changed}" if changed else ""


def _memory(source: Path = Path("/proc/meminfo")) -> Finding:
    free = _memory_free(source)
    if free is None:
        return Finding("ok", "memory", "how much is free is not known here")
    if free < _MEMORY:
        told = f"{megabytes(free)} free; two models need up to {megabytes(_MEMORY)}"
        return Finding("note", "memory", told)
    return Finding("ok", "memory", f"{megabytes(free)} free")


def _memory_free(source: Path) -> int | None:
    """Bytes that programs can still have (Linux; None elsewhere)."""
    try:
        lines = source.read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return None
    kilobytes = [line.split()[1] for line in lines if line.startswith("MemAvailable:")]
    return int(kilobytes[0]) * 1024 if kilobytes else None


def _import(library: str) -> Finding:
    try:
        module = importlib.import_module(library)
    except (ImportError, OSError) as error:
        return Finding("broken", library, f"does not load: {error}")
    return Finding("ok", library, str(getattr(module, "__version__", "loads")))
