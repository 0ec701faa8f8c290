"""What a translator could not do in time is edited in later; real store, real pipeline."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitors.audience import Wish
from monitors.config import Translation as Settings
from monitors.errors import TranslateError
from monitors.late import AT_ONCE, NO_USE, LateTranslations
from monitors.match import Matcher
from monitors.model import ALERTING, Audience, DeliveryKind, DeliveryState, Reason, Report
from monitors.pipeline import Pipeline
from monitors.store import Store
from monitors.translate import ModelInfo, Translator
from monitors.translate.engine import Model
from monitors.understanding import Understanding
from monitors.words import load_vocabulary
from tests.monitors.making import NOON, item, source
from tests.monitors.translate.packages import files, write_folder

EN = Audience(chat="@en", topics=("prisoner-release",))
LT = Audience(chat="@lt", topics=("prisoner-release",), language="lt")
FREED = item(
    id="lt", source="nemunas", title="Baltarusija paleido 52 politinius kalinius", summary=""
)
NEMUNAS = source("nemunas", language="lt")
ENGLISH = "Belarus freed 52 political prisoners"


class Engine:
    """A model that hangs until it may go on, or fails as often as it is told to."""

    def __init__(self, *, hangs: bool = False, failures: int = 0) -> None:
        self.go = threading.Event()
        self.failures = failures
        if not hangs:
            self.go.set()

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        self.go.wait(30)
        if self.failures:
            self.failures -= 1
            raise TranslateError("the model failed on this text")
        return [ENGLISH for _ in sentences]

    def close(self) -> None:
        self.go.set()


class Desk:
    """A pipeline and its late translations over one database."""

    def __init__(self, store: Store, folder: Path, engine: Engine) -> None:
        def load(_: ModelInfo) -> Model:
            return engine

        self.store = store
        self.audiences = [EN, LT]
        self.folder = folder
        self.engine = engine
        self.translator = Translator(Settings(models_dir=folder, timeout_s=0.2), load=load)
        vocabulary = load_vocabulary()
        self.pipeline = Pipeline(
            store,
            Understanding(vocabulary, Matcher(vocabulary, [], [])),
            self.translator,
            wishes={"prisoner-release": Wish(ALERTING)},
            audiences=lambda: self.audiences,
        )
        self.late = LateTranslations(store, self.translator, lambda: self.audiences)

    def report(self) -> Report:
        story = self.store.story_of("lt")
        assert story is not None
        return story.reports[0]

    def send_all(self) -> list[tuple[str, DeliveryKind, Reason]]:
        rows = self.store.pending(NOON + timedelta(days=2))
        for row in rows:
            self.store.claim(row.id, NOON)
            self.store.settle(row.id, DeliveryState.SENT, now=NOON, message_id=row.id)
        return [(row.chat, row.kind, row.alert.reason) for row in rows]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    (tmp_path / "models").mkdir()
    return tmp_path / "models"


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open("sqlite://") as opened:
        yield opened


POSTED = [
    ("@en", DeliveryKind.POST, Reason.FIRST_REPORT),
    ("@lt", DeliveryKind.POST, Reason.FIRST_REPORT),
]
EDITED_IN = [("@en", DeliveryKind.EDIT, Reason.TRANSLATED)]


async def _until_it_comes(desk: Desk) -> None:
    async with asyncio.timeout(20):
        came = 0
        while not came:
            came = await desk.late.catch_up(NOON)


async def test_a_hanging_engine_delays_no_alert_and_is_edited_in(
    store: Store, folder: Path
) -> None:
    write_folder(folder / "lt", files())
    engine = Engine(hangs=True)
    desk = Desk(store, folder, engine)

    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    posted, before = desk.send_all(), desk.report()
    assert await desk.late.catch_up(NOON) == 0
    engine.go.set()
    await _until_it_comes(desk)
    desk.translator.close()

    assert posted == POSTED
    assert before.why_not("en") == "the translation did not finish in 0.2 s"
    assert desk.send_all() == EDITED_IN
    assert [one.title for one in desk.report().translations] == [ENGLISH]
    assert desk.report().untranslated == ()


async def test_a_crashing_engine_delays_no_alert_and_is_edited_in(
    store: Store, folder: Path
) -> None:
    write_folder(folder / "lt", files())
    desk = Desk(store, folder, Engine(failures=1))

    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    posted, before = desk.send_all(), desk.report()
    await _until_it_comes(desk)
    desk.translator.close()

    assert posted == POSTED
    assert before.why_not("en") == "the model failed on this text"
    assert desk.send_all() == EDITED_IN


async def test_an_absent_engine_delays_no_alert_and_a_model_installed_later_is_used(
    store: Store, folder: Path
) -> None:
    desk = Desk(store, folder, Engine())

    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    posted, before = desk.send_all(), desk.report()
    assert await desk.late.catch_up(NOON) == 0
    write_folder(folder / "lt", files())
    await _until_it_comes(desk)
    desk.translator.close()

    assert posted == POSTED
    assert before.why_not("en") == "no model for lt -> en"
    assert desk.send_all() == EDITED_IN


async def test_what_came_is_not_asked_for_again_and_edits_nothing_twice(
    store: Store, folder: Path
) -> None:
    write_folder(folder / "lt", files())
    desk = Desk(store, folder, Engine(failures=1))
    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    await _until_it_comes(desk)
    desk.send_all()

    assert await desk.late.catch_up(NOON) == 0
    assert desk.send_all() == []

    desk.translator.close()


async def test_a_day_later_nobody_needs_it(store: Store, folder: Path) -> None:
    desk = Desk(store, folder, Engine())
    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    write_folder(folder / "lt", files())

    assert await desk.late.catch_up(NOON + NO_USE + timedelta(seconds=1)) == 0

    desk.translator.close()


async def test_an_item_edited_meanwhile_keeps_its_own_translation(
    store: Store, folder: Path
) -> None:
    write_folder(folder / "lt", files())
    engine = Engine(hangs=True)
    desk = Desk(store, folder, engine)
    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    old = desk.report()
    engine.go.set()

    async def edited_while_asked() -> None:
        waiting = asyncio.create_task(desk.late.catch_up(NOON))
        await asyncio.sleep(0)
        newer = replace(old, item=replace(old.item, title="Kita žinia", content_hash="new"))
        store.add_report("slt", newer)
        await waiting

    await edited_while_asked()
    desk.translator.close()

    assert desk.report().item.title == "Kita žinia"
    assert desk.report().translations == ()


async def test_a_channel_that_reads_the_original_is_left_in_peace(
    store: Store, folder: Path
) -> None:
    desk = Desk(store, folder, Engine())
    desk.audiences = [LT]
    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    desk.send_all()
    write_folder(folder / "lt", files())
    await _until_it_comes(desk)
    desk.translator.close()

    assert desk.report().translation("en") is not None
    assert desk.send_all() == []


async def test_an_article_edited_after_its_late_translation_gets_its_next_one_edited_in(
    store: Store, folder: Path
) -> None:
    write_folder(folder / "lt", files())
    desk = Desk(store, folder, Engine(failures=1))
    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    await _until_it_comes(desk)
    desk.send_all()
    desk.engine.failures = 1
    title = "Baltarusija paleido 52 politinius kalinius, tarp jų lietuvius"
    await desk.pipeline.run(NEMUNAS, [replace(FREED, title=title, content_hash="new")], NOON)
    desk.send_all()

    await _until_it_comes(desk)
    desk.translator.close()

    assert desk.send_all() == EDITED_IN


async def test_reports_without_a_model_do_not_put_off_those_with_one(
    store: Store, folder: Path
) -> None:
    desk = Desk(store, folder, Engine())
    await desk.pipeline.run(NEMUNAS, [FREED], NOON)
    many = [
        item(id=f"be{n}", source="rodny", title=f"Беларусь вызваліла {n} палітвязняў",
             published=NOON + timedelta(seconds=n))
        for n in range(1, 2 * AT_ONCE)
    ]  # fmt: skip
    await desk.pipeline.run(source("rodny", language="be"), many, NOON + timedelta(minutes=9))
    write_folder(folder / "lt", files())

    came = [await desk.late.catch_up(NOON) for _ in range(3)]
    desk.translator.close()

    assert sum(came) == 1
