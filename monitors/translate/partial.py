"""Edge: a file that is still coming: NAME.part, and in NAME.part.json what its rest must fit to.

That is the address and the server's validator: a strong ETag or the time of the last change
(RFC 9110, 13.1.5 If-Range).
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from monitors.errors import TranslateError


class Part:
    """What has come so far of the file `target` from `address`.

    What it does to the disk raises TranslateError with a sentence.
    """

    def __init__(self, target: Path, address: str) -> None:
        self._target = target
        self._address = address
        self.path = target.with_name(target.name + ".part")
        self._about = target.with_name(target.name + ".part.json")

    @property
    def size(self) -> int:
        """Bytes that are here."""
        try:
            return self.path.stat().st_size
        except OSError:
            return 0

    def validator(self) -> str:
        """What the rest must still fit to; "" if it has to begin again."""
        try:
            about = json.loads(self._about.read_text(encoding="utf-8"))
            fits = self.size and about["address"] == self._address
            return str(about["validator"]) if fits else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, validator: str) -> None:
        """Empty it, and write down what it will be the beginning of."""
        about = {"address": self._address, "validator": validator}
        with disk(self.path):
            self.path.write_bytes(b"")
            self._about.write_text(json.dumps(about), encoding="utf-8")

    @contextmanager
    def opened(self) -> Iterator[FileIO]:
        """The file, to `append` to."""
        with disk(self.path):
            file = FileIO(self.path, "a")
        with file:
            yield file

    def append(self, file: FileIO, chunk: bytes) -> None:
        """Write all of `chunk` at the end; without a buffer, so that a full disk shows here."""
        rest = memoryview(chunk)
        with disk(self.path):
            while rest:
                rest = rest[file.write(rest) :]

    def drop(self) -> None:
        """Forget what has come."""
        with disk(self.path):
            self.path.unlink(missing_ok=True)
            self._about.unlink(missing_ok=True)

    def finish(self) -> None:
        """Give the file its name, once it is safely on the disk."""
        with disk(self._target):
            with self.path.open("rb") as file:
                os.fsync(file.fileno())
            self.path.replace(self._target)
            self._about.unlink(missing_ok=True)


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """Put what the system says about a file into a TranslateError."""
    try:
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise TranslateError(f"{path} cannot be written: {why}") from error
