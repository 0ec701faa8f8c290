"""Pure: many stories in one message."""

from collections.abc import Sequence

from bot.format import facts
from bot.format.headline import beside, chosen, remark, title
from bot.format.html import fits, link, time_tag
from bot.texts import Texts, texts
from monitors.model import Story

_MOST_STORIES = 30


def digest(
    stories: Sequence[Story], language: str, *, backlog: bool = False, repeated: bool = False
) -> str:
    """Headlines with links and times, oldest first; as many as a message holds.

    Of too many those stay in which something happened, then those that more outlets tell, then
    the newer ones; the others are counted.
    A translation that is in doubt is left out: its original stands there. `backlog`: they were
    seen long after they happened, and this is the first that the chat hears of them. `repeated`
    marks a message that was perhaps sent before.
    """
    said = texts(language)
    key = "backlog" if backlog else "digest"
    heading = f"<b>{said.count(key, len(stories))}</b>"
    heading = f"{said.say('mark.repeat')}\n{heading}" if repeated else heading
    ranked = sorted(stories, key=_rank)[:_MOST_STORIES]
    lines = {id(story): _line(story, said) for story in ranked}
    for shown in range(len(ranked), 0, -1):
        ordered = sorted(ranked[:shown], key=lambda story: story.first_seen)
        more = len(stories) - shown
        rest = [said.say("sources.more", n=more)] if more else []
        message = "\n".join([heading, "", *(lines[id(story)] for story in ordered), *rest])
        if fits(message):
            return message
    return heading


def _rank(story: Story) -> tuple[bool, int, float]:
    """What is told first, if not all can be."""
    happened = any(report.action.alerting for report in story.reports)
    outlets = {report.source.name for report in story.reports}
    return not happened, -len(outlets), -story.first_seen.timestamp()


def _line(story: Story, said: Texts) -> str:
    lead = chosen(story, said.language)
    doubted = beside(lead, said.language, 160)
    headline = doubted or title(lead, said.language, 160) or facts.outlets([lead.source], said)
    note = "" if doubted else remark(lead, said.language, said)
    told = f"• {link(lead.item.url, headline)} {time_tag(story.first_seen, with_date=True)}"
    return f"{told} <i>{note}</i>" if note else told
