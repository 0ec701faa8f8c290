"""Pure: which headline of a story a channel reads, and what is said of its language."""

from bot.format.html import foreign
from bot.texts import Texts
from monitors.ledger import tellers
from monitors.model import OutletKind, Report, Story, Translation


def chosen(story: Story, language: str) -> Report:
    """The report whose headline leads, so that it reads best in `language`.

    Of those that claim what the first report of a decision or a fact claims: one written in the
    language, else one translated into it; of several one that is not of a state outlet, which
    tells its own side; of those the earliest.
    """
    telling = tellers(story.reports)
    first = telling[0]
    alike = (one for one in telling if one.action.label is first.action.label)
    return min(alike, key=lambda one: _distance(one, language))


def _distance(report: Report, language: str) -> tuple[bool, bool, bool]:
    """How far a headline is from what a reader of `language` wants; the least is the best."""
    native = report.detected.language == language
    state = report.source.outlet_kind is OutletKind.STATE
    return not native, not (native or report.translation(language)), state


def title(report: Report, language: str, most: int) -> str:
    """The headline as HTML: the original in `language`, else its translation, else the original."""
    translation = _shown(report, language)
    return foreign((translation and translation.title) or report.item.title, most)


def beside(report: Report, language: str, most: int) -> str:
    """The original of a headline whose translation is in doubt, as HTML; else ''."""
    translation = _shown(report, language)
    return foreign(report.item.title, most) if translation and _warnings(translation) else ""


def remark(report: Report, language: str, texts: Texts) -> str:
    """«machine translation from Belarusian», with its doubts, or that there is none, or ''."""
    if report.detected.language == language:
        return ""
    translation = _shown(report, language)
    if translation is None:
        return texts.say("mark.untranslated")
    known = texts.get(f"language.{report.detected.language}")
    machine = texts.say("mark.machine", language=known or texts.say("language.und"))
    via = texts.get(f"via.{translation.via}") or ""
    return ", ".join(part for part in (machine, via, _doubts(translation, texts)) if part)


def _doubts(translation: Translation, texts: Texts) -> str:
    """«uncertain: names not verified», or '' if no guard fired."""
    named = [texts.get(f"doubt.{warning}") for warning in _warnings(translation)]
    told = dict.fromkeys(one or texts.say("doubt.any") for one in named)
    return texts.say("mark.doubtful", doubts=", ".join(told)) if told else ""


def _warnings(translation: Translation) -> list[str]:
    """Those of the headline; the lead is not shown."""
    return [warning for warning in translation.warnings if not warning.startswith("lead-")]


def _shown(report: Report, language: str) -> Translation | None:
    """The translation that stands for the original; None in the original's own language."""
    return None if report.detected.language == language else report.translation(language)
