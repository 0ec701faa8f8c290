"""Pure: nouns that people are counted by: roles, nations, "freed", "others"."""

from monitors.facts.passage import Passage

_OF_YEARS = "erių"  # of "penkeri", which counts years and the like


def noun_at(passage: Passage, at: int, *, near: bool) -> str:
    """Kind of the noun of people at a place, or ""."""
    if passage.has(at, "noun"):
        return passage.tagged(at, "noun")
    if passage.has(at, "people"):
        return _after_adjective(passage, at) or "nation"
    if near and passage.has(at, "verb", "release") and not _is_after_years(passage, at):
        return "freed"
    if nation := _noun_of_nation(passage, at):
        return nation
    others = near and passage.has(at, "mark", "other") and not passage.has(at + 1, "thing")
    return "person" if others else ""


def _is_after_years(passage: Passage, at: int) -> bool:
    """Say if a Lithuanian number tells after how many years: "po penkerių išleistas"."""
    led = passage.words.language == "lt" and at > 1 and passage.keys[at - 2] == "po"
    return led and passage.raw(at - 1).endswith(_OF_YEARS)


def _after_adjective(passage: Passage, at: int) -> str:
    """Kind of the noun right behind an English adjective: "32 Armenian servicemen"."""
    if not (
        passage.words.adjectival and passage.has(at, "country") and passage.has(at + 1, "noun")
    ):
        return ""
    one = any(found.tag.kind == "people" and found.tag.number == "one" for found in passage.at(at))
    return passage.tagged(at + 1, "noun") if one and not passage.parted(at, at + 1) else ""


def end_of(passage: Passage, at: int) -> int:
    """Return the place behind a noun and its adjective."""
    if passage.has(at, "people") and not passage.has(at, "noun"):
        at += bool(_after_adjective(passage, at))
    nouns = (found.last for found in passage.at(at) if found.tag.kind in {"noun", "people"})
    return max(nouns, default=at + 1)


def _noun_of_nation(passage: Passage, at: int) -> str:
    """A Russian or Belarusian adjective of a nation tells people of a noun in no list."""
    told = passage.where == "title" and passage.has(at, "country") and passage.raw(at).islower()
    if not told or passage.words.language not in {"ru", "be"} or at + 1 >= len(passage.tokens):
        return ""
    near = range(at + 1, min(at + 3, len(passage.tokens)))
    if passage.parted(at, at + 1) or any(passage.has(one, "thing") for one in near):
        return ""
    known = any(passage.has(one, kind) for one in near for kind in ("noun", "people"))
    return "" if known or not passage.tells("verb", "release") else "nation"
