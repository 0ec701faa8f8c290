"""Pure: who was released, swapped or sanctioned, by canonical name; never who only speaks."""

import re
from collections.abc import Iterable, Iterator, Sequence

from monitors.facts.book import book
from monitors.facts.kin import relatives
from monitors.facts.known import Named, named
from monitors.facts.passage import Passage
from monitors.facts.strangers import is_heading
from monitors.model import Mention

__all__ = ["Named", "changed", "freed", "is_meant", "listed", "named"]

_ENGLISH_OWNER = ("'s", "’s", "s'", "s’")
_LISTED = 5  # words before a name in which a list is said to cover it
_LEFT_OUT = 8  # words from "without" to the last name of the list
_HIT = 6  # words behind a name in which it is said to be hit
_WOMAN = re.compile("(?:[оеаё]ва|[иіы]на|ая|[оеаё]ву|[иіы]ну|ую|ой|ай)$")
_OF_MAN = re.compile("(?:[ая]|[ao]ha|j?a)$")  # endings of a man's surname that tells whose
_PAIR = 2  # commas around what is told of a person
_VERB = 3  # words from the second of them in which the verb stands
_BEHIND = 10  # words after a name in which it is told who stays
_TO_LIST = 4  # words from a name to the list it is put on
_TALKS = 3  # words before a name in which talks are named


def freed(people: Sequence[Named]) -> tuple[Mention, ...]:
    """Those who were released or swapped."""
    return _once(
        one
        for one in people
        if one.has_role("released", "unknown")
        if not (_owns(one) or _says(one) or _stays(one) or _is_hers(one))
    )


def _is_hers(one: Named) -> bool:
    """Say if a man is only named for a woman of his: "сяброўку Пратасевіча"."""
    passage, at = one.passage, one.first - 1
    if one.last - one.first > 1 or passage.words.language not in {"ru", "be"}:
        return False
    return passage.has(at, "kin", "her") and not _WOMAN.search(passage.raw(at + 1))


def _stays(one: Named) -> bool:
    """Say if the person is named as still held: "Whelan remains in a colony"."""
    near = one.passage.near(one.last, one.last + _BEHIND, "mark", "stays")
    return any(_is_next(one, found.first) for found in near)


def _is_next(one: Named, at: int) -> bool:
    """Say if a word follows a name at once, or after what is told of it between two commas."""
    passage = one.passage
    between = range(one.last - 1, at)
    commas = [n for n in between if passage.parted(n, n + 1)]
    if not commas:
        return at <= one.last + 1
    apposed = commas[0] == one.last - 1 and len(commas) <= _PAIR
    return apposed and at <= (commas[1] + _VERB if len(commas) == _PAIR else one.last)


def listed(
    passages: Sequence[Passage], people: Sequence[Named], *, kept: bool = False
) -> tuple[Named, ...]:
    """Those who are put on, kept on or taken off a list; not their relatives who only explain.

    `kept` says that sanctions are prolonged: then those dropped on the way are left out.
    """
    officials = _meant([one for one in people if one.has_role("official")])
    meant = [
        one
        for one in people
        if (one.has_role("sanctioned", "unknown", "officer") and not _is_freed(one))
        or one in officials
        if not (_owns(one) or _relative(one) or _is_cause(one) or _says(one))
    ]
    found = [one for one in meant if _on_list(one)] or _by_office(passages[0], meant)
    found += relatives(passages, found)
    return tuple(one for one in found if not (kept and _is_dropped(one)))


def _is_freed(one: Named) -> bool:
    """Say if the sentence tells of a prisoner who was let go in return."""
    freed = one.passage.in_sentence(one.sentence, "verb", "release")
    return bool(freed and one.passage.in_sentence(one.sentence, "noun", "prisoner"))


def _meant(officials: Sequence[Named]) -> list[Named]:
    """Heads of state and the like who are on a list, each and those joined to one."""
    meant: list[Named] = []
    for one in officials:
        last = meant[-1].last if meant and meant[-1].passage is one.passage else -1
        joined = one.first - last == 1 and one.passage.has(last, "mark", "joint")
        if is_meant(one) or joined:
            meant.append(one)
    return meant


def is_meant(one: Named) -> bool:
    """Say if a head of state is put on a list, who as a rule only acts or comments."""
    if one.passage.has(one.first, "authority") or one.passage.has(one.last - 1, "authority"):
        return False
    if one.passage.where == "title":
        return _is_aimed_at(one) or _is_hit(one)
    return bool(one.passage.near(max(one.first - _LISTED, 0), one.first, "mark", "covers"))


def _is_aimed_at(one: Named) -> bool:
    """Say if a title has the sanctions right before the name: "санкции против Лукашенко".

    Or a list that the person is put on: "įtraukė A. Lukašenką į sankcijų sąrašą".
    """
    title, at = one.passage, one.first - 1
    if _is_of_case(one):
        return False
    acts = title.has(at, "stance", "acts")
    if acts and title.near(one.last, one.last + _TO_LIST, "roll"):
        return bool(title.in_sentence(one.sentence, "mark", "list"))
    if title.has(at, "stance", "hit") and title.tells("verb", "sanction"):
        return True
    at -= title.has(at, "mark", "against")
    acts = title.has(at, "stance", "acts") and title.tells("verb", "sanction")
    at -= title.has(at, "mark", "himself")
    return acts or title.has(at, "verb", "sanction")


def _is_hit(one: Named) -> bool:
    """Say if the sanctions befall whom a title names first: "Лукашенко попал под санкции"."""
    title = one.passage
    hits = title.near(one.last, one.last + _HIT, "stance", "hit")
    hit = any(
        "," not in title.between(one.last - 1, found.first)
        and (found.first == one.last or not title.parted(one.last - 1, found.first))
        for found in hits
    )
    return hit and (title.tells("verb", "sanction") or title.tells("roll"))


def _is_of_case(one: Named) -> bool:
    """Say if it is somebody else of whom the name only tells: "J. Bolsonaro bylos teisėjui"."""
    passage = one.passage
    if passage.raw(one.last - 1).endswith(_ENGLISH_OWNER):
        return True
    behind = range(one.last, one.last + 2)
    return passage.words.language == "lt" and any(
        passage.has(at, "mark", "judge") or _is_follower(passage, at) for at in behind
    )


def _by_office(title: Passage, people: Sequence[Named]) -> list[Named]:
    """The only known one whom the summary names, where the title has an office: "the president"."""
    known = [one for one in people if one.has_role("sanctioned") and not _remains(one)]
    if len({one.name for one in known}) != 1:
        return []
    kinds = (("mark", "office"), ("mark", "judge"), ("noun", "role"), ("job", None))
    return known if any(title.tells(kind, value) for kind, value in kinds) else []


def _remains(one: Named) -> bool:
    return bool(one.passage.in_sentence(one.sentence, "mark", "remain"))


def _is_dropped(one: Named) -> bool:
    """Say if a name is one of those left out: "extends its list, but without NAME and NAME"."""
    passage = one.passage
    if passage.in_sentence(one.sentence, "kin", "drop"):
        return True
    left = passage.near(max(one.first - _LEFT_OUT, 0), one.first, "kin", "without")
    return any(passage.raw(found.last)[0].isupper() and found.last <= one.first for found in left)


def changed(passages: Sequence[Passage], people: Sequence[Named]) -> tuple[Mention, ...]:
    """Those listed, and those freed by a deal that an item about sanctions tells as well."""
    found = listed(passages, people)
    chosen = {id(one) for one in found}
    relatives_of = [one for one in found if one not in people]
    return _once(
        one
        for one in (*people, *relatives_of)
        if id(one) in chosen
        or (_is_released(one) and not _owns(one) and not _says(one) and _in_release(one))
    )


def _is_released(one: Named) -> bool:
    return one.has_role("released") or (one.has_role("unknown") and _is_freed(one))


def _in_release(one: Named) -> bool:
    return bool(one.passage.in_sentence(one.sentence, "verb", "release")) or bool(
        one.passage.in_sentence(one.sentence, "noun", "freed")
    )


def _on_list(one: Named) -> bool:
    """Say if the name stands in the title, or where the summary speaks of lists."""
    passage = one.passage
    if _remains(one):
        return False
    if passage.where == "title":
        return True
    told = (("verb", "sanction"), ("mark", "list"), ("mark", "subset"), ("mark", "caught"))
    return any(
        passage.in_sentence(sentence, kind, value)
        for sentence in _sentences(one)
        for kind, value in told
    ) or bool(passage.near(max(one.first - _LISTED, 0), one.first, "mark", "covers"))


def _sentences(one: Named) -> Iterator[int]:
    """The sentence of a name, and the one that leads to it: "Four are designated: NAME, NAME"."""
    yield one.sentence
    first = one.passage.sentences.index(one.sentence)
    if first and ":" in one.passage.between(first - 1, first):
        yield one.sentence - 1


def _owns(one: Named) -> bool:
    """Say if the name owns a relative or an ally: "Usmanov's sister", "Maduro ally"."""
    passage = one.passage
    owner = passage.raw(one.last - 1).endswith(_ENGLISH_OWNER)
    if owner and one.role == "unknown":
        return True
    kin = any(one.is_before("kin", value) for value in ("her", "him", "circle"))
    if owner and any(_is_follower(passage, at) for at in range(one.last, one.last + 2)):
        return True
    return kin and (owner or passage.words.language in {"en", "lt"})


def _is_follower(passage: Passage, at: int) -> bool:
    kin = any(passage.has(at, "kin", value) for value in ("her", "him", "circle"))
    return kin or passage.has(at, "job") or passage.has(at, "noun", "role")


def _relative(one: Named) -> bool:
    """Say if the name explains whose wife or ally it is: "wife of the businessman NAME"."""
    passage = one.passage
    for at in range(max(one.first - 4, 0), one.first):
        if any(passage.parted(n, n + 1) for n in range(at, one.first)):
            continue
        if passage.has(at, "kin", "circle") and passage.words.language in {"ru", "be"}:
            return True
        her, him = passage.has(at, "kin", "her"), passage.has(at, "kin", "him")
        if (her or him) and not _is_deputy(passage, at, one.first):
            if one.first - at == 1:
                return _is_of_owner(one, at, her=her)
            return not any(passage.has(n, "aim") for n in range(at + 1, one.first))
    return False


def _is_of_owner(one: Named, at: int, *, her: bool) -> bool:
    """Say if a man right behind the word only tells whose wife, son or brother it is."""
    passage = one.passage
    if not _is_man(one) or passage.has(at - 1, "kin", "whose"):
        return False
    return her or (
        passage.has(at, "kin", "son") and bool(_OF_MAN.search(passage.raw(one.last - 1)))
    )


def _is_deputy(passage: Passage, at: int, first: int) -> bool:
    """Say if the word begins an office of the person's own: "deputy defence minister NAME"."""
    if passage.has(at + 1, "mark", "office"):
        return True
    between = range(at + 1, first) if passage.words.adjectival else range(0)
    own = all(passage.keys[n] != "of" for n in between)
    return own and any(passage.has(n, "mark", "office") for n in between)


def _is_man(one: Named) -> bool:
    usual = book().usual(one.passage.raw(one.first), one.passage.words.language)
    usual = usual or book().usual(one.name.split()[0], "en")
    return usual is not None and usual.gender == "male"


def _is_cause(one: Named) -> bool:
    """Say if sanctions are for what was done to the person, or after talks with the person."""
    near = range(max(one.first - _TALKS, 0), one.first)
    talks = any(one.passage.has(at, "kin", "meets") for at in near)
    return talks or one.passage.has(one.first - 1, "kin", "cause")


def _says(one: Named) -> bool:
    heads = is_heading(one.passage, one.first, one.last) and not one.has_role("released")
    return heads or one.is_before("verb", "say")


def _once(people: Iterable[Named]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for one in people:
        first.setdefault(one.name, one.mention)
    return tuple(first.values())
