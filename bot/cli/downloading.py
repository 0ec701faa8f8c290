"""How far a download is, on stderr: a bar with speed and remaining time, or lines of the log."""

from types import TracebackType
from typing import Self

import structlog
from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

from monitors.translate.download import Progress as Told
from monitors.translate.download import megabytes
from monitors.translate.index import Offer

log = structlog.get_logger(__name__)


class Downloading:
    """A bar on a terminal; elsewhere a line of the log at every quarter."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or Console(stderr=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def download(self, offer: Offer) -> Told:
        """The progress of one download."""
        if not self._console.is_terminal:
            return _Quarters(offer.file_name)
        task = self._bars.add_task(offer.file_name, total=None)
        return lambda done, total: self._bars.update(task, completed=done, total=total)

    def say(self, what: str) -> None:
        """A line of its own."""
        if self._console.is_terminal:
            self._bars.console.print(what, markup=False, highlight=False)
        else:
            log.info("installing", step=what)


class _Quarters:
    """Logs the beginning, and every quarter that is new."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = -1

    def __call__(self, done: int, total: int | None) -> None:
        quarter = 4 * done // total if total else 0
        if quarter > self._told:
            self._told = quarter
            of = megabytes(total) if total else "unknown"
            log.info("downloading", file=self._name, done=megabytes(done), of=of)
