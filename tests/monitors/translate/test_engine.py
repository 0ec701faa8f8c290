import sys
from pathlib import Path

import pytest

from monitors.errors import TranslateError
from monitors.translate.engine import cut_pieces, load
from monitors.translate.models import ModelInfo, find
from tests.monitors.translate.packages import files, write_folder


def _tiny(tmp_path: Path, **metadata: object) -> ModelInfo:
    write_folder(tmp_path / "lt", files(**metadata))
    return find([tmp_path], tmp_path / "cache")[0]


def test_a_package_of_argos_layout_translates_in_order(tmp_path: Path) -> None:
    model = load(_tiny(tmp_path))
    lines = ["kalinius", "Baltarusija paleido kalinius", "", "vienas du"]

    together = model.translate(lines)

    assert len(together) == 4
    assert together[2] == ""
    assert model.translate(lines[::-1]) == together[::-1]


def test_no_input_is_too_long(tmp_path: Path) -> None:
    model = load(_tiny(tmp_path))

    assert model.translate(["labai ilgas sakinys, " * 300])[0]


def test_the_second_try_does_not_repeat_itself(tmp_path: Path) -> None:
    model = load(_tiny(tmp_path))
    (text,) = model.translate(["Baltarusija paleido kalinius"], again=True)
    words = text.split()
    triples = list(zip(words, words[1:], words[2:], strict=False))

    assert len(triples) == len(set(triples))


def test_a_prefix_of_the_target_language_is_not_part_of_the_text(tmp_path: Path) -> None:
    model = load(_tiny(tmp_path, target_prefix="▁Belarus"))

    assert not model.translate(["kalinius"])[0].startswith("Belarus")


def test_a_package_with_a_tokenizer_for_each_side_works(tmp_path: Path) -> None:
    contents = files()
    contents["source.spm"] = contents["target.spm"] = contents.pop("sentencepiece.model")
    write_folder(tmp_path / "zle", contents)
    (info,) = find([tmp_path], tmp_path / "cache")

    assert len(load(info).translate(["kalinius"])) == 1


@pytest.mark.parametrize("name", ["model/model.bin", "model/config.json", "sentencepiece.model"])
def test_damaged_files_are_a_clear_error(name: str, tmp_path: Path) -> None:
    write_folder(tmp_path / "lt", files() | {name: b"damaged"})
    (info,) = find([tmp_path], tmp_path / "cache")

    with pytest.raises(TranslateError, match="the model translate-lt_en does not load"):
        load(info)


def test_a_missing_library_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = _tiny(tmp_path)
    monkeypatch.setitem(sys.modules, "ctranslate2", None)

    with pytest.raises(TranslateError, match="the translation library does not load"):
        load(info)


@pytest.mark.parametrize(
    ("pieces", "parts"),
    [
        ([], []),
        (["a", "b"], [["a", "b"]]),
        (["a", "b", "c,", "d", "e"], [["a", "b", "c,"], ["d", "e"]]),
        (["a", "b", "c", "d", "e"], [["a", "b", "c", "d"], ["e"]]),
        (list("abcdefghi"), [list("abcd"), list("efgh"), ["i"]]),
    ],
)
def test_long_inputs_are_cut_at_a_comma_and_nothing_is_lost(
    pieces: list[str], parts: list[list[str]]
) -> None:
    assert cut_pieces(pieces, longest=4) == parts
