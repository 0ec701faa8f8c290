"""Pure: the countries and cities of a text; a people, a capital or a government is its country."""

import tomllib
from functools import lru_cache
from pathlib import Path

from monitors.translate.words import Patterns, words

_DATA = tomllib.loads((Path(__file__).parent / "places.toml").read_text(encoding="utf-8"))
_PLACES = Patterns({place: told.split("|") for place, told in _DATA["places"].items()})


@lru_cache(maxsize=4096)
def places(text: str) -> frozenset[str]:
    """The codes of the places that `text` names, in any of the languages."""
    return frozenset(hit.which for hit in _PLACES.find(words(text)))


def doubts_of_places(source: str, translated: str) -> tuple[str, ...]:
    """place-swapped if another place stands there, place-missing if none does, or nothing."""
    said, told = places(source), places(translated)
    if not said - told:
        return ()
    return ("place-swapped",) if told - said else ("place-missing",)
