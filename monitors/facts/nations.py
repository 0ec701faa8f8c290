"""Pure: how many of the released are of each nation, as the text states it."""

from collections.abc import Iterator, Mapping, Sequence

from monitors.facts.bound import Bound, bound, count_of, is_whole, past_part
from monitors.facts.described import described, in_return, is_one, nations_of
from monitors.facts.lexicon import Found
from monitors.facts.listing import names_after
from monitors.facts.passage import Passage
from monitors.facts.standing import is_background, part_of
from monitors.facts.whole import OWN, all_of
from monitors.model import Count, NationCount

_ARTICLES = {"a", "an", "one"}
_FROM = {"iš", "is", "з", "са", "из", "from", "of", "out"}
_SPEAKERS = {"lt": "LT"}  # whose "our citizens" they are, if the text names no country before
_GENITIVE = "ų"
_LOCATIVE = "je"  # "Ukrainoje suimti": where they were taken, not of which nation they are
_WITH_PEOPLE = {"prisoner", "pow", "freed", "role"}  # "31 imprisoned Ukrainian civilians"


def nationalities(passages: Sequence[Passage], total: Count | None) -> tuple[NationCount, ...]:
    """How many of the released hold each nationality, as stated; the summary corrects the title."""
    counts: dict[str, NationCount] = {}
    for passage in passages:
        for nation in _numbered(passage):
            if nation.count.value > 1 or nation.country not in counts:
                counts[nation.country] = nation
        for nation in (*_named(passage), *_citizens(passage), *_among(passage)):
            counts.setdefault(nation.country, nation)
    for nation in _singles(passages, total, counts):
        counts.setdefault(nation.country, nation)
    return tuple(counts.values()) or all_of(passages, total)


def _named(passage: Passage) -> Iterator[NationCount]:
    """People of a nation by their names: "the Austrians NAME and NAME", "US citizens NAME ..."."""
    for found in (*passage.of("people"), *passage.of("noun")):
        if found.tag.number != "many" or in_return(passage, found.first):
            continue
        names = names_after(passage, found)
        nation = found.value if found.tag.kind == "people" else _adjective(passage, found)
        if names > 1 and nation and nation != "BY":
            yield NationCount(nation, Count(names, passage.span(found.first, found.last)))


def _adjective(passage: Passage, noun: Found) -> str:
    """The country right before a noun, or right behind it: "граждане Франции"."""
    before = passage.tagged(noun.first - 1, "country") if noun.first else ""
    return before or passage.tagged(noun.last, "country")


def _singles(
    passages: Sequence[Passage], total: Count | None, counts: Mapping[str, NationCount]
) -> Iterator[NationCount]:
    """People of a nation who stand alone: the one freed, each of a few, members of a list."""
    if counts:
        yield from _of_title(passages[0], counts)
        return
    found = [list(described(passage)) for passage in passages]
    if total is None or total.value > 1:
        several = [one for some in found for one in some if not _is_numbered(passages, one)]
        told = len({one.count.span for one in several})  # one of two nations is one
        yield from several if total is None or told <= total.value else ()
        return
    first = next((some for some in found if some), [])
    yield from (one for one in first if one.count.span == first[0].count.span)


def _is_numbered(passages: Sequence[Passage], one: NationCount) -> bool:
    """Say if the word for people belongs to a number: "222 критика"."""
    passage = next(each for each in passages if each.where == one.count.span.where)
    at = passage.token_at(one.count.span.start)
    return any(each.first <= at < each.end for each in bound(passage))


def _numbered(passage: Passage) -> Iterator[NationCount]:
    """Numbers with a nation: "six Lithuanians", "po du Latvijos ir Japonijos piliečius"."""
    counted: dict[str, NationCount] = {}
    for one in bound(passage):
        part = part_of(one)
        if one.number.vague or (
            is_background(one, of_release=passage.where == "title") and not part
        ):
            continue
        nations = () if is_whole(one) else _nations(one)
        if len(nations) > 1 and not (one.number.each or one.number.value == 1):
            continue
        for nation in nations:
            before = _same_single(passage, one, nation)
            counted[nation] = NationCount(nation, count_of(part or one, before))
    yield from counted.values()
    if counted:
        lone = (*_lone(passage), *_beside(passage))
        yield from (one for one in lone if one.country not in counted)


def _same_single(passage: Passage, one: Bound, nation: str) -> int:
    """Return 1 for "a Japanese, NAME, and another citizen of Japan", else 0."""
    if not one.number.increment:
        return 0
    here = passage.in_sentence(one.sentence, "people", nation)
    return int(any(f.tag.number == "one" and f.last <= one.first for f in here))


def _nations(one: Bound) -> tuple[str, ...]:
    if one.noun == "pair":
        before = _before(one.passage, one.first) or _people(one.passage, one.first - 1)
        return before or _from(one.passage, one.end)
    if one.noun == "behind":
        return _people(one.passage, one.first - 1) or _before(one.passage, one.first)
    if one.noun == "nation" and not one.passage.has(one.end - 1, "people"):
        return (one.passage.tagged(one.end - 1, "country"),)
    return _after_number(one)


def _from(passage: Passage, at: int) -> tuple[str, ...]:
    """The country that people come from: "a couple from Britain"."""
    told = at < len(passage.tokens) and passage.keys[at] in _FROM
    return (passage.tagged(at + 1, "country"),) if told and passage.has(at + 1, "country") else ()


def _people(passage: Passage, at: int) -> tuple[str, ...]:
    return (passage.tagged(at, "people"),) if passage.has(at, "people") else ()


def _after_number(one: Bound) -> tuple[str, ...]:
    passage, last = one.passage, past_part(one.passage, one.number.last)
    direct = next((at for at in range(last, _reach(one)) if passage.has(at, "people")), None)
    if direct is not None and _is_noun(one, direct):
        return (passage.tagged(direct, "people"),)
    noun = _noun_after(one, direct if direct is not None else last)
    if apart := _all_of_nation(one):
        return apart
    if noun is None:
        return ()
    kind = passage.tagged(noun, "noun")
    if kind in {"freed", "foreigner"}:
        return ()
    before = _listed(passage, last, noun)
    if kind == "prisoner":
        return tuple(nation for nation in before if nation not in OWN)
    if before:
        return before
    if kind != "citizen":
        return ()
    own = _own(passage, range(last, noun + 1), one.first) or _after(passage, noun)
    return own or _who_regain(passage, one.first)


def _who_regain(passage: Passage, first: int) -> tuple[str, ...]:
    """The country that gets its citizens back: "Lenkija susigrąžino tris piliečius"."""
    if passage.where != "title" or not passage.near(0, first + 1, "mark", "regain"):
        return ()
    subject = _subject(passage, first)
    return (subject,) if subject and subject not in OWN else ()


def _all_of_nation(one: Bound) -> tuple[str, ...]:
    """The nation of all of them, told behind: "three sailors, all Mexicans"."""
    passage, last = one.passage, one.end
    if passage.has(last, "mark", "all") and passage.has(last + 1, "people"):
        return (passage.tagged(last + 1, "people"),)
    return ()


def _reach(one: Bound) -> int:
    """Return the place up to which a nation can stand: "31 imprisoned Ukrainian civilians"."""
    passage = one.passage
    if one.noun not in _WITH_PEOPLE:
        return one.end
    last = one.end
    while last < min(one.end + 2, len(passage.tokens)):
        if passage.parted(last - 1, last) or passage.has(last, "mark", "after"):
            break
        last += 1
    return last


def _is_noun(one: Bound, at: int) -> bool:
    """Say if the word is a people, not an adjective: "two Russians", not "two Russian agents"."""
    tag = next(found.tag for found in one.passage.at(at) if found.tag.kind == "people")
    if tag.number == "many" or not one.passage.words.adjectival:
        return True
    passage = one.passage
    after = range(at, min(at + 4, len(passage.tokens)))
    return not any(passage.has(n, "noun") and not passage.parted(at, n) for n in after)


def _noun_after(one: Bound, at: int) -> int | None:
    """Place of the noun that follows within a few words of the same phrase."""
    passage = one.passage
    for place in range(at, min(at + 7, len(passage.tokens))):
        if place > at and passage.parted(place - 1, place) and not passage.has(place, "country"):
            return None
        if passage.has(place, "noun"):
            return place
        if passage.has(place, "mark", "subset"):
            return None
        thing = passage.has(place, "thing") and not passage.has(place - 1, "mark", "own")
        if thing or passage.has(place, "verb"):
            return None
    return None


def _listed(passage: Passage, first: int, last: int) -> tuple[str, ...]:
    """Countries in the tokens [first, last) that are joined by commas and "and" alone."""
    listed: list[str] = []
    for at in range(first, min(last, len(passage.tokens))):
        if passage.has(at + 1, "kin", "circle"):
            break  # opponents of a country's regime
        if passage.has(at, "country") and not passage.raw(at).endswith(_LOCATIVE):
            listed += [one.value for one in passage.at(at) if one.tag.kind == "country"]
        elif passage.has(at, "verb") or (listed and not passage.has(at, "mark", "joint")):
            break
    return tuple(dict.fromkeys(listed))


def _after(passage: Passage, noun: int) -> tuple[str, ...]:
    """Countries right after the noun: "граждан Латвии и Польши", "citizens of Latvia"."""
    first = noun + 1
    if first < len(passage.tokens) and passage.keys[first] == "of":
        first += 1
    return _listed(passage, first, first + 9) if passage.has(first, "country") else ()


def _own(passage: Passage, between: range, first: int) -> tuple[str, ...]:
    """The country whose "own citizens" they are: the one that the sentence begins with."""
    if any(passage.has(at, "mark", "theirs") for at in between):
        nearest = _named_before(passage, first)
        return (nearest[-1].value,) if nearest else ()
    if not any(passage.has(at, "mark", "own") for at in between):
        return ()
    subject = _subject(passage, first)
    own = subject or _SPEAKERS.get(passage.words.language)
    return (own,) if own else ()


def _subject(passage: Passage, first: int) -> str | None:
    """The first country before a place, of its sentence if there is one; not "from Belarus"."""
    before = [f for f in _named_before(passage, first) if not _is_left(passage, f.first)]
    here = [f for f in before if passage.sentence(f.first) == passage.sentence(first)]
    return next((found.value for found in here or before), None)


def _named_before(passage: Passage, first: int) -> list[Found]:
    named = sorted((*passage.of("country"), *passage.of("power")), key=lambda one: one.first)
    return [found for found in named if found.last <= first]


def _is_left(passage: Passage, at: int) -> bool:
    """Say if a preposition makes it the country that people come from."""
    return at > 0 and passage.keys[at - 1] in _FROM


def _lone(passage: Passage) -> Iterator[NationCount]:
    """Single members of a list of nations: "two Latvians, an Estonian and a Swede"."""
    numbered = {place for one in bound(passage) for place in range(one.first, one.end)}
    sentences = {one.sentence for one in bound(passage) if _nations(one)}
    for found in passage.of("people"):
        if found.first in numbered or not _is_listed_one(passage, found):
            continue
        if passage.sentence(found.first) in sentences:
            yield NationCount(found.value, Count(1, passage.span(found.first, found.last)))


def _beside(passage: Passage) -> Iterator[NationCount]:
    """Single people described beside a number: "a Polish activist and two Germans"."""
    for one in described(passage):
        last = passage.token_at(one.count.span.end)
        if passage.has(last, "mark", "joint") and _is_number(passage, last + 1):
            yield one


def _is_number(passage: Passage, at: int) -> bool:
    return any(one.first == at for one in bound(passage))


def _is_listed_one(passage: Passage, found: Found) -> bool:
    """Say if it is one member of a list: "an Estonian and a Swede"; "Russian" may be no person."""
    first = found.first
    article = first > 0 and passage.keys[first - 1] in _ARTICLES
    if not (article or (found.tag.number == "one" and not passage.words.adjectival)):
        return found.tag.number == "one" and _is_bare_member(passage, found)
    start = first - 1 if article else first
    return bool(
        passage.has(start - 1, "mark", "joint")
        or passage.has(found.last, "mark", "joint")
        or (start > 0 and passage.parted(start - 1, start))
        or _is_before_comma(passage, found.last)
    )


def _is_bare_member(passage: Passage, found: Found) -> bool:
    """Say if an English member of a list has no article: "German, two Latvians and Swede"."""
    if passage.has(found.first - 1, "mark", "joint"):
        return True
    begins = found.first == 0 or passage.has(found.first - 1, "verb")
    return begins and _is_before_comma(passage, found.last)


def _is_before_comma(passage: Passage, last: int) -> bool:
    """Say if a comma follows, a name left out: "норвежец Бьорн, двое датчан"."""
    if last < len(passage.tokens) and passage.raw(last)[0].isupper() and not passage.at(last):
        last += 1
    return last < len(passage.tokens) and "," in passage.between(last - 1, last)


def _citizens(passage: Passage) -> Iterator[NationCount]:
    """Single citizens: "a US citizen", "гражданка США и России", "its own citizen"."""
    numbered = {place for one in bound(passage) for place in range(one.first, one.end)}
    for found in passage.of("noun", "citizen"):
        many = found.tag.number == "many" or found.first in numbered
        many = many or passage.raw(found.first).endswith(_GENITIVE)
        if many or in_return(passage, found.first) or passage.has(found.first - 1, "mark", "not"):
            continue
        nations = _of_citizen(passage, found)
        if not nations and found.tag.number == "one":
            nations = _of_subject(passage, found)
        for nation in nations:
            yield NationCount(nation, Count(1, passage.span(found.first, found.last)))


def _of_citizen(passage: Passage, found: Found) -> tuple[str, ...]:
    """Countries beside a citizen; in Russian and Belarusian they stand behind.

    What stands before is there something else: "вывезли из Беларуси гражданина Швеции".
    """
    behind = _after(passage, found.last - 1)
    if behind and passage.words.language in {"ru", "be"}:
        return behind
    return _before(passage, found.first) or behind


def _of_subject(passage: Passage, found: Found) -> tuple[str, ...]:
    """The country that gets its citizen back: "Latvija susigrąžino pilietį"."""
    between = range(max(found.first - 2, 0), found.first)
    own = _own(passage, between, found.first)
    if own or passage.where != "title":
        return own
    subject = _subject(passage, found.first)
    return (subject,) if subject and subject not in OWN else ()


def _before(passage: Passage, noun: int) -> tuple[str, ...]:
    """Countries right before the noun: "Rusijos ir JAV pilietė"."""
    first = noun
    if not passage.has(noun - 1, "country"):
        return ()
    while first > 0 and (
        passage.has(first - 1, "country") or passage.has(first - 1, "mark", "joint")
    ):
        first -= 1
    return _listed(passage, first, noun)


def _among(passage: Passage) -> Iterator[NationCount]:
    """Single people of a nation among many: "eight clergymen, among them a Polish bishop"."""
    yield from _before_among(passage)
    for mark in passage.of("mark", "subset"):
        reach = range(mark.last, mark.last + 5)
        for found in (*passage.of("people"), *passage.of("noun", "role")):
            near = found.first in reach and passage.sentence(found.first) == passage.sentence(
                mark.first
            )
            if near and is_one(passage, found) and _is_free(passage, mark.last, found.first):
                for nation in nations_of(passage, found):
                    yield NationCount(nation, Count(1, passage.span(found.first, found.last)))


def _before_among(passage: Passage) -> Iterator[NationCount]:
    """Single people of a nation before the whole: "a Pole and a Swede among 20 freed"."""
    for mark in passage.of("mark", "among"):
        if mark.last - mark.first > 1 or not _is_number(passage, mark.last):
            continue  # "is one of six" says nothing of who else
        for found in passage.of("people"):
            single = found.last <= mark.first and is_one(passage, found)
            if single and _is_free(passage, found.last, mark.first):
                yield NationCount(found.value, Count(1, passage.span(found.first, found.last)))


def _is_free(passage: Passage, first: int, last: int) -> bool:
    """Say if no number and no verb stands between: "among them two Poles" is counted elsewhere."""
    return not any(
        passage.has(at, "number") or passage.has(at, "verb") or passage.raw(at)[0].isdigit()
        for at in range(first, last + 1)
    )


def _of_title(title: Passage, counts: Mapping[str, NationCount]) -> Iterator[NationCount]:
    """Single members of a title's list whose other nations are counted in the summary."""
    listed = [found for found in title.of("people") if not title.has(found.first, "number")]
    if any(one.tag.number == "many" and one.value in counts for one in listed):
        for one in listed:
            if _is_listed_one(title, one):
                yield NationCount(one.value, Count(1, title.span(one.first, one.last)))
