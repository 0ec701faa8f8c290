"""/why: what became of an item."""

from bot.commands.context import CommandContext
from bot.format.html import fits, foreign, link, time_tag
from monitors.store import DecisionRow, StoredItem


def why(argument: str, _chat: str, context: CommandContext) -> str:
    """The decisions on the item with this link or id, the latest if not all have room."""
    said = context.texts
    if not argument:
        return said.say("commands.why.usage")
    found = context.store.find_item(argument)
    if found is None:
        return said.say("commands.why.absent")
    decisions = context.store.decisions(found.item.id)
    lines = [_line(decision, context) for decision in decisions]
    if not lines:
        return f"{_item(found)}\n{said.say('commands.why.undecided')}"
    drafts = ("\n".join([_item(found), *lines[first:]]) for first in range(len(lines)))
    return next((draft for draft in drafts if fits(draft)), _item(found))


def _item(found: StoredItem) -> str:
    item = found.item
    title = link(item.url, foreign(item.title, 150) or foreign(item.id, 40))
    about = f"{foreign(item.source, 40)} · {foreign(found.language, 20)}"
    return f"{title}\n{about} · {time_tag(item.published, with_date=True)}"


def _line(decision: DecisionRow, context: CommandContext) -> str:
    reason = decision.reason.value
    told = context.texts.get(f"commands.reason.{reason}") or reason
    details = foreign(decision.why, 250)
    head = f"{foreign(decision.stage, 20)}: <b>{told}</b> ({reason})"
    return f"{head}\n<i>{details}</i>" if details else head
