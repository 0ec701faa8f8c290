"""Pure: single people joined to a number or a name: "журналист и двое его коллег"."""

from monitors.facts.bound import bound
from monitors.facts.described import is_one
from monitors.facts.lexicon import Found
from monitors.facts.numbers import numbers
from monitors.facts.passage import Passage

PERSONAL = ("noun", "people")
SHORTEST = 3  # letters of a surname
_ALONE = 20  # smaller numbers are of one noun: "двух солдат и сержанта"
_FEW = (2, 3, 4)  # behind which Slavic nouns are in the genitive singular
_PLURALS = ("ы", "и", "і", "ai", "os", "ės", "ų", "us", "es")
_REACH = 4  # tokens that a description may take: "гражданина США и двух белорусов"


def is_one_person(passage: Passage, found: Found) -> bool:
    """Say if a word is one person, and not "freed", which English says of one and of many."""
    told = found.value != "freed" and not passage.has(found.first, "mark", "papers")
    return told and is_one(passage, found)


def is_of_nation(passage: Passage, found: Found) -> bool:
    """Say if the word tells a nation or stands right behind one."""
    apart = found.first > 0 and passage.parted(found.first - 1, found.first)
    near = (found.first,) if apart else (found.first - 1, found.first)
    return any(passage.has(at, kind) for at in near for kind in ("people", "country"))


def beside(passage: Passage, first: int, last: int) -> int:
    """Single people joined to the number in [first, last): "журналист и двое его коллег" has 1."""
    before = _listed_from(passage, first) if _joined_before(passage, first) else 0
    return before + int(_joined_after(passage, last) and not _is_shared(passage, first, last))


def _is_shared(passage: Passage, first: int, last: int) -> bool:
    """Say if a Slavic number tells of both nouns: "82 рядовых и сержанта"."""
    value = next((one.value for one in numbers(passage) if one.first == first), 0)
    counted = value > _ALONE and value % 10 in _FEW
    at = last + passage.has(last, "mark", "joint")
    return counted and at < len(passage.tokens) and passage.keys[at].endswith("а")


def _joined_before(passage: Passage, first: int) -> bool:
    at = passage.before(first, "another", "least")
    numbered = {n for one in bound(passage) for n in range(one.first, one.end)}
    if first - 1 not in numbered and _is_listed_before(passage, first):
        return True
    if not passage.has(at, "mark", "joint") or at == 0:
        return False
    found = is_plain_name(passage, at - 1) or _is_one_and_more(passage, at, first)
    for before in range(at - 1, max(at - 1 - _REACH, -1), -1):
        if before in numbered:
            return False
        verb = passage.has(before, "verb") or passage.has(before, "mark", "got")
        if passage.parted(before, before + 1) or verb:
            return found
        here = (f.tag.number for f in passage.at(before) if f.tag.kind in PERSONAL)
        found = found or "one" in here
    return found


def _is_one_and_more(passage: Passage, joint: int, first: int) -> bool:
    """Say if a title joins more to somebody of no list: "veikėją ir dar tris kalinius"."""
    if passage.where != "title" or not passage.has(first - 1, "mark", "another"):
        return False
    return not passage.at(joint - 1) and passage.raw(joint - 1).islower()


def _listed_from(passage: Passage, first: int) -> int:
    """Single people of the list that ends at a number: "a monk, a student and three men" has 2."""
    at, listed = first - 1, 1
    while at > 0 and (at >= first - 1 - _REACH) and not passage.has(at, "verb"):
        if "," in passage.between(at - 1, at):
            return listed + _is_single_end(passage, at - 1)
        at -= 1
    return listed


def _is_single_end(passage: Passage, at: int) -> bool:
    """Say if a single person ends here, of a listed trade or behind an English article."""
    article = passage.words.adjectival and at > 0 and passage.keys[at - 1] in {"a", "an"}
    if passage.has(at, "mark", "relation"):
        return True
    told = (f for f in passage.at(at) if f.tag.kind in PERSONAL and not passage.has(at, "mark"))
    return (article and not passage.has(at, "thing")) or any(
        is_one_person(passage, found) for found in told
    )


def _is_listed_before(passage: Passage, first: int) -> bool:
    """Say if a comma parts one of a nation from a number: "a Norwegian man, two Swedes"."""
    if "," not in passage.between(first - 1, first) or first < 2:
        return False
    near = (found for found in passage.at(first - 1) if found.tag.kind in PERSONAL)
    return any(is_one_person(passage, found) and is_of_nation(passage, found) for found in near)


def is_plain_name(passage: Passage, at: int) -> bool:
    """Say if a word is a name or begins the text, and no list has it: "Фельчар і двое"."""
    raw = passage.raw(at)
    name = raw[0].isupper() and len(raw) >= SHORTEST and not raw.isupper()
    return name and not passage.at(at)


def _joined_after(passage: Passage, last: int) -> bool:
    last = _behind_country(passage, last)
    if not passage.has(last, "mark", "joint"):
        return False
    for at in range(last + 1, min(last + 1 + _REACH, len(passage.tokens))):
        if passage.parted(at - 1, at):
            return False
        if passage.has(at, "mark", "relation") or _is_one_more(passage, at):
            return True
        if _is_many(passage, at):
            return False
        if told := [f for f in passage.at(at) if f.kind in PERSONAL and f.first == at]:
            return _is_single(passage, told[0])
        if passage.has(at, "verb") or _is_unlisted_one(passage, at):
            return not passage.has(at, "verb") and not passage.parted(last - 1, last)
    return False


def _is_single(passage: Passage, found: Found) -> bool:
    one = found.tag.number == "one" or (not found.tag.number and is_one_person(passage, found))
    return one and not passage.has(found.first, "mark", "papers")


def _is_unlisted_one(passage: Passage, at: int) -> bool:
    """Say if a noun of no list in the singular ends a phrase: "двое трубачей и валторнист"."""
    if passage.at(at) or not passage.raw(at).islower() or passage.raw(at).endswith(_PLURALS):
        return False
    if passage.words.adjectival and passage.keys[at - 1] not in {"a", "an"}:
        return False
    last = at + 1
    ends = last >= len(passage.tokens) or passage.parted(at, last) or passage.has(last, "verb")
    return ends and (passage.words.adjectival or passage.has(at - 1, "mark", "joint"))


def _is_one_more(passage: Passage, at: int) -> bool:
    """Say if one more of them is told without a noun: "30 чалавек і яшчэ адзін прыехаў"."""
    told = passage.has(at - 1, "mark", "another") and passage.has(at, "number", "1")
    told = told or (passage.has(at, "mark", "third") and not passage.parted(at, at + 1))
    return told and not passage.has(at + 1, "thing")


def _behind_country(passage: Passage, last: int) -> int:
    """The place behind the country of those counted: "двух граждан Японии и", "pair from Bern"."""
    if passage.has(last, "mark", "after") and _is_country(passage, last + 1):
        return last + 2
    led = any(passage.has(last, "mark", mark) for mark in ("after", "origin"))
    if led and last + 1 < len(passage.tokens) and passage.raw(last + 1)[0].isupper():
        return last + 2
    return last + (_is_country(passage, last) and not passage.parted(last - 1, last))


def _is_country(passage: Passage, at: int) -> bool:
    return passage.has(at, "country") or passage.has(at, "power")


def _is_many(passage: Passage, at: int) -> bool:
    """Say if a number other than one stands here."""
    return passage.raw(at)[0].isdigit() or passage.tagged(at, "number") not in {"", "1"}
