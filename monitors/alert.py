"""Pure: is a report worth telling, and what is new in it.

`decide` compares what its story says with and without the report. What is new is told as
tokens, which bot/format puts into sentences:

    released:52           first figure of people released       released:14->52      a new figure
    released:52<>14       52 was said, this report says 14      nation:LT=6          first figure for a nationality
    nation:PL=2->3        a new one                             nation:PL=3<>2       a conflicting one
    leg:sanctions.lifted  an action of another kind was taken   leg:sanctions        the same, the report
                          or an announced one has happened                           only mentions it
    target:Belavia        a sanctioned party not named before   people:A; B          persons not named before
    official:release      the first government to say what others said of this kind of action
    state:release         state media say so too, the first official voice after others
    sources:3             independent sources, this one included
    late:360              the report was 360 minutes old when it was seen (added by the pipeline)
    backlog:360           the same, and its source had not been read for long

What a subscriber gets, and hears, for a reason:

    first_report          post, audible       the living message, with a badge: how well confirmed
    watched               post, audible       the same
    new_fact              reply, audible      "Now 52 people (was 14)", "Sanctions lifted too: ..."
                          and silent edit     the message as it is now, old figures struck out
    corrected             the same            "Correction: 16 people (not 14)"
    contradicted          the same            "Sources differ: 20 — LRT · 18 — BNS"
    confirmed             silent edit         "confirmed by 3 independent sources"
    edited, translated    silent edit         the message as it is now
    listed                silent edit         one more outlet in its lists: who says what
    digest                digest, silent      headlines of many stories
    nothing_new, too_old, backlog, no_action, not_on_topic, known: nothing
"""  # noqa: E501 - a table

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitors.ledger import WHOLE_COUNTRIES, is_part, ledger, tellers
from monitors.model import (
    ActionLabel,
    Count,
    DeliveryKind,
    Ledger,
    OutletKind,
    Qualifier,
    Reason,
    Report,
    Said,
    Story,
)
from monitors.voices import is_official

BUILT_IN = frozenset({"prisoner-release", "sanctions"})
BACKLOG_AGE = timedelta(hours=24)
"""A new source tells nothing older than this on its first poll."""
NAMES_WORTH_A_REPLY = 3
"""Further names are told only as a list; before any is known, one name is news."""

_KINDS = {
    Reason.FIRST_REPORT: (DeliveryKind.POST,),
    Reason.WATCHED: (DeliveryKind.POST,),
    Reason.CONFIRMED: (DeliveryKind.EDIT,),
    Reason.EDITED: (DeliveryKind.EDIT,),
    Reason.LISTED: (DeliveryKind.EDIT,),
    Reason.TRANSLATED: (DeliveryKind.EDIT,),
    Reason.NEW_FACT: (DeliveryKind.EDIT, DeliveryKind.REPLY),
    Reason.CORRECTED: (DeliveryKind.EDIT, DeliveryKind.REPLY),
    Reason.CONTRADICTED: (DeliveryKind.EDIT, DeliveryKind.REPLY),
    Reason.DIGEST: (DeliveryKind.DIGEST,),
}


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a report is told or not, and what is new in it (tokens of the module's grammar)."""

    reason: Reason
    news: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _News:
    """One token and how it stands to what was said before."""

    reason: Reason
    token: str


def kinds(reason: Reason) -> tuple[DeliveryKind, ...]:
    """How a subscriber gets to know: nothing at all for a reason that is no alert."""
    return _KINDS.get(reason, ())


def decide(
    report: Report,
    before: Story | None,
    now: datetime,
    *,
    max_age: timedelta,
    backlog: bool,
) -> Decision:
    """Whether and why `report` is told, given its story `before` it came (None: a new story).

    `backlog` is true on the first poll of a source. A report that `before` already holds with
    the same content is nothing new. Never raises.
    """
    silence = _silence(report, before, now, max_age, backlog=backlog)
    if silence:
        return Decision(silence)
    if not _tells(report):
        return Decision(Reason.WATCHED)
    if before is None or not any(_was_told(other, max_age) for other in before.reports):
        return Decision(Reason.FIRST_REPORT)
    return _compared(report, before)


def is_listed(report: Report, before: Story) -> bool:
    """True if a report with nothing new changes what the message lists: who says what.

    So the message does not depend on the order in which reports came.
    """
    after = replace(before, reports=(*before.reports, report))
    return report.action.alerting and _lists(after) != _lists(before)


def _lists(story: Story) -> tuple[object, ...]:
    """What of a story a message shows."""
    book = ledger(story)
    named = (book.actions, book.countries, book.people, book.targets, book.sanctioning)
    return (
        book.released,
        [one.value for one in book.by_nationality],
        [[one.value for one in said] for said in named],
        [source.name for source in (*book.independent, *book.official)],
        book.only_state,
        {each.source.name for each in tellers(story.reports)},
    )


def _silence(
    report: Report, before: Story | None, now: datetime, max_age: timedelta, *, backlog: bool
) -> Reason | None:
    """Why nothing is told whatever the story says, or None."""
    age = now - report.item.published
    if not report.hits:
        return Reason.NOT_ON_TOPIC
    if _holds(before, report, unchanged=True):
        return Reason.NOTHING_NEW
    if not _tells(report) and set(report.topics) <= BUILT_IN:
        return Reason.NO_ACTION
    if backlog and age > min(max_age, BACKLOG_AGE):
        return Reason.BACKLOG
    return Reason.TOO_OLD if age > max_age else None


def _tells(report: Report) -> bool:
    return report.action.alerting and not BUILT_IN.isdisjoint(report.topics)


def _was_told(report: Report, max_age: timedelta) -> bool:
    """False for one that was already too old when it was fetched: subscribers never saw it."""
    return _tells(report) and report.item.fetched - report.item.published <= max_age


def _holds(story: Story | None, report: Report, *, unchanged: bool = False) -> bool:
    return story is not None and any(
        other.item.id == report.item.id
        and (not unchanged or other.item.content_hash == report.item.content_hash)
        for other in story.reports
    )


def _compared(report: Report, before: Story) -> Decision:
    """The decision about a report that joins a story already told, or replaces its old text."""
    others = (other for other in before.reports if other.item.id != report.item.id)
    was = ledger(before)
    becomes = ledger(replace(before, reports=(*others, report)))
    news = tuple(_news(report, was, becomes))
    reasons = {one.reason for one in news}
    for reason in (Reason.CORRECTED, Reason.CONTRADICTED, Reason.NEW_FACT):
        if reason in reasons:
            return Decision(reason, tuple(one.token for one in news))
    if len(becomes.independent) > len(was.independent):
        return Decision(Reason.CONFIRMED, (f"sources:{len(becomes.independent)}",))
    return Decision(Reason.NOTHING_NEW)


def _news(report: Report, was: Ledger, becomes: Ledger) -> Iterator[_News]:
    """Everything in `report` that the ledger did not hold, the figures first."""
    if report.facts.released:
        figures = was.released, becomes.released
        yield from _figure("released:", report, report.facts.released, *figures)
    for nation in report.facts.by_nationality:
        figures = _of(nation.country, was), _of(nation.country, becomes)
        yield from _figure(f"nation:{nation.country}=", report, nation.count, *figures)
    yield from _legs(report, was)
    yield from _targets(report, was)
    yield from _people(report, was)
    yield from _official(report, was)


def _of(country: str, book: Ledger) -> tuple[Said[Count], ...]:
    """The figures for one nationality, the best supported first."""
    found = (said for said in book.by_nationality if said.value.country == country)
    return tuple(Said(said.value.count, said.by, said.since) for said in found)


def _figure(
    name: str,
    report: Report,
    count: Count,
    known: Sequence[Said[Count]],
    becomes: Sequence[Said[Count]],
) -> Iterator[_News]:
    """The news of one figure: first, corrected by its source, in place of others, or in conflict.

    `becomes` are the figures with the report, the best supported first: that one is told as what
    holds now, any other only as what somebody else says.
    """
    if not known:
        yield _News(Reason.NEW_FACT, f"{name}{count.value}")
        return
    if count.increment or any(said.value.value == count.value for said in known):
        return
    own = _own(report, known)
    leads = bool(becomes) and becomes[0].value.value == count.value
    reason = _relation(report, count, own, known, leads=leads)
    if reason is Reason.CORRECTED and own:
        yield _News(reason, f"{name}{own.value}->{count.value}")
    elif reason is Reason.CONTRADICTED:
        yield _News(reason, f"{name}{known[0].value.value}<>{count.value}")
    elif reason:
        yield _News(reason, f"{name}{_highest(known)}->{count.value}")


def _own(report: Report, known: Iterable[Said[Count]]) -> Count | None:
    """The figure that the report's source gave before."""
    for said in known:
        if any(source.name == report.source.name for source in said.by):
            return said.value
    return None


def _highest(known: Iterable[Said[Count]]) -> int:
    return max(said.value.value for said in known)


def _relation(
    report: Report,
    count: Count,
    own: Count | None,
    known: Sequence[Said[Count]],
    *,
    leads: bool,
) -> Reason | None:
    """How a figure not said before stands to those said before; None: it only repeats a part."""
    highest = _highest(known)
    if count.value < highest and is_part(count.value, report):
        return None
    if own and own.qualifier is Qualifier.EXACT:
        return Reason.CORRECTED
    if count.value > highest:
        open_end = known[0].value.qualifier is Qualifier.AT_LEAST
        return Reason.NEW_FACT if leads or open_end else Reason.CONTRADICTED
    return None if count.qualifier is Qualifier.AT_LEAST else Reason.CONTRADICTED


def _legs(report: Report, was: Ledger) -> Iterator[_News]:
    """An action of another kind, an announced release that happened, or the other leg named."""
    labels = {said.value for said in was.actions}
    families = {label.family for label in labels}
    label = report.action.label
    happened = label is ActionLabel.RELEASE_HAPPENED and label not in labels
    if label.family not in families or (happened and ActionLabel.RELEASE_ANNOUNCED in labels):
        yield _News(Reason.NEW_FACT, f"leg:{label.value}")
    other = _other_leg(report)
    known = bool(was.targets) if other == "sanctions" else bool(was.released)
    if other and other not in families and not known:
        yield _News(Reason.NEW_FACT, f"leg:{other}")


def _other_leg(report: Report) -> str:
    """The family of the deal's other half if the report states it, else ""."""
    facts = report.facts
    if report.action.label.family == "release":
        return "sanctions" if facts.targets and "sanctions" in report.topics else ""
    return "release" if facts.released and "prisoner-release" in report.topics else ""


def _targets(report: Report, was: Ledger) -> Iterator[_News]:
    known = {said.value for said in was.targets}
    for target in dict.fromkeys(mention.value for mention in report.facts.targets):
        if target not in known and not (known and target in WHOLE_COUNTRIES):
            yield _News(Reason.NEW_FACT, f"target:{target}")


def _official(report: Report, was: Ledger) -> Iterator[_News]:
    """A government, or the first official voice at all, says what only others said before."""
    kind, family = report.source.outlet_kind, report.action.label.family
    said = [source for one in was.actions if one.value.family == family for source in one.by]
    if not said or not report.action.alerting:
        return
    if kind is OutletKind.GOVERNMENT:
        if all(source.outlet_kind is not kind for source in said):
            yield _News(Reason.NEW_FACT, f"official:{family}")
    elif kind is OutletKind.STATE and not any(map(is_official, said)):
        yield _News(Reason.NEW_FACT, f"state:{family}")


def _people(report: Report, was: Ledger) -> Iterator[_News]:
    known = {said.value for said in was.people}
    new = sorted({mention.value for mention in report.facts.people} - known)
    if len(new) >= (NAMES_WORTH_A_REPLY if known else 1):
        yield _News(Reason.NEW_FACT, "people:" + "; ".join(new))
