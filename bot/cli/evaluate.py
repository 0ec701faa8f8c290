"""`volia evaluate ITEMS.jsonl`: labelled items through the pipeline; prints scores."""

import argparse
import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ValidationError

from bot.app import opinions_of, understanding_of, wishes_of
from monitors import evaluate
from monitors.config import Translation, Understanding, default
from monitors.errors import ConfigError
from monitors.model import ActionLabel
from monitors.pipeline import Pipeline
from monitors.scores import Labelled, confusions, per_action, worst
from monitors.store import Store
from monitors.translate import Translator

MOST_CONFUSIONS = 12
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
    event_type: Annotated[str, AfterValidator(ActionLabel)]
    event_id: str
    facts: _Facts


def run(arguments: argparse.Namespace) -> int:
    """Write predictions if asked to, print scores if the items carry labels.

    Vectors are used where volia[semantic] is installed. With `--semantic` the scores to the left
    are those without, and the predictions and the scores to the right those with them.
    """
    rows = read(arguments.items)
    if arguments.semantic:
        _check_installed()
    ways = (False, True) if arguments.semantic else (True,)
    told = [asyncio.run(_predict(rows, arguments.items, semantic=way)) for way in ways]
    if arguments.predictions:
        _write(arguments.predictions, told[-1])
    scored = list(map(_scored, rows))
    figures = [evaluate.score(scored, predictions) for predictions in told]
    if arguments.json:
        found = {"items": len(rows), "scores": figures[0]}
        print(json.dumps(found | ({"semantic": figures[1]} if arguments.semantic else {})))
        return 0
    alerts = " and ".join(str(sum(each["alert"] for each in one)) for one in told)
    print(f"{len(rows)} items, {alerts} alerts")
    if arguments.semantic:
        print(f"  {'':30} without | with volia[semantic]")
    for name in figures[0]:
        print(f"  {name:30} " + "  ".join(f"{one[name]:.3f}" for one in figures))
    _print_errors(evaluate.labelled(scored, told[-1]))
    return 0


def _check_installed() -> None:
    from monitors.embed import Embedder

    reason = Embedder().reason
    if reason:
        raise ConfigError(reason)


def _print_errors(items: list[Labelled]) -> None:
    """Each action, which are taken for which, and the ten worst errors."""
    if not items:
        return
    print("\n  action                             P      R      F1")
    for name, score in per_action(items).items():
        print(f"  {name:32} {score.precision:.3f}  {score.recall:.3f}  {score.f1:.3f}")
    mistaken = confusions(items)
    if mistaken:
        print("\n  labelled -> predicted")
    for gold, found, times in mistaken[:MOST_CONFUSIONS]:
        print(f"  {times:3} {gold} -> {found}")
    bad = [items[at] for at in worst(items)]
    if bad:
        print("\n  worst errors")
    for item in bad:
        alert = "alert" if item.alerted else "silent"
        types = f"{item.gold['event_type']} -> {item.predicted.get('event_type')}"
        print(f"  {item.id} {item.language} {types}, {alert}: {item.title}")


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


async def _predict(
    rows: list[dict[str, Any]], path: Path, *, semantic: bool
) -> list[dict[str, Any]]:
    chosen = default()
    chosen = chosen.model_copy(update={"understanding": Understanding(semantic=semantic)})
    translator = Translator(Translation(engine="none"))
    try:
        with Store.open("sqlite://") as store:
            pipeline = Pipeline(
                store,
                understanding_of(chosen),
                translator,
                wishes=wishes_of(chosen),
                opinions=opinions_of(chosen),
            )
            return await evaluate.predict(rows, pipeline)
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error
    finally:
        translator.close()


def _write(path: Path, predictions: list[dict[str, Any]]) -> None:
    lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in predictions)
    try:
        # half a surrogate pair becomes \udxxx, which is how JSON has it
        path.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error
