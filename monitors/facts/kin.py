"""Pure: relatives on a list by their given name alone: "NAME and his wife Olga"."""

import re
from collections.abc import Iterator, Sequence

from monitors.facts.book import book
from monitors.facts.known import Named
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.names import key

_NEAR = 6  # words from a name to the relative told of behind it
_SLAVIC = re.compile("(?:[oei]v|[iy]n)$")
_ADJECTIVE = re.compile("(?<=[sc]k)(?:y|iy|i)$")


def relatives(passages: Sequence[Passage], found: Sequence[Named]) -> Iterator[Named]:
    """Those told of behind somebody who is on the list, by the given name alone."""
    for passage in passages if found else ():
        for tag in (*passage.of("kin", "her"), *passage.of("kin", "him")):
            at = tag.last
            if not _is_given_name(passage, at) or any(_holds(one, passage, at) for one in found):
                continue
            if head := _head(passage, tag, found):
                name = _name(passage, at, head, is_woman=tag.value == "her")
                if name:
                    yield Named(name, "sanctioned", passage, at, at + 1)


def _is_given_name(passage: Passage, at: int) -> bool:
    """Say if a word with a capital stands alone right behind the word for the relative."""
    if at >= len(passage.tokens) or passage.parted(at - 1, at) or not passage.raw(at)[0].isupper():
        return False
    last = at + 1 >= len(passage.tokens) or passage.between(at, at + 1) != " "
    return last or not passage.raw(at + 1)[0].isupper()


def _holds(one: Named, passage: Passage, at: int) -> bool:
    return one.passage is passage and one.first <= at < one.last


def _head(passage: Passage, tag: Found, found: Sequence[Named]) -> Named | None:
    """Whose relative it is: named right before, or the only one whom the title has."""
    before = [one for one in found if one.passage is passage and one.last <= tag.first]
    if before:
        near = max(before, key=lambda one: one.last)
        return (
            near
            if tag.first - near.last <= _NEAR and near.sentence == passage.sentence(tag.first)
            else None
        )
    titled = {one.name: one for one in found if one.passage.where == "title"}
    sentence = passage.sentence(tag.first)
    told = passage.in_sentence(sentence, "mark", "list") or passage.in_sentence(
        sentence, "verb", "sanction"
    )
    alone = passage.where != "title" and len(titled) == 1 and told
    return next(iter(titled.values())) if alone else None


def _name(passage: Passage, at: int, head: Named, *, is_woman: bool) -> str:
    """The known relative of that surname and given name, else the given name and the surname."""
    surname = head.name.split()[-1]
    for other in book().people.get(key(surname), ()):
        if other.name != head.name and key(passage.raw(at)) in other.given:
            return other.name
    gender = "female" if is_woman else ""
    given = book().usual(passage.raw(at), passage.words.language, surname="", gender=gender)
    if given is None:
        return ""
    return f"{given.english} {_of_woman(surname) if is_woman else surname}"


def _of_woman(surname: str) -> str:
    """A woman's form of a Slavic surname in English: Petrov, Petrova; Zalesky, Zaleskaya."""
    if _ADJECTIVE.search(surname):
        return _ADJECTIVE.sub("aya", surname)
    return surname + "a" if _SLAVIC.search(surname) else surname
