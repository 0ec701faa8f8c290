import asyncio
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from monitors.config import Translation as Settings
from monitors.errors import TranslateError
from monitors.model import Detected
from monitors.translate import ModelInfo, Outcome, Request, Translator
from monitors.translate.engine import Model
from tests.monitors.translate.packages import files, write_folder

LT = Detected("lt")
ASKED = Request("Baltarusija paleido 52 kalinius", "Pirmas. Antras. Trečias.", LT)


class Spelled:
    """A model by hand: upper case and "EN:"; remembers its batches; may answer otherwise first."""

    def __init__(self, answers: dict[str, list[str]] | None = None) -> None:
        self.batches: list[list[str]] = []
        self.unloaded = threading.Event()
        self.answers = answers or {}

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        self.batches.append(list(sentences))
        return [self._one(sentence) for sentence in sentences]

    def close(self) -> None:
        self.unloaded.set()

    def _one(self, sentence: str) -> str:
        waiting = self.answers.get(sentence)
        return waiting.pop(0) if waiting else f"EN {sentence.upper()}"


class Held:
    """A model that waits until the test lets it go."""

    def __init__(self) -> None:
        self.entered, self.go = threading.Event(), threading.Event()

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        self.entered.set()
        self.go.wait(10)
        return [f"EN {sentence.upper()}" for sentence in sentences]

    def close(self) -> None:
        self.go.set()


def _loading(model: Model) -> Callable[[ModelInfo], Model]:
    return lambda info: model


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of the test's own, with a sound lt package where Volia looks."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    write_folder(tmp_path / "data" / "volia" / "models" / "lt", files())
    return tmp_path


async def _translated(model: Model, *requests: Request, target: str = "en") -> list[Outcome]:
    translator = Translator(Settings(), load=_loading(model))
    try:
        return await translator.translate(requests, target)
    finally:
        translator.close()


async def test_title_and_two_sentences_of_the_summary_are_translated() -> None:
    (outcome,) = await _translated(Spelled(), ASKED)

    assert outcome.why_not == ""
    assert outcome.translation is not None
    assert outcome.translation.title == "EN BALTARUSIJA PALEIDO 52 KALINIUS"
    assert outcome.translation.summary == "EN PIRMAS. EN ANTRAS."
    assert outcome.translation.engine == "ctranslate2 translate-lt_en 1.9"
    assert (outcome.translation.language, outcome.translation.demo) == ("en", False)


async def test_sentences_of_many_items_go_in_batches_of_like_length_and_each_once() -> None:
    model = Spelled()
    requests = [Request("a" * n, "Tas pats sakinys.", LT) for n in range(60, 0, -1)]

    outcomes = await _translated(model, *requests)

    assert [outcome.translation and len(outcome.translation.title) for outcome in outcomes] == [
        n + 3 for n in range(60, 0, -1)
    ]
    assert [len(batch) for batch in model.batches] == [32, 29]
    assert [len(one) for batch in model.batches for one in batch] == sorted([*range(1, 61), 17])


async def test_what_was_translated_before_is_remembered() -> None:
    model = Spelled()
    translator = Translator(Settings(), load=_loading(model))

    first = await translator.translate([ASKED], "en")
    second = await translator.translate([ASKED], "en")
    translator.close()

    assert first == second
    assert len(model.batches) == 1


REFUSED = {
    "same language": (Request("Text", "", Detected("en")), Settings(), ""),
    "no package": (Request("Текст", "", Detected("uk")), Settings(), "no model for uk -> en"),
    "unknown": (Request("x", "", Detected("und")), Settings(), "no model for und -> en"),
    "be off": (
        Request("Тэкст", "", Detected("be", "cyrl", "official")),
        Settings(belarusian="none"),
        "translation of Belarusian is switched off",
    ),
    "all off": (ASKED, Settings(engine="none"), "translation is switched off"),
}


@pytest.mark.parametrize("case", REFUSED)
async def test_what_is_not_translated_says_why(case: str) -> None:
    request, settings, why_not = REFUSED[case]
    translator = Translator(settings, load=_loading(Spelled()))

    (outcome,) = await translator.translate([request], "en")
    translator.close()

    assert (outcome.translation, outcome.why_not) == (None, why_not)
    assert outcome.later is why_not.startswith("no model")


async def test_a_demo_model_is_refused_and_the_refusal_says_what_to_do(home: Path) -> None:
    write_folder(home / "extra" / "be", files(from_code="be", volia_demo=True))
    asked = Request("Тэкст", "", Detected("be", "cyrl", "official"))

    for settings, allow, used in [
        (Settings(), False, False),
        (Settings(), True, True),
        (Settings(allow_demo_models=True), False, True),
    ]:
        translator = Translator(
            settings, allow_demo=allow, extra_dirs=[home / "extra"], load=_loading(Spelled())
        )
        (outcome,) = await translator.translate([asked], "en")
        translator.close()

        assert (outcome.translation is not None and outcome.translation.demo) is used
        assert ("allow_demo_models = true" in outcome.why_not) is not used


async def test_a_loop_is_tried_again_and_a_lasting_one_is_rejected() -> None:
    looped = "EN one two one two one two"
    once = Request("Kartą vienas", "", LT)
    always = Request("Visada vienas", "", LT)
    model = Spelled({"Kartą vienas": [looped], "Visada vienas": [looped, looped]})

    good, bad = await _translated(model, once, always)

    assert good.translation is not None
    assert good.translation.title == "EN KARTĄ VIENAS"
    assert bad == Outcome(None, "the translation was rejected (loop)")


async def test_a_rejected_summary_is_left_out_and_said() -> None:
    looped = "EN one two one two one two"
    model = Spelled({"Pirmas.": [looped, looped]})

    (outcome,) = await _translated(model, ASKED)

    assert outcome.translation is not None
    assert outcome.translation.summary == ""
    assert outcome.translation.warnings == ("lead-missing",)


async def test_doubts_are_named() -> None:
    left = "EN Беларусь freed 52 prisoners"
    model = Spelled({ASKED.title: [left, left]})

    (outcome,) = await _translated(model, ASKED)

    assert outcome.translation is not None
    assert outcome.translation.warnings == ("leftover-script",)


async def test_another_number_is_tried_again_and_then_suppresses_the_translation() -> None:
    wrong = "EN Belarus freed 25 prisoners"
    model = Spelled({ASKED.title: [wrong, wrong]})

    (outcome,) = await _translated(model, ASKED)

    assert outcome.translation is None
    assert outcome.why_not == "the translation was rejected (numbers-missing, numbers-added)"


async def test_links_and_handles_pass_by_the_model() -> None:
    model = Spelled()

    (outcome,) = await _translated(model, Request("Žinia @viasna_chat https://a.lt/b_c", "", LT))

    assert model.batches == [["Žinia"]]
    assert outcome.translation is not None
    assert outcome.translation.title == "EN ŽINIA @viasna_chat https://a.lt/b_c"


async def test_a_hanging_model_costs_the_deadline_and_no_more() -> None:
    model = Held()
    translator = Translator(Settings(timeout_s=0.2), load=_loading(model))
    started = time.monotonic()

    outcomes = await translator.translate([ASKED, ASKED], "en")

    assert outcomes == [Outcome(None, "the translation did not finish in 0.2 s", later=True)] * 2
    assert time.monotonic() - started < 5
    assert model.entered.is_set()
    model.go.set()
    translator.close()


async def test_what_came_too_late_is_there_the_next_time() -> None:
    model = Held()
    translator = Translator(Settings(timeout_s=0.2), load=_loading(model))
    (first,) = await translator.translate([ASKED], "en")
    model.go.set()
    outcome = first
    async with asyncio.timeout(10):
        while outcome.translation is None:
            (outcome,) = await translator.translate([ASKED], "en")
    translator.close()

    assert first.later
    assert outcome.translation.title == "EN BALTARUSIJA PALEIDO 52 KALINIUS"


async def test_while_a_model_hangs_nobody_waits_for_it_again() -> None:
    model = Held()
    translator = Translator(Settings(timeout_s=0.2), load=_loading(model))
    await translator.translate([ASKED], "en")
    started = time.monotonic()

    outcomes = [await translator.translate([ASKED], "en") for _ in range(20)]

    assert time.monotonic() - started < 1
    assert {(one.translation, one.later) for (one,) in outcomes} == {(None, True)}
    translator.close()
    model.go.set()


async def test_unused_models_are_unloaded_and_loaded_again() -> None:
    models: list[Spelled] = []

    def load(info: ModelInfo) -> Model:
        models.append(Spelled())
        return models[-1]

    translator = Translator(Settings(idle_minutes=0.0001), load=load)
    await translator.translate([ASKED], "en")
    assert await asyncio.to_thread(models[0].unloaded.wait, 10)
    (outcome,) = await translator.translate([Request("Kita žinia", "", LT)], "en")
    translator.close()

    assert outcome.translation is not None
    assert len(models) == 2


async def test_a_package_installed_while_the_service_runs_is_used(home: Path) -> None:
    translator = Translator(Settings(), load=_loading(Spelled()))
    asked = Request("Текст", "", Detected("ru", "cyrl"))
    (before,) = await translator.translate([asked], "en")

    write_folder(home / "data" / "volia" / "models" / "ru", files(from_code="ru"))
    (after,) = await translator.translate([asked], "en")
    translator.close()

    assert (before.why_not, before.later) == ("no model for ru -> en", True)
    assert after.translation is not None


@pytest.mark.parametrize(
    ("fault", "why_not"),
    [
        (TranslateError("the model is broken"), "the model is broken"),
        (ZeroDivisionError("a fault of our own"), "the translator failed (ZeroDivisionError)"),
    ],
)
async def test_no_exception_comes_out(fault: Exception, why_not: str) -> None:
    def load(info: ModelInfo) -> Model:
        raise fault

    translator = Translator(Settings(), load=load)

    assert await translator.translate([ASKED], "en") == [Outcome(None, why_not, later=True)]

    translator.close()


async def test_a_closed_translator_says_so() -> None:
    translator = Translator(Settings(), load=_loading(Spelled()))
    translator.close()

    assert await translator.translate([ASKED], "en") == [
        Outcome(None, "translation has been stopped", later=True)
    ]


async def test_closing_ends_the_calls_that_wait() -> None:
    model = Held()
    translator = Translator(Settings(), load=_loading(model))
    calls = [asyncio.create_task(translator.translate([ASKED], "en")) for _ in range(2)]
    await asyncio.to_thread(model.entered.wait, 10)

    translator.close()
    model.go.set()
    (first,), (second,) = await asyncio.gather(*calls)

    assert first == second == Outcome(None, "translation has been stopped", later=True)


async def test_no_requests_are_no_outcomes() -> None:
    assert await _translated(Spelled()) == []


async def test_three_models_are_never_loaded_at_once(home: Path) -> None:
    for code in ("ru", "be"):
        write_folder(home / "data" / "volia" / "models" / code, files(from_code=code))
    loaded: list[str] = []

    def load(info: ModelInfo) -> Model:
        loaded.append(info.from_codes[0])
        return Spelled()

    translator = Translator(Settings(), load=load)
    for number, code in enumerate(["lt", "be", "lt", "ru", "lt", "be"]):
        await translator.translate([Request(f"Текст {number}", "", Detected(code))], "en")
    translator.close()

    assert loaded == ["lt", "be", "ru", "be"]


def test_broken_packages_are_told_and_argos_own_folder_is_read(home: Path) -> None:
    write_folder(home / "data" / "volia" / "models" / "stray", {"notes.txt": b"x"})
    write_folder(home / "data" / "argos-translate" / "packages" / "ru", files(from_code="ru"))
    translator = Translator(Settings())

    installed = translator.installed()
    translator.close()

    assert [model.from_codes for model in installed if not model.problem] == [("lt",), ("ru",)]
    assert [model.problem for model in installed if model.problem] == [
        "stray: it has no metadata.json"
    ]


def test_a_cache_that_cannot_be_written_is_replaced_for_this_run(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "file"))
    translator = Translator(Settings())

    assert [model.problem for model in translator.installed()] == [""]

    translator.close()


def test_without_a_home_folder_only_the_named_folders_are_read(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home(_: type[Path]) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", classmethod(no_home))
    translator = Translator(Settings(), extra_dirs=[home / "data" / "volia" / "models"])

    assert [model.problem for model in translator.installed()] == [""]

    translator.close()


def test_importing_translation_loads_no_engine() -> None:
    """Start-up stays quick, and what phones home or weighs gigabytes stays out."""
    heavy = ["ctranslate2", "sentencepiece", "onnxruntime", "torch", "argostranslate", "minisbd"]
    script = f"import sys, monitors.translate; print([m for m in {heavy} if m in sys.modules])"

    printed = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert printed.stdout.strip() == "[]"


class Poisoned(Spelled):
    """Fails on any batch that holds the word."""

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        if any("POISON" in sentence for sentence in sentences):
            raise TranslateError("the model failed on this text")
        return super().translate(sentences, again=again)


async def test_a_text_that_the_model_fails_on_costs_only_itself() -> None:
    texts = ["Pirmas", "POISON", "Antras"]

    outcomes = await _translated(Poisoned(), *(Request(text, "", LT) for text in texts))

    assert [one.translation and one.translation.title for one in outcomes] == [
        "EN PIRMAS",
        None,
        "EN ANTRAS",
    ]
    assert (outcomes[1].why_not, outcomes[1].later) == ("the model failed on this text", True)


async def test_a_model_that_does_not_load_is_set_aside_for_another(home: Path) -> None:
    write_folder(home / "data" / "volia" / "models" / "a-lt", files())
    tried: list[str] = []

    def load(info: ModelInfo) -> Model:
        tried.append(info.path.name)
        if info.path.name == "a-lt":
            raise TranslateError("the model translate-lt_en does not load")
        return Spelled()

    translator = Translator(Settings(), load=load)
    (first,) = await translator.translate([ASKED], "en")
    (second,) = await translator.translate([ASKED], "en")
    problems = [one.problem for one in translator.installed()]
    translator.close()

    assert (first.why_not, first.later) == ("the model translate-lt_en does not load", True)
    assert second.translation is not None
    assert tried == ["a-lt", "lt"]
    assert problems == ["the model translate-lt_en does not load", ""]


async def test_replaced_weights_are_loaded_and_answer_themselves(home: Path) -> None:
    loaded: list[Spelled] = []

    def load(info: ModelInfo) -> Model:
        loaded.append(Spelled())
        return loaded[-1]

    weights = home / "data" / "volia" / "models" / "lt" / "model" / "model.bin"
    translator = Translator(Settings(), load=load)
    await translator.translate([ASKED], "en")
    weights.write_bytes(weights.read_bytes() + b"x")
    os.utime(weights, ns=(1, 1))
    await translator.translate([ASKED], "en")
    translator.close()

    assert len(loaded) == 2
    assert loaded[0].unloaded.is_set()


async def test_weights_that_cannot_be_read_do_not_cost_other_languages(home: Path) -> None:
    broken = write_folder(home / "data" / "volia" / "models" / "ru", files(from_code="ru"))
    (broken / "model" / "model.bin").unlink()
    (broken / "model" / "model.bin").mkdir()
    asked = Request("Текст", "", Detected("ru", "cyrl"))

    translator = Translator(Settings(), load=_loading(Spelled()))
    russian, lithuanian = await translator.translate([asked, ASKED], "en")
    translator.close()

    assert russian.why_not.startswith("the model for ru -> en cannot be read")
    assert lithuanian.translation is not None


async def test_a_lead_that_is_not_done_in_time_may_still_come() -> None:
    class Slow(Spelled):
        def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
            if any(len(sentence) > 40 for sentence in sentences):
                go.wait(10)
            return super().translate(sentences, again=again)

    go = threading.Event()
    lead = "Ilgas sakinys apie tai, kas vyko vakar vakare Vilniuje."
    requests = [Request("a" * n, "", LT) for n in range(1, 33)]
    translator = Translator(Settings(timeout_s=0.3), load=_loading(Slow()))
    *_, outcome = await translator.translate([*requests, Request("Žinia", lead, LT)], "en")
    go.set()
    translator.close()

    assert outcome.translation is not None
    assert outcome.translation.warnings == ("lead-missing",)
    assert outcome.later


def test_a_package_that_is_being_copied_is_sound_when_it_is_whole(home: Path) -> None:
    folder = home / "data" / "volia" / "models" / "ru"
    contents = files(from_code="ru")
    weights = contents.pop("model/model.bin")
    write_folder(folder, contents)
    translator = Translator(Settings())
    before = [one.problem for one in translator.installed()]

    (folder / "model" / "model.bin").write_bytes(weights)
    after = [one.problem for one in translator.installed()]
    translator.close()

    assert before == ["", "ru: model/model.bin is missing or empty"]
    assert after == ["", ""]


@pytest.mark.parametrize("busy", [False, True])
def test_a_process_that_translates_ends_cleanly(home: Path, busy: bool) -> None:
    script = (
        "import asyncio\n"
        "from monitors.config import Translation\n"
        "from monitors.model import Detected\n"
        "from monitors.translate import Request, Translator\n"
        "async def main():\n"
        f"    t = Translator(Translation(timeout_s={0.05 if busy else 20.0}))\n"
        "    asked = [Request('žodis ' * n, '', Detected('lt')) for n in range(1, 400)]\n"
        f"    await t.translate(asked[:{400 if busy else 3}], 'en')\n"
        "    t.close()\n"
        "asyncio.run(main()); print('over')"
    )
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, timeout=60
        )

        assert (done.returncode, done.stdout.strip()) == (0, "over"), done.stderr
