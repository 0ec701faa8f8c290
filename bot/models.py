"""The models of an installation: what it has, what it lacks, and how it gets them.

Shared by `volia models`, `volia check` and `volia run`.
"""

import shlex
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Protocol

from monitors.config import Settings
from monitors.errors import DownloadError, TranslateError, VoliaError
from monitors.translate import ModelInfo, Translator
from monitors.translate.download import Progress, Way
from monitors.translate.index import Offer, answer, argos_offers, choose_offer, own_offers
from monitors.translate.install import Installed, Installer, silent
from monitors.translate.models import argos_folders, missing


class Watch(Protocol):
    """Who is told how an install goes on."""

    def download(self, offer: Offer) -> Progress:
        """What the progress of this download is told to."""

    def say(self, what: str) -> None:
        """Something else takes time now."""


def installed(settings: Settings) -> list[ModelInfo]:
    """Every package on the machine, broken ones too."""
    translator = Translator(settings.translation)
    try:
        return translator.installed()
    finally:
        translator.close()


def lacking(settings: Settings, models: Sequence[ModelInfo]) -> tuple[str, ...]:
    """Languages of the sources that lack a model which is offered, in their order.

    For the languages of the news every package that is offered has English on one side. None if
    translation is switched off.
    """
    translation = settings.translation
    if translation.engine == "none":
        return ()
    languages = dict.fromkeys(source.language or "" for source in settings.all_sources())
    if translation.belarusian == "none":
        languages.pop("be", None)
    target = translation.target
    offered = [language for language in languages if "en" in (language, target)]
    return missing(models, offered, target, allow_demo=translation.allow_demo_models)


def command(languages: Sequence[str], config: Path | None) -> str:
    """What to type so that these languages get a model."""
    named = ["--config", str(config)] if config else []
    return shlex.join(["volia", "models", "install", *languages, *named])


def way_of(settings: Settings) -> Way:
    """How servers are asked; plain http only at the HOST:PORT of network.allow."""
    network = settings.network
    return Way(
        plain_http=frozenset(network.allow), proxy=network.proxy, user_agent=network.user_agent
    )


def installer_of(settings: Settings, watch: Watch | None = None) -> Installer:
    """What installs into the settings' folder."""
    folder = settings.translation.models_path()
    tell = watch.say if watch else silent
    return Installer(folder, way_of(settings), tell=tell)


async def offers_for(wanted: Sequence[str], settings: Settings) -> list[Offer]:
    """An offer for each thing wanted, each once; the index is read only if it is needed.

    Raises ConfigError for what nobody offers, DownloadError if the index is out of reach.
    """
    mirror, target = settings.translation.mirror, settings.translation.target
    known = own_offers(mirror)
    if not all(answer(one, known, target) for one in wanted):
        known += await argos_offers(way_of(settings), mirror)
    return list(dict.fromkeys(choose_offer(one, known, target) for one in wanted))


async def install(
    wanted: Sequence[str],
    settings: Settings,
    *,
    watch: Watch,
    accept_changed: bool = False,
) -> AsyncIterator[Installed]:
    """Install one after the other; raises what `offers_for` and `Installer.install` do."""
    installer = installer_of(settings, watch)
    for offer in await offers_for(wanted, settings):
        yield await installer.install(
            offer, accept_changed=accept_changed, progress=watch.download(offer)
        )


async def install_lacking(
    settings: Settings, languages: Sequence[str], watch: Watch
) -> AsyncIterator[tuple[str, Installed | VoliaError]]:
    """For each language, what was installed or why not: one that fails stops no other."""
    mirror, target = settings.translation.mirror, settings.translation.target
    known, trouble = await all_offers(settings)
    installer = installer_of(settings, watch)
    for language in languages:
        try:
            if trouble is not None and answer(language, own_offers(mirror), target) is None:
                raise trouble
            offer = choose_offer(language, known, target)
            yield language, await installer.install(offer, progress=watch.download(offer))
        except VoliaError as error:
            yield language, error


async def all_offers(settings: Settings) -> tuple[tuple[Offer, ...], TranslateError | None]:
    """Our own offers and those of the index, and why those of the index are missing."""
    mirror = settings.translation.mirror
    try:
        return own_offers(mirror) + await argos_offers(way_of(settings), mirror), None
    except TranslateError as error:
        return own_offers(mirror), error


def on_another_machine(error: DownloadError, config: Path | None) -> str:
    """What to do where the download is out of reach."""
    how = command(["--from", "FILE"], config)
    named = f"the package that {error.url} names"
    what = named if error.url.endswith("index.json") else error.url
    return f"on another machine download {what}, and here: {how}"


def argos_places() -> tuple[Path, ...]:
    """Where Argos itself keeps packages."""
    return argos_folders()
