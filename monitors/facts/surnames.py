"""Pure: usual foreign surnames in English, as other languages write them: Уилсон is Wilson."""

import tomllib
from functools import cache
from pathlib import Path

from monitors.spelling import clean

_TABLE = Path(__file__).parent / "surnames.toml"
_SETTLED = frozenset({"lt", "be", "by", "ru", "pl", "ka"})  # whose surnames letters render


def english(surname: str, of: str) -> str:
    """Return the English spelling of a usual surname beside a given name `of` a language, or ""."""
    if of in _SETTLED:
        return ""
    return _table("ua" if of == "ua" else "world").get(_key(surname), "")


def _key(surname: str) -> str:
    return clean(surname).casefold().replace("ў", "у").replace("ё", "е")


@cache
def _table(name: str) -> dict[str, str]:
    with _TABLE.open("rb") as file:
        entries: str = tomllib.load(file)[name]["usual"]
    usual: dict[str, str] = {}
    for entry in entries.split():
        proper, _, written = entry.partition("=")
        for form in written.split("/"):
            usual.setdefault(_key(form), proper)
    return usual
