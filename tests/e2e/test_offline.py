"""What holds with no network and in poor surroundings, each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.e2e.service import ROOT, configure, running
from tests.monitors.feedserver import FeedServer, rss
from tests.monitors.making import NOON
from tools.demo_model.evaluate import PACKAGE

HEAVY = ["torch", "onnxruntime", "argostranslate", "minisbd", "stanza", "spacy"]
ENGINE = ["ctranslate2", "sentencepiece"]

IMPORT_ALL = """
import importlib, json, pkgutil, sys
import bot, monitors
for package in (monitors, bot):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        # these two are run by Alembic and by `python -m`, never imported
        if "migrations" not in found.name and not found.name.endswith("__main__"):
            importlib.import_module(found.name)
print(json.dumps(sorted(sys.modules)))
"""

TRANSLATE = """
import asyncio, json, sys
from pathlib import Path

def forbid(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.bind"}:
        raise AssertionError(f"{event} {arguments}")

from monitors.config import Translation
from monitors.model import Detected
from monitors.translate import Request, Translator

async def main():
    translator = Translator(Translation(timeout_s=60), allow_demo=True,
                            extra_dirs=[Path(sys.argv[1])])
    sys.addaudithook(forbid)
    asked = Request("Baltarusija paleido 52 kalinius po derybų su JAV", "", Detected("lt"))
    outcome, = await translator.translate([asked], "en")
    translator.close()
    print(json.dumps({"title": outcome.translation and outcome.translation.title,
                      "why_not": outcome.why_not, "modules": sorted(sys.modules)}))

asyncio.run(main())
"""

NO_PASSWD = """
import pwd
def nobody(number):
    raise KeyError(number)
pwd.getpwuid = nobody
"""


def _run(script: str, *before: str, **environment: str) -> Any:
    """What the script prints as JSON, run with the environment alone and from the root."""
    models = str((ROOT / PACKAGE).parent)
    done = subprocess.run(
        [*before, sys.executable, "-c", script, models],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def _without_network() -> list[str]:
    """The command that takes the network away from a process, where the system lets us."""
    command = ["unshare", "--map-root-user", "--net"]
    try:
        allowed = subprocess.run([*command, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        allowed = False
    return command if allowed else []


def test_importing_every_module_loads_no_model_library() -> None:
    modules = _run(IMPORT_ALL, HOME="/nowhere")

    assert set(modules) & {*HEAVY, *ENGINE} == set()
    assert {"monitors.translate.engine", "bot.cli.run", "bot.telegram.sender"} <= set(modules)


def test_a_service_without_a_token_loads_no_telegram_library() -> None:
    script = "import json, sys, bot.cli.run; print(json.dumps(sorted(sys.modules)))"

    assert "telegram" not in _run(script, HOME="/nowhere")


FREED = "Belarus freed 52 prisoners after talks with the United States"


def test_a_translation_opens_no_connection_and_loads_only_the_engine(tmp_path: Path) -> None:
    told = _run(TRANSLATE, *_without_network(), HOME=str(tmp_path))

    assert told["title"] == FREED
    assert set(told["modules"]) & set(HEAVY) == set()
    assert set(ENGINE) <= set(told["modules"])


def test_the_guard_against_connections_would_notice_one(tmp_path: Path) -> None:
    caught = (
        TRANSLATE.partition("from monitors.config")[0]
        + "sys.addaudithook(forbid)\nimport socket\n"
        + "for call in (lambda: socket.create_connection(('127.0.0.1', 9)),\n"
        + "             lambda: socket.getaddrinfo('example.org', 80)):\n"
        + "    try:\n        call()\n        print(json.dumps('open'))\n        break\n"
        + "    except AssertionError:\n        print(json.dumps('caught'))\n"
    )

    assert _run(caught, HOME=str(tmp_path)) == "caught"


@pytest.mark.parametrize(
    ("environment", "first"),
    [
        pytest.param({"HOME": "/dev/null"}, "", id="a home that is no folder"),
        pytest.param({"HOME": "/proc"}, "", id="a home that nobody can write to"),
        pytest.param({}, NO_PASSWD, id="no home at all"),
    ],
)
def test_a_translation_needs_no_home_to_write_to(environment: dict[str, str], first: str) -> None:
    assert _run(first + TRANSLATE, **environment)["title"] == FREED


def _mapped(pid: int) -> str:
    """The files that a process has in its memory, shared libraries above all."""
    return Path(f"/proc/{pid}/maps").read_text()


async def test_the_service_starts_at_once_and_without_models(tmp_path: Path) -> None:
    """In seconds of processor, which other programs hardly change; bench/startup.py has the others.

    It takes about one; the limit allows for a slow machine under coverage.
    """
    async with FeedServer({"lantern": rss(("rain", "Rain in Vilnius"), at=NOON)}) as feeds:
        config = configure(tmp_path, {"lantern": feeds.url("lantern")}, "http://127.0.0.1:9/bot")
        with_models = f'allow_demo_models = true\nmodels_dir = "{(ROOT / PACKAGE).parent}"'
        config.write_text(config.read_text().replace('engine = "none"', with_models))
        took = []
        for _ in range(3):
            async with running(config, token=None) as service:
                await service.until("event=started")
                used = psutil.Process(service.process.pid).cpu_times()
                took.append(used.user + used.system)
                mapped = _mapped(service.process.pid)
                await service.terminate()

            assert "ctranslate2" not in mapped
            assert "onnxruntime" not in mapped

    assert min(took) <= 2.5, took
