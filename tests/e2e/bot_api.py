"""Requests checked against the Bot API's methods and parameters, as far as Volia uses them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.e2e.telegram_html import Entity, HtmlError, parse, units

API: Mapping[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))


class BadRequestError(Exception):
    """Telegram would say 400; the text is its description without "Bad Request: "."""


def read(method: str, form: Mapping[str, str]) -> dict[str, Any]:
    """Parameters of a request as values of their types; raises BadRequestError."""
    given = {key: _Raw(value) for key, value in form.items()}
    return _fields(method, API["methods"][method], given)


class _Raw(str):
    """A form field: its type is known by the method only."""

    __slots__ = ()


def _fields(what: str, known: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise BadRequestError(f"{what} has no parameter {', '.join(unknown)}")
    missing = [key for key, spec in known.items() if "required" in spec and key not in given]
    if missing:
        raise BadRequestError(f"parameter {missing[0]} is required")
    return {key: _value(f"{what}.{key}", known[key][0], value) for key, value in given.items()}


def _value(where: str, kind: str, value: Any) -> Any:
    if isinstance(value, _Raw) and kind != "String":
        value = _decoded(where, kind, value)
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise BadRequestError(f"{where} must be an array")
        return [_value(where, kind.removeprefix("Array of "), one) for one in value]
    if kind in API["types"]:
        if not isinstance(value, dict):
            raise BadRequestError(f"{where} must be an object")
        return _fields(where, API["types"][kind], value)
    if not _is(kind, value):
        raise BadRequestError(f"{where} must be of type {kind}")
    return str(value) if isinstance(value, _Raw) else value


def _decoded(where: str, kind: str, value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        if "String" in kind:
            return str(value)
        raise BadRequestError(f"can't parse {where}: {value!r}") from None


def _is(kind: str, value: Any) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool)
    return {
        "Integer": whole,
        "String": isinstance(value, str),
        "Integer or String": whole or isinstance(value, str),
        "Boolean": isinstance(value, bool),
        "Object": isinstance(value, dict),
    }[kind]


def checked_text(parameters: Mapping[str, Any], too_long: str) -> tuple[str, tuple[Entity, ...]]:
    """Text as it is seen, and its entities, by `parse_mode`; raises BadRequestError."""
    text: str = parameters["text"]
    entities: tuple[Entity, ...] = ()
    mode = parameters.get("parse_mode")
    if mode not in (None, "HTML"):
        raise BadRequestError("unsupported parse_mode")
    if len(text.encode()) > 35_000:
        raise BadRequestError(too_long)
    if mode == "HTML":
        try:
            text, entities = parse(text)
        except HtmlError as error:
            raise BadRequestError(f"can't parse entities: {error}") from error
    if not text.strip():
        raise BadRequestError("message text is empty")
    if units(text) > 4096:
        raise BadRequestError(too_long)
    if len(entities) > 100:
        raise BadRequestError("more than 100 entities: Telegram would drop the rest silently")
    return text, entities
