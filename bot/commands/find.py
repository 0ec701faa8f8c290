"""/find: the stories in which some words are, the newest five."""

from bot.commands.context import CommandContext
from bot.format.html import fits, foreign, link, time_tag
from monitors import archive
from monitors.store import Filter, Found

_MOST = 5
_READ = 50  # of the best reports those of the newest stories are shown


def find(argument: str, _chat: str, context: CommandContext) -> str:
    """Headlines with what was found in bold."""
    said, query = context.texts, archive.parse(argument)
    if not query:
        return said.say("commands.find.usage")
    found = context.store.search(query, Filter(), _READ)
    stories: dict[str, Found] = {}
    for one in found:
        stories.setdefault(one.story_id, one)
    if not stories:
        return said.say("commands.find.nothing", query=foreign(argument, 100))
    newest = sorted(stories.values(), key=lambda one: one.report.item.published, reverse=True)
    lines = [_line(one, query) for one in newest[:_MOST]]
    answers = ("\n\n".join(lines[:shown]) for shown in range(len(lines), 0, -1))
    return next((each for each in answers if fits(each)), said.say("commands.find.usage"))


def _line(one: Found, query: archive.Query) -> str:
    report = one.report
    outlet = link(report.item.url, foreign(report.source.label, 60) or "→")
    shown = archive.snippet(report, query).pieces
    text = "".join(_piece(piece, marked=marked) for piece, marked in shown)
    return f"{text}\n{outlet} · {time_tag(report.item.published, with_date=True)}"


def _piece(piece: str, *, marked: bool) -> str:
    """As HTML; a space at either end, which `foreign` takes away, parts it from the next."""
    before = " " if piece[:1].isspace() else ""
    after = " " if piece[1:] and piece[-1:].isspace() else ""
    text = f"{before}{foreign(piece, 300)}{after}"
    return f"<b>{text}</b>" if marked else text
