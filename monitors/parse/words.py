"""The data of `words.toml`, compiled once."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple


class Words(NamedTuple):
    """Patterns for the tails of summaries and for bot checks; names of languages."""

    tail: re.Pattern[str]
    challenge: re.Pattern[str]
    languages: dict[str, str]


@cache
def words() -> Words:
    """Compiled data of `words.toml`."""
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    tails = "|".join(data["tails"])
    return Words(
        # a tail stands alone: at the start, on a line of its own, or after the end of a sentence
        re.compile(rf"(?:^|\n|(?<=[.!?…»\"”\])])\s)\W*(?:{tails})[^\w\n]*$", re.IGNORECASE),
        re.compile("|".join(map(re.escape, data["challenges"])), re.IGNORECASE),
        data["languages"],
    )


def language_code(declared: object) -> str | None:
    """ISO 639-1 code of what a feed declares (`ru-RU`, `be_BY`, `by`, `bel`), or None."""
    if not isinstance(declared, str):
        return None
    name = re.split(r"[-_]", declared.strip().lower(), maxsplit=1)[0]
    name = words().languages.get(name, name)
    return name if re.fullmatch(r"[a-z]{2}", name) else None
