"""The demo model: a grammar of invented headlines, and the training of a small translator."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def lexicon() -> dict[str, Any]:
    """The words of the grammar (lexicon.toml)."""
    return tomllib.loads((Path(__file__).parent / "lexicon.toml").read_text(encoding="utf-8"))
