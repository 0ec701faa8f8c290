"""The bot's own sentences, one TOML file a language; `texts("lt")` loads and keeps them.

A sentence may have {places}; what fills them is already HTML. A sentence with forms per number
is a table with the keys of `FORMS[language]`:

    en        one 1 · other the rest
    lt        one 1, 21, 31 · few 2-9, 22-29 · other 0, 10-20, 30, 111
    be, ru    one 1, 21, 31 · few 2-4, 22-24 · many 0, 5-20, 25-30, 111

These are the cardinal rules of Unicode CLDR for whole numbers.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "lt", "be", "ru")
FORMS = {
    "en": ("one", "other"),
    "lt": ("one", "few", "other"),
    "be": ("one", "few", "many"),
    "ru": ("one", "few", "many"),
}
_HERE = Path(__file__).parent


def form(language: str, number: int) -> str:
    """Which form of a word goes with `number`: one, few, many or other."""
    if language == "en":
        return "one" if number == 1 else "other"
    unit, teen = number % 10, 10 <= number % 100 < 20
    if unit == 1 and not teen:
        return "one"
    if language == "lt":
        return "other" if unit == 0 or teen else "few"
    return "few" if 2 <= unit <= 4 and not teen else "many"


@dataclass(frozen=True, slots=True)
class Texts:
    """All sentences of one language by dotted key, such as `badge.only_state`."""

    language: str
    sentences: Mapping[str, str]
    fallback: "Texts | None" = None

    def get(self, key: str) -> str | None:
        """The sentence as it stands in the file, else the fallback's, else None."""
        found = self.sentences.get(key)
        return self.fallback.get(key) if found is None and self.fallback else found

    def say(self, key: str, /, **places: object) -> str:
        """The sentence with its places filled; KeyError if there is none (a test finds it)."""
        sentence = self.get(key)
        if sentence is None:
            raise KeyError(key)
        return sentence.format(**places)

    def count(self, key: str, number: int, /, **places: object) -> str:
        """The form of the sentence that goes with `number`; {n} is the number itself."""
        places.setdefault("n", number)
        return self.say(f"{key}.{form(self.language, number)}", **places)

    def name(self, table: str, key: str) -> str:
        """`key` as the table calls it in this language, or `key` itself."""
        return self.get(f"{table}.{key}") or key


@cache
def texts(language: str) -> Texts:
    """Sentences of `language`, English where it has none of its own; unknown means English.

    Commands answer in English so far, which is why only English has their sentences.
    """
    if language not in LANGUAGES:
        return texts("en")
    table = tomllib.loads((_HERE / f"{language}.toml").read_text("utf-8"))
    fallback = None if language == "en" else texts("en")
    return Texts(language, dict(_flat(table)), fallback)


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, str):
            pairs.append((prefix + key, value))
        else:
            pairs.extend(_flat(value, f"{prefix}{key}."))
    return pairs
