"""/why: what became of an item."""

from bot.commands.context import CommandContext
from bot.format.html import foreign, link, time_tag
from monitors.store import DecisionRow, StoredItem


def why(argument: str, _chat: str, context: CommandContext) -> str:
    """The decisions of each stage on the item with this link or id."""
    said = context.texts
    if not argument:
        return said.say("commands.why.usage")
    found = context.store.find_item(argument)
    if found is None:
        return said.say("commands.why.absent")
    decisions = context.store.decisions(found.item.id)
    lines = [_line(decision, context) for decision in decisions]
    return "\n".join([_item(found), *(lines or [said.say("commands.why.undecided")])])


def _item(found: StoredItem) -> str:
    item = found.item
    title = link(item.url, foreign(item.title, 200) or foreign(item.id, 40))
    about = f"{foreign(item.source, 40)} · {foreign(found.language, 20)}"
    return f"{title}\n{about} · {time_tag(item.published, with_date=True)}"


def _line(decision: DecisionRow, context: CommandContext) -> str:
    reason = decision.reason.value
    told = context.texts.get(f"commands.reason.{reason}") or reason
    details = foreign(decision.why, 600)
    head = f"{foreign(decision.stage, 20)}: <b>{told}</b> ({reason})"
    return f"{head}\n<i>{details}</i>" if details else head
