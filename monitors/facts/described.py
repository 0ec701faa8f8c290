"""Pure: single people whom the text describes by their nation: "US teacher", "a Pole"."""

from collections.abc import Iterator

from monitors.facts.aside import stays
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.model import Count, NationCount

_OWN = "BY"  # a Belarusian freed by Belarus is not a nationality worth stating
_ARTICLES = {"a", "an", "the", "one"}
_ORIGINS = (("из",), ("з",), ("са",), ("iš",), ("is",), ("from",))
_BEFORE = 3  # words from the verb to whom it frees
_WHOSE = ("'s", "’s", "s'", "s’")
_AFTER = 2  # words in which a visit or a call leads to who came
_REACH = 4  # words between a nation and the noun: "Australian TV anchor"
_NOUNS = {"role", "prisoner", "person"}
_GENITIVE = "ų"  # "amerikiečių mokytojas": an American teacher
_COUNTRY = ("ь", "ś")  # "Biełaruś" is folded like "biełarus", a Belarusian
_RECEIVING = ("ам", "ям", "у", "ю", "ui")
_ONE_OBJECT = ("orių", "ierių")  # of "pastorius", "inžinierius"
_DATIVE_LT = "ai"  # of a country: "Prancūzijai"
_NOMINATIVE = ("ия", "ія", "ija")
_DATIVE = ("ам", "ям")  # "амерыканцам" are those who receive, far more often than one who does


def described(passage: Passage) -> Iterator[NationCount]:
    """Each single person with a nation beside the noun or the name, in reading order."""
    nouns = (one for one in passage.of("noun") if one.value in _NOUNS)
    found = [*passage.of("people"), *nouns, *_relatives(passage)]
    taken: set[int] = set()
    for one in sorted(found, key=lambda one: one.first):
        single = one.tag.kind == "mark" or is_one(passage, one)
        if not single or one.first in taken or in_return(passage, one.first):
            continue
        if one.tag.kind == "people" and not _is_person(passage, one):
            continue
        if any(other.last > one.last for other in passage.at(one.first)):
            continue  # "Saudi" of "Saudi Arabia"
        if _is_no_foreigner(passage, one) or stays(passage, one.first):
            continue
        nations = nations_of(passage, one)
        if nations or one.tag.kind == "people":
            taken |= set(range(one.first, one.last + (not _is_end(passage, one.last))))
        for nation in nations:
            yield NationCount(nation, Count(1, passage.span(one.first, one.last)))


def _relatives(passage: Passage) -> list[Found]:
    """Those who were freed with one of whom the text tells: "and his Filipino wife"."""
    return [
        one
        for one in passage.of("mark", "relation")
        if passage.has(one.first - 1, "country")
        and passage.has(one.first - 2, "mark", "theirs")
        and passage.has(one.first - 3, "mark", "joint")
    ]


def _is_no_foreigner(passage: Passage, found: Found) -> bool:
    """Say if it is a visitor, a dissident (whom his own state holds), or of "prisoner swap"."""
    dissident = passage.has(found.first, "mark", "dissident")
    return dissident or _is_visitor(passage, found) or _is_of_swap(passage, found)


def _is_visitor(passage: Passage, found: Found) -> bool:
    """Say if it is who came or called: "пасля візіту амерыканскага дыпламата"."""
    near = range(found.first - _AFTER, found.first)
    visits = any(passage.has(at, "kin", "meets") for at in near)
    return visits and passage.has(found.first, "mark", "office")


def _is_of_swap(passage: Passage, found: Found) -> bool:
    """Say if an English noun only tells of what a swap is: "home in the third prisoner swap"."""
    last = found.last
    if found.value != "prisoner" or not passage.has(last, "verb", "swap"):
        return False
    return passage.words.adjectival and not passage.parted(last - 1, last)


def is_one(passage: Passage, found: Found) -> bool:
    """Say if a word for people means one; some folded or dative forms only look like one."""
    raw = passage.raw(found.first)
    if raw.endswith(_RECEIVING) and passage.has(found.first, "mark", "office"):
        return False  # "перадалі амерыканскім дыпламатам"
    if found.tag.number != "one":
        return _is_one_by_article(passage, found)
    if found.tag.kind == "people" and raw.endswith(_DATIVE + _COUNTRY):
        return False
    return not raw.endswith(_GENITIVE) or _is_object(passage, found)


def _is_object(passage: Passage, found: Found) -> bool:
    """Say if a Lithuanian noun in -ius is whom a verb frees: "paleido pastorių" is one man."""
    before = found.first - 1
    if before < 0 or not passage.raw(found.first).endswith(_ONE_OBJECT):
        return False
    return passage.has(before, "verb", "release") or passage.raw(before).endswith(("ą", "į"))


def _is_one_by_article(passage: Passage, found: Found) -> bool:
    """Say if an article tells that it is one, where the word does not: "a Japanese", "a Swiss"."""
    if found.tag.number or found.tag.kind != "people" or not passage.words.adjectival:
        return False
    told = found.first > 0 and passage.keys[found.first - 1] == "a"
    return told and not any(passage.has(found.last, kind) for kind in ("noun", "thing", "job"))


def nations_of(passage: Passage, found: Found) -> tuple[str, ...]:
    """Nations of one person: of the word itself, or of the words right before a noun."""
    if found.tag.kind == "people":
        parts = [one for one in passage.at(found.first) if one.tag.kind in {"people", "country"}]
        return tuple(dict.fromkeys(one.value for one in parts))
    nations: list[str] = []
    dual = False
    for at in range(found.first - 1, max(found.first - 1 - _REACH, -1), -1):
        if passage.parted(at, at + 1) or _is_apart(passage, at):
            break
        if _is_owner(passage, at):
            continue
        here = list(_adjectives(passage, at))
        joint = passage.has(at, "mark", "joint")
        if nations and not here and not joint:
            break
        dual = dual or (joint and bool(nations)) or len(set(here)) > 1
        nations = [*here, *nations]
    follows = found.tag.kind == "noun" and not _is_end(passage, found.last)
    follows = follows and found.value != "prisoner"  # "больш не вязень Расіі"
    follows = follows and passage.raw(found.last)[0].isupper()
    if not nations and passage.words.language in {"ru", "be"} and follows:
        nations = _owners(passage, found.last)
    if not nations and found.value in _NOUNS:
        nations = from_country(passage, found)
    own = _named_elsewhere(passage, found)
    told = {*own} if dual and found.value != "role" else {_OWN, *own}
    return tuple(dict.fromkeys(one for one in nations if one not in told))


def _is_apart(passage: Passage, at: int) -> bool:
    """Say if a word belongs to no description of a person that ends behind it."""
    if _is_owner(passage, at):
        return False
    kinds = (("verb", None), ("noun", None), ("mark", "with"), ("mark", "lets"))
    told = any(passage.has(at, *each) for each in kinds)
    return told or _is_place(passage, at) or _is_receiver(passage, at)


def _is_owner(passage: Passage, at: int) -> bool:
    """Say if an English word in small letters tells whose: "Afghan women's rights activist"."""
    raw = passage.raw(at)
    return passage.words.adjectival and raw.islower() and raw.endswith(_WHOSE)


def _owners(passage: Passage, at: int) -> list[str]:
    """The country that follows in the genitive: "морпеха США"; "Расія" may be a given name."""
    return [] if passage.raw(at).endswith(_NOMINATIVE) else list(_adjectives(passage, at))


def from_country(passage: Passage, found: Found) -> list[str]:
    """The country one comes from whom a verb frees: "освободила балерину из США".

    Behind a verb of bringing it is where they were held: "вывезли журналиста из Ирана".
    """
    at = found.last
    behind = passage.keys[at : at + 1] in _ORIGINS and not passage.parted(at - 1, at)
    if not behind or not passage.has(at + 1, "country") or passage.has(at + 1, "country", _OWN):
        return []
    if passage.has(at + 2, "thing"):
        return []  # "from Nicaraguan prisons"
    if found.tag.number == "many" and found.value != "role":
        return []  # "prisoners from Iran" may be of any nation
    near = range(max(found.first - _BEFORE, 0), found.first)
    freed = any(passage.has(n, "mark", "unlocked") for n in near) or _is_freed_later(passage, at)
    if not freed or any(passage.has(n, "mark", "regain") for n in near):
        return []
    return [passage.tagged(at + 1, "country")]


def _is_freed_later(passage: Passage, at: int) -> bool:
    """Say if a title begins with whom its verb frees: "Туриста из США ... отпустили"."""
    if passage.where != "title" or at > _BEFORE:
        return False
    verbs = passage.in_sentence(passage.sentence(at), "verb", "release")
    behind = [one for one in verbs if one.first > at]
    return bool(behind) and not passage.has(behind[0].first, "mark", "regain")


def _is_place(passage: Passage, at: int) -> bool:
    """Say if a country only tells where from or where to: "вывезли в Литву журналиста"."""
    named = at > 0 and not passage.words.adjectival and passage.raw(at)[0].isupper()
    return named and passage.has(at, "country") and passage.has(at - 1, "mark", "after")


def _is_receiver(passage: Passage, at: int) -> bool:
    """Say if a country only gets whom a verb frees: "передал Франции туриста", "Prancūzijai"."""
    named = at > 0 and not passage.words.adjectival and passage.raw(at)[0].isupper()
    if not named or not passage.has(at, "country") or passage.parted(at - 1, at):
        return False
    given = passage.has(at - 1, "verb", "release") or passage.has(at - 1, "mark", "gives")
    return given and (passage.words.language != "lt" or passage.raw(at).endswith(_DATIVE_LT))


def _is_end(passage: Passage, last: int) -> bool:
    return last >= len(passage.tokens) or passage.parted(last - 1, last)


def _adjectives(passage: Passage, at: int) -> Iterator[str]:
    """Countries of one word; a people in the Lithuanian genitive is an adjective as well."""
    for one in passage.at(at):
        genitive = one.tag.kind == "people" and passage.raw(at).endswith(_GENITIVE)
        if one.tag.kind == "country" or genitive:
            yield one.value


def _named_elsewhere(passage: Passage, found: Found) -> set[str]:
    """Russia, if the passage names it apart from the person: its own politician was freed."""
    near = range(found.first - _REACH, found.last + 1)
    named = (*passage.of("country", "RU"), *passage.of("power", "RU"))
    return {one.value for one in named if one.first not in near}


def _is_person(passage: Passage, found: Found) -> bool:
    """Say if the word is a person; an English one may be an adjective: "American officials"."""
    if not passage.words.adjectival or not passage.has(found.first, "country"):
        return True
    if _is_name(passage, found.last):
        return True
    article = found.first > 0 and passage.keys[found.first - 1] in _ARTICLES
    article = article or passage.has(found.first - 1, "verb", "release")
    article = article or passage.has(found.first - 1, "mark", "another")
    article = article or passage.has(found.first - 1, "mark", "fellow")
    article = article or passage.has(found.first - 1, "noun")  # "jailed Lithuanian"
    opens = found.first == 0 or passage.parted(found.first - 1, found.first)
    article = article or (opens and _is_deed(passage, found.last))
    if found.last >= len(passage.tokens):
        return article
    if found.first == 0 and _is_convicted(passage, found.last):
        return True
    if _is_listed(passage, found):
        return True
    alone = bool(passage.at(found.last))
    follows_noun = any(passage.has(found.last, kind) for kind in ("noun", "thing", "country"))
    office = any(passage.has(at, "mark", "office") for at in (found.last, found.last + 1))
    if passage.parted(found.last - 1, found.last) or (alone and not follows_noun):
        return article and not office
    return article and not office and _leads_to_verb(passage, found.last)


def _is_deed(passage: Passage, at: int) -> bool:
    return passage.has(at, "verb", "release") or passage.has(at, "mark", "leaves")


def _is_listed(passage: Passage, found: Found) -> bool:
    """Say if it begins or goes on a list of people: "Swede, Norwegian and Finn freed"."""
    opened = found.first == 0 or passage.between(found.first - 1, found.first).strip() == ","
    at, listed = found.last, 0
    while opened and at < len(passage.tokens):
        joint = passage.has(at, "mark", "joint")
        if not joint and passage.between(at - 1, at).strip() != ",":
            break
        listed, at = listed + 1, at + joint
        owned = passage.has(at, "mark", "theirs")  # "an Australian and his wife"
        if owned or passage.has(at, "number") or passage.raw(at)[0].isdigit():
            return True
        if not passage.has(at, "people"):
            return False
        at += 1
    ends = at >= len(passage.tokens) or passage.has(at, "verb", "release")
    return listed > 0 and (ends or passage.has(at, "mark", "auxiliary"))


def _is_convicted(passage: Passage, at: int) -> bool:
    """Say if the title goes on with a sentence or an arrest: "German sentenced to death freed"."""
    follows = passage.has(at + 1, "noun") or passage.has(at + 1, "people")
    return passage.has(at, "mark", "convicted") and not follows


def _leads_to_verb(passage: Passage, at: int) -> bool:
    """Say if the deed follows, at once or after a few words: "The Australian anchor was freed"."""
    if any(passage.has(at, "mark", mark) for mark in ("auxiliary", "whom", "leaves")):
        return True
    return any(passage.has(n, "verb", "release") for n in range(at, at + _REACH + 1))


def _is_name(passage: Passage, at: int) -> bool:
    """Say if a name follows at once: "American Marc Fogel"."""
    inside = at < len(passage.tokens) and not passage.parted(at - 1, at)
    return inside and passage.raw(at)[0].isupper() and not passage.at(at)


def closes(passage: Passage, mark: Found) -> bool:
    """Say if a sentence ends with "in return"; who is "freed in exchange" is freed himself."""
    last = mark.last
    if passage.has(last - 1, "verb", "swap"):
        return False
    return last >= len(passage.tokens) or passage.sentence(last) != passage.sentence(last - 1)


def in_return(passage: Passage, at: int) -> bool:
    """Say if the sentence tells what was given in return."""
    sentence = passage.sentence(at)
    marks = passage.in_sentence(sentence, "mark", "return")
    if any(found.first < at or closes(passage, found) for found in marks):
        return True
    swaps = passage.in_sentence(sentence, "verb", "swap")
    return any(found.last < at and passage.has(found.last, "mark", "for") for found in swaps)
