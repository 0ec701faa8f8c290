"""`volia export --format csv|json|atom`: stories for other programs, newest first."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from bot.app import utc_now
from bot.cli.configuration import settings
from bot.cli.stories import chosen
from bot.export import FORMATS
from monitors.errors import VoliaError
from monitors.store import Store


def run(arguments: argparse.Namespace) -> int:
    """Write to stdout, or to a file that is there whole or not at all."""
    with Store.open(settings(arguments.config).store.url) as store:
        pieces = FORMATS[arguments.format](chosen(store, arguments), utc_now())
        if arguments.out:
            _write(pieces, arguments.out)
        else:
            for piece in pieces:
                sys.stdout.write(piece)
    return 0


def _write(pieces: Iterable[str], path: Path) -> None:
    """Through a file beside it, so that who reads it meanwhile sees the old or the new one."""
    try:
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        beside = Path(name)
        try:
            with os.fdopen(number, "w", encoding="utf-8", errors="replace", newline="") as file:
                file.writelines(pieces)
                file.flush()
                os.fsync(file.fileno())
            beside.chmod(0o644)  # as it was made nobody else may read it
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise VoliaError(f"{path} cannot be written: {error.strerror}") from error
