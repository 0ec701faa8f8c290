"""Invented people and companies: syllables that are read the same way in lt, be, ru and en."""

import random
from dataclasses import dataclass
from functools import cache

from tools.demo_model import lexicon

_VOWELS = "аоуыіиеяюaoueiy"
_CASES = ("nom", "gen", "dat", "acc")


@dataclass(frozen=True, slots=True)
class Person:
    """A name in English and in every case of lt, be and ru."""

    english: str
    female: bool
    forms: dict[str, tuple[str, ...]]

    def form(self, language: str, case: str) -> str:
        """First name and surname in a case."""
        return self.forms[language][_CASES.index(case)]


@cache
def _syllables() -> tuple[tuple[str, ...], ...]:
    """(be, ru, lt, en) of each syllable that may stand inside a name."""
    table = lexicon()["endings"]
    consonants = [tuple(one.split("/")) for one in table["consonants"].split()]
    vowels = [tuple(one.split("/")) for one in table["vowels"].split()]
    open_ones = [
        tuple(a + b for a, b in zip(left, right, strict=True))
        for left in consonants
        for right in vowels
    ]
    return (*open_ones, *(tuple(one.split("/")) for one in table["soft"].split()))


def _stem(rng: random.Random, longest: int) -> list[str]:
    """A pronounceable beginning in the four alphabets, small letters.

    Never of one syllable: with an ending that would too often be somebody's real name.
    """
    table = lexicon()["endings"]
    parts = [rng.choice(_syllables()) for _ in range(rng.randint(2, longest))]
    if rng.random() < 0.06:
        parts.insert(0, tuple(rng.choice(table["starts"].split()).split("/")))
    if rng.random() < 0.3:
        parts.append(tuple(rng.choice(table["closing"].split()).split("/")))
    return ["".join(part[at] for part in parts) for at in range(4)]


def person(rng: random.Random, gender: str = "") -> Person:
    """A random person; `gender` is m, f or "" for either."""
    female = gender == "f" or (not gender and rng.random() < 0.35)
    first_en, first = _first(rng, female=female)
    last_en, last = _last(rng, female=female)
    forms = {
        language: tuple(f"{a} {b}" for a, b in zip(first[language], last[language], strict=True))
        for language in ("be", "ru", "lt")
    }
    return Person(f"{first_en} {last_en}", female, forms)


def _first(rng: random.Random, *, female: bool) -> tuple[str, dict[str, list[str]]]:
    table = lexicon()["first"]["f" if female else "m"]
    english = rng.choice(list(table))
    be, ru, lt = (part.split() for part in table[english].split("|"))
    return english, {
        language: _four(forms)
        for language, forms in zip(("be", "ru", "lt"), (be, ru, lt), strict=True)
    }


def _four(forms: list[str]) -> list[str]:
    """Cases with the accusative, which is the genitive where none is given."""
    return forms if len(forms) == 4 else [*forms, forms[1]]


def _last(rng: random.Random, *, female: bool) -> tuple[str, dict[str, list[str]]]:
    stem = _stem(rng, 3)
    be, ru, lt, en = rng.choice(lexicon()["endings"]["f" if female else "m"]).split("|")
    if be[0] in _VOWELS and len(stem[0].rstrip(_VOWELS)) > 0:
        stem = [part.rstrip(_VOWELS) for part in stem]
    stem = [part.capitalize() for part in stem]
    return stem[3] + en, {
        language: [stem[at] + ending for ending in endings.split()]
        for at, (language, endings) in enumerate((("be", be), ("ru", ru), ("lt", lt)))
    }


def company(rng: random.Random, known: dict[str, str]) -> dict[str, str]:
    """A company's name in en, lt, be and ru: one in five real, the rest invented."""
    if rng.random() < 0.2:
        english = rng.choice(list(known))
        be, ru = known[english].split("|")
        return {"en": english, "lt": english, "be": be, "ru": ru}
    be, ru, _, en = (part.capitalize() for part in _stem(rng, 3))
    ending = rng.choice(
        ("", " Плюс/ Плюс/ Plus", "банк/банк/bank", " Трэйд/ Трейд/ Trade", "транс/транс/trans")
    )
    if ending:
        a, b, c = ending.split("/")
        be, ru, en = be + a, ru + b, en + c
    return {"en": en, "lt": en, "be": be, "ru": ru}
