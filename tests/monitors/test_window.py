"""The stories that are open: searched in memory, held by the store."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
import pytest

from monitors.model import Report
from monitors.store import Store
from monitors.window import SPAN, Window
from tests.monitors.reports import NOON, facts, report

VECTOR = np.eye(1, 64, dtype=np.float32)[0]
LOSIK = report(
    "Belarus frees Ihar Losik", item_id="en", stated=facts(1, countries=["BY"], people=["Losik"])
)
LOSIK_LT = report(
    "Baltarusija paleido Iharą Losiką",
    item_id="lt",
    language="lt",
    of="bns",
    after=1,
    stated=facts(1, countries=["BY"], people=["Losik"]),
)


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


async def opened(store: Store, model: str = "m") -> Window:
    window = Window(store, model)
    await window.ready(NOON)
    return window


def put(store: Store, window: Window, story: str, one: Report) -> None:
    store.add_report(story, one)
    window.add(one, VECTOR)


async def test_a_report_is_joined_to_the_story_of_another_one(store: Store) -> None:
    window = await opened(store)
    assert window.assign(LOSIK, VECTOR).story_id is None
    put(store, window, "s1", LOSIK)

    assert window.assign(LOSIK_LT, VECTOR).story_id == "s1"


async def test_what_was_stored_before_a_start_is_read_with_its_vector(store: Store) -> None:
    put(store, await opened(store), "s1", LOSIK)

    again = await opened(store)

    assert again.assign(LOSIK_LT, VECTOR).story_id == "s1"
    assert [vector for part in store.reports_since(NOON, "m") for _, vector in part] == [
        VECTOR.astype(np.float16).tobytes()
    ]


async def test_vectors_of_another_model_are_not_compared(store: Store) -> None:
    put(store, await opened(store), "s1", LOSIK)
    other = await opened(store, "another")

    assert other.assign(LOSIK_LT, VECTOR).story_id == "s1"


async def test_a_story_that_another_program_merged_is_seen_as_it_is(store: Store) -> None:
    window = await opened(store)
    put(store, window, "s1", LOSIK)
    store.add_report("older", LOSIK)

    assert window.assign(LOSIK_LT, VECTOR).story_id == "older"


async def test_a_report_that_another_program_stored_in_a_known_story_counts(store: Store) -> None:
    window = await opened(store)
    put(store, window, "s1", LOSIK)
    store.add_report("s1", report("Losik is home", item_id="added", after=0.5))

    assert window.assign(LOSIK_LT, VECTOR).story_id == "s1"


async def test_what_has_grown_old_is_forgotten_with_its_vector(store: Store) -> None:
    window = await opened(store)
    put(store, window, "s1", LOSIK)

    await window.ready(NOON + SPAN + timedelta(hours=2))

    assert store.forget_vectors(NOON + SPAN) == 0
    assert window.assign(LOSIK_LT, VECTOR).why == ("no story of these days",)


async def test_two_that_wait_for_the_window_read_it_once(store: Store) -> None:
    put(store, await opened(store), "s1", LOSIK)
    window = Window(store, "m")

    await asyncio.gather(window.ready(NOON), window.ready(NOON))

    assert window.assign(LOSIK_LT, VECTOR).story_id == "s1"
