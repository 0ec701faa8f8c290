"""Edge: texts into several languages at once, each with its own deadline."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from monitors.model import Translation, Untranslated
from monitors.translate.translator import Outcome, Request


class Translates(Protocol):
    """What is needed of a translator; it never raises and keeps its own deadline."""

    async def translate(self, requests: Sequence[Request], target: str) -> list[Outcome]:
        """One outcome a request, in their order."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What came of one text, by language in one of the two; `partly`: a lead may yet come."""

    translations: tuple[Translation, ...] = ()
    untranslated: tuple[Untranslated, ...] = ()
    partly: bool = False


async def translate_into(
    translator: Translates, requests: Sequence[Request], targets: Iterable[str]
) -> list[Translated]:
    """What comes of each request, in order, in each language that it is not written in."""
    languages = sorted(targets)
    columns = await asyncio.gather(
        *(_column(translator, requests, language) for language in languages)
    )
    return (
        [_joined(languages, row) for row in zip(*columns, strict=True)]
        if columns
        else [Translated() for _ in requests]
    )


async def _column(
    translator: Translates, requests: Sequence[Request], language: str
) -> list[Outcome]:
    """Outcomes for one language; texts that are in it already are not sent."""
    foreign = [one for one in requests if one.detected.language != language]
    done = iter(await translator.translate(foreign, language) if foreign else [])
    return [Outcome(None) if one.detected.language == language else next(done) for one in requests]


def _joined(languages: Sequence[str], row: Sequence[Outcome]) -> Translated:
    return Translated(
        tuple(one.translation for one in row if one.translation),
        tuple(
            Untranslated(language, one.why_not, one.later)
            for language, one in zip(languages, row, strict=True)
            if one.translation is None and one.why_not
        ),
        partly=any(one.translation is not None and one.later for one in row),
    )
