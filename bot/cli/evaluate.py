"""`volia evaluate ITEMS.jsonl`: labelled items through the pipeline; prints scores."""

import argparse
import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.app import understanding_of, wishes_of
from monitors import evaluate
from monitors.config import Translation, default
from monitors.errors import ConfigError
from monitors.pipeline import Pipeline
from monitors.store import Store
from monitors.translate import Translator

NEEDED = ("id", "published", "source", "url", "title")


class _Facts(BaseModel):
    """Labelled facts, as far as they are scored."""

    released_count: int | None = None
    by_nationality: dict[str, int] | None = None
    countries: list[str] | None = None
    people: list[str] | None = None
    sanction_targets: list[str] | None = None
    sanctioning: list[str] | None = None


class _Labels(BaseModel):
    """What the scores need of an item that carries labels."""

    alert: bool
    topics: list[str]
    event_type: str
    event_id: str
    facts: _Facts


def run(arguments: argparse.Namespace) -> int:
    """Write predictions if asked to, print scores if the items carry labels."""
    rows = read(arguments.items)
    predictions = asyncio.run(_predict(rows, arguments.items))
    if arguments.predictions:
        _write(arguments.predictions, predictions)
    figures = evaluate.score(list(map(_scored, rows)), predictions)
    if arguments.json:
        print(json.dumps({"items": len(rows), "scores": figures}, ensure_ascii=False))
        return 0
    print(f"{len(rows)} items, {sum(each['alert'] for each in predictions)} alerts")
    for name, figure in figures.items():
        print(f"  {name:30} {figure:.3f}")
    return 0


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON-lines file; raises ConfigError naming the line that is wrong."""
    try:
        # not splitlines: JSON may hold U+2028 and the like as they are
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text (byte {error.start})") from error
    rows: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            row = _row(line, f"{path}:{number}")
            if row["id"] in rows:
                raise ConfigError(f"{path}:{number}: the id {row['id']} stands twice")
            rows[row["id"]] = row
    return list(rows.values())


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{where}: not JSON: {error}") from error
    if not isinstance(row, dict):
        raise ConfigError(f"{where}: not an object")
    missing = [name for name in NEEDED if not isinstance(row.get(name), str)]
    if missing:
        raise ConfigError(f"{where}: needs text under {', '.join(missing)}")
    return row


def _scored(row: dict[str, Any]) -> dict[str, Any]:
    """The row; without its labels, and with a word on stderr, if they cannot be scored."""
    try:
        _Labels.model_validate(row.get("labels"), strict=True)
    except ValidationError as error:
        if row.get("labels") is not None:
            wrong = ", ".join(".".join(map(str, each["loc"])) for each in error.errors())
            print(
                f"item {row['id']}: not scored: its labels are missing or wrong: {wrong or 'all'}",
                file=sys.stderr,
            )
        return {**row, "labels": None}
    return row


async def _predict(rows: list[dict[str, Any]], path: Path) -> list[dict[str, Any]]:
    chosen = default()
    translator = Translator(Translation(engine="none"))
    try:
        with Store.open("sqlite://") as store:
            pipeline = Pipeline(
                store, understanding_of(chosen), translator, wishes=wishes_of(chosen)
            )
            return await evaluate.predict(rows, pipeline)
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error
    finally:
        translator.close()


def _write(path: Path, predictions: list[dict[str, Any]]) -> None:
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in predictions)
    try:
        path.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error
