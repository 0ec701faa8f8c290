"""Edge: `config.toml` -> frozen, strict settings; every problem of the file at once.

`load` reads a file, `default` is what holds without one. Settings are passed by argument.
"""

from monitors.config.catalogue import LISTS, CatalogueSource, bundled
from monitors.config.load import default, load
from monitors.config.settings import (
    BUILT_IN_TOPICS,
    Alerts,
    Channel,
    ExampleSettings,
    KeywordLanguage,
    Logging,
    Network,
    Settings,
    SourceSettings,
    Store,
    Telegram,
    TopicSettings,
    Translation,
    Understanding,
    WatchSettings,
)

__all__ = [
    "BUILT_IN_TOPICS",
    "LISTS",
    "Alerts",
    "CatalogueSource",
    "Channel",
    "ExampleSettings",
    "KeywordLanguage",
    "Logging",
    "Network",
    "Settings",
    "SourceSettings",
    "Store",
    "Telegram",
    "TopicSettings",
    "Translation",
    "Understanding",
    "WatchSettings",
    "bundled",
    "default",
    "load",
]
