"""Pure: sectors and groups that sanctions are aimed at: a fleet, a price cap, judges."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitors.facts.aims import country_names
from monitors.facts.lexicon import Found
from monitors.facts.numbers import numbers
from monitors.facts.packages import numbered
from monitors.facts.passage import Passage
from monitors.model import Mention

FLEET, CAP, OIL, JUDGES = (
    "Russian shadow fleet",
    "Russian oil price cap",
    "Russian oil",
    "ICC judges",
)
OF_RUSSIA = {FLEET, "Russian LNG", CAP, OIL}
POTASH, PLANE = "Belarus potash", "Lukashenko's plane"
_OF_MINSK = {
    "Belaruskali",
    "Belarus potash",
    "Belarusian Potash Company",
    "Development Bank of Belarus",
    "National Bank of Belarus",
    "Belavia",
    "Belinvestbank",
    "Belarusbank",
    "Belagroprombank",
    "Dabrabyt",
    "Grodno Azot",
    "Naftan",
}
_MINISTRY = "Ministry of Finance of Belarus"  # "Минфин" alone may be anybody's
_LID_NEAR = 7  # words between oil and its ceiling
_OTHERS = {"IR", "VE", "KP", "YE", "LY", "CU"}  # whose tankers and oil are not Russia's


def sectors(passages: Sequence[Passage], *, main: bool) -> tuple[Mention, ...]:
    """Sectors of the text; if the item is not mainly about sanctions, beside a word for them."""
    found = [
        Mention(one.value, passage.span(one.first, one.last))
        for passage in passages
        for one in passage.of("sector")
        if main or passage.in_sentence(passage.sentence(one.first), "verb", "sanction")
        if one.value != _MINISTRY or _is_of_minsk(passage, one)
        if not _is_one_good(passage, one)
    ]
    other = _of_others(passages)
    if other:
        found = [replace(one, value=other) if one.value == FLEET else one for one in found]
        found = [one for one in found if one.value not in OF_RUSSIA]
    if main:
        found += [*_caps(passages), *_ships(passages)]
        found += [one for passage in passages for one in _judges(passage)]
    return _once(found)


def _once(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.value, mention)
    if CAP in first:
        first.pop(OIL, None)
    return tuple(first.values())


def _caps(passages: Sequence[Passage]) -> Iterator[Mention]:
    """A ceiling and oil within a few words: "settle on lid for Kremlin's seaborne crude"."""
    for passage in passages:
        oil = [found.first for found in passage.of("cap", "oil")]
        for lid in passage.of("cap", "lid"):
            if any(abs(lid.first - at) <= _LID_NEAR for at in oil):
                yield Mention(CAP, passage.span(lid.first, lid.last))


def _ships(passages: Sequence[Passage]) -> Iterator[Mention]:
    """Tankers, and ships by number where Russia or a firm is named, are the shadow fleet."""
    if _of_others(passages):
        return
    lands = _lands(passages)
    firms = any(True for each in passages for _ in (*each.of("target"), *each.of("aim", "RU")))
    follows = any(each.tells("stance", "follows") for each in passages)
    package = any(True for each in passages for _ in numbered(each))
    meant = not follows and ("RU" in lands or firms or package)
    for passage in passages:
        for found in passage.of("fleet"):
            many = any(0 <= found.first - one.last <= 1 for one in numbers(passage))
            if (found.value == "tanker" and not _carries(passage, found)) or (meant and many):
                yield Mention(FLEET, passage.span(found.first, found.last))


def _lands(passages: Sequence[Passage]) -> set[str]:
    return {one.value for each in passages for one in each.found if one.tag.kind == "country"}


def _of_others(passages: Sequence[Passage]) -> str:
    """The country whose tankers, oil and gas they are if it is Iran or Venezuela, or ""."""
    lands = _lands(passages)
    others = sorted(lands & _OTHERS)
    return country_names()[others[0]] if others and "RU" not in lands else ""


def _is_one_good(passage: Passage, found: Found) -> bool:
    """Say if potash or oil is one good of a country among others, or whose buyer is exempt."""
    if found.value == OIL:
        return passage.tells("kin", "exempt")
    if found.value != POTASH:
        return False
    sentence = passage.sentence(found.first)
    lands = {one.value for one in passage.in_sentence(sentence, "country")}
    return bool(passage.in_sentence(sentence, "goods")) or {"RU", "BY"} <= lands


def _carries(passage: Passage, tanker: Found) -> bool:
    """Say if a tanker only tells where the oil is: "российскую нефть с танкеров"."""
    oil = passage.of("sector", OIL)
    return bool(oil) and all(one.last != tanker.first for one in oil)


def _judges(passage: Passage) -> Iterator[Mention]:
    """Judges of the court in The Hague, however the court is called."""
    for found in passage.of("mark", "judge"):
        if passage.tells("mark", "court"):
            yield Mention(JUDGES, passage.span(found.first, found.last))


def _is_of_minsk(passage: Passage, found: Found) -> bool:
    """Say if a finance ministry is that of Belarus, not the one that imposes the sanctions."""
    around = (found.first - 1, found.last)
    if any(passage.tagged(at, "country") == "BY" for at in range(around[0], around[1] + 2)):
        return True
    if any(passage.has(at, "country") for at in around):
        return False
    sentence = passage.sentence(found.first)
    opens = found.first == 0 or passage.sentence(found.first - 1) != sentence
    if opens and not passage.has(found.last, "mark", "joint"):
        return False
    near = [*passage.in_sentence(sentence, "sector"), *passage.in_sentence(sentence, "target")]
    return any(one.value in _OF_MINSK for one in near)
