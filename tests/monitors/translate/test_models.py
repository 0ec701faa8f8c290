import json
from pathlib import Path

import pytest

from monitors.translate.models import ModelInfo, argos_folders, choose, find, fingerprint
from tests.monitors.translate.packages import files, write_folder, write_zip


def test_an_unpacked_package_is_found_with_its_languages(tmp_path: Path) -> None:
    write_folder(tmp_path / "dir" / "lt", files())

    (model,) = find([tmp_path / "dir"], tmp_path / "cache")

    assert (model.name, model.version, model.from_codes, model.to_code, model.problem) == (
        "translate-lt_en",
        "1.9",
        ("lt",),
        "en",
        "",
    )
    assert not model.demo


def test_a_zip_is_unpacked_once_and_found(tmp_path: Path) -> None:
    package = write_zip(tmp_path / "dir" / "lt.argosmodel", files(from_codes=["be", "ru"]))

    (first,) = find([package.parent], tmp_path / "cache")
    made = first.path.stat().st_mtime_ns
    (again,) = find([package.parent], tmp_path / "cache")

    assert first == again
    assert again.path.stat().st_mtime_ns == made
    assert first.origin == package
    assert first.from_codes == ("be", "ru", "lt")
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_a_package_with_two_tokenizers_is_sound(tmp_path: Path) -> None:
    contents = files()
    contents["source.spm"] = contents["target.spm"] = contents.pop("sentencepiece.model")
    write_folder(tmp_path / "zle", contents)

    (model,) = find([tmp_path], tmp_path / "cache")

    assert not model.problem


BROKEN = {
    "stray folder": ({"notes.txt": b"hello"}, "it has no metadata.json"),
    "no weights": ({"model/model.bin": b""}, "model/model.bin is missing or empty"),
    "no tokenizer": ({"sentencepiece.model": b""}, "it has no sentencepiece.model"),
    "bpe": (
        {"sentencepiece.model": b"", "bpe.model": b"x"},
        "its BPE tokenizer is not supported, only SentencePiece",
    ),
    "not json": ({"metadata.json": b"{"}, "its metadata.json cannot be read"),
    "too deep": ({"metadata.json": b"[" * 200_000}, "its metadata.json cannot be read"),
    "not utf-8": ({"metadata.json": b'{"a": "\xff"}'}, "its metadata.json cannot be read"),
    "a list": ({"metadata.json": b"[]"}, "its metadata.json is not what it should be"),
    "codes are text": (
        {"metadata.json": b'{"from_codes": "lt", "to_code": "en"}'},
        "its metadata.json is not what it should be",
    ),
    "huge metadata": ({"metadata.json": b" " * 1_000_001}, "its metadata.json is too large"),
    "no languages": (
        {"metadata.json": b'{"from_code": "lt"}'},
        "metadata.json does not say from which language into which",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_package_is_named_and_does_not_hide_the_others(case: str, tmp_path: Path) -> None:
    changed, problem = BROKEN[case]
    contents = changed if case == "stray folder" else files() | changed
    write_folder(tmp_path / "a-broken", contents)
    write_folder(tmp_path / "b-sound", files())

    broken, sound = find([tmp_path], tmp_path / "cache")

    assert broken.problem == f"a-broken: {problem}"
    assert not broken.serves("lt", "en")
    assert sound.serves("lt", "en")


def test_a_missing_folder_is_an_empty_one(tmp_path: Path) -> None:
    assert find([tmp_path / "nowhere"], tmp_path) == ()


def test_a_package_in_two_lists_is_found_once(tmp_path: Path) -> None:
    write_folder(tmp_path / "lt", files())

    assert len(find([tmp_path, tmp_path], tmp_path / "cache")) == 1


def _model(name: str, *, demo: bool = False, problem: str = "") -> ModelInfo:
    return ModelInfo(name, "1", ("lt",), "en", Path(name), Path(name), demo=demo, problem=problem)


def test_a_real_model_goes_before_a_demo_and_before_what_comes_later() -> None:
    demo, broken = _model("demo", demo=True), _model("broken", problem="it is broken")
    first, second = _model("first"), _model("second")

    assert choose([demo, broken, first, second], "lt", "en") == first
    assert choose([demo, broken], "lt", "en") == demo
    assert choose([broken], "lt", "en") is None
    assert choose([first], "lt", "ru") is None


def test_argos_own_folder_is_where_its_setting_or_xdg_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", "/data")

    assert argos_folders() == (Path("/data/argos-translate/packages"),)

    monkeypatch.setenv("ARGOS_PACKAGES_DIR", "/models")

    assert argos_folders() == (Path("/models"),)


def test_the_fingerprint_changes_with_the_weights(tmp_path: Path) -> None:
    write_folder(tmp_path / "a", files())
    write_folder(tmp_path / "b", files() | {"model/model.bin": b"other"})

    a, b = (fingerprint(model) for model in find([tmp_path], tmp_path / "cache"))

    assert a != b
    assert len(a) == 16


def test_metadata_may_leave_out_what_is_only_for_show(tmp_path: Path) -> None:
    contents = files() | {
        "metadata.json": json.dumps({"from_code": "lt", "to_code": "en"}).encode()
    }
    write_folder(tmp_path / "lt", contents)

    (model,) = find([tmp_path], tmp_path / "cache")

    assert (model.name, model.version) == ("translate-lt_en", "")
