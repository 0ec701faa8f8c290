"""Pure: what of a report can link it to another one, read once.

Words are compared in two ways: within one language by their beginnings (`stems`), across
languages by the transliteration key of names and cognates (`names`, `cognates`). Words that
stand in the news of every day ("sanctions", "Lukashenko") are left out; they link nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache

from monitors.model import Count, Detected, Mention, OutletKind, Report
from monitors.names import key
from monitors.story.settings import SETTINGS
from monitors.tokens import Token, tokenize

_NUMBER = re.compile(r"\d+")
_YEARS = range(1990, 2041)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The comparable parts of a report; all words folded or as keys."""

    item_id: str
    at: datetime
    language: str
    label: str
    alerting: bool
    state: bool
    names: frozenset[str]
    cognates: frozenset[str]
    stems: frozenset[str]
    title: frozenset[str]
    numbers: frozenset[str]
    released: Count | None
    nations: tuple[tuple[str, int], ...]
    countries: frozenset[str]
    people: frozenset[str]
    targets: frozenset[str]
    sanctioning: frozenset[str]
    read_as: tuple[tuple[str, str], ...] = ()

    @property
    def family(self) -> str:
        """That of the action."""
        return family(self.label)

    def word(self, a_key: str) -> str:
        """How the report writes the word behind a key, for the reasons shown to people."""
        return dict(self.read_as).get(a_key, a_key)


def signature(report: Report) -> Signature:
    """The signature of `report`; some tenths of a millisecond, so callers keep it."""
    item, facts, detected = report.item, report.facts, report.detected
    title = tokenize(item.title, detected)
    body = tokenize(item.summary, detected)
    words = _rare((*title, *body))
    names = {one: token.raw for token, one in words if _is_name(token, one)}
    return Signature(
        item_id=item.id,
        at=item.published,
        language=detected.language,
        label=report.action.label.value,
        alerting=report.action.alerting,
        state=report.source.outlet_kind is OutletKind.STATE,
        names=frozenset(names),
        cognates=frozenset(one for _, one in words if len(one) >= SETTINGS.shortest_cognate),
        stems=frozenset(_stem(token) for token, _ in words),
        title=frozenset(_stem(token) for token in title),
        numbers=frozenset(_numbers((*title, *body))),
        released=facts.released,
        nations=tuple((one.country, one.count.value) for one in facts.by_nationality),
        countries=_values(facts.countries) | _led((*title, *body)),
        people=_values(facts.people),
        targets=_values(facts.targets),
        sanctioning=_values(facts.sanctioning),
        read_as=tuple(sorted(names.items())),
    )


@cache
def family(label: str) -> str:
    """`release`, `sanctions`, or what else an action is of."""
    return label.partition(".")[0]


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Stems and keys of the everyday words of the field, in all languages."""
    tokens = [
        token
        for language, words in SETTINGS.common.items()
        for token in tokenize(words, Detected(language))
    ]
    keys = (key(token.raw) for token in tokens)
    return frozenset(map(_stem, tokens)) | {one for one in keys if len(one) > 3}


def name_keys(names: frozenset[str]) -> frozenset[str]:
    """Keys of the words of canonical names that say something: of "Rosneft", not of "Russian"."""
    words = (word for name in names for word in name.split() if len(word) >= SETTINGS.shortest)
    keys = {one for one in map(key, words) if len(one) >= SETTINGS.shortest_name}
    return frozenset(keys) - _common_keys()


@lru_cache(maxsize=1)
def _common_keys() -> frozenset[str]:
    """Keys of the everyday words, the short ones as well: a name shares one with many words."""
    words = " ".join(SETTINGS.common.values()).split()
    return frozenset(map(key, words))


def _values(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(mention.value for mention in mentions)


def _rare(tokens: Iterable[Token]) -> list[tuple[Token, str]]:
    """The words that say something, with their keys: long enough, and not of every day."""
    long = (token for token in tokens if len(token.folded) >= SETTINGS.shortest)
    words = [(token, key(token.raw)) for token in long if token.raw[0].isalpha()]
    common = _common()
    return [
        (token, one) for token, one in words if one not in common and _stem(token) not in common
    ]


def _is_name(token: Token, a_key: str) -> bool:
    return token.raw[:1].isupper() and len(a_key) >= SETTINGS.shortest_name


def _stem(token: Token) -> str:
    return token.folded[: SETTINGS.stem]


@lru_cache(maxsize=1)
def _leaders() -> dict[str, str]:
    """Country by the key of its leader's name: who pardons in Belarus is named, not the country."""
    return {
        key(name): country for country, names in SETTINGS.leaders.items() for name in names.split()
    }


def _led(tokens: tuple[Token, ...]) -> frozenset[str]:
    """Countries whose leader the text names."""
    keys = {key(token.raw) for token in tokens if token.raw[0].isupper()}
    return frozenset(country for name, country in _leaders().items() if name in keys)


@lru_cache(maxsize=1)
def _ordinals() -> tuple[tuple[str, str], ...]:
    """Stems of ordinals and their numbers, longest first."""
    pairs = [
        (token.folded, number)
        for number, stems in SETTINGS.ordinals.items()
        for language, words in stems.items()
        for token in tokenize(words, Detected(language))
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _ordinal_stems() -> tuple[str, ...]:
    return tuple(stem for stem, _ in _ordinals())


def _ordinal(folded: str) -> str:
    """The number of an ordinal word, or ""."""
    if not folded.startswith(_ordinal_stems()):  # nearly every word; the search below is slow
        return ""
    return next((number for stem, number in _ordinals() if folded.startswith(stem)), "")


def _numbers(tokens: tuple[Token, ...]) -> set[str]:
    """Numbers above ten, but for years: "117" tankers, the "19th" or the nineteenth package."""
    digits = ("".join(_NUMBER.findall(token.folded)) for token in tokens if token.raw[0].isdigit())
    said = {number for number in digits if int(number) > 10 and int(number) not in _YEARS}
    return said | ({_ordinal(token.folded) for token in tokens} - {""})
