from monitors.translate.cache import MemoryCache, key
from tests.monitors.making import NOON


def test_a_key_changes_with_all_that_a_translation_depends_on() -> None:
    first = key("Žinia", "lt", "en", ["abc"])
    others = [
        key("Žinia.", "lt", "en", ["abc"]),
        key("Žinia", "be", "en", ["abc"]),
        key("Žinia", "lt", "ru", ["abc"]),
        key("Žinia", "lt", "en", ["abd"]),
        key("Žinia", "lt", "en", ["abc", "abc"]),
    ]

    assert first == key("Žinia", "lt", "en", ["abc"])
    assert len({first, *others}) == 6


def test_memory_keeps_what_was_used_last() -> None:
    cache = MemoryCache()
    cache.keep_translated({str(n): "x" for n in range(4096)}, NOON)
    cache.translated(["0"], NOON)

    cache.keep_translated({"new": "y"}, NOON)

    assert cache.translated(["0", "1", "new"], NOON) == {"0": "x", "new": "y"}
