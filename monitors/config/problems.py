"""Pure: pydantic's findings -> sentences for people, in the words of the file."""

from collections.abc import Callable, Sequence
from types import UnionType
from typing import Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from monitors.config.nearest import did_you_mean
from monitors.config.settings import Settings

Problem: TypeAlias = tuple[str, str]

_HINTS = {
    ("telegram", "token"): "; write the token to a file and set token_file, or set the "
    "environment variable VOLIA_TELEGRAM_TOKEN",
}
_SHOULD_BE = {
    "string_type": "text in quotes",
    "path_type": "a path in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "tuple_type": "a list: [..]",
    "dict_type": "a table of settings",
    "model_type": "a table of settings",
    "model_attributes_type": "a table of settings",
}
_LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than_equal": ("at most", "le"),
}


def sentences(errors: Sequence[ErrorDetails], tree: dict[str, Any]) -> list[Problem]:
    """Where and what, each place once, in the order of the settings."""
    found: dict[str, str] = {}
    for error in errors:
        if error["type"] == "too_short" and error["input"]:
            continue  # empty only because each of its values is wrong
        place = _place(error["loc"], tree)
        found.setdefault(".".join(map(str, place)), _sentence(error, place))
    return list(found.items())


def _place(loc: tuple[int | str, ...], tree: dict[str, Any]) -> tuple[int | str, ...]:
    """Cut off what pydantic adds to the location: names of union members, `[key]`."""
    place: list[int | str] = []
    here: Any = tree
    for step in loc:
        if not isinstance(here, dict | list) or step == "[key]":
            break
        place.append(step)
        here = _child(here, step)
    return tuple(place)


def _child(here: dict[str, Any] | list[Any], step: int | str) -> Any:
    if isinstance(here, dict):
        return here.get(str(step))
    return here[step] if isinstance(step, int) and step < len(here) else None


def _sentence(error: ErrorDetails, place: tuple[int | str, ...]) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in _SHOULD_BE:
        return f"should be {_SHOULD_BE[kind]}, not {_shown(error['input'])}"
    if kind in _LIMITS:
        words, key = _LIMITS[kind]
        return f"should be {words} {context[key]:g}, not {_shown(error['input'])}"
    special: Callable[[ErrorDetails, tuple[int | str, ...]], str] | None = _SPECIAL.get(kind)
    return special(error, place) if special else error["msg"]


def _unknown(_: ErrorDetails, place: tuple[int | str, ...]) -> str:
    key = str(place[-1])
    hint = _HINTS.get((str(place[0]), key), "")
    if not hint and len(place) > 1 and key in Settings.model_fields:
        hint = " here (it stands at the top of the file, before the first [section])"
    return "unknown setting" + (hint or did_you_mean(key, _known_keys(place[:-1])))


def _known_keys(place: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Settings
    for step in place:
        if isinstance(step, str) and step in model.model_fields:
            model = _model_in(model.model_fields[step].annotation) or model
    return list(model.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if get_origin(annotation) in (tuple, Union, UnionType):
        return next((model for each in get_args(annotation) if (model := _model_in(each))), None)
    is_model = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    return annotation if is_model else None


def _missing(_: ErrorDetails, __: tuple[int | str, ...]) -> str:
    return "is missing"


def _choice(error: ErrorDetails, _: tuple[int | str, ...]) -> str:
    expected = error.get("ctx", {})["expected"].replace(" or ", ", ").replace("'", "")
    value = error["input"]
    hint = did_you_mean(value, expected.split(", ")) if isinstance(value, str) else ""
    return f"should be one of {expected}; not {_shown(value)}{hint}"


def _ours(error: ErrorDetails, _: tuple[int | str, ...]) -> str:
    return str(error.get("ctx", {})["error"])


def _empty(_: ErrorDetails, __: tuple[int | str, ...]) -> str:
    return "should not be empty"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    return repr(value)


_SPECIAL: dict[str, Callable[[ErrorDetails, tuple[int | str, ...]], str]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "literal_error": _choice,
    "enum": _choice,
    "value_error": _ours,
    "too_short": _empty,
}
