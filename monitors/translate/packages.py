"""Edge: the packages on this machine, looked at again whenever one of their folders changes."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from monitors.config import Translation as Settings
from monitors.translate import apertium
from monitors.translate.models import ModelInfo, argos_folders, changed_at, find, fingerprint

_Stamp = tuple[tuple[int, int], ...]


class Packages:
    """What the settings' folder, `extra_dirs` and Argos' own folder hold, then Apertium."""

    def __init__(self, settings: Settings, extra_dirs: Sequence[Path] = ()) -> None:
        self._settings = settings
        self._extra_dirs = tuple(extra_dirs)
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._found: tuple[ModelInfo, ...] = ()
        self._seen: _Stamp | None = None
        self._fingerprints: dict[tuple[Path, int], str] = {}
        self._unusable: dict[tuple[Path, int], str] = {}

    def close(self) -> None:
        """Remove what was unpacked for this run only."""
        if self._scratch is not None:
            self._scratch.cleanup()

    def installed(self) -> list[ModelInfo]:
        """Every package on the machine now, those with a `problem` too; unpacks new zips."""
        folders = self._folders()
        seen = tuple(map(_stamp, folders))
        incomplete = any(model.problem for model in self._found)  # being copied, perhaps
        if seen != self._seen or incomplete:
            self._found = find(folders, self._cache_folder())
            self._seen = seen
        return [*map(self._as_tried, self._found), *self._apertium()]

    def set_aside(self, model: ModelInfo, problem: str) -> None:
        """Do not offer a model that did not load, until its weights change."""
        self._unusable[model.path, changed_at(model)] = problem

    def _as_tried(self, model: ModelInfo) -> ModelInfo:
        problem = self._unusable.get((model.path, changed_at(model)))
        return replace(model, problem=problem) if problem else model

    def _apertium(self) -> list[ModelInfo]:
        """Apertium, where the settings ask for it and it is installed."""
        found = apertium.described() if self._settings.belarusian == "apertium" else None
        return [found] if found else []

    def fingerprint(self, model: ModelInfo) -> str:
        """What tells its weights from all others; read once a file. Raises OSError."""
        if model.engine == apertium.ENGINE:
            return f"{model.engine} {model.path.stat().st_mtime_ns}"
        key = model.path, changed_at(model)
        if key not in self._fingerprints:
            self._fingerprints[key] = fingerprint(model)
        return self._fingerprints[key]

    def _folders(self) -> tuple[Path, ...]:
        try:
            return (self._settings.models_path(), *self._extra_dirs, *argos_folders())
        except RuntimeError:  # pathlib: no home folder
            return self._extra_dirs

    def _cache_folder(self) -> Path:
        """Where zips are unpacked; a folder of this run if there is none that can be written."""
        try:
            named = os.environ.get("XDG_CACHE_HOME")
            folder = (Path(named) if named else Path.home() / ".cache") / "volia" / "models"
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                return folder
        except (OSError, RuntimeError):
            self._scratch = self._scratch or tempfile.TemporaryDirectory(prefix="volia-models-")
            return Path(self._scratch.name)


def _stamp(folder: Path) -> tuple[int, int]:
    """Changes when a package comes or goes: times of the folder and of what lies in it."""
    try:
        inside = [entry.stat().st_mtime_ns for entry in folder.iterdir()]
        return folder.stat().st_mtime_ns, hash(tuple(sorted(inside)))
    except OSError:
        return 0, 0
