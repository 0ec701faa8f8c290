"""Edge: the items of one poll, translated: those that hit for their readers, others to be matched.

What hits comes first and into every language that is read. An item without a hit is translated
only if a topic or a watched word has its say in another language alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from monitors.model import Report
from monitors.translate import Request, Translated, Translates, translate_into
from monitors.understanding import Read, Understanding


@dataclass(frozen=True, slots=True)
class Tried:
    """An item without a hit after its translation; `waits`: the translation may still come."""

    read: Read
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Translating:
    """`target` is the language of the user's keywords, and always translated into."""

    translator: Translates
    understanding: Understanding
    target: str

    async def for_readers(self, read: Sequence[Read], languages: Iterable[str]) -> list[Read]:
        """Each with its translations, in order; what did not hit, and what was done, stays."""
        targets = {self.target, *languages}
        asked = [
            one for one in read if one.hit and not _done(one.report) and _foreign(one, targets)
        ]
        if not asked:
            return list(read)
        done = dict(zip(map(id, asked), await self._into(asked, targets), strict=True))
        return [_with(one, done[id(one)]) if id(one) in done else one for one in read]

    async def to_match(self, read: Sequence[Read], words: Iterable[str]) -> list[Tried]:
        """Each tried on its translation, in order; all are such as `wants_translation` names."""
        done = await self._into(read, {self.target})
        return [self._tried(one, come, words) for one, come in zip(read, done, strict=True)]

    def _tried(self, read: Read, done: Translated, words: Iterable[str]) -> Tried:
        if not done.translations:
            return Tried(read, waits=any(one.later for one in done.untranslated))
        again = self.understanding.read_again(read, done.translations[0], words)
        return Tried(_with(again, done)) if again.hit else Tried(read, waits=done.partly)

    async def _into(self, read: Sequence[Read], targets: Iterable[str]) -> list[Translated]:
        reports = [one.report for one in read]
        requests = [Request(r.item.title, r.item.summary, r.detected) for r in reports]
        return await translate_into(self.translator, requests, targets)


def _done(report: Report) -> bool:
    return bool(report.translations or report.untranslated)


def _foreign(read: Read, targets: set[str]) -> bool:
    return bool(targets - {read.report.detected.language})


def _with(read: Read, done: Translated) -> Read:
    report = replace(read.report, translations=done.translations, untranslated=done.untranslated)
    return replace(read, report=report)
