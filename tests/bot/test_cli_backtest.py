import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alone import alone_with
from bot.app import open_app, utc_now
from bot.cli import main
from monitors.config import load
from monitors.model import Item
from monitors.store import Store
from tests.monitors.making import item, source

BASE = '[translation]\nengine = "none"\n'
BORDER = '[[topics]]\nname = "border"\nkeywords = {en = ["border crossing*"]}\n'
QUEUES = '[[topics]]\nname = "queues"\nkeywords = {en = ["queue*"]}\n'


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A database in which the rules of `BORDER` have judged four items."""
    path = tmp_path / "config.toml"
    path.write_text(BASE + BORDER)
    now = utc_now()
    items = [
        item(id=f"i{n}", title=title, published=now - timedelta(hours=n))
        for n, title in enumerate(
            (
                "Belarus frees 52 political prisoners",
                "Long queues at a border crossing",
                "Queues for bread\nin Minsk",
                "A border crossing opens again",
            )
        )
    ]
    asyncio.run(read(path, {"lantern": items}))
    return path


async def read(path: Path, items: Mapping[str, Sequence[Item]]) -> None:
    """Read the items of sources as the service with this configuration does."""
    async with open_app(load(path)) as app:
        for name, brought in items.items():
            await app.pipeline.run(source(name), brought, utc_now())


def backtest(config: Path, *more: str) -> int:
    return main(["backtest", "--config", str(config), *more])


def test_the_running_rules_differ_in_nothing(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = backtest(config)

    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 items of 30 days: 3 alerts by these rules, 3 by those that ran",
        "(items worth an alert, each by itself: stories and repeats are not counted out)",
        "gained: 0",
        "lost: 0",
        "changed: 0",
    ]


def test_other_rules_show_what_is_gained_lost_and_changed(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(BASE + QUEUES)
    backtest(config)

    out = capsys.readouterr().out
    assert "gained: 1\n  + " in out
    assert "lantern: Queues for bread in Minsk\n      queues: other (no action found)" in out
    assert "lost: 1\n  - " in out
    assert "A border crossing opens again\n      border: other" in out
    assert "changed: 1\n  ~ " in out


def test_json_holds_every_change(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(BASE + QUEUES)
    backtest(config, "--json", "--days", "999999999")

    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert told["alerts"] == {"then": 3, "now": 3}
    assert [each["id"] for each in told["gained"]] == ["i2"]
    assert [each["id"] for each in told["lost"]] == ["i3"]
    assert told["changed"][0]["then"]["topics"] == ["border"]
    assert told["changed"][0]["now"]["topics"] == ["queues"]


def test_one_topic_and_few_titles(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config.write_text(BASE + QUEUES)
    backtest(config, "--topic", "queues", "--limit", "1")

    out = capsys.readouterr().out
    assert "2 alerts of queues by these rules, 0 by those that ran" in out
    assert "... and 1 more" in out


def test_an_unknown_topic_is_named(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert backtest(config, "--topic", "bread") == 2
    assert "there is no topic 'bread'; there are prisoner-release" in capsys.readouterr().err


def test_a_topic_that_breaks_its_examples_is_refused(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config.write_text(BASE + QUEUES + 'expect = [{text = "Bread", match = true}]\n')

    assert backtest(config) == 2
    assert 'topic "queues": example 1, "Bread"' in capsys.readouterr().err


def test_what_the_running_service_alerts_on_is_asked_of_it(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quiet = config.with_name("quiet.toml")
    quiet.write_text(BASE + BORDER + 'alert_on = ["release.happened"]\n')
    with alone_with(load(config).store.url) as holder:
        backtest(quiet, "--json")
        alone = json.loads(capsys.readouterr().out)
        holder.say({"config": str(config)})
        backtest(quiet, "--json")
        beside = json.loads(capsys.readouterr().out)
        holder.say({"config": str(config.with_name("gone.toml"))})
        backtest(quiet, "--json")

    assert alone["alerts"] == {"then": 1, "now": 1}
    assert beside["alerts"] == {"then": 3, "now": 1}
    assert json.loads(capsys.readouterr().out) == alone


def test_copies_and_untried_items_are_counted(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = item(id="copy", title="Belarus frees 52 political prisoners", published=utc_now())
    lithuanian = item(id="lt", title="Eilės prie Medininkų pasienio", published=utc_now())
    with Store.open(load(config).store.url) as store:
        same = store.find_item("i0")
    assert same
    copy = replace(copy, source="other", canonical=same.item.canonical)
    asyncio.run(read(config, {"other": [copy], "nemunas": [lithuanian]}))

    backtest(config)

    out = capsys.readouterr().out
    assert "1 copies of articles" in out
    assert "1 can hit only in a translation" in out


def test_a_database_that_is_not_there_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text(BASE)

    assert backtest(tmp_path / "config.toml") == 1
    assert "there is no such database" in capsys.readouterr().err
