"""Pure: which headline of a story a channel reads, and what is said of its language."""

from bot.format.html import foreign
from bot.texts import Texts
from monitors.model import Report, Story


def chosen(story: Story, language: str) -> Report:
    """The report whose headline leads, so that it reads best in `language`.

    Of those that claim what the first report claims: the earliest written in the language, else
    the earliest translated into it, else the first translated at all, else the first.
    """
    first = story.reports[0]
    alike = [one for one in story.reports if one.action.label is first.action.label]
    native = [one for one in alike if one.detected.language == language]
    into = [one for one in alike if one.translation and one.translation.language == language]
    translated = [one for one in alike if one.translation]
    return next(iter([*native, *into, *translated, first]))


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
