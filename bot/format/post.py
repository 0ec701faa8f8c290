"""Pure: the living message of a story."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.format import facts
from bot.format.headline import beside, chosen, remark, title
from bot.format.html import cut, fits, foreign, link, tidy, time_tag
from bot.format.late import late_line
from bot.format.news import names, replaced, replaced_by_nation
from bot.texts import Texts, texts
from monitors.alert import BUILT_IN
from monitors.ledger import tellers
from monitors.model import Alert, Ledger, Report, Story
from monitors.voices import cited

_SAME_DAY = timedelta(hours=12)
_MOST_TOPICS = 6
_MOST_COUNTRIES = 6
_LONGEST_HASHTAG = 40


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each part a message holds."""

    headline: int = 300
    originals: int = 12
    sources: int = 15
    people: int = 12
    nations: int = 12
    facts: bool = True
    hashtags: bool = True


# What an over-long message loses, in this order, until it fits (docs/messages.md); a part goes
# whole: original headlines but the first four, all of them, names of people, sources but the first
# five, nationalities, hashtags, all facts and sources but the first. What is left is the headline,
# the badge and the first report's link; if addresses alone fill a message, the headline as a link.
SIZES = (
    Size(),
    Size(originals=4),
    Size(originals=0),
    Size(originals=0, people=0),
    Size(originals=0, people=0, sources=5),
    Size(originals=0, people=0, sources=5, nations=0),
    Size(originals=0, people=0, sources=5, nations=0, hashtags=False),
    Size(headline=150, originals=0, people=0, sources=1, nations=0, hashtags=False, facts=False),
)


def post(
    story: Story,
    ledger: Ledger,
    alert: Alert,
    language: str,
    *,
    repeated: bool = False,
    edited: bool = False,
) -> str:
    """The message of `story` as subscribers of a channel in `language` see it now.

    Figures that the news of `alert` replace are struck out. `repeated` marks a message that was
    perhaps sent before; `edited` is one that takes the place of an earlier one.
    """
    said = texts(language)
    marks = [
        said.say("mark.repeat") if repeated else "",
        late_line(alert.news, said, edited=edited),
    ]
    above = [mark for mark in marks if mark]
    about = _shown(story, alert)
    drafts = (_message(about, ledger, alert, said, size, above) for size in SIZES)
    return next((draft for draft in drafts if fits(draft)), "") or _bare(about, said)


def _shown(story: Story, alert: Alert) -> Story:
    """The story without reports that only mention it, unless they are what the message is about."""
    kept = {id(report) for report in tellers(story.reports)}
    own = (one for one in story.reports if one.item.id == alert.item_id)
    watched = (one for one in story.reports if not BUILT_IN.issuperset(one.topics))
    kept |= {id(report) for report in (*own, *watched)}
    return replace(story, reports=tuple(one for one in story.reports if id(one) in kept))


def _message(
    story: Story, ledger: Ledger, alert: Alert, said: Texts, size: Size, above: Sequence[str]
) -> str:
    parts = [
        "\n".join([*above, _head(story, alert, said, size)]),
        _facts(ledger, alert, said, size) if size.facts else "",
        facts.badge(ledger, said),
        "\n".join(_sources(story, said, size.sources)),
        _originals(story, said, size),
        _hashtags(story, ledger, said) if size.hashtags else "",
    ]
    return "\n\n".join(part for part in parts if part)


def _bare(story: Story, said: Texts) -> str:
    """Headline and link: what is left when an address alone nearly fills a message."""
    lead = story.reports[0]
    shown = beside(lead, said.language, 150) or title(lead, said.language, 150)
    return link(lead.item.url, shown or facts.outlets([lead.source], said))


def _head(story: Story, alert: Alert, said: Texts, size: Size) -> str:
    lead = chosen(story, said.language)
    headline = title(lead, said.language, size.headline)
    original, note = beside(lead, said.language, 200), remark(lead, said.language, said)
    watched = facts.listed([foreign(name, 60) for name in _watched(story, alert)], 5, said)
    lines = [
        f"👁 {said.say('mark.watched', names=watched)}" if watched else "",
        f"{_emblem(story)} <b>{headline}</b>" if headline else "",
        original,
        f"<i>{note}</i>" if note and headline else "",
    ]
    return "\n".join(line for line in lines if line)


def _emblem(story: Story) -> str:
    families = [report.action.label.family for report in story.reports]
    return {"release": "🕊", "sanctions": "⚖️", "detention": "🔒"}.get(families[0], "📰")


def _watched(story: Story, alert: Alert) -> list[str]:
    """Names on the watch list, and words of a chat, that this alert is about."""
    hits = [
        hit.term
        for one in story.reports
        for hit in one.hits
        if hit.topic == "watch" and not hit.possible
    ]
    return list(dict.fromkeys([*hits, *names(alert.news, "watch")]))


def _facts(ledger: Ledger, alert: Alert, said: Texts, size: Size) -> str:
    lines = [
        facts.released(ledger, said, replaced(alert.news, "released")),
        facts.nations(ledger, size.nations, said, replaced_by_nation(alert.news)),
        facts.sanctions(ledger, said),
        facts.named(ledger, size.people, said),
    ]
    return "\n".join(line for line in lines if line)


def _sources(story: Story, said: Texts, most: int) -> Iterator[str]:
    """One line an outlet, that of the first report first, and whom it passes on."""
    reports = _one_an_outlet(story.reports)
    passes_on = cited(story.reports)
    for report in reports[:most]:
        who = foreign(passes_on.get(report.item.id, ""), facts.LONGEST_NAME)
        note = f" <i>({said.say('sources.cites', who=who)})</i>" if who else ""
        yield source_line(report, story, said) + note
    if len(reports) > most > 1:
        yield said.say("sources.more", n=len(reports) - most)


def _one_an_outlet(reports: Sequence[Report]) -> list[Report]:
    first: dict[str, Report] = {}
    for report in reports:
        first.setdefault(report.source.name, report)
    return list(first.values())


def source_line(report: Report, story: Story, said: Texts) -> str:
    """Flag of the language, outlet as a link, and when it was published."""
    published = report.item.published
    late = abs(published - story.reports[0].item.published) >= _SAME_DAY
    label = foreign(report.source.label, facts.LONGEST_NAME) or said.say("sources.title")
    outlet = link(report.item.url, label)
    tongue = facts.language_flag(report.detected.language)
    return f"{tongue} {outlet} {time_tag(published, with_date=late)}"


def _originals(story: Story, said: Texts, size: Size) -> str:
    """Original headlines in a quote that opens, without the one that already leads."""
    lead = chosen(story, said.language)
    told = title(lead, said.language, size.headline)
    lines = []
    for report in _one_an_outlet(story.reports):
        headline = foreign(report.item.title, 200)
        if headline and headline not in (told, beside(lead, said.language, 200)):
            outlet = foreign(report.source.label, 40)
            tongue = facts.language_flag(report.detected.language)
            lines.append(f"{tongue} {outlet}: {headline}")
    if not lines or not size.originals:
        return ""
    heading = said.say("originals.title")
    return (
        "<blockquote expandable>" + "\n".join([heading, *lines[: size.originals]]) + "</blockquote>"
    )


def _hashtags(story: Story, ledger: Ledger, said: Texts) -> str:
    topics = [topic for topic in story.topics if topic != "watch"][:_MOST_TOPICS]
    countries = [one.value for one in ledger.countries][:_MOST_COUNTRIES]
    names = [said.name("hashtag", topic) for topic in topics]
    names += [said.name("country", country) for country in countries]
    tags = [_hashtag(name) for name in names]
    return " ".join(dict.fromkeys(tag for tag in tags if tag))


def _hashtag(name: str) -> str:
    """#PrisonerRelease; letters and digits only, and not of digits alone."""
    words = re.findall(r"\w+", tidy(name[: _LONGEST_HASHTAG * 8]).replace("_", " "))
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    letters = cut(joined, _LONGEST_HASHTAG).removesuffix("…")
    return f"#{letters}" if letters and not letters.isdigit() else ""
