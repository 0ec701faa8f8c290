"""Pure: what the vector of a report says was done; a second opinion beside the ordered guards.

Softmax regression over the vectors of `monitors.embed`, trained on our own headlines only
(`tools/action_model`). It knows wordings that no word list has, and is often wrong: a single
weak vote never alerts. Figures: `python -m tools.action_model.evaluate`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitors.labels import ALERTING, ActionLabel

WEIGHTS = Path(__file__).with_name("second_opinion.npz")
HOPED = "release.hoped"
"""The class of releases that are only hoped for: `release.announced`, not decided."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How sure the classifier is of each action; the probabilities add up to 1.

    `alerting` is the chance that the report tells of a decision or a fact worth an alert: the
    actions of `ALERTING` without releases that are only hoped for.
    """

    label: ActionLabel
    probability: float
    margin: float
    alerting: float
    probabilities: Mapping[ActionLabel, float]

    def family(self, name: str) -> float:
        """The chance of any action of `release`, `sanctions`, `detention` or `other`."""
        return sum(by for label, by in self.probabilities.items() if label.family == name)


@dataclass(frozen=True, slots=True)
class Classifier:
    """Weights (classes, size of a vector), bias (classes), and what they were made from.

    The temperature evens out probabilities that are too sure of themselves (Guo et al. 2017).
    """

    classes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float
    features: str
    seed: int
    sentences: str

    def opinion(self, vector: NDArray[np.float32]) -> Opinion:
        """The opinion on one unit vector. Raises ValueError if it has another size."""
        if vector.shape != self.weights.shape[1:]:
            raise ValueError(f"a vector of {self.weights.shape[1]} is needed, not {vector.shape}")
        scores = (self.weights @ vector + self.bias).astype(np.float64) / self.temperature
        chances = np.exp(scores - scores.max())
        return _opinion(dict(zip(self.classes, (chances / chances.sum()).tolist(), strict=True)))


def _opinion(chances: Mapping[str, float]) -> Opinion:
    """Join the hoped-for releases to the announced ones, and rank."""
    hoped = chances.get(HOPED, 0.0)
    of = {ActionLabel(name): chance for name, chance in chances.items() if name != HOPED}
    alerting = sum(chance for label, chance in of.items() if label in ALERTING)
    if hoped:
        announced = ActionLabel.RELEASE_ANNOUNCED
        of[announced] = of.get(announced, 0.0) + hoped
    first, second = sorted(of, key=lambda label: of[label], reverse=True)[:2]
    return Opinion(first, of[first], of[first] - of[second], alerting, of)


def read(path: Path) -> Classifier:
    """The classifier of a file that `save` wrote. Raises OSError, or KeyError for another file."""
    with np.load(path, allow_pickle=False) as kept:
        return Classifier(
            classes=tuple(kept["classes"].tolist()),
            weights=kept["weights"],
            bias=kept["bias"],
            temperature=float(kept["temperature"]),
            features=str(kept["features"]),
            seed=int(kept["seed"]),
            sentences=str(kept["sentences"]),
        )


def save(classifier: Classifier, path: Path) -> None:
    """Write the classifier; the same one gives the same bytes."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            classes=np.array(classifier.classes),
            weights=classifier.weights,
            bias=classifier.bias,
            temperature=np.float64(classifier.temperature),
            features=np.array(classifier.features),
            seed=np.int64(classifier.seed),
            sentences=np.array(classifier.sentences),
        )


@cache
def shipped() -> Classifier:
    """The classifier that comes with Volia."""
    return read(WEIGHTS)
