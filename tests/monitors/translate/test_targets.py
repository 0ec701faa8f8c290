from collections.abc import Sequence

from monitors.model import Detected, Translation, Untranslated
from monitors.translate import Outcome, Request, Translated, translate_into

LT = Request("Žinia", "", Detected("lt"))
RU = Request("Новость", "", Detected("ru", "cyrl"))


class Only:
    """Knows one target, and remembers what it was asked."""

    def __init__(self, target: str) -> None:
        self.target = target
        self.asked: list[tuple[str, list[str]]] = []

    async def translate(self, requests: Sequence[Request], target: str) -> list[Outcome]:
        self.asked.append((target, [one.title for one in requests]))
        if target == self.target:
            return [Outcome(_made(one, target)) for one in requests]
        return [Outcome(None, f"no model for {target}", later=True) for _ in requests]


def _made(request: Request, target: str) -> Translation:
    return Translation(f"{target}: {request.title}", "", target, "test")


async def test_each_text_goes_into_every_language_but_its_own() -> None:
    engine = Only("en")

    done = await translate_into(engine, [LT, RU], ["lt", "en", "be"])

    assert engine.asked == [("be", ["Žinia", "Новость"]), ("en", ["Žinia", "Новость"]),
                            ("lt", ["Новость"])]  # fmt: skip
    missing = {
        code: Untranslated(code, f"no model for {code}", later=True) for code in ("be", "lt")
    }
    assert done == [
        Translated((_made(LT, "en"),), (missing["be"],)),
        Translated((_made(RU, "en"),), (missing["be"], missing["lt"])),
    ]


async def test_without_targets_or_texts_nothing_is_asked() -> None:
    engine = Only("en")

    assert await translate_into(engine, [LT], []) == [Translated()]
    assert await translate_into(engine, [], ["en"]) == []
    assert await translate_into(engine, [LT], ["lt"]) == [Translated()]
    assert engine.asked == []
