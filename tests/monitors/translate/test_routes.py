from pathlib import Path

import pytest

from monitors.translate.models import ModelInfo
from monitors.translate.routes import Allowed, NoRoute, Route, find_route


def model(
    sources: str, target: str, *, demo: bool = False, engine: str = "ctranslate2"
) -> ModelInfo:
    path = Path(f"{engine}-{sources}-{target}{'-demo' if demo else ''}")
    codes = tuple(sources.split("+"))
    return ModelInfo(path.name, "1", codes, target, path, path, demo=demo, engine=engine)


LT, RU = model("lt", "en"), model("ru", "en")
ZLE = model("be+ru+uk", "en")
BACK = model("en", "lt")
APERTIUM = model("be", "ru", engine="apertium")
DEMO = model("lt+be+ru", "en", demo=True)

FOUND = {
    "a direct model": ([LT, RU], "lt", "en", Allowed(), (LT,), ""),
    "the first of two": ([RU, ZLE], "ru", "en", Allowed(), (RU,), ""),
    "a model of several languages": ([LT, ZLE], "be", "en", Allowed(), (ZLE,), ""),
    "a real one before a demo": ([DEMO, LT], "lt", "en", Allowed(demo=True), (LT,), ""),
    "a demo where allowed": ([DEMO], "lt", "en", Allowed(demo=True), (DEMO,), ""),
    "via Russian": ([APERTIUM, RU], "be", "en", Allowed(), (APERTIUM, RU), "ru"),
    "a model before Apertium": ([APERTIUM, RU, ZLE], "be", "en", Allowed(), (ZLE,), ""),
    "Apertium alone into Russian": ([APERTIUM, RU], "be", "ru", Allowed(), (APERTIUM,), ""),
    "via English": ([RU, BACK], "ru", "lt", Allowed(pivot=True), (RU, BACK), "en"),
}
MISSING = {
    "nothing installed": ([], "lt", "en", Allowed(), "no model for lt -> en", True),
    "another pair": ([RU], "lt", "en", Allowed(), "no model for lt -> en", True),
    "a pivot not allowed": ([RU, BACK], "ru", "lt", Allowed(), "no model for ru -> lt", True),
    "a real model as a way to Russian": (
        [model("be", "ru"), RU],
        "be",
        "en",
        Allowed(),
        "no model for be -> en",
        True,
    ),
    "only a demo": ([DEMO], "be", "en", Allowed(), "allow_demo_models = true", True),
    "Belarusian off": (
        [ZLE],
        "be",
        "en",
        Allowed(belarusian=False),
        "translation of Belarusian is switched off",
        False,
    ),
}


@pytest.mark.parametrize("case", FOUND)
def test_the_way_is(case: str) -> None:
    models, source, target, allowed, legs, via = FOUND[case]

    assert find_route(models, source, target, allowed) == Route(source, legs, via)


@pytest.mark.parametrize("case", MISSING)
def test_there_is_no_way(case: str) -> None:
    models, source, target, allowed, why, later = MISSING[case]
    found = find_route(models, source, target, allowed)

    assert isinstance(found, NoRoute)
    assert why in found.why
    assert found.later is later


def test_a_route_names_its_programs_and_is_a_demo_if_one_leg_is() -> None:
    route = Route("be", (APERTIUM, model("ru", "en", demo=True)), "ru")

    assert route.engine == "apertium apertium-be-ru 1 + ctranslate2 ctranslate2-ru-en-demo 1"
    assert (route.demo, route.target) == (True, "en")


def test_a_broken_package_is_no_way() -> None:
    broken = ModelInfo("x", "", ("lt",), "en", Path("x"), Path("x"), problem="x: it is broken")

    assert isinstance(find_route([broken], "lt", "en", Allowed()), NoRoute)
