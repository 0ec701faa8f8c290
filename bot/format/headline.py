"""Pure: which headline of a story a channel reads, and what is said of its language."""

from bot.format.html import foreign
from bot.texts import Texts
from monitors.model import OutletKind, Report, Story


def chosen(story: Story, language: str) -> Report:
    """The report whose headline leads, so that it reads best in `language`.

    Of those that claim what the first report claims: one written in the language, else one
    translated into it, else one translated at all; of several one that is not of a state outlet,
    which tells its own side; of those the earliest.
    """
    first = story.reports[0]
    alike = (one for one in story.reports if one.action.label is first.action.label)
    return min(alike, key=lambda one: _distance(one, language))


def _distance(report: Report, language: str) -> tuple[bool, bool, bool, bool]:
    """How far a headline is from what a reader of `language` wants; the least is the best."""
    into = report.translation is not None and report.translation.language == language
    native = report.detected.language == language
    state = report.source.outlet_kind is OutletKind.STATE
    return not native, not (native or into), not (native or report.translation), state


def title(report: Report, language: str, most: int) -> str:
    """The headline as HTML: the original in `language`, else its translation, else the original."""
    if report.detected.language != language and report.translation:
        return foreign(report.translation.title or report.item.title, most)
    return foreign(report.item.title, most)


def remark(report: Report, language: str, texts: Texts) -> str:
    """«machine translation from Belarusian», why there is none, or '' if none is needed."""
    if report.detected.language == language:
        return ""
    if report.translation:
        known = texts.get(f"language.{report.detected.language}")
        return texts.say("mark.machine", language=known or texts.say("language.und"))
    if report.untranslated:
        return texts.say("mark.untranslated_why", why=foreign(report.untranslated, 120))
    return texts.say("mark.untranslated")
