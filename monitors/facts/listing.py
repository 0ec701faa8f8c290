"""Pure: names that follow a word for people at once: "the Americans NAME and NAME"."""

from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.strangers import is_in_title_case

_SEVERAL = 2
_TAKEN = ("country", "people", "power", "noun", "verb")
_WITHIN = {" ", ". ", "."}  # between the words of one name


def names_after(passage: Passage, found: Found) -> int:
    """Count the names joined by commas and "and" that stand right behind a word, 0 if none do."""
    if is_in_title_case(passage):
        return 0
    at = found.last
    while found.tag.kind == "noun" and passage.has(at, "country"):
        at += 1  # "граждане Франции NAME"
    if at < len(passage.tokens) and passage.between(at - 1, at).strip() not in {"", "—", "–", ":"}:
        return 0
    return _names_at(passage, at)[0]


def names_before_deed(passage: Passage) -> int:
    """Count the names that begin a text and lead to a deed: "Kim, Park and Lee are home"."""
    if is_in_title_case(passage):
        return 0
    names, last = _names_at(passage, 0)
    if names < _SEVERAL or last >= len(passage.tokens):
        return 0
    at = last + passage.has(last, "mark", "auxiliary")
    leave = passage.has(at, "verb", "release") or passage.has(at, "mark", "goes")
    return names if leave else 0


def _names_at(passage: Passage, at: int) -> tuple[int, int]:
    """How many names commas and "and" join from a place on, and the place behind them."""
    names, last = 0, at
    while at < len(passage.tokens):
        last = _end_of_name(passage, at)
        if last == at:
            break
        at, names = last, names + 1
        comma = at < len(passage.tokens) and passage.between(at - 1, at).strip() == ","
        if at < len(passage.tokens) and passage.has(at, "mark", "joint"):
            at += 1
        elif not comma:
            break
    return names, last


def _end_of_name(passage: Passage, at: int) -> int:
    """Return the token after the words with capitals that begin at a place, or the place itself."""
    last = at
    while last < len(passage.tokens) and passage.raw(last)[0].isupper():
        if any(passage.has(last, kind) for kind in _TAKEN):
            break
        if last > at and passage.between(last - 1, last) not in _WITHIN:
            break
        last += 1
    return last
