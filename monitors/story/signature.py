"""Pure: what of a report can link it to another one, read once.

Words are compared in two ways: within one language by their beginnings (`stems`), across
languages by the transliteration key of names and cognates (`names`, `cognates`). Words that
stand in the news of every day ("sanctions", "Lukashenko") are left out; they link nothing.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from monitors.model import Count, Detected, Mention, OutletKind, Report
from monitors.names import key
from monitors.story.settings import SETTINGS
from monitors.tokens import Token, tokenize

_NUMBER = re.compile(r"\d+")
_YEARS = range(1990, 2041)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """The comparable parts of a report; all words folded or as keys."""

    at: datetime
    language: str
    label: str
    family: str
    alerting: bool
    topics: frozenset[str]
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
    read_as: tuple[tuple[str, str], ...]
    state: bool

    def word(self, a_key: str) -> str:
        """How the report writes the word behind a key, for the reasons shown to people."""
        return dict(self.read_as).get(a_key, a_key)


@lru_cache(maxsize=20_000)
def signature(report: Report) -> Signature:
    """The signature of `report`; kept, because a report is compared many times."""
    item, facts, detected = report.item, report.facts, report.detected
    title = tokenize(item.title, detected)
    body = tokenize(item.summary, detected)
    words = [token for token in (*title, *body) if _rare(token)]
    names = {key(token.raw): token.raw for token in words if _is_name(token)}
    return Signature(
        at=item.published,
        language=detected.language,
        label=report.action.label.value,
        family=report.action.label.family,
        alerting=report.action.alerting,
        topics=frozenset(report.topics),
        names=frozenset(names),
        cognates=frozenset(_cognate(token) for token in words) - {""},
        stems=frozenset(_stem(token) for token in words),
        title=frozenset(_stem(token) for token in title),
        numbers=frozenset(_numbers((*title, *body))),
        released=facts.released,
        nations=tuple((one.country, one.count.value) for one in facts.by_nationality),
        countries=_values(facts.countries) | _led((*title, *body)),
        people=_values(facts.people),
        targets=_values(facts.targets),
        sanctioning=_values(facts.sanctioning),
        read_as=tuple(sorted(names.items())),
        state=report.source.outlet_kind is OutletKind.STATE,
    )


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


def _values(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(mention.value for mention in mentions)


def _rare(token: Token) -> bool:
    """A word that says something: long enough, and not one of every day."""
    if len(token.folded) < SETTINGS.shortest or not token.raw[0].isalpha():
        return False
    return _common().isdisjoint({_stem(token), key(token.raw)})


def _is_name(token: Token) -> bool:
    return token.raw[:1].isupper() and len(key(token.raw)) >= SETTINGS.shortest_name


def _cognate(token: Token) -> str:
    skeleton = key(token.raw)
    return skeleton if len(skeleton) >= SETTINGS.shortest_cognate else ""


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


def _ordinal(token: Token) -> str:
    """The number of an ordinal word, or ""."""
    return next((number for stem, number in _ordinals() if token.folded.startswith(stem)), "")


def _numbers(tokens: tuple[Token, ...]) -> set[str]:
    """Numbers above ten, but for years: "117" tankers, the "19th" or the nineteenth package."""
    digits = ("".join(_NUMBER.findall(token.folded)) for token in tokens if token.raw[0].isdigit())
    said = {number for number in digits if int(number) > 10 and int(number) not in _YEARS}
    return said | ({_ordinal(token) for token in tokens} - {""})
