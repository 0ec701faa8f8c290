"""The pinned quality of counts, nations and countries on short items written for it.

A row says how a sentence is to be read: `tag`, `title`, `summary`, `action`, and as expected
`released` (null if no number is stated), `qualifier`, `increment`, `nations`, `countries`.
The words were grown with `counted_odd` and `counted_grown`; the errors on `counted_even` were never
looked at, and must not be, or its figure says nothing. (Kinds of wordings recur in all three.)
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from monitors.model import ActionLabel, Facts
from tests.monitors.facts.reading import countries, facts, nations, total

SETS = Path(__file__).parents[2] / "quality"


class Score(NamedTuple):
    """Share of stated totals that are exact, of totals with their qualifier, and two F1."""

    released: float
    qualified: float
    nations: float
    countries: float


# a little below what is measured, so that a figure may waver by one item and not more
AT_LEAST = {
    "counted_odd": Score(0.97, 0.97, 0.97, 0.98),
    "counted_even": Score(0.93, 0.93, 0.94, 0.98),
    "counted_grown": Score(0.96, 0.96, 0.96, 0.98),
}
SAID_NOTHING = 0.03  # share of items without a number for which one may be read


def read(name: str) -> list[tuple[dict[str, Any], Facts]]:
    lines = (SETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [
        (row, facts(row["tag"], row["title"], row["summary"], ActionLabel(row["action"])))
        for row in rows
    ]


def f1(pairs: Iterable[tuple[set[Any], set[Any]]]) -> float:
    right = wrong = 0
    for expected, found in pairs:
        right += len(expected & found)
        wrong += len(expected ^ found)
    return 2 * right / (2 * right + wrong)


def score(name: str) -> Score:
    items = read(name)
    stated = [(row, found) for row, found in items if row["released"] is not None]
    exact = [(row, found) for row, found in stated if total(found) == row["released"]]
    put = [
        found.released
        for row, found in exact
        if found.released
        and (found.released.qualifier.value, found.released.increment)
        == (row["qualifier"], row["increment"])
    ]
    told = [one for one in items if one[0]["action"].startswith("release") or one in stated]
    return Score(
        len(exact) / len(stated),
        len(put) / len(stated),
        f1((set(row["nations"].items()), set(nations(found).items())) for row, found in told),
        f1((set(row["countries"]), countries(found)) for row, found in items),
    )


@pytest.mark.parametrize("name", AT_LEAST)
def test_counts_nations_and_countries_do_not_get_worse(name: str) -> None:
    measured = score(name)

    assert all(one >= bar for one, bar in zip(measured, AT_LEAST[name], strict=True)), measured


@pytest.mark.parametrize("name", AT_LEAST)
def test_no_number_is_read_where_none_is_stated(name: str) -> None:
    items = read(name)
    read_out = [row for row, found in items if row["released"] is None and total(found)]

    assert len(read_out) <= SAID_NOTHING * len(items)
