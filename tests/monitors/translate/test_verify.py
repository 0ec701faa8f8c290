"""Whether what is installed is still what it was, and what the doctor finds."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from monitors.errors import TranslateError
from monitors.translate.doctor import Finding, _import, _memory, examine
from monitors.translate.download import Way
from monitors.translate.install import Installer
from monitors.translate.models import ModelInfo, find, missing
from monitors.translate.records import changes, folder_name, record, recorded, sums
from monitors.translate.verify import digest_of, verify
from tests.monitors.translate.packages import files, write_folder, write_zip

PLACE = "translate-lt_en-1.9"


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """With one package that was installed."""
    archive = write_zip(tmp_path / "lt.argosmodel", files())
    await Installer(tmp_path / "models", Way()).install_file(archive, "", "en")
    return tmp_path / "models"


def here(*folders: Path) -> tuple[ModelInfo, ...]:
    return find(folders, folders[0].parent / "cache")


def test_a_package_that_is_as_it_was_is_loaded_and_tried(folder: Path) -> None:
    (verdict,) = verify(here(folder), lambda model: "Belarus released 52 prisoners.")
    (real,) = verify(here(folder))

    assert (verdict.problem, verdict.checked) == ("", True)
    assert verdict.trial == "Belarus released 52 prisoners."
    assert (real.problem, real.checked) == ("", True)


def _change(package: Path) -> None:
    (package / "metadata.json").write_bytes((package / "metadata.json").read_bytes() + b" ")


def _lose(package: Path) -> None:
    (package / "model" / "shared_vocabulary.json").unlink()


def _add(package: Path) -> None:
    (package / "model" / "extra.bin").write_bytes(b"x")


def _change_two(package: Path) -> None:
    _change(package)
    _add(package)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (_change, "metadata.json has changed since it was installed"),
        (_lose, "model/shared_vocabulary.json is missing since it was installed"),
        (_add, "model/extra.bin was added since it was installed"),
        (_change_two, "metadata.json has changed since it was installed and 1 more"),
    ],
)
def test_whatever_differs_from_the_install_is_named(harm: Any, told: str, folder: Path) -> None:
    harm(folder / PLACE)

    (verdict,) = verify(here(folder))

    assert (verdict.problem, verdict.checked, verdict.trial) == (told, True, "")


def test_a_package_put_there_by_hand_is_tried_but_has_no_checksum(tmp_path: Path) -> None:
    write_folder(tmp_path / "m" / "lt", files())
    write_zip(tmp_path / "m" / "ru.argosmodel", files(from_code="ru", code="translate-ru_en"))
    write_folder(tmp_path / "m" / "stray", {"x": b"x"})
    write_folder(tmp_path / "m" / "worn", files() | {"model/model.bin": b"nonsense"})

    verdicts = verify(here(tmp_path / "m"))

    assert [(one.model.origin.name, one.problem, one.checked) for one in verdicts] == [
        ("lt", "", False),
        ("ru.argosmodel", "", False),
        ("stray", "stray: it has no metadata.json", False),
        ("worn", "the model translate-lt_en does not load", False),
    ]


def test_what_cannot_be_compared_is_a_sentence(folder: Path) -> None:
    (folder / "checksums.json").write_text("{}{")

    (verdict,) = verify(here(folder))

    assert "checksums.json is damaged" in verdict.problem


def test_the_digest_is_of_the_weights_or_of_the_zip(folder: Path, tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "m" / "ru.argosmodel", files(from_code="ru"))
    (unpacked,) = here(folder)
    (zipped,) = here(archive.parent)

    assert digest_of(unpacked) == sums(folder / PLACE)["model/model.bin"]
    assert digest_of(zipped) == sums(archive.parent)["ru.argosmodel"]
    shutil.rmtree(folder / PLACE)
    assert digest_of(unpacked) == ""


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("translate-lt_en", "1.9", "translate-lt_en-1.9"),
        ("opus-zle_en", "opus1m+bt-2021-05-02", "opus-zle_en-opus1m+bt-2021-05-02"),
        ("../evil", "", "_evil"),
        ("", "", "package"),
        ("переклад", "1/2", "переклад-1_2"),
    ],
)
def test_a_folders_name_has_no_way_out_and_is_not_hidden(
    name: str, version: str, expected: str
) -> None:
    assert folder_name(name, version) == expected


def test_records_that_cannot_be_read_or_written_are_sentences(folder: Path, tmp_path: Path) -> None:
    entry = recorded(folder)[PLACE]
    (tmp_path / "d" / "checksums.json").mkdir(parents=True)

    with pytest.raises(TranslateError, match="cannot be read: Is a directory"):
        recorded(tmp_path / "d")
    with pytest.raises(TranslateError, match="cannot be written"):
        record(Path("/proc/volia"), entry)
    assert recorded(tmp_path / "nowhere") == {}
    assert recorded(tmp_path / "lt.argosmodel") == {}
    assert changes(folder / PLACE, entry.files) == []


class TestDoctor:
    @pytest.fixture(autouse=True)
    def _elsewhere(self, tmp_path: Path) -> None:
        self.argos = tmp_path / "argos"

    def told(self, folder: Path, *, allow_demo: bool = False) -> list[Finding]:
        models = here(folder, self.argos)
        return list(examine(folder, [self.argos], models, allow_demo=allow_demo))

    def about(self, what: str, folder: Path, **more: bool) -> list[tuple[str, str]]:
        found = self.told(folder, **more)
        return [(one.verdict, one.told) for one in found if one.what == what]

    def test_a_sound_machine_has_no_complaint(self, folder: Path) -> None:
        found = self.told(folder)

        assert {one.verdict for one in found if one.what != "memory"} <= {"ok", "note"}
        assert [one.what for one in found] == [
            "folder",
            "disk",
            "argos folder",
            "package",
            "memory",
            "ctranslate2",
            "sentencepiece",
        ]

    def test_the_folder_is_looked_at(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")

        assert self.about("folder", tmp_path / "new" / "models") == [
            ("ok", f"{tmp_path}/new/models (made when the first model is installed)")
        ]
        assert self.about("folder", tmp_path / "file")[0][0] == "broken"
        assert self.about("folder", Path("/proc/volia")) == [
            ("note", "/proc cannot be written: models can be used, but not installed")
        ]
        assert self.about("disk", Path("/proc/volia"))[0][0] == "note"
        assert self.about("folder", Path("~/x"))[0] == (
            "broken",
            "there is no home folder: set translation.models_dir",
        )

    def test_leftovers_and_strangers_are_named(self, folder: Path) -> None:
        (folder / ".downloads" / "be.zip.part").write_bytes(b"x" * 2_000_000)
        (folder / ".draft-abc").mkdir()
        (folder / "notes.txt").write_text("x")
        (folder / "stray").mkdir()

        assert self.about("leftover", folder) == [
            (
                "note",
                "2.0 MB of be.zip: half a download; installing it again goes on from there",
            ),
            (
                "note",
                f"{folder}/.draft-abc: left by an install that was broken off; "
                "the next one sweeps it",
            ),
        ]
        assert self.about("stray", folder) == [
            ("note", f"{folder}/notes.txt is no package and is not used")
        ]
        assert self.about("package", folder)[0] == (
            "broken",
            f"{folder}/stray: stray: it has no metadata.json; volia models remove stray",
        )

    def test_packages_of_argos_are_counted(self, folder: Path) -> None:
        write_folder(self.argos / "ru", files(from_code="ru"))
        write_folder(self.argos / "broken", {"x": b"x"})

        assert self.about("argos folder", folder) == [
            ("ok", f"{self.argos}: packages: 1, used as they are")
        ]

    def test_changed_and_demo_packages_are_named(self, folder: Path) -> None:
        _change(folder / PLACE)
        write_folder(folder / "demo", files(volia_demo=True))

        assert self.about("package", folder) == [
            ("note", f"{folder}/demo: a demo model, refused "
             "(translation.allow_demo_models = false)"),
            ("broken", f"{folder}/{PLACE}: metadata.json has changed since it was installed"),
        ]  # fmt: skip
        assert self.about("package", folder, allow_demo=True)[0][0] == "ok"

    def test_damaged_records_are_one_line_not_one_a_package(self, folder: Path) -> None:
        (folder / "checksums.json").write_text("{")

        assert [verdict for verdict, _ in self.about("checksums", folder)] == ["broken"]
        assert [verdict for verdict, _ in self.about("package", folder)] == ["ok"]

    def test_memory_is_read_where_linux_tells_it(self, tmp_path: Path) -> None:
        (tmp_path / "meminfo").write_text("MemTotal: 9 kB\nMemAvailable:    2048 kB\n")
        (tmp_path / "none").write_text("")

        assert _memory(tmp_path / "meminfo") == Finding(
            "note", "memory", "2.1 MB free; two models need up to 600 MB"
        )
        for unknown in ("none", "nowhere"):
            assert _memory(tmp_path / unknown).told == "how much is free is not known here"

    def test_a_library_that_does_not_load_is_told(self) -> None:
        assert _import("no_such_library").verdict == "broken"
        assert _import("json") == Finding("ok", "json", "2.0.9")


def _model(source: str, *, demo: bool = False, problem: str = "") -> ModelInfo:
    return ModelInfo("m", "1", (source,), "en", Path("m"), Path("m"), demo=demo, problem=problem)


def test_languages_without_a_usable_model_are_missing_once_and_in_order() -> None:
    models = [_model("lt"), _model("ru", demo=True), _model("be", problem="broken")]
    languages = ["en", "be", "lt", "ru", "be", ""]

    assert missing(models, languages, "en") == ("be", "ru")
    assert missing(models, languages, "en", allow_demo=True) == ("be",)
