"""Pure: by which models a text gets from its language into another, or why it does not.

direct     one model for the pair
via ru     Belarusian through Apertium and a Russian model, where `belarusian = "apertium"`
via en     two models that meet in English, where `allow_pivot` is set
"""

from collections.abc import Sequence
from dataclasses import dataclass

from monitors.translate.apertium import ENGINE
from monitors.translate.models import ModelInfo, choose

_ONLY_DEMO = (
    "only a demo model for {source} -> {target} is installed; install a real one, "
    "or set translation.allow_demo_models = true"
)


@dataclass(frozen=True, slots=True)
class Route:
    """One model, or two that meet in the language `via`."""

    source: str
    legs: tuple[ModelInfo, ...]
    via: str = ""

    @property
    def target(self) -> str:
        """The language it leads to."""
        return self.legs[-1].to_code

    @property
    def demo(self) -> bool:
        """True if a demo model is part of it."""
        return any(leg.demo for leg in self.legs)

    @property
    def engine(self) -> str:
        """The programs and models, for people."""
        return " + ".join(f"{leg.engine} {leg.name} {leg.version}".strip() for leg in self.legs)


@dataclass(frozen=True, slots=True)
class NoRoute:
    """Why there is none; `later`: one may be installed, the settings do not forbid it."""

    why: str
    later: bool = True


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the settings allow."""

    demo: bool = False
    pivot: bool = False
    belarusian: bool = True


def find_route(
    models: Sequence[ModelInfo], source: str, target: str, allowed: Allowed
) -> Route | NoRoute:
    """The shortest way from `source` to `target`; the two differ."""
    if source == "be" and not allowed.belarusian:
        return NoRoute("translation of Belarusian is switched off", later=False)
    usable = [model for model in models if allowed.demo or not model.demo]
    direct = choose(usable, source, target)
    if direct:
        return Route(source, (direct,))
    for via in ("ru", *(("en",) if allowed.pivot else ())):
        legs = _through(usable, source, via, target)
        if legs and (via == "en" or legs[0].engine == ENGINE):
            return Route(source, legs, via)
    if choose(models, source, target):
        return NoRoute(_ONLY_DEMO.format(source=source, target=target))
    return NoRoute(f"no model for {source} -> {target}")


def _through(
    models: Sequence[ModelInfo], source: str, via: str, target: str
) -> tuple[ModelInfo, ...]:
    first, second = choose(models, source, via), choose(models, via, target)
    return (first, second) if first and second else ()
