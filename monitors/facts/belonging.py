"""Pure: of which nation those counted are: "six Lithuanians", "граждан Латвии и Польши"."""

from monitors.facts.bare import is_own
from monitors.facts.bound import Bound, bound, past_part
from monitors.facts.described import from_country
from monitors.facts.lexicon import Found
from monitors.facts.passage import Passage
from monitors.facts.whole import OWN

_FROM = {"iš", "is", "з", "са", "из", "from", "of", "out"}
_INTO = {"į", "to", "into", "в", "ў", "у", "ва", "во", "на", "via", "per", "через", "праз"}
_SPEAKERS = {"lt": "LT"}  # whose "our citizens" they are, if the text names no country before
_LOCATIVE = "je"  # "Ukrainoje suimti": where they were taken, not of which nation they are
_SEVERAL = 2
_PHRASE = 5  # words that may lead over a participle to a people
_PARTICIPLES = (
    "ti",
    "tus",
    "tų",
    "tiems",
    "ные",
    "нных",
    "тые",
    "тых",
    "ныя",
    "тыя",
    "nyja",
    "nych",
)
_WITH_PEOPLE = {"prisoner", "pow", "freed", "role"}  # "31 imprisoned Ukrainian civilians"


def nations_counted(one: Bound) -> tuple[str, ...]:
    """Countries of the people that a number counts, () if none is told."""
    if one.noun == "pair":
        before = countries_before(one.passage, one.first) or _people(one.passage, one.first - 1)
        return before or _from(one.passage, one.end)
    if homes := _of_homes(one):
        return homes
    if one.noun == "place":
        return _of_next_place(one)
    if one.noun == "bare" and (told := _behind_participle(one)):
        return told
    if one.noun == "behind":
        return _people(one.passage, one.first - 1) or countries_before(one.passage, one.first)
    if owned := _of_own(one):
        return owned
    if one.noun == "nation" and not one.passage.has(one.end - 1, "people"):
        return (one.passage.tagged(one.end - 1, "country"),)
    return _after_number(one)


def _behind_participle(one: Bound) -> tuple[str, ...]:
    """The people behind what was done to them: "252 į Salvadorą deportuoti venesueliečiai"."""
    passage, last = one.passage, one.end
    if passage.words.adjectival or passage.where != "title":
        return ()
    for at in range(last, min(last + _PHRASE, len(passage.tokens))):
        if passage.parted(at - 1, at):
            return ()
        if passage.has(at, "people") and at > last:
            return _people(passage, at) if passage.raw(at - 1).endswith(_PARTICIPLES) else ()
    return ()


def _of_next_place(one: Bound) -> tuple[str, ...]:
    """The country whose citizens went home: "handed Vilnius two of its citizens and Riga one"."""
    passage = one.passage
    before = [other for other in bound(passage) if other.end <= one.first]
    if not before or before[-1].noun != "citizen":
        return ()
    between = range(before[-1].number.last, before[-1].end)
    owned = any(passage.has(at, "mark", mark) for at in between for mark in ("theirs", "own"))
    at = one.first - 1
    told = passage.tagged(at, "power") or passage.tagged(at, "country")
    return (told,) if owned and told else ()


def _of_homes(one: Bound) -> tuple[str, ...]:
    """The country that gets its own as others get theirs: "Warsaw gets seven back, Riga three"."""
    passage = one.passage
    if one.noun not in {"bare", "place"} or passage.tells("verb", "swap"):
        return ()
    alike = [o for o in bound(passage) if o.noun in {"bare", "place"} and _is_home(o)]
    if one not in alike or len(alike) < _SEVERAL or alike[0].noun != "bare":
        return ()
    homes = {_home(other) for other in alike}
    return () if homes & set(OWN) or len(homes) < len(alike) else (_home(one),)


def _is_home(one: Bound) -> bool:
    """Say if the clause begins with the country that gets them, or the country leads to them."""
    if not _home(one):
        return False
    marks = ("regain", "lets", "got")
    first, last = one.passage.clause(one.first)
    regained = any(one.passage.near(first, last, "mark", mark) for mark in marks)
    return regained or one.noun == "place"


def _home(one: Bound) -> str:
    """The country at the beginning of a clause or right before the number."""
    passage = one.passage
    places = (passage.clause(one.first)[0], one.first - 1)
    told = (passage.tagged(at, kind) for at in places if at >= 0 for kind in ("power", "country"))
    return next((each for each in told if each), "")


def _of_own(one: Bound) -> tuple[str, ...]:
    """The country that gets back "four of its own", "двух своих"."""
    passage, last = one.passage, one.number.last
    before = one.first - 1
    led = passage.has(before, "mark", "own") and not passage.parted(before, one.first)
    if led and passage.where == "title":
        return own_country(passage, range(before, one.first), one.first)  # "gets its ten back"
    return own_country(passage, range(last, last + 2), one.first) if is_own(passage, last) else ()


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
        return _peoples(passage, direct) if one.number.each else _all_at(passage, direct)
    noun = _noun_after(one, direct if direct is not None else last)
    if apart := _all_of_nation(one):
        return apart
    if noun is None:
        return ()
    kind = passage.tagged(noun, "noun")
    if kind in {"freed", "foreigner"}:
        return ()
    before = listed(passage, last, noun)
    if kind == "prisoner":
        others = _others_beside(one)
        return tuple(nation for nation in before if others or nation not in OWN)
    if before:
        return before
    if kind != "citizen":
        return _of_others(one, noun)
    own = own_country(passage, range(last, noun + 1), one.first) or countries_after(passage, noun)
    return own or _who_regain(passage, one.first) or _who_come_home(one)


def _of_others(one: Bound, noun: int) -> tuple[str, ...]:
    """The country of soldiers and the like: "146 военных РФ", "205 of its people"."""
    passage, behind = one.passage, noun + 1
    if passage.where != "title":
        return ()
    if passage.has(noun - 1, "mark", "own") and passage.tagged(noun, "noun") == "person":
        return own_country(passage, range(noun - 1, noun), one.first)
    led = passage.has(noun, "mark", "sort") and passage.words.language in {"ru", "be"}
    inside = behind < len(passage.tokens) and not passage.parted(noun, behind)
    if led and inside and (told := countries_after(passage, noun)):
        return told
    role = next((f for f in passage.at(noun) if f.tag[:2] == ("noun", "role")), None)
    return tuple(from_country(passage, role)) if role else ()


def _who_come_home(one: Bound) -> tuple[str, ...]:
    """The country that citizens come to who have no other: "В Украину прибыл 31 гражданин"."""
    passage = one.passage
    if passage.where != "title" or passage.words.adjectival:
        return ()
    first, _ = passage.clause(one.first)
    told = [f for f in _named_before(passage, one.first) if f.first >= first]
    home = [f for f in told if _is_entered(passage, f.first)]
    if len(home) != 1 or home[0].value in OWN:
        return ()
    came = passage.near(first, one.first, "verb", "release")
    return (home[0].value,) if came else ()


def _others_beside(one: Bound) -> bool:
    """Say if someone of another nation is joined: "an American and two Belarusian prisoners"."""
    passage = one.passage
    if not passage.has(one.first - 1, "mark", "joint"):
        return False
    return any(
        found.value not in OWN for found in passage.at(one.first - 2) if found.tag.kind == "people"
    )


def _all_at(passage: Passage, at: int) -> tuple[str, ...]:
    """The nation of a word, or both of "British-Iranians"."""
    if "-" not in passage.raw(at):
        return (passage.tagged(at, "people"),)
    parts = [found for found in passage.at(at) if found.tag.kind in {"people", "country"}]
    return tuple(dict.fromkeys(found.value for found in parts))


def _peoples(passage: Passage, at: int) -> tuple[str, ...]:
    """Nations that each have as many: "three each of Poles, Latvians and Estonians"."""
    nations = [*_all_at(passage, at)]
    while at + 1 < len(passage.tokens):
        joint = passage.has(at + 1, "mark", "joint")
        if not (joint or "," in passage.between(at, at + 1)):
            break
        at += 1 + joint
        many = [f for f in passage.at(at) if f.kind == "people" and f.tag.number != "one"]
        if not many:
            break  # "по двое поляков и немцев, француз"
        nations.append(many[0].value)
    return tuple(dict.fromkeys(nations))


def is_dual(one: Bound) -> bool:
    """Say if those counted are called by two nations at once: "two British-Iranians"."""
    passage = one.passage
    return any("-" in passage.raw(at) for at in range(one.number.last, one.end))


def _who_regain(passage: Passage, first: int) -> tuple[str, ...]:
    """The country that gets its citizens back: "Lenkija susigrąžino tris piliečius"."""
    if passage.where != "title" or not passage.near(0, first + 1, "mark", "regain"):
        return ()
    country = subject(passage, first)
    return (country,) if country and country not in OWN else ()


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
        if passage.parted(last - 1, last):
            break
        if passage.has(last, "mark", "after"):
            return _past_attribute(one, last)
        last += 1
    return last


def _past_attribute(one: Bound, at: int) -> int:
    """The place behind a people told after where or for what: "троих сидевших в Минске латышей"."""
    passage = one.passage
    if passage.words.adjectival or one.noun not in {"prisoner", "freed"}:
        return at
    last = at + 2
    inside = last < len(passage.tokens) and not any(
        passage.parted(near, near + 1) for near in (at, at + 1)
    )
    led = passage.has(at, "mark", "for") or _is_place(passage, at + 1)
    return last + 1 if inside and led and passage.has(last, "people") else at


def _is_place(passage: Passage, at: int) -> bool:
    return any(passage.has(at, kind) for kind in ("country", "power", "region"))


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
        owned = any(passage.has(near, "mark", "own") for near in (place - 1, place))
        thing = passage.has(place, "thing") and not owned
        if thing or passage.has(place, "verb"):
            return None
    return None


def listed(passage: Passage, first: int, last: int) -> tuple[str, ...]:
    """Countries in the tokens [first, last) that are joined by commas and "and" alone."""
    told: list[str] = []
    for at in range(first, min(last, len(passage.tokens))):
        if passage.has(at + 1, "kin", "circle"):
            break  # opponents of a country's regime
        if passage.has(at, "country") and not passage.raw(at).endswith(_LOCATIVE):
            told += [one.value for one in passage.at(at) if one.tag.kind == "country"]
        elif passage.has(at, "verb") or (told and not passage.has(at, "mark", "joint")):
            break
    return tuple(dict.fromkeys(told))


def countries_after(passage: Passage, noun: int) -> tuple[str, ...]:
    """Countries right after the noun: "граждан Латвии и Польши", "citizens of Latvia"."""
    first = noun + 1 + passage.has(noun + 1, "mark", "each")
    if first < len(passage.tokens) and passage.keys[first] == "of":
        first += 1
    return listed(passage, first, first + 9) if passage.has(first, "country") else ()


def own_country(passage: Passage, between: range, first: int) -> tuple[str, ...]:
    """The country whose "own citizens" they are: the one that the sentence begins with."""
    owned = any(passage.has(at, "mark", "own") for at in between)
    if not owned and any(passage.has(at, "mark", "theirs") for at in between):
        nearest = _named_before(passage, first)
        return (nearest[-1].value,) if nearest else ()
    if not owned:
        return ()
    named = _named_before(passage, first)
    if (
        len(named) > 1
        and named[-1].last == first
        and not passage.parted(first - 1, first)
        and not (_is_entered(passage, named[-1].first) or _is_left(passage, named[-1].first))
    ):
        return (named[-1].value,)  # "Tehran hands Stockholm two of its citizens"
    own = subject(passage, first) or _SPEAKERS.get(passage.words.language)
    return (own,) if own else ()


def subject(passage: Passage, first: int) -> str | None:
    """The first country before a place, of its sentence if there is one; not "from Belarus"."""
    before = [f for f in _named_before(passage, first) if not _is_left(passage, f.first)]
    before = [f for f in before if not _is_entered(passage, f.first)] or before
    if before and _speaks(passage, before[0].last):
        return before[0].value  # who speaks: "Kyiv: Minsk has returned 31 of our citizens"
    start, _ = passage.clause(first)
    if leading := next((f for f in before if f.first == start), None):
        return leading.value  # "Москва вернула 195, Киев - 207 своих людей"
    here = [f for f in before if passage.sentence(f.first) == passage.sentence(first)]
    return next((found.value for found in here or before), None)


def _speaks(passage: Passage, last: int) -> bool:
    """Say if a colon follows a country, over one word at most: "Japonijos URM: ..."."""
    places = (at for at in (last, last + 1) if at < len(passage.tokens))
    return any(passage.between(at - 1, at).startswith(":") for at in places)


def _named_before(passage: Passage, first: int) -> list[Found]:
    named = sorted((*passage.of("country"), *passage.of("power")), key=lambda one: one.first)
    return [found for found in named if found.last <= first]


def _is_entered(passage: Passage, at: int) -> bool:
    """Say if a preposition makes it the country that people come to or through."""
    return at > 0 and passage.tokens[at - 1].raw.lower() in _INTO


def _is_left(passage: Passage, at: int) -> bool:
    """Say if a preposition makes it the country that people come from."""
    return at > 0 and passage.keys[at - 1] in _FROM


def countries_before(passage: Passage, noun: int) -> tuple[str, ...]:
    """Countries right before the noun: "Rusijos ir JAV pilietė"."""
    first = noun
    if not passage.has(noun - 1, "country"):
        return ()
    while first > 0 and (
        passage.has(first - 1, "country") or passage.has(first - 1, "mark", "joint")
    ):
        first -= 1
    return listed(passage, first, noun)
