"""Which configuration a verb works with."""

import os
from pathlib import Path

from monitors.config import Settings, default, load
from monitors.errors import ConfigError


def find(named: Path | None) -> Path:
    """The file that was named, or `config.toml` here, or that of the user's XDG folder.

    Raises ConfigError with what to do if there is none.
    """
    if named is not None:
        return named
    # not Path.home(): it raises where a user has no home, as in a container
    home = Path(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"))  # noqa: PTH111
    places = (Path("config.toml"), home / "volia" / "config.toml")
    for place in places:
        if place.is_file():
            return place
    tried = " and ".join(str(place) for place in places)
    raise ConfigError(
        f"no configuration: looked for {tried}. Copy config.example.toml to config.toml, "
        "or name a file with --config F"
    )


def settings(named: Path | None) -> Settings:
    """The configuration, read and checked; raises ConfigError."""
    return load(find(named))


def settings_or_default(named: Path | None) -> Settings:
    """The same, but what holds without a file if none is there and none was named."""
    try:
        path = find(named)
    except ConfigError:
        return default()
    return load(path)
