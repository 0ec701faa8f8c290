"""Pure: packages of sanctions by their number: beyond seven they are the EU's, against Russia."""

import re
from collections.abc import Iterator

from monitors.facts.passage import Passage

_ORDINAL = re.compile(r"(?:1\d|2\d|30)(?:-?[^\W\d]{1,4})?")
_BEFORE = 3  # words between the number and "package"


def numbered(passage: Passage) -> Iterator[tuple[int, int]]:
    """Token ranges [first, last) of "the 18th package"."""
    for found in (*passage.of("verb", "package"), *passage.of("ordinal", "round")):
        for at in range(max(found.first - _BEFORE, 0), found.first):
            if passage.has(at, "mark", "ordinal") or _is_number(passage, at):
                yield at, found.last


def _is_number(passage: Passage, at: int) -> bool:
    return passage.has(at, "ordinal", "any") or bool(_ORDINAL.fullmatch(passage.raw(at)))
