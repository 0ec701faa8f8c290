"""The small transformer (PyTorch) and its export to CTranslate2.

Pre-norm encoder and decoder with tied embeddings and sinusoidal positions: the layout of
`ctranslate2.specs.TransformerSpec`, so that the export is a copy of weights.
"""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from ctranslate2.specs import TransformerSpec, common_spec
from torch import nn
from torch.nn import functional

PAD, BOS, EOS = 3, 1, 2
_DROPOUT = 0.05
_LONGEST = 512


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network; 160/4+2 has about 2.3 million weights."""

    vocabulary: int = 1200
    width: int = 160
    heads: int = 4
    encoders: int = 4
    decoders: int = 2


def positions(length: int, width: int) -> Any:
    """Sines and cosines, [length, width] (Vaswani et al. 2017, halves side by side)."""
    rates = torch.exp(torch.arange(0, width, 2) * -(math.log(10000.0) / width))
    angles = torch.arange(length)[:, None] * rates
    return torch.cat([angles.sin(), angles.cos()], 1)


class Attention(nn.Module):  # type: ignore[misc]  # torch is Any when it is not installed
    """Attention with its norm and residual; over itself or over the encoder's memory."""

    def __init__(self, shape: Shape, *, over_itself: bool) -> None:
        super().__init__()
        wide = shape.width
        self.over_itself, self.heads = over_itself, shape.heads
        self.norm = nn.LayerNorm(wide)
        widths = (3 * wide,) if over_itself else (wide, 2 * wide)
        self.linear = nn.ModuleList(
            [*(nn.Linear(wide, out) for out in widths), nn.Linear(wide, wide)]
        )

    def forward(self, x: Any, memory: Any = None, mask: Any = None, *, causal: bool = False) -> Any:
        """x: [batch, time, width] -> the same shape."""
        normed = self.norm(x)
        if self.over_itself:
            parts = self.linear[0](normed).chunk(3, -1)
        else:
            parts = (self.linear[0](normed), *self.linear[1](memory).chunk(2, -1))
        q, k, v = (p.view(p.size(0), p.size(1), self.heads, -1).transpose(1, 2) for p in parts)
        out = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        out = self.linear[-1](out.transpose(1, 2).flatten(2))
        return x + functional.dropout(out, _DROPOUT, self.training)


class FeedForward(nn.Module):  # type: ignore[misc]
    """Two linear layers with ReLU, norm and residual."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(shape.width)
        self.up = nn.Linear(shape.width, 4 * shape.width)
        self.down = nn.Linear(4 * shape.width, shape.width)

    def forward(self, x: Any) -> Any:
        """x: [batch, time, width] -> the same shape."""
        out = self.down(self.up(self.norm(x)).relu())
        return x + functional.dropout(out, _DROPOUT, self.training)


class Network(nn.Module):  # type: ignore[misc]
    """Encoder and decoder over one vocabulary."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.embedding = nn.Embedding(shape.vocabulary, shape.width)
        nn.init.normal_(self.embedding.weight, std=shape.width**-0.5)
        self.encoder = nn.ModuleList(
            nn.ModuleList([Attention(shape, over_itself=True), FeedForward(shape)])
            for _ in range(shape.encoders)
        )
        self.decoder = nn.ModuleList(
            nn.ModuleList(
                [
                    Attention(shape, over_itself=True),
                    Attention(shape, over_itself=False),
                    FeedForward(shape),
                ]
            )
            for _ in range(shape.decoders)
        )
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.register_buffer("positions", positions(_LONGEST, shape.width))

    def _embedded(self, ids: Any) -> Any:
        return self.embedding(ids) * self.shape.width**0.5 + self.positions[: ids.size(1)]

    def forward(self, source: Any, target: Any) -> Any:
        """Ids [batch, time] of source and shifted target -> logits [batch, time, vocabulary]."""
        mask = (source != PAD)[:, None, None, :]
        memory = self._embedded(source)
        for attention, feed in self.encoder:
            memory = feed(attention(memory, mask=mask))
        memory = self.encoder_norm(memory)
        x = self._embedded(target)
        for attention, cross, feed in self.decoder:
            x = feed(cross(attention(x, causal=True), memory, mask))
        return self.decoder_norm(x) @ self.embedding.weight.T


def _array(tensor: Any) -> Any:
    return tensor.detach().numpy().astype("float32")


def _copy_linear(spec: Any, linear: Any) -> None:
    spec.weight, spec.bias = _array(linear.weight), _array(linear.bias)


def _copy_norm(spec: Any, norm: Any) -> None:
    spec.gamma, spec.beta = _array(norm.weight), _array(norm.bias)


def _copy_attention(spec: Any, attention: Any) -> None:
    _copy_norm(spec.layer_norm, attention.norm)
    for one, linear in zip(spec.linear, attention.linear, strict=True):
        _copy_linear(one, linear)


def _copy_feed(spec: Any, feed: Any) -> None:
    _copy_norm(spec.layer_norm, feed.norm)
    _copy_linear(spec.linear_0, feed.up)
    _copy_linear(spec.linear_1, feed.down)


def export(network: Network, pieces: list[str], folder: Path) -> None:
    """Write the network as an int8 CTranslate2 model into `folder`, which must exist."""
    shape = network.shape
    spec = TransformerSpec.from_config(
        (shape.encoders, shape.decoders),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
    )
    weight = _array(network.embedding.weight)
    spec.encoder.embeddings[0].weight = spec.decoder.embeddings.weight = weight
    spec.decoder.projection.weight = weight
    for part in (spec.encoder, spec.decoder):
        part.position_encodings.encodings = _array(network.positions)
    _copy_norm(spec.encoder.layer_norm, network.encoder_norm)
    _copy_norm(spec.decoder.layer_norm, network.decoder_norm)
    for one, (attention, feed) in zip(spec.encoder.layer, network.encoder, strict=True):
        _copy_attention(one.self_attention, attention)
        _copy_feed(one.ffn, feed)
    for one, (attention, cross, feed) in zip(spec.decoder.layer, network.decoder, strict=True):
        _copy_attention(one.self_attention, attention)
        _copy_attention(one.attention, cross)
        _copy_feed(one.ffn, feed)
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(folder))
