import pytest

from monitors.model import Action, ActionLabel
from monitors.rules.second_opinion import Opinion
from monitors.rules.weigh import AGREED, DOUBTED, OPEN, SETTLED, weigh

FREED = Action(ActionLabel.RELEASE_HAPPENED, 0.7, ("done", "freed"))
CALL = Action(ActionLabel.RELEASE_CALLED_FOR, 0.8, ("called for", "urges"), decided=False)
UNDECIDED = Action(ActionLabel.OTHER, 0.5, (OPEN,), decided=False)
PRISONERS = ("prisoner-release",)


def vote(label: ActionLabel, probability: float, alerting: float) -> Opinion:
    return Opinion(label, probability, probability / 2, alerting, {label: probability})


def test_agreement_makes_more_certain() -> None:
    action = weigh(FREED, vote(ActionLabel.RELEASE_HAPPENED, 0.6, 0.9), PRISONERS)

    assert (action.certainty, action.alerting) == (AGREED, True)
    assert action.why[-1] == "second opinion agrees"


def test_doubt_is_said_and_is_no_veto() -> None:
    action = weigh(FREED, vote(ActionLabel.OTHER, 0.9, 0.02), PRISONERS)

    assert (action.certainty, action.alerting) == (DOUBTED, True)
    assert action.why[-1] == "second opinion doubts"


def test_another_label_changes_nothing() -> None:
    assert weigh(FREED, vote(ActionLabel.RELEASE_ANNOUNCED, 0.6, 0.8), PRISONERS) == FREED


def test_a_very_sure_vote_settles_what_the_rules_leave_open() -> None:
    action = weigh(UNDECIDED, vote(ActionLabel.RELEASE_HAPPENED, 0.92, 0.95), PRISONERS)

    assert action == Action(
        ActionLabel.RELEASE_HAPPENED, SETTLED, ("second opinion 0.92",), decided=True
    )


WEAK = {
    "not sure": (UNDECIDED, vote(ActionLabel.RELEASE_HAPPENED, 0.7, 0.95)),
    "hardly an alert": (UNDECIDED, vote(ActionLabel.RELEASE_HAPPENED, 0.85, 0.85)),
    "no alerting action": (UNDECIDED, vote(ActionLabel.DETENTION, 0.95, 0.95)),
    "another family": (UNDECIDED, vote(ActionLabel.SANCTIONS_LIFTED, 0.95, 0.95)),
    "a guard has decided": (CALL, vote(ActionLabel.RELEASE_HAPPENED, 0.99, 0.99)),
}


@pytest.mark.parametrize("case", WEAK)
def test_a_vote_never_alerts_if_it_is(case: str) -> None:
    action, opinion = WEAK[case]

    assert weigh(action, opinion, PRISONERS) == action
