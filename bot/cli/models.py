"""`volia models ACTION`: translation models; what is there, install, verify, remove, doctor."""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console

from bot import models
from bot.cli.check import Line, lack, show
from bot.cli.configuration import settings_or_default
from bot.cli.downloading import Downloading
from monitors.config import Settings
from monitors.errors import ConfigError, DownloadError, TranslateError
from monitors.translate.doctor import examine
from monitors.translate.index import Offer, own_offers, pair_of
from monitors.translate.install import Installed
from monitors.translate.models import ModelInfo
from monitors.translate.verify import Verdict, digest_of, record_of, verify

READ = ("lt", "be", "ru", "en", "uk", "pl", "lv")
"""Languages of news that Volia tells apart: what `list` shows of the index without --all."""


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 if what was asked for failed or something is broken, 2 for a wrong word."""
    chosen = settings_or_default(arguments.config)
    return _ACTIONS[arguments.action](arguments, chosen)


def _say(arguments: argparse.Namespace, found: dict[str, Any], lines: Sequence[str]) -> None:
    if arguments.json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for line in lines:
        print(line)


def _list(arguments: argparse.Namespace, chosen: Settings) -> int:
    here = [_row(model) for model in models.installed(chosen)]
    offers, trouble = own_offers(chosen.translation.mirror), ""
    if not arguments.offline:
        offers, error = asyncio.run(models.all_offers(chosen))
        trouble = f"the offers of Argos are not shown: {error}" if error else ""
    shown = [each for each in offers if arguments.all or _read_here(each)]
    folder = str(chosen.translation.models_path())
    lines = [f"installed ({folder}):", *(map(_installed_line, here) if here else ["  none"])]
    lines += ["offered:", *map(_offer_line, shown)]
    if len(shown) < len(offers):
        lines.append(f"  and {len(offers) - len(shown)} more pairs: volia models list --all")
    if trouble:
        print(f"volia: {trouble}", file=sys.stderr)
    found = {"folder": folder, "installed": here, "offered": list(map(_offered, shown))}
    _say(arguments, found | {"index_problem": trouble}, lines)
    return 0


def _read_here(offer: Offer) -> bool:
    return offer.kind == "opus" or (offer.from_codes[0] in READ and offer.to_code in READ)


def _row(model: ModelInfo) -> dict[str, Any]:
    try:
        entry = record_of(model)
    except TranslateError:
        entry = None
    return {
        "name": model.name,
        "version": model.version,
        "from": list(model.from_codes),
        "to": model.to_code,
        "path": str(model.origin),
        "bytes": _size(model),
        "sha256": entry.archive if entry else digest_of(model),
        "licence": entry.licence if entry else "",
        "demo": model.demo,
        "problem": model.problem,
    }


def _size(model: ModelInfo) -> int:
    return sum(path.stat().st_size for path in model.path.rglob("*") if path.is_file())


def _installed_line(row: dict[str, Any]) -> str:
    if row["problem"]:
        return f"  broken      {row['path']}: {row['problem']}"
    parts = [
        f"{row['name']} {row['version']}",
        f"{row['bytes'] / 1e6:.1f} MB",
        f"sha256 {row['sha256'][:12]}",
        *(["demo"] if row["demo"] else []),
        *([row["licence"]] if row["licence"] else []),
        row["path"],
    ]
    return f"  {_pair(row['from'], row['to']):11} " + "  ".join(parts)


def _pair(sources: Sequence[str], target: str) -> str:
    return f"{', '.join(sources)} -> {target}"


def _offered(offer: Offer) -> dict[str, Any]:
    return {
        "key": offer.key,
        "name": offer.name,
        "version": offer.version,
        "from": list(offer.from_codes),
        "to": offer.to_code,
        "url": offer.links[0],
        "licence": offer.licence,
        "about": offer.about,
    }


def _offer_line(offer: Offer) -> str:
    what = f"{offer.key:8} {offer.name} {offer.version}: {offer.about}"
    return f"  {what}; licence: {offer.licence}" if offer.kind == "opus" else f"  {what}"


def _install(arguments: argparse.Namespace, chosen: Settings) -> int:
    if arguments.file is None and not arguments.wanted:
        languages = models.lacking(chosen, models.installed(chosen))
        raise ConfigError(
            "say what to install: a language, a pair, or --from FILE"
            + (f"; the sources need: {models.command(languages, arguments.config)}"
               if languages else "")
        )  # fmt: skip
    if arguments.file is not None and len(arguments.wanted) > 1:
        raise ConfigError("--from FILE is one package: name one language or pair at most")
    done: list[Installed] = []
    try:
        with Downloading() as bars:
            asyncio.run(_collect(arguments, chosen, bars, done))
    except DownloadError as error:
        hint = models.on_another_machine(error, arguments.config)
        raise TranslateError(f"{error}\n{hint}") from error
    finally:
        if done:
            found = {"installed": [_row(one.model) | {"fresh": one.fresh} for one in done]}
            _say(arguments, found, list(map(_told, done)))
    return 0


async def _collect(
    arguments: argparse.Namespace, chosen: Settings, bars: Downloading, done: list[Installed]
) -> None:
    """Install what was named; `done` grows, so that what came before a failure is told."""
    if arguments.file is None:
        async for one in models.install(
            arguments.wanted, chosen, watch=bars, accept_changed=arguments.accept_changed
        ):
            done.append(one)  # noqa: PERF401 (kept if a later one fails)
        return
    wanted = arguments.wanted[0] if arguments.wanted else ""
    installer, target = models.installer_of(chosen, bars), chosen.translation.target
    done.append(
        await installer.install_file(
            arguments.file, wanted, target, accept_changed=arguments.accept_changed
        )
    )


def _told(one: Installed) -> str:
    model = one.model
    what = f"{_pair(model.from_codes, model.to_code)}: {model.name} {model.version}"
    if not one.fresh:
        return f"{what} is installed already and unchanged"
    instead = f", instead of {', '.join(one.replaced)}" if one.replaced else ""
    demo = (
        "\n  a demo model: refused unless translation.allow_demo_models = true"
        if model.demo
        else ""
    )
    return f"{what} installed{instead}; sha256 {one.sha256[:12]}\n  tried: {one.trial}{demo}"


def _verify(arguments: argparse.Namespace, chosen: Settings) -> int:
    here = models.installed(chosen)
    verdicts = verify(_named(arguments.wanted, here, chosen) if arguments.wanted else here)
    found = [
        _row(one.model) | {"problem": one.problem, "checked": one.checked, "trial": one.trial}
        for one in verdicts
    ]
    lines = list(map(_verdict_line, verdicts)) or ["no models are installed"]
    _say(arguments, {"models": found}, lines)
    return 1 if any(one.problem for one in verdicts) else 0


def _verdict_line(one: Verdict) -> str:
    model = one.model
    if one.problem:
        return f"broken  {model.origin}: {one.problem}"
    note = "" if one.checked else " (no checksum was recorded: not installed by volia)"
    return f"ok      {_pair(model.from_codes, model.to_code)}: {model.name}{note}: {one.trial}"


def _remove(arguments: argparse.Namespace, chosen: Settings) -> int:
    installer = models.installer_of(chosen)
    going = _named(arguments.wanted, models.installed(chosen), chosen)
    for model in going:
        installer.remove(model)
    rows = [{"name": model.name, "path": str(model.origin)} for model in going]
    _say(arguments, {"removed": rows}, [f"removed {model.origin}" for model in going])
    return 0


def _named(wanted: Sequence[str], here: Sequence[ModelInfo], chosen: Settings) -> list[ModelInfo]:
    """Those that are meant, each once, in the order of the words; raises TranslateError."""
    found: dict[str, ModelInfo] = {}
    for word in wanted:
        pair = pair_of(word, chosen.translation.target)
        fit = [one for one in here if _is_meant(one, word, pair)]
        if not fit:
            raise TranslateError(f"{word}: no such model is installed; see volia models list")
        found |= {str(one.origin): one for one in fit}
    return list(found.values())


def _is_meant(model: ModelInfo, word: str, pair: tuple[str, str] | None) -> bool:
    keys = {offer.key for offer in own_offers() if offer.name == model.name}
    if word in {model.name, model.origin.name, *keys}:
        return True
    return pair is not None and pair[0] in model.from_codes and pair[1] == model.to_code


def _doctor(arguments: argparse.Namespace, chosen: Settings) -> int:
    translation = chosen.translation
    here = models.installed(chosen)
    findings = examine(
        translation.models_path(),
        models.argos_places(),
        here,
        allow_demo=translation.allow_demo_models,
    )
    lines = [Line(one.verdict, one.what, one.told) for one in findings]
    lines += lack(chosen, here, arguments.config)
    if arguments.json:
        print(json.dumps({"findings": list(map(asdict, lines))}, ensure_ascii=False))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for line in lines:
            show(console, line)
    return 1 if any(line.verdict == "broken" for line in lines) else 0


_ACTIONS = {
    "list": _list,
    "install": _install,
    "verify": _verify,
    "remove": _remove,
    "doctor": _doctor,
}
