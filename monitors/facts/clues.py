"""Pure: what a text shows of a number, and of how many people it tells, as names of clues.

`monitors.facts.likely` weighs them. A clue of a number: "-1:mark:still" (what the word before it
means), "c>verb:release" (a release behind it in its clause), "title:>" (the title has a greater
number). One of an item: "t:noun:role:one" (the title tells of one by what he is).
"""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from monitors.facts.bound import bound
from monitors.facts.lexicon import Tag
from monitors.facts.numbers import Number, numbers
from monitors.facts.passage import Passage
from monitors.model import Qualifier

_BY_KIND = frozenset({"country", "people", "power", "person", "authority"})
"""Kinds whose values are names: which country it is says nothing of a number."""
_BEFORE, _BEHIND = 3, 5  # words before and behind a number whose meaning is a clue
_WORDS = 2  # and as far away a word is one by its first letters; the next one behind is 0 away
_STEM = 5
_MANY = 3  # numbers, people: more are as many
_SIZES = ((1, "1"), (2, "2"), (9, "few"), (99, "tens"), (999, "hundreds"))
_FLAGS = ("increment", "vague", "year", "each", "mutual")
_TOLD = (("verb", "release"), ("verb", "swap"), ("noun", "prisoner"))


class Stated(NamedTuple):
    """A number and the text that states it."""

    passage: Passage
    number: Number


def stated_in(passages: Sequence[Passage]) -> list[Stated]:
    """Every number of an item but ages, ordinals, money and the like (`numbers`)."""
    return [Stated(passage, one) for passage in passages for one in numbers(passage)]


def of_number(one: Stated, every: Sequence[Stated], title: Passage, people: int) -> list[str]:
    """What says if a number is that of the released; `people` are so many as are named."""
    passage, number = one
    where = passage.where
    clues = [*_own(one), *_before(one), *_behind(one), *_around(one), *_others(one, every)]
    clues.append(f"{where}:people:{min(people, _MANY)}")
    clues += [f"{where}:{kind}:{value}" for kind, value in _TOLD if title.tells(kind, value)]
    clues.append(f"{where}:sentence:{min(passage.sentence(number.first), 2)}")
    return list(dict.fromkeys(clues))


def _own(one: Stated) -> list[str]:
    passage, number = one
    where = passage.where
    noun = next((b.noun for b in bound(passage) if b.first == number.first), "none")
    clues = [f"noun:{noun}", f"{where}:noun:{noun}", where, f"size:{_size(number.value)}"]
    clues.append("digits" if passage.raw(number.first)[0].isdigit() else "word")
    if number.qualifier is not Qualifier.EXACT:
        clues.append(f"qualifier:{number.qualifier.value}")
    flags = (number.increment, number.vague, number.year, number.each, number.mutual)
    return clues + [name for name, flag in zip(_FLAGS, flags, strict=True) if flag]


def _size(value: int) -> str:
    return next((name for most, name in _SIZES if value <= most), "thousands")


def _before(one: Stated) -> list[str]:
    passage, number = one
    sentence, first = passage.sentence(number.first), number.first
    clues: list[str] = []
    if not first or passage.sentence(first - 1) != sentence:
        clues.append("-1:start")
    elif passage.parted(first - 1, first):
        clues.append("parted<")
    for away in range(1, _BEFORE + 1):
        at = first - away
        if at < 0 or passage.sentence(at) != sentence:
            break
        clues += [f"-{away}:{_name(found.tag)}" for found in passage.at(at)]
        if away <= _WORDS:
            clues.append(f"-{away}w:{passage.keys[at][:_STEM]}")
    return clues


def _behind(one: Stated) -> list[str]:
    passage, number = one
    sentence, last = passage.sentence(number.first), number.last
    clues: list[str] = []
    if last < len(passage.tokens) and passage.parted(last - 1, last):
        clues.append("parted>")
    for away in range(_BEHIND):
        at = last + away
        if at >= len(passage.tokens) or passage.sentence(at) != sentence:
            clues.append(f"+{away}:end")
            break
        clues += [f"+{away}:{_name(found.tag)}" for found in passage.at(at)]
        if away <= _WORDS:
            clues.append(f"+{away}w:{passage.keys[at][:_STEM]}")
    return clues


def _around(one: Stated) -> list[str]:
    """What stands in its clause and in its sentence, before and behind it."""
    passage, number = one
    begin, end = number.first, number.last
    first, last = passage.clause(begin)
    sentences = passage.sentences
    sentence = sentences[begin]
    clues: list[str] = []
    for tag, at, _ in passage.found:
        if sentences[at] == sentence and not begin <= at < end:
            side = "<" if at < begin else ">"
            clues.append(f"{'c' if first <= at < last else 's'}{side}{_name(tag)}")
    return clues


def _others(one: Stated, every: Sequence[Stated]) -> list[str]:
    """How the other numbers of title and summary compare with it."""
    where, own = one.passage.where, one.number.value
    times = {"title": 0, "summary": 0}
    clues: list[str] = []
    for other in every:
        if other is not one:
            there, value = other.passage.where, other.number.value
            times[there] += 1
            sign = "=" if value == own else "<" if value < own else ">"
            clues.append(f"{where}:{there}:{sign}")
    return clues + [f"{where}:{there}:{min(many, _MANY)}" for there, many in times.items()]


@lru_cache(maxsize=65536)  # tags are few and stand in every text
def _name(tag: Tag) -> str:
    kind = tag[0]
    if kind in {"number", "multiple"}:
        return "number"
    return kind if kind in _BY_KIND else f"{kind}:{tag[1]}"


@lru_cache(maxsize=65536)
def _of_tag(field: str, tag: Tag) -> tuple[str, str]:
    name = f"{field}:{_name(tag)}"
    return name, f"{name}:{tag[2]}"


def of_item(passages: Sequence[Passage], people: int, marks: Collection[str]) -> list[str]:
    """What says if an item tells of one who was released, of several, or of no number.

    `marks`: what the second opinion sees of its words (`monitors.rules.second_opinion.marks_in`).
    """
    clues = [f"people:{min(people, _MANY + 1)}", *marks]
    for passage in passages:
        field = passage.where[0]
        for tag in {found[0]: None for found in passage.found}:
            clues += _of_tag(field, tag)
        stated = numbers(passage)
        clues.append(f"{field}:numbers:{min(len(stated), _MANY)}")
        clues.append(f"{field}:counted:{min(len(bound(passage)), _MANY)}")
        clues += [f"{field}:size:{_size(one.value)}" for one in stated]
        if passage.tokens:
            clues.append(f"{field}:told")
    return list(dict.fromkeys(clues))
