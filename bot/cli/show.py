"""`volia show ID`: all that is known of one story, in the order of time."""

import argparse
import json
from collections.abc import Iterator
from typing import Any

from bot.cli.configuration import settings
from bot.cli.stories import facts_of
from bot.format import plain_text, reply
from bot.format.late import late_line
from bot.texts import texts
from monitors import regroup
from monitors.bonds import Regrouped
from monitors.errors import UnknownStory
from monitors.ledger import ledger
from monitors.model import Alert, Reason, Report, Story
from monitors.store import OutboxEntry, Store


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if there is no such story, or more than one."""
    with Store.open(settings(arguments.config).store.url) as store:
        try:
            row = describe(store, regroup.the_story(store, arguments.key))
        except UnknownStory as error:
            print(json.dumps({"error": str(error)}) if arguments.json else error)
            return 1
    print(json.dumps(row, ensure_ascii=False) if arguments.json else "\n".join(_lines(row)))
    return 0


def describe(store: Store, story: Story) -> dict[str, Any]:
    """The story as `--json` prints it."""
    alerts = {alert.item_id: alert for alert in store.alerts_of(story.id)}
    decisions = store.decisions_on(story.id)
    for gone in {each.other_id for each in decisions}:
        alerts |= {alert.item_id: alert for alert in store.alerts_of(gone)}
    return {
        "id": story.id,
        "topics": list(story.topics),
        "first_seen": story.first_seen.isoformat(),
        "last_seen": story.last_seen.isoformat(),
        "facts": facts_of(ledger(story)),
        "reports": [_report(store, story, one, alerts.get(one.item.id)) for one in story.reports],
        "messages": [_message(entry) for entry in store.messages_of(story.id)],
        "related": store.related_to(story.id),
        "decisions": [_decision(each) for each in decisions],
    }


def _report(store: Store, story: Story, report: Report, alert: Alert | None) -> dict[str, Any]:
    item = report.item
    decided = store.decisions(item.id)[-1:]
    return {
        "item": item.id,
        "published": item.published.isoformat(),
        "source": report.source.name,
        "language": report.detected.tag,
        "title": item.title,
        "url": item.url,
        "event_type": report.action.label.value,
        "reason": decided[0].reason.value if decided else "",
        "news": _news(story, alert) if alert else [],
    }


def _news(story: Story, alert: Alert) -> list[str]:
    """What the report added, as subscribers were told; without the line of its source.

    A first report adds nothing, but may have been late.
    """
    if alert.reason in (Reason.FIRST_REPORT, Reason.WATCHED):
        return [line for line in [plain_text(late_line(alert.news, texts("en")))] if line]
    said = plain_text(reply(story, ledger(story), alert, "en")).splitlines()
    return said[:-1] if alert.news else []


def _message(entry: OutboxEntry) -> dict[str, Any]:
    sent = entry.delivery
    return {
        "chat": sent.chat,
        "kind": sent.kind.value,
        "reason": sent.alert.reason.value,
        "state": sent.state.value,
        "message_id": sent.message_id,
        "at": entry.changed_at.isoformat(),
        "error": entry.error,
    }


def _decision(each: Regrouped) -> dict[str, Any]:
    return {
        "number": each.id,
        "kind": each.kind.value,
        "stories": [each.story_id, each.other_id],
        "by": each.by,
        "why": each.why,
        "at": each.at.isoformat(),
        "undone": each.undone,
    }


def _lines(row: dict[str, Any]) -> Iterator[str]:
    """For people."""
    yield f"{row['id']}  {', '.join(row['topics'])}"
    for name, value in row["facts"].items():
        if value:
            yield f"  {name:16} {json.dumps(value, ensure_ascii=False)}"
    yield "reports"
    for report in row["reports"]:
        told = texts("en").get(f"commands.reason.{report['reason']}") or report["reason"]
        when = f"{report['published'][:16]}  {report['language']:9}"
        yield f"  {when} {report['source']}: {report['title']}"
        yield f"      {report['item']}  {told}  {report['url']}"
        yield from (f"      {one}" for one in report["news"])
    yield from _rest(row)


def _rest(row: dict[str, Any]) -> Iterator[str]:
    if row["messages"]:
        yield "messages"
    for sent in row["messages"]:
        number = f" {sent['message_id']}" if sent["message_id"] else ""
        why = f"  ({sent['error']})" if sent["error"] else ""
        what = f"{sent['kind']} {sent['state']}, {sent['reason']}{why}"
        yield f"  {sent['at'][:16]}  {sent['chat']}{number}: {what}"
    if row["related"]:
        yield f"perhaps the same as  {' '.join(row['related'])}"
    if row["decisions"]:
        yield "decisions"
    for each in row["decisions"]:
        undone = ", taken back" if each["undone"] else ""
        why = f": {each['why']}" if each["why"] else ""
        what = f"{each['kind']} {' '.join(each['stories'])} by {each['by']}{why}{undone}"
        yield f"  {each['number']}  {each['at'][:16]}  {what}"
