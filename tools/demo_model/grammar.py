"""A grammar of parallel headlines: one invented fact, told in lt, be, ru and en.

    rows(20_000, seed=1)   ->  Row(language, source, english, name_at), the same for the same seed

Templates (release.txt, sanctions.txt, background.txt) are blocks of one meaning. In a template
[a|b] is a choice of words that mean the same, and {...} is a slot of the fact:

    {A} {C2.gen} {CITY.loc}         a place in a case (A acts, C2 and C3 are others)
    {N} {M} {Y} {K} {G} {H}         a number (Y to H in digits); {N.acc.prisoner} with its noun
    {N.acc.WHO} {HEAD}              a kind of people, the same within a line; who pardons
    {M.nom.C2} {M.acc.citizen:C2}   "six Lithuanians"; "six citizens", the genitive before the noun
    {N:was|were}                    agreement: one|other or one|few|many of a number, m|f of a
                                    person, one|many of a country (the US is many), m|f|p or
                                    m|f|n|p of a power or an agent
    {P.dat} {I} {T.gen} {Q} {S} {V} {D} {WHEN}    person, power, target, name in quotes, agent,
                                    voice, date, day
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitors.translate.belarusian import cyrillic, respell
from monitors.translate.care import plain
from tools.demo_model.facts import Fact, draw
from tools.demo_model.lacinka import lacinka, taraskievica

FACTS, SEED = 60_000, 1  # of the training set
LANGUAGES = ("lt", "be", "ru")
_HERE = Path(__file__).parent
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_BAR = re.compile(r"\|(?![^{}]*\})")  # between choices, not between forms in braces
_NO_ONE = re.compile(r"\{[NM]\.gen|visi \{N")  # the lexicon has no forms for "of 21", "all 21"
_SLOT = re.compile(r"\{(\w+)([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Row:
    """A pair; `variety` is lt, be, be-tarask, be-latn or ru; `raw` is as a feed would write it.

    `source` is what the engine's care makes of `raw`, `name` the English name it must keep.
    """

    variety: str
    raw: str
    source: str
    english: str
    name: str = ""


Block = dict[str, list[str]]


@cache
def blocks(name: str) -> tuple[Block, ...]:
    """The blocks of a template file: language -> ways to say it."""
    text = (_HERE / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    found: list[Block] = []
    for part in "\n".join(lines).split("\n\n"):
        block: Block = {}
        for line in filter(None, part.splitlines()):
            key, _, value = line.partition(":")
            block.setdefault(key, []).append(value.strip())
        if block:
            found.append(block)
    return tuple(found)


def _template(rng: random.Random) -> tuple[Block, bool]:
    """A block, and whether it may stand in a frame."""
    kind = rng.choices(("release", "sanctions", "background"), (58, 22, 20))[0]
    choice = blocks(kind)
    return rng.choices(choice, [_weight(block["en"][0]) for block in choice])[
        0
    ], kind != "background"


@cache
def _weight(template: str) -> float:
    """What varies is told more often; names most of all, since they must be spelled out."""
    return 3.0 if "{P" in template else 2.0 if "{" in template else 0.4


def _frame(rng: random.Random) -> Block | None:
    frames = blocks("frames")
    weights = [int(frame["weight"][0]) for frame in frames]
    return rng.choices((*frames, None), (*weights, 100 - sum(weights)))[0]


def _told(rng: random.Random, block: Block, language: str, fact: Fact) -> str:
    """One rendering of a block, without a capital and a full stop."""
    way = rng.choice(block[language])
    text = _CHOICE.sub(lambda found: rng.choice(_BAR.split(found[1])), way)
    text = _SLOT.sub(lambda found: fact.fill(language, found[1], found[2], rng), text)
    return re.sub(r"\s+", " ", text).replace(" ,", ",").strip()


_CAPITAL = re.compile(r"[^\W\d_]")
_SHORT_U = re.compile(r"(?<=[аеёіоуыэюя] )у(?=[бвгджзйклмнпрстфхцчш ])")


def _polished(text: str, language: str, *, stop: bool) -> str:
    """Capital, full stop, and the letters that depend on the neighbour."""
    if language == "be":
        text = _SHORT_U.sub("ў", text)
        text = text.replace(" у У", " ва У").replace("у Укра", "ва Укра")
        text = re.sub(r"(?<!\w)з (?=Шв)", "са ", text)
    if language == "ru":
        text = re.sub(r"(?<!\w)в (?=Фран)", "во ", text)
        text = re.sub(r"(?<!\w)с (?=Шв)", "со ", text)
    first = _CAPITAL.search(text)
    if first and not text[: first.start()].strip('"«„ '):
        text = text[: first.start()] + first[0].upper() + text[first.end() :]
    return text + ("." if stop and not text.endswith(".") else "")


def told(rng: random.Random) -> tuple[dict[str, str], str]:
    """One fact in four languages, and the English name of its person if it has one."""
    block, frameable = _template(rng)
    frame = _frame(rng) if frameable and "{S}" not in block["en"][0] else None
    fact = draw(rng, gender=block.get("gender", [""])[0], target=block.get("target", [""])[0])
    fact.avoid_one = any(_NO_ONE.search(way) for language in LANGUAGES for way in block[language])
    stop = rng.random() < 0.5
    texts: dict[str, str] = {}
    for language in ("en", *LANGUAGES):
        text = _told(rng, block, language, fact)
        if frame:
            text = _told(rng, frame, language, fact).replace("{}", text)
        texts[language] = _polished(text, language, stop=stop)
    name = fact.person("P").english if "{P" in block["en"][0] else ""
    return texts, name


def rows(facts: int, seed: int) -> Iterator[Row]:
    """All pairs of `facts` random facts; Belarusian in one of its three spellings too."""
    rng = random.Random(seed)
    for _ in range(facts):
        texts, name = told(rng)
        english = plain(texts["en"])
        russian = texts["ru"].replace("ё", "е") if rng.random() < 0.5 else texts["ru"]
        for variety, raw in (("lt", texts["lt"]), ("be", texts["be"]), ("ru", russian)):
            yield Row(variety, raw, plain(raw), english, name)
        tarask = taraskievica(texts["be"])
        if rng.random() < 0.35:
            source = tarask if rng.random() < 0.2 else respell(tarask)
            yield Row("be-tarask", tarask, plain(source), english, name)
        if rng.random() < 0.35:
            latin = lacinka(tarask)
            yield Row("be-latn", latin, plain(respell(cyrillic(latin))), english, name)
