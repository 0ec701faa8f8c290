import pytest

from monitors.audience import Wish, plan, wants
from monitors.model import (
    ALERTING,
    Action,
    ActionLabel,
    Audience,
    DeliveryKind,
    Hit,
    Planned,
    Report,
)
from tests.monitors.making import report

CHANNEL = Audience(chat="@a", language="lt", thread=7, topics=("sanctions",))
WATCHER = Audience(chat="42", words=("belavia",))
LIFTED = Action(ActionLabel.SANCTIONS_LIFTED, 1.0)


def _on(topic: str, action: Action) -> Report:
    return report(hits=(Hit(topic, "x", "title"),), action=action)


@pytest.mark.parametrize(
    ("topic", "action", "expected"),
    [
        pytest.param("sanctions", LIFTED, True, id="its topic, an alerting action"),
        pytest.param("prisoner-release", LIFTED, False, id="another topic"),
        pytest.param("sanctions", Action(ActionLabel.SANCTIONS_PROPOSED, 1.0), False, id="a plan"),
        pytest.param(
            "sanctions",
            Action(ActionLabel.RELEASE_ANNOUNCED, 1.0, decided=False),
            False,
            id="only hoped for",
        ),
    ],
)
def test_a_channel_wants_its_topics_when_something_was_decided(
    topic: str, action: Action, expected: bool
) -> None:
    assert wants(CHANNEL, _on(topic, action), {"sanctions": Wish(ALERTING)}) is expected


def test_a_topic_that_alerts_on_any_wants_every_mention() -> None:
    mention = _on("sanctions", Action(ActionLabel.OTHER, 0.0))

    assert wants(CHANNEL, mention, {"sanctions": Wish(frozenset(), any=True)})


def test_who_has_not_heard_gets_a_post_and_who_has_gets_the_follow_up() -> None:
    kinds = [DeliveryKind.EDIT, DeliveryKind.REPLY]

    rows = plan(
        [CHANNEL, WATCHER],
        interested=lambda audience: True,
        told=lambda chat: chat == "@a",
        kinds=kinds,
        may_post=True,
    )

    assert rows == [
        Planned("@a", DeliveryKind.EDIT, "lt", 7),
        Planned("@a", DeliveryKind.REPLY, "lt", 7),
        Planned("42", DeliveryKind.POST),
    ]


def test_a_silent_reason_makes_no_first_message() -> None:
    rows = plan(
        [CHANNEL], interested=lambda a: True, told=lambda c: False, kinds=[], may_post=False
    )

    assert rows == []


@pytest.mark.parametrize(
    ("kinds", "due"),
    [
        pytest.param([DeliveryKind.EDIT], [], id="a confirmation is not worth a message"),
        pytest.param([DeliveryKind.EDIT, DeliveryKind.REPLY], [DeliveryKind.POST], id="news is"),
    ],
)
def test_who_saw_a_story_in_a_digest_gets_a_post_once_there_is_news(
    kinds: list[DeliveryKind], due: list[DeliveryKind]
) -> None:
    rows = plan(
        [CHANNEL],
        interested=lambda audience: True,
        told=lambda chat: False,
        listed=lambda chat: True,
        kinds=kinds,
        may_post=True,
    )

    assert [row.kind for row in rows] == due
