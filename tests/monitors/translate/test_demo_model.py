"""The demo's own package, for real: found, refused, admitted, and good at what it was made for."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from monitors.config import Translation as Settings
from monitors.model import Detected
from monitors.translate import Request, Translator
from tools.demo_model.evaluate import PACKAGE, translate
from tools.demo_model.grammar import rows

LT, RU = Detected("lt"), Detected("ru", "cyrl")
BE, TARASK = Detected("be", "cyrl", "official"), Detected("be", "cyrl", "tarask")
LACINKA = Detected("be", "latn", "lacinka")
ROOT = Path(__file__).parents[3]


@pytest.fixture
async def translator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Translator]:
    """With the demo's package and no other."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("ARGOS_PACKAGES_DIR", raising=False)
    translator = Translator(
        Settings(timeout_s=60), allow_demo=True, extra_dirs=[(ROOT / PACKAGE).parent]
    )
    yield translator
    translator.close()


HEADLINES = [
    (
        LT,
        "Baltarusija paleido 52 kalinius po derybų su JAV",
        "Belarus freed 52 prisoners after talks with the United States",
    ),
    (
        LT,
        "SKUBU: BALTARUSIJA IŠLAISVINO 52 POLITINIUS KALINIUS",
        "Breaking: Belarus freed 52 political prisoners",
    ),
    (
        LT,
        "JAV panaikino sankcijas oro bendrovei „Belavia“",
        "The United States lifted sanctions on the airline Belavia",
    ),
    (
        BE,
        "Прэзідэнт Беларусі памілаваў 14 замежных грамадзян",
        "The president of Belarus pardoned 14 foreigners",
    ),
    (
        TARASK,
        "Беларусь вызваліла 52 палітвязьняў, сярод іх 6 грамадзянаў Літвы",
        "Belarus freed 52 political prisoners, among them 6 citizens of Lithuania",
    ),
    (
        LACINKA,
        "Vyzvalenyja ludzi pierasiekli miažu ź Litvoj",
        "The released people crossed the border with Lithuania",
    ),
    (
        RU,
        "Беларусь освободила 52 политзаключённых после переговоров с США",
        "Belarus freed 52 political prisoners after talks with the United States",
    ),
    (
        RU,
        "Один из освобождённых отказался покидать Беларусь",
        "One of the released refused to leave Belarus",
    ),
    (RU, "Синоптики обещают тёплые выходные", "Forecasters: the weekend will be warm"),
]


async def test_headlines_of_the_demos_kind_are_understood(translator: Translator) -> None:
    requests = [Request(title, "", detected) for detected, title, _ in HEADLINES]

    outcomes = await translator.translate(requests, "en")

    assert [outcome.translation and outcome.translation.title for outcome in outcomes] == [
        expected for _, _, expected in HEADLINES
    ]
    assert {outcome.translation and outcome.translation.demo for outcome in outcomes} == {True}
    assert [outcome.translation and outcome.translation.warnings for outcome in outcomes] == [
        ()
    ] * len(HEADLINES)


def test_lines_of_another_seed_come_out_right() -> None:
    lines = list(rows(150, seed=4242))

    told = translate(ROOT / PACKAGE, lines)
    exact = [text == line.english for line, text in zip(lines, told, strict=True)]
    digits = [
        re.findall(r"\d+", text) == re.findall(r"\d+", line.english)
        for line, text in zip(lines, told, strict=True)
    ]

    assert sum(exact) / len(lines) >= 0.85
    assert sum(digits) / len(lines) >= 0.90


def test_the_package_is_small_and_says_that_it_is_a_demo() -> None:
    with zipfile.ZipFile(ROOT / PACKAGE) as package:
        metadata = json.loads(package.read("translate-demo_en/metadata.json"))

    assert (ROOT / PACKAGE).stat().st_size <= 6_000_000
    assert metadata["volia_demo"] is True
    assert metadata["from_codes"] == ["lt", "be", "ru"]


def test_argos_translate_reads_the_package_too(tmp_path: Path) -> None:
    """In a process of its own: Argos reads its settings, and makes folders, when imported."""
    with zipfile.ZipFile(ROOT / PACKAGE) as package:
        package.extractall(tmp_path / "packages")
    script = (
        "from argostranslate import package\n"
        "found, = package.get_installed_packages()\n"
        "print(found.from_code, found.to_code, found.package_version,"
        " ' '.join(found.tokenizer.encode('Вызвалілі 52 палітвязняў')).count('5'))"
    )
    home = {"HOME": str(tmp_path), "ARGOS_PACKAGES_DIR": str(tmp_path / "packages")}

    printed = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **home},
    )

    assert printed.stdout.strip() == "be en 1.0 1", printed.stderr


async def test_without_consent_the_demo_model_is_not_used(translator: Translator) -> None:
    strict = Translator(Settings(), extra_dirs=[(ROOT / PACKAGE).parent])
    (outcome,) = await strict.translate([Request("Lyja", "", LT)], "en")
    strict.close()

    assert outcome.translation is None
    assert outcome.why_not.startswith("only a demo model for lt -> en is installed")
