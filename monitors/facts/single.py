"""Pure: those whom an item frees one by one, without a number: by name, or "a blogger"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitors.facts.book import exchanged
from monitors.facts.bound import Bound, bound, count_of
from monitors.facts.chains import (
    called_freed,
    described_one,
    freed_alone,
    leads_on,
    relative,
    siblings_of,
)
from monitors.facts.fellows import along_with, fellows, is_alone, nameless
from monitors.facts.joined import (
    PERSONAL,
    SHORTEST,
    is_one_person,
    is_plain_name,
)
from monitors.facts.lexicon import Found
from monitors.facts.listing import names_after, names_before_deed
from monitors.facts.passage import Passage
from monitors.facts.spoken import all_told, are_by_the_way, is_of_many, speaks_of_many
from monitors.facts.standing import (
    is_background,
)
from monitors.facts.strangers import is_in_title_case
from monitors.facts.unlisted import freed_object
from monitors.model import Count, Mention, Span

_PLURAL = "ų"
# endings of the surname of a whole family
_PLURAL_NAMES = ("ы", "и", "і", "х", "ов", "ев", "ей", "аў", "яў", "оў", "ёў", "ai", "us", "ų")
_ARTICLES = {"a", "an"}


def single(passages: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """Count those whom the item names or describes, if it speaks of nobody else."""
    title = passages[0]
    if any(_tells_of_others(one) for one in passages):
        return None
    if one := _one_more(title):
        return count_of(one)
    if any(is_of_many(one) for passage in passages for one in bound(passage)):
        return None
    if siblings := siblings_of(title):
        return siblings
    return None if title.tells("mark", "subset") else _of_people(passages, people)


def _of_people(passages: Sequence[Passage], people: Sequence[Mention]) -> Count | None:
    """Those whom the title names, else the summary; else those whom the title describes."""
    title = passages[0]
    named = [one for one in people if one.span.where == "title"] or list(people)
    named = [one for one in named if not _is_of_another_leg(passages, one, named[0])]
    if alone := _of_own_side(named):
        return alone
    swapped = any(one.tells("verb", "swap") for one in passages)
    pairs = {len({person.value for person in named}), len(list(_pairs(title))), len(_roles(title))}
    listed = _listed_by_name(title)
    all_named = _names_all(title) or _leads_to_names(title, named) or listed
    if speaks_of_many(title) and not ((swapped and 2 in pairs) or all_named):
        return _one_at_large(title, named)
    if listed and listed.value > len({one.value for one in named}) > 1 and not swapped:
        return listed
    if named:
        return _of_named(passages, named, people, swapped=swapped)
    told = _told(title, listed, swapped=swapped)
    if told and told.value == 1 and (more := fellows(passages)):
        return Count(1 + more, told.span)
    silent = not any(title.tells(kind) for kind in PERSONAL)
    counted = any(o.number.value > 1 and not is_background(o) for o in bound(passages[-1]))
    return told or (described_one(passages[-1]) if silent and not counted else None)


def _of_own_side(named: Sequence[Mention]) -> Count | None:
    """Those of the first one's side, if people are named who were exchanged for each other."""
    values = {person.value for person in named}
    others = exchanged().get(named[0].value, frozenset()) if named else frozenset()
    return Count(len(values - others), named[0].span) if values & others else None


def _told(title: Passage, listed: Count | None, *, swapped: bool) -> Count | None:
    """Those whom a title describes without a name that is listed."""
    kin = relative(title)
    if kin and kin.value > 1:
        return kin
    one = listed or described_one(title) or kin or _unknown(title, swapped=swapped)
    return one or called_freed(title) or freed_alone(title) or freed_object(title)


def _listed_by_name(title: Passage) -> Count | None:
    """Names behind a verb or a nation: "Китай отпустил Суидана и Ли", "Немцы Вебер и Шульц"."""
    many = (found for found in all_told(title) if found.tag.number == "many")
    for found in (*title.of("verb", "release"), *many):
        if (names := names_after(title, found)) > 1:
            return Count(names, title.span(found.last, found.last + 1))
    names = names_before_deed(title)
    return Count(names, title.span(0, 1)) if names else None


def _is_of_another_leg(passages: Sequence[Passage], one: Mention, first: Mention) -> bool:
    """Say if a later clause gives someone in return: "Fogel home; Vinnik to be freed in return"."""
    passage = next(each for each in passages if each.where == one.span.where)
    at = passage.token_at(one.span.start)
    start, last = passage.clause(at)
    apart = first.span.where == passage.where and passage.token_at(first.span.start) < start
    return apart and any(passage.has(place, "mark", "return") for place in range(start, last))


def _tells_of_others(passage: Passage) -> bool:
    """Say if others are freed as well; "the other way" is none, nor are others who remain."""
    return any(
        not (passage.has(one.first, "mark", "away") or passage.has(one.first, "mark", "fellow"))
        and _is_of_freed(passage, passage.sentence(one.first))
        for one in passage.of("mark", "other")
    )


def _is_of_freed(passage: Passage, sentence: int) -> bool:
    freed = passage.in_sentence(sentence, "verb", "release")
    return bool(freed) and not passage.in_sentence(sentence, "mark", "held")


def _one_more(title: Passage) -> Bound | None:
    """The number 1 of "one more citizen of Lithuania", "one of three", "one each"."""
    ones = (one for one in bound(title) if one.number.value == 1)
    swapped = title.tells("verb", "swap")
    told = (
        one
        for one in ones
        if one.number.increment
        or one.number.each
        or (swapped and one.number.mutual)  # "exchanged one for one"
        or _is_of_more(one)
    )
    return next((one for one in told if not is_background(one)), None)


def _is_of_more(one: Bound) -> bool:
    """Say if it is one of several: "one of three", "viena garsiausių kalinių"."""
    if one.noun == "part" or one.passage.has(one.number.last, "mark", "part"):
        return True
    return one.noun == "prisoner" and one.passage.raw(one.end - 1).endswith(_PLURAL)


def _names_all(title: Passage) -> bool:
    """Say if names follow the plural at once: "the political prisoners NAME and NAME"."""
    many = [f for kind in PERSONAL for f in title.of(kind) if f.tag.number == "many"]
    starts = set(_pairs(title))
    if len(starts) > 1 and any(found.last in starts for found in many):
        return True
    return any(names_after(title, found) > 1 for found in many)


def _one_at_large(title: Passage, named: Sequence[Mention]) -> Count | None:
    """The one name in a title that a deed follows at once: "list of prisoners: NAME is home"."""
    names = [(at, at + 2) for at in _pairs(title)] or _known_apart(title, named)
    if len(names) != 1 or not title.has(names[0][1], "verb", "release"):
        return None
    return Count(1, title.span(*names[0]))


def _known_apart(title: Passage, named: Sequence[Mention]) -> list[tuple[int, int]]:
    """Places of known names, if no sentence frees the many of whom the title speaks."""
    many = (title.sentence(one.first) for one in all_told(title) if one.tag.number == "many")
    if any(title.in_sentence(sentence, "verb", "release") for sentence in many):
        return []
    spans = (one.span for one in named if one.span.where == title.where)
    return [(title.token_at(span.start), title.token_at(span.end)) for span in spans]


def _leads_to_names(title: Passage, named: Sequence[Mention]) -> bool:
    """Say if a plural leads to known names at once: "the Frenchmen Kohler and Paris"."""
    places = [title.token_at(one.span.start) for one in named if one.span.where == title.where]
    many = (found for found in all_told(title) if found.tag.number == "many")
    return len(places) > 1 and any(found.last == min(places) for found in many)


def _of_named(
    passages: Sequence[Passage], named: list[Mention], people: Sequence[Mention], *, swapped: bool
) -> Count | None:
    """One for each name; of two who were swapped one is the other side's."""
    values = {person.value for person in named}
    if swapped and len(values) > 1 and not _are_together(passages[0], named):
        return Count(1, named[0].span) if len(values) == 2 else None
    along = {person.value for person in along_with(passages, people)}
    more = along - values
    unnamed = nameless(passages) + _unlisted_beside(passages[0], named)
    unnamed += _of_one_surname(passages[0], named)
    if len(values) == 1 and not more and not unnamed:
        return Count(1, named[0].span)
    if named[0].span.where == "title":
        return Count(len(values | more) + unnamed, _cover(named))
    together = Count(len(values), _cover(named)) if values <= along else None
    return described_one(passages[0]) or freed_alone(passages[0]) or together


def _are_together(title: Passage, named: Sequence[Mention]) -> bool:
    """Say if a title frees names of one side: "NAME and NAME freed in swap"."""
    if any(person.span.where != title.where for person in named):
        return False
    freed = title.of("verb", "release")
    if all(title.has(found.first, "verb", "swap") for found in freed):
        return False  # "NAME and NAME swapped" are of two sides
    ends = [(title.token_at(one.span.start), title.token_at(one.span.end)) for one in named]
    return all(leads_on(title, last) == first for (_, last), (first, _) in pairwise(ends))


def _unlisted_beside(title: Passage, named: Sequence[Mention]) -> int:
    """Names of no list that follow a known one at once: "Статкевіч і Казулін на волі"."""
    if is_in_title_case(title):
        return 0
    ends = (title.token_at(one.span.end) for one in named if one.span.where == title.where)
    starts = {title.token_at(one.span.start) for one in named}
    places = (leads_on(title, last) for last in ends)
    return sum(
        0 < at < len(title.tokens) and at not in starts and _is_member(title, at) for at in places
    )


def _of_one_surname(title: Passage, named: Sequence[Mention]) -> int:
    """Those who share a surname with the one named: "Вызвалілі Алену і Дзяніса Лаўрыновічаў"."""
    spans = [
        (title.token_at(one.span.start), title.token_at(one.span.end))
        for one in named
        if one.span.where == title.where
    ]
    known = {at for first, last in spans for at in range(first, max(last, first + 1))}
    return sum(
        title.has(first - 1, "mark", "joint")
        and not title.has(first - 1, "mark", "along")
        and title.raw(first + 1)[:1].isupper()
        and first - 2 not in known
        and (title.words.adjectival or title.raw(last - 1).endswith(_PLURAL_NAMES))
        and _is_given_name(title, first - 2)
        for first, last in spans
        if first > 1 and first + 1 < len(title.tokens)
    )


def _is_given_name(title: Passage, at: int) -> bool:
    """Say if a word with a capital stands alone: no name of two words ends here."""
    alone = at == 0 or not title.raw(at - 1)[0].isupper() or title.has(at - 1, "verb")
    return alone and is_plain_name(title, at)


def _is_member(title: Passage, at: int) -> bool:
    """Say if a name of no list or one of a nation stands here: "NAME, NAME и гражданин США"."""
    if is_plain_name(title, at):
        return True
    first = at + (title.keys[at] in _ARTICLES)
    here = (found for found in title.at(first) if found.tag.kind in PERSONAL)
    joint = title.has(at - 1, "mark", "joint")
    return joint and any(found.first == first and is_alone(title, found) for found in here)


def _cover(named: Sequence[Mention]) -> Span:
    return Span(named[0].span.where, named[0].span.start, named[-1].span.end)


def _roles(title: Passage) -> list[Found]:
    """Single people whom a title tells by what they do: "a scientist for a basketball player"."""
    return [one for one in title.of("noun") if one.value == "role" and is_one_person(title, one)]


def _unknown(title: Passage, *, swapped: bool) -> Count | None:
    """A name that nobody listed, in a title that speaks of nobody else: "Joakim Medin is back"."""
    names = list(_pairs(title))
    all_named = _names_all(title)
    nouns = title.tells("noun") and len(names) != 2 and not are_by_the_way(title)
    if not names or (nouns and not all_named):
        return None
    return Count(len(names) if all_named and not swapped else 1, title.span(names[0], names[0] + 2))


def _pairs(title: Passage) -> Iterator[int]:
    """Places where a given name or an initial and a surname stand, neither in any list."""
    for at in range(len(title.tokens) - 1):
        first, second = title.raw(at), title.raw(at + 1)
        name = first[:1].isupper() and second[:1].isupper() and len(second) >= SHORTEST
        listed = (len(first) > 1 and title.at(at)) or title.at(at + 1) or second.isupper()
        if name and not listed and title.between(at, at + 1) in {" ", ". "}:
            yield at
