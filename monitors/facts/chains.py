"""Pure: single people that a title describes and joins: "a Pole and a Swede", "father and son"."""

from monitors.facts.joined import PERSONAL, is_of_nation, is_one_person
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.model import Count

_PLURAL = "ų"
_KIN = {"him", "her"}
_ARTICLES = {"a", "an"}
_BEHIND = 2  # words from "she came" to "home"
_ATTRIBUTE = 3  # words behind a role up to a comma
_REACH = 4  # tokens that a description may take: "гражданина США и двух белорусов"


def siblings_of(title: Passage) -> Count | None:
    """Two, if a title frees brothers whose number it leaves out: "Братья NAME освобождены"."""
    for found in title.of("mark", "siblings"):
        freed = title.in_sentence(title.sentence(found.first), "verb", "release")
        if (
            freed
            and not title.tells("mark", "greets")
            and not title.has(found.first - 1, "mark", "parent")
        ):
            return Count(2, title.span(found.first, found.last))
    return None


def leads_on(title: Passage, last: int) -> int:
    """Return the place after a comma or "and", else -1."""
    if title.has(last, "mark", "joint"):
        return last + 1
    inside = 0 < last < len(title.tokens)
    return last if inside and title.between(last - 1, last).strip() == "," else -1


def past_attribute(passage: Passage, last: int) -> int:
    """The place behind a word or two of whose or which one it is: "вокалист группы, барабанщик"."""
    for at in range(last, min(last + _ATTRIBUTE, len(passage.tokens))):
        if leads_on(passage, at) > 0:
            return at
        if passage.words.adjectival or passage.parted(at - 1, at) or not passage.raw(at).islower():
            break
        if any(passage.has(at, kind) for kind in ("verb", "number", "noun", "mark")):
            break
    return last


def described_one(title: Passage) -> Count | None:
    """Those described and not named: "Belarus frees a blogger", "a Pole and a Swede"."""
    for found in _in_order(title):
        if is_one_person(title, found):
            first, last, value = chain(title, found)
            listed = value > 1 and last == found.last  # then relatives are members of the list
            more = 0 if listed else _relatives(title, last)
            return Count(value + more, title.span(first, last))
    return None


def _in_order(title: Passage) -> list[Found]:
    """Nouns, then nations; but a nation that a comma parts from a noun leads its list."""
    told = [found for kind in PERSONAL for found in title.of(kind)]
    led = [
        f
        for f in title.of("people")
        if f.last < len(title.tokens) and "," in title.between(f.last - 1, f.last)
    ]
    return [*led, *told] if led and told and led[0].first < told[0].first else told


def relative(title: Passage) -> Count | None:
    """Someone known by a relative: "Tsikhanouskaya's husband freed"."""
    freed = title.tells("verb", "release")
    for found in title.of("kin") if freed else ():
        if found.value in _KIN and title.has(found.first, "mark", "relation"):
            joined = title.has(found.last, "mark", "joint")
            both = joined and title.has(found.last + 1, "mark", "relation")
            return Count(1 + both, title.span(found.first, found.last + 2 * both))
    return None


def called_freed(title: Passage) -> Count | None:
    """Someone whom a title calls freed, of a trade in no list: "Памілаваны выхавацель з Ліды"."""
    for found in title.of("noun", "freed"):
        if found.tag.number == "one" and not title.raw(found.first).endswith(_PLURAL):
            return Count(1, title.span(found.first, found.last))
    return None


def freed_alone(title: Passage) -> Count | None:
    """Someone of whom the verb says that it is one: "Бывшая заведующая вышла из колонии"."""
    if title.tells("mark", "collective"):
        return None
    for found in title.of("mark", "alone"):
        if title.has(found.first - 1, "mark", "whom"):
            continue  # "кто вышел"
        near = range(found.first, found.last + _BEHIND)
        if any(title.has(at, "verb", "release") for at in near):
            return Count(1, title.span(found.first, found.last))
    return None


def _relatives(title: Passage, last: int) -> int:
    """Return 1 for "and her daughter" after the one described, else 0."""
    while title.has(last, "country"):
        last += 1
    if not title.has(last, "mark", "joint"):
        return 0
    near = (at for at in range(last + 1, last + 4) if title.has(at, "mark", "relation"))
    return int(any(not _is_parent_of(title, at) for at in near))


def _is_parent_of(title: Passage, at: int) -> bool:
    """Say if it is the same one, told by children: "an activist and father of five"."""
    return title.has(at, "mark", "parent") and title.has(at + 1, "mark", "parent")


def chain(passage: Passage, found: Found) -> tuple[int, int, int]:
    """Range and number of the single people joined from `found` on, each of a nation."""
    last, value = found.last, 1
    if not is_of_nation(passage, found):
        return found.first, last, value + (_articled(passage, found) or _listed(passage, found))
    for other in sorted([*passage.of("people"), *passage.of("noun")], key=lambda one: one.first):
        near = last <= other.first <= last + 3 and is_one_person(passage, other)
        if near and _joins(passage, last, other.first) and is_of_nation(passage, other):
            last, value = other.last, value + 1
    return found.first, last, max(value, 1 + _listed(passage, found))


def _listed(passage: Passage, found: Found) -> int:
    """Further members of a list without names: "блогер, священник и активист вышли"."""
    last, more, closed, roles = found.last, 0, False, found.value == "role"
    while not closed and (start := leads_on(passage, past_attribute(passage, last))) >= 0:
        closed = start > last
        other = _next_single(passage, start)
        if other is None:
            return 0
        last, more, roles = other.last, more + 1, roles and other.value == "role"
    named = last < len(passage.tokens) and passage.raw(last)[0].isupper()
    return more if closed and not named and (roles or more > 1) else 0


def _next_single(passage: Passage, start: int) -> Found | None:
    """The single person told at a place, behind an adjective or an article at most."""
    for at in range(start, min(start + 3, len(passage.tokens))):
        if at > start and passage.parted(at - 1, at):
            return None
        for found in passage.at(at):
            if found.tag.kind == "noun" and found.first == at:
                if _is_parent_of(passage, at):
                    return None
                return found if is_one_person(passage, found) else None
        if passage.has(at, "verb") and not passage.has(at + 1, "noun"):
            return None
    return None


def _articled(passage: Passage, found: Found) -> int:
    """Further members of an English list: "a nurse from Riga, a driver and a student"."""
    if not passage.words.adjectival or not passage.has(found.last, "mark", "after"):
        return 0
    more = 0
    for other in passage.of("noun"):
        start = other.first - 1
        while start > found.last and passage.keys[start] not in _ARTICLES:
            start -= 1
        near = other.first - start <= _REACH and start > found.last
        joins = near and (
            passage.has(start - 1, "mark", "joint") or passage.parted(start - 1, start)
        )
        more += bool(joins and is_one_person(passage, other))
    return more


def _joins(passage: Passage, last: int, first: int) -> bool:
    """Say if a comma or "and" leads from one member of a list to the next."""
    if any(passage.has(at, "verb") for at in range(last, first)):
        return False
    return passage.has(last, "mark", "joint") or "," in passage.between(last - 1, last)
