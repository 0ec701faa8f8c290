"""How far a download is: a bar on a terminal, lines of the log elsewhere."""

import io

import pytest
import structlog
from rich.console import Console

from bot.cli.downloading import Downloading
from monitors.translate.index import own_offers

OFFER = own_offers()[0]


def test_a_terminal_shows_a_bar_with_speed_and_time_left() -> None:
    screen = io.StringIO()
    with Downloading(Console(file=screen, force_terminal=True, width=120)) as bars:
        told = bars.download(OFFER)
        told(500_000, 2_000_000)
        told(2_000_000, 2_000_000)
        bars.say("converting [1/2]")

    shown = screen.getvalue()

    assert "opus1m+bt-2021-05-02.zip" in shown
    assert "2.0/2.0 MB" in shown
    assert "/s" in shown
    assert "0:00:00" in shown
    assert "converting [1/2]" in shown


def test_elsewhere_the_log_tells_each_quarter_once(capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = Downloading(Console(file=io.StringIO()))
    with structlog.testing.capture_logs() as logs, elsewhere as bars:
        told = bars.download(OFFER)
        for done in range(0, 1_000_001, 100_000):
            told(done, 1_000_000)
        bars.download(OFFER)(7_000_000, None)
        bars.say("converting")

    assert [(one["event"], one.get("done", one.get("step"))) for one in logs] == [
        ("downloading", "0.0 MB"),
        ("downloading", "0.3 MB"),
        ("downloading", "0.5 MB"),
        ("downloading", "0.8 MB"),
        ("downloading", "1.0 MB"),
        ("downloading", "7.0 MB"),
        ("installing", "converting"),
    ]
    assert capsys.readouterr().out == ""
