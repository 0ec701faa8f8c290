"""Pure: what the text says of a number of people: still held, freed earlier, a part, companions."""

from monitors.facts.bare import is_name_of_some
from monitors.facts.bound import (
    Bound,
    bound,
    is_number,
    is_of_held,
    is_whole,
    past_part,
)
from monitors.facts.described import closes
from monitors.facts.lexicon import Found
from monitors.facts.parts import is_called_freed, is_of, part_of
from monitors.facts.passage import Passage
from monitors.facts.wanted import DOING, is_of_seized, is_only_told

HOLDING = {"BY", "RU"}
_LOCATIVE = "je"  # "jau Lietuvoje"; other languages have a preposition
_ATTRIBUTE = 12  # words between the commas of who they are
_NOUN = 2  # words from whom it was to "release": "po 252 savo piliečių grąžinimo"
_SPENT = 4  # words between "spent" and where: "spent two years in custody"
_AFTER = 2  # words between "a week after" and the number: "a British couple"


def is_background(one: Bound, *, of_release: bool = True) -> bool:
    """Say if the number is of those still held, of an earlier release, or of the other side.

    Where sanctions lead, the release is what was given in return.
    """
    passage = one.passage
    if (
        part_of(one)
        or any(_is_adverb(passage, f) for f in passage.near(0, one.first + 1, "mark", "earlier"))
        or _goes_away(one)
        or _is_past(one)
        or _is_before_another(one)
        or (of_release and is_given_in_return(one))
    ):
        return True
    if _is_kept(one) or is_only_told(one) or _are_children(one) or _is_listed_as_held(one):
        return True
    if one.noun == "freed":
        return False
    held = passage.near(one.first - 5, _within(one, 5), "mark", "held") or _held_behind(one)
    held = [found for found in held if not _is_over(passage, found)]
    if not held:
        return False
    if _is_of_those_who_stay(one):
        return True
    first, last = passage.clause(one.first)
    freed = _freeing(passage, passage.in_sentence(one.sentence, "verb", "release"))
    if not any(first <= found.first < last for found in held):
        told = passage.in_sentence(one.sentence, "mark", "held")
        return not freed and not any(
            _is_counted(one, found.first) or _is_of_named(one, found.first)
            for found in told
            if not first <= found.first < last
        )
    if any(one.end <= found.first < last for found in freed):
        return bool(passage.near(one.end, last, "mark", "stays"))
    near = _freeing(passage, passage.near(one.first - 4, one.end + 4, "verb", "release"))
    return not any(first <= found.first < last for found in near)


def _is_over(passage: Passage, found: Found) -> bool:
    """Say if they were held and are no more: "трое провели под стражей два месяца"."""
    first = max(passage.clause(found.first)[0], found.first - _SPENT)
    return bool(passage.near(first, found.first, "mark", "spent"))


def _freeing(passage: Passage, verbs: list[Found]) -> list[Found]:
    """Verbs that free someone; in "не отдают" and "трапілі за краты" they do not."""
    return [found for found in verbs if not passage.has(found.first, "mark", "held")]


def _within(one: Bound, words: int) -> int:
    """Return the place so many words behind a number, or where its sentence ends."""
    last = one.end
    while last < min(one.end + words, len(one.passage.tokens)):
        if one.passage.sentence(last) != one.sentence:
            break
        last += 1
    return last


def _is_adverb(passage: Passage, found: Found) -> bool:
    """Say if "before" stands alone; in "days before vote" it leads to a noun."""
    last = found.last
    leads = passage.keys[found.first] == "before" and last < len(passage.tokens)
    return not (leads and not passage.parted(last - 1, last) and not is_number(passage, last))


def _is_kept(one: Bound) -> bool:
    """Say if they are held after others were freed: "holds 1,100 after releasing 52"."""
    passage = one.passage
    kept = passage.has(one.first - 1, "mark", "held")
    return (kept and not passage.has(one.first - 1, "mark", "other")) and any(
        passage.has(at, "mark", "after") for at in (one.number.last, one.end)
    )


def _is_listed_as_held(one: Bound) -> bool:
    """Say if a dash or a colon leads from where they are held: "behind bars — 28 journalists"."""
    passage, first = one.passage, one.first
    if not first or not passage.has(first - 1, "mark", "held"):
        return False
    return passage.between(first - 1, first).strip() in {"—", "–", "-", ":"}


def _are_children(one: Bound) -> bool:
    """Say if children only left with one who is freed: "his wife and two children left"."""
    passage = one.passage
    if not passage.has(one.end - 1, "mark", "child"):
        return False
    if passage.in_sentence(one.sentence, "mark", "unlocked") or passage.where == "title":
        return False
    return bool(passage.in_sentence(one.sentence, "mark", "with"))


def _held_behind(one: Bound) -> list[Found]:
    """Words of holding behind who they are, told between commas: "two, held with him, stay".

    Where a summary's sentence frees nobody, they may stand anywhere in the clause.
    """
    passage, last = one.passage, one.end
    held = passage.near(last, passage.clause(one.first)[1], "mark", "held")
    if (
        held
        and passage.where != "title"
        and not passage.in_sentence(one.sentence, "verb", "release")
    ):
        return held
    if not 0 < last < len(passage.tokens) or "," not in passage.between(last - 1, last):
        return []
    end = min(last + _ATTRIBUTE, len(passage.tokens))
    commas = (at for at in range(last + 1, end) if passage.parted(at - 1, at))
    at = next(commas, last)
    return passage.near(at, min(at + 2, len(passage.tokens)), "mark", "held") if at > last else []


def _is_past(one: Bound) -> bool:
    """Say if the number is of those freed before: "another American, a week after two Britons".

    "A day after 52 people were freed" tells of the 52.
    """
    passage = one.passage
    if not any(
        0 <= one.first - found.last <= _AFTER
        and not passage.parted(found.last - 2, found.last - 1)  # "po 4 mėnesių: po 75 belaisvius"
        for found in passage.of("mark", "past")
    ):
        return False
    return not passage.near(one.end, passage.clause(one.first)[1], "verb", "release")


def _is_before_another(one: Bound) -> bool:
    """Say if those were freed before: "After 30 pardons in May, 37", "ten after freeing 252"."""
    passage, at = one.passage, one.first - 1
    behind_deed = _is_after_deed(one)
    if behind_deed and passage.near(0, at - 1, "verb", "release"):
        return True
    told = behind_deed or (passage.has(at, "mark", "later") and opens(passage, at))
    return told and any(o.first > one.end and o.sentence == one.sentence for o in bound(passage))


def _is_after_deed(one: Bound) -> bool:
    """Say if "after" leads to their release: "after the return of 252", "po 252 grąžinimo"."""
    passage, at = one.passage, one.first - 1
    if passage.has(at, "mark", "later"):
        return bool(passage.near(one.end, one.end + _NOUN, "verb", "release"))
    at = passage.before(one.first, "part", "definite", "own")
    deed = passage.has(at, "verb", "release")
    return deed and any(passage.has(n, "mark", "later") for n in (at - 1, at - 2))


def _goes_away(one: Bound) -> bool:
    """Say if the clause tells of those who were given: "eight Russians went the other way"."""
    last = one.passage.clause(one.first)[1]
    return bool(one.passage.near(one.end, last, "mark", "away"))


def _is_counted(one: Bound, at: int) -> bool:
    """Say if those held are another number, in a clause of their own: "four go, 19 remain"."""
    first, last = one.passage.clause(at)
    return any(
        is_number(one.passage, place) or one.passage.has(place, "multiple")
        for place in range(first, last)
    )


def _is_of_named(one: Bound, at: int) -> bool:
    """Say if someone named is held, in a clause of its own: "52 taken out, Statkevich stayed"."""
    first, _ = one.passage.clause(at)
    return one.first < first and one.passage.raw(first)[0].isupper()


def _is_of_those_who_stay(one: Bound) -> bool:
    """Say if a verb of staying follows and no release is told of the number before it."""
    passage = one.passage
    first, last = passage.clause(one.first)
    stays = passage.near(one.end, _within(one, 6), "mark", "stays")
    if not stays or any(passage.has(at, "verb", "release") for at in range(first, last)):
        return False
    other = passage.clause(stays[0].first)[0] > one.first and _is_counted(one, stays[0].first)
    if other or _is_of_named(one, stays[0].first):
        return False
    between = range(one.end, stays[0].first)
    return not any(passage.has(at, "verb", "release") for at in between)


def is_given_in_return(one: Bound) -> bool:
    """Say if the number is of the other side: "freed in exchange for two spies"."""
    passage = one.passage
    if passage.where != "title" and (_is_paid_at_last(one) or _is_price_of_one(one)):
        return True
    if any(_is_price(other) and other.sentence == one.sentence for other in bound(passage)):
        return not _is_price(one)
    return any(
        (opens(passage, found.first) or not passage.near(found.last, one.first, "verb", "release"))
        and not any(passage.parted(at, at + 1) for at in range(_said(passage, found), one.first))
        and not passage.near(found.last, one.first, "mark", "regain")
        for found in passage.near(0, one.first, "mark", "return")
    )


def _is_price_of_one(one: Bound) -> bool:
    """Say if one whom the title frees was exchanged for them: "She was swapped for two spies"."""
    passage = one.passage
    swapped = passage.has(one.first - 2, "verb", "swap") and passage.has(
        one.first - 1, "mark", "for"
    )
    first = passage.sentences.index(one.sentence)
    return swapped and passage.has(first, "mark", "pronoun")


def _is_paid_at_last(one: Bound) -> bool:
    """Say if the sentence ends with "in return": "Ninety Palestinians left jail in return"."""
    passage = one.passage
    marks = passage.in_sentence(one.sentence, "mark", "return")
    told = any(found.first >= one.end and closes(passage, found) for found in marks)
    regained = ("regain", "got")
    return told and not any(passage.in_sentence(one.sentence, "mark", mark) for mark in regained)


def _said(passage: Passage, found: Found) -> int:
    """Return the place from which "in return" leads to a number; a dash may follow it at once."""
    dash = passage.between(found.last - 1, found.last).strip() in {"—", "–", "-"}
    return found.last if dash else found.last - 1


def _is_price(one: Bound) -> bool:
    """Say if a sentence begins with what was got: "Už 215 gynėjų ukrainiečiai atidavė 55"."""
    at = one.first - 1
    return one.passage.has(at, "mark", "for") and opens(one.passage, at)


def is_swap_price(one: Bound) -> bool:
    """Say if somebody was exchanged for this number of people: "обменяли на десять граждан"."""
    at = one.first - 1
    return one.passage.has(at, "mark", "for") and one.passage.has(at - 1, "verb", "swap")


def opens(passage: Passage, at: int) -> bool:
    """Say if a sentence begins here: "In return 252 migrants were let go"."""
    return at == 0 or passage.sentence(at - 1) != passage.sentence(at)


def is_subset(one: Bound) -> bool:
    """Say if the number is of a part: "among them six women", "15 of them", "six among 52"."""
    passage = one.passage
    if one.noun != "place" and passage.near(0, one.first, "mark", "subset"):
        return True
    if is_name_of_some(passage, one.end - 1):
        return True
    if past_part(passage, one.number.last) > one.number.last:
        return not passage.has(one.first - 1, "mark", "there")  # "there are 52 of them"
    if any(is_of(one, other) and is_called_freed(other) for other in bound(passage)):
        return True
    listed = is_whole(one) or passage.has(one.first - 1, "mark", "covers")
    if listed and any(_is_listed_of(one, other) for other in bound(passage)):
        return True
    return one.noun != "part" and any(
        found.first >= one.end
        and found.last < len(passage.tokens)
        and is_number(passage, found.last)
        and not _is_less_or_held(one, found.last)
        for found in passage.in_sentence(one.sentence, "mark", "among")
    )


def _is_less_or_held(one: Bound, at: int) -> bool:
    """Say if a smaller number of people, or all who were held, stands at a place."""
    less = one.number.value
    return any(
        o.first == at and (o.number.value < less or is_of_held(o)) for o in bound(one.passage)
    )


def _is_listed_of(one: Bound, whole: Bound) -> bool:
    """Say if a list of all has so many of a kind: "30 чалавек памілаваныя, у спісе сем жанчын"."""
    before = whole.first < one.first and whole.sentence == one.sentence
    return before and whole.number.value > one.number.value


def is_abroad(one: Bound) -> bool:
    """Say if prisoners are told to be in or on the way to a country that holds none of them."""
    passage = one.passage
    if one.noun not in {"prisoner", "pow"}:
        return False
    return any(
        passage.tagged(at, kind) not in HOLDING
        for at in range(one.end + 1, passage.clause(one.first)[1])
        for kind in ("country", "power")
        if passage.has(at, kind)
        and (passage.has(at - 1, "mark", "after") or passage.raw(at).endswith(_LOCATIVE))
    )


def is_since(one: Bound) -> bool:
    """Say if the sentence tells of all who were freed since a month or since the war began."""
    return bool(one.passage.in_sentence(one.sentence, "mark", "since"))


def is_of_other_deed(one: Bound) -> bool:
    """Say if they only met somebody or were seized: "his wife and three friends met him"."""
    passage = one.passage
    if is_of_seized(one):
        return True
    if one.noun not in DOING or passage.in_sentence(one.sentence, "verb", "release"):
        return False
    return bool(passage.in_sentence(one.sentence, "mark", "greets")) and _is_of_near(one)


def _is_of_near(one: Bound) -> bool:
    """Say if the sentence tells of relatives or of somebody by a pronoun: "friends met him"."""
    passage = one.passage
    marks = ("relation", "pronoun", "theirs")
    return any(passage.in_sentence(one.sentence, "mark", mark) for mark in marks)
