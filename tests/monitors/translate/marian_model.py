"""Models in Marian's own format, made from nothing, and Marian's arithmetic in numpy.

`weights` gives a transformer of random numbers; `dictionary` one whose numbers are set by hand so
that it translates piece by piece. `release` zips either as OPUS-MT does. `scores` computes, from
the same arrays, what Marian's transformer (post-norm, swish, tied embeddings) would say.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece

Arrays = dict[str, Any]

SETTINGS = {
    "type": "transformer",
    "dim-emb": 32,
    "enc-depth": 2,
    "dec-depth": 2,
    "transformer-heads": 2,
    "transformer-dim-ffn": 48,
    "transformer-decoder-autoreg": "self-attention",
    "transformer-no-projection": False,
    "transformer-ffn-activation": "swish",
    "transformer-preprocess": "",
    "transformer-postprocess": "dan",
    "transformer-postprocess-emb": "d",
    "transformer-guided-alignment-layer": "last",
    "tied-embeddings-all": True,
}
WEIGHTS = "opus.spm32k-spm32k.transformer.model1.npz.best-perplexity.npz"
VOCABULARY = "opus.spm32k-spm32k.vocab.yml"


SOURCE = ["Беларусь вызваліла 52 палітвязняў", "Літва зняла санкцыі"]
TARGET = ["Belarus freed 52 prisoners", "Lithuania lifted sanctions"]


def tokenizer(lines: Sequence[str], **options: Any) -> bytes:
    """A SentencePiece model of `lines`."""
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(list(lines) * 5),
        model_writer=out,
        hard_vocab_limit=False,
        minloglevel=2,
        **({"vocab_size": 64} | options),
    )
    return out.getvalue()


def pieces(model: bytes) -> list[str]:
    """Its pieces, without <unk>, <s> and </s>."""
    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(at) for at in range(3, processor.get_piece_size())]


def joint(*models: bytes) -> list[str]:
    """The vocabulary of both sides as Marian numbers it: end of sentence, unknown, then pieces."""
    return ["</s>", "<unk>", *sorted({piece for model in models for piece in pieces(model)})]


def vocabulary_yml(vocabulary: Sequence[str]) -> bytes:
    """As marian-vocab writes it: quoted where YAML needs it."""
    return "".join(
        f"{json.dumps(p, ensure_ascii=False)}: {n}\n" for n, p in enumerate(vocabulary)
    ).encode()


def weights(size: int, settings: Mapping[str, Any] = SETTINGS, seed: int = 1) -> Arrays:
    """Random parameters under the names of Marian; `size` is that of the vocabulary."""
    random = np.random.default_rng(seed)
    width, inner = settings["dim-emb"], settings["transformer-dim-ffn"]

    def drawn(*shape: int) -> Any:
        return random.normal(0, 0.35, shape).astype("float32")

    arrays: Arrays = {"Wemb": drawn(size, width), "decoder_ff_logit_out_b": drawn(1, size)}
    for layer, kinds in _layers(settings):
        for kind in kinds:
            for one in "qkvo":
                arrays[f"{layer}_{kind}_W{one}"] = drawn(width, width)
                arrays[f"{layer}_{kind}_b{one}"] = drawn(1, width)
            arrays[f"{layer}_{kind}_Wo_ln_scale"] = 1 + drawn(1, width)
            arrays[f"{layer}_{kind}_Wo_ln_bias"] = drawn(1, width)
        for number, shape in (("1", (width, inner)), ("2", (inner, width))):
            arrays[f"{layer}_ffn_W{number}"] = drawn(*shape)
            arrays[f"{layer}_ffn_b{number}"] = drawn(1, shape[1])
        arrays[f"{layer}_ffn_ffn_ln_scale"] = 1 + drawn(1, width)
        arrays[f"{layer}_ffn_ffn_ln_bias"] = drawn(1, width)
    return arrays


def _layers(settings: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    encoder = [(f"encoder_l{n + 1}", ("self",)) for n in range(settings["enc-depth"])]
    decoder = [(f"decoder_l{n + 1}", ("self", "context")) for n in range(settings["dec-depth"])]
    return [*encoder, *decoder]


def dictionary(
    vocabulary: Sequence[str], meaning: Mapping[str, str]
) -> tuple[Arrays, dict[str, Any]]:
    """Parameters that turn the n-th source piece into the n-th target piece, and their settings.

    The first dimensions say the place, the others the piece. The decoder looks at the source piece
    of its own place and writes what it means; nothing else is wired.
    """
    places, width = 32, 128
    settings = SETTINGS | {"dim-emb": width, "enc-depth": 1, "dec-depth": 1, "transformer-heads": 1}
    arrays = {name: np.zeros_like(a) for name, a in weights(len(vocabulary), settings).items()}
    for name in arrays:
        if name.endswith("_ln_scale"):
            arrays[name] += 1
    arrays["Wpos"] = np.eye(places, width, dtype="float32") * 6
    seat = {piece: places + n for n, piece in enumerate(vocabulary)}
    for place in range(places):
        arrays["decoder_l1_context_Wq"][place, place] = 3
        arrays["decoder_l1_context_Wk"][place, place] = 3
    for n, piece in enumerate(vocabulary):
        arrays["Wemb"][n, seat[piece]] = 0.6
        arrays["decoder_l1_context_Wv"][seat[piece], seat[piece]] = 1
        arrays["decoder_l1_context_Wo"][seat[piece], seat[meaning.get(piece, piece)]] = 8
    arrays["decoder_l1_ffn_ffn_ln_scale"] += 1
    return arrays, settings


def rounded(arrays: Arrays) -> Arrays:
    """The arrays with matrices as int8 holds them: 127 steps either way for each output."""
    out = dict(arrays)
    for name, array in arrays.items():
        if "_W" in name and "_ln_" not in name:
            out[name] = _in_steps(array, axis=0)
    out["Wemb"] = _in_steps(arrays["Wemb"], axis=1)
    return out


def _in_steps(array: Any, axis: int) -> Any:
    step = np.abs(array).max(axis=axis, keepdims=True) / 127
    return np.rint(array / step) * step


def npz(arrays: Arrays, settings: Mapping[str, Any] = SETTINGS) -> bytes:
    """The arrays with the settings inside, as Marian saves a model."""
    text = json.dumps(settings).encode() + b"\0"  # JSON is YAML
    inside: Arrays = {"special:model.yml": np.frombuffer(text, dtype=np.int8)}
    out = io.BytesIO()
    np.savez(out, **(arrays | inside))
    return out.getvalue()


def release(
    arrays: Arrays,
    settings: Mapping[str, Any],
    vocabulary: Sequence[str],
    source: bytes,
    target: bytes,
) -> dict[str, bytes]:
    """The files of a release of OPUS-MT, by name."""
    decoder = f"models:\n  - {WEIGHTS}\nvocabs:\n  - {VOCABULARY}\n  - {VOCABULARY}\nbeam-size: 6\n"
    return {
        "decoder.yml": decoder.encode(),
        WEIGHTS: npz(arrays, settings),
        VOCABULARY: vocabulary_yml(vocabulary),
        "source.spm": source,
        "target.spm": target,
        "README.md": b"# opus-2021-05-02.zip\n\n* model: transformer\n",
        "LICENSE": b"Attribution 4.0 International\n",
        "preprocess.sh": b"#!/bin/bash\n",
        "postprocess.sh": b"#!/bin/bash\n",
    }


def words_release() -> dict[str, bytes]:
    """A release that knows the seven words of SOURCE."""
    source = tokenizer(SOURCE, model_type="word")
    target = tokenizer(TARGET, model_type="word")
    words = {
        f"▁{one}": f"▁{other}"
        for line, same in zip(SOURCE, TARGET, strict=True)
        for one, other in zip(line.split(), same.split(), strict=True)
    }
    vocabulary = joint(source, target)
    arrays, settings = dictionary(vocabulary, words)
    return release(arrays, settings, vocabulary, source, target)


def write(path: Path, files: Mapping[str, bytes]) -> Path:
    """The files in a zip, at its root, as OPUS-MT has them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in files.items():
            package.writestr(name, body)
    return path


def scores(
    arrays: Arrays, settings: Mapping[str, Any], source: list[int], target: list[int]
) -> Any:
    """Natural logarithms of the probabilities of each of `target`, given `source` and those before.

    Both hold numbers of the vocabulary and end with 0, the end of a sentence.
    """
    heads = settings["transformer-heads"]
    seen = _embedded(arrays, source)
    for layer in range(1, settings["enc-depth"] + 1):
        seen = _attended(arrays, f"encoder_l{layer}_self", seen, seen, heads)
        seen = _fed(arrays, f"encoder_l{layer}_ffn", seen)
    said = _embedded(arrays, target[:-1], start=True)
    for layer in range(1, settings["dec-depth"] + 1):
        said = _attended(arrays, f"decoder_l{layer}_self", said, said, heads, ahead=False)
        said = _attended(arrays, f"decoder_l{layer}_context", said, seen, heads)
        said = _fed(arrays, f"decoder_l{layer}_ffn", said)
    logits = said @ arrays["Wemb"].T + arrays["decoder_ff_logit_out_b"]
    logits = logits - logits.max(axis=1, keepdims=True)
    logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return logs[np.arange(len(target)), target]


def _embedded(arrays: Arrays, numbers: list[int], *, start: bool = False) -> Any:
    """Embeddings times the root of their width, plus places; the decoder starts with zeros."""
    width = arrays["Wemb"].shape[1]
    embedded = arrays["Wemb"][numbers] * np.sqrt(width)
    if start:
        embedded = np.concatenate([np.zeros((1, width)), embedded])
    steps = np.exp(-np.log(10000) / (width / 2 - 1) * np.arange(width / 2))
    angles = np.outer(np.arange(len(embedded)), steps)
    return embedded + np.concatenate([np.sin(angles), np.cos(angles)], axis=1)


def _attended(
    arrays: Arrays, name: str, asks: Any, told: Any, heads: int, *, ahead: bool = True
) -> Any:
    parts = []
    for of, kind in ((asks, "q"), (told, "k"), (told, "v")):
        projected = of @ arrays[f"{name}_W{kind}"] + arrays[f"{name}_b{kind}"]
        parts.append(np.stack(np.split(projected, heads, axis=1)))
    query, key, value = parts
    weight = query @ key.transpose(0, 2, 1) / np.sqrt(query.shape[-1])
    if not ahead:
        weight = np.where(np.tril(np.ones(weight.shape[1:])), weight, -1e9)
    weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
    weight /= weight.sum(axis=-1, keepdims=True)
    joined = np.concatenate(list(weight @ value), axis=1)
    out = joined @ arrays[f"{name}_Wo"] + arrays[f"{name}_bo"]
    return _normed(arrays, f"{name}_Wo_ln", asks + out)


def _fed(arrays: Arrays, name: str, x: Any) -> Any:
    inner = x @ arrays[f"{name}_W1"] + arrays[f"{name}_b1"]
    inner = inner / (1 + np.exp(-inner))
    return _normed(
        arrays, f"{name}_ffn_ln", x + inner @ arrays[f"{name}_W2"] + arrays[f"{name}_b2"]
    )


def _normed(arrays: Arrays, name: str, x: Any) -> Any:
    centred = x - x.mean(axis=1, keepdims=True)
    scale = np.sqrt((centred**2).mean(axis=1, keepdims=True) + 1e-6)
    return centred / scale * arrays[f"{name}_scale"] + arrays[f"{name}_bias"]
