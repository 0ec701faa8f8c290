"""Pure: who hears of a report, and as what kind of message.

A chat that has not heard of a story gets a post, whatever the reason; one that has gets what
the reason calls for: a silent edit of that post, an audible reply, or nothing. A chat that saw the
story only as a line of a digest of late stories hears no confirmations; the first new fact is
told in a post of the story's own, which answers the digest.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from monitors.model import ActionLabel, Audience, DeliveryKind, Planned, Reason, Report

SILENT = frozenset({Reason.TOO_OLD, Reason.BACKLOG, Reason.KNOWN})
"""Reasons that lead to no first message, however interested a chat is."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A topic's `alert_on`: action labels, or `any` for every mention."""

    labels: frozenset[ActionLabel]
    any: bool = False

    def met_by(self, report: Report) -> bool:
        """True if the report's action is one the topic alerts on, or it alerts on any."""
        return self.any or (report.action.decided and report.action.label in self.labels)


def wants(audience: Audience, report: Report, wishes: Mapping[str, Wish]) -> bool:
    """True if one of the report's topics is subscribed to and its wish is met."""
    return any(
        topic in audience.topics and alerts(topic, report, wishes) for topic in report.topics
    )


def alerts(topic: str, report: Report, wishes: Mapping[str, Wish]) -> bool:
    """True if the report meets the wish of one of its topics.

    A topic that was found only in the translation is a mention: it takes a wish for any.
    """
    wish = wishes.get(topic)
    if wish is None or topic not in report.topics:
        return False
    return wish.any or (topic in report.topics_of_original and wish.met_by(report))


def plan(
    audiences: Iterable[Audience],
    *,
    interested: Callable[[Audience], bool],
    told: Callable[[str], bool],
    listed: Callable[[str], bool] = lambda _: False,
    kinds: Iterable[DeliveryKind],
    may_post: bool,
) -> list[Planned]:
    """Rows for the outbox.

    `interested` says whether an audience would get a first message, `told` whether a chat has
    one already, `listed` whether it has only seen it in a digest, `kinds` what those who have
    one get.
    """
    follow_up = [kind for kind in kinds if kind is not DeliveryKind.POST]
    rows: list[Planned] = []
    for audience in audiences:
        due: Sequence[DeliveryKind]
        if told(audience.chat):
            due = follow_up
        elif listed(audience.chat):
            due = [DeliveryKind.POST] if DeliveryKind.REPLY in follow_up else []
        elif may_post and interested(audience):
            due = [DeliveryKind.POST]
        else:
            continue
        rows += [Planned(audience.chat, kind, audience.language, audience.thread) for kind in due]
    return rows
