"""Pure: firms that no table has, named without quotation marks where sanctions are told.

In Cyrillic text they stand out by their Latin letters; in English by what they do right before
the name ("oil trader NAME"), by the verb ("delists NAME") or by a list that goes on from a firm.
"""

from collections.abc import Iterator

from monitors.facts.book import book
from monitors.facts.firms import behind_adjective, is_hit, is_joined, is_object, tells_of_list
from monitors.facts.passage import Passage
from monitors.facts.strangers import is_in_title_case
from monitors.model import Mention

_CYRILLIC = frozenset({"be", "ru"})
_SHORTEST = 2  # letters of a name: VK
_LONGEST = 4  # words of a name
_OWNER = ("'s", "’s", "s'", "s’")
_OTHERS = ("country", "people", "power", "authority", "target", "medium", "sector", "roll", "aim")
_STAFF = (("mark", "office"), ("kin", "founder"), ("kin", "top"), ("job", None), ("noun", None))


def unquoted(passage: Passage, people: set[int]) -> Iterator[Mention]:
    """Firms whose names begin outside the tokens that name `people`, as they are written."""
    native = passage.words.language not in _CYRILLIC
    if native and (passage.words.language != "en" or is_in_title_case(passage)):
        return
    if not native and not any(token.raw[0] > "Ѐ" for token in passage.tokens[:_LONGEST]):
        return  # Łacinka: every name is in Latin letters
    free, listed = 0, -1
    for at, token in enumerate(passage.tokens):
        if at < free or at in people or not _begins(passage, at):
            continue
        free = _end(passage, at, people)
        inside = list(range(at, free))
        if _is_firm(passage, inside, listed, native=native):
            listed = free - 1
            name = passage.text[token.start : passage.tokens[listed].end]
            yield Mention(name, passage.span(at, free))


def _begins(passage: Passage, at: int) -> bool:
    """Say if a name may begin here: a word in Latin letters with a capital, of no other meaning."""
    raw = passage.raw(at)
    if not (raw[0].isascii() and raw[0].isupper()) or len(raw) < _SHORTEST or passage.at(at):
        return False
    if raw.rpartition("-")[2].islower() and "-" in raw:
        return False  # Vologda-based
    return at == 0 or passage.text[passage.tokens[at].start - 1] not in '«„“"'


def _end(passage: Passage, first: int, people: set[int]) -> int:
    """Go on over the words and numbers of the name: "Fractal Marine", "Storm-1516"."""
    last = first + 1
    while last < len(passage.tokens) and last - first < _LONGEST and last not in people:
        raw = passage.raw(last)
        goes_on = raw[0].isascii() and (raw[0].isupper() or raw[0].isdigit())
        if not goes_on or passage.between(last - 1, last) not in {" ", "-", ""}:
            break
        if any(found.tag.kind in _OTHERS for found in passage.at(last)):
            break
        last += 1
    return last


def _is_firm(passage: Passage, inside: list[int], listed: int, *, native: bool) -> bool:
    """Say if what stands beside the name makes it a firm that is on a list or off it."""
    first, after = inside[0], inside[-1] + 1
    if not tells_of_list(passage, passage.sentence(first)):
        return False
    if _is_of_another(passage, inside) or passage.text[passage.tokens[after - 1].end :][:1] == "/":
        return False  # INT/2025 is the number of a licence
    before = first - 1
    if before >= 0 and not passage.parted(before, first) and passage.has(before, "firm"):
        return True
    first = behind_adjective(passage, first)
    if _is_aimed_at(passage, first) if native else is_object(passage, first):
        return True
    if is_joined(passage, listed, first):
        return _ends_list(passage, first, after)
    return not native and is_hit(passage, inside)


def _ends_list(passage: Passage, first: int, after: int) -> bool:
    """Say if a list goes on or ends behind a name, and the name begins no clause of its own."""
    if after >= len(passage.tokens) or passage.has(after, "mark", "joint"):
        return True
    joint = passage.has(first - 1, "mark", "joint")
    return (joint and not passage.has(after, "verb")) or passage.parted(after - 1, after)


def _is_of_another(passage: Passage, inside: list[int]) -> bool:
    """Say if the name is a person's, or only tells whose founder or head is meant."""
    after = inside[-1] + 1
    if passage.raw(inside[-1]).endswith(_OWNER) or book().usual(passage.raw(inside[0])):
        return True
    parted = after >= len(passage.tokens) or passage.parted(after - 1, after)
    return not parted and any(passage.has(after, kind, value) for kind, value in _STAFF)


def _is_aimed_at(title: Passage, first: int) -> bool:
    """Say if an English title has the sanctions right before the name: "sanctions NAME"."""
    at = first - 1
    if title.where != "title" or at < 0 or title.parted(at, first):
        return False
    if title.has(at, "mark", "against"):
        at -= 1
    return title.has(at, "verb", "sanction")
