"""Reads the file, then reports every problem of it at once."""

import json
import tomllib
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from monitors.config.cross import cross_problems
from monitors.config.problems import Problem, sentences
from monitors.config.settings import Settings
from monitors.errors import ConfigError


def load(path: Path) -> Settings:
    """Read the settings of a TOML file; relative paths in it are relative to its folder.

    Raises ConfigError with every problem, each `file: where: what`.
    """
    tree = _parse(path)
    settings, problems = _validate(tree, path.resolve().parent)
    problems += cross_problems(tree)
    if settings is not None:
        problems += _token_problems(settings)
    if settings is None or problems:
        raise ConfigError(*(f"{path.name}: {where}: {what}" for where, what in problems))
    return settings


def default() -> Settings:
    """Return what holds without a file; relative paths are relative to the working folder."""
    settings, problems = _validate({}, Path.cwd())
    assert settings is not None, problems
    return settings


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file") from None
    except OSError as e:
        raise ConfigError(f"{path}: cannot be read: {e.strerror}") from e
    except UnicodeDecodeError as e:
        raise ConfigError(f"{path.name}: is not UTF-8 text (byte {e.start})") from e
    except tomllib.TOMLDecodeError as e:
        raise ConfigError(f"{path.name}: not valid TOML: {e}") from e
    except RecursionError:
        raise ConfigError(f"{path.name}: too many brackets within brackets") from None
    except ValueError:
        raise ConfigError(f"{path.name!r} is not the name of a file") from None


def _validate(tree: dict[str, Any], folder: Path) -> tuple[Settings | None, list[Problem]]:
    # By way of JSON: in strict mode only JSON's arrays and words may become tuples and enums.
    # `store` is named because only what stands in the tree is put into the folder.
    text = json.dumps({"store": {}} | tree, default=str)
    try:
        return Settings.model_validate_json(text, context={"folder": folder}), []
    except ValidationError as e:
        return None, sentences(e.errors(include_url=False), tree)


def _token_problems(settings: Settings) -> list[Problem]:
    try:
        settings.telegram.token()
    except ConfigError as e:
        return [("telegram.token_file", str(e))]
    return []
