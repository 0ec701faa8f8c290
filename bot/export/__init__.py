"""Pure: stories as a file for other programs; each format is made piece by piece.

`CSV` has a row a story, `JSON` an object a line with who says what, `ATOM` an entry a story.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TypeAlias

from bot.export.atom import feed
from bot.export.lines import lines
from bot.export.spreadsheet import spreadsheet
from monitors.model import Story

Export: TypeAlias = Callable[[Iterable[Story], datetime], Iterator[str]]
"""Stories, newest first, and the time of now, as pieces of text."""

FORMATS: Mapping[str, Export] = MappingProxyType({"csv": spreadsheet, "json": lines, "atom": feed})

__all__ = ["FORMATS"]
