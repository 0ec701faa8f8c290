"""What joining costs: a report at 15,000 in the window, the window's memory, one vector.

    python -m bench.story [REPORTS]

The reports are made from templates in four languages with names and numbers of their own, five of
an event. Their vectors are random but near to each other within an event: what a search costs does
not depend on what they mean. Goals: 2 ms a report besides its vector, 40 MB, 40 ms a vector.
"""

import asyncio
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import psutil

from bot.app import understanding_of
from monitors.config import default
from monitors.embed import DIMENSIONS, Embedder, Vector
from monitors.model import Item, Report, Source
from monitors.store import Store
from monitors.understanding import Understanding
from monitors.window import SPAN, Window

REPORTS = 15_000
OF_AN_EVENT = 5
MEASURED = 400
MOST_MS, MOST_MB, MOST_MS_A_VECTOR = 2.0, 40.0, 40.0
MODEL = "bench"
NOW = datetime(2026, 1, 8, 12, tzinfo=UTC)
TEMPLATES = {
    "en": (
        "Belarus frees {name} and {count} other political prisoners",
        "US imposes sanctions on {firm} and {name}",
        "{name} is home after {count} months in prison, {firm} says",
    ),
    "lt": (
        "Baltarusija paleido {count} politinius kalinius, tarp jų – {name}",
        "JAV paskelbė sankcijas bendrovei „{firm}“ ir jos vadovui {name}",
    ),
    "ru": (
        "В Беларуси освободили {count} политзаключённых, среди них {name}",
        "США ввели санкции против «{firm}», в списке {name}",
    ),
    "be": (
        "У Беларусі вызвалілі {count} палітвязняў, сярод іх {name}",
        "ЗША ўвялі санкцыі супраць «{firm}», у спісе {name}",
    ),
}
LEADS = {
    "en": "It was announced in {city} by {other}, a spokesman for {firm}.",
    "lt": "Apie tai {city} pranešė {other}, bendrovės „{firm}“ atstovas.",
    "ru": "Об этом в городе {city} сообщил {other}, представитель «{firm}».",
    "be": "Пра гэта ў горадзе {city} паведаміў {other}, прадстаўнік «{firm}».",
}
LATIN = (
    "ba",
    "ko",
    "ri",
    "zel",
    "tan",
    "mur",
    "vi",
    "sha",
    "dov",
    "len",
    "gra",
    "pos",
    "ni",
    "hul",
)
CYRILLIC = (
    "ба",
    "ко",
    "ри",
    "зел",
    "тан",
    "мур",
    "ви",
    "ша",
    "дов",
    "лен",
    "гра",
    "пос",
    "ни",
    "гул",
)


def word(chance: random.Random, language: str) -> str:
    parts = CYRILLIC if language in ("be", "ru") else LATIN
    return "".join(chance.choices(parts, k=4)).capitalize()


def reports(number: int, understanding: Understanding) -> Iterator[Report]:
    """Reports that hit, spread evenly over the window, each event within some hours."""
    chance = random.Random(15_000)
    for at in range(number):
        language = chance.choice(tuple(TEMPLATES))
        event = random.Random(at // OF_AN_EVENT)
        said = {
            "name": f"{word(event, language)} {word(event, language)}",
            "firm": word(event, language),
            "count": event.randint(11, 400),
            "other": f"{word(chance, language)} {word(chance, language)}",
            "city": word(chance, language),
        }
        title = chance.choice(TEMPLATES[language]).format(**said)
        when = NOW - SPAN + (at + 1) * SPAN / (number + 1)
        yield read(f"i{at:06}", title, LEADS[language].format(**said), when, understanding)


def read(name: str, title: str, lead: str, when: datetime, words: Understanding) -> Report:
    item = Item(
        id=f"outlet.example/{name}",
        source="outlet",
        guid=name,
        url=f"https://outlet.example/{name}",
        canonical=f"outlet.example/{name}",
        title=title,
        summary=lead,
        published=when,
        fetched=when,
        content_hash=name,
    )
    return words.read(item, Source(name="outlet", url="")).report


def vectors(number: int) -> Iterator[Vector]:
    """Unit vectors; those of an event have a cosine of about 0.9."""
    made = np.random.default_rng(15_000)
    for at in range(number):
        if at % OF_AN_EVENT == 0:
            centre = made.normal(size=DIMENSIONS)
        found = centre + 0.33 * made.normal(size=DIMENSIONS)
        yield (found / np.linalg.norm(found)).astype(np.float32)


def memory_mb() -> float:
    return psutil.Process(os.getpid()).memory_info().rss / 1e6


async def joining(number: int, url: str, understanding: Understanding) -> tuple[list[float], float]:
    """Milliseconds of each of the last reports, and the memory that the window took."""
    made = zip(reports(number + MEASURED, understanding), vectors(number + MEASURED), strict=True)
    kept = [next(made) for _ in range(number)]
    with Store.open(url) as store:
        with store.begin():
            for report, vector in kept:
                store.add_report(f"s{int(report.item.guid[1:]) // OF_AN_EVENT}", report)
                halves = vector.astype(np.float16).tobytes()
                store.keep_vector(report.item.id, report.item.published, MODEL, halves)
        kept.clear()
    with Store.open(url) as store:
        before, begun = memory_mb(), time.perf_counter()
        window = Window(store, MODEL)
        await window.ready(NOW)
        print(f"joining: {number} stored reports are read in {time.perf_counter() - begun:.1f} s")
        taken = []
        for report, vector in made:
            begun = time.perf_counter()
            found = window.assign(report, vector)
            taken.append(1000 * (time.perf_counter() - begun))
            story = found.story_id or f"s{report.item.id}"
            store.add_report(story, report)
            window.add(report, vector)
        return taken, memory_mb() - before


def embedding(understanding: Understanding) -> list[float]:
    """Milliseconds of each of some vectors; [] without volia[semantic]."""
    embedder = Embedder()
    if embedder.reason:
        print(f"embedding: not measured: {embedder.reason}")
        return []
    taken = []
    for report in reports(60, understanding):
        begun = time.perf_counter()
        embedder.vector(report.item.title, report.item.summary)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken[10:]


def main(number: int = REPORTS) -> int:
    understanding = understanding_of(default())
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        taken, grown = asyncio.run(joining(number, url, understanding))
    mean, middle = statistics.mean(taken), statistics.median(taken)
    print(f"joining: {middle:.2f} ms a report, {mean:.2f} on average (goal {MOST_MS}), at {number}")
    print(f"joining: the window takes {grown:.0f} MB (goal {MOST_MB:.0f})")
    held = mean <= MOST_MS and grown <= MOST_MB
    made = embedding(understanding)
    if made:
        a_vector = statistics.median(made)
        print(
            f"embedding: {a_vector:.0f} ms a title and lead on one thread"
            f" (goal {MOST_MS_A_VECTOR:.0f})"
        )
        held = held and a_vector <= MOST_MS_A_VECTOR
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
