"""Pure: the audible reply that says only what is new."""

from collections.abc import Iterator

from bot.format import facts
from bot.format.html import fits
from bot.format.late import late_line
from bot.format.news import Figure, figure, figures, names, values
from bot.format.post import source_line
from bot.texts import Texts, texts
from monitors.model import Alert, Ledger, Reason, Report, Story

_MOST_NATIONS = 10
_MOST_NAMES = 10


def reply(
    story: Story, ledger: Ledger, alert: Alert, language: str, *, repeated: bool = False
) -> str:
    """What `alert` adds to the first message, in a few lines, and which report says it."""
    said = texts(language)
    mark = [said.say("mark.repeat")] if repeated else []
    told = list(_sentences(story, ledger, alert, said)) or [said.say("news.nothing")]
    line = source_line(_teller(story, alert), story, said)
    late = late_line(alert.news, said)
    full = "\n".join([*mark, f"❗ {told[0]}", *told[1:], *filter(None, [late]), line])
    return full if fits(full) else "\n".join([*mark, said.say("news.nothing"), line])


def _sentences(story: Story, ledger: Ledger, alert: Alert, said: Texts) -> Iterator[str]:
    for one in figures(alert.news, "released"):
        yield _people(one, ledger, alert.reason, said)
    yield from _legs(story, ledger, alert, said)
    yield from _official(alert, said)
    nations = [_nation(value, said) for value in values(alert.news, "nation")]
    if shown := [one for one in nations if one]:
        among = facts.listed(shown, _MOST_NATIONS, said, separator=" · ")
        yield said.say("news.among", list=among)
    people = names(alert.news, "people")
    if people:
        yield said.say("news.names", list=facts.persons(people, _MOST_NAMES, said))
    for confirmed in figures(alert.news, "sources")[:1]:
        if confirmed.new > 1:
            yield said.count("badge.confirmed", confirmed.new)


def _people(one: Figure, ledger: Ledger, reason: Reason, said: Texts) -> str:
    """How many people it is now, and what was told before or is told by others."""
    if one.contested:
        side_by_side = f"<b>{one.old}</b> · <b>{one.new}</b>"
        both = len(ledger.released) > 1
        return said.say(
            "news.differ", list=facts.who_says(ledger.released, said) if both else side_by_side
        )
    shown = facts.people(one.new, said, f"<b>{one.new}</b>")
    if one.old is None:
        known = ledger.released and ledger.released[0].value.value == one.new
        return facts.released(ledger, said) if known else shown
    key = "news.corrected" if reason is Reason.CORRECTED else "news.now"
    return said.say(key, people=shown, old=one.old)


def _legs(story: Story, ledger: Ledger, alert: Alert, said: Texts) -> Iterator[str]:
    """What else was done; sanctions with their targets, also if those were named before."""
    targets = names(alert.news, "target")
    if values(alert.news, "leg") and not targets:
        targets = [mention.value for mention in _teller(story, alert).facts.targets]
    detail = f": <b>{facts.targets(targets, said)}</b>" if targets else ""
    for label in values(alert.news, "leg"):
        heading = facts.act(label, said, too=True)
        if heading and label.startswith("sanctions"):
            yield heading + detail
            detail = ""
        elif heading:
            yield heading
    if detail and names(alert.news, "target"):
        yield (facts.sanctions_heading(ledger, said) or facts.act("sanctions", said)) + detail


def _official(alert: Alert, said: Texts) -> Iterator[str]:
    """That a government confirms it, or state media say it too; which, the report's line says."""
    sentences = [said.get(f"news.official.{family}") for family in values(alert.news, "official")]
    yield from filter(None, sentences)
    if values(alert.news, "state"):
        yield said.say("news.state")


def _teller(story: Story, alert: Alert) -> Report:
    """The report that the alert is about."""
    return next((one for one in story.reports if one.item.id == alert.item_id), story.reports[-1])


def _nation(value: str, said: Texts) -> str:
    """«🇱🇹 Lithuania 6», «🇵🇱 Poland 3 (was 2)» or, if contested, «🇵🇱 Poland 3 / 2»."""
    country, _, number = value.partition("=")
    known = figure(number)
    if not known:
        return ""
    name = facts.country_name(country, said)
    if known.old is None:
        return said.say("news.nation", country=name, n=known.new)
    if known.contested:
        return said.say("news.nation", country=name, n=f"{known.old} / {known.new}")
    return said.say("news.nation_now", country=name, n=known.new, old=known.old)
