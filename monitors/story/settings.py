"""The numbers and words of `story.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """Hours, thresholds and lengths as `story.toml` explains them; weights by feature name."""

    window_hours: float
    join: float
    join_mention: float
    join_other: float
    deal_hours: float
    measure_hours: float
    large_count: int
    related: float
    sure: float
    candidates: int
    members: int
    bar_alike: float
    bar_across: float
    bar_step: float
    shortest: int
    shortest_name: int
    shortest_cognate: int
    stem: int
    weights: Mapping[str, float]
    weights_with_vectors: Mapping[str, float]
    common: Mapping[str, str]
    leaders: Mapping[str, str]
    ordinals: Mapping[str, Mapping[str, str]]


def _load(path: Path) -> Settings:
    raw: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    common = {language: " ".join(words) for language, words in raw["common"].items()}
    return Settings(
        **raw["joining"],
        **raw["words"],
        weights=raw["weights"],
        weights_with_vectors=raw["weights_with_vectors"],
        common=common,
        leaders=raw["leaders"],
        ordinals=raw["ordinals"],
    )


SETTINGS = _load(Path(__file__).with_name("story.toml"))
