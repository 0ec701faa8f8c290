"""Packages that the tests make: a tiny model of random weights, sound or broken."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec, common_spec

ROOT = "translate-xx_en"
LINES = ["Baltarusija paleido kalinius", "Беларусь вызваліла вязняў", "Belarus freed prisoners"]


@cache
def sentencepiece_model() -> bytes:
    """A tokenizer of a few lines."""
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(LINES * 5),
        model_writer=out,
        vocab_size=64,
        hard_vocab_limit=False,
        minloglevel=2,
    )
    return out.getvalue()


@cache
def tiny_model() -> dict[str, bytes]:
    """Files of a CTranslate2 model with one layer and random weights: fast, and speaks nonsense."""
    pieces = sentencepiece.SentencePieceProcessor(model_proto=sentencepiece_model())
    vocabulary = [pieces.id_to_piece(at) for at in range(pieces.get_piece_size())]
    spec = TransformerSpec.from_config(
        (1, 1), 2, pre_norm=True, activation=common_spec.Activation.RELU
    )
    random, width = np.random.default_rng(1), 16
    embedding = _random(random, len(vocabulary), width)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    for part in (spec.encoder, spec.decoder):
        part.position_encodings.encodings = _random(random, 512, width)
        _norm(part.layer_norm, width)
    _attention(spec.encoder.layer[0].self_attention, random, (3 * width,), width)
    _attention(spec.decoder.layer[0].self_attention, random, (3 * width,), width)
    _attention(spec.decoder.layer[0].attention, random, (width, 2 * width), width)
    for layer in (spec.encoder.layer[0], spec.decoder.layer[0]):
        _norm(layer.ffn.layer_norm, width)
        _linear(layer.ffn.linear_0, random, 32, width)
        _linear(layer.ffn.linear_1, random, width, 32)
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.validate()
    spec.optimize(quantization="int8")
    with TemporaryDirectory() as folder:
        spec.save(folder)
        return {path.name: path.read_bytes() for path in Path(folder).iterdir()}


def _random(random: np.random.Generator, *shape: int) -> Any:
    return random.normal(0, 0.3, shape).astype("float32")


def _norm(spec: Any, width: int) -> None:
    spec.gamma, spec.beta = np.ones(width, "float32"), np.zeros(width, "float32")


def _linear(spec: Any, random: np.random.Generator, rows: int, columns: int) -> None:
    spec.weight, spec.bias = _random(random, rows, columns), np.zeros(rows, "float32")


def _attention(spec: Any, random: np.random.Generator, widths: tuple[int, ...], width: int) -> None:
    _norm(spec.layer_norm, width)
    for linear, rows in zip(spec.linear, (*widths, width), strict=True):
        _linear(linear, random, rows, width)


def files(**metadata: object) -> dict[str, bytes]:
    """The files of a sound package, by name; `metadata` changes or (None) removes entries."""
    about: dict[str, object] = {
        "package_version": "1.9",
        "from_code": "lt",
        "to_code": "en",
        "code": "translate-lt_en",
    }
    about = {key: value for key, value in (about | metadata).items() if value is not None}
    return {
        "metadata.json": json.dumps(about).encode(),
        "sentencepiece.model": sentencepiece_model(),
        **{f"model/{name}": body for name, body in tiny_model().items()},
    }


def write_folder(folder: Path, contents: dict[str, bytes]) -> Path:
    """The files as an unpacked package."""
    for name, body in contents.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)
    return folder


def write_zip(path: Path, contents: dict[str, bytes], root: str = ROOT) -> Path:
    """The files as an .argosmodel."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in contents.items():
            package.writestr(f"{root}/{name}" if root else name, body)
    return path
