"""What is worth telling, and with which words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.alert import Decision, decide, kinds
from monitors.model import ActionLabel, DeliveryKind, OutletKind, Qualifier, Reason, Report, Story
from tests.monitors.reports import NOON, count, facts, report, source, story
from tests.monitors.test_ledger import several_reports

DAY = timedelta(hours=24)
BELTA = source("belta", OutletKind.STATE)
LIFTED = ActionLabel.SANCTIONS_LIFTED
FOREIGNERS = facts(14, nations={"LT": 6, "LV": 2, "PL": 2, "DE": 2})


def told(new: Report, before: Story | None = None, *, late: float = 0) -> Decision:
    """The decision `late` hours after the report came."""
    now = new.item.published + timedelta(hours=late)
    return decide(new, before, now, max_age=DAY, backlog=False)


def test_the_first_report_of_a_release_is_posted() -> None:
    assert told(report()) == Decision(Reason.FIRST_REPORT)


def test_an_item_without_hits_is_not_on_topic() -> None:
    assert told(report(topics=())).reason is Reason.NOT_ON_TOPIC


@pytest.mark.parametrize(
    ("label", "decided"),
    [
        pytest.param(ActionLabel.RELEASE_CALLED_FOR, True, id="a call"),
        pytest.param(ActionLabel.SANCTIONS_PROPOSED, True, id="a proposal"),
        pytest.param(ActionLabel.RELEASE_ANNOUNCED, False, id="a hope"),
        pytest.param(ActionLabel.OTHER, True, id="nothing"),
    ],
)
def test_where_nothing_is_decided_nothing_is_told(label: ActionLabel, decided: bool) -> None:
    assert told(report(label=label, decided=decided)).reason is Reason.NO_ACTION


def test_a_watched_name_is_told_even_without_an_action() -> None:
    call = report(label=ActionLabel.RELEASE_CALLED_FOR, topics=("prisoner-release", "watch"))

    assert told(call).reason is Reason.WATCHED


def test_an_old_item_is_too_old_and_on_a_first_poll_backlog() -> None:
    now = NOON + timedelta(hours=25)

    assert decide(report(), None, now, max_age=DAY, backlog=False).reason is Reason.TOO_OLD
    assert decide(report(), None, now, max_age=DAY, backlog=True).reason is Reason.BACKLOG


def test_a_fresh_item_of_a_new_source_is_told() -> None:
    assert decide(report(), None, NOON, max_age=DAY, backlog=True).reason is Reason.FIRST_REPORT


def test_a_new_source_tells_no_older_than_a_day_whatever_the_setting() -> None:
    now = NOON + timedelta(hours=25)

    assert decide(report(), None, now, max_age=7 * DAY, backlog=True).reason is Reason.BACKLOG
    assert decide(report(), None, now, max_age=7 * DAY, backlog=False).reason is Reason.FIRST_REPORT


def test_after_mentions_only_the_first_fact_is_a_first_report() -> None:
    call = report(label=ActionLabel.RELEASE_CALLED_FOR, decided=False)

    assert told(report(of="bns", after=2), story(call)).reason is Reason.FIRST_REPORT


def test_after_a_report_that_came_too_late_to_be_told_the_next_is_the_first() -> None:
    old = report()
    seen_late = replace(old, item=replace(old.item, fetched=NOON + timedelta(hours=30)))

    assert told(report(of="bns", after=2), story(seen_late)).reason is Reason.FIRST_REPORT


def test_another_independent_source_confirms() -> None:
    decision = told(report("Freed, says Vilnius", of="bns", after=1), story(report()))

    assert decision == Decision(Reason.CONFIRMED, ("sources:2",))


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(report("They are free", after=1), id="the same source"),
        pytest.param(report(of="alfa", after=1), id="a reprint"),
    ],
)
def test_no_new_voice_is_nothing_new(second: Report) -> None:
    assert told(second, story(report())) == Decision(Reason.NOTHING_NEW)


def test_fifty_two_after_fourteen_is_a_new_fact() -> None:
    before = story(report("14 foreigners pardoned", of=BELTA, stated=FOREIGNERS))
    new = report("52 freed", of="bns", after=1, stated=facts(52, nations={"LT": 6}))

    assert told(new, before) == Decision(Reason.NEW_FACT, ("released:14->52",))


def test_fourteen_from_another_state_outlet_is_then_nothing_new() -> None:
    before = story(
        report("14 foreigners pardoned", of=BELTA, stated=FOREIGNERS),
        report("52 freed", of="bns", after=1, stated=facts(52)),
    )
    sb = source("sb", OutletKind.STATE)

    assert told(report("14", of=sb, after=2, stated=facts(14)), before).reason is Reason.NOTHING_NEW


def test_fourteen_foreigners_do_not_contradict_fifty_two() -> None:
    before = story(
        report("52 freed", of="bns", stated=facts(52, nations={"LT": 6, "LV": 2, "PL": 2}))
    )
    new = report("14 foreigners pardoned", of=BELTA, after=1, stated=FOREIGNERS)

    assert told(new, before) == Decision(Reason.NEW_FACT, ("nation:DE=2", "state:release"))


def test_fewer_than_said_by_another_source_is_a_contradiction() -> None:
    before = story(report("20 freed", stated=facts(20)))
    new = report("18 freed", of="bns", after=1, stated=facts(18))

    assert told(new, before) == Decision(Reason.CONTRADICTED, ("released:20<>18",))


def test_more_than_said_by_better_sources_is_a_contradiction_too() -> None:
    before = story(report("20 freed", stated=facts(20)))
    new = report("22 pardoned", of=BELTA, after=1, stated=facts(22))

    assert told(new, before).reason is Reason.CONTRADICTED
    assert told(new, before).news == ("released:20<>22", "state:release")


def test_more_than_a_lower_bound_contradicts_nobody() -> None:
    open_end = facts(count(20, about=Qualifier.AT_LEAST))
    before = story(report("At least 20 freed", stated=open_end))
    new = report("22 pardoned", of=BELTA, after=1, stated=facts(22))

    assert told(new, before).news[0] == "released:20->22"


def test_at_least_ten_does_not_contradict_twenty() -> None:
    before = story(report("20 freed", stated=facts(20)))
    new = report("10 or more", of="bns", after=1, stated=facts(count(10, about=Qualifier.AT_LEAST)))

    assert told(new, before).reason is Reason.CONFIRMED


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        pytest.param(count(14), Reason.CORRECTED, id="an exact figure"),
        pytest.param(count(14, about=Qualifier.AT_LEAST), Reason.NEW_FACT, id="a lower bound"),
    ],
)
def test_a_source_that_changes_its_own_figure(first: object, reason: Reason) -> None:
    before = story(report("freed", stated=facts(first)))  # type: ignore[arg-type]

    decision = told(report("18 freed", after=1, stated=facts(18)), before)
    assert decision == Decision(reason, ("released:14->18",))


def test_an_edited_item_corrects_its_own_earlier_text() -> None:
    first = report("14 freed", of="bns", stated=facts(14), item_id="i", content="old")
    edited = report("16 freed", of="bns", stated=facts(16), item_id="i", content="new")
    others = report("They are out", of="lrt")

    assert told(edited, story(others, first)) == Decision(Reason.CORRECTED, ("released:14->16",))


def test_the_only_item_of_a_story_edited_is_no_second_post() -> None:
    first = report("14 freed", of="bns", stated=facts(14), item_id="i", content="old")
    edited = report("16 freed", of="bns", stated=facts(16), item_id="i", content="new")

    assert told(edited, story(first)) == Decision(Reason.CORRECTED, ("released:14->16",))


def test_a_new_number_for_a_nationality_is_told() -> None:
    before = story(report("freed", stated=facts(52, nations={"LT": 6, "PL": 2})))
    new = report("3 Poles", of="bns", after=1, stated=facts(nations={"LT": 6, "PL": 3, "FR": 1}))

    assert told(new, before).news == ("nation:PL=2->3", "nation:FR=1")


@pytest.mark.parametrize(
    ("new", "news"),
    [
        pytest.param(
            report(label=LIFTED, of="bns", stated=facts(targets=["Belavia"])),
            ("leg:sanctions.lifted", "target:Belavia"),
            id="sanctions lifted as well",
        ),
        pytest.param(
            report(
                of="bns",
                topics=["prisoner-release", "sanctions"],
                stated=facts(targets=["Belavia"]),
            ),
            ("leg:sanctions", "target:Belavia"),
            id="a release that mentions the other leg",
        ),
        pytest.param(
            report(of="bns", stated=facts(people=["Ihar Losik", "Alena Tsimashchuk"])),
            ("people:Alena Tsimashchuk; Ihar Losik",),
            id="the first names",
        ),
        pytest.param(report(of="bns", stated=facts(52)), ("released:52",), id="the first figure"),
    ],
)
def test_new_facts_are_told_as_tokens(new: Report, news: tuple[str, ...]) -> None:
    before = story(report("Minsk lets prisoners go"))

    assert told(new, before) == Decision(Reason.NEW_FACT, news)


def test_a_release_after_sanctions_is_the_other_leg() -> None:
    before = story(report("Belavia off the list", label=LIFTED, stated=facts(targets=["Belavia"])))
    both = report(
        "Belavia sanctions lifted, 52 go free",
        of="bns",
        label=LIFTED,
        topics=["sanctions", "prisoner-release"],
        stated=facts(52, targets=["Belavia", "Belarus"]),
    )

    assert told(report("Freed", of="bns"), before).news == ("leg:release.happened",)
    assert told(both, before).news == ("released:52", "leg:release")


def test_an_announced_release_that_happens_is_a_new_fact() -> None:
    before = story(report("They will go free", label=ActionLabel.RELEASE_ANNOUNCED))

    assert told(report(of="bns", after=1), before).news == ("leg:release.happened",)


MINISTRY = source("urm", OutletKind.GOVERNMENT)


def test_the_first_government_that_says_so_is_a_new_fact() -> None:
    before = story(report("Pardoned", of=BELTA), report("They are free", after=1))
    confirms = report("52 žmonės Lietuvoje", of=MINISTRY, after=2, language="lt")
    treasury = source("treasury", OutletKind.GOVERNMENT)
    second = report("They are out", of=treasury, after=3)

    assert told(confirms, before) == Decision(Reason.NEW_FACT, ("official:release",))
    assert told(second, story(*before.reports, confirms)).reason is Reason.NOTHING_NEW


def test_each_leg_of_a_deal_is_confirmed_for_itself() -> None:
    freed = report("They are free", stated=facts(targets=["Belavia"]))
    ministry = report("Free, says Vilnius", of=MINISTRY, after=1)
    lifted = report("Lifted", of="ap", after=2, label=LIFTED, stated=facts(targets=["Belavia"]))
    treasury = source("treasury", OutletKind.GOVERNMENT)
    notice = report("Removal", of=treasury, after=3, label=LIFTED)

    assert told(notice, story(freed, ministry, lifted)).news == ("official:sanctions",)


def test_state_media_that_follow_say_so_once() -> None:
    before = story(report("They are free"))
    follows = report("Pardoned", of=BELTA, after=1)
    sb = report("Pardon signed", of=source("sb", OutletKind.STATE), after=2)

    assert told(follows, before) == Decision(Reason.NEW_FACT, ("state:release",))
    assert told(sb, story(*before.reports, follows)).reason is Reason.NOTHING_NEW


def test_who_confirms_nothing_is_no_official_confirmation() -> None:
    hope = report("We hope", of=MINISTRY, after=1, label=ActionLabel.RELEASE_CALLED_FOR)

    assert told(report(of=MINISTRY)) == Decision(Reason.FIRST_REPORT)
    assert told(hope, story(report())).reason is Reason.NO_ACTION


def test_a_second_outlet_of_one_wire_is_nothing_new() -> None:
    first = report("Kaliniai laisvi", "praneša BNS", of="alfa", language="lt")
    second = report("Заключённые на свободе", "сообщает БНС", of="obzor", after=1, language="ru")

    assert told(second, story(first)) == Decision(Reason.NOTHING_NEW)


def test_one_more_name_is_no_reply_but_a_list_is() -> None:
    before = story(report("Losik freed", stated=facts(people=["Ihar Losik"])))
    one = report("Another name", of="bns", stated=facts(people=["Ihar Losik", "A"]))
    many = report("The list", of="bns", stated=facts(people=["A", "B", "C"]))

    assert told(one, before).reason is Reason.CONFIRMED
    assert told(many, before).news == ("people:A; B; C",)


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        (Reason.FIRST_REPORT, (DeliveryKind.POST,)),
        (Reason.CONFIRMED, (DeliveryKind.EDIT,)),
        (Reason.NEW_FACT, (DeliveryKind.EDIT, DeliveryKind.REPLY)),
        (Reason.CORRECTED, (DeliveryKind.EDIT, DeliveryKind.REPLY)),
        (Reason.CONTRADICTED, (DeliveryKind.EDIT, DeliveryKind.REPLY)),
        (Reason.NOTHING_NEW, ()),
        (Reason.TOO_OLD, ()),
    ],
)
def test_a_reason_says_how_it_is_delivered(
    reason: Reason, expected: tuple[DeliveryKind, ...]
) -> None:
    assert kinds(reason) == expected


@given(several_reports(), st.booleans())
def test_a_report_is_told_at_most_once(
    orders: tuple[list[Report], list[Report]], backlog: bool
) -> None:
    so_far: tuple[Report, ...] = ()
    for new in orders[1]:
        before = story(*so_far) if so_far else None
        first = decide(new, before, NOON, max_age=DAY, backlog=backlog)
        so_far = (*so_far, new)
        again = decide(new, story(*so_far), NOON, max_age=DAY, backlog=backlog)

        assert first.reason in Reason
        assert not kinds(again.reason)
