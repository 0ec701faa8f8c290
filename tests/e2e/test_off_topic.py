"""A model that makes a release out of everything raises no alert: only the original does.

The demo's model is such a model. Each headline of off_topic.txt holds a word that one chat
watches, so that it is translated for real; the channel, which wants releases and sanctions, must
hear of none.
"""

import re
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.app import BUILT_IN, understanding_of, wishes_of
from monitors.config import Translation as Settings
from monitors.config import default
from monitors.model import Audience, Item, Reason, Source, Translation
from monitors.pipeline import Pipeline
from monitors.settling import Outcome
from monitors.store import Store
from monitors.translate import Outcome as Translated
from monitors.translate import Request, Translator
from tests.monitors.making import NOON, item, source
from tools.demo_model.evaluate import PACKAGE

ROOT = Path(__file__).parents[2]
LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("off_topic.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
RELEASE = "Belarus released 52 political prisoners, and the US lifted sanctions on Belavia"
CHANNEL = Audience(chat="@volia", topics=BUILT_IN)
WATCHER = Audience(
    chat="42", words=tuple(max(re.findall(r"[^\W\d_]+", line), key=len) for _, line in LINES)
)


class Hallucinating:
    """Makes the same release of whatever it is given."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def translate(self, requests: Sequence[Request], target: str) -> list[Translated]:
        self.asked += [request.title for request in requests]
        made = Translation(RELEASE, RELEASE, target, "fake")
        return [Translated(made) for _ in requests]


@pytest.fixture
async def demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Translator]:
    """The demo's own package, allowed, and no other."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    settings = Settings(timeout_s=120, allow_demo_models=True)
    translator = Translator(settings, extra_dirs=[(ROOT / PACKAGE).parent])
    yield translator
    translator.close()


CALLS = [
    ("lt", "Žmogaus teisių gynėjai ragina paleisti visus politinius kalinius"),
    ("be", "Праваабаронцы заклікаюць вызваліць усіх палітвязняў"),
    ("be", "Праваабаронцы заклікаюць вызваліць усіх палітвязьняў"),
    ("be", "Pravaabaroncy zaklikajuć vyzvalić usich palitviaźniaŭ"),
    ("ru", "Правозащитники призывают освободить всех политзаключённых"),
]
"""On topic, and nothing has happened."""


def _papers() -> list[tuple[Source, list[Item]]]:
    """A source for each variety of language, with its headlines."""
    return [
        (
            source(variety, language=variety[:2]),
            [
                item(id=f"{variety}-{at}", source=variety, title=line, summary=line)
                for at, (_, line) in enumerate(LINES)
                if LINES[at][0] == variety
            ],
        )
        for variety in dict.fromkeys(variety for variety, _ in LINES)
    ]


def _pipeline(
    store: Store, translator: "Translator | Hallucinating", audiences: list[Audience]
) -> Pipeline:
    settings = default()
    return Pipeline(
        store,
        understanding_of(settings),
        translator,
        wishes=wishes_of(settings),
        audiences=lambda: audiences,
    )


async def _read(
    store: Store, translator: "Translator | Hallucinating", audiences: list[Audience]
) -> list[Outcome]:
    pipeline = _pipeline(store, translator, audiences)
    return [
        outcome for paper, items in _papers() for outcome in await pipeline.run(paper, items, NOON)
    ]


def _titles(outcomes: list[Outcome]) -> list[str]:
    reports = [outcome.report for outcome in outcomes if outcome.report]
    return [one.title for report in reports for one in report.translations]


def _told(store: Store) -> Counter[str]:
    return Counter(entry.delivery.chat for entry in store.outbox())


def test_there_are_enough_headlines_and_none_twice() -> None:
    counted = Counter(variety for variety, _ in LINES)

    assert {variety: number >= 14 for variety, number in counted.items()} == dict.fromkeys(
        ("lt", "be", "be-tarask", "be-latn", "ru", "en"), True
    )
    assert len({line for _, line in LINES}) == len(LINES)


async def test_no_alert_comes_of_off_topic_news_with_the_demos_model(demo: Translator) -> None:
    with Store.open("sqlite://") as store:
        outcomes = await _read(store, demo, [CHANNEL])
        told = _told(store)

    assert len(outcomes) == len(LINES)
    assert {outcome.reason for outcome in outcomes} <= {Reason.NOT_ON_TOPIC, Reason.NO_ACTION}
    assert told == {}


async def test_nor_if_every_headline_is_translated_into_a_story_of_the_models_own(
    demo: Translator,
) -> None:
    with Store.open("sqlite://") as store:
        outcomes = await _read(store, demo, [CHANNEL, WATCHER])
        told = _told(store)

    invented = [title for title in _titles(outcomes) if re.search("releas|prison|freed", title)]
    assert {outcome.reason for outcome in outcomes} == {Reason.WATCHED}
    assert set(told) == {"42"}
    assert len(invented) >= 10, "a model that invents no releases proves nothing"


async def test_nor_if_every_translation_is_a_release_and_a_lifted_sanction() -> None:
    translator = Hallucinating()
    with Store.open("sqlite://") as store:
        outcomes = await _read(store, translator, [CHANNEL, WATCHER])
        told = _told(store)

    assert len(translator.asked) == sum(variety != "en" for variety, _ in LINES)
    assert {outcome.reason for outcome in outcomes} == {Reason.WATCHED}
    assert set(told) == {"42"}


@pytest.mark.parametrize(("language", "line"), CALLS)
async def test_a_call_that_is_translated_into_a_release_is_still_a_call(
    language: str, line: str
) -> None:
    translator = Hallucinating()
    with Store.open("sqlite://") as store:
        paper = source("paper", language=language)
        pipeline = _pipeline(store, translator, [CHANNEL])
        (outcome,) = await pipeline.run(paper, [item(title=line)], NOON)
        told = _told(store)

    assert translator.asked == [line]
    assert outcome.reason is Reason.NO_ACTION
    assert told == {}
