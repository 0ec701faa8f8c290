"""A translation package as large as a real one of Argos, with random weights; it speaks nonsense.

6 + 6 layers, width 512, feed-forward 2048, 8 heads, 32,000 pieces, int8: about 62 MB. What it costs
to run depends on these sizes and on the lengths of input and output, not on what the weights know.
The pieces are learned from headlines of the demo's grammar, so that a headline has about 20.

A random model would almost never end a sentence. This one counts: coordinate 0 of the decoder is
its position, coordinate 1 the length of the source (the mean position of the source, by a head of
the last layer that looks at all pieces alike), and the end of the sentence wins as soon as the
first exceeds the second. Outputs are a little longer than inputs, under any search and batch.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
import sentencepiece
from ctranslate2.specs import TransformerSpec, common_spec

from tools.demo_model.grammar import rows

LAYERS, WIDTH, INNER, HEADS, VOCABULARY = 6, 512, 2048, 8, 32_000
LEARNED = 1_300
"""Pieces that stand for something; the rest only make the last layer as wide as a real one."""

_EOS = 2
_CLOCK, _LENGTH = 0, 1
_STEP = 0.05  # of the clock, a piece
_LONGER = 2.5  # of the mean position of the source; 2 would make outputs as long as inputs
_FIRMNESS = 300.0  # of the end of the sentence over other pieces, for one unit of the clock
_NEVER = -100.0
_SEED = 7


def headlines(number: int, seed: int = 5) -> list[str]:
    """So many Lithuanian headlines of the grammar, all different, always the same."""
    found: dict[str, None] = {}
    for row in rows(10 * number, seed):
        if row.variety == "lt":
            found.setdefault(row.raw)
        if len(found) == number:
            break
    return list(found)


def write_package(folder: Path) -> Path:
    """The package as a folder that Argos and Volia read alike."""
    (folder / "model").mkdir(parents=True)
    pieces = _learn_pieces(folder / "sentencepiece")
    names = [pieces.id_to_piece(at) for at in range(pieces.get_piece_size())]
    names += [f"▁filler{at}" for at in range(VOCABULARY - len(names))]
    _write_model(names, folder / "model")
    about = {
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": "lt",
        "from_name": "Lithuanian",
        "to_code": "en",
        "to_name": "English",
        "code": "translate-lt_en",
        "type": "translate",
    }
    (folder / "metadata.json").write_text(json.dumps(about), encoding="utf-8")
    return folder


def _learn_pieces(prefix: Path) -> sentencepiece.SentencePieceProcessor:
    text = [line for row in rows(4_000, _SEED) for line in (row.source, row.english)]
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(text), model_prefix=str(prefix), vocab_size=LEARNED,
        character_coverage=1.0, unk_id=0, bos_id=1, eos_id=_EOS, minloglevel=2, num_threads=1,
    )  # fmt: skip
    prefix.with_suffix(".vocab").unlink()
    return sentencepiece.SentencePieceProcessor(model_file=f"{prefix}.model")


def _write_model(names: list[str], folder: Path) -> None:
    spec = TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )
    weights = _Weights()
    for part in (spec.encoder, spec.decoder):
        part.position_encodings.encodings = weights.random(512, WIDTH, scale=0.3)
        part.position_encodings.encodings[:, [_CLOCK, _LENGTH]] = 0
        weights.norm(part.layer_norm)
        for layer in part.layer:
            weights.attention(layer.self_attention, (3 * WIDTH,))
            weights.norm(layer.ffn.layer_norm)
            weights.linear(layer.ffn.linear_0, INNER, WIDTH)
            weights.onto_the_stream(layer.ffn.linear_1, INNER)
    for layer in spec.decoder.layer:
        weights.attention(layer.attention, (WIDTH, 2 * WIDTH))
    _embed(spec, weights)
    _count(spec)
    spec.register_source_vocabulary(names)
    spec.register_target_vocabulary(names)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))


def _embed(spec: Any, weights: "_Weights") -> None:
    """One matrix for source, target and output, as in the packages of Argos."""
    embedding = weights.random(VOCABULARY, WIDTH, scale=WIDTH**-0.5)
    embedding[:, [_CLOCK, _LENGTH]] = 0
    embedding[_EOS] = 0
    embedding[_EOS, [_CLOCK, _LENGTH]] = _FIRMNESS
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    bias = np.zeros(VOCABULARY, "float32")
    bias[:_EOS] = bias[LEARNED:] = _NEVER
    spec.decoder.projection.bias = bias


def _count(spec: Any) -> None:
    """Wire the clock and the length; see the module's docstring."""
    positions = np.arange(512, dtype="float32") * _STEP
    spec.decoder.position_encodings.encodings[:, _CLOCK] = positions
    spec.encoder.position_encodings.encodings[:, _LENGTH] = positions
    look = spec.decoder.layer[-1].attention.linear
    look[0].weight[: WIDTH // HEADS] = 0  # the first head looks at all pieces alike
    look[1].weight[WIDTH] = 0  # its first value ...
    look[1].weight[WIDTH, _LENGTH] = 1  # ... is the position
    look[2].weight[_LENGTH] = 0
    look[2].weight[_LENGTH, 0] = -_LONGER


class _Weights:
    """Random weights that leave the two counting coordinates alone."""

    def __init__(self) -> None:
        self._random = np.random.default_rng(_SEED)

    def random(self, *shape: int, scale: float) -> Any:
        return self._random.normal(0, scale, shape).astype("float32")

    def norm(self, spec: Any) -> None:
        spec.gamma, spec.beta = np.ones(WIDTH, "float32"), np.zeros(WIDTH, "float32")

    def linear(self, spec: Any, rows_: int, columns: int) -> None:
        spec.weight = self.random(rows_, columns, scale=columns**-0.5)
        spec.bias = np.zeros(rows_, "float32")

    def onto_the_stream(self, spec: Any, columns: int) -> None:
        """A layer whose output is added to what flows through the network."""
        self.linear(spec, WIDTH, columns)
        spec.weight *= 0.3
        spec.weight[[_CLOCK, _LENGTH]] = 0

    def attention(self, spec: Any, widths: tuple[int, ...]) -> None:
        self.norm(spec.layer_norm)
        for one, rows_ in zip(spec.linear, widths, strict=False):
            self.linear(one, rows_, WIDTH)
        self.onto_the_stream(spec.linear[-1], WIDTH)
