"""Edge: turns a model that OPUS-MT publishes into a package that the engine can load.

The zip of a release holds, at its root,

    decoder.yml                    names the two below
    *.npz                          the weights, with the settings of Marian inside
    *.vocab.yml                    piece -> number, for both sides or one for each
    source.spm, target.spm         SentencePiece, how each side is cut
    README.md, LICENSE             kept beside the package

CTranslate2's own converter does the work; it needs numpy and yaml, neither torch nor transformers.
Everything happens in a folder that gets its name at the end, so a broken zip leaves nothing.
"""

import hashlib
import json
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from monitors.errors import TranslateError
from monitors.translate.engine import load
from monitors.translate.models import find
from monitors.translate.unpack import take

MAX_BYTES = 2_500_000_000  # weights are four bytes each; the big models of OPUS-MT have 240 million

_TAKEN = re.compile(
    r"(?:[^/\\]+/)?(decoder\.yml|README\.md|LICENSE|source\.spm|target\.spm"
    r"|[A-Za-z0-9][A-Za-z0-9._+-]*\.(?:npz|yml))"
)
_KEPT = ("source.spm", "target.spm", "README.md", "LICENSE")
_NEEDED = ("decoder.yml", "source.spm", "target.spm")
_SEVERAL_TARGETS = "sentence initial language token is required"
_SETTINGS_LIMIT = 1_000_000


def is_marian(archive: Path) -> bool:
    """True if `archive` is a zip with what a release of OPUS-MT has (sound or not)."""
    try:
        with zipfile.ZipFile(archive) as package:
            found = [_TAKEN.fullmatch(name) for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, NotImplementedError, EOFError):
        return False
    names = {name[1] for name in found if name}
    return names.issuperset(_NEEDED) and any(name.endswith(".npz") for name in names)


def convert(
    archive: Path,
    out: Path,
    *,
    from_codes: tuple[str, ...],
    to_code: str,
    name: str,
    version: str,
    progress: Callable[[str], None] = lambda _: None,
    max_bytes: int = MAX_BYTES,
) -> None:
    """Make the package `out` (a new folder) of the zip `archive`; int8, ready for the engine.

    `progress` is told in a few words what is being done. Raises TranslateError with a sentence if
    the zip is not such a model, is broken or too large, or if `out` is there or cannot be written.
    """
    if out.exists():
        raise TranslateError(f"{out} is there already; remove it first")
    about = {
        "code": name,
        "name": name,
        "package_version": version,
        "from_code": from_codes[0],
        "from_codes": list(from_codes),
        "to_code": to_code,
    }
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".converting-", dir=out.parent) as folder:
            draft = Path(folder)
            progress("unpacking")
            release = _released(archive, draft / "release", max_bytes)
            package = draft / "packages" / "package"
            _write(release, package, about | _origin(archive), progress)
            progress("checking")
            _check(package, draft)
            package.replace(out)
    except OSError as error:
        raise TranslateError(f"{out} cannot be written ({error.strerror or error})") from error


def _released(archive: Path, folder: Path, max_bytes: int) -> Path:
    folder.mkdir()
    take(archive, folder, _TAKEN, max_bytes)
    missing = next((name for name in _NEEDED if not (folder / name).is_file()), "")
    if missing:
        raise TranslateError(f"it is no model of OPUS-MT: {missing} is missing")
    readme = folder / "README.md"
    if readme.is_file() and _SEVERAL_TARGETS in readme.read_text("utf-8", errors="replace"):
        raise TranslateError("it translates into several languages; Volia takes models into one")
    return folder


def _write(
    release: Path, package: Path, about: dict[str, object], progress: Callable[[str], None]
) -> None:
    weights, vocabularies = _named(release)
    (package / "model").mkdir(parents=True)
    progress("converting")
    _convert(weights, vocabularies, package / "model")
    for name in _KEPT:
        if (release / name).is_file():
            shutil.copyfile(release / name, package / name)
    text = json.dumps(about, ensure_ascii=False, indent=2)
    (package / "metadata.json").write_text(text + "\n", encoding="utf-8")


def _named(release: Path) -> tuple[Path, list[Path]]:
    """The weights and the vocabularies that decoder.yml names, both beside it."""
    import yaml

    path = release / "decoder.yml"
    try:
        if path.stat().st_size > _SETTINGS_LIMIT:
            raise TranslateError("its decoder.yml is too large")
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
        weights, vocabularies = str(settings["models"][0]), [str(v) for v in settings["vocabs"]]
    except (yaml.YAMLError, ValueError, KeyError, IndexError, TypeError) as error:
        raise TranslateError("its decoder.yml does not name a model and vocabularies") from error
    there = {file.name for file in release.iterdir()}
    for name in (weights, *vocabularies):
        if name not in there:
            raise TranslateError(f"its decoder.yml names {name[:80]!r}, which is not in the zip")
    return release / weights, [release / one for one in vocabularies]


def _convert(weights: Path, vocabularies: list[Path], model: Path) -> None:
    try:
        from ctranslate2.converters import MarianConverter
    except (ImportError, OSError) as error:
        raise TranslateError(f"the translation library does not load ({error})") from error
    try:
        trained = _limit(weights)
        with weights.open("rb") as file:  # opened here: the converter would not close it
            spec = MarianConverter(file, [str(path) for path in vocabularies])._load()
        if not trained:
            _position(spec)
        spec.validate()
        spec.optimize(quantization="int8")
        spec.save(str(model))
    except (zipfile.BadZipFile, EOFError) as error:
        raise TranslateError("its weights are damaged") from error
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RuntimeError) as error:
        said = " ".join(str(error).split())[:200]
        raise TranslateError(f"it is not a model that can be converted ({said})") from error
    except MemoryError as error:
        raise TranslateError("there is not enough memory to convert it") from error


def _limit(weights: Path) -> bool:
    """True if places in the sentence are among the weights; refuses weights that are too large.

    An .npz is a zip as well, and numpy reads no more of it than it says it holds.
    """
    with zipfile.ZipFile(weights) as arrays:
        if sum(entry.file_size for entry in arrays.infolist()) > MAX_BYTES:
            raise TranslateError("its weights are larger than those of a model may be")
        return "Wpos.npy" in arrays.namelist()


def _position(spec: Any) -> None:
    """Sinusoids as Marian has them (marian-dev, sinusoidalPositionEmbeddings).

    Marian spreads the waves over n - 1 steps, n being half the width; the library's converter
    over n, which in a model 512 wide shifts the last words of a long sentence by some hundredths.
    """
    import numpy as np

    for part in (spec.encoder, spec.decoder):
        places, width = part.position_encodings.encodings.shape
        waves = np.exp(-np.arange(width // 2) * np.log(10000.0) / max(1, width // 2 - 1))
        angles = np.arange(places)[:, None] * waves[None, :]
        table = np.concatenate([np.sin(angles), np.cos(angles)], axis=1)
        part.position_encodings.encodings = table.astype("float32")


def _check(package: Path, cache: Path) -> None:
    """Load what was made, as the service will, and let it translate a word."""
    (info,) = find([package.parent], cache)
    if info.problem:
        raise TranslateError(info.problem)
    load(info).translate(["Беларусь"])


def _origin(archive: Path) -> dict[str, object]:
    with archive.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {"converted_from": archive.name, "converted_from_sha256": digest}
