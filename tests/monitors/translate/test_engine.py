import sys
from pathlib import Path

import pytest

from monitors.errors import TranslateError
from monitors.translate.engine import Decoding, cut_pieces, groups, load
from monitors.translate.models import ModelInfo, find
from tests.monitors.translate.packages import files, write_folder
from tools.demo_model.evaluate import PACKAGE

ROOT = Path(__file__).parents[3]


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


def test_an_output_that_was_stopped_is_marked(tmp_path: Path) -> None:
    info = _tiny(tmp_path)
    lines = ["Baltarusija paleido kalinius"]
    (whole,) = load(info, Decoding(output_pieces=400)).render(lines)
    (stopped,) = load(info, Decoding(output_pieces=3)).render(lines)

    assert stopped.truncated
    assert len(stopped.text) < len(whole.text)


def test_an_output_that_ended_by_itself_is_not_marked(tmp_path: Path) -> None:
    (info,) = find([(ROOT / PACKAGE).parent], tmp_path / "cache")

    rendered = load(info).render(["Baltarusija paleido 52 kalinius", ""])

    assert [one.truncated for one in rendered] == [False, False]


def test_a_long_input_with_one_stopped_part_is_marked(tmp_path: Path) -> None:
    model = load(_tiny(tmp_path), Decoding(input_pieces=8, output_pieces=3))

    (rendered,) = model.render(["labai ilgas sakinys, " * 9])

    assert rendered.truncated


def test_the_size_of_a_batch_does_not_change_what_is_said(tmp_path: Path) -> None:
    info = _tiny(tmp_path)
    lines = ["vienas du", "kalinius", "Baltarusija paleido kalinius", "", "vienas"] * 3

    by_one = load(info, Decoding(batch=1, output_pieces=20)).translate(lines)

    assert load(info, Decoding(batch=4, output_pieces=20)).translate(lines) == by_one
    assert load(info, Decoding(batch_pieces=20, output_pieces=20)).translate(lines) == by_one


def test_a_closed_model_translates_no_more(tmp_path: Path) -> None:
    model = load(_tiny(tmp_path))
    model.translate(["kalinius"])

    model.close()
    model.close()

    with pytest.raises(TranslateError, match="the model translate-lt_en has been closed"):
        model.translate(["kalinius"])


@pytest.mark.parametrize(
    ("decoding", "once", "again"),
    [
        (Decoding(batch=32, batch_pieces=800, workers=1), (32, 800), (16, 400)),
        (Decoding(batch=32, batch_pieces=800, workers=2), (16, 400), (8, 200)),
        (Decoding(batch=1, batch_pieces=800, workers=2), (1, 400), (1, 200)),
        (Decoding(batch=32, batch_pieces=800, workers=1, beam=5), (32, 800), (32, 800)),
    ],
)
def test_groups_share_the_bounds_and_a_wider_search_takes_smaller_ones(
    decoding: Decoding, once: tuple[int, int], again: tuple[int, int]
) -> None:
    assert decoding.bounds(again=False) == once
    assert decoding.bounds(again=True) == again


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([5], [[0]]),
        ([99], [[0]]),
        ([1, 1, 1, 1], [[0, 1, 2], [3]]),
        ([6, 4, 2], [[0, 1], [2]]),
        ([99, 99, 6, 5, 1], [[0], [1], [2, 3], [4]]),
    ],
)
def test_groups_are_bounded_in_sentences_and_in_pieces(
    lengths: list[int], expected: list[list[int]]
) -> None:
    assert list(groups(range(len(lengths)), lengths, 3, 12)) == expected


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
        (["▁a", "b", "▁c", "▁d", "e"], [["▁a", "b", "▁c"], ["▁d", "e"]]),
        (["▁a", "▁b", "▁c,", "▁d", "▁e"], [["▁a", "▁b", "▁c,"], ["▁d", "▁e"]]),
        (list("abcdefghi"), [list("abcd"), list("efgh"), ["i"]]),
    ],
)
def test_long_inputs_are_cut_at_a_comma_or_a_word_and_nothing_is_lost(
    pieces: list[str], parts: list[list[str]]
) -> None:
    assert cut_pieces(pieces, longest=4) == parts
