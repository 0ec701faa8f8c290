"""Pure: a story as admins see it, with buttons to put it together or take it apart."""

from collections.abc import Iterator, Sequence

from bot.format import facts
from bot.format.headline import beside, chosen, title
from bot.format.html import cut, fits, foreign, link, plain_text, tidy
from bot.format.post import source_line
from bot.message import LONGEST_DATA, Button, Message
from bot.texts import Texts, texts
from monitors.model import Story

MERGE, SPLIT, APART = "merge", "split", "apart"
_MOST_REPORTS = 8
_MOST_STORIES = 3
_LONGEST_LABEL = 60


def card(story: Story, others: Sequence[Story], language: str, *, doubtful: bool) -> Message:
    """The story and its reports; `others` are those it may be merged with.

    `doubtful`: they are perhaps the same event, so that one can also say that they are not.
    """
    said, others = texts(language), others[:_MOST_STORIES]
    for shown in range(min(len(story.reports), _MOST_REPORTS), -1, -1):
        html = "\n".join(_lines(story, others, shown, said, doubtful=doubtful))
        if fits(html):
            break
    return Message(html, tuple(_buttons(story, others, said, doubtful=doubtful)))


def _lines(
    story: Story, others: Sequence[Story], shown: int, said: Texts, *, doubtful: bool
) -> Iterator[str]:
    yield f"<b>{_headline(story, said)}</b>"
    yield f"<code>{foreign(story.id, 80)}</code>"
    for report in story.reports[:shown]:
        yield f"{source_line(report, story, said)} {foreign(report.item.title, 120)}"
    more = len(story.reports) - shown
    if more:
        yield said.say("facts.more", n=more)
    if others and doubtful:
        yield f"\n{said.say('story.doubt')}"
        yield from (f"• {_headline(other, said)}" for other in others)


def _headline(story: Story, said: Texts) -> str:
    lead = chosen(story, said.language)
    shown = beside(lead, said.language, 160) or title(lead, said.language, 160)
    return link(lead.item.url, shown or facts.outlets([lead.source], said))


def _buttons(
    story: Story, others: Sequence[Story], said: Texts, *, doubtful: bool
) -> Iterator[Button]:
    for other in others:
        event = plain_text(title(chosen(other, said.language), said.language, 160))
        yield from _button(MERGE, story.id, other.id, event, said)
        if doubtful:
            yield from _button(APART, story.id, other.id, event, said)
    if len(story.reports) > 1:
        for report in story.reports[:_MOST_REPORTS]:
            about = f"{report.source.label}: {report.item.title}"
            yield from _button(SPLIT, story.id, report.item.id, about, said)


def _button(what: str, story_id: str, other: str, about: str, said: Texts) -> Iterator[Button]:
    """One button; none where the ids are too long for it."""
    data = f"{what}:{story_id}:{other}"
    if len(data.encode()) <= LONGEST_DATA:
        yield Button(cut(said.say(f"story.{what}", event=tidy(about)), _LONGEST_LABEL), data)
