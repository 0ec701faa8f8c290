"""Stories as CSV, JSON lines and Atom: stable, valid, and harmless whatever feeds say."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.export import FORMATS
from bot.export.atom import NAMESPACE
from bot.export.spreadsheet import COLUMNS, safe
from monitors.model import Story
from monitors.store import Store
from tests.bot.stories import AGENCY, LITHUANIAN, NOON, SEPTEMBER_11, STATE_FIRST, report, story

NOW = NOON + timedelta(days=1)
ROOT = Path(__file__).parent.parent.parent
ATOM = f"{{{NAMESPACE}}}"
ENTRY = ("id", "title", "published", "updated", "author", "link", "category", "content")
"""Children of an entry that the feed has (RFC 4287, 4.1.2)."""
Capture = pytest.CaptureFixture[str]

hostile = st.text(max_size=80) | st.sampled_from(
    [
        "=1+1",
        "@SUM(A1)",
        "+",
        "-2",
        "\t=x",
        "]]>",
        "<script>",
        "&amp;",
        "\x00\x1b",
        "\ufffe",
        '"',
        "a\r\nb",
    ]
)


def written(form: str, *stories: Story) -> str:
    return "".join(FORMATS[form](stories, NOW))


def rows(*stories: Story) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", *stories), newline="")))


def feed(*stories: Story) -> Any:
    """As a feed reader sees it."""
    read = feedparser.parse(BytesIO(written("atom", *stories).encode()))
    assert not read.bozo
    return read


def hostile_story(texts: Sequence[str]) -> Story:
    title, label, url = texts
    item = replace(LITHUANIAN.item, title=title, summary=title, url=url)
    told = replace(
        LITHUANIAN, item=item, source=replace(LITHUANIAN.source, title=label), translations=()
    )
    return Story(id=f"s{title}", reports=(told, STATE_FIRST))


class TestCsv:
    def test_a_story_is_a_row_of_stable_columns(self) -> None:
        (row,) = rows(SEPTEMBER_11)

        assert tuple(row) == COLUMNS
        assert row == {
            "story": "s1",
            "first_seen": "2025-09-11T12:00:00+00:00",
            "last_seen": "2025-09-11T13:30:00+00:00",
            "topics": "prisoner-release; sanctions",
            "event_types": "release.happened; sanctions.lifted",
            "headline": "Лукашенко помиловал 14 иностранцев",
            "headline_en": "Lukashenko pardoned 14 foreigners",
            "released": "52",
            "released_by_source": "52: LRT, Naša Niva; 14: BelTA",
            "by_nationality": "LT=6; PL=3",
            "countries": "BY; US",
            "people": "",
            "sanction_targets": "Belavia",
            "sanctioning": "US",
            "independent_sources": "3",
            "only_state_media": "no",
            "reports": "4",
            "languages": "ru; lt; en; be",
            "sources": "BelTA; LRT; Reuters; Naša Niva",
            "url": "https://belta.example/0",
        }

    def test_lines_end_as_the_standard_says(self) -> None:
        assert written("csv", SEPTEMBER_11).count("\r\n") == 2

    @given(st.tuples(hostile, hostile, hostile))
    def test_no_cell_is_a_formula_and_every_row_is_whole(self, texts: tuple[str, ...]) -> None:
        (row,) = rows(hostile_story(texts))

        assert None not in row.values()
        assert not [
            cell for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        ]

    @pytest.mark.parametrize(
        ("typed", "shown"),
        [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("-5", "'-5"),
            ("+5", "'+5"),
            ("\t=x", "'=x"),
            ("a=b", "a=b"),
        ],
    )
    def test_what_looks_like_a_formula_is_text(self, typed: str, shown: str) -> None:
        assert safe(typed) == shown


class TestJson:
    def test_every_fact_has_those_who_say_it(self) -> None:
        told = json.loads(written("json", SEPTEMBER_11))

        assert [(one["value"]["count"], one["by"]) for one in told["facts"]["released"]] == [
            (52, ["LRT", "Naša Niva"]),
            (14, ["BelTA"]),
        ]
        assert told["facts"]["sanction_targets"] == [
            {"value": "Belavia", "by": ["Reuters"], "since": "2025-09-11T13:05:00+00:00"}
        ]
        assert [one["language"] for one in told["reports"]] == ["ru", "lt", "en", "be"]
        assert told["reports"][1]["translations"]["en"].startswith("Belarus released 52")

    @given(st.lists(st.tuples(hostile, hostile, hostile), max_size=3))
    def test_a_line_is_an_object(self, texts: list[tuple[str, ...]]) -> None:
        out = written("json", *map(hostile_story, texts))

        assert len([json.loads(line) for line in out.split("\n") if line]) == len(texts)


class TestAtom:
    def test_a_feed_reader_understands_it(self) -> None:
        read = feed(story(AGENCY), SEPTEMBER_11)
        first, second = read.entries

        assert read.version == "atom10"
        assert read.feed.title == "Volia: prisoners released, sanctions changed"
        assert read.feed.updated == first.updated == "2025-09-11T13:05:00+00:00"
        assert second.title == "Belarus released 52 prisoners, among them 6 Lithuanians"
        assert second.id == "tag:volia.invalid,2025-09-11:story/s1"
        assert second.link == "https://belta.example/0"
        assert [one.name for one in second.authors] == ["BelTA", "LRT", "Reuters", "Naša Niva"]
        assert "52</b> people released" in second.content[0].value
        assert [tag.term for tag in second.tags] == ["prisoner-release", "sanctions"]

    def test_an_empty_feed_is_valid(self) -> None:
        read = feed()

        assert read.entries == []
        assert read.feed.updated == NOW.isoformat()

    def test_an_entry_keeps_its_id_while_its_story_grows(self) -> None:
        assert feed(story(STATE_FIRST)).entries[0].id == feed(SEPTEMBER_11).entries[0].id

    @given(st.tuples(hostile, hostile, hostile))
    def test_it_is_valid_whatever_feeds_say(self, texts: tuple[str, ...]) -> None:
        root = ET.fromstring(written("atom", hostile_story(texts)))
        (entry,) = root.findall(f"{ATOM}entry")
        links = entry.findall(f"{ATOM}link")

        assert [one.tag.removeprefix(ATOM) for one in root][:4] == [
            "id",
            "title",
            "updated",
            "author",
        ]
        assert {one.tag.removeprefix(ATOM) for one in entry} <= set(ENTRY)
        for once in ("id", "title", "updated", "content"):
            (found,) = entry.findall(ATOM + once)
            assert found.text
        assert datetime.fromisoformat(entry.findtext(f"{ATOM}updated", "")).tzinfo
        assert all(one.findtext(f"{ATOM}name") for one in entry.findall(f"{ATOM}author"))
        assert [one.get("rel") for one in links].count("alternate") == 1
        assert all(one.get("href", "").startswith("http") for one in links)
        assert "<script" not in entry.findtext(f"{ATOM}content", "")


class TestCommand:
    @pytest.fixture
    def config(self, tmp_path: Path) -> str:
        path = tmp_path / "config.toml"
        path.write_text(f'[store]\nurl = "sqlite:///{tmp_path}/volia.db"\n')
        with Store.open(f"sqlite:///{tmp_path}/volia.db") as store:
            for each in SEPTEMBER_11.reports:
                store.add_report("s1", each)
            late = report("EU extends sanctions", minutes=60 * 24 * 20, topics=("sanctions",))
            store.add_report("s2", late)
        return str(path)

    @pytest.mark.parametrize("form", ["csv", "json", "atom"])
    def test_stdout_and_a_file_hold_the_same(
        self, config: str, form: str, tmp_path: Path, capsys: Capture
    ) -> None:
        out = tmp_path / "stories"
        out.write_text("old")
        typed = ["export", "--format", form, "--config", config]
        codes = main(typed), main([*typed, "--out", str(out)])
        printed = capsys.readouterr().out

        assert codes == (0, 0)
        assert out.read_bytes().decode() == printed
        assert sorted(each.name for each in tmp_path.iterdir()) == [
            "config.toml",
            "stories",
            "volia.db",
        ]

    @pytest.mark.parametrize(
        ("option", "ids"),
        [
            (["--since", "2025-09-20"], ["s2"]),
            (["--until", "2025-09-20"], ["s1"]),
            (["--topic", "prisoner-release"], ["s1"]),
            (["--limit", "1"], ["s2"]),
            (["--topic", "none"], []),
        ],
    )
    def test_options_narrow_it(
        self, config: str, option: list[str], ids: list[str], capsys: Capture
    ) -> None:
        main(["export", "--format", "json", "--config", config, *option])
        out = capsys.readouterr().out

        assert [json.loads(line)["id"] for line in out.splitlines()] == ids

    def test_a_file_that_cannot_be_written_is_exit_1_and_leaves_nothing(
        self, config: str, tmp_path: Path, capsys: Capture
    ) -> None:
        (tmp_path / "taken").mkdir()
        codes = [
            main(["export", "--format", "csv", "--config", config, "--out", str(tmp_path / name)])
            for name in ("taken", "none/file.csv")
        ]

        assert codes == [1, 1]
        assert capsys.readouterr().err.count(" cannot be written: ") == 2
        assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []

    @pytest.mark.parametrize(
        "verb", [["export", "--format", "json"], ["search", "sanctions"], ["show", "s1"]]
    )
    def test_a_reader_that_has_gone_is_no_traceback(self, config: str, verb: list[str]) -> None:
        line = [sys.executable, "-m", "bot.cli", *verb, "--config", config]
        process = subprocess.Popen(
            line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
        )
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        said = process.stderr.read()
        process.stderr.close()

        assert process.wait(20) == 1
        assert said == ""
