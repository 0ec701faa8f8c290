import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import pytest

from monitors.errors import TranslateError
from monitors.translate.engine import load
from monitors.translate.marian import convert, is_marian
from monitors.translate.models import ModelInfo, find
from tests.monitors.translate import marian_model as marian
from tests.monitors.translate.packages import files as package_files
from tests.monitors.translate.packages import write_zip

Files = dict[str, bytes]


def _converted(folder: Path, files: Files, **options: Any) -> ModelInfo:
    archive = marian.write(folder / "opus1m+bt-2021-05-02.zip", files)
    wanted = {"from_codes": ("be", "ru", "uk"), "to_code": "en", "name": "opus-zle_en"} | options
    convert(archive, folder / "models" / "opus-zle_en", version="2021-05-02", **wanted)
    (info,) = find([folder / "models"], folder / "cache")
    return info


def test_a_converted_model_translates_from_three_languages(tmp_path: Path) -> None:
    said: list[str] = []

    info = _converted(tmp_path, marian.words_release(), progress=said.append)

    assert (info.name, info.version, info.problem) == ("opus-zle_en", "2021-05-02", "")
    assert [code for code in ("be", "ru", "uk", "lt") if info.serves(code, "en")] == [
        "be",
        "ru",
        "uk",
    ]
    assert said == ["unpacking", "converting", "checking"]
    model = load(info)
    lines = [*marian.SOURCE, "Літва вызваліла палітвязняў"]
    assert model.translate(lines) == [*marian.TARGET, "Lithuania freed prisoners"]
    assert model.translate(lines[:1], again=True) == marian.TARGET[:1]


def test_a_piece_that_no_vocabulary_has_does_no_harm_to_the_others(tmp_path: Path) -> None:
    model = load(_converted(tmp_path, marian.words_release()))

    (text,) = model.translate(["Літва учора зняла санкцыі"])

    assert "⁇" not in text
    assert text.startswith("Lithuania ")
    assert text.endswith(" lifted sanctions")


def _random(seed: int = 1) -> tuple[Files, dict[str, Any], list[str]]:
    pieces = marian.tokenizer([*marian.SOURCE, *marian.TARGET])
    vocabulary = marian.joint(pieces)
    arrays = marian.weights(len(vocabulary), seed=seed)
    files = marian.release(arrays, marian.SETTINGS, vocabulary, pieces, pieces)
    return files, arrays, vocabulary


def _farthest(info: ModelInfo, arrays: dict[str, Any], vocabulary: list[str]) -> float:
    """The largest difference between CTranslate2's log-probabilities and Marian's arithmetic."""
    translator = ctranslate2.Translator(
        str(info.path / "model"), compute_type="float32", intra_threads=1
    )
    random = np.random.default_rng(5)
    differences = []
    for length in (3, 8, 30):
        source, target = (random.integers(2, len(vocabulary), length).tolist() for _ in "st")
        (scored,) = translator.score_batch(
            [[vocabulary[n] for n in source]], [[vocabulary[n] for n in target]]
        )
        expected = marian.scores(
            marian.rounded(arrays), marian.SETTINGS, [*source, 0], [*target, 0]
        )
        differences.append(np.abs(np.array(scored.log_probs) - expected).max())
    return float(max(differences))


def test_probabilities_are_those_of_marians_arithmetic(tmp_path: Path) -> None:
    files, arrays, vocabulary = _random()

    assert _farthest(_converted(tmp_path, files), arrays, vocabulary) < 1e-4


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("encoder_l1_self_Wq", "encoder_l1_self_Wk"),
        ("encoder_l1_self_Wv", "encoder_l2_self_Wv"),
        ("decoder_l1_context_bk", "decoder_l1_context_bv"),
        ("decoder_l1_self_Wo_ln_scale", "decoder_l1_context_Wo_ln_scale"),
        ("decoder_l2_ffn_b2", "decoder_l1_ffn_b2"),
    ],
)
def test_that_comparison_would_see_parameters_in_the_wrong_place(
    one: str, other: str, tmp_path: Path
) -> None:
    files, arrays, vocabulary = _random()
    wrong = arrays | {one: arrays[other], other: arrays[one]}

    assert _farthest(_converted(tmp_path, files), wrong, vocabulary) > 0.01


def test_the_end_of_the_source_is_added_by_the_model(tmp_path: Path) -> None:
    info = _converted(tmp_path, marian.words_release())

    assert json.loads((info.path / "model" / "config.json").read_text())["add_source_eos"] is True


def test_licence_readme_and_origin_stay_with_the_package(tmp_path: Path) -> None:
    files = marian.words_release()

    folder = _converted(tmp_path, files).path

    assert sorted(path.name for path in folder.iterdir()) == [
        "LICENSE",
        "README.md",
        "metadata.json",
        "model",
        "source.spm",
        "target.spm",
    ]
    for name in ("LICENSE", "README.md", "source.spm", "target.spm"):
        assert (folder / name).read_bytes() == files[name]
    about = json.loads((folder / "metadata.json").read_text())
    assert about["converted_from"] == "opus1m+bt-2021-05-02.zip"
    assert len(about["converted_from_sha256"]) == 64
    assert (about["from_code"], about["from_codes"]) == ("be", ["be", "ru", "uk"])


def test_a_vocabulary_for_each_side_will_do(tmp_path: Path) -> None:
    files = marian.words_release()
    files["target.vocab.yml"] = files[marian.VOCABULARY]
    files["decoder.yml"] = (
        f"models: [{marian.WEIGHTS}]\nvocabs: [{marian.VOCABULARY}, target.vocab.yml]\n".encode()
    )

    assert load(_converted(tmp_path, files)).translate(marian.SOURCE) == marian.TARGET


def test_a_release_in_a_folder_of_its_own_will_do(tmp_path: Path) -> None:
    files = {f"zle-eng/{name}": body for name, body in marian.words_release().items()}

    assert load(_converted(tmp_path, files)).translate(marian.SOURCE) == marian.TARGET


def _without(name: str) -> Callable[[Files], Files]:
    return lambda files: {key: body for key, body in files.items() if key != name}


def _with(name: str, body: bytes) -> Callable[[Files], Files]:
    return lambda files: files | {name: body}


def _longer_vocabulary(files: Files) -> Files:
    return files | {marian.VOCABULARY: files[marian.VOCABULARY] + b'"more": 15\n'}


def _recurrent(files: Files) -> Files:
    _, arrays, _ = _random()
    return files | {marian.WEIGHTS: marian.npz(arrays, marian.SETTINGS | {"type": "s2s"})}


def _parameter_gone(files: Files) -> Files:
    _, arrays, _ = _random()
    del arrays["encoder_l1_self_Wo_ln_scale"]
    return files | {marian.WEIGHTS: marian.npz(arrays)}


def _settings_gone(files: Files) -> Files:
    out = io.BytesIO()
    np.savez(out, Wemb=np.zeros((3, 3)))
    return files | {marian.WEIGHTS: out.getvalue()}


_NAMES_NOTHING = "its decoder.yml does not name a model and vocabularies"
BROKEN: dict[str, tuple[Callable[[Files], Files], str]] = {
    "no source.spm": (_without("source.spm"), "it is no model of OPUS-MT: source.spm is missing"),
    "no target.spm": (_without("target.spm"), "it is no model of OPUS-MT: target.spm is missing"),
    "no decoder.yml": (_without("decoder.yml"), "decoder.yml is missing"),
    "no weights": (_without(marian.WEIGHTS), "names 'opus.spm32k-spm32k.transformer"),
    "decoder.yml is no YAML": (_with("decoder.yml", b"models: [\n"), _NAMES_NOTHING),
    "decoder.yml is no text": (_with("decoder.yml", b"\xff\xfe\x00"), _NAMES_NOTHING),
    "decoder.yml is a list": (_with("decoder.yml", b"- models\n"), _NAMES_NOTHING),
    "decoder.yml names none": (_with("decoder.yml", b"models: []\nvocabs: []\n"), _NAMES_NOTHING),
    "decoder.yml is huge": (
        _with("decoder.yml", b"#" * 1_000_001),
        "its decoder.yml is too large",
    ),
    "decoder.yml points outside": (
        _with("decoder.yml", b"models: [../../etc/passwd]\nvocabs: [a.yml]\n"),
        "names '../../etc/passwd', which is not in the zip",
    ),
    "weights are no zip": (_with(marian.WEIGHTS, b"damaged"), "its weights are damaged"),
    "no settings in it": (_settings_gone, "it is not a model that can be converted"),
    "a parameter is gone": (_parameter_gone, "it is not a model that can be converted"),
    "not a transformer": (_recurrent, "it is not a model that can be converted"),
    "vocabulary of another model": (_longer_vocabulary, "vocabulary 0 has size 16"),
    "vocabulary is no list": (
        _with(marian.VOCABULARY, b"no numbers here\n"),
        "it is not a model that can be converted",
    ),
    "several targets": (
        _with("README.md", b"* a sentence initial language token is required in the form of"),
        "it translates into several languages",
    ),
    "tokenizer is damaged": (_with("source.spm", b"damaged"), "the model opus-zle_en does not"),
    "tokenizer is empty": (_with("target.spm", b""), "it has no sentencepiece.model"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_release_is_a_clear_error_and_leaves_nothing(case: str, tmp_path: Path) -> None:
    broken, sentence = BROKEN[case]

    with pytest.raises(TranslateError) as told:
        _converted(tmp_path, broken(marian.words_release()))

    assert sentence in str(told.value)
    assert "\n" not in str(told.value)
    assert list((tmp_path / "models").iterdir()) == []


@pytest.mark.parametrize("name", ["../evil.yml", "/evil.yml", "a/b/evil.yml", "..\\evil.yml"])
def test_files_with_foreign_paths_are_not_taken(name: str, tmp_path: Path) -> None:
    _converted(tmp_path, marian.words_release() | {name: b"evil"})

    assert list(tmp_path.rglob("*evil*")) == []


def test_a_bomb_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(TranslateError, match="larger than a package may be"):
        _converted(
            tmp_path, marian.words_release() | {"x.npz": bytes(3_000_000)}, max_bytes=2_000_000
        )

    assert list((tmp_path / "models").iterdir()) == []


def test_weights_that_say_they_are_huge_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitors.translate.marian.MAX_BYTES", 1_000)

    with pytest.raises(TranslateError, match="weights are larger than those of a model may be"):
        _converted(tmp_path, marian.words_release(), max_bytes=2_000_000)


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    folder = _converted(tmp_path, marian.words_release()).path
    made = (folder / "metadata.json").stat().st_mtime_ns

    with pytest.raises(TranslateError, match="is there already; remove it first"):
        _converted(tmp_path, marian.words_release())

    assert (folder / "metadata.json").stat().st_mtime_ns == made


def test_a_place_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("in the way")

    with pytest.raises(TranslateError, match="opus-zle_en cannot be written"):
        _converted(tmp_path, marian.words_release())


def test_a_missing_library_is_a_clear_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2.converters", None)

    with pytest.raises(TranslateError, match="the translation library does not load"):
        _converted(tmp_path, marian.words_release())


def test_neither_torch_nor_transformers_is_needed(tmp_path: Path) -> None:
    archive = marian.write(tmp_path / "opus.zip", marian.words_release())
    script = (
        "import sys\n"
        "for name in ('torch', 'transformers', 'huggingface_hub'): sys.modules[name] = None\n"
        "from pathlib import Path\n"
        "from monitors.translate.marian import convert\n"
        "convert(Path(sys.argv[1]), Path(sys.argv[2]), from_codes=('be',), to_code='en',\n"
        "        name='zle', version='1')\n"
    )

    subprocess.run([sys.executable, "-c", script, str(archive), str(tmp_path / "zle")], check=True)

    assert (tmp_path / "zle" / "model" / "model.bin").stat().st_size > 0


def test_a_release_is_told_from_a_package_of_argos(tmp_path: Path) -> None:
    release = marian.write(tmp_path / "opus.zip", marian.words_release())
    argos = write_zip(tmp_path / "lt.argosmodel", package_files())
    (tmp_path / "no.zip").write_text("no zip")

    assert is_marian(release)
    assert not is_marian(argos)
    assert not is_marian(tmp_path / "no.zip")
    assert not is_marian(tmp_path / "missing.zip")
