"""Pure: what speaks for and against two reports telling of one event.

`compare` gives the features, whose weights are in `story.toml`, and the vetoes, which no weight
overrules. Features are counts or flags between 0 and 3, so that weights can be read.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache

from monitors.ledger import REPRINT_OVERLAP, WHOLE_COUNTRIES, overlap
from monitors.model import Qualifier
from monitors.story.settings import SETTINGS
from monitors.story.signature import Signature, family, name_keys

HOUR = timedelta(hours=1)
_IMPOSING = frozenset({"sanctions.imposed", "sanctions.extended"})
_EASING = frozenset({"sanctions.lifted", "sanctions.eased_or_suspended"})
_RELEASING = frozenset({"release.happened", "release.announced"})
_HOPELESS = -30.0  # log-odds below which the chance is 0
_DEAL = SETTINGS.deal_hours * HOUR
_MEASURE = SETTINGS.measure_hours * HOUR
_FAR = 3.0  # steps from the bar beyond which a cosine says no more


@dataclass(frozen=True, slots=True)
class Evidence:
    """Features of a pair by name, vetoes, and how likely the two tell of one event."""

    features: dict[str, float]
    vetoes: tuple[str, ...]
    probability: float


def compare(new: Signature, old: Signature, cosine: float | None = None) -> Evidence:
    """The evidence of two reports, symmetric; `cosine` is that of their vectors, if both have one.

    What vectors say weighs differently within a language and across, and so does all the rest
    beside them: there are weights for pairs with a cosine and for pairs without. After a veto no
    features are taken.
    """
    vetoes = _vetoes(new, old)
    if vetoes:
        return Evidence({}, vetoes, 0.0)
    features = {
        **_words(new, old),
        **_figures(new, old),
        **_parties(new, old),
        "number": min(_other_numbers(new, old), 2),
        "same_label": float(new.label == old.label),
        "two_legs": float(new.family != old.family),
        "one_deal": float(_one_deal(new, old)),
        "one_release": float(_one_release(new, old)),
        "one_measure": float(_one_measure(new, old)),
        "days_apart": abs(new.at - old.at) / (24 * HOUR),
    }
    if cosine is not None:
        features |= _meaning(cosine, alike=new.language == old.language)
        return Evidence(features, (), _probability(features, SETTINGS.weights_with_vectors))
    return Evidence(features, (), _probability(features, SETTINGS.weights))


def links(new: Signature, old: Signature) -> tuple[str, ...]:
    """The words that link two reports, as the first one writes them, the telling ones first."""
    names = _rare_first(new.names & old.names)
    same = new.released and old.released and new.released.value == old.released.value
    return (
        *(f"name:{new.word(name)}" for name in names[:3]),
        *(f"number:{number}" for number in sorted(new.numbers & old.numbers)[:2]),
        *(f"target:{target}" for target in sorted(new.targets & old.targets)[:2]),
        *(f"person:{person}" for person in sorted(new.people & old.people)[:2]),
        *((f"count:{new.released.value}",) if new.released and same else ()),
    )


def _probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Logistic."""
    total = weights["bias"] + sum([weights[name] * by for name, by in features.items()])
    return 1 / (1 + math.exp(-total)) if total > _HOPELESS else 0.0


def _meaning(cosine: float, *, alike: bool) -> dict[str, float]:
    """How far the cosine lies above or below the bar of the pair of languages, in steps."""
    bar = SETTINGS.bar_alike if alike else SETTINGS.bar_across
    steps = max(-_FAR, min(_FAR, (cosine - bar) / SETTINGS.bar_step))
    return {"meaning_alike": steps if alike else 0.0, "meaning_across": 0.0 if alike else steps}


def _one_deal(new: Signature, old: Signature) -> bool:
    """People let go and sanctions lifted within hours, in one country: each other's price."""
    return new.family != old.family and _share(new.countries, old.countries) and _close(new, old)


def _one_release(new: Signature, old: Signature) -> bool:
    """People let go in one country within hours: rarely two events, however the numbers differ."""
    both = new.label in _RELEASING and old.label in _RELEASING
    return both and _share(new.countries, old.countries) and _close(new, old)


def _one_measure(new: Signature, old: Signature) -> bool:
    """The same authority does the same to the same target within hours."""
    alike = new.label == old.label and new.family == "sanctions"
    if not (alike and _share(new.sanctioning, old.sanctioning)):
        return False
    return _share(new.targets, old.targets) and abs(new.at - old.at) <= _MEASURE


def _close(new: Signature, old: Signature) -> bool:
    """Within the hours in which the two legs of a deal are reported."""
    return abs(new.at - old.at) <= _DEAL


def _rare_first(names: frozenset[str]) -> list[str]:
    return sorted(names, key=lambda name: (-len(name), name))


def _words(new: Signature, old: Signature) -> dict[str, float]:
    """Shared words; in one language most words of a subject are shared, so they weigh less."""
    alike = new.language == old.language
    shared = len(new.stems & old.stems) if alike else len(new.cognates & old.cognates)
    size = min(len(new.stems), len(old.stems)) or 1
    return {
        "names": min(len(new.names & old.names), 3),
        "stems": min(10 * shared / size, 5) if alike else 0.0,
        "cognates": 0.0 if alike else min(shared, 3),
        "same_language": float(alike),
        "same_title": float(alike and overlap(new.title, old.title) >= REPRINT_OVERLAP),
    }


def _other_numbers(new: Signature, old: Signature) -> int:
    """How many numbers are shared beside those of the people let go."""
    shared = new.numbers & old.numbers
    return len(shared - {str(_value(new)), str(_value(old))}) if shared else 0


_NO_FIGURES: Mapping[str, float] = dict.fromkeys(
    ("same_count", "same_large_count", "other_count", "viewpoints", "part_count", "conflict"), 0.0
)


def _figures(new: Signature, old: Signature) -> dict[str, float]:
    """How the numbers of people agree: in all, and nation by nation."""
    stated = new.released and old.released
    return {**(_counts(new, old) if stated else _NO_FIGURES), **_nations(new, old)}


def _nations(new: Signature, old: Signature) -> dict[str, float]:
    shared = 0
    equal = 0
    if new.nations and old.nations:
        nations, others = dict(new.nations), dict(old.nations)
        common = nations.keys() & others.keys()
        shared, equal = len(common), sum(nations[each] == others[each] for each in common)
    return {"nations": min(equal, 2), "other_nations": float(shared > 0 and not equal)}


def _counts(new: Signature, old: Signature) -> dict[str, float]:
    """Two numbers of people: equal, one part of the other, or in conflict.

    Equal numbers in two countries are a chance.
    """
    same = _value(new) == _value(old)
    other = not same
    part = other and (_part(new, old) or _part(old, new))
    together = not _apart(new.countries, old.countries)
    return {
        "same_count": float(same and together),
        "same_large_count": float(same and together and _value(new) >= SETTINGS.large_count),
        "other_count": float(other),
        "viewpoints": float(other and new.state != old.state),
        "part_count": float(other and part),
        "conflict": float(other and not part and _late_conflict(new, old)),
    }


def _late_conflict(new: Signature, old: Signature) -> bool:
    """Exact numbers hours apart that nothing reconciles: a count has long stopped to grow."""
    if new.state != old.state or _close(new, old) or not (_is_exact(new) and _is_exact(old)):
        return False
    shared = _share(new.names, old.names) or _share(new.people, old.people)
    return not (shared or set(new.nations) & set(old.nations))


def _is_exact(one: Signature) -> bool:
    return one.released is not None and one.released.qualifier is Qualifier.EXACT


def _part(part: Signature, whole: Signature) -> bool:
    """True if the smaller figure can be a part of the other.

    It is a lower bound, the people named in both, those of some nationalities, or one side of
    an exchange whose other figure is of both.
    """
    if not (part.released and whole.released) or part.released.value >= whole.released.value:
        return False
    value = part.released.value
    lower_bound = part.released.qualifier is not Qualifier.EXACT
    named = value == len(part.people) and not part.people.isdisjoint(whole.people)
    listed = 5 * sum(count for _, count in part.nations) >= 4 * value
    return lower_bound or named or listed or 2 * value == whole.released.value


def _parties(new: Signature, old: Signature) -> dict[str, float]:
    """Shared and disjoint countries, people, targets and authorities."""
    named = _one_is_named(new, old)
    return {
        "countries": min(len(new.countries & old.countries), 2),
        "no_country": float(_apart(new.countries, old.countries)),
        "people": min(len(new.people & old.people), 2),
        "no_person": float(_apart(new.people, old.people)),
        "named_target": float(named),
        "whole_target": float(not named and _share(new.targets, old.targets)),
        "no_target": float(_apart(new.targets, old.targets) and not named),
        "authority": float(_share(new.sanctioning, old.sanctioning)),
    }


def _one_is_named(new: Signature, old: Signature) -> bool:
    """A target that is no whole country stands in both, however the texts write its name."""
    if not (new.targets or old.targets):
        return False
    (named, ours), (others, theirs) = _named(new.targets), _named(old.targets)
    if _share(named, others) or _share(ours, theirs):
        return True
    return _share(ours, old.names) or _share(theirs, new.names)


@lru_cache(maxsize=1024)
def _named(targets: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Those that are no whole country, and the keys of their names."""
    named = targets - WHOLE_COUNTRIES
    return named, name_keys(named)


def _apart(first: frozenset[str], second: frozenset[str]) -> bool:
    return bool(first and second) and first.isdisjoint(second)


def _share(first: frozenset[str], second: frozenset[str]) -> bool:
    return not first.isdisjoint(second)


def _vetoes(new: Signature, old: Signature) -> tuple[str, ...]:
    """Names of the reasons why the two cannot be one event."""
    found = list(unlike(new.label, old.label))
    if _apart(new.sanctioning, old.sanctioning):
        found.append("authority")
    if _targets_differ(new, old):
        found.append("target")
    if _increment(new, old) or _increment(old, new):
        found.append("increment")
    return tuple(found)


@cache
def unlike(one: str, other: str) -> tuple[str, ...]:
    """The vetoes of two labels: one undoes the other, or they are of two kinds."""
    found = (("opposite", _opposite({one, other})), ("other_kind", not _kinds_agree({one, other})))
    return tuple(name for name, holds in found if holds)


def _opposite(labels: set[str]) -> bool:
    return bool(labels & _EASING and labels & {"sanctions.imposed"})


def _kinds_agree(labels: set[str]) -> bool:
    """The same family, or the two legs of a deal: people let go, sanctions lifted for it.

    What a report says was done may not have been understood: that is no other kind.
    """
    families = set(map(family, labels))
    if len(families) == 1 or "other" in families:
        return True
    return bool(labels & _EASING and labels & _RELEASING)


def _targets_differ(new: Signature, old: Signature) -> bool:
    """Different parties by name, and neither a name nor a number in common."""
    if not _apart(new.targets, old.targets):
        return False
    if not _apart(_named(new.targets)[0], _named(old.targets)[0]) or _one_is_named(new, old):
        return False
    return not (new.names & old.names or new.numbers & old.numbers or _one_measure(new, old))


def _increment(added: Signature, earlier: Signature) -> bool:
    """A report of a further 25 is not the release of which there was talk before.

    Half of a figure before is no further one: it is one side of an exchange.
    """
    if not (added.released and added.released.increment and added.at > earlier.at):
        return False
    other = bool(earlier.released) and added.released.value != _value(earlier)
    return other and 2 * added.released.value != _value(earlier)


def _value(one: Signature) -> int:
    return one.released.value if one.released else 0
