"""Stored items under other rules: every stage real, the database in memory."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from monitors.audience import Wish
from monitors.backtest import Backtest, Change, Tally, Turn
from monitors.foreign import Foreign
from monitors.match import Matcher, TopicRule
from monitors.model import ALERTING, Action, ActionLabel, Item, Source
from monitors.pipeline import Pipeline
from monitors.store import Store
from monitors.understanding import Read, Understanding
from monitors.words import load_vocabulary
from tests.monitors.making import NOON, item, source
from tests.monitors.test_pipeline import FakeTranslator

VOCABULARY = load_vocabulary()
BUILT_IN = {"prisoner-release": Wish(ALERTING), "sanctions": Wish(ALERTING)}
ANY = Wish(frozenset(), any=True)
BORDER = TopicRule("border", {"en": ("border crossing*",)})
FREED = item(id="freed", title="Belarus frees 52 political prisoners")
CALLED = item(id="called", title="Poland calls for the release of political prisoners")
QUEUE = item(id="queue", title="Long queues at a border crossing")
PLANES = item(id="planes", title="Vilnius airport closes for the night")
ITEMS = (FREED, CALLED, QUEUE, PLANES)


def rules(*topics: TopicRule) -> Understanding:
    return Understanding(VOCABULARY, Matcher(VOCABULARY, topics), Foreign(topics))


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


async def stored(store: Store, *items: Item, of: Source | None = None, answer: str = "") -> None:
    translator = FakeTranslator()
    translator.answer = answer
    wishes = BUILT_IN | {"border": ANY}
    pipeline = Pipeline(store, rules(BORDER), translator, wishes=wishes)
    await pipeline.run(of or source("lantern"), items, NOON)


def judged(
    store: Store,
    *topics: TopicRule,
    wish: Wish = ANY,
    before: Wish = ANY,
    topic: str | None = None,
) -> Tally:
    wishes = BUILT_IN | {each.name: wish for each in topics}
    test = Backtest(rules(*topics), wishes, BUILT_IN | {"border": before}, topic=topic)
    for one, report in store.history(NOON - timedelta(days=30)):
        test.add(one.item, one.state, report, source(one.item.source))
    return test.tally


def turns(tally: Tally) -> dict[str, Turn]:
    return {change.item.id: change.turn for change in tally.changes}


async def test_the_same_rules_change_nothing(store: Store) -> None:
    await stored(store, *ITEMS)

    tally = judged(store, BORDER)

    assert tally.changes == []
    assert (tally.items, tally.then, tally.now) == (4, 2, 2)


async def test_other_rules_gain_and_lose_alerts(store: Store) -> None:
    await stored(store, *ITEMS)

    tally = judged(store, TopicRule("airport", {"en": ("airport*",)}))

    assert turns(tally) == {"queue": Turn.LOST, "planes": Turn.GAINED}
    (lost,) = tally.of(Turn.LOST)
    assert (lost.then.topics, lost.now.topics) == (("border",), ())
    assert tally.of(Turn.GAINED)[0].now.topics == ("airport",)


async def test_an_alert_by_other_topics_is_changed(store: Store) -> None:
    await stored(store, *ITEMS)

    tally = judged(store, BORDER, TopicRule("queues", {"en": ("queue*",)}))

    assert turns(tally) == {"queue": Turn.CHANGED}
    assert set(tally.changes[0].now.topics) == {"border", "queues"}


async def test_what_a_topic_alerts_on_counts(store: Store) -> None:
    await stored(store, *ITEMS)

    tally = judged(store, BORDER, wish=Wish(ALERTING))

    assert turns(tally) == {"queue": Turn.LOST}
    assert judged(store, BORDER, wish=Wish(ALERTING), before=Wish(ALERTING)).then == 1


async def test_one_topic_is_looked_at_alone(store: Store) -> None:
    await stored(store, *ITEMS)

    tally = judged(store, TopicRule("queues", {"en": ("queue*",)}), topic="queues")

    assert turns(tally) == {"queue": Turn.GAINED}
    assert (tally.then, tally.now) == (0, 1)


async def test_copies_were_never_judged(store: Store) -> None:
    await stored(store, FREED)
    copy = replace(FREED, id="copy", source="other", guid="copy")
    await stored(store, copy, of=source("other"))

    tally = judged(store, BORDER)

    assert (tally.items, tally.copies, tally.changes) == (2, 1, [])


async def test_items_are_read_as_closely_as_when_they_were_stored(store: Store) -> None:
    await stored(store, CALLED)

    def closely(read: Read) -> Read:
        freed = Action(ActionLabel.RELEASE_HAPPENED, 0.9, ("second opinion 0.90",))
        return replace(read, report=replace(read.report, action=freed))

    test = Backtest(rules(), BUILT_IN, BUILT_IN, closely=closely)
    for one, report in store.history(NOON - timedelta(days=30)):
        test.add(one.item, one.state, report, source(one.item.source))

    assert turns(test.tally) == {"called": Turn.GAINED}


async def test_a_stored_translation_is_tried_again(store: Store) -> None:
    lithuanian = item(id="lt", title="Eilės prie Medininkų", source="nemunas")
    await stored(
        store, lithuanian, of=source("nemunas", language="lt"), answer="Queues at a border crossing"
    )

    same = judged(store, BORDER)
    other = judged(store, TopicRule("queues", {"en": ("queue*",)}))

    assert (same.then, same.now, same.untried) == (1, 1, 0)
    assert turns(other) == {"lt": Turn.CHANGED}


async def test_an_item_without_a_stored_translation_is_not_tried(store: Store) -> None:
    lithuanian = item(id="lt", title="Eilės prie Medininkų", source="nemunas")
    await stored(store, lithuanian, of=source("nemunas", language="lt"), answer="Nothing at all")

    tally = judged(store, BORDER)

    assert (tally.untried, tally.changes) == (1, [])


def test_changes_of_a_kind_come_newest_first() -> None:
    judged = Backtest(rules(), {}, {}).tally
    both = [Change(Turn.LOST, each, None, None) for each in (FREED, QUEUE)]  # type: ignore[arg-type]
    judged.changes += both

    assert [each.item.id for each in judged.of(Turn.LOST)] == ["queue", "freed"]
