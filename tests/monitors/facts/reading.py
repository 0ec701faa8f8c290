"""How the tests of facts read a sentence: a language tag, a title, perhaps a summary."""

from monitors.facts import extract
from monitors.model import Action, ActionLabel, Detected, Facts
from monitors.rules.second_opinion import marks_in
from monitors.words import load_vocabulary

VOCABULARY = load_vocabulary()

HAPPENED = ActionLabel.RELEASE_HAPPENED
LIFTED = ActionLabel.SANCTIONS_LIFTED
IMPOSED = ActionLabel.SANCTIONS_IMPOSED
EXTENDED = ActionLabel.SANCTIONS_EXTENDED

TAGS = {
    "lt": Detected("lt"),
    "be": Detected("be", "cyrl", "official"),
    "be-tarask": Detected("be", "cyrl", "tarask"),
    "be-latn": Detected("be", "latn", "lacinka"),
    "ru": Detected("ru", "cyrl"),
    "en": Detected("en"),
}


def facts(tag: str, title: str, summary: str = "", label: ActionLabel = HAPPENED) -> Facts:
    marks = marks_in(VOCABULARY.read(title, summary, TAGS[tag]))
    return extract(title, summary, TAGS[tag], Action(label, 1.0), marks)


def total(found: Facts) -> int | None:
    return found.released.value if found.released else None


def nations(found: Facts) -> dict[str, int]:
    return {one.country: one.count.value for one in found.by_nationality}


def countries(found: Facts) -> set[str]:
    return {one.value for one in found.countries}


def people(found: Facts) -> set[str]:
    return {one.value for one in found.people}


def targets(found: Facts) -> set[str]:
    return {one.value for one in found.targets}


def authorities(found: Facts) -> set[str]:
    return {one.value for one in found.sanctioning}
