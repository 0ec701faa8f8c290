"""Pure: one person of a trade in no list, whom the ending tells: "адпусціў літоўскага цесляра"."""

from collections.abc import Iterator

from monitors.facts.passage import Passage
from monitors.model import Count, NationCount

_MASCULINE = {"ru": ("ого", "его"), "be": ("ага", "яга", "ога")}
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
    for first, last in _objects(title):
        for at in range(first, last - 1):
            if title.has(at, "country"):
                count = Count(1, title.span(first, last))
                yield NationCount(title.tagged(at, "country"), count)


def _objects(title: Passage) -> Iterator[tuple[int, int]]:
    endings = _MASCULINE.get(title.words.language)
    for found in title.of("verb", "release") if endings else ():
        first = at = found.last
        while at < len(title.tokens) and at - first < _ADJECTIVES and _is_bare(title, at):
            raw = title.raw(at)
            if not raw.endswith((*(endings or ()), *_FEMININE)):
                break
            at += 1
        if at > first and at < len(title.tokens) and _is_bare(title, at):
            woman = title.raw(at - 1).endswith(_FEMININE)
            if title.raw(at).endswith(_OBJECT[woman]):
                yield first, at + 1


def _is_bare(title: Passage, at: int) -> bool:
    """Say if a word in small letters of no known kind stands here, in the clause of the verb."""
    inside = not title.parted(at - 1, at) and title.raw(at).islower()
    return inside and not any(title.has(at, kind) for kind in _TAGGED)
