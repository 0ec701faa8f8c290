"""Compiled modules read every item as plain Python does."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.e2e.service import ROOT
from tools.compiled import _modules

READ_ALL = """
import json
from pathlib import Path

from bench.understand import SOURCE, items
from bot.app import understanding_of
from monitors import vocabulary
from monitors.config import default

read = understanding_of(default()).read
print("compiled" if vocabulary.__file__.endswith(".so") else "plain")
for path in sorted(Path("tests/quality").glob("*.jsonl")):
    if not path.stem.startswith(("counted", "guards", "sentences")):
        for item in items(path):
            told = read(item, SOURCE).report
            print(path.stem, item.id, told.detected, told.hits, told.action, told.facts)
"""


def lines_read(first: Path) -> list[str]:
    """What a process prints that imports `monitors` from a folder; coverage does not follow it."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    plain |= {"PYTHONPATH": f"{first}{os.pathsep}{ROOT}", "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-P", "-c", READ_ALL]
    return subprocess.run(
        command, cwd=ROOT, env=plain, check=True, capture_output=True, text=True
    ).stdout.splitlines()


def test_no_compiled_module_has_a_cached_property() -> None:
    """Mypyc takes one for a plain property, which is worked out anew at every question."""
    held = [
        path for path in _modules(ROOT) if "cached_property" in (ROOT / path).read_text("utf-8")
    ]

    assert held == []


def test_compiled_modules_read_every_labelled_item_as_plain_ones_do(tmp_path: Path) -> None:
    compiler = sysconfig.get_config_var("CC").split()[0]
    if shutil.which(compiler) is None:
        pytest.skip(f"there is no C compiler ({compiler})")
    command = [sys.executable, "-m", "tools.compiled", str(tmp_path), "0"]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert not made.returncode, made.stderr[-2000:]
    compiled, plain = lines_read(tmp_path), lines_read(ROOT)
    assert (compiled[0], plain[0]) == ("compiled", "plain")
    assert len(plain) > 1000
    assert compiled[1:] == plain[1:]
