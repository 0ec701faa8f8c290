import json
import logging

import pytest
import structlog

from bot import logs

TOKEN = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFake12"


@pytest.fixture(autouse=True)
def _as_before() -> object:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_a_token_in_an_event_is_never_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up()

    structlog.get_logger().warning("asked", url=f"https://api.telegram.org/bot{TOKEN}/getMe")

    assert TOKEN not in capsys.readouterr().err


def test_a_token_in_a_library_s_record_is_never_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.set_up()

    logging.getLogger("httpx").error("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    said = capsys.readouterr().err

    assert "sendMessage" in said
    assert TOKEN not in said


def test_httpx_says_nothing_of_every_request(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("DEBUG")

    logging.getLogger("httpx").info("HTTP Request: POST https://api.telegram.org/botX/sendMessage")

    assert capsys.readouterr().err == ""


def test_json_logs_are_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("INFO", json=True)

    structlog.get_logger().info("polled", feed="lrt", new=3)
    line = json.loads(capsys.readouterr().err)

    assert (line["event"], line["feed"], line["new"], line["level"]) == ("polled", "lrt", 3, "info")


def test_what_is_below_the_level_is_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("WARNING")

    structlog.get_logger().info("polled")

    assert capsys.readouterr().err == ""
