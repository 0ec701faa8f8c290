import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from monitors.config import Translation
from monitors.errors import TranslateError
from monitors.model import Detected
from monitors.translate import ModelInfo, Request, Translator, loading
from monitors.translate.apertium import INSTALL, Apertium, find, load, why_absent
from monitors.translate.engine import Model
from tests.monitors.translate.packages import files, write_folder

NEEDED = pytest.mark.skipif(
    find() is None, reason=f"Debian packages apertium and apertium-bel-rus are missing: {INSTALL}"
)
MODE = "lt-proc -w '/d/a.bin' | apertium-tagger -g $2 '/d/b c.prob' |lt-proc $1 '/d/c.bin'\n"


def _installed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, mode: str = MODE, programs: str = "lt-proc"
) -> None:
    """A machine with `programs` in its PATH, and the mode file in APERTIUM_DIR."""
    (folder / "bin").mkdir()
    for name in programs.split():
        (folder / "bin" / name).write_text("#!/bin/sh\n")
        (folder / "bin" / name).chmod(0o755)
    (folder / "data" / "modes").mkdir(parents=True)
    (folder / "data" / "modes" / "bel-rus.mode").write_text(mode)
    monkeypatch.setenv("PATH", str(folder / "bin"))
    monkeypatch.setenv("APERTIUM_DIR", str(folder / "data"))


def test_the_mode_file_says_which_programs_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed(tmp_path, monkeypatch, programs="lt-proc apertium-tagger")

    mode = find()

    assert mode is not None
    assert mode.stages == (
        ("lt-proc", "-z", "-w", "/d/a.bin"),
        ("apertium-tagger", "-z", "-g", "/d/b c.prob"),
        ("lt-proc", "-z", "-g", "/d/c.bin"),
    )
    assert why_absent() == ""


def test_a_machine_without_it_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("APERTIUM_DIR", str(tmp_path))

    assert find() is None
    assert why_absent() == f"Apertium with the pair bel-rus is not installed ({INSTALL})"
    with pytest.raises(TranslateError, match="is not installed"):
        load()


def test_a_missing_program_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _installed(tmp_path, monkeypatch)

    assert find() is None
    assert why_absent().startswith("Apertium's program apertium-tagger is not installed")


@pytest.mark.parametrize(
    "mode", ["", "lt-proc a | rm -rf b", "lt-proc a ||", "lt-proc 'a", "| lt-proc a", "a; b"]
)
def test_a_mode_file_that_is_something_else_is_not_run(
    mode: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed(tmp_path, monkeypatch, mode)

    assert find() is None
    assert "bel-rus.mode cannot be read" in why_absent()


def test_it_is_looked_for_beside_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed(tmp_path, monkeypatch, programs="apertium lt-proc apertium-tagger")
    (tmp_path / "share").mkdir()
    (tmp_path / "data").rename(tmp_path / "share" / "apertium")
    monkeypatch.delenv("APERTIUM_DIR")

    mode = find()

    assert mode is not None
    assert mode.path == tmp_path / "share" / "apertium" / "modes" / "bel-rus.mode"


@pytest.fixture(scope="module")
def real() -> Iterator[Apertium]:
    model = load()
    yield model
    model.close()


@NEEDED
def test_belarusian_becomes_russian(real: Apertium) -> None:
    assert real.translate(
        [
            "Беларусь вызваліла 52 палітвязняў, сярод іх шэсць грамадзян Літвы",
            "",
            "Лукашэнка памілаваў 16 чалавек, асуджаных за злачынствы",
            "ЗША знялі санкцыі з «Белавія» пасля перамоў у Мінску",
        ]
    ) == [
        "Беларусь освободила 52 политзаключённых, среди них шесть граждан Литвы",
        "",
        "Лукашенко помиловал 16 человек, осуждённых за преступления",
        "США сняли санкции с «Белавиа» после переговоров в Минске",
    ]


@NEEDED
def test_nothing_foreign_is_damaged_on_the_way(real: Apertium) -> None:
    foreign = r"BNS_lt a/b {x} ^y$ \z <p> [0] * 100 % № 5 – “x”"

    (text,) = real.translate([f"Літва: {foreign}"])

    assert text == f"Литва: {foreign}"


@NEEDED
def test_a_killed_program_does_not_shift_or_lose_a_sentence(real: Apertium) -> None:
    lines = ["Літва", "Польшча", "Украіна"]
    before = real.translate(lines)
    for pid in real.pids():
        os.kill(pid, 9)

    assert real.translate(lines) == before == ["Литва", "Польша", "Украина"]


@NEEDED
def test_many_sentences_keep_their_order(real: Apertium) -> None:
    lines = [f"Вызвалены {n} палітвязняў з {n + 1} турмаў, [заява] *{n}*" for n in range(300)]

    done = real.translate(lines, again=True)

    assert [line for n, line in enumerate(done) if f"*{n}*" not in line] == []
    assert len(done) == 300


class _English:
    """A model from Russian that marks what it was given."""

    def translate(self, sentences: Sequence[str], *, again: bool = False) -> list[str]:
        return [f"({one})" for one in sentences]

    def close(self) -> None:
        pass


@NEEDED
async def test_belarusian_goes_through_russian_where_the_settings_ask_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_folder(tmp_path / "models" / "ru", files(from_code="ru", code="translate-ru_en"))
    loaded: list[str] = []

    def load_or_stand_in(info: ModelInfo) -> Model:
        loaded.append(info.engine)
        return loading.load(info) if info.engine == "apertium" else _English()

    asked = Request("Эўразьвяз зьняў санкцыі", "", Detected("be", "cyrl", "tarask"))
    outcomes = []
    for way in ("apertium", "opus"):
        settings = Translation(models_dir=tmp_path / "models", belarusian=way)
        translator = Translator(settings, load=load_or_stand_in)
        outcomes += await translator.translate([asked], "en")
        translator.close()

    through, without = outcomes
    assert through.translation is not None
    assert through.translation.via == "ru"
    assert through.translation.engine.startswith("apertium bel-rus + ctranslate2 translate-ru_en")
    assert "снял санкции" in through.translation.title
    assert loaded == ["apertium", "ctranslate2"]
    assert without.why_not == "no model for be -> en"
