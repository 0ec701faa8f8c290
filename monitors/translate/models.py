"""Edge: finds installed translation packages and reads what they can do.

A package is a folder, or a zip named *.argosmodel, in the layout of Argos Translate:

    metadata.json         from_code, to_code, package_version, code; ours may add from_codes
                          (several source languages) and volia_demo
    model/                a CTranslate2 model (model.bin, config.json, vocabularies)
    sentencepiece.model   or source.spm and target.spm

Looked for in the settings' folder, in folders of the caller, and where Argos itself installs
(ARGOS_PACKAGES_DIR or argos-translate/packages in the XDG data folder). Zips are unpacked once,
into the cache folder. Names that begin with a dot are left alone; what is broken is reported and
otherwise ignored.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from monitors.errors import TranslateError
from monitors.translate.unpack import unpacked

_TOKENIZERS = (("sentencepiece.model",), ("source.spm", "target.spm"))
_MODEL_FILES = ("model/model.bin", "model/config.json")
_METADATA_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """An installed package; `problem` is a sentence for people if it cannot be used.

    `path` is the folder to load from, `origin` what the user has on the disk, `engine` the program
    that runs it.
    """

    name: str
    version: str
    from_codes: tuple[str, ...]
    to_code: str
    path: Path
    origin: Path
    demo: bool = False
    target_prefix: str = ""
    problem: str = ""
    engine: str = "ctranslate2"

    def serves(self, source: str, target: str) -> bool:
        """True if it is sound and translates `source` into `target`."""
        return not self.problem and source in self.from_codes and target == self.to_code


def argos_folders() -> tuple[Path, ...]:
    """Where Argos Translate keeps its packages on this machine."""
    named = os.environ.get("ARGOS_PACKAGES_DIR")
    if named:
        return (Path(named),)
    data = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111
    return (Path(data) / "argos-translate" / "packages",)


def find(folders: Iterable[Path], cache: Path) -> tuple[ModelInfo, ...]:
    """Every package in `folders`, sound or not, in their order; a missing folder is empty."""
    found: dict[Path, ModelInfo] = {}
    for folder in folders:
        for path in _entries(folder):
            model = _read(path, cache)
            if path.exists() or path.is_symlink():  # else it was replaced or removed while we read
                found.setdefault(path.resolve(), model)
    return tuple(found.values())


def choose(models: Sequence[ModelInfo], source: str, target: str) -> ModelInfo | None:
    """The model for a pair: a real one before a demo, then in order of the folders."""
    fit = [model for model in models if model.serves(source, target)]
    return min(fit, key=lambda model: model.demo, default=None)


def missing(
    models: Sequence[ModelInfo], languages: Iterable[str], target: str, *, allow_demo: bool = False
) -> tuple[str, ...]:
    """Those of `languages`, each once, that no usable model translates into `target`."""
    usable = [model for model in models if allow_demo or not model.demo]
    return tuple(
        language
        for language in dict.fromkeys(languages)
        if language and language != target and choose(usable, language, target) is None
    )


def changed_at(model: ModelInfo) -> int:
    """When its weights were written, in nanoseconds; 0 if it has none that can be seen."""
    try:
        return (model.path / "model" / "model.bin").stat().st_mtime_ns
    except OSError:
        return 0


def fingerprint(model: ModelInfo) -> str:
    """The first 16 hex digits of the SHA-256 of its weights."""
    with (model.path / "model" / "model.bin").open("rb") as weights:
        return hashlib.file_digest(weights, "sha256").hexdigest()[:16]


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if not path.name.startswith(".") and (path.is_dir() or path.suffix == ".argosmodel")
        )
    except OSError:
        return []


def _read(path: Path, cache: Path) -> ModelInfo:
    try:
        return replace(described(path if path.is_dir() else unpacked(path, cache)), origin=path)
    except TranslateError as error:
        return ModelInfo(path.name, "", (), "", path, path, problem=f"{path.name}: {error}")


def described(folder: Path) -> ModelInfo:
    """What the package in `folder` is; raises TranslateError if it cannot be used."""
    metadata = _metadata(folder / "metadata.json")
    missing = [name for name in _MODEL_FILES if not _has(folder / name)]
    if missing:
        raise TranslateError(f"{missing[0]} is missing or empty")
    if not any(all(_has(folder / name) for name in names) for names in _TOKENIZERS):
        raise TranslateError(_about_tokenizer(folder))
    one, several = metadata.get("from_code", ""), metadata.get("from_codes") or []
    codes = tuple(dict.fromkeys([*(str(code) for code in several), str(one)]))
    target = str(metadata.get("to_code", ""))
    if not (one or several) or not target:
        raise TranslateError("metadata.json does not say from which language into which")
    return ModelInfo(
        name=str(metadata.get("code") or f"translate-{one}_{target}"),
        version=str(metadata.get("package_version", "")),
        from_codes=tuple(code for code in codes if code),
        to_code=target,
        path=folder,
        origin=folder,
        demo=bool(metadata.get("volia_demo")),
        target_prefix=str(metadata.get("target_prefix") or ""),
    )


def _has(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _about_tokenizer(folder: Path) -> str:
    if _has(folder / "bpe.model"):
        return "its BPE tokenizer is not supported, only SentencePiece"
    return "it has no sentencepiece.model"


def _metadata(path: Path) -> dict[str, Any]:
    if not _has(path):
        raise TranslateError("it has no metadata.json")
    if path.stat().st_size > _METADATA_LIMIT:
        raise TranslateError("its metadata.json is too large")
    try:
        metadata = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise TranslateError("its metadata.json cannot be read") from error
    several = metadata.get("from_codes", []) if isinstance(metadata, dict) else None
    if not isinstance(several, list):
        raise TranslateError("its metadata.json is not what it should be")
    return dict(metadata)
