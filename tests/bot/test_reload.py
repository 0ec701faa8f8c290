"""The configuration read again, with the real parts of the service and no process of its own."""

import asyncio
import json
import os
import signal
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.alone import alone_with, holder_of
from bot.app import App, open_app
from bot.cli import main
from bot.cli.reload import lines
from bot.cli.run import Noting, hung_up
from bot.commands import CommandContext, answer
from bot.format import plain_text
from bot.reload import NEEDS_RESTART, Reload, Reloaded
from bot.service import Service
from monitors.config import Settings, load
from monitors.errors import StoreError
from monitors.model import Reason
from tests.monitors.making import NOON, item, source

BASE = '[translation]\nengine = "none"\n'
BORDER = (
    '[[topics]]\nname = "border"\nkeywords = {en = ["border crossing*"]}\n'
    'expect = [{text = "A border crossing was closed", match = true}]\n'
)
QUEUE = item(id="queue", title="Long queues at a border crossing", published=NOON)
FREED = item(id="freed", title="Belarus frees 52 political prisoners", published=NOON)
LANTERN = source("lantern")


class Desk:
    """An app over a configuration file, and what was noted of its reloads."""

    def __init__(self, app: App, path: Path) -> None:
        self.app = app
        self.path = path
        self.noted: list[Reloaded] = []
        self.came = asyncio.Event()
        self.reload = Reload(
            app, app.pipeline.understanding.vocabulary, lambda: load(path), self._note
        )

    def _note(self, done: Reloaded) -> None:
        self.noted.append(done)
        self.came.set()

    async def now(self, text: str) -> Reloaded:
        self.path.write_text(text, encoding="utf-8")
        return await self.reload()

    async def topics(self, number: int) -> tuple[str, ...]:
        """The topics of an item about a border crossing."""
        read = replace(QUEUE, id=f"q{number}", guid=f"q{number}", canonical=f"q{number}",
                       content_hash=f"q{number}")  # fmt: skip
        (outcome,) = await self.app.pipeline.run(LANTERN, [read], NOON)
        return outcome.report.topics if outcome.report else ()


@asynccontextmanager
async def desk(folder: Path, text: str = BASE) -> AsyncIterator[Desk]:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    async with open_app(load(path), now=lambda: NOON) as app:
        yield Desk(app, path)


async def test_a_new_topic_works_on_the_next_item(tmp_path: Path) -> None:
    async with desk(tmp_path) as here:
        before = await here.topics(1)
        done = await here.now(BASE + BORDER)
        after = await here.topics(2)

    assert (before, after) == ((), ("border",))
    assert done == Reloaded(topics=1, sources=0)
    assert here.noted == [done]


async def test_channels_names_and_sources_are_taken_over(tmp_path: Path) -> None:
    more = (
        '[[channels]]\nchat = "@volia_lt"\nlanguage = "lt"\ntopics = ["border"]\n'
        '[[watch]]\nname = "Mikola Statkevich"\n'
        '[[sources]]\nname = "lantern"\nurl = "https://example.org/rss"\n'
    )
    async with desk(tmp_path) as here:
        sources = here.app.sources
        done = await here.now(BASE + BORDER + more)
        await here.topics(1)
        pending = here.app.store.pending(NOON + timedelta(days=1))

    assert (done.names, done.channels, done.sources) == (1, 1, 1)
    assert [one.chat for one in here.app.audiences()] == ["@volia_lt"]
    assert list(sources) == ["lantern"]
    assert [(row.chat, row.language) for row in pending] == [("@volia_lt", "lt")]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (BASE + BORDER.replace("true", "false"), 'topic "border": example 1, "A border crossing'),
        (BASE + BORDER + "[network]\ntimeout = 1\n", "network.timeout: unknown setting"),
        ("[", "not valid TOML"),
    ],
)
async def test_a_configuration_with_a_mistake_changes_nothing(
    tmp_path: Path, text: str, says: str
) -> None:
    async with desk(tmp_path, BASE + BORDER) as here:
        settings = here.app.settings
        done = await here.now(text)
        topics = await here.topics(1)

    assert not done.done
    assert says in done.problems[0]
    assert topics == ("border",)
    assert here.app.settings is settings


async def test_a_file_that_is_gone_changes_nothing(tmp_path: Path) -> None:
    async with desk(tmp_path, BASE + BORDER) as here:
        here.path.unlink()
        done = await here.reload()

    assert "there is no such file" in done.problems[0]


async def test_what_is_read_at_the_start_only_is_named_and_stays(tmp_path: Path) -> None:
    async with desk(tmp_path) as here:
        done = await here.now(BASE + "[alerts]\nmax_age_hours = 1.0\n[telegram]\nadmins = [7]\n")

    assert done.restart == ("telegram", "alerts")
    assert here.app.settings.alerts.max_age_hours == 24.0
    assert set(NEEDS_RESTART) < set(Settings.model_fields)


async def test_a_batch_that_waits_for_a_translation_ends_by_the_rules_it_began_with(
    tmp_path: Path,
) -> None:
    async with desk(tmp_path, BASE + BORDER) as here:
        started, go_on = asyncio.Event(), asyncio.Event()
        translate = here.app.translator.translate

        class Slow:
            async def translate(self, requests: Any, target: str) -> Any:
                started.set()
                await go_on.wait()
                return await translate(requests, target)

        here.app.pipeline._translator = Slow()
        lithuanian = replace(FREED, title="Baltarusija paleido 52 politinius kalinius")
        batch = asyncio.create_task(here.app.pipeline.run(LANTERN, [lithuanian, QUEUE], NOON))
        await started.wait()
        await here.now(BASE)
        go_on.set()
        outcomes = await batch
        after = await here.topics(1)

    assert {o.item_id: o.reason for o in outcomes} == {
        "freed": Reason.FIRST_REPORT,
        "queue": Reason.WATCHED,
    }
    assert after == ()


async def test_the_service_reloads_when_it_is_told_to(tmp_path: Path) -> None:
    stop, hangup = asyncio.Event(), asyncio.Event()
    async with desk(tmp_path) as here:
        here.path.write_text(BASE + BORDER, encoding="utf-8")
        hangup.set()
        serving = asyncio.create_task(Service(here.app, None, here.reload).serve(stop, hangup))
        async with asyncio.timeout(20):
            await here.came.wait()
        stop.set()
        await serving

    assert here.noted[0].topics == 1


class TestCommand:
    async def says(self, context: CommandContext, chat: str = "7") -> str:
        return plain_text((await answer("/reload", chat, context)).html)

    def context(self, here: Desk) -> CommandContext:
        settings = Settings.model_validate_json('{"telegram": {"admins": [7]}}')
        return CommandContext(here.app.store, lambda: NOON, settings, reload=here.reload)

    async def test_an_admin_reloads(self, tmp_path: Path) -> None:
        async with desk(tmp_path) as here:
            here.path.write_text(BASE + BORDER + "[alerts]\nwindow_hours = 1.0\n")
            said = await self.says(self.context(here))

        assert said == (
            "Reloaded. Your own topics: 1, watched names: 0, channels: 0, sources: 0."
            "\nChanged, but read at a start only: alerts."
        )

    async def test_nobody_else_does(self, tmp_path: Path) -> None:
        async with desk(tmp_path) as here:
            here.path.write_text(BASE + BORDER)
            said = await self.says(self.context(here), "8")

        assert said == "Only an admin can do this, in a chat with me alone."
        assert here.noted == []

    async def test_what_is_refused_is_told(self, tmp_path: Path) -> None:
        async with desk(tmp_path) as here:
            here.path.write_text(BASE + BORDER.replace("true", "false"))
            said = await self.says(self.context(here))

        assert said.startswith("Not reloaded, the old configuration stays in force:\ntopic")

    async def test_a_hundred_problems_are_cut_to_a_message(self, tmp_path: Path) -> None:
        async with desk(tmp_path) as here:
            here.path.write_text("".join(f'[[topics]]\nname = "A {n}"\n' for n in range(100)))
            said = await self.says(self.context(here))

        assert "topics.0.name" in said
        assert said.endswith("more")
        assert len(said) < 4096

    async def test_help_lists_it_for_admins_only(self, tmp_path: Path) -> None:
        async with desk(tmp_path) as here:
            told = [(await answer("/help", chat, self.context(here))).html for chat in ("7", "8")]

        assert ["/reload" in one for one in told] == [True, False]

    async def test_where_nothing_can_be_reloaded_it_says_so(self, tmp_path: Path) -> None:
        async with desk(tmp_path) as here:
            context = replace(self.context(here), reload=None)
            said = await self.says(context)

        assert said == "This Volia cannot reload its configuration."


def test_a_process_that_holds_a_database_says_who_it_is(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'volia.db'}"

    with alone_with(url) as holder:
        Noting(holder)(Reloaded(topics=3))
        said = holder_of(url)

    assert said
    assert (said["pid"], said["reloads"], said["reloaded"]["topics"]) == (os.getpid(), 1, 3)
    assert holder_of(url) is None


@pytest.mark.parametrize("text", ["", "{", "[1]"])
def test_what_is_half_written_says_nothing(tmp_path: Path, text: str) -> None:
    url = f"sqlite:///{tmp_path / 'volia.db'}"

    with alone_with(url):
        (tmp_path / "volia.db.lock").write_text(text)

        assert holder_of(url) == {}


def test_postgresql_has_no_such_file() -> None:
    with pytest.raises(StoreError, match="SIGHUP"):
        holder_of("postgresql://host/volia")


def test_the_command_says_that_no_service_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text(BASE)
    command = ["reload", "--config", str(tmp_path / "config.toml")]
    (tmp_path / "volia.db.lock").write_text(json.dumps({"pid": 1, "reloads": 0}))

    assert main(command) == 1
    assert "no volia runs on this database" in capsys.readouterr().err
    with alone_with(f"sqlite:///{tmp_path / 'volia.db'}"):
        assert main(command) == 1
    assert "no service that can reload" in capsys.readouterr().err


def test_the_command_says_that_the_service_does_not_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text(BASE)
    came: list[int] = []
    before = signal.signal(signal.SIGHUP, lambda number, _: came.append(number))
    try:
        with alone_with(f"sqlite:///{tmp_path / 'volia.db'}") as holder:
            holder.say({"reloads": 0})
            code = main(["reload", "--config", str(tmp_path / "config.toml"), "--wait", "1"])
    finally:
        signal.signal(signal.SIGHUP, before)

    assert (code, came) == (1, [signal.SIGHUP])
    assert "has not answered within 1 s" in capsys.readouterr().err


def test_a_service_that_has_just_ended_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text(BASE)
    ended = subprocess.Popen(["true"])
    ended.wait()
    with alone_with(f"sqlite:///{tmp_path / 'volia.db'}") as holder:
        holder.say({"reloads": 0, "pid": ended.pid})
        code = main(["reload", "--config", str(tmp_path / "config.toml")])

    assert code == 1
    assert "has just ended" in capsys.readouterr().err


def test_what_is_refused_is_told_with_the_file_and_that_the_old_rules_stay() -> None:
    told = {"config": "/etc/volia/config.toml", **Reloaded(problems=("a", "b")).told()}

    assert lines(told) == [
        "a",
        "b",
        "Not reloaded (/etc/volia/config.toml); the old rules stay in force.",
    ]


def test_the_answer_names_what_needs_a_restart() -> None:
    told = {"config": "/etc/volia/config.toml", **Reloaded(topics=1, restart=("network",)).told()}

    assert lines(told)[1] == "Changed, but read at a start only: network"


def test_a_lost_terminal_ends_the_service_and_a_signal_reloads_it() -> None:
    stop, hangup = asyncio.Event(), asyncio.Event()
    ours, theirs = os.openpty()
    kept = os.dup(2)
    try:
        os.dup2(theirs, 2)
        handle = hung_up(stop, hangup)
        handle()
        assert (stop.is_set(), hangup.is_set()) == (False, True)
        os.close(ours)  # the terminal is closed
        handle()
        assert stop.is_set()
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(theirs)
