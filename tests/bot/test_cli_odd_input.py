"""The command line with odd input, output and locale: sentences, never a traceback."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.cli import main
from bot.cli import run as run_verb
from bot.cli.parser import build
from bot.console import ConsoleSender
from monitors.config import Settings
from monitors.errors import Delayed

FREED = "Belarus frees 52 political prisoners"
LABELS = {
    "alert": True,
    "topics": ["prisoner-release"],
    "event_type": "release.happened",
    "event_id": "e",
    "facts": {"released_count": 52},
}
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def empty(tmp_path: Path) -> str:
    path = tmp_path / "config.toml"
    path.write_text("")
    return str(path)


def _row(**changes: Any) -> str:
    row = {"id": "a", "published": "2025-09-11", "source": "s", "url": "https://e.org/1"}
    return json.dumps(row | {"title": FREED} | changes, ensure_ascii=False)


@pytest.mark.parametrize(
    "since", ["99999999999d", "9" * 40 + "h", "²d", "0001-01-01T00:00+14:00", ""]
)
def test_a_time_that_no_calendar_holds_is_exit_2(since: str, empty: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["items", "--config", empty, f"--since={since}"])

    assert stopped.value.code == 2
    assert "neither a time like" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["items", "stories"])
def test_a_limit_beyond_what_databases_count_is_no_limit(verb: str, empty: str) -> None:
    assert main([verb, "--config", empty, "--limit", "9" * 30]) == 0


def test_arguments_that_are_no_text_find_nothing(empty: str) -> None:
    typed = os.fsdecode(b"\xff\xfe")

    assert main(["items", "--config", empty, "--source", typed]) == 0
    assert main(["explain", typed, "--config", empty]) == 1


def test_explain_as_json_is_json_when_nothing_is_found_too(empty: str, capsys: Capture) -> None:
    code = main(["explain", "nothing", "--config", empty, "--json"])
    told = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert code == 1
    assert "nothing" in told["error"]


@pytest.mark.parametrize(
    ("line", "named"),
    [
        (_row(title="", url=""), "neither a title nor an address"),
        (_row(published="0001-01-01T00:00:00+14:00"), "not a time of our age"),
        (_row(published="9999-12-31T23:59:59-14:00"), "not a time of our age"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_evaluate_says_what_is_wrong_with_an_item(
    line: str, named: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(line, encoding="utf-8")

    code = main(["evaluate", str(path)])

    assert code == 2
    assert named in capsys.readouterr().err


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        ({"alert": True}, "event_id"),
        (LABELS | {"topics": 5}, "topics"),
        (LABELS | {"facts": {"people": [1]}}, "facts.people"),
        ([], "all"),
    ],
)
def test_labels_that_cannot_be_scored_stop_no_prediction(
    labels: object, named: str, tmp_path: Path, capsys: Capture
) -> None:
    path, out = tmp_path / "items.jsonl", tmp_path / "out.jsonl"
    path.write_text(_row(labels=labels))

    code = main(["evaluate", str(path), "--predictions", str(out), "--json"])
    said = capsys.readouterr()

    assert code == 0
    assert json.loads(out.read_text())["alert"] is True
    assert json.loads(said.out) == {"items": 1, "scores": {}}
    assert "item a: not scored" in said.err
    assert named in said.err


@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_evaluate_reads_marks_and_separators_as_they_stand(
    begin: str, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / "items.jsonl"
    row = _row(summary="one\u2028two\u0085three", labels=LABELS, lang=5)
    path.write_text(f"{begin}{row}\r\n", encoding="utf-8")

    code = main(["evaluate", str(path), "--json"])
    told = json.loads(capsys.readouterr().out)

    assert code == 0
    assert (told["items"], told["scores"]["alert F1"]) == (1, 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "Belarus\nfrees\n52\npolitical\nprisoners",
        "<b>Belarus</b> frees &#53;2 political prisoners",
        "Belarus frees 5\u200b2 political\0 prisoners\udcff",
        "\u202eBelarus frees 52 political prisoners\u202c",
        (FREED + ". ") * 20_000,
    ],
    ids=["lines", "html", "unseen", "right-to-left", "long"],
)
def test_try_reads_a_text_as_a_feed_would_bring_it(text: str, empty: str, capsys: Capture) -> None:
    code = main(["try", text, "--json", "--config", empty])
    told = json.loads(capsys.readouterr().out)

    assert code == 0
    assert (told["alert"], told["facts"]["released_count"]) == (True, 52)


def test_half_a_pair_of_surrogates_is_written_as_json_has_it(tmp_path: Path) -> None:
    items, out = tmp_path / "items.jsonl", tmp_path / "out.jsonl"
    items.write_text(json.dumps(json.loads(_row(id="a\ud800"))), encoding="utf-8")

    assert main(["evaluate", str(items), "--predictions", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == "a\ud800"


def test_predictions_do_not_depend_on_labels_or_lang(tmp_path: Path) -> None:
    texts = []
    for name, more in (("bare", {}), ("labelled", {"labels": LABELS, "lang": "ru", "x": 1})):
        path, out = tmp_path / f"{name}.jsonl", tmp_path / f"{name}.out"
        path.write_text(_row(**more))
        main(["evaluate", str(path), "--predictions", str(out)])
        texts.append(out.read_text())

    assert texts[0] == texts[1]


def test_the_service_logs_as_the_configuration_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[logging]\nlevel = "error"\nformat = "json"\n')

    async def serve(_: Settings, config: Path) -> None:
        structlog.get_logger().warning("quiet")
        structlog.get_logger().error("loud")

    monkeypatch.setattr(run_verb, "_serve", serve)
    run_verb.run(build().parse_args(["run", "--config", str(path)]))
    lines = capsys.readouterr().err.splitlines()
    run_verb.run(build().parse_args(["run", "--config", str(path), "--log-level", "warning"]))

    assert [json.loads(line)["event"] for line in lines] == ["loud"]
    assert "quiet" in capsys.readouterr().err


def test_output_is_utf8_in_any_locale() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "bot.cli", "try", "Беларусь вызваліла 52 палітвязняў"],
        env=os.environ | {"PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )

    assert "вызваліла" in said.stdout.decode()
    assert said.stderr == b""


def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        said = subprocess.run(
            [sys.executable, "-m", "bot.cli", "try", "x"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )

    assert said.returncode == 1
    assert said.stderr.decode().splitlines() == ["volia: No space left on device"]


class _GoneReader(io.StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


async def test_a_console_whose_reader_has_gone_delays_the_message() -> None:
    with pytest.raises(Delayed, match="Broken pipe"):
        await ConsoleSender(_GoneReader()).post("@volia", "<b>news</b>")


def test_a_demo_whose_reader_goes_stops_without_a_word() -> None:
    command = [sys.executable, "-m", "bot.cli", "demo"]
    demo = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert demo.stdout
    assert demo.stderr
    first = demo.stdout.readline().decode("utf-8")
    demo.stdout.close()
    said = demo.stderr.read()
    demo.stderr.close()

    assert "@volia_demo · 1 · post" in first
    assert (said, demo.wait(60)) == (b"", 1)
