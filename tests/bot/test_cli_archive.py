"""The archive and the stories' verbs as scripts and people meet them."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.cli.explain import stages
from monitors.model import DeliveryKind, DeliveryState, Reason
from monitors.store import DecisionRow, Planned, Store, StoredItem
from tests.bot.stories import (
    AGENCY,
    BELARUSIAN,
    LITHUANIAN,
    NOON,
    REUTERS,
    STATE_FIRST,
    alert,
    report,
)

Capture = pytest.CaptureFixture[str]
OTHER = report(
    "EU extends sanctions on Belaruskali",
    REUTERS,
    minutes=60 * 24 * 20,
    topics=("sanctions",),
)


@pytest.fixture
def config(tmp_path: Path) -> str:
    path = tmp_path / "config.toml"
    path.write_text(f'[store]\nurl = "sqlite:///{tmp_path}/volia.db"\n')
    with Store.open(f"sqlite:///{tmp_path}/volia.db") as store:
        for story_id, reports in {
            "sbelta-0": (STATE_FIRST, LITHUANIAN, BELARUSIAN),
            "sreuters-65": (AGENCY,),
            "seu": (OTHER,),
        }.items():
            for each in reports:
                store.add_report(story_id, each)
        store.set_decision(
            DecisionRow(
                item_id=STATE_FIRST.item.id,
                stage="alert",
                reason=Reason.FIRST_REPORT,
                why="pardon",
                at=NOON,
            ),
            DecisionRow(
                item_id=LITHUANIAN.item.id,
                stage="alert",
                reason=Reason.NEW_FACT,
                why="released:14->52",
                at=NOON + timedelta(minutes=41),
            ),
        )
        told = replace(alert(STATE_FIRST), story_id="sbelta-0")
        store.add_alert(told, [Planned("@volia", DeliveryKind.POST)])
        store.settle(1, DeliveryState.SENT, now=NOON, message_id=77)
        more = replace(alert(LITHUANIAN, Reason.NEW_FACT, ["released:14->52"]), story_id="sbelta-0")
        store.add_alert(more, [Planned("@volia", DeliveryKind.REPLY)])
    return str(path)


def run(capsys: Capture, *arguments: str) -> tuple[int, str]:
    code = main([*arguments])
    return code, capsys.readouterr().out


def rows(capsys: Capture, *arguments: str) -> list[dict[str, Any]]:
    _, out = run(capsys, *arguments, "--json")
    return [json.loads(line) for line in out.splitlines()]


class TestShow:
    @pytest.mark.parametrize(
        "key", ["sbelta-0", "sbelt", "belta-0", "nn-90", "https://lrt.example/40"]
    )
    def test_a_story_is_found_by_id_beginning_report_or_address(
        self, config: str, capsys: Capture, key: str
    ) -> None:
        (row,) = rows(capsys, "show", key, "--config", config)

        assert row["id"] == "sbelta-0"

    def test_it_tells_what_each_report_added_and_what_was_sent(
        self, config: str, capsys: Capture
    ) -> None:
        (row,) = rows(capsys, "show", "sbelta-0", "--config", config)
        first, second, third = row["reports"]

        assert (first["reason"], first["source"], first["language"]) == (
            "first_report",
            "belta",
            "ru",
        )
        assert (second["reason"], second["news"]) == ("new_fact", ["❗ Now 52 people (was 14)"])
        assert third["news"] == []
        assert [(one["chat"], one["kind"], one["state"]) for one in row["messages"]] == [
            ("@volia", "post", "sent"),
            ("@volia", "reply", "pending"),
        ]
        assert row["messages"][0]["message_id"] == 77
        assert row["facts"]["released"][0]["count"] == 52

    def test_a_late_first_report_adds_nothing_but_that_it_was_late(
        self, config: str, capsys: Capture
    ) -> None:
        with Store.open(f"sqlite:///{Path(config).parent / 'volia.db'}") as store:
            late = replace(alert(OTHER, news=["late:300"]), story_id="seu")
            store.add_alert(late, [Planned("@volia", DeliveryKind.POST)])
        (row,) = rows(capsys, "show", "seu", "--config", config)

        assert row["reports"][0]["news"] == ["⏳ published 5 hours ago, seen only now"]

    def test_people_read_it_as_a_timeline(self, config: str, capsys: Capture) -> None:
        main(["story", "merge", "sbelta-0", "sreuters-65", "--config", config, "--why", "one deal"])
        code, out = run(capsys, "show", "sreuters-65", "--config", config)

        assert code == 0
        assert "ru        belta: Лукашенко помиловал 14 иностранцев" in out
        assert "❗ Now 52 people (was 14)" in out
        assert "@volia 77: post sent, first_report" in out
        assert "merge sbelta-0 sreuters-65 by cli: one deal" in out

    @pytest.mark.parametrize("key", ["nothing", "%", "s", "😀", "'; DROP TABLE story; --"])
    def test_an_unknown_story_is_exit_1_and_a_sentence(
        self, config: str, capsys: Capture, key: str
    ) -> None:
        code, out = run(capsys, "show", key, "--config", config)

        assert code == 1
        assert out.startswith("No stored story has the id")

    @pytest.mark.parametrize("key", ["", " "])
    def test_no_id_is_exit_1_and_a_sentence_without_a_gap(
        self, config: str, capsys: Capture, key: str
    ) -> None:
        code, out = run(capsys, "show", key, "--config", config)

        assert (code, out.partition(":")[0]) == (1, "No story was named")


def test_a_message_that_answers_several_alerts_is_explained_once(
    config: str, capsys: Capture
) -> None:
    with Store.open(f"sqlite:///{Path(config).parent / 'volia.db'}") as store:
        store.settle(2, DeliveryState.SENT, now=NOON + timedelta(milliseconds=3))
        stored = StoredItem(item=STATE_FIRST.item, state="new", language="ru", story_id="sbelta-0")
        became = stages(store, stored)

    assert became["messages"] == ["@volia sent 2025-09-11T12:00:00+00:00"]


class TestStory:
    def test_merge_split_and_undo(self, config: str, capsys: Capture) -> None:
        (merged,) = rows(capsys, "story", "merge", "sreuters-65", "sbelta-0", "--config", config)
        (split,) = rows(capsys, "story", "split", "sbelta-0", "nn-90", "--config", config)
        (undone,) = rows(capsys, "story", "undo", "2", "--config", config)
        (shown,) = rows(capsys, "show", "sbelta-0", "--config", config)

        assert (merged["story"], merged["reports"]) == ("sbelta-0", 4)
        assert (split["story"], split["reports"]) == ("snn-90", 1)
        assert "split of sbelta-0 and snn-90" in undone["did"]
        assert len(shown["reports"]) == 4
        assert [each["kind"] for each in shown["decisions"]] == ["merge", "split", "merge"]
        assert [each["undone"] for each in shown["decisions"]] == [False, True, False]

    @pytest.mark.parametrize(
        ("typed", "sentence"),
        [
            (["merge", "seu", "seu"], "cannot be merged with itself"),
            (["merge", "seu", "nothing"], "No stored story has the id nothing"),
            (["split", "seu", OTHER.item.id], "nothing would be left"),
            (["split", "seu", "nn-90"], "seu has no report nn-90"),
            (["undo", "5"], "no decision number 5"),
        ],
    )
    def test_what_makes_no_sense_is_exit_1_and_a_sentence(
        self, config: str, capsys: Capture, typed: list[str], sentence: str
    ) -> None:
        code, out = run(capsys, "story", *typed, "--config", config)

        assert code == 1
        assert sentence in out

    def test_stories_kept_apart_are_remembered(self, config: str, capsys: Capture) -> None:
        main(["story", "apart", "seu", "sbelta-0", "--config", config])
        capsys.readouterr()
        (shown,) = rows(capsys, "show", "seu", "--config", config)

        assert [each["kind"] for each in shown["decisions"]] == ["apart"]


class TestSearch:
    @pytest.mark.parametrize(
        ("query", "items"),
        [
            ("kalinių", {"lrt-40"}),
            ("палітвязняў", {"nn-90"}),
            ("Лукашэнка", {"belta-0"}),
            ("Lukašenka", {"belta-0"}),
            ("sanctions", {"reuters-65", OTHER.item.id}),
            ("sanctions -Belavia", {OTHER.item.id}),
        ],
    )
    def test_words_are_found_in_any_form(
        self, config: str, capsys: Capture, query: str, items: set[str]
    ) -> None:
        found = rows(capsys, "search", query, "--config", config)

        assert {one["item"] for each in found for one in each["reports"]} == items

    def test_what_was_found_is_marked(self, config: str, capsys: Capture) -> None:
        code, out = run(capsys, "search", "kaliniai", "--config", config)

        assert code == 0
        assert "sbelta-0\n" in out
        assert "lrt: Baltarusija paleido 52 **kalinius**, tarp jų – 6 lietuviai" in out

    @pytest.mark.parametrize(
        ("option", "stories"),
        [
            (["--topic", "prisoner-release"], {"sreuters-65"}),
            (["--since", "2025-09-20"], {"seu"}),
            (["--until", "2025-09-20"], {"sreuters-65"}),
            (["--language", "be"], set()),
            (["--limit", "1"], None),
        ],
    )
    def test_options_narrow_it(
        self, config: str, capsys: Capture, option: list[str], stories: set[str] | None
    ) -> None:
        found = {
            each["story"]
            for each in rows(capsys, "search", "sanctions", "--config", config, *option)
        }

        assert len(found) == 1 if stories is None else found == stories

    @pytest.mark.parametrize("query", ["", "   ", '"', "*", "-", "😀", "-Belavia", "()", "–"])
    def test_a_query_without_a_word_is_exit_2_and_a_sentence(
        self, config: str, capsys: Capture, query: str
    ) -> None:
        code, out = run(capsys, "search", "--config", config, "--", query)

        assert code == 2
        assert "nothing to look for" in out

    @pytest.mark.parametrize(
        "query",
        [
            "AND",
            "a OR",
            "NEAR(a b)",
            "stems:x",
            '"half',
            "a* *b",
            "(",
            "x" * 10_000,
            "ы " * 5_000,
            "\0a",
        ],
    )
    def test_signs_of_a_query_language_are_only_text(
        self, config: str, capsys: Capture, query: str
    ) -> None:
        code, out = run(capsys, "search", "--config", config, "--", query)

        assert (code, out) in {
            (1, "Nothing found.\n"),
            (2, "There is nothing to look for: give a word or a number.\n"),
        }


class TestStories:
    @pytest.mark.parametrize(
        ("option", "ids"),
        [
            ([], ["seu", "sbelta-0", "sreuters-65"]),
            (["--since", "2025-09-20"], ["seu"]),
            (["--until", "2025-09-20"], ["sbelta-0", "sreuters-65"]),
            (["--topic", "prisoner-release"], ["sbelta-0", "sreuters-65"]),
            (["--country", "lt"], ["sbelta-0"]),
            (["--limit", "2"], ["seu", "sbelta-0"]),
        ],
    )
    def test_stories_are_chosen_newest_first(
        self, config: str, capsys: Capture, option: list[str], ids: list[str]
    ) -> None:
        found = rows(capsys, "stories", "--config", config, *option)

        assert [each["id"] for each in found] == ids
