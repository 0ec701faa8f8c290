"""Pure: the count that an item most likely states, from what the rules read and from its clues.

Learnt from labelled reports (`tools/count_model`): a network of one hidden layer says whether a
number is the total of those released, a part of it or another one; a second one, whether an item
tells of one, of several or of no number; and from both a softmax regression, how likely each count
is, that of the rules among them. The rules know how numbers are put together; this knows when a
number counts somebody else.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from monitors.facts.clues import Stated, of_item, of_number, stated_in
from monitors.facts.passage import Passage
from monitors.model import Count, Mention, Span
from monitors.weights import Network, network_in

WEIGHTS = Path(__file__).with_name("likely.npz")
OTHER, TOTAL, PART = 0, 1, 2
"""What a number is: of other people or things, of all who were released, of some of them."""
NONE, ONE, SEVERAL = 0, 1, 2
"""How many an item tells of."""
LEAD, LEAD_OF_SUM = 0.2, 0.35
"""How much likelier than the count of the rules another one must be.

Rules that put a count together, which no text states, know more: "nine to Vilnius, 114 to Kyiv".
"""

_SURE = 1e-4  # no chance is nearer to 0 or 1
_RARE = 0.01  # the chance of a number that is not there
_IS_PART = 0.25  # the chance from which parts are summed
_PARTS = (2, 3, 4)  # numbers of which a count is put together
_MOST = 8  # numbers of which sums are tried
_LISTED = 24  # numbers of a report; each is set against all others
_KINDS = ("none", "one", "several")


@dataclass(frozen=True)
class Learnt:
    """Both networks; `choice` has a weight for each fact about a candidate."""

    numbers: Network
    items: Network
    choice: Mapping[str, float]
    examples: str


@dataclass(frozen=True)
class Evidence:
    """What is known of an item: its numbers with their chances, how many it tells of, people."""

    numbers: Sequence[tuple[Stated, tuple[float, float, float]]]
    tells: tuple[float, float, float]
    people: int


def likeliest(
    passages: Sequence[Passage],
    people: Sequence[Mention],
    marks: Collection[str],
    told: Count | None,
) -> Count | None:
    """The likeliest count; that of the rules, `told`, unless another one is clearly likelier."""
    every = stated_in(passages)
    if len(every) > _LISTED:
        return told  # a table is no news of one count
    learnt = shipped()
    evidence = weighed(learnt, passages, len(people), marks)
    chances = choices(learnt.choice, evidence, told.value if told else None)
    best = max(chances, key=lambda value: (chances[value], value or 0))
    stated = told is None or any(one.number.value == told.value for one in every)
    lead = LEAD if stated else LEAD_OF_SUM
    if chances[best] - chances[told.value if told else None] < lead:
        return told
    return _count(best, evidence, passages, people)


def weighed(
    learnt: Learnt, passages: Sequence[Passage], people: int, marks: Collection[str]
) -> Evidence:
    """The numbers of an item and what both networks say."""
    every = stated_in(passages)
    numbers = [
        (one, learnt.numbers.chances(of_number(one, every, passages[0], people))) for one in every
    ]
    return Evidence(numbers, learnt.items.chances(of_item(passages, people, marks)), people)


def choices(
    weights: Mapping[str, float], evidence: Evidence, told: int | None
) -> dict[int | None, float]:
    """The probability of each count that an item may state."""
    scores = {
        value: sum(weights.get(name, 0.0) * much for name, much in about.items())
        for value, about in candidates(evidence, told).items()
    }
    most = max(scores.values())
    odds = {value: math.exp(score - most) for value, score in scores.items()}
    total = sum(odds.values())
    return {value: odd / total for value, odd in odds.items()}


def candidates(evidence: Evidence, told: int | None) -> dict[int | None, dict[str, float]]:
    """Every count that an item may state, and what speaks for it."""
    best = _best(evidence)
    parts = [one.number.value for one, chances in evidence.numbers if chances[PART] > _IS_PART]
    found = [one.number for one, _ in evidence.numbers]
    exact = {one.value for one in found if one.value > 0 and not one.vague}
    values: set[int | None] = {*exact, 1, told, None}
    values |= {sum(parts)} if len(parts) in _PARTS else set()
    values |= {evidence.people} if evidence.people > 1 else set()
    if evidence.people:
        values |= {value + 1 for value in exact if value > 1}
    every = [(one.number.value, 1 - chances[OTHER]) for one, chances in evidence.numbers]
    known = _Known(best, every, max((chance for _, chance in every), default=_RARE))
    return {
        value: {
            **_of_all(value, evidence, told),
            **(
                _of_number(value, known, told)
                if value is not None and value in best
                else _of_absent(value, known, evidence, told)
            ),
        }
        for value in sorted(values, key=lambda value: value or 0)
    }


@dataclass(frozen=True)
class _Known:
    """Of each value the likeliest chances; of each number that it is no other, and the best."""

    best: Mapping[int, tuple[float, float, float]]
    every: Sequence[tuple[int, float]]
    top: float


def _best(evidence: Evidence) -> dict[int, tuple[float, float, float]]:
    best: dict[int, tuple[float, float, float]] = {}
    for one, chances in evidence.numbers:
        value = one.number.value
        if value not in best or chances[OTHER] < best[value][OTHER]:
            best[value] = chances
    return best


def _of_all(value: int | None, evidence: Evidence, told: int | None) -> dict[str, float]:
    kind = _kind(value)
    odds = logit(evidence.tells[kind])
    about = {f"tells:{_KINDS[kind]}": odds, f"is:{_KINDS[kind]}": 1.0}
    if value == told:
        about.update({"rule": 1.0, f"rule:{_KINDS[kind]}": 1.0, f"rule:tells:{kind}": odds})
    return about


def _of_number(value: int, known: _Known, told: int | None) -> dict[str, float]:
    chances = known.best[value]
    others = (1 - each[OTHER] for other, each in known.best.items() if other != value)
    odds, total = logit(1 - chances[OTHER]), logit(chances[TOTAL])
    about = {
        "number": 1.0,
        "odds": odds,
        "total": total,
        "rival": logit(max(others, default=_RARE)),
    }
    if value == told:
        about.update({"rule:number": 1.0, "rule:odds": odds, "rule:total": total})
    return about


def _of_absent(
    value: int | None, known: _Known, evidence: Evidence, told: int | None
) -> dict[str, float]:
    kind, top = _KINDS[_kind(value)], logit(known.top)
    about = {f"absent:{kind}": 1.0, f"top:{kind}": top}
    if value == told:
        about.update({f"rule:absent:{kind}": 1.0, f"rule:top:{kind}": top})
    if value is not None and value > 1:
        about.update(_of_sum(value, known, told=value == told))
        about["people"] = float(value == evidence.people)
        if value - 1 in known.best:
            about.update({"one more": 1.0, "one more:odds": logit(_chance(known, value - 1))})
    return about


def _of_sum(value: int, known: _Known, *, told: bool) -> dict[str, float]:
    """What speaks for a count that is put together: how likely its least likely part is."""
    if len(known.every) > _MOST:
        return {}
    sums = [
        min(chance for _, chance in parts)
        for many in _PARTS
        for parts in combinations(known.every, many)
        if sum(part for part, _ in parts) == value
    ]
    if not sums:
        return {"rule:made up": 1.0} if told else {}
    about = {"sum": 1.0, "sum:odds": logit(max(sums))}
    if told:
        about.update({"rule:sum": 1.0, "rule:sum:odds": about["sum:odds"]})
    return about


def _chance(known: _Known, value: int) -> float:
    return 1 - known.best[value][OTHER]


def _kind(value: int | None) -> int:
    if value is None:
        return NONE
    return ONE if value == 1 else SEVERAL


def logit(chance: float) -> float:
    """Log odds of a chance, kept finite."""
    return math.log((chance + _SURE) / (1 - chance + _SURE))


def _count(
    value: int | None,
    evidence: Evidence,
    passages: Sequence[Passage],
    people: Sequence[Mention],
) -> Count | None:
    """The count with the place it was read from."""
    if value is None:
        return None
    near = [one for one, _ in evidence.numbers if one.number.value in (value, value - 1)]
    same = [one for one in near if one.number.value == value] or (near if value > 1 else [])
    if same:
        passage, number = same[0]
        span = passage.span(number.first, number.last)
        if number.value == value:
            return Count(value, span, number.qualifier, number.upper, number.increment)
        return Count(value, span)
    if people:
        return Count(value, people[0].span)
    return Count(value, _deed(passages))


def _deed(passages: Sequence[Passage]) -> Span:
    """Where the release is told, else the whole title."""
    for passage in passages:
        for found in passage.of("verb", "release"):
            return passage.span(found.first, found.last)
    return Span("title", 0, len(passages[0].text))


def read(path: Path) -> Learnt:
    """The weights of a file that `tools.count_model.train` wrote. Raises OSError, KeyError."""
    import numpy as np  # 0.1 s, which a command that reads no item need not wait for

    with np.load(path, allow_pickle=False) as kept:
        numbers, items = network_in(kept, "numbers"), network_in(kept, "items")
        choice = zip(kept["choice_names"].tolist(), kept["choice_weights"].tolist(), strict=True)
        return Learnt(numbers, items, dict(choice), str(kept["examples"]))


@cache
def shipped() -> Learnt:
    """The weights that come with Volia."""
    return read(WEIGHTS)
