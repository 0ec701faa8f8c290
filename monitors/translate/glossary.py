"""Pure: known names in a translation, put right from our own tables.

Placeholders do not survive small models, so names go through the model and are mended after it:
a known name found in the source (any case, script or spelling) is looked for in the translation
and written as the table has it. What cannot be mended is said:

    name-swapped      another name stood in its place; it is replaced if it is clear which
    name-unverified   nothing like it stands there

In both cases, if nothing was replaced, the name is offered in brackets at the end:
"A defender was freed (Bialiatski / Бяляцкага)".
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from monitors import people
from monitors.model import Detected
from monitors.names import key, same_name, sounds_alike
from monitors.spelling import fold
from monitors.translate import bodies
from monitors.translate.likeness import Name, alike, is_no_person, names, strangers

_DATA = tomllib.loads((Path(__file__).parent / "glossary.toml").read_text(encoding="utf-8"))
_WORD = re.compile(r"[^\W\d_]+(?:[-'’](?!s\b)[^\W\d_]+)*")
_INITIAL = re.compile(r"(?<!\w)([^\W\d_])\.\s?$")
_OPENING = re.compile(r"(?:^|[.!?…:–—]\s+|[\"«„“(])$")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_BELARUSIAN, _RUSSIAN = re.compile("[іўІЎ]"), re.compile("[ищъИЩ]")
_LITHUANIAN = re.compile("(?:as|is|us|ys|ė|a)$")
_SHORTEST = 3
_ABBREVIATION = 3  # so many letters or fewer, all capitals, are no name: GIL
_TELLING = 4  # letters of a key with which a word that opens a sentence can be taken for a name
_VOWELS = re.compile("(?:[aeiouyąęėįųū]+s?|[аеёіоуыэюяий]+)$")
_ENDINGS = {language: frozenset(told.split()) for language, told in _DATA["endings"].items()}
_STEM, _ENDING = 3, 2  # a form of a name shares its letters up to the ending


@dataclass(frozen=True, slots=True)
class KnownName:
    """A person or a body and how it is written in a language; "" where we do not know.

    `spellings` are further forms by which the last word of the name is known, `given` the keys
    of given names; `strict` asks for one, since the surname alone says little.
    """

    en: str
    lt: str = ""
    be: str = ""
    ru: str = ""
    spellings: tuple[str, ...] = ()
    given: frozenset[str] = frozenset()
    strict: bool = False

    def in_language(self, language: str) -> str:
        """The name as readers of `language` know it."""
        written = {"en": self.en, "lt": self.lt, "be": self.be, "ru": self.ru}
        return written.get(language, "")

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms of its last word."""
        whole = (one for one in (self.en, self.lt, self.be, self.ru) if one)
        return (*(one.split()[-1] for one in whole), *self.spellings)


@dataclass(frozen=True, slots=True)
class Rendering:
    """The text with its names put right, the names of its doubts, and the words vouched for.

    `known` are the names as the source has them, word by word: the guards need not look for them.
    """

    text: str
    warnings: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Found:
    """A known name in the source: as written there, and whether the given name stands by it."""

    name: KnownName
    written: str
    word: str
    full: bool


def watched(name: str, spellings: Sequence[str] = ()) -> KnownName:
    """A name of the user's own, sorted into languages by its letters and endings.

    What has neither і, ў nor и, щ, ъ is both Belarusian and Russian.
    """
    forms = [name, *spellings]
    latin = [one for one in forms if not _CYRILLIC.search(one)]
    cyrillic = [one for one in forms if _CYRILLIC.search(one)]
    return KnownName(
        en=next(iter(latin), name),
        lt=next((one for one in latin[1:] if _LITHUANIAN.search(one)), ""),
        be=_first(cyrillic, _BELARUSIAN, _RUSSIAN),
        ru=_first(cyrillic, _RUSSIAN, _BELARUSIAN),
        spellings=tuple(one.split()[-1] for one in forms),
        given=frozenset(key(one.split()[0]) for one in forms if " " in one),
    )


def _first(forms: Sequence[str], own: re.Pattern[str], other: re.Pattern[str]) -> str:
    """The first form with letters of that language alone, else the first without the other's."""
    neutral = [one for one in forms if not other.search(one)]
    return next((one for one in neutral if own.search(one)), next(iter(neutral), ""))


def render(
    source: str,
    translated: str,
    detected: Detected,
    names: Sequence[KnownName] = (),
    target: str = "en",
) -> Rendering:
    """`translated` with the known names of `source` as readers of `target` write them.

    `names` are the user's own and come before ours; `target` is en, lt, be or ru.
    """
    if not translated.strip():
        return Rendering(translated)
    text, gaps = translated, list[_Found]()
    said = tuple(_in_source(source, tuple(names)))
    for found in said:
        mended = _mended(text, found, target)
        if mended is None:
            gaps.append(found)
        else:
            text = mended
    text, warning = _filled(source, text, gaps, target)
    text, missing = bodies.mended(source, text, detected.language, target)
    told = (warning, "name-unverified" if missing else "")
    offered = [*(_offer(one, target) for one in gaps if warning and not _is_in(text, one, target)),
        *missing]  # fmt: skip
    return Rendering(
        f"{text} ({'; '.join(offered)})" if offered else text,
        tuple(dict.fromkeys(one for one in told if one)),
        frozenset(word for one in said for word in one.written.split()),
    )


@lru_cache(maxsize=64)
def _book(names: tuple[KnownName, ...]) -> dict[str, tuple[KnownName, ...]]:
    """Names by the key of any form of their last word, the user's own first."""
    book: dict[str, tuple[KnownName, ...]] = {}
    for name in (*names, *_ours()):
        for one in {key(form) for form in name.forms}:
            book[one] = (*book.get(one, ()), name)
    return book


@lru_cache(maxsize=1)
def _ours() -> tuple[KnownName, ...]:
    return tuple(
        KnownName(
            en=one.name,
            **_DATA["people"].get(one.name, {}),
            spellings=one.surnames[1:],
            given=one.given,
            strict=one.strict,
        )
        for one in people.known()
    )


def known_as(name: str, language: str) -> str:
    """A person of monitors/people.toml as readers of `language` know them; else `name` itself."""
    written: str = _DATA["people"].get(name, {}).get(language, name)
    return written


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    """The keys of usual given names: one that is not a person's own makes another of him."""
    return frozenset(
        key(form)
        for genders in people.given_names().values()
        for entries in genders.values()
        for entry in entries.split()
        for form in entry.rpartition("=")[2].split("/")
    )


def _in_source(source: str, names: tuple[KnownName, ...]) -> Iterator[_Found]:
    """Each known name once, in reading order; the fullest form of it."""
    book, told = _book(names), dict[KnownName, _Found]()
    before: re.Match[str] | None = None
    for word in _WORD.finditer(source):
        if _can_be_surname(word.group()):
            for name in book.get(key(word.group()), ()):
                found = _fitting(source, before, word, name)
                if found and (found.full or name not in told):
                    told[name] = found
                if found:
                    break
        before = word
    yield from told.values()


def _can_be_surname(raw: str) -> bool:
    abbreviated = raw.isupper() and len(raw) <= _ABBREVIATION
    return raw[0].isupper() and len(raw) >= _SHORTEST and not abbreviated


def _fitting(
    source: str, before: re.Match[str] | None, word: re.Match[str], name: KnownName
) -> _Found | None:
    """The name, if the word is its last one and what stands before does not speak against it."""
    raw = word.group()
    if not any(_is_form(raw, form) for form in name.forms):
        return None
    if before is None or not _is_beside(source, before, word):
        opens = _OPENING.search(source[: word.start()]) is not None
        lone = not name.strict and (not opens or len(key(raw)) >= _TELLING)
        initial = _INITIAL.search(source[: word.start()])
        if initial and name.strict:
            lone = any(key(initial[1] + "a")[:1] == one[:1] for one in name.given)
        return _Found(name, raw, raw, full=False) if lone else None
    given = key(before.group())
    if given in name.given:
        return _Found(name, source[before.start() : word.end()], raw, full=True)
    if name.strict or given in _given_names():
        return None
    return _Found(name, raw, raw, full=False)


def _is_form(raw: str, form: str) -> bool:
    """Say if the word is an inflected form; a country only of a name that looks like one.

    Беларусь has the sounds of Бёлер with an ending, and is not him.
    """
    if not same_name(raw, form) or not sounds_alike(raw, form):
        return False
    return is_no_person(form.title()) or not is_no_person(raw.title())


def _is_beside(text: str, before: re.Match[str], word: re.Match[str]) -> bool:
    """Say if a capitalised word stands right before: a given name, or a title."""
    return before.group()[0].isupper() and text[before.end() : word.start()].isspace()


def _mended(text: str, found: _Found, target: str) -> str | None:
    """The text with the name as the table has it; None if nothing like it is there."""
    place = _place(text, found)
    if place is None:
        return None
    first, last = place
    canonical = found.name.in_language(target)
    if not canonical:
        return text
    given, _, surname = canonical.rpartition(" ")
    text = text[: last.start()] + _cased(last.group(), surname, target) + text[last.end() :]
    if first is not None and found.full and given:
        text = text[: first.start()] + _cased(first.group(), given, target) + text[first.end() :]
    return text


def _place(text: str, found: _Found) -> tuple[re.Match[str] | None, re.Match[str]] | None:
    """The surname in the translation, and the given name before it if there is one."""
    before: re.Match[str] | None = None
    fit: list[tuple[re.Match[str] | None, re.Match[str]]] = []
    for word in _WORD.finditer(text):
        raw = word.group()
        if raw[0].isupper() and _is_said(raw, found):
            beside = before is not None and _is_beside(text, before, word)
            fit.append((before if beside and _can_be_given(before, found) else None, word))
        before = word
    return max(fit, key=lambda one: one[0] is not None, default=None)


def _is_said(raw: str, found: _Found) -> bool:
    return any(same_name(raw, form) for form in found.name.forms) or alike(raw, found.word)


def _can_be_given(word: re.Match[str] | None, found: _Found) -> bool:
    if word is None or is_no_person(word.group()):
        return False
    given = key(word.group())
    return given in found.name.given or given in _given_names() or word.start() > 0


def _cased(word: str, canonical: str, target: str) -> str:
    """The name in the case of `word`, as far as its ending tells; English has none."""
    if target == "en":
        return canonical
    stem = max(_STEM, len(canonical) - _ENDING)
    if fold(word)[:stem] == fold(canonical)[:stem]:
        return word
    bare = _VOWELS.sub("", canonical)
    cut = word.rfind(bare[-1:]) + 1
    ending = word[cut:] if cut > 1 and bare != canonical else ""
    return bare + ending if ending in _ENDINGS.get(target, ()) else canonical


def _filled(source: str, text: str, gaps: list[_Found], target: str) -> tuple[str, str]:
    """Put the one missing name in the place of the one stranger; else only say what is wrong."""
    if not gaps:
        return text, ""
    odd = _odd(source, text)
    if not odd:
        return text, "name-unverified"
    canonical = gaps[0].name.in_language(target)
    if len(gaps) > 1 or len(odd) > 1 or not canonical:
        return text, "name-swapped"
    stranger, found = odd[0], gaps[0]
    start = _start_of_person(text, stranger)
    whole = found.full or (stranger.end - start) > len(stranger.words[-1])
    new = canonical if whole else canonical.split()[-1]
    return text[:start] + new + text[stranger.end :], "name-swapped"


def _odd(source: str, text: str) -> tuple[Name, ...]:
    return strangers(names(source), names(text))


def _start_of_person(text: str, name: Name) -> int:
    """Where the person's name begins; a title before it stays."""
    at = name.start
    for word in name.words[:-1]:
        if not is_no_person(word) and (not name.opens or word != name.words[0]):
            return text.index(word, at)
        if key(word) in _given_names():
            return text.index(word, at)
        at = text.index(word, at) + len(word)
    return text.index(name.words[-1], at)


def _is_in(text: str, found: _Found, target: str) -> bool:
    canonical = found.name.in_language(target)
    return bool(canonical) and canonical.split()[-1] in text


def _offer(found: _Found, target: str) -> str:
    """The name as we know it, and as the source has it: "Bialiatski / Бяляцкага"."""
    canonical = found.name.in_language(target)
    known = canonical if found.full else canonical.rpartition(" ")[2]
    return " / ".join(dict.fromkeys(one for one in (known, found.written) if one))
