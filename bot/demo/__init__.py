"""The demo: 11 September 2025 once more, with nothing but loopback.

The same App as the service polls, understands, translates and delivers; only the clock, the
addresses of the feeds and the console instead of Telegram differ.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App, open_app
from bot.deliver import Sender
from bot.demo.newsstand import Newsstand
from monitors.config import load

HERE = Path(__file__).parent
BEGIN = datetime(2025, 9, 11, 8, 0, tzinfo=UTC)
END = datetime(2025, 9, 11, 17, 0, tzinfo=UTC)
STEP = timedelta(minutes=5)
CHANNEL = '\n[[channels]]\nchat = "{chat}"\nlanguage = "{language}"\n'


@dataclass(frozen=True, slots=True)
class Summary:
    """What the replay came to; the last line of the demo."""

    feeds: int
    items: int
    stories: int
    alerts: int
    seconds: float


class Clock:
    """The day's clock, moved by hand."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The instant it shows."""
        return self.at

    def through(self, end: datetime, step: timedelta) -> Iterator[datetime]:
        """Move on step by step until `end`, and show each instant."""
        while self.at < end:
            yield self.at
            self.at += step


def channels(*languages: str) -> dict[str, str]:
    """The demo's channels and what they read: one, or one for each of several languages."""
    if len(languages) == 1:
        return {"@volia_demo": languages[0]}
    return {f"@volia_demo_{language}": language for language in languages}


async def replay(
    chats: dict[str, str], sender: Sender, clock: Clock, wanted: Callable[[], bool] = lambda: True
) -> Summary:
    """Serve the bundled feeds, poll them through the day, deliver to `sender` while `wanted`."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="volia-demo-") as folder:
        async with Newsstand(clock) as stand:
            config = _config(Path(folder), stand.port, chats)
            async with open_app(
                load(config), now=clock, sender=sender, model_folders=[HERE / "models"]
            ) as app:
                for _ in clock.through(END, STEP):
                    await app.poll_all()
                    await app.deliverer.deliver(clock())
                    if not wanted():
                        break
                return _summary(app, time.perf_counter() - begun)


def _config(folder: Path, port: int, chats: dict[str, str]) -> Path:
    """The demo's configuration, with the address of its server, as a file like any other."""
    text = (HERE / "config.toml").read_text(encoding="utf-8")
    text += "".join(CHANNEL.format(chat=chat, language=chats[chat]) for chat in chats)
    path = folder / "config.toml"
    path.write_text(text.replace("ADDRESS", f"127.0.0.1:{port}"), encoding="utf-8")
    return path


def _summary(app: App, seconds: float) -> Summary:
    status = app.store.status(app.now())
    return Summary(
        feeds=len(app.sources),
        items=status.items,
        stories=status.told_stories,
        alerts=status.sent,
        seconds=round(seconds, 1),
    )
