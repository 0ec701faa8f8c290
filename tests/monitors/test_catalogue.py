"""The catalogue: bundled sources are complete, distinct and switched on by name."""

from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitors.config import LISTS, CatalogueSource, SourceSettings, bundled, load
from monitors.config.catalogue import FOLDER
from monitors.model import OutletKind, SourceKind

ALL = bundled()


def names(folder: Path, catalogue: str) -> list[str]:
    path = folder / "config.toml"
    path.write_text(f"catalogue = {catalogue}", encoding="utf-8")
    return [source.name for source in load(path).all_sources()]


def enabled(list_name: str) -> list[str]:
    return [each.name for each in ALL if each.list_name == list_name and each.enabled]


def test_every_file_is_a_list() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(LISTS)


def test_no_name_and_no_address_is_there_twice() -> None:
    doubled = [
        value
        for values in (Counter(each.name for each in ALL), Counter(each.url for each in ALL))
        for value, times in values.items()
        if times > 1
    ]

    assert doubled == []


def test_no_source_has_the_name_of_a_list() -> None:
    assert not {each.name for each in ALL} & set(LISTS)


@pytest.mark.parametrize("each", ALL, ids=[each.name for each in ALL])
class TestEverySource:
    def test_would_be_accepted_as_a_source_of_ones_own(self, each: CatalogueSource) -> None:
        values = {name: getattr(each.source(), name) for name in SourceSettings.model_fields} | {
            "kind": each.kind.value
        }

        assert SourceSettings.model_validate(values, strict=False).source() == each.source()

    def test_says_who_owns_it_and_what_is_known_of_it(self, each: CatalogueSource) -> None:
        assert each.title
        assert each.owner
        assert each.verified
        assert each.confidence in ("high", "medium", "low")
        assert urlsplit(each.homepage).scheme in ("http", "https")

    def test_is_on_only_if_it_can_be_collected_and_is_trusted(self, each: CatalogueSource) -> None:
        assert not each.enabled or (each.kind is SourceKind.FEED and each.confidence != "low")

    def test_is_in_the_list_of_its_language_or_official(self, each: CatalogueSource) -> None:
        assert each.list_name in (each.language, "official")


@pytest.mark.parametrize("list_name", LISTS)
def test_a_list_switches_on_what_it_enables(tmp_path: Path, list_name: str) -> None:
    assert names(tmp_path, f'["{list_name}"]') == enabled(list_name)
    assert len(enabled(list_name)) >= 6


def test_a_single_source_is_switched_on_by_name(tmp_path: Path) -> None:
    assert names(tmp_path, '["kauno-diena"]') == ["kauno-diena"]


def test_a_minus_leaves_a_source_out(tmp_path: Path) -> None:
    left = names(tmp_path, '["lt", "-delfi-lietuva"]')

    assert left == [name for name in enabled("lt") if name != "delfi-lietuva"]


def test_telegram_and_pages_are_kept_for_later() -> None:
    later = [each for each in ALL if not each.collected]

    assert {each.kind for each in later} == {SourceKind.TELEGRAM, SourceKind.PAGE}
    assert not any(each.enabled for each in later)


def test_both_sides_are_heard() -> None:
    kinds = {each.outlet_kind for each in ALL if each.enabled}

    assert kinds == set(OutletKind)


def test_outlets_of_one_publisher_have_one_owner() -> None:
    owners = {each.name: each.owner for each in ALL}

    assert owners["svaboda"] == owners["rfe-rl-en"] == owners["radio-svoboda-ru"]
    assert owners["belta-ru"] == owners["zviazda-be"] == owners["telegram-pul-pervogo"]
    assert owners["lrt-all"] == owners["lrt-english"]
    assert owners["meduza-ru"] != owners["mediazona"]
