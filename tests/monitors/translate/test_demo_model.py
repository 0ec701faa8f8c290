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
from tools.demo_model.evaluate import GOALS, PACKAGE, count, kept_unseen, shares, translate
from tools.demo_model.grammar import Row

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


def test_unseen_lines_and_names_come_out_right() -> None:
    lines, new = kept_unseen()

    told = translate(ROOT / PACKAGE, lines)
    tally = count(list(zip(lines, told, strict=True)), new.__contains__)
    reached = shares(tally)

    assert tally["line"] >= 400
    assert tally["name"] >= 80
    assert {figure: reached[figure] >= goal for figure, goal in GOALS.items()} == {
        "digits": True,
        "exact": True,
        "name same": True,
    }, reached


def test_the_figures_would_show_a_swapped_name_and_a_wrong_number() -> None:
    line = Row("lt", "", "", "Belarus released 52 people and Ihar Barmutovich", "Ihar Barmutovich")
    told = [
        "Belarus released 52 people and Ihar Barmutovich",
        "Belarus released 52 people and Ihar Barmutavich",
        "Belarus released 25 people and Ihar Sidarovich",
    ]

    tally = count([(line, text) for text in told], {"Barmutovich"}.__contains__)

    assert tally == {"line": 3, "exact": 1, "digits": 2, "name": 3, "name exact": 1, "name same": 2}


def test_the_training_is_seeded_and_no_shorter_than_names_need() -> None:
    """Its script needs torch and cannot be imported here; its settings are read instead."""
    script = (ROOT / "tools/demo_model/train.py").read_text(encoding="utf-8")

    steps = re.search(r'"--steps", type=int, default=(\d+)', script)
    committed = re.search(r"what a default run had after (\d+)", script)

    assert "torch.manual_seed(SEED)" in script
    assert "random.Random(SEED)" in script
    assert [int(found[1]) >= 2_500 for found in (steps, committed) if found] == [True, True]


def test_the_package_is_small_and_says_that_it_is_a_demo() -> None:
    with zipfile.ZipFile(ROOT / PACKAGE) as package:
        metadata = json.loads(package.read("translate-demo_en/metadata.json"))
        readme = package.read("translate-demo_en/README.md").decode()

    assert (ROOT / PACKAGE).stat().st_size <= 6_000_000
    assert metadata["volia_demo"] is True
    assert metadata["code"] == "translate-demo_en"
    assert metadata["from_codes"] == ["lt", "be", "ru"]
    assert readme.startswith("Demo model of Volia")
    assert "for the demo and the tests only" in readme


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
