"""Pure: those whom an item frees one by one, without a number: by name, or "a blogger"."""

from collections.abc import Iterator, Sequence

from monitors.facts.bound import Bound, bound, count_of
from monitors.facts.described import is_one
from monitors.facts.lexicon import Found
from monitors.facts.listing import names_after
from monitors.facts.passage import Passage
from monitors.facts.standing import is_background, is_given_in_return, part_of
from monitors.model import Count, Mention, Span

_PLURAL = "ų"
_DATIVE = ("ams", "oms", "ėms", "iems", "ам", "ям")
_PERSONAL = ("noun", "people")
_ARTICLES = {"a", "an"}
_SHORTEST = 3  # letters of a surname
_REACH = 4  # tokens that a description may take: "гражданина США и двух белорусов"


def single(passages: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """Count those whom the item names or describes, if it speaks of nobody else."""
    title = passages[0]
    if any(one.tells("mark", "other") for one in passages):
        return None
    if one := _one_more(title):
        return count_of(one)
    if any(_is_of_many(one) for passage in passages for one in bound(passage)):
        return None
    if title.tells("mark", "subset"):
        return None
    named = [person for person in people if person.span.where == "title"] or list(people)
    swapped = any(one.tells("verb", "swap") for one in passages)
    pairs = len({person.value for person in named}) or len(list(_pairs(title)))
    if _speaks_of_many(title) and not ((swapped and pairs == 2) or _names_all(title)):
        return None
    if named:
        return _of_named(passages, named, people, swapped=swapped)
    told = _described(title) or _unknown(title, swapped=swapped)
    silent = not any(title.tells(kind) for kind in _PERSONAL)
    return told or (_described(passages[-1]) if silent else None)


def _one_more(title: Passage) -> Bound | None:
    """The number 1 of "one more citizen of Lithuania", "one of three", "one each"."""
    ones = (one for one in bound(title) if one.number.value == 1)
    told = (one for one in ones if one.number.increment or one.number.each or one.noun == "part")
    return next((one for one in told if not is_background(one)), None)


def _names_all(title: Passage) -> bool:
    """Say if names follow the plural at once: "the political prisoners NAME and NAME"."""
    many = [f for kind in _PERSONAL for f in title.of(kind) if f.tag.number == "many"]
    starts = set(_pairs(title))
    if len(starts) > 1 and any(found.last in starts for found in many):
        return True
    return any(names_after(title, found) > 1 for found in many)


def _of_named(
    passages: Sequence[Passage], named: list[Mention], people: Sequence[Mention], *, swapped: bool
) -> Count | None:
    """One for each name; of two who were swapped one is the other side's."""
    values = {person.value for person in named}
    if swapped and len(values) > 1:
        return Count(1, named[0].span) if len(values) == 2 else None
    more = {person.value for person in _along(passages, people)} - values
    nameless = _nameless(passages)
    if len(values) == 1 and not more and not nameless:
        return Count(1, named[0].span)
    if named[0].span.where == "title":
        return Count(len(values | more) + nameless, _cover(named))
    return _described(passages[0])


def _along(passages: Sequence[Passage], people: Sequence[Mention]) -> Iterator[Mention]:
    """Those whom the summary adds: "with her the businessman NAME comes home"."""
    for passage in passages[1:]:
        told = _adding(passage)
        for person in people:
            here = person.span.where == passage.where
            if here and passage.sentence(passage.token_at(person.span.start)) in told:
                yield person


def _adding(passage: Passage) -> set[int]:
    """Sentences that tell of others who were freed as well."""
    return {
        passage.sentence(found.first)
        for mark in ("also", "with")
        for found in passage.of("mark", mark)
        if passage.in_sentence(passage.sentence(found.first), "verb", "release")
    }


def _nameless(passages: Sequence[Passage]) -> int:
    """Those whom the summary adds without a name: "a US citizen left with him"."""
    return sum(
        _is_one(passage, found) and _is_alone(passage, found)
        for passage in passages
        for kind in _PERSONAL
        for found in passage.of(kind)
        if passage.sentence(found.first) in _adding(passage)
    )


def _is_alone(passage: Passage, found: Found) -> bool:
    """Say if one of a nation is told of without a name: "a US citizen", "гражданин США"."""
    last = found.last
    if _is_companion(passage, found):
        return True
    if passage.has(last, "country") and not passage.parted(last - 1, last):
        last += 1
    elif not _is_of_nation(passage, found) or any(f.tag.kind == "noun" for f in passage.at(last)):
        return False
    return last >= len(passage.tokens) or passage.raw(last)[0].islower()


def _is_companion(passage: Passage, found: Found) -> bool:
    """Say if a title tells what the companion does: "NAME, taken out with a journalist of ..."."""
    if passage.where != "title" or found.value != "role":
        return False
    last = found.last
    unnamed = last >= len(passage.tokens) or passage.raw(last)[0].islower()
    unnamed = unnamed or not passage.between(last - 1, last).isspace()
    beside = (found.first - 1, found.first - 2)
    return unnamed and any(one.last - 1 in beside for one in passage.of("mark", "with"))


def _is_of_many(one: Bound) -> bool:
    many = (one.number.value > 1 and not part_of(one)) or one.number.vague
    return many and not is_given_in_return(one) and not is_background(one)


def _speaks_of_many(title: Passage) -> bool:
    given = {
        place
        for one in bound(title)
        if is_given_in_return(one)
        for place in range(one.first, one.end)
    }
    many = (f for kind in _PERSONAL for f in title.of(kind) if not _is_receiver(title, f))
    many = (found for found in many if found.first not in given)
    return any(found.tag.number == "many" or _is_plural(title, found) for found in many)


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
    return title.raw(found.first).endswith(_PLURAL) and noun is not None and _is_one(title, noun)


def _is_plural(title: Passage, found: Found) -> bool:
    """Say if a Lithuanian noun is plural where its folded form equals a singular: kalinių."""
    counted = found.value == "prisoner" or found.tag.kind == "people"
    return counted and title.raw(found.first).endswith(_PLURAL)


def _cover(named: Sequence[Mention]) -> Span:
    return Span(named[0].span.where, named[0].span.start, named[-1].span.end)


def _described(title: Passage) -> Count | None:
    """Those described and not named: "Belarus frees a blogger", "a Pole and a Swede"."""
    for kind in _PERSONAL:
        for found in title.of(kind):
            if _is_one(title, found):
                first, last, value = chain(title, found)
                return Count(value + _relatives(title, last), title.span(first, last))
    return None


def _relatives(title: Passage, last: int) -> int:
    """Return 1 for "and her daughter" after the one described, else 0."""
    while title.has(last, "country"):
        last += 1
    if not title.has(last, "mark", "joint"):
        return 0
    return int(any(title.has(at, "mark", "relation") for at in range(last + 1, last + 4)))


def _is_one(passage: Passage, found: Found) -> bool:
    return is_one(passage, found) and found.value != "freed"


def chain(passage: Passage, found: Found) -> tuple[int, int, int]:
    """Range and number of the single people joined from `found` on, each of a nation."""
    last, value = found.last, 1
    if not _is_of_nation(passage, found):
        return found.first, last, value + _articled(passage, found)
    for other in sorted([*passage.of("people"), *passage.of("noun")], key=lambda one: one.first):
        near = last < other.first <= last + 3 and _is_one(passage, other)
        if near and _joins(passage, last, other.first) and _is_of_nation(passage, other):
            last, value = other.last, value + 1
    return found.first, last, value


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
        more += bool(joins and _is_one(passage, other))
    return more


def _joins(passage: Passage, last: int, first: int) -> bool:
    """Say if a comma or "and" leads from one member of a list to the next."""
    if any(passage.has(at, "verb") for at in range(last, first)):
        return False
    return passage.has(last, "mark", "joint") or "," in passage.between(last - 1, last)


def _is_of_nation(passage: Passage, found: Found) -> bool:
    return any(passage.has(at, kind) for at in (found.first - 1, found.first)
               for kind in ("people", "country"))  # fmt: skip


def beside(passage: Passage, first: int, last: int) -> int:
    """Single people joined to the number in [first, last): "журналист и двое его коллег" has 1."""
    return int(_joined_before(passage, first)) + int(_joined_after(passage, last))


def _joined_before(passage: Passage, first: int) -> bool:
    at = first - 1
    while passage.has(at, "mark", "another") or passage.has(at, "mark", "least"):
        at -= 1
    if not passage.has(at, "mark", "joint") or at == 0:
        return False
    numbered = {n for one in bound(passage) for n in range(one.first, one.end)}
    found = _is_plain_name(passage, at - 1)
    for before in range(at - 1, max(at - 1 - _REACH, -1), -1):
        if before in numbered:
            return False
        if passage.parted(before, before + 1) or passage.has(before, "verb"):
            return found
        here = (f.tag.number for f in passage.at(before) if f.tag.kind in _PERSONAL)
        found = found or "one" in here
    return found


def _is_plain_name(passage: Passage, at: int) -> bool:
    """Say if a word is a name or begins the text, and no list has it: "Фельчар і двое"."""
    raw = passage.raw(at)
    return raw[0].isupper() and len(raw) >= _SHORTEST and not passage.at(at)


def _joined_after(passage: Passage, last: int) -> bool:
    last = _behind_country(passage, last)
    if not passage.has(last, "mark", "joint"):
        return False
    for at in range(last + 1, min(last + 1 + _REACH, len(passage.tokens))):
        if passage.parted(at - 1, at) or _is_many(passage, at):
            return False
        if passage.has(at, "mark", "relation"):
            return True
        for found in passage.at(at):
            if found.tag.kind in _PERSONAL and found.first == at:
                return found.tag.number == "one"
        if passage.has(at, "verb"):
            return False
    return False


def _behind_country(passage: Passage, last: int) -> int:
    """The place behind the country of those counted: "двух граждан Японии и гражданина ..."."""
    told = passage.has(last, "country") and not passage.parted(last - 1, last)
    return last + told


def _is_many(passage: Passage, at: int) -> bool:
    """Say if a number other than one stands here."""
    return passage.raw(at)[0].isdigit() or passage.tagged(at, "number") not in {"", "1"}


def _unknown(title: Passage, *, swapped: bool) -> Count | None:
    """A name that nobody listed, in a title that speaks of nobody else: "Joakim Medin is back"."""
    names = list(_pairs(title))
    all_named = _names_all(title)
    nouns = title.tells("noun") and len(names) != 2
    if not names or (nouns and not all_named):
        return None
    return Count(len(names) if all_named and not swapped else 1, title.span(names[0], names[0] + 2))


def _pairs(title: Passage) -> Iterator[int]:
    """Places where a given name or an initial and a surname stand, neither in any list."""
    for at in range(len(title.tokens) - 1):
        first, second = title.raw(at), title.raw(at + 1)
        name = first[:1].isupper() and second[:1].isupper() and len(second) >= _SHORTEST
        listed = (len(first) > 1 and title.at(at)) or title.at(at + 1) or second.isupper()
        if name and not listed and title.between(at, at + 1) in {" ", ". "}:
            yield at
