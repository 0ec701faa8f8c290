"""Pure: whose sanctions they are: who imposes, lifts, eases or keeps them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from monitors.facts.lexicon import Found
from monitors.facts.packages import numbered
from monitors.facts.passage import Passage
from monitors.model import Mention

_FIRST_WORDS = 2  # where a title begins with who acts
_ANSWER = 5  # words behind the actor in which the answer is named
_ACTS = (("verb", "sanction"), ("verb", "package"), ("stance", "acts"), ("stance", "follows"))
_OBJECT = 3  # words behind a party in which it is said to object


def subject(title: Passage) -> Found | None:
    """The country that is a target as a rule, but here does it itself: "Russia sanctions US"."""
    for found in title.of("weak"):
        replies = found.first >= _FIRST_WORDS and is_reply(title, found)
        if (found.first < _FIRST_WORDS or replies) and _acts(title, found):
            passive = title.has(found.last + 1, "mark", "by") or title.has(
                found.last, "stance", "hit"
            )
            between = not replies and title.near(0, found.first, "authority")
            return None if passive or between or _is_compound(title, found) else found
    return None


def is_reply(title: Passage, actor: Found) -> bool:
    """Say if a title begins with what is answered: "In response to the EU, Russia bans"."""
    begin = (
        *title.near(0, actor.first, "stance", "answers"),
        *title.near(0, actor.first, "kin", "reply"),
    )
    return any(found.first < _FIRST_WORDS for found in begin)


def _acts(title: Passage, found: Found) -> bool:
    near = range(found.last, found.last + _FIRST_WORDS)
    if any(title.has(at, "verb", "impose") or title.has(at, "stance", "acts") for at in near):
        return True
    return any(title.has(at, "stance", "answers") for at in range(found.last, found.last + _ANSWER))


def _is_compound(title: Passage, found: Found) -> bool:
    """Say if "Russia sanctions" is a noun, as before a verb: "Russia sanctions announced"."""
    return title.has(found.last, "verb", "sanction") and (
        title.has(found.last + 1, "verb") or found.last + 1 >= len(title.tokens)
    )


def sanctioning(
    passages: Sequence[Passage], aimed: Iterable[str], *, main: bool = False, kept: bool = False
) -> tuple[Mention, ...]:
    """Who imposes, lifts or keeps the sanctions: the first authority named, and its company.

    `main` says that the item is about sanctions, so that its title names the authority first;
    `kept` that they are prolonged.
    """
    actor = subject(passages[0])
    if actor:
        return (Mention(actor.value, passages[0].span(actor.first, actor.last)),)
    barred = set(aimed)
    for part in _parts(passages, main=main):
        found = _authorities(*part, barred)
        if found:
            return _once((*found, *_followers(passages, barred)))
    return _of_package(passages) or (_of_term(passages) if kept and "Russia" in barred else ())


def _of_package(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """The EU, whose packages alone are counted beyond ten."""
    for passage in passages:
        for first, last in numbered(passage):
            return (Mention("EU", passage.span(first, last)),)
    return ()


def _of_term(passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """The EU, which alone prolongs its sanctions on Russia from one term to the next."""
    for passage in passages:
        for found in passage.of("verb", "sanction"):
            return (Mention("EU", passage.span(found.first, found.last)),)
    return ()


def _followers(passages: Sequence[Passage], barred: set[str]) -> Iterator[Mention]:
    """Authorities of a sentence that says that they did the same, or acted together with them."""
    for passage in passages[1:]:
        for same in passage.of("mark", "same"):
            yield from _authorities(passage, passage.sentence(same.first), barred)
        for mark in passage.of("mark", "beside"):
            sentence = passage.sentence(mark.first)
            yield from _authorities(passage, sentence, barred, beside=mark.last)


def _parts(passages: Sequence[Passage], *, main: bool) -> Iterator[tuple[Passage, int | None]]:
    """Title, then every sentence of the summary that speaks of sanctions, then whole texts."""
    if main:
        yield passages[0], None
    for passage in passages:
        places = {passage.sentence(f.first) for f in passage.of("verb", "sanction")}
        if passage.where == "title" and places:
            yield passage, None
        for place in sorted(places):
            yield passage, place
    for passage in passages:
        yield passage, None


def _authorities(
    passage: Passage, sentence: int | None, barred: set[str], *, beside: int | None = None
) -> tuple[Mention, ...]:
    """The first authority of a sentence and those joined to it: "US, Canada and the UK"."""
    strong = [
        found
        for found in passage.found
        if (beside is None or found.first >= beside)
        and _is_authority(passage, found)
        and (sentence is None or passage.sentence(found.first) == sentence)
        and not barred & set(found.value.split("+"))
    ]
    strong = _without_leaders(passage, strong)
    if not strong or (beside is not None and strong[0].first - beside > 1):
        return ()
    chosen = [strong[0]]
    for found in strong[1:]:
        if _joined(passage, chosen[-1].last, found.first):
            chosen.append(found)
    mentions: dict[str, Mention] = {}
    for found in chosen:
        for name in found.value.split("+"):
            mentions.setdefault(name, Mention(name, passage.span(found.first, found.last)))
    return tuple(mentions.values())


def _without_leaders(passage: Passage, strong: list[Found]) -> list[Found]:
    """Leave out whom another follows, and who only comments: "After the UN, London lifts"."""
    first = 0
    for found, after in pairwise(strong):
        before = found.first - 1 - (passage.keys[found.first - 1] == "the")
        led = passage.has(before, "kin", "cause") or _is_asking(passage, found)
        apart = passage.sentence(found.first) != passage.sentence(after.first)
        if not (led or (apart and passage.where == "title" and _heads(passage, found))):
            break
        first += 1
    return strong[first:]


def _is_asking(passage: Passage, found: Found) -> bool:
    """Say if an authority is only talked with or asks: "at Lithuania's request"."""
    talks = any(passage.has(at, "kin", "meets") for at in (found.first - 1, found.first - 2))
    return talks or passage.has(found.last, "kin", "asks")


def _heads(title: Passage, found: Found) -> bool:
    """Say if an authority heads the title without an act: "Lithuania is glad: EU imposes"."""
    sentence = title.sentence(found.first)
    told = any(title.in_sentence(sentence, kind, value) for kind, value in _ACTS)
    if told:
        return False
    end = next(at for at, one in enumerate(title.sentences) if one > sentence)
    return title.between(end - 1, end).strip() == ":"


def _is_authority(passage: Passage, found: Found) -> bool:
    """Say if a party is named as one that can act: not a place, a label, or one that objects."""
    if found.tag.kind == "whose":
        return _is_whose(passage, found)
    if found.tag.kind != "authority" or _is_place(passage, found.first):
        return False
    if _is_label(passage, found) or _is_of_war(passage, found):
        return False
    near = (found.first - 1, *range(found.last, found.last + _OBJECT))
    return not any(passage.has(at, "stance", "objects") for at in near)


def _is_whose(passage: Passage, found: Found) -> bool:
    """Say if an adjective stands right before the sanctions, or a word apart."""
    return any(
        passage.has(at, "verb", "sanction")
        or passage.has(at, "verb", "package")
        or passage.has(at, "roll")
        for at in (found.last, found.last + 1)
        if at < len(passage.tokens) and not passage.parted(found.last - 1, at)
    )


def _is_label(passage: Passage, found: Found) -> bool:
    """Say if a country only heads the title: "Ukraine: Switzerland implements measures"."""
    after = passage.text[passage.tokens[found.last - 1].end :][:1]
    return found.first == 0 and after == ":" and len(list(passage.of("authority"))) > 1


def _is_of_war(passage: Passage, found: Found) -> bool:
    """Say if Ukraine is only where the war is: "за нападение на Украину"."""
    if found.value != "Ukraine":
        return False
    near = range(max(found.first - 2, 0), found.first)
    return any(
        passage.has(at, "mark", "war") and passage.has(at + 1, "mark", "after") for at in near
    )


def _is_place(passage: Passage, at: int) -> bool:
    """Say if an embassy or a preposition makes the word a place, not an actor."""
    before = passage.keys[at - 1] if at else ""
    return before in {"in", "at", "в", "у", "во"} and passage.has(at, "power")


def _joined(passage: Passage, first: int, second: int) -> bool:
    """Say if only commas and "and" stand between two authorities."""
    if second < first or second - first > 1 or ":" in passage.between(first - 1, second):
        return False
    return all(passage.has(at, "mark", "joint") for at in range(first, second))


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.value, mention)
    return tuple(first.values())
