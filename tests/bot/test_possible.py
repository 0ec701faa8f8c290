"""A watched name that may be somebody else's: shown by `volia try`, in no message."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli import main
from bot.cli.explain import _understood
from bot.format import post
from monitors.ledger import ledger
from monitors.model import Hit
from tests.bot.stories import alert, report, story

_CONFIG = '[[watch]]\nname = "Ales Bialiatski"\n'


@pytest.mark.parametrize(
    ("title", "hits", "topics"),
    [
        ("Бяляцкі забіў два галы", ["watch: Ales Bialiatski (title, possibly)"], []),
        ("Алесь Бяляцкі прачытаў лекцыю", ["watch: Ales Bialiatski (title)"], ["watch"]),
    ],
)
def test_try_tells_a_possible_name_from_a_sure_one(
    title: str,
    hits: list[str],
    topics: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    config = tmp_path / "config.toml"
    config.write_text(_CONFIG, encoding="utf-8")

    main(["try", title, "--config", str(config), "--json"])
    told = json.loads(capsys.readouterr().out.splitlines()[-1])

    assert (told["hits"], told["topics"], told["alert"]) == (hits, topics, bool(topics))


def test_explain_marks_a_possible_name() -> None:
    seen = replace(report("x"), hits=(Hit("watch", "Ales Bialiatski", "title", possible=True),))

    assert _understood(seen)["hits"] == ["watch: Ales Bialiatski (possibly)"]


def test_a_message_names_no_possible_match() -> None:
    seen = report("Prisoners freed")
    maybe = replace(seen, hits=(*seen.hits, Hit("watch", "Nobody", "title", possible=True)))

    about = story(maybe)

    assert "Nobody" not in post(about, ledger(about), alert(maybe), "en")
