"""Edge: what can be installed: our own offers (offers.toml), and the index of Argos packages."""

import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from yarl import URL

from monitors.errors import ConfigError, TranslateError
from monitors.translate.download import Way, download, host_of

_INDEX_LIMIT = 5_000_000  # the real one has 32 kB
_READ_WITHIN_S = 60
_ARGOS_MB = 700
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,120}")
_PAIR = re.compile(r"([a-z]{2,3})(?:->|→|[-_:])([a-z]{2,3})")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Offer:
    """A package that can be installed; `most_mb` is where a download stops.

    `languages` are those for which it is the answer when a language is asked for.
    """

    key: str
    name: str
    version: str
    languages: tuple[str, ...]
    from_codes: tuple[str, ...]
    to_code: str
    links: tuple[str, ...]
    kind: Literal["argos", "opus"] = "argos"
    most_mb: int = _ARGOS_MB
    licence: str = ""
    about: str = ""

    @property
    def file_name(self) -> str:
        """Under which the download is kept."""
        return PurePosixPath(URL(self.links[0]).path).name

    def mirrored(self, mirror: str) -> "Offer":
        """The same from `mirror`, where all files lie side by side."""
        return replace(self, links=(_beside(mirror, self.file_name),)) if mirror else self


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("offers.toml").read_text(encoding="utf-8"))


def own_offers(mirror: str = "") -> tuple[Offer, ...]:
    """What Volia offers itself: what Argos lacks."""
    return tuple(_own(each).mirrored(mirror) for each in _data()["offers"])


def _own(each: Mapping[str, Any]) -> Offer:
    return Offer(
        key=each["key"],
        name=each["name"],
        version=each["version"],
        languages=tuple(each["languages"]),
        from_codes=tuple(each["from"]),
        to_code=each["to"],
        links=tuple(each["links"]),
        kind="opus",
        most_mb=each["most"],
        licence=each["licence"],
        about=each["about"],
    )


def probe_sentence(language: str) -> str:
    """A sentence to try a model with."""
    probes: dict[str, str] = _data()["probes"]
    return probes.get(language, probes["en"])


def index_address(mirror: str = "") -> str:
    """Where the index of Argos packages is."""
    return _beside(mirror, "index.json") if mirror else str(_data()["index"])


def _beside(mirror: str, name: str) -> str:
    return str(URL(mirror.rstrip("/") + "/") / name)


async def argos_offers(way: Way, mirror: str = "") -> tuple[Offer, ...]:
    """The newest package of each pair in the index; raises DownloadError, TranslateError."""
    address = index_address(mirror)
    with tempfile.TemporaryDirectory(prefix="volia-index-", ignore_cleanup_errors=True) as folder:
        index = Path(folder) / "argos-translate" / "index.json"
        index.parent.mkdir()
        await download(address, index, way, limit=_INDEX_LIMIT)
        rows = await asyncio.to_thread(_read, Path(folder), host_of(address))
    offers = filter(None, map(_offer, rows))
    return tuple(offer.mirrored(mirror) for offer in newest(offers))


def _read(folder: Path, host: str) -> list[dict[str, Any]]:
    """What `argos.py` makes of the index in `folder`, with that for its home."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ARGOS_", "SNAP"))}
    homes = dict.fromkeys(
        ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"), str(folder)
    )
    script = str(Path(__file__).with_name("argos.py"))
    try:
        done = subprocess.run(  # noqa: S603 (our own script, in the same Python)
            [sys.executable, "-P", script],
            env=kept | homes,
            capture_output=True,
            timeout=_READ_WITHIN_S,
            check=False,
        )
        rows = json.loads(done.stdout) if done.returncode == 0 else None
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise TranslateError(f"the index of {host} cannot be read ({error})") from error
    if rows is None:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise TranslateError(f"the index of {host} is not an index of Argos packages ({last})")
    return list(rows)


def _offer(row: Mapping[str, Any]) -> Offer | None:
    """A row of the index; None if it has no name or address that we would touch."""
    links = tuple(link for link in row["links"] if link.startswith(("https://", "http://")))
    names = [
        row["code"],
        row["version"],
        *(PurePosixPath(URL(link).path).name for link in links[:1]),
    ]
    if not links or not all(map(_SAFE.fullmatch, names)):
        return None
    source, target = row["from"], row["to"]
    return Offer(
        key=f"{source}-{target}",
        name=row["code"],
        version=row["version"],
        languages=(source,),
        from_codes=(source,),
        to_code=target,
        links=links,
        about="Argos package",
        licence=_data()["argos_licence"],
    )


def newest(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    """Of each pair the highest version, in the order in which the pairs come."""
    best: dict[str, Offer] = {}
    for offer in offers:
        old = best.get(offer.key)
        if old is None or _version(offer) > _version(old):
            best[offer.key] = offer
    return tuple(best.values())


def _version(offer: Offer) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]{1,9}", offer.version))


def pair_of(wanted: str, target: str) -> tuple[str, str] | None:
    """The pair that `lt`, `en-lt`, `en->lt` mean; None if it is neither language nor pair."""
    named = _PAIR.fullmatch(wanted.lower())
    if named:
        return named[1], named[2]
    return (wanted.lower(), target) if _LANGUAGE.fullmatch(wanted.lower()) else None


def choose_offer(wanted: str, offers: Sequence[Offer], target: str) -> Offer:
    """What is meant by `lt`, `en-lt`, or the key of an offer; raises ConfigError."""
    offer = answer(wanted, offers, target)
    if offer is not None:
        return offer
    pair = pair_of(wanted, target)
    if pair is None:
        raise ConfigError(
            f"{wanted!r} is neither a language such as lt, nor a pair such as en-lt (with an "
            'arrow it needs quotes: "en->lt"), nor one of ' + ", ".join(_keys(own_offers()))
        )
    if pair[0] == pair[1]:
        raise ConfigError(f"{pair[0]} is the language that is translated into; name a pair: en-lt")
    others = [each.to_code for each in offers if pair[0] in each.languages]
    hint = f"; from {pair[0]} there is: {', '.join(dict.fromkeys(others))}" if others else ""
    raise ConfigError(f"no package for {pair[0]} -> {pair[1]} is offered{hint}")


def answer(wanted: str, offers: Iterable[Offer], target: str) -> Offer | None:
    """The first offer that `wanted` means."""
    pair = pair_of(wanted, target)
    offers = list(offers)
    for offer in offers:
        if wanted == offer.key and offer.kind == "opus":
            return offer
    for offer in offers:
        if pair and pair[0] in offer.languages and pair[1] == offer.to_code:
            return offer
    return None


def _keys(offers: Iterable[Offer]) -> list[str]:
    return [offer.key for offer in offers]
