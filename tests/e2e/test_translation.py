"""A service that has no model yet: alerts go out, and are translated once there is one."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from bot.demo import HERE
from tests.e2e.fake_telegram import FakeTelegram
from tests.e2e.service import CHANNEL, configure, running
from tests.monitors.feedserver import FeedServer, rss

ORIGINAL = "Baltarusija paleido 52 politinius kalinius"


async def test_a_model_installed_while_the_service_runs_translates_what_was_told(
    tmp_path: Path,
) -> None:
    models = tmp_path / "models"
    models.mkdir()
    pages = {"nemunas": rss(("lt", ORIGINAL), at=datetime.now(UTC), language="lt")}
    async with FeedServer(pages) as feeds, FakeTelegram() as telegram:
        urls = {"nemunas": feeds.url("nemunas")}
        translation = f'models_dir = "{models}"\nallow_demo_models = true'
        config = configure(tmp_path, urls, telegram.base_url, translation=translation)
        async with running(config) as service:
            await telegram.until(1)
            for package in (HERE / "models").glob("*.argosmodel"):
                shutil.copy(package, models)
            calls = list(await telegram.until(2, within_s=40))
            code = await service.terminate()

    post, edit = calls[:2]
    assert [call.method for call in (post, edit)] == ["sendMessage", "editMessageText"]
    assert ORIGINAL in post.text
    assert "not translated" in post.text
    assert edit.message_id == telegram.sent(CHANNEL)[0].message_id
    assert "52 political prisoners" in edit.text
    assert "machine translation from Lithuanian" in edit.text
    assert ORIGINAL in edit.text
    assert telegram.rejected == []
    assert code == 0
