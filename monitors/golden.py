"""Pure: the examples that stand beside a topic, and those that its keywords break.

An example that should be found and is not names what is missing; one that should not be found
and is names what was, with the words it was found in. Keywords are tried on the example itself,
not on a translation of it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from monitors.keywords import ANY, Keywords, TopicRule, Verdict
from monitors.language import detect
from monitors.model import Detected, Hit

_SHOWN = 60  # characters of an example in a sentence


@dataclass(frozen=True, slots=True)
class Example:
    """A text that a topic should find or not, in a language or in the one that it is read as."""

    text: str
    match: bool
    language: str | None = None
    summary: str = ""


def broken(
    examples: Mapping[str, Sequence[Example]],
    topics: Iterable[TopicRule],
    keywords: Mapping[str, Keywords],
) -> list[str]:
    """A sentence for every example that its topic breaks; `examples` by name of the topic."""
    return [
        f'topic "{topic.name}": example {number}, "{_short(example.text)}" {problem}'
        for topic in topics
        for number, example in enumerate(examples.get(topic.name, ()), start=1)
        for problem in _problem(example, topic, keywords)
    ]


def _problem(example: Example, topic: TopicRule, keywords: Mapping[str, Keywords]) -> Iterator[str]:
    detected = read_as(example)
    found = keywords.get(detected.language, keywords[ANY])
    verdicts = found.read(example.text, example.summary, detected)
    verdict = next((one for one in verdicts if one.topic == topic.name), None)
    met = verdict is not None and verdict.met
    if met == example.match:
        return
    if verdict and met:
        hits = ", ".join(_where(hit, example) for hit in verdict.hits)
        yield f"(read as {detected.tag}) should not match, but {hits} is found"
    else:
        why = _why_not(verdict, topic, detected)
        yield f"(read as {detected.tag}) should match, but {why}"


def read_as(example: Example) -> Detected:
    """The language that an example names, or else the one that it looks to be in."""
    detected = detect(example.text, example.summary, example.language)
    if example.language in (None, detected.language):
        return detected
    return replace(detected, language=example.language, spelling=None)


def _why_not(verdict: Verdict | None, topic: TopicRule, detected: Detected) -> str:
    if verdict and verdict.forbidden:
        hit = verdict.forbidden[0]
        return f'"{hit.term}" of none is found in it'
    if verdict and verdict.missing:
        missing = " and ".join(f'"{word}"' for word in verdict.missing)
        return f"{missing} of all is not found in it"
    if not any(topic.groups(detected.language)):
        return f"the topic has no words in {detected.language}"
    return "none of its keywords is found in it"


def _where(hit: Hit, example: Example) -> str:
    """The keyword, and the words of the example that it found."""
    assert hit.span is not None  # only hits in a translation have none
    text = example.text if hit.where == "title" else example.summary
    return f'"{hit.term}" (in "{text[hit.span.start : hit.span.end]}")'


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
