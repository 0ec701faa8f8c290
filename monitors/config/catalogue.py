"""The sources that ship with Volia: `monitors/catalogue/*.toml`, one list a file."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitors.model import OutletKind, Source, SourceKind

FOLDER = Path(__file__).parent.parent / "catalogue"
LISTS = ("lt", "be", "ru", "en", "official")


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSource:
    """One bundled source: `enabled` says if its list switches it on; the rest is for people.

    `verified` is how and when the address was last known to work, `confidence` is high, medium
    or low; `also` are other addresses of the same source.
    """

    list_name: str
    name: str
    url: str
    title: str
    kind: SourceKind
    language: str
    outlet_kind: OutletKind
    owner: str
    enabled: bool
    country: str = ""
    homepage: str = ""
    poll_minutes: float = 5.0
    verified: str = ""
    confidence: str = ""
    also: tuple[str, ...] = ()
    note: str = ""

    @property
    def collected(self) -> bool:
        """There is a collector for its kind."""
        return self.kind is SourceKind.FEED

    def source(self) -> Source:
        """Return the value that travels through the stages."""
        return Source(
            name=self.name,
            url=self.url,
            title=self.title,
            kind=self.kind,
            language=self.language,
            outlet_kind=self.outlet_kind,
            owner=self.owner,
            poll_minutes=self.poll_minutes,
        )


@cache
def bundled() -> tuple[CatalogueSource, ...]:
    """Every source of the catalogue, in the order of LISTS."""
    return tuple(each for name in LISTS for each in _read(name))


def _read(list_name: str) -> list[CatalogueSource]:
    tree = tomllib.loads((FOLDER / f"{list_name}.toml").read_text(encoding="utf-8"))
    return [
        CatalogueSource(
            **{
                **row,
                "list_name": list_name,
                "kind": SourceKind(row["kind"]),
                "outlet_kind": OutletKind(row["outlet_kind"]),
                "also": tuple(row.get("also", ())),
            }
        )
        for row in tree["sources"]
    ]


def switched_on(catalogue: Sequence[str]) -> list[CatalogueSource]:
    """Find what `catalogue = [..]` means: a list, a source, or `-name` to leave that source out."""
    wanted = {name for name in catalogue if not name.startswith("-")}
    unwanted = {name[1:] for name in catalogue if name.startswith("-")}
    return [
        each
        for each in (bundled() if catalogue else ())
        if each.collected
        and each.name not in unwanted
        and (each.name in wanted or (each.enabled and each.list_name in wanted))
    ]


def problem_of(entry: str) -> str | None:
    """Why an entry of `catalogue = [..]` means nothing; None if it is fine."""
    name = entry.removeprefix("-")
    known = {each.name: each for each in bundled()}
    if name in LISTS and name == entry:
        return None
    if name not in known:
        return f"there is no list or source {name!r} in the catalogue"
    if not known[name].collected:
        return f"{name!r} cannot be collected yet: it is a {known[name].kind.value}, not a feed"
    return None
