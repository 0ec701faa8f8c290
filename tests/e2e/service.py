"""`volia run` as a process of its own, against loopback feeds and a loopback Telegram."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.fake_telegram import TOKEN

ROOT = Path(__file__).parent.parent.parent
CHANNEL = "@volia_en"


def configure(
    folder: Path,
    feeds: dict[str, str],
    base_url: str,
    more: str = "",
    translation: str = 'engine = "none"',
) -> Path:
    """Write a config.toml: feeds by name, polled every second, told in one English channel."""
    hosts = sorted({url.split("/")[2] for url in feeds.values()})
    sources = "".join(
        f'[[sources]]\nname = "{name}"\nurl = "{url}"\npoll_minutes = 0.02\n'
        for name, url in feeds.items()
    )
    path = folder / "config.toml"
    path.write_text(
        f'[telegram]\nbase_url = "{base_url}"\n[network]\nallow = {hosts}\n'
        f'[translation]\n{translation}\n[[channels]]\nchat = "{CHANNEL}"\n{sources}{more}',
        encoding="utf-8",
    )
    return path


@dataclass
class Service:
    """The running process and what it has said on stderr so far."""

    process: asyncio.subprocess.Process
    said: list[str]

    async def until(self, phrase: str, within_s: float = 20.0) -> None:
        """Wait until a line of the log holds the phrase."""
        async with asyncio.timeout(within_s):
            while not any(phrase in line for line in self.said):
                await self._changed.wait()
                self._changed.clear()

    def __post_init__(self) -> None:
        self._changed = asyncio.Event()
        self._reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr
        async for line in self.process.stderr:
            self.said.append(line.decode())
            self._changed.set()

    async def terminate(self, within_s: float = 10.0) -> int:
        """SIGTERM, and the exit code."""
        self.process.terminate()
        return await self._ended(within_s)

    async def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        await self._ended(10)

    async def _ended(self, within_s: float) -> int:
        async with asyncio.timeout(within_s):
            code = await self.process.wait()
            await self._reader
        return code


@asynccontextmanager
async def running(config: Path, *more: str, token: str | None = TOKEN) -> AsyncIterator[Service]:
    """`volia run` with `more` options, ended with the block whatever happens."""
    environment = {key: value for key, value in os.environ.items() if "VOLIA" not in key}
    if token:
        environment["VOLIA_TELEGRAM_TOKEN"] = token
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.cli",
        "run",
        "--config",
        str(config),
        *more,
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    service = Service(process, [])
    try:
        yield service
    finally:
        if process.returncode is None:
            await service.kill()
