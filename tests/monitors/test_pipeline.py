"""The order of the stages, with every stage real; only the translator stands for a slow engine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitors.audience import Wish
from monitors.foreign import Foreign
from monitors.language import detect
from monitors.match import Matcher, TopicRule
from monitors.model import (
    ALERTING,
    Audience,
    DeliveryKind,
    DeliveryState,
    Detected,
    Item,
    OutletKind,
    Reason,
    Source,
    Translation,
)
from monitors.pipeline import Pipeline
from monitors.settling import Outcome
from monitors.store import Store
from monitors.translate import Outcome as Translated
from monitors.translate import Request
from monitors.understanding import Understanding
from monitors.watch import Watch
from monitors.words import load_vocabulary
from tests.monitors.making import NOON, item, source

CHANNEL = Audience(chat="@volia", topics=("prisoner-release", "sanctions", "watch"))
WISHES = {
    "prisoner-release": Wish(ALERTING),
    "sanctions": Wish(ALERTING),
    "watch": Wish(ALERTING, any=True),
    "border": Wish(frozenset(), any=True),
}
LANTERN = source("lantern")
NEMUNAS = source("nemunas", language="lt")
STATE = source("state", language="be", outlet_kind=OutletKind.STATE)


class FakeTranslator:
    """Translates everything to TRANSLATED, or to nothing for the reason it was given."""

    def __init__(self) -> None:
        self.why_not = ""
        self.answer = "TRANSLATED"
        self.asked: list[str] = []

    async def translate(self, requests: Sequence[Request], target: str) -> list[Translated]:
        self.asked += [request.title for request in requests]
        if self.why_not:
            return [Translated(None, self.why_not, later=True) for _ in requests]
        made = Translation(self.answer, "", target, "fake")
        return [Translated(made, "") for _ in requests]


class Desk:
    """A pipeline over an empty database, and short ways to feed it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.translator = FakeTranslator()
        self.audiences = [CHANNEL]
        vocabulary = load_vocabulary()
        watches = [Watch("Mikalai Statkevich", ("Мікалай Статкевіч",))]
        topics = [TopicRule("border", {"en": ("border crossing*",)})]
        self.pipeline = Pipeline(
            store,
            Understanding(vocabulary, Matcher(vocabulary, topics, watches), Foreign(topics)),
            self.translator,
            wishes=WISHES,
            audiences=lambda: self.audiences,
        )

    async def read(
        self,
        *items: Item,
        of: Source = LANTERN,
        now: datetime = NOON,
        backlog: bool = False,
    ) -> list[Outcome]:
        return await self.pipeline.run(of, items, now, backlog=backlog)

    def outbox(self, chat: str = "@volia") -> list[tuple[DeliveryKind, Reason]]:
        rows = self.store.pending(NOON + timedelta(days=9))
        return [(row.kind, row.alert.reason) for row in rows if row.chat == chat]


@pytest.fixture
def desk() -> Iterator[Desk]:
    with Store.open("sqlite://") as store:
        yield Desk(store)


FREED = item(id="freed", title="Belarus frees 52 political prisoners after talks with US")
LT_FREED = item(
    id="lt",
    source="nemunas",
    title="Baltarusija paleido 52 politinius kalinius, tarp jų 6 lietuvius",
    published=NOON + timedelta(minutes=20),
)
WEATHER = item(id="rain", title="Rain is expected in Vilnius on Friday")


async def test_a_release_is_posted_once_and_confirmed_silently(desk: Desk) -> None:
    first = await desk.read(FREED)
    second = await desk.read(LT_FREED, of=NEMUNAS, now=NOON + timedelta(minutes=21))

    assert [one.reason for one in first] == [Reason.FIRST_REPORT]
    assert second[0].story_id == first[0].story_id
    assert desk.outbox()[0] == (DeliveryKind.POST, Reason.FIRST_REPORT)
    assert DeliveryKind.POST not in [kind for kind, _ in desk.outbox()[1:]]


async def test_a_second_poll_alerts_nothing(desk: Desk) -> None:
    await desk.read(FREED, WEATHER)
    before = desk.outbox()

    again = await desk.read(FREED, WEATHER, now=NOON + timedelta(hours=1))

    assert again == []
    assert desk.outbox() == before


async def test_an_item_without_a_hit_is_stored_and_explained_but_not_translated(
    desk: Desk,
) -> None:
    outcomes = await desk.read(WEATHER)

    stored = desk.store.find_item("rain")
    assert [one.reason for one in outcomes] == [Reason.NOT_ON_TOPIC]
    assert stored is not None
    assert stored.language == "en"
    assert desk.translator.asked == []
    assert [row.reason for row in desk.store.decisions("rain")] == [Reason.NOT_ON_TOPIC]


async def test_only_a_foreign_hit_is_translated(desk: Desk) -> None:
    await desk.read(LT_FREED, WEATHER)

    story = desk.store.story_of("lt")
    assert desk.translator.asked == [LT_FREED.title]
    assert story is not None
    assert story.reports[0].translation("en") == Translation("TRANSLATED", "", "en", "fake")


async def test_an_alert_goes_out_untranslated_and_says_why(desk: Desk) -> None:
    desk.translator.why_not = "no model for lt -> en"

    await desk.read(LT_FREED, of=NEMUNAS)

    story = desk.store.story_of("lt")
    assert story is not None
    assert story.reports[0].why_not("en") == "no model for lt -> en"
    assert desk.outbox() == [(DeliveryKind.POST, Reason.FIRST_REPORT)]


async def test_old_items_of_a_new_source_are_stored_and_not_told(desk: Desk) -> None:
    old = replace(FREED, published=NOON - timedelta(hours=25))

    outcomes = await desk.read(old, backlog=True)

    assert [one.reason for one in outcomes] == [Reason.BACKLOG]
    assert desk.outbox() == []
    assert await desk.read(old, now=NOON + timedelta(minutes=5)) == []


async def test_what_is_older_than_a_day_is_too_old_to_tell(desk: Desk) -> None:
    outcomes = await desk.read(FREED, now=NOON + timedelta(hours=25))

    assert [one.reason for one in outcomes] == [Reason.TOO_OLD]
    assert desk.outbox() == []


async def test_a_call_for_release_is_stored_and_not_told(desk: Desk) -> None:
    call = item(id="call", title="Rights groups call for the release of all political prisoners")

    outcomes = await desk.read(call)

    assert [one.reason for one in outcomes] == [Reason.NO_ACTION]
    assert desk.outbox() == []


async def test_an_edited_item_updates_its_message_and_stays_in_its_story(desk: Desk) -> None:
    await desk.read(FREED)
    edited = replace(
        FREED,
        title="Belarus frees 53 political prisoners after talks with US",
        content_hash="edited",
    )

    outcomes = await desk.read(edited, now=NOON + timedelta(minutes=30))

    stored = desk.store.find_item("freed")
    story = desk.store.story_of("freed")
    assert stored is not None
    assert stored.item.title == edited.title
    assert story is not None
    assert len(story.reports) == 1
    assert [one.reason for one in outcomes] == [Reason.CORRECTED]
    assert {kind for kind, _ in desk.outbox()[1:]} == {DeliveryKind.EDIT, DeliveryKind.REPLY}


async def test_a_changed_wording_edits_silently(desk: Desk) -> None:
    await desk.read(FREED)
    edited = replace(FREED, summary="Relatives waited at the border.", content_hash="edited")

    outcomes = await desk.read(edited, now=NOON + timedelta(minutes=30))

    assert [one.reason for one in outcomes] == [Reason.EDITED]
    assert desk.outbox()[1:] == [(DeliveryKind.EDIT, Reason.EDITED)]


async def test_one_article_in_two_feeds_of_an_outlet_is_one_report(desk: Desk) -> None:
    await desk.read(FREED)
    twice = replace(FREED, id="other", guid="other", source="nemunas")

    outcomes = await desk.read(twice, of=NEMUNAS)

    story = desk.store.story_of("freed")
    assert [one.reason for one in outcomes] == [Reason.KNOWN]
    assert story is not None
    assert len(story.reports) == 1


async def test_a_watched_word_is_told_to_who_watches_it_and_to_nobody_else(desk: Desk) -> None:
    desk.audiences = [CHANNEL, Audience(chat="42", words=("дождж",))]
    rain = item(id="be-rain", source="state", title="У Мінску чакаецца дождж")

    outcomes = await desk.read(rain, of=STATE)

    assert [one.reason for one in outcomes] == [Reason.WATCHED]
    assert desk.outbox("42") == [(DeliveryKind.POST, Reason.WATCHED)]
    assert desk.outbox() == []


async def test_a_watched_word_never_stands_in_what_is_stored_of_an_item(desk: Desk) -> None:
    desk.audiences = [Audience(chat="42", words=("freed", "frees"))]

    await desk.read(FREED)

    story = desk.store.story_of("freed")
    assert story is not None
    assert {hit.topic for hit in story.reports[0].hits} <= {"prisoner-release", "sanctions"}
    assert desk.outbox("42") == [(DeliveryKind.POST, Reason.FIRST_REPORT)]


async def test_a_watched_name_is_told_even_if_nothing_happened(desk: Desk) -> None:
    named = item(
        id="name", source="state", title="Што вядома пра стан Мікалая Статкевіча ў калоніі"
    )

    outcomes = await desk.read(named, of=STATE)

    assert [one.reason for one in outcomes] == [Reason.WATCHED]
    assert desk.outbox() == [(DeliveryKind.POST, Reason.WATCHED)]


async def test_a_chat_that_comes_later_gets_the_post_not_the_edit(desk: Desk) -> None:
    await desk.read(FREED)
    desk.audiences = [CHANNEL, replace(CHANNEL, chat="@later")]

    await desk.read(LT_FREED, of=NEMUNAS, now=NOON + timedelta(minutes=21))

    assert [kind for kind, _ in desk.outbox("@later")] == [DeliveryKind.POST]


async def test_a_crash_in_the_middle_leaves_nothing_half_done(desk: Desk) -> None:
    class BrokenError(RuntimeError):
        pass

    def fail(*_: object) -> None:
        raise BrokenError

    add_alert, desk.store.add_alert = desk.store.add_alert, fail  # type: ignore[method-assign,assignment]
    with pytest.raises(BrokenError):
        await desk.read(WEATHER, FREED)
    desk.store.add_alert = add_alert  # type: ignore[method-assign]

    assert desk.store.find_item("freed") is None
    assert desk.store.find_item("rain") is None
    assert [one.reason for one in await desk.read(FREED)] == [Reason.FIRST_REPORT]


async def test_an_item_that_cannot_be_read_stops_no_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail_on_rain(title: str, summary: str, declared: str | None) -> Detected:
        if title == WEATHER.title:
            raise ZeroDivisionError
        return detect(title, summary, declared)

    monkeypatch.setattr("monitors.understanding.detect", fail_on_rain)
    outcomes = await desk.read(WEATHER, FREED)

    assert Reason.FIRST_REPORT in {one.reason for one in outcomes}
    assert desk.store.find_item("rain") is not None  # and is not read again


CROSSING = item(
    id="crossing", source="nemunas", title="Medininkų pasienio postas vėl atidarytas", summary=""
)
READERS = Audience(chat="@border", topics=("border",))


async def test_an_english_keyword_finds_a_lithuanian_item_by_its_translation(desk: Desk) -> None:
    desk.audiences = [CHANNEL, READERS]
    desk.translator.answer = "The Medininkai border crossing is open again"

    outcomes = await desk.read(CROSSING, of=NEMUNAS)

    assert [one.reason for one in outcomes] == [Reason.WATCHED]
    assert desk.outbox("@border") == [(DeliveryKind.POST, Reason.WATCHED)]
    assert desk.outbox() == []
    story = desk.store.story_of("crossing")
    assert story is not None
    assert [(hit.topic, hit.where) for hit in story.reports[0].hits] == [("border", "translation")]
    assert [one.title for one in story.reports[0].translations] == [desk.translator.answer]


async def test_a_watched_english_word_finds_a_lithuanian_item(desk: Desk) -> None:
    desk.audiences = [Audience(chat="42", words=("checkpoint",))]
    desk.translator.answer = "The checkpoint is open again"

    await desk.read(CROSSING, of=NEMUNAS)

    assert desk.outbox("42") == [(DeliveryKind.POST, Reason.WATCHED)]


async def test_a_translation_alone_never_tells_of_a_release(desk: Desk) -> None:
    desk.audiences = [CHANNEL, READERS]
    desk.translator.answer = "Belarus frees 52 political prisoners, sanctions lifted"

    outcomes = await desk.read(CROSSING, of=NEMUNAS)

    assert [one.reason for one in outcomes] == [Reason.NOT_ON_TOPIC]
    assert desk.store.pending(NOON) == []


async def test_an_alert_does_not_wait_for_items_translated_to_be_matched(desk: Desk) -> None:
    told: list[int] = []

    async def translate(requests: Sequence[Request], target: str) -> list[Translated]:
        told.append(len(desk.outbox()))
        return [Translated(None, "too slow", later=True) for _ in requests]

    desk.translator.translate = translate  # type: ignore[method-assign]

    await desk.read(CROSSING, LT_FREED, of=NEMUNAS)

    assert told == [0, 1]


async def test_what_could_not_be_translated_in_time_is_matched_later(desk: Desk) -> None:
    desk.audiences = [READERS]
    desk.translator.why_not = "too slow"
    first = await desk.read(CROSSING, of=NEMUNAS)
    still = await desk.pipeline.match_waiting({}, NOON)
    desk.translator.why_not, desk.translator.answer = "", "The border crossing is open"

    then = await desk.pipeline.match_waiting({"nemunas": NEMUNAS}, NOON)

    assert [one.reason for one in first] == [Reason.AWAITS_TRANSLATION]
    assert still == []
    assert [one.reason for one in then] == [Reason.WATCHED]
    assert desk.outbox("@border") == [(DeliveryKind.POST, Reason.WATCHED)]
    assert await desk.pipeline.match_waiting({"nemunas": NEMUNAS}, NOON) == []


async def test_what_does_not_hit_in_the_end_waits_no_longer(desk: Desk) -> None:
    desk.translator.why_not = "too slow"
    await desk.read(CROSSING, of=NEMUNAS)
    desk.translator.why_not = ""

    (outcome,) = await desk.pipeline.match_waiting({}, NOON)

    assert outcome.reason is Reason.NOT_ON_TOPIC
    assert await desk.pipeline.match_waiting({}, NOON) == []
    assert [row.why for row in desk.store.decisions("crossing")] == [
        "its translation was tried as well"
    ]


async def test_a_backlog_and_old_items_are_not_translated_to_be_matched(desk: Desk) -> None:
    await desk.read(CROSSING, of=NEMUNAS, backlog=True)
    await desk.read(replace(CROSSING, id="old"), of=NEMUNAS, now=NOON + timedelta(hours=25))

    assert desk.translator.asked == []


async def test_a_channel_of_another_language_gets_a_translation_of_its_own(desk: Desk) -> None:
    desk.audiences = [CHANNEL, replace(CHANNEL, chat="@lt", language="lt")]

    await desk.read(FREED)

    story = desk.store.story_of("freed")
    assert story is not None
    assert [one.language for one in story.reports[0].translations] == ["lt"]


FIRST_TWO = item(
    id="two",
    title="The political prisoners Statkevich and Kalesnikava were released after the talks",
)
OTHER_TWO = item(
    id="more",
    source="harbour",
    title="Political prisoners Viktar Babaryka and Ales Bialiatski are released from a prison",
    published=NOON + timedelta(hours=30),
)
ALL_FOUR = item(
    id="four",
    source="wire",
    title="Prisoners Statkevich, Kalesnikava, Babaryka and Bialiatski were released at last",
    published=NOON + timedelta(hours=31),
)


async def test_stories_that_a_report_shows_to_be_one_are_merged_without_a_sound(
    desk: Desk,
) -> None:
    for each in (FIRST_TWO, OTHER_TWO, ALL_FOUR):
        await desk.read(each, of=source(each.source), now=each.published + timedelta(minutes=1))
        if each is OTHER_TWO:
            apart = [story.id for story in desk.store.stories()]
            for row in desk.store.pending(NOON + timedelta(days=9)):
                desk.store.claim(row.id, NOON)
                desk.store.settle(row.id, DeliveryState.SENT, now=NOON, message_id=row.id)
    (story,) = desk.store.stories()
    waiting = desk.store.pending(NOON + timedelta(days=9))

    assert apart == ["smore", "stwo"]
    assert [each.item.id for each in story.reports] == ["two", "more", "four"]
    merged = [row for row in waiting if row.alert.reason is Reason.MERGED]
    told = [row.alert.news for row in waiting if row.kind is DeliveryKind.REPLY]
    assert {row.kind for row in merged} == {DeliveryKind.EDIT}
    assert told == [("released:2->4",)]  # the only sound is of what is new
    assert {(row.alert.story_id, row.alert.reason) for row in waiting} >= {
        ("smore", Reason.MERGED),
        ("stwo", Reason.MERGED),
    }
