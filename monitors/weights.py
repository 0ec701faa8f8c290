"""Pure: networks of one hidden layer over clues, and files that hold weights a byte each.

`monitors.facts.likely` asks networks what a number is, and how many people an item tells of.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float32]

_STEPS = 127  # of a byte to either side of zero
_POWERS = "_powers"
_ARRAYS = ("by_clue", "hidden", "by_hidden", "bias")


def in_bytes(name: str, values: "Numbers") -> dict[str, Any]:
    """Values as bytes, and for each column the power of two that one step of a byte is worth."""
    import numpy as np  # 0.1 s, which a command that reads no item need not wait for

    most = np.abs(values).max(axis=0, initial=np.finfo(np.float32).tiny)
    powers = np.ceil(np.log2(most / _STEPS)).astype(np.int16)
    steps = np.rint(np.ldexp(values, -powers)).astype(np.int8)
    return {name: steps, name + _POWERS: powers}


def out_of_bytes(kept: "Mapping[str, NDArray[Any]]", name: str) -> "Numbers":
    """What `in_bytes` wrote."""
    import numpy as np

    values: Numbers = np.ldexp(kept[name].astype(np.float32), kept[name + _POWERS])
    return values


def rows_of(names: Iterable[str], row: Mapping[str, int]) -> list[int]:
    """The rows of those names that have one, in order.

    Sums of floats are then the same whatever the order of a set.
    """
    return sorted(at for at in map(row.get, names) if at is not None)


@dataclass(frozen=True)
class Network:
    """What each clue adds to the hidden layer, and what that adds to the log odds of each class.

    `rows` names the row of a clue in `by_clue`. Shapes: (clues, hidden), (hidden),
    (hidden, classes), (classes).
    """

    rows: Mapping[str, int]
    by_clue: "Numbers"
    hidden: "Numbers"
    by_hidden: "Numbers"
    bias: "Numbers"

    def chances(self, clues: Iterable[str]) -> tuple[float, float, float]:
        """The probabilities of the classes, of clues that are each given once.

        Clues without weights are passed over.
        """
        import numpy as np

        known = rows_of(clues, self.rows)
        hidden = self.hidden + np.add.reduce(self.by_clue.take(known, axis=0), axis=0)
        added: Numbers = np.maximum(hidden, 0) @ self.by_hidden + self.bias
        first, second, third = added.tolist()
        most = max(first, second, third)
        odds = math.exp(first - most), math.exp(second - most), math.exp(third - most)
        total = odds[0] + odds[1] + odds[2]
        return odds[0] / total, odds[1] / total, odds[2] / total


def network_in(kept: "Mapping[str, NDArray[Any]]", name: str) -> Network:
    """The network that `arrays_of` wrote under a name. Raises KeyError."""
    return Network(
        rows={clue: row for row, clue in enumerate(kept[f"{name}_clues"].tolist())},
        **{each: out_of_bytes(kept, f"{name}_{each}") for each in _ARRAYS},
    )


def arrays_of(network: Network, name: str) -> dict[str, Any]:
    """What a file holds of a network: its clues, and each weight in a byte."""
    import numpy as np

    made: dict[str, Any] = {f"{name}_clues": np.array(list(network.rows))}
    for each in _ARRAYS:
        made |= in_bytes(f"{name}_{each}", getattr(network, each))
    return made
