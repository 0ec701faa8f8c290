"""Pure: one person of a trade in no list, whom the ending tells: "адпусціў літоўскага цесляра"."""

from collections.abc import Iterator

from monitors.facts.passage import Passage
from monitors.model import Count, NationCount

_MASCULINE = {"ru": ("ого", "его"), "be": ("ага", "яга", "ога")}
_NOMINATIVE = {"ru": ("ий", "ый", "ой", "ая", "яя"), "be": ("ы", "і", "ая", "яя")}
_PASSIVE = ("ён", "ен", "ан", "ена", "ана", "аны", "ены", "аная", "еная")
_FEMININE = ("ую", "юю")
_OBJECT = {False: ("а", "я"), True: ("у", "ю")}  # how a man, a woman who is freed ends
_ADJECTIVES = 3
_TAGGED = ("thing", "verb", "number", "noun", "people", "authority")


def freed_object(title: Passage) -> Count | None:
    """One, if an adjective and a noun of one living being follow the verb; a thing ends else."""
    for first, last in _objects(title):
        return Count(1, title.span(first, last))
    return None


def nations_of_objects(title: Passage) -> Iterator[NationCount]:
    """Nations by the adjective of such a person: "литовского плотника"."""
    for first, last in (*_objects(title), *_named_freed(title)):
        for at in range(first, last - 1):
            if title.has(at, "country"):
                count = Count(1, title.span(first, last))
                yield NationCount(title.tagged(at, "country"), count)


def _named_freed(title: Passage) -> Iterator[tuple[int, int]]:
    """One of a nation of whom a participle tells: "освобождён армянский пастух"."""
    for found in title.of("verb", "release") if title.words.language in _NOMINATIVE else ():
        at = found.last
        if not title.raw(found.last - 1).endswith(_PASSIVE) or at + 1 >= len(title.tokens):
            continue
        told = title.has(at, "country") and _is_bare(title, at) and _is_bare(title, at + 1)
        if told and title.raw(at).endswith(_NOMINATIVE[title.words.language]):
            yield at, at + 2


def _objects(title: Passage) -> Iterator[tuple[int, int]]:
    endings = _MASCULINE.get(title.words.language)
    for first in _starts(title) if endings else ():
        at = first
        while at < len(title.tokens) and at - first < _ADJECTIVES and _is_bare(title, at):
            raw = title.raw(at)
            if not raw.endswith((*(endings or ()), *_FEMININE)):
                break
            at += 1
        if at > first and at < len(title.tokens) and _is_bare(title, at):
            woman = title.raw(at - 1).endswith(_FEMININE)
            told = first > 0 or title.has(at + 1, "verb", "release")
            if told and title.raw(at).endswith(_OBJECT[woman]):
                yield first, at + 1


def _starts(title: Passage) -> tuple[int, ...]:
    """Where an object may begin: behind a verb, or with the title: "Чешского пилота отпустили"."""
    verbs = title.of("verb", "release")
    return (0, *(found.last for found in verbs)) if verbs else ()


def _is_bare(title: Passage, at: int) -> bool:
    """Say if a word in small letters of no known kind stands here, in the clause of the verb."""
    inside = at == 0 or (not title.parted(at - 1, at) and title.raw(at).islower())
    return inside and not any(title.has(at, kind) for kind in _TAGGED)
