"""Pure: of whom a title speaks: of many, or of people who only say, receive, lead someone out."""

from collections.abc import Iterator

from monitors.facts.bound import Bound, bound
from monitors.facts.joined import PERSONAL, is_one_person
from monitors.facts.lexicon import Found
from monitors.facts.parts import part_of
from monitors.facts.passage import Passage
from monitors.facts.standing import is_background, is_given_in_return, is_of_other_deed

_PLURAL = "ų"
_TOWARDS = {"to", "к", "ко", "да", "pas"}  # "вышла к журналистам"
_DATIVE = ("ams", "oms", "ėms", "iems", "ам", "ям")
_SUBJECTS = ("ai", "ы", "и", "е", "і", "я", "y", "i")  # endings of a people that does something
_ACTIVE = ("do", "no", "jo", "ли", "лі", "li")  # endings of what they did to someone
_ATTRIBUTES = {"prisoner", "freed"}
_NAME = 3  # tokens of the last name of a list and "and"
_TELLING = (  # words of a sentence whose numbers can be of those freed
    ("verb", "release"),
    ("noun", "prisoner"),
    ("noun", "freed"),
    ("noun", "pow"),
    ("mark", "regain"),
    ("mark", "with"),
    ("mark", "also"),
    ("mark", "other"),
    ("mark", "subset"),
    ("mark", "total"),
    ("mark", "covers"),
    ("mark", "figure"),
    ("roll", None),
    ("power", None),
)
_REACH = 4  # tokens that a description may take: "гражданина США и двух белорусов"


def is_of_many(one: Bound) -> bool:
    """Say if several people are counted who were freed, or so vaguely that none is alone."""
    many = (one.number.value > 1 and not part_of(one)) or one.number.vague
    many = many and not is_given_in_return(one) and not is_background(one)
    return many and not is_of_other_deed(one) and not _is_loose(one)


def _is_loose(one: Bound) -> bool:
    """Say if a summary tells nothing of a release of them: "20 people signed a letter for her"."""
    passage = one.passage
    if passage.where == "title" or one.noun not in {"role", "person"}:
        return False
    return not any(passage.in_sentence(one.sentence, *each) for each in _TELLING)


def speaks_of_many(title: Passage) -> bool:
    """Say if a plural of people stands in a title, of others than those given in return."""
    given = {
        place
        for one in bound(title)
        if is_given_in_return(one) or is_background(one)
        for place in range(one.first, one.end)
    }
    many = (found for found in all_told(title) if not _is_receiver(title, found))
    many = (one for one in many if one.first not in given and not _is_by_the_way(title, one))
    many = (one for one in many if not (_is_predicate(title, one) or _is_of_names(title, one)))
    many = (one for one in many if not frees(title, one))
    return any(found.tag.number == "many" or _is_plural(title, found) for found in many)


def _is_of_names(title: Passage, found: Found) -> bool:
    """Say if an attribute of names that are listed before it: "NAME ir NAME, nuteisti už ..."."""
    before = found.first - 1
    if found.value not in _ATTRIBUTES or before < 1:
        return False
    if title.between(before, found.first).strip() != "," or title.at(before):
        return False
    listed = any(title.has(at, "mark", "joint") for at in range(before - _NAME, before))
    return listed and title.raw(before)[0].isupper()


def frees(title: Passage, found: Found) -> bool:
    """Say if people of a country free someone: "rusai paleido", "иранцы отпустили"."""
    at = found.last
    if found.tag.kind != "people" or not title.has(at, "mark", "unlocked"):
        return False
    told = title.raw(found.first).endswith(_SUBJECTS) and title.has(at, "verb", "release")
    return told and title.keys[at].endswith(_ACTIVE) and not title.parted(at - 1, at)


def _is_predicate(title: Passage, found: Found) -> bool:
    """Say if a list of single people leads to the word: "журналіст і ксёндз вызваленыя"."""
    at = found.first - 1
    if found.value != "freed" or at < 1 or title.parted(at, found.first):
        return False
    single = any(one.tag.kind == "noun" and is_one_person(title, one) for one in title.at(at))
    return single and any(title.has(near, "mark", "joint") for near in (at - 1, at - 2))


def are_by_the_way(title: Passage) -> bool:
    """Say if none of those whom a title of a release calls by a noun is freed."""
    told = title.tells("verb", "release")
    return told and all(_is_by_the_way(title, found) for found in title.of("noun"))


def _is_by_the_way(title: Passage, found: Found) -> bool:
    """Say if people only speak, are spoken to or lead someone out: "colleagues say"."""
    before, last = found.first - 1, found.last
    start, _ = title.clause(found.first)
    near = (*range(max(start, found.first - _REACH), found.first), last)
    if any(title.has(at, "verb", "say") for at in near):
        return True
    if title.has(found.first, "mark", "office") or title.has(before, "mark", "along"):
        return True
    if title.has(found.first, "mark", "child") and not title.has(before, "mark", "joint"):
        return any(one.first < found.first and is_one_person(title, one) for one in all_told(title))
    visit = title.has(before, "kin", "meets") and title.near(0, before, "verb", "release")
    opening = start == 0 and not any(title.has(at, "verb") for at in range(found.first))
    speaks = last < len(title.tokens) and title.between(last - 1, last).startswith(":")
    if opening and (speaks or title.has(last, "mark", "greets")):
        return True
    return bool(visit) or (before >= 0 and title.keys[before] in _TOWARDS)


def all_told(title: Passage) -> Iterator[Found]:
    """Every noun of people and every nation of a text."""
    return (found for kind in PERSONAL for found in title.of(kind))


def _is_receiver(title: Passage, found: Found) -> bool:
    """Say if a nation only receives someone or describes one: "britams", "lenkų kunigas"."""
    raw = title.raw(found.first)
    return found.tag.kind == "people" and (raw.endswith(_DATIVE) or _is_adjective(title, found))


def _is_adjective(title: Passage, found: Found) -> bool:
    """Say if a Lithuanian nation in the genitive leads to a noun: "prancūzų kilmės mokytojas"."""
    after = range(found.last, min(found.last + _REACH, len(title.tokens)))
    near = (
        one for at in after for one in title.at(at) if one.tag.kind == "noun" and one.first == at
    )
    noun = next(near, None)
    leads = noun is not None and is_one_person(title, noun)
    return leads and title.raw(found.first).endswith(_PLURAL)


def _is_plural(title: Passage, found: Found) -> bool:
    """Say if a Lithuanian noun is plural where its folded form equals a singular: kalinių."""
    counted = found.value == "prisoner" or found.tag.kind == "people"
    return counted and title.raw(found.first).endswith(_PLURAL)
