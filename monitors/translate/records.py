"""Edge: what was installed, as checksums.json beside the packages.

A package is written down when it is first installed, and stays so after it is removed: a download
of the same name and version that differs from the first one is noticed for ever.
"""

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from monitors.errors import TranslateError
from monitors.translate.models import ModelInfo
from monitors.translate.partial import disk

FILE = "checksums.json"


class Record(BaseModel):
    """One package: where it came from, and the SHA-256 of the download and of every file."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: str
    archive: str
    origin: str
    licence: str = ""
    installed: datetime
    files: dict[str, str]


class _Book(BaseModel):
    packages: dict[str, Record] = {}


def folder_name(name: str, version: str) -> str:
    """Name of a package's folder, and its key in the records."""
    kept = "".join(c if c.isalnum() or c in "._+-" else "_" for c in f"{name}-{version}")
    kept = kept.lstrip(".").rstrip("-") or "package"
    return f"{kept}_" if kept == FILE else kept


def recorded(folder: Path) -> dict[str, Record]:
    """By `folder_name`; nothing if nothing was installed. Raises TranslateError."""
    path = folder / FILE
    try:
        return _Book.model_validate_json(path.read_bytes()).packages
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except OSError as error:
        raise TranslateError(f"{path} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise TranslateError(
            f"{path} is damaged, so that no checksum can be compared; move it away, and "
            "`volia models install` writes a new one"
        ) from error


def record(folder: Path, entry: Record) -> None:
    """Write an entry down, over an older one of the same name and version."""
    entries = recorded(folder) | {folder_name(entry.name, entry.version): entry}
    text = _Book(packages=entries).model_dump_json(indent=1)
    path = folder / FILE
    with disk(path):
        draft = folder / f".{FILE}"  # whoever writes holds the folder
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below `folder`, by its path there."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256(path) for path in files}


def check_weights(model: ModelInfo) -> None:
    """Raise TranslateError if a package's weights are not those of its install.

    A package that was never written down, or whose record is damaged, is taken as it is: `volia
    models doctor` tells of it, and an alert should have its translation.
    """
    weights = "model/model.bin"
    try:
        entry = recorded(model.origin.parent).get(model.origin.name)
        was = entry.files.get(weights) if entry else None
        changed = was is not None and sha256(model.path / weights) != was
    except (TranslateError, OSError):
        return
    if changed:
        raise TranslateError(
            f"{model.name}: its weights have changed since it was installed; see "
            "`volia models verify`"
        )


def changes(folder: Path, files: Mapping[str, str]) -> list[str]:
    """What differs in a package's folder from what was written down, in words."""
    now = sums(folder)
    return [
        f"{name} {'is missing' if name not in now else 'has changed'}"
        for name, was in files.items()
        if now.get(name) != was
    ] + [f"{name} was added" for name in now if name not in files]
