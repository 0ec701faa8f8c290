"""What is near to a report: by what it means, and by the rare words that it shares."""

from datetime import timedelta
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from monitors.model import ActionLabel
from monitors.story.meanings import Meanings, Vector
from monitors.story.nearby import Nearby
from monitors.story.packed import packed, unpacked
from monitors.story.settings import SETTINGS
from monitors.story.signature import Signature, signature
from tests.monitors.reports import NOON, count, facts, report

SIZE = 64
CHANCE = np.random.default_rng(7)


def unit(vector: NDArray[Any]) -> Vector:
    return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


def anything() -> Vector:
    return unit(CHANCE.normal(size=SIZE))


def read(title: str, name: str, after: float = 0) -> Signature:
    return signature(report(title, item_id=name, after=after))


def ids(nearby: Nearby, new: Signature, vector: Vector | None = None) -> set[str]:
    return {one.item_id for one in nearby.near(new, vector).reports}


def crowded(many: int = 400) -> Nearby:
    """So many reports that not all of them are looked at."""
    nearby = Nearby()
    for number in range(many):
        nearby.add(read("Talks go on in Minsk", f"i{number}"), anything())
    return nearby


def test_a_few_reports_are_all_near() -> None:
    nearby = Nearby()
    nearby.add(read("Talks go on", "a"))
    nearby.add(read("Belarus frees Ihar Losik", "b"))

    assert ids(nearby, read("Something else", "c")) == {"a", "b"}


def test_of_many_those_that_share_a_rare_name_are_near() -> None:
    nearby = crowded()
    nearby.add(read("Belarus frees Ihar Losik", "freed"))

    found = ids(nearby, read("Losik is free", "new"))

    assert "freed" in found
    assert len(found) <= SETTINGS.candidates


def test_of_many_those_that_mean_the_same_are_near() -> None:
    nearby = crowded()
    meant = anything()
    nearby.add(read("У Беларусі выйшлі на волю", "same"), unit(meant + 0.2 * anything()))

    found = nearby.near(read("Let go at last", "new"), meant)

    assert "same" in {one.item_id for one in found.reports}
    assert (found.cosine("same") or 0) > 0.95


def test_reports_of_an_opposite_action_are_left_out_unless_there_are_no_others() -> None:
    imposed, lifted = ActionLabel.SANCTIONS_IMPOSED, ActionLabel.SANCTIONS_LIFTED
    new = signature(report("Sanctions on Belavia lifted", label=lifted))
    nearby = Nearby()
    nearby.add(signature(report("Sanctions on Belavia", item_id="opposite", label=imposed)))

    assert ids(nearby, new) == {"opposite"}

    nearby.add(signature(report("Belavia is free", item_id="same", label=lifted)))

    assert ids(nearby, new) == {"same"}


def test_what_is_too_far_away_in_time_is_not_near() -> None:
    nearby = crowded()
    nearby.add(read("Belarus frees Ihar Losik", "long ago", -SETTINGS.window_hours - 1))

    assert "long ago" not in ids(nearby, read("Losik is free", "new"))


def test_what_is_forgotten_is_not_near_and_its_place_is_used_again() -> None:
    nearby = Nearby()
    nearby.add(read("Belarus frees Ihar Losik", "old", -2), anything())
    nearby.add(read("Talks go on", "kept"))

    assert nearby.forget(NOON - timedelta(hours=1)) == 1
    nearby.add(read("Sanctions are lifted", "new"))

    assert "old" not in nearby
    assert nearby.signature("old") is None
    assert nearby.cosines(anything(), ["new"]) == [None]
    assert len(nearby) == 2


def test_an_edited_report_takes_the_place_of_the_earlier_one() -> None:
    nearby = crowded()
    nearby.add(read("Belarus frees Ihar Losik", "x"))
    nearby.add(read("Belarus frees Maryia Kalesnikava", "x"))

    assert "x" not in ids(nearby, read("Losik is free", "new"))
    assert "x" in ids(nearby, read("Kalesnikava is free", "new"))


def test_there_are_no_cosines_without_vectors() -> None:
    nearby = Nearby()
    nearby.add(read("Talks go on", "without"))
    nearby.add(read("Talks go on", "with"), anything())

    assert nearby.near(read("Talks", "new"), anything()).cosine("without") is None
    assert nearby.near(read("Talks", "new")).cosine("with") is None


def test_the_closest_of_thousands_is_found_by_signs() -> None:
    meanings = Meanings()
    for _ in range(3):
        meanings.grow()
    vectors = [anything() for _ in range(3000)]
    for place, vector in enumerate(vectors):
        meanings.put(place, vector)
    among = np.ones(3072, dtype=np.bool_)

    found = [
        max(meanings.closest(unit(vectors[place] + 0.1 * anything()), [among])[0])[1]
        for place in range(0, 3000, 100)
    ]

    assert found == list(range(0, 3000, 100))


@given(
    st.text(max_size=40),
    st.integers(1, 500),
    st.lists(st.sampled_from(["BY", "LT", "US"]), unique=True),
)
def test_a_signature_is_the_same_after_packing(title: str, freed: int, where: list[str]) -> None:
    stated = facts(count(freed, more=True), countries=where, nations={"LT": 6}, people=["A B"])
    one = signature(report(f"Belarus {title}", stated=stated))

    again = unpacked(packed(one))

    assert again.released is not None
    assert (again.released.value, again.released.increment) == (freed, True)
    same = ("item_id", "at", "language", "label", "alerting", "state", "names", "cognates")
    more = ("stems", "title", "numbers", "nations", "countries", "people", "targets", "sanctioning")
    assert {name: getattr(again, name) for name in (*same, *more)} == {
        name: getattr(one, name) for name in (*same, *more)
    }
