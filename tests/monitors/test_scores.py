from typing import Any

from monitors.scores import Labelled, Score, confusions, per_action, worst, wrong_way


def labelled(
    gold: str, found: str, *, worthy: bool, alerted: bool, topical: bool = True
) -> Labelled:
    labels: dict[str, Any] = {
        "event_type": gold,
        "alert": worthy,
        "topics": ["t"] if topical else [],
    }
    return Labelled("lt", labels, {"event_type": found, "alert": alerted})


RIGHT = labelled("release.happened", "release.happened", worthy=True, alerted=True)
MISSED = labelled("release.happened", "other", worthy=True, alerted=False)
TURNED = labelled("sanctions.imposed", "sanctions.lifted", worthy=True, alerted=True)
ALARM = labelled("release.called_for", "release.happened", worthy=False, alerted=True)
OFF_TOPIC = labelled("other", "release.happened", worthy=False, alerted=True, topical=False)
MILD = labelled("detention", "other", worthy=False, alerted=False)
ITEMS = [MILD, RIGHT, MISSED, ALARM, OFF_TOPIC, TURNED]


def test_the_worst_error_is_the_one_that_misleads_most() -> None:
    assert worst(ITEMS) == [5, 4, 3, 2, 0]
    assert worst(ITEMS, 2) == [5, 4]
    assert worst([RIGHT]) == []


def test_each_action_has_its_precision_and_recall() -> None:
    told = per_action(ITEMS)

    assert told["release.happened"] == Score(1 / 3, 1 / 2)
    assert told["sanctions.lifted"] == Score(0.0, 0.0)


def test_what_is_taken_for_what_is_counted() -> None:
    assert confusions([MISSED, MISSED, RIGHT, MILD]) == [
        ("release.happened", "other", 2),
        ("detention", "other", 1),
    ]


def test_an_alert_that_tells_lifted_for_imposed_goes_the_wrong_way() -> None:
    silent = labelled("sanctions.lifted", "sanctions.imposed", worthy=True, alerted=False)
    eased = labelled("sanctions.lifted", "sanctions.eased_or_suspended", worthy=True, alerted=True)

    assert wrong_way([RIGHT, TURNED]) == 1 / 2
    assert wrong_way([RIGHT, silent, eased]) == wrong_way([]) == 0
