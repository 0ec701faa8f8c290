import pytest

from monitors.model import Action, ActionLabel
from monitors.rules.clause import FIRM
from monitors.rules.second_opinion import Opinion
from monitors.rules.weigh import AGREED, OPEN, Weighed, weigh

HAPPENED, CALLED_FOR = ActionLabel.RELEASE_HAPPENED, ActionLabel.RELEASE_CALLED_FOR
IMPOSED, LIFTED = ActionLabel.SANCTIONS_IMPOSED, ActionLabel.SANCTIONS_LIFTED
EASED = ActionLabel.SANCTIONS_EASED
FREED = Action(HAPPENED, 0.7, ("done", "freed"))
CALL = Action(CALLED_FOR, 0.8, ("called for", "urges"), decided=False)
UNDECIDED = Action(ActionLabel.OTHER, 0.5, (OPEN,), decided=False)
PRISONERS = ("prisoner-release",)


def vote(
    label: ActionLabel, chance: float, alerting: float, *, news: ActionLabel = HAPPENED
) -> Opinion:
    """Sure of a label by `chance`, and of an alert by `alerting`."""
    return Opinion(label, chance, news, alerting, {label: chance}, closely=True)


def test_agreement_makes_more_certain() -> None:
    action, topic = weigh(FREED, vote(HAPPENED, 0.6, 0.9), PRISONERS)

    assert (action.label, action.certainty, action.alerting) == (HAPPENED, AGREED, True)
    assert action.why == ("done", "freed", "second opinion agrees")
    assert topic == ""


def test_a_weak_vote_for_another_action_changes_nothing_where_both_alert() -> None:
    other = vote(ActionLabel.RELEASE_ANNOUNCED, 0.6, 0.8, news=ActionLabel.RELEASE_ANNOUNCED)

    assert weigh(FREED, other, PRISONERS) == Weighed(FREED)


def test_a_vote_that_is_sure_of_another_action_of_the_topic_corrects_its_name() -> None:
    announced = ActionLabel.RELEASE_ANNOUNCED
    sure = vote(announced, 0.8, 0.9, news=announced)
    firm = Action(HAPPENED, FIRM, ("done", "freed"))

    action = weigh(FREED, sure, PRISONERS).action

    assert (action.label, action.certainty, action.alerting) == (announced, 0.7, True)
    assert action.why == ("done", "freed", "second opinion corrects: release.announced")
    assert weigh(firm, sure, PRISONERS) == Weighed(firm)
    assert weigh(FREED, vote(LIFTED, 0.9, 0.9, news=LIFTED), PRISONERS) == Weighed(FREED)


def test_a_vote_that_sees_hardly_a_chance_stops_an_alert_and_says_so() -> None:
    action, topic = weigh(FREED, vote(ActionLabel.OTHER, 0.9, 0.02), PRISONERS)

    assert (action.label, action.alerting) == (ActionLabel.OTHER, False)
    assert action.why[-1] == "second opinion doubts: 0.02"
    assert topic == ""


def test_a_sure_vote_settles_what_the_rules_leave_open() -> None:
    action, topic = weigh(UNDECIDED, vote(HAPPENED, 0.9, 0.92), PRISONERS)

    assert action == Action(HAPPENED, 0.92, ("second opinion 0.92",), decided=True)
    assert topic == ""


def test_a_sure_vote_overrules_a_guard() -> None:
    assert weigh(CALL, vote(HAPPENED, 0.9, 0.92), PRISONERS).action.alerting


def test_what_is_told_in_so_many_words_stands_against_any_vote() -> None:
    told = Action(HAPPENED, FIRM, ("done", "freed"))
    denied = Action(ActionLabel.RELEASE_REFUSED, FIRM, ("refused or denied", "fake"), False)

    assert weigh(told, vote(ActionLabel.OTHER, 0.9, 0.02), PRISONERS) == Weighed(told)
    assert weigh(denied, vote(HAPPENED, 0.9, 0.98), PRISONERS) == Weighed(denied)


def test_a_vote_on_another_topic_than_the_rules_found_adds_its_own() -> None:
    action, topic = weigh(UNDECIDED, vote(LIFTED, 0.9, 0.9, news=LIFTED), PRISONERS)

    assert (action.label, topic) == (LIFTED, "sanctions")


def test_where_no_topic_is_found_the_vote_must_be_surer() -> None:
    bare = Action(ActionLabel.OTHER, 0.0)
    weak, sure = vote(HAPPENED, 0.65, 0.65), vote(HAPPENED, 0.97, 0.97)

    assert not weigh(bare, weak, ()).action.alerting
    assert weigh(bare, weak, PRISONERS).action.alerting
    assert weigh(bare, sure, ()).topic == "prisoner-release"
    assert weigh(bare, sure, ("border",)).topic == "prisoner-release"


@pytest.mark.parametrize(("first", "second"), [(IMPOSED, LIFTED), (LIFTED, IMPOSED)])
def test_a_vote_torn_between_imposed_and_lifted_never_alerts(
    first: ActionLabel, second: ActionLabel
) -> None:
    torn = Opinion(first, 0.7, first, 0.98, {first: 0.7, second: 0.28})
    clear = Opinion(first, 0.74, first, 0.98, {first: 0.74, second: 0.24})

    assert not weigh(UNDECIDED, torn, ("sanctions",)).action.alerting
    assert weigh(UNDECIDED, clear, ("sanctions",)).action.label is first


@pytest.mark.parametrize(("first", "second"), [(IMPOSED, LIFTED), (LIFTED, IMPOSED)])
def test_a_vote_for_the_opposite_stops_an_alert_on_sanctions(
    first: ActionLabel, second: ActionLabel
) -> None:
    ruled = Action(first, 0.9, ("done", "word"))
    against = Opinion(second, 0.75, second, 0.98, {first: 0.23, second: 0.75}, closely=True)
    torn = Opinion(second, 0.57, second, 0.98, {first: 0.41, second: 0.57}, closely=True)

    stopped = weigh(ruled, against, ("sanctions",)).action

    assert not stopped.alerting
    assert stopped.why == ("done", "word", f"second opinion opposes: {second.value}")
    assert weigh(ruled, torn, ("sanctions",)).action == ruled


def test_a_silenced_alert_says_what_opposes_it_even_where_that_is_not_the_likeliest() -> None:
    ruled = Action(IMPOSED, 0.9, ("done", "word"))
    parted = {IMPOSED: 0.38, EASED: 0.33, LIFTED: 0.27}

    stopped = weigh(ruled, Opinion(IMPOSED, 0.38, IMPOSED, 0.98, parted, True), ("sanctions",))

    assert not stopped.action.alerting
    assert stopped.action.why[-1] == f"second opinion opposes: {EASED.value}"


def test_where_nobody_alerts_the_vote_names_the_action() -> None:
    named = weigh(UNDECIDED, vote(CALLED_FOR, 0.6, 0.2), PRISONERS).action

    assert named == Action(CALLED_FOR, 0.6, (OPEN, "second opinion 0.60"), decided=False)
    assert weigh(CALL, vote(CALLED_FOR, 0.6, 0.2), PRISONERS) == Weighed(CALL)


def test_an_alert_that_is_only_named_is_not_decided() -> None:
    assert not weigh(UNDECIDED, vote(HAPPENED, 0.45, 0.45), PRISONERS).action.alerting


@pytest.mark.parametrize(
    ("first", "second"), [(IMPOSED, LIFTED), (LIFTED, IMPOSED), (EASED, IMPOSED)]
)
@pytest.mark.parametrize(("closely", "share"), [(False, 1 / 4), (True, 1 / 3)])
def test_rules_stand_if_the_vote_agrees_and_holds_the_opposite_for_much_less_likely(
    first: ActionLabel, second: ActionLabel, closely: bool, share: float
) -> None:
    ruled = Action(first, 0.9, ("done", "word"))
    least, most = 0.6 * share - 0.01, 0.6 * share + 0.01
    less = Opinion(first, 0.6, first, 0.95, {first: 0.6, second: least}, closely)
    more = Opinion(first, 0.6, first, 0.95, {first: 0.6, second: most}, closely)

    assert weigh(ruled, less, ("sanctions",)).action.label is first
    assert weigh(ruled, more, ("sanctions",)).action.why[-1] == "second opinion is torn"


def test_what_a_vote_alone_holds_for_imposed_is_torn_by_what_it_holds_for_eased() -> None:
    torn = Opinion(IMPOSED, 0.7, IMPOSED, 0.98, {IMPOSED: 0.7, EASED: 0.2})
    clear = Opinion(IMPOSED, 0.82, IMPOSED, 0.98, {IMPOSED: 0.82, EASED: 0.1, LIFTED: 0.06})

    assert not weigh(UNDECIDED, torn, ("sanctions",)).action.alerting
    assert weigh(UNDECIDED, clear, ("sanctions",)).action.label is IMPOSED


@pytest.mark.parametrize(
    ("ruled", "voted"),
    [(IMPOSED, EASED), (EASED, IMPOSED), (IMPOSED, LIFTED), (LIFTED, IMPOSED)],
)
@pytest.mark.parametrize("sure", [0.71, 0.9])
@pytest.mark.parametrize("closely", [False, True])
def test_no_vote_turns_the_way_that_sanctions_go(
    ruled: ActionLabel, voted: ActionLabel, sure: float, closely: bool
) -> None:
    action = Action(ruled, 0.9, ("done", "word"))
    vote = Opinion(voted, sure, voted, 0.98, {voted: sure, ruled: 0.98 - sure}, closely)

    weighed = weigh(action, vote, ("sanctions",)).action

    assert weighed.label is ruled or not weighed.alerting


def test_a_vote_for_imposed_stops_an_easing_unless_it_holds_lifted_for_likely_too() -> None:
    ruled = Action(EASED, 0.9, ("done", "word"))
    against = Opinion(IMPOSED, 0.7, IMPOSED, 0.95, {IMPOSED: 0.7, EASED: 0.1, LIFTED: 0.1})
    torn = Opinion(IMPOSED, 0.6, IMPOSED, 0.95, {IMPOSED: 0.6, EASED: 0.1, LIFTED: 0.25})

    stopped = weigh(ruled, against, ("sanctions",)).action

    assert not stopped.alerting
    assert stopped.why[-1] == f"second opinion opposes: {IMPOSED.value}"
    assert weigh(ruled, torn, ("sanctions",)).action == ruled
