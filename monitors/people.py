"""Pure: the people that Volia knows by name, with their roles and spellings, and given names.

Read by the facts (who was released or sanctioned) and by the translation (how a name is
rendered); the table is people.toml.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from monitors.names import given_variants, key

_TABLE = Path(__file__).parent / "people.toml"


@dataclass(frozen=True)
class Person:
    """A known person; `strict` asks for the given name, since the surname alone says little.

    `name` is the usual English one, `role` is released, sanctioned or official, and both of them
    for one who is in two tables. `surnames` are the last word of `name` and other spellings,
    `given` the keys of the given names' and of what they are in other languages.
    """

    name: str
    role: str
    surnames: tuple[str, ...]
    given: frozenset[str]
    strict: bool


@cache
def known() -> tuple[Person, ...]:
    """Every known person once, in the order of the table."""
    everybody: dict[str, Person] = {}
    for role, entries in _tables().items():
        if role == "given":
            continue
        for name, spellings in entries.items():
            other = everybody.get(name)
            roles = f"{other.role} {role}" if other else role
            everybody[name] = _person(name, roles, spellings)
    return tuple(everybody.values())


def given_names() -> dict[str, dict[str, str]]:
    """Usual given names by language and gender, as written: "John", "English=local/forms"."""
    return dict(_tables()["given"])


@cache
def _tables() -> dict[str, dict[str, Any]]:
    with _TABLE.open("rb") as file:
        return tomllib.load(file)


def _person(name: str, role: str, spellings: str) -> Person:
    surnames, _, given = spellings.partition("|")
    words = [word for word in surnames.split() if word != "!"]
    *first, last = name.split()
    usual = [*first, *given.split()]
    forms = [*usual, *(form for one in usual for form in given_variants(one))]
    keys = frozenset(key(form) for form in forms)
    return Person(name, role, (last, *words), keys, "!" in surnames.split())
