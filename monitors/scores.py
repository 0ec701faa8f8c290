"""Pure: how good predictions are, measured against labels.

Precision, recall and F1 of the alert; B-cubed (Bagga and Baldwin 1998) of the stories, over the
items that are labelled alert-worthy, and the same over pairs of two languages alone; exact accuracy
of counts; F1 of sets of facts over all items.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SETS = ("countries", "people", "sanction_targets", "sanctioning")
_IMPOSED = "sanctions.imposed"
_ENDED = frozenset({"sanctions.lifted", "sanctions.eased_or_suspended"})


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall (both 0 where nothing counts) and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """2PR / (P + R), 0 if both are 0."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Labelled:
    """One item: its language tag, its labels (gold), what was predicted, and what it is called."""

    language: str
    gold: Mapping[str, Any]
    predicted: Mapping[str, Any]
    id: str = ""
    title: str = ""

    @property
    def worthy(self) -> bool:
        """The labels say that it must alert."""
        return bool(self.gold["alert"])

    @property
    def alerted(self) -> bool:
        """It was predicted to alert."""
        return bool(self.predicted.get("alert"))


def counted(right: int, wrong: int, missed: int) -> Score:
    """Score of true positives, false positives and false negatives."""
    return Score(
        right / (right + wrong) if right + wrong else 0.0,
        right / (right + missed) if right + missed else 0.0,
    )


def alert_score(items: Iterable[Labelled]) -> Score:
    """Precision and recall of the decision to alert."""
    pairs = [(item.worthy, item.alerted) for item in items]
    return counted(
        pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False))
    )


def false_alarms(items: Sequence[Labelled], *, on_topic: bool) -> float:
    """Share of items that must not alert, on or off topic, and yet did."""
    quiet = [item for item in items if not item.worthy and bool(item.gold["topics"]) is on_topic]
    return sum(item.alerted for item in quiet) / len(quiet) if quiet else 0.0


def wrong_way(items: Sequence[Labelled]) -> float:
    """Share of the alerts that tell sanctions imposed for lifted or eased, or the reverse."""
    return _share(_is_turned(item) for item in items if item.alerted)


def b_cubed(
    gold: Sequence[Hashable], found: Sequence[Hashable], sides: Sequence[Hashable] | None = None
) -> Score:
    """B-cubed of two partitions, given as one label an item each.

    With `sides` (a language an item) only pairs of two sides count; an item that has none in its
    group is left out.
    """
    if not gold:
        return Score(0.0, 0.0)
    return Score(_purity(found, gold, sides), _purity(gold, found, sides))


def _purity(
    groups: Sequence[Hashable], labels: Sequence[Hashable], sides: Sequence[Hashable] | None
) -> float:
    """Mean share, over all items, of the item's group that carries the item's label."""
    together: dict[Hashable, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        together[group].append(at)
    shares = []
    for at, group in enumerate(groups):
        others = [one for one in together[group] if sides is None or sides[one] != sides[at]]
        if others:
            same = sum(labels[one] == labels[at] for one in others)
            shares.append(same / len(others))
    return sum(shares) / len(shares) if shares else 0.0


def set_score(
    items: Iterable[Labelled], read: Callable[[Mapping[str, Any]], Iterable[Hashable]]
) -> Score:
    """Micro-averaged score of a set of values that `read` takes from an item's facts."""
    right = wrong = missed = 0
    for item in items:
        gold = set(read(item.gold.get("facts") or {}))
        found = set(read(item.predicted.get("facts") or {}))
        right, wrong = right + len(gold & found), wrong + len(found - gold)
        missed += len(gold - found)
    return counted(right, wrong, missed)


def scores(items: Sequence[Labelled]) -> dict[str, float]:
    """Every figure by name, each between 0 and 1."""
    worthy = [item for item in items if item.worthy]
    topical = [item for item in items if item.gold["topics"]]
    stories = [(item.gold["event_id"], _story(item)) for item in worthy]
    gold, told = [one for one, _ in stories], [story for _, story in stories]
    found = b_cubed(gold, told)
    across = b_cubed(gold, told, [item.language[:2] for item in worthy])
    return {
        **_alert_figures(items),
        "alerts the wrong way": wrong_way(items),
        "event type, on-topic": _share(
            item.predicted.get("event_type") == item.gold["event_type"] for item in topical
        ),
        "story B-cubed P": found.precision,
        "story B-cubed R": found.recall,
        "story B-cubed F1": found.f1,
        "cross-lingual pairs P": across.precision,
        "cross-lingual pairs R": across.recall,
        "cross-lingual pairs F1": across.f1,
        **_fact_figures(worthy),
    }


def per_action(items: Sequence[Labelled]) -> dict[str, Score]:
    """Precision and recall of each event type that is labelled or predicted, over all items."""
    pairs = [(_gold_type(item), _found_type(item)) for item in items]
    told: dict[str, Score] = {}
    for name in sorted({name for pair in pairs for name in pair}):
        right = sum(gold == found == name for gold, found in pairs)
        wrong = sum(found == name != gold for gold, found in pairs)
        missed = sum(gold == name != found for gold, found in pairs)
        told[name] = counted(right, wrong, missed)
    return told


def confusions(items: Sequence[Labelled]) -> list[tuple[str, str, int]]:
    """Labelled type, predicted type and how often, where they differ; the most frequent first."""
    pairs = Counter((_gold_type(item), _found_type(item)) for item in items)
    return [(gold, found, times) for (gold, found), times in pairs.most_common() if gold != found]


def worst(items: Sequence[Labelled], most: int = 10) -> list[int]:
    """Places of the worst errors: what would mislead a reader most comes first.

    Imposed taken for lifted or the reverse, alarms off topic, alarms on topic, missed alerts,
    another event type.
    """
    ranked = sorted((_harm(item), -at) for at, item in enumerate(items) if _harm(item))
    return [-at for _, at in reversed(ranked)][:most]


def _harm(item: Labelled) -> int:
    gold, found = _gold_type(item), _found_type(item)
    if _is_turned(item):
        return 5
    if item.alerted and not item.worthy:
        return 3 if item.gold["topics"] else 4
    if item.worthy and not item.alerted:
        return 2
    return int(gold != found)


def _is_turned(item: Labelled) -> bool:
    both = {_gold_type(item), _found_type(item)}
    return _IMPOSED in both and not both.isdisjoint(_ENDED)


def _gold_type(item: Labelled) -> str:
    return str(item.gold["event_type"])


def _found_type(item: Labelled) -> str:
    return str(item.predicted.get("event_type") or "other")


def _alert_figures(items: Sequence[Labelled]) -> dict[str, float]:
    overall = alert_score(items)
    figures = {"alert P": overall.precision, "alert R": overall.recall, "alert F1": overall.f1}
    for language in sorted({item.language for item in items}):
        spoken = [item for item in items if item.language == language]
        found = alert_score(spoken)
        figures[f"alert P {language}"] = found.precision
        figures[f"alert R {language}"] = found.recall
        figures[f"alert F1 {language}"] = found.f1
    figures["false alarms, on-topic"] = false_alarms(items, on_topic=True)
    figures["false alarms, off-topic"] = false_alarms(items, on_topic=False)
    return figures


def _fact_figures(worthy: Sequence[Labelled]) -> dict[str, float]:
    releases = [item for item in worthy if "prisoner-release" in item.gold["topics"]]
    sanctions = [item for item in worthy if "sanctions" in item.gold["topics"]]
    stated = [item for item in releases if item.gold["facts"].get("released_count") is not None]
    figures = {
        "released count, where stated": _share(
            (item.predicted.get("facts") or {}).get("released_count")
            == item.gold["facts"]["released_count"]
            for item in stated
        ),
        "nationality F1": set_score(
            releases, lambda facts: (facts.get("by_nationality") or {}).items()
        ).f1,
    }
    for name in SETS:
        over = sanctions if name.startswith("sanction") else worthy
        figures[f"{name} F1"] = set_score(over, lambda facts, name=name: _folded(facts, name)).f1  # type: ignore[misc]
    return figures


def _folded(facts: Mapping[str, Any], name: str) -> list[str]:
    return [" ".join(value.casefold().split()) for value in facts.get(name) or ()]


def _story(item: Labelled) -> Hashable:
    """The predicted story; an item without one is a story of its own."""
    return str(item.predicted.get("story_id") or item.predicted["id"])


def _share(truths: Iterable[bool]) -> float:
    counted_truths = list(truths)
    return sum(counted_truths) / len(counted_truths) if counted_truths else 0.0
