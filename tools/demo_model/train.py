"""Train the demo translator (lt, be, ru -> en) on the grammar and pack it as an .argosmodel.

    python -m venv /tmp/train && /tmp/train/bin/pip install -e . torch
    /tmp/train/bin/python -m tools.demo_model.train bot/demo/models/translate-demo_en.argosmodel

Needs torch (CPU build, 2.13.0 was used), which is no dependency of Volia; run it from the root
of the checkout. Everything is seeded; on the same torch build and number of threads a run gives
the same weights. About 50 minutes on two cores; `--steps` makes it shorter. The package is
written every thousand steps; the one that is committed is what a default run had after 4000.
"""

import argparse
import json
import random
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from torch import nn
from torch.nn import functional

from tools.demo_model.grammar import FACTS, SEED, Row, rows
from tools.demo_model.network import BOS, EOS, PAD, Network, Shape, export

_SAMPLED = 0.5  # of the sources are cut into pieces at random, so that names are spelled out
_METADATA = {
    "package_version": "1.0",
    "argos_version": "1.9",
    "from_code": "be",
    "from_codes": ["lt", "be", "ru"],
    "from_name": "Belarusian",
    "to_code": "en",
    "to_name": "English",
    "code": "translate-demo_en",
    "type": "translate",
    "volia_demo": True,
}
_README = """Demo model of Volia: lt, be, ru -> en.
Trained on a grammar of invented headlines (tools/demo_model). It knows nothing else and turns any
other text into a story of its own: for the demo and the tests only.
"""


def main() -> None:
    """Train, export, pack."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--facts", type=int, default=FACTS)
    parser.add_argument("--tokens", type=int, default=3500, help="of a batch, padding included")
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(asked.threads)
    data = list(rows(asked.facts, SEED))
    with tempfile.TemporaryDirectory() as folder:
        shape = Shape()
        pieces = learn_pieces(data, shape.vocabulary, Path(folder))
        for network in train(data, pieces, shape, steps=asked.steps, tokens=asked.tokens):
            pack(network, pieces, Path(folder), asked.out)
    print(f"{asked.out} {asked.out.stat().st_size / 1e6:.2f} MB")


def learn_pieces(data: list[Row], size: int, folder: Path) -> sentencepiece.SentencePieceProcessor:
    """A SentencePiece unigram vocabulary for source and target together."""
    text = folder / "text.txt"
    with text.open("w", encoding="utf-8") as out:
        out.writelines(f"{row.source}\n{row.english}\n" for row in data[:80_000])
    sentencepiece.SentencePieceTrainer.train(
        input=str(text), model_prefix=str(folder / "sentencepiece"), vocab_size=size,
        model_type="unigram", character_coverage=1.0, split_digits=True, byte_fallback=True,
        unk_id=0, bos_id=BOS, eos_id=EOS, pad_id=PAD, max_sentencepiece_length=12,
        normalization_rule_name="nmt_nfkc", minloglevel=2,
    )  # fmt: skip
    return sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))


def _pairs(
    data: list[Row], pieces: sentencepiece.SentencePieceProcessor, rng: random.Random
) -> Iterator[tuple[list[int], list[int]]]:
    """Ids of the pairs in random order, for ever; half of the sources cut at random."""
    target = [pieces.encode(row.english) for row in data]
    while True:
        for at in rng.sample(range(len(data)), len(data)):
            sampled = rng.random() < _SAMPLED
            source = pieces.encode(
                data[at].source, enable_sampling=sampled, alpha=0.2, nbest_size=-1
            )
            yield source, target[at]


def batches(
    data: list[Row], pieces: sentencepiece.SentencePieceProcessor, tokens: int
) -> Iterator[tuple[Any, Any, Any]]:
    """(source, target in, target out) of about `tokens` tokens each, sentences of like length."""
    rng = random.Random(SEED)
    pairs = _pairs(data, pieces, rng)
    while True:
        chunk = sorted(
            (next(pairs) for _ in range(4000)), key=lambda pair: len(pair[0]) + len(pair[1])
        )
        cut: list[list[tuple[list[int], list[int]]]] = [[]]
        longest = 0
        for pair in chunk:
            longest = max(longest, len(pair[0]), len(pair[1]) + 1)
            if longest * (len(cut[-1]) + 1) > tokens:
                cut.append([])
                longest = max(len(pair[0]), len(pair[1]) + 1)
            cut[-1].append(pair)
        rng.shuffle(cut)
        for batch in cut:
            yield (
                _padded([source for source, _ in batch]),
                _padded([[BOS, *target] for _, target in batch]),
                _padded([[*target, EOS] for _, target in batch]),
            )


def _padded(lists: list[list[int]]) -> Any:
    longest = max(map(len, lists))
    return torch.tensor([ids + [PAD] * (longest - len(ids)) for ids in lists])


def train(
    data: list[Row],
    pieces: sentencepiece.SentencePieceProcessor,
    shape: Shape,
    *,
    steps: int,
    tokens: int,
) -> Iterator[Network]:
    """Adam with 300 warm-up steps, then flat, then linearly down in the second half.

    Yields the network every thousand steps, so that there is something to look at, and at last.
    """
    network = Network(shape)
    print(
        f"{len(data)} pairs, {sum(p.numel() for p in network.parameters()) / 1e6:.2f} M weights",
        flush=True,
    )
    adam = torch.optim.Adam(network.parameters(), lr=0.0, betas=(0.9, 0.98))
    started, mean = time.monotonic(), 0.0
    for step, (source, given, wanted) in enumerate(batches(data, pieces, tokens), 1):
        for group in adam.param_groups:
            group["lr"] = 2e-3 * min(step / 300, 1.0, max(0.01, 2 * (1 - step / steps)))
        logits = network(source, given).flatten(0, 1)
        loss = functional.cross_entropy(
            logits, wanted.flatten(), ignore_index=PAD, label_smoothing=0.05
        )
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        adam.step()
        mean = loss.item() if step == 1 else 0.98 * mean + 0.02 * loss.item()
        if step % 100 == 0:
            print(f"step {step} loss {mean:.3f} {time.monotonic() - started:.0f} s", flush=True)
        if step % 1000 == 0 or step == steps:
            yield network
        if step == steps:
            return


def pack(
    network: Network, pieces: sentencepiece.SentencePieceProcessor, folder: Path, out: Path
) -> None:
    """One zip in the layout of Argos Translate packages; byte-identical for identical weights."""
    model = folder / "model"
    model.mkdir(exist_ok=True)
    export(network, [pieces.id_to_piece(at) for at in range(pieces.get_piece_size())], model)
    files = {
        "metadata.json": json.dumps(_METADATA, indent=1).encode(),
        "README.md": _README.encode(),
        "sentencepiece.model": (folder / "sentencepiece.model").read_bytes(),
        **{f"model/{path.name}": path.read_bytes() for path in sorted(model.iterdir())},
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in files.items():
            entry = zipfile.ZipInfo(f"translate-demo_en/{name}", (2025, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, body)


if __name__ == "__main__":
    main()
