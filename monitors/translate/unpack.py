"""Edge: unpacks a package once, taking only the files that a package has.

Names, sizes and the number of files in a zip are not to be trusted: only known names one folder
deep are taken, counted while they are written, into a new folder that gets its name at the end.
"""

import hashlib
import lzma
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from monitors.errors import TranslateError

MAX_BYTES = 700_000_000  # the largest packages of the Argos index are below 400 MB
_MAX_ENTRIES = 2_000
_TAKEN = re.compile(
    r"[^/\\]+/("
    r"metadata\.json|README\.md|LICENSE|sentencepiece\.model|bpe\.model|source\.spm|target\.spm"
    r"|model/[A-Za-z0-9._-]+)"
)
_BLOCK = 1 << 20
# RuntimeError: encrypted, or compressed in a way that is not known here
UNREADABLE = (
    zipfile.BadZipFile,
    RuntimeError,
    EOFError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)
"""What Python's zipfile raises for a file that is no zip, or a damaged one."""


def unpacked(package: Path, cache: Path, max_bytes: int = MAX_BYTES) -> Path:
    """The folder with the contents of `package`, named by its SHA-256; unpacks it if needed.

    Raises TranslateError if it is no zip, holds too much, or cannot be written.
    """
    with _told():
        with package.open("rb") as file:
            folder = cache / hashlib.file_digest(file, "sha256").hexdigest()[:32]
        if not folder.is_dir():
            _unpack(package, folder, max_bytes)
    return folder


def take(package: Path, folder: Path, wanted: re.Pattern[str], max_bytes: int) -> None:
    """Unpack into `folder` the files whose whole name fits `wanted`, as its first group says.

    Raises TranslateError if it is no zip, holds too much, or cannot be written.
    """
    with _told(), zipfile.ZipFile(package) as archive:
        _take(archive, folder, wanted, max_bytes)


def unpack_into(folder: Path, package: Path, max_bytes: int = MAX_BYTES) -> None:
    """Put the contents of `package` into the existing folder; raises like `unpacked`."""
    take(package, folder, _TAKEN, max_bytes)


@contextmanager
def _told() -> Iterator[None]:
    """What can go wrong with a zip, as a sentence."""
    try:
        yield
    except UNREADABLE as error:
        raise TranslateError("it is not a whole zip file") from error
    except OSError as error:
        raise TranslateError(f"it cannot be unpacked ({error.strerror or error})") from error


def _unpack(package: Path, folder: Path, max_bytes: int) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=folder.parent))
    try:
        take(package, draft, _TAKEN, max_bytes)
        _put_in_place(draft, folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _put_in_place(draft: Path, folder: Path) -> None:
    """Rename; if another process was faster, its copy is as good."""
    try:
        draft.replace(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _take(archive: zipfile.ZipFile, draft: Path, wanted: re.Pattern[str], max_bytes: int) -> None:
    entries = archive.infolist()
    if len(entries) > _MAX_ENTRIES:
        raise TranslateError(f"it holds {len(entries)} files")
    left = max_bytes
    for entry in entries:
        name = wanted.fullmatch(entry.filename)
        if name is None or ".." in entry.filename:
            continue
        target = draft / name[1]
        target.parent.mkdir(exist_ok=True)
        with archive.open(entry) as source, target.open("wb") as out:
            left = _copy(source, out, left)


def _copy(source: IO[bytes], out: IO[bytes], left: int) -> int:
    """Copy, and return how many bytes may still come."""
    while block := source.read(_BLOCK):
        left -= len(block)
        if left < 0:
            raise TranslateError("it is larger than a package may be")
        out.write(block)
    return left
