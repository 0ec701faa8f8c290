"""`volia run` on a machine without models: it says what to type, or does it itself."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.service import running
from tests.monitors.feedserver import FeedServer, rss
from tests.monitors.translate.mirror import Mirror, index, row
from tests.monitors.translate.mirror import running as serving
from tests.monitors.translate.packages import files, write_zip

LT = "translate-lt_en-1_9.argosmodel"
PAGES = {"nemunas": rss(("oras", "Rytoj Vilniuje lis"), at=datetime.now(UTC), language="lt")}


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    for name in ("DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    body = write_zip(tmp_path / "served" / LT, files()).read_bytes()
    with serving(Mirror({LT: body, "index.json": index(row("lt", "en"))})) as server:
        yield server


def configure(folder: Path, feeds: FeedServer, mirror: Mirror) -> Path:
    path = folder / "config.toml"
    path.write_text(
        f'[network]\nallow = ["127.0.0.1:{feeds.port}", "{mirror.place}"]\n'
        f'[translation]\nmodels_dir = "models"\nmirror = "{mirror.url()}"\n'
        f'[[sources]]\nname = "nemunas"\nurl = "{feeds.url("nemunas")}"\nlanguage = "lt"\n',
        encoding="utf-8",
    )
    return path


async def test_the_command_is_named_and_the_service_runs(mirror: Mirror, tmp_path: Path) -> None:
    async with FeedServer(PAGES) as feeds:
        config = configure(tmp_path, feeds, mirror)
        async with running(config, token=None) as service:
            await service.until("no model for these languages")
            await service.until("polled")
            code = await service.terminate()

    assert code == 0
    assert any(f"volia models install lt --config {config}" in line for line in service.said)
    assert mirror.asked == []


async def test_models_are_installed_first_if_asked(mirror: Mirror, tmp_path: Path) -> None:
    async with FeedServer(PAGES) as feeds:
        config = configure(tmp_path, feeds, mirror)
        async with running(config, "--install-models", token=None) as service:
            await service.until("model installed")
            await service.until("polled")
            first = await service.terminate()
        async with running(config, "--install-models", token=None) as service:
            await service.until("started")
            second = await service.terminate()

    assert (first, second) == (0, 0)
    assert (tmp_path / "models" / "translate-lt_en-1.9" / "metadata.json").exists()
    assert [name for name, _, _ in mirror.asked] == ["index.json", LT]
    assert not any("no model" in line for line in service.said)


async def test_without_a_network_the_service_runs_on(mirror: Mirror, tmp_path: Path) -> None:
    mirror.files.clear()
    async with FeedServer(PAGES) as feeds:
        config = configure(tmp_path, feeds, mirror)
        async with running(config, "--install-models", token=None) as service:
            await service.until("model not installed")
            await service.until("polled")
            code = await service.terminate()

    assert code == 0
    assert any("does not have it (HTTP 404)" in line for line in service.said)
