"""What joining costs: a report at 15,000 in the window, the window's memory, one vector.

    python -m bench.story [REPORTS]

The reports are made from templates in four languages with names and numbers of their own, five of
an event. Their vectors are random but near to each other within an event: what a search costs does
not depend on what they mean. Goals: 2 ms a report besides its vector, 40 MB, 40 ms a vector.
"""

import asyncio
import multiprocessing
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

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


def report(at: int, number: int, understanding: Understanding) -> Report:
    """One of `number` reports, spread evenly over the window, each event within some hours."""
    chance, event = random.Random(at), random.Random(f"event {at // OF_AN_EVENT}")
    language = chance.choice(tuple(TEMPLATES))
    said = {
        "name": f"{word(event, language)} {word(event, language)}",
        "firm": word(event, language),
        "count": event.randint(11, 400),
        "other": f"{word(chance, language)} {word(chance, language)}",
        "city": word(chance, language),
    }
    when = NOW - SPAN + (at + 1) * SPAN / (number + 1)
    item = Item(
        id=f"outlet.example/{at}",
        source="outlet",
        guid=str(at),
        url=f"https://outlet.example/{at}",
        canonical=f"outlet.example/{at}",
        title=chance.choice(TEMPLATES[language]).format(**said),
        summary=LEADS[language].format(**said),
        published=when,
        fetched=when,
        content_hash=str(at),
    )
    return understanding.read(item, Source(name="outlet", url="")).report


def vector(at: int) -> Vector:
    """A unit vector; those of an event have a cosine of about 0.9."""
    centre = np.random.default_rng(at // OF_AN_EVENT).normal(size=DIMENSIONS)
    found = centre + 0.33 * np.random.default_rng(1_000_000 + at).normal(size=DIMENSIONS)
    return np.asarray(found / np.linalg.norm(found), dtype=np.float32)


def write(number: int, url: str) -> None:
    """Store the reports that the window is read from."""
    understanding = understanding_of(default())
    with Store.open(url) as store, store.begin():
        for at in range(number):
            one = report(at, number, understanding)
            store.add_report(f"s{at // OF_AN_EVENT}", one)
            halves = vector(at).astype(np.float16).tobytes()
            store.keep_vector(one.item.id, one.item.published, MODEL, halves)


async def joining(number: int, url: str, understanding: Understanding) -> tuple[list[float], float]:
    """Milliseconds of each report that comes to `number`, and the memory that these take."""
    coming = [report(number + at, number + MEASURED, understanding) for at in range(MEASURED)]
    with Store.open(url) as store:
        window = Window(store, MODEL)
        begun = time.perf_counter()
        await window.ready(NOW)
        print(f"joining: {number} stored reports are read in {time.perf_counter() - begun:.1f} s")
        taken = []
        for at, one in enumerate(coming, number):
            with store.begin():
                meant, begun = vector(at), time.perf_counter()
                found = window.assign(one, meant)
                taken.append(1000 * (time.perf_counter() - begun))
                store.add_report(found.story_id or f"s{one.item.id}", one)
                window.add(one, meant)
        tracemalloc.start()
        traced = Window(store, MODEL)
        await traced.ready(NOW)
        return taken, tracemalloc.get_traced_memory()[0] / 1e6


def embedding(understanding: Understanding) -> list[float]:
    """Milliseconds of each of some vectors; [] without volia[semantic]."""
    embedder = Embedder()
    if embedder.reason:
        print(f"embedding: not measured: {embedder.reason}")
        return []
    taken = []
    for at in range(60):
        item, begun = report(at, 60, understanding).item, time.perf_counter()
        embedder.vector(item.title, item.summary)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken[10:]


def main(number: int = REPORTS) -> int:
    understanding = understanding_of(default())
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        # in a process of its own, whose memory is not this one's
        writing = multiprocessing.get_context("spawn").Process(target=write, args=(number, url))
        writing.start()
        writing.join()
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
