"""Pure: a request -> the sentences a model is given, and a translation -> the text shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitors.model import Detected, Translation
from monitors.translate import care
from monitors.translate.belarusian import for_model
from monitors.translate.glossary import KnownName, render
from monitors.translate.guards import Verdict, judge
from monitors.translate.routes import Route
from monitors.translate.split import sentences

LEAD = "lead-"
_SUMMARY_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Rendered:
    """One sentence in the target language, and what is wrong with it."""

    text: str
    verdict: Verdict


Renderings = Mapping[str, Rendered]


def rendered(sentence: str, made: str, route: Route, names: Sequence[KnownName]) -> Rendered:
    """What a model made of a sentence, its names put right, and judged."""
    source, target = route.source, route.target
    named = render(sentence, made, Detected(source), names, target)
    verdict = judge(sentence, named.text, source, target, named.known)
    return Rendered(named.text, Verdict((*verdict.warnings, *named.warnings)))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A title or a summary: the sentences for the model, and what was taken out of it."""

    sentences: tuple[str, ...] = ()
    taken: care.Taken = field(default_factory=care.Taken)


def prepare(text: str, detected: Detected, most: int | None = None) -> Prepared:
    """`text` cared for and cut; only its first `most` sentences if given."""
    if most is not None:
        text = " ".join(one.text for one in sentences(text, detected.language)[:most])
    text, taken = care.take_out(care.plain(text))
    text = care.recase(for_model(text, detected), detected.language)
    return Prepared(tuple(one.text for one in sentences(text, detected.language)), taken)


def prepare_summary(text: str, detected: Detected) -> Prepared:
    """Its first two sentences: enough to show, and most of what a lead says."""
    return prepare(text, detected, _SUMMARY_SENTENCES)


def tell(title: Prepared, summary: Prepared, done: Renderings, route: Route) -> Translation | None:
    """The translation as far as it is done; None without a usable title.

    Doubts of the summary are named with LEAD before them.
    """
    head, doubts = _joined(title, done)
    if head is None:
        return None
    body, more = _joined(summary, done)
    if body is None:
        more = ("missing",)
    return Translation(
        title=head,
        summary=body or "",
        language=route.target,
        engine=route.engine,
        warnings=tuple(dict.fromkeys((*doubts, *(LEAD + name for name in more)))),
        demo=route.demo,
        via=route.via,
    )


def why_not(title: Prepared, done: Renderings) -> str:
    """Why `tell` made nothing of a title: "" if it is not done yet."""
    rejected = [
        name
        for one in title.sentences
        if one in done and done[one].verdict.suppressed
        for name in done[one].verdict.warnings
    ]
    return (
        f"the translation was rejected ({', '.join(dict.fromkeys(rejected))})" if rejected else ""
    )


def _joined(text: Prepared, done: Renderings) -> tuple[str | None, tuple[str, ...]]:
    """The text and the names of its doubts; None if a sentence is missing or suppressed."""
    found = [done.get(one) for one in text.sentences]
    good = [one for one in found if one is not None and not one.verdict.suppressed]
    if len(good) < len(found):
        return None, ()
    joined = " ".join(one.text for one in good)
    return care.put_back(joined, text.taken), tuple(
        name for one in good for name in one.verdict.warnings
    )
