"""Whatever the order in which the reports of an hour come, the message ends the same.

The real pipeline, database and delivery; nothing is translated. Reports are those of the demo's
feeds and of tests/e2e/events.toml.
"""

import asyncio
import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.app import BUILT_IN, understanding_of, wishes_of
from bot.deliver import Deliverer
from bot.demo import END
from bot.demo.newsstand import FEEDS, as_of
from bot.format import post
from monitors.alert import decide
from monitors.config import Settings, Translation
from monitors.ledger import ledger
from monitors.model import Audience, Item, OutletKind, Page, Reason, Report, Source, Story
from monitors.parse import parse
from monitors.pipeline import Pipeline
from monitors.settling import Limits
from monitors.store import Store
from monitors.translate import Translator
from monitors.understanding import Understanding
from tests.bot.senders import Clock
from tests.bot.stories import alert
from tests.e2e.timelines import LANGUAGES, Entry, Wall
from tests.monitors.making import NOON, item
from tests.monitors.test_ledger import several_reports

HERE = Path(__file__).parent
HOUR = timedelta(hours=1)
SETTINGS = Settings(translation=Translation(engine="none"))
OUTLETS = {
    "state": ("Столичные вести", OutletKind.STATE),
    "ministry": ("Ministerija", OutletKind.GOVERNMENT),
    "wire": ("Harbour Wire", OutletKind.AGENCY),
}
Come = tuple[Source, Item]


@cache
def understanding() -> Understanding:
    return understanding_of(SETTINGS)


def demo() -> list[Come]:
    """What the demo's feeds hold at the end of the day and is on a topic."""
    config = (FEEDS.parent / "config.toml").read_text("utf-8")
    found: list[Come] = []
    for table in tomllib.loads(config)["sources"]:
        path = FEEDS / table["url"].rpartition("/")[2]
        known = {key: table[key] for key in ("name", "title", "language")}
        source = Source(url=table["url"], outlet_kind=OutletKind(table["outlet_kind"]), **known)
        page = Page(url=source.url, status=200, body=as_of(path, END))
        found += [(source, one) for one in parse(page, source, frozenset(), END).items]
    return [come for come in found if _report(come).action.alerting and _report(come).topics]


def _report(come: Come) -> Report:
    return understanding().read(come[1], come[0], frozenset()).report


def invented() -> dict[str, list[Come]]:
    events = tomllib.loads((HERE / "events.toml").read_text("utf-8"))["events"]
    return {event["name"]: [_come(known) for known in event["reports"]] for event in events}


def _come(known: dict[str, str | datetime]) -> Come:
    name, at = str(known["source"]), known["at"]
    title, kind = OUTLETS.get(name, (name.title(), OutletKind.INDEPENDENT))
    source = Source(
        name=name, title=title, url="", language=str(known["language"]), outlet_kind=kind
    )
    texts = {"title": known["title"], "summary": known["summary"]}
    return source, item(id=f"{name}-{at:%H%M}", source=name, published=at, fetched=at, **texts)


EVENTS = invented() | {"11 September": demo()}


@dataclass
class Day:
    """A pipeline and its deliveries over one database, and the channels they tell."""

    store: Store
    clock: Clock = field(default_factory=Clock)
    outcomes: list[Reason] = field(default_factory=list)
    stories: int = 0

    def __post_init__(self) -> None:
        self.wall = Wall(self.clock)
        channels = [Audience(chat=one, language=one, topics=BUILT_IN) for one in LANGUAGES]
        translator = Translator(SETTINGS.translation)
        self.pipeline = Pipeline(
            self.store,
            understanding(),
            translator,
            wishes=wishes_of(SETTINGS),
            audiences=lambda: channels,
            limits=Limits(late=3 * HOUR),
        )
        self.deliverer = Deliverer(self.store, self.wall, SETTINGS, self.clock)

    async def live(self, reports: Iterable[Come]) -> "Day":
        """Take the reports in this order, hour by hour: each comes when its hour is over."""
        for source, one in reports:
            hour = one.published.replace(minute=0) + HOUR
            self.clock.at = max(hour, self.clock.at + timedelta(seconds=5))
            self.outcomes += [
                outcome.reason for outcome in await self.pipeline.run(source, [one], self.clock())
            ]
            await self.deliverer.deliver(self.clock())
        return self

    def record(self) -> tuple[int, ...]:
        """How much was decided and said so far."""
        return len(self.outcomes), *(len(entries) for entries in self.wall.said.values())

    def now(self, chat: str) -> Entry:
        """The chat's living message as it stands."""
        return [entry for entry in self.wall.said[chat] if entry.number == 1][-1]


def lived(reports: Sequence[Come], again: Sequence[Come] = ()) -> Day:
    """The day of these reports; `again` come once more after it, and must change nothing."""
    with Store.open("sqlite://") as store:
        day = Day(store, Clock(min(one.published for _, one in reports)))
        asyncio.run(day.live(reports))
        before = day.record()
        asyncio.run(day.live(again))
        day.stories = len(store.stories())
        assert day.record() == before
        return day


@st.composite
def orders(draw: st.DrawFn, reports: Sequence[Come]) -> list[Come]:
    """The hours in their order, the reports of each in any."""
    ordered = sorted(reports, key=lambda come: come[1].published)
    hours = groupby(ordered, key=lambda come: come[1].published.replace(minute=0))
    return [come for _, hour in hours for come in draw(st.permutations(list(hour)))]


def facts(day: Day) -> dict[str, str]:
    """Each channel's message at the end, without what was struck out on the way there."""
    return {chat: re.sub(r"~.+?~ ", "", day.now(chat).text) for chat in LANGUAGES}


@cache
def in_order(name: str) -> Day:
    return lived(sorted(EVENTS[name], key=lambda come: come[1].published))


@settings(max_examples=6, deadline=None, phases=[Phase.generate])
@pytest.mark.parametrize("name", EVENTS)
@given(data=st.data())
def test_any_order_within_the_hour_ends_in_the_same_message_and_twice_is_as_once(
    name: str, data: st.DataObject
) -> None:
    reports = data.draw(orders(EVENTS[name]))
    day = lived(reports, data.draw(st.permutations(reports)))

    assert facts(day) == facts(in_order(name))
    assert day.stories == 1


@pytest.mark.parametrize("name", EVENTS)
def test_there_is_one_first_message_a_channel_and_all_others_answer_it(name: str) -> None:
    for said in in_order(name).wall.said.values():
        messages = [entry for entry in said if entry.what == "message"]
        edited = {entry.number for entry in said if entry.what != "message"}

        assert [entry.answers for entry in messages] == [None] + [1] * (len(messages) - 1)
        assert edited <= {1}


@pytest.mark.parametrize("name", EVENTS)
def test_every_reply_says_something_that_no_reply_said_before(name: str) -> None:
    for said in in_order(name).wall.said.values():
        replies = [entry.text.splitlines()[0] for entry in said if entry.answers]

        assert len(replies) == len(set(replies))


@settings(max_examples=60, deadline=None)
@given(several_reports())
def test_any_order_of_any_reports_ends_in_the_same_message(
    orders: tuple[list[Report], list[Report]],
) -> None:
    """What was decided about each on the way is not what the message is made of."""
    first, second = (_told(each) for each in orders)

    assert first == second


def _told(reports: Sequence[Report]) -> list[str]:
    """The last message of a story to which these came in this order."""
    so_far: Story | None = None
    for new in reports:
        decide(new, so_far, NOON, max_age=24 * HOUR, backlog=False)
        known = (*so_far.reports, new) if so_far else (new,)
        so_far = Story(id="s", reports=tuple(sorted(known, key=_place)))
    assert so_far is not None
    what = alert(so_far.reports[0])
    return [post(so_far, ledger(so_far), what, language) for language in LANGUAGES]


def _place(report: Report) -> tuple[datetime, str]:
    """How the store orders a story's reports."""
    return report.item.published, report.item.id
