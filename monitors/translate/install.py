"""Edge: puts packages into the folder of models, and takes them out again.

    archive -> draft folder -> read, tried, compared with the first install -> renamed into place

One process at a time works in the folder (`.lock`); a draft that a crash has left is swept by the
next one. A package gets its name only when it is whole, so the service never sees half of one.
"""

import asyncio
import fcntl
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Literal, Protocol

from monitors.errors import ConfigError, DownloadError, TranslateError
from monitors.translate import engine, loading, marian
from monitors.translate.download import Progress, Way, download, ignore
from monitors.translate.index import Offer, answer, own_offers, pair_of, probe_sentence
from monitors.translate.models import ModelInfo, described
from monitors.translate.partial import disk
from monitors.translate.records import Record, changes, folder_name, record, recorded, sha256, sums
from monitors.translate.unpack import UNREADABLE, unpack_into

DOWNLOADS = ".downloads"
DRAFT = ".draft-"
ASIDE = ".aside-"


class Convert(Protocol):
    """Makes a package of ours from an OPUS-MT zip; `monitors.translate.marian.convert`."""

    def __call__(
        self,
        archive: Path,
        out: Path,
        *,
        from_codes: tuple[str, ...],
        to_code: str,
        name: str,
        version: str,
        progress: Callable[[str], None],
    ) -> None:
        """Write the package's files into the new folder `out`; raises TranslateError.

        `progress` is told in a few words what is being done.
        """


def silent(_: str) -> None:
    """Nobody is told what is being done."""


def probe(info: ModelInfo, load: engine.Load = loading.load) -> str:
    """Load a model and translate one sentence; raises TranslateError if it cannot."""
    sentence = probe_sentence(info.from_codes[0])
    return load(info).translate([sentence])[0]


@dataclass(frozen=True, slots=True)
class Installed:
    """What an install has come to; `fresh` is False if it was there already, as it should be."""

    model: ModelInfo
    sha256: str
    fresh: bool = True
    replaced: tuple[str, ...] = ()
    trial: str = ""


@dataclass(frozen=True, slots=True)
class Installer:
    """Installs into `folder`; what it does to files raises TranslateError with a sentence.

    `tell` hears in a few words what takes time besides the download.
    """

    folder: Path
    way: Way
    convert: Convert = marian.convert
    probe: Callable[[ModelInfo], str] = probe
    tell: Callable[[str], None] = silent
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    async def install(
        self, offer: Offer, *, accept_changed: bool = False, progress: Progress = ignore
    ) -> Installed:
        """Download an offer and install it; raises DownloadError, TranslateError."""
        with self._alone():
            there = self._as_recorded(offer)
            if there is not None:
                return there
            archive = await self._downloaded(offer, progress)
            try:
                link = offer.links[0]
                return await asyncio.to_thread(
                    self._put, archive, offer, link, accept_changed=accept_changed
                )
            finally:
                archive.unlink(missing_ok=True)

    async def install_file(
        self, archive: Path, wanted: str, target: str, *, accept_changed: bool = False
    ) -> Installed:
        """Install an .argosmodel or an OPUS-MT zip from the disk.

        `wanted` may name what it is (a language, a pair, the key of an offer); an OPUS-MT zip
        does not say it itself. Raises TranslateError, and ConfigError if it has to be named.
        """
        offer = offer_of(archive, wanted, target)
        with self._alone():
            return await asyncio.to_thread(
                self._put, archive, offer, archive.name, accept_changed=accept_changed
            )

    def remove(self, model: ModelInfo) -> None:
        """Take a package out of `folder`; the checksum of its download is kept."""
        if model.origin.parent != self.folder:
            raise TranslateError(
                f"{model.origin} is not Volia's: it lies in {model.origin.parent}, where another "
                "program keeps its packages; remove it there"
            )
        with self._alone(), disk(model.origin):
            if model.origin.is_symlink() or model.origin.is_file():
                model.origin.unlink()
                return
            self._discard(model.origin)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the folder, swept of what a crash has left."""
        if self.folder.parts[:1] == ("~",):
            raise TranslateError(
                "there is no home folder to keep models in: set translation.models_dir"
            )
        with disk(self.folder):
            (self.folder / DOWNLOADS).mkdir(parents=True, exist_ok=True)
            lock = (self.folder / ".lock").open("a")
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise TranslateError(
                    f"another volia is at work in {self.folder}; wait until it is done"
                ) from error
            self._sweep()
            yield

    def _sweep(self) -> None:
        with disk(self.folder):
            for aside in self.folder.glob(f"{ASIDE}*"):
                place = self.folder / aside.name.removeprefix(ASIDE)
                if place.exists():
                    shutil.rmtree(aside, ignore_errors=True)
                else:
                    aside.replace(place)
            for draft in self.folder.glob(f"{DRAFT}*"):
                shutil.rmtree(draft, ignore_errors=True)

    def _as_recorded(self, offer: Offer) -> Installed | None:
        key = folder_name(offer.name, offer.version)
        entry = recorded(self.folder).get(key)
        place = self.folder / key
        if entry is None or not place.is_dir() or changes(place, entry.files):
            return None
        return Installed(described(place), entry.archive, fresh=False)

    async def _downloaded(self, offer: Offer, progress: Progress) -> Path:
        """The archive, from the first link that has it."""
        archive = self.folder / DOWNLOADS / offer.file_name
        failure: DownloadError | None = None
        for link in offer.links:
            try:
                await download(
                    link, archive, self.way, limit=offer.most_mb * 1_000_000, progress=progress
                )
                return archive
            except DownloadError as error:
                failure = failure or error
        assert failure is not None, "an offer has at least one link"
        raise failure

    def _put(
        self, archive: Path, offer: Offer | None, origin: str, *, accept_changed: bool
    ) -> Installed:
        with disk(archive):
            digest = sha256(archive)
        with disk(self.folder):
            draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self.folder))
        try:
            package = draft / "package"
            self._fill(package, archive, offer)
            model = _fits(described(package), offer)
            if not accept_changed:
                self._compare(model, digest, origin)
            trial = self.probe(model)
            replaced = self._settle(package, model)
            self._write_down(model, digest, origin, offer.licence if offer else "")
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        place = self.folder / folder_name(model.name, model.version)
        return Installed(
            replace(model, path=place, origin=place), digest, replaced=replaced, trial=trial
        )

    def _fill(self, package: Path, archive: Path, offer: Offer | None) -> None:
        if offer is None or offer.kind == "argos":
            package.mkdir()
            unpack_into(package, archive)
            return
        self.convert(
            archive,
            package,
            from_codes=offer.from_codes,
            to_code=offer.to_code,
            name=offer.name,
            version=offer.version,
            progress=self.tell,
        )

    def _compare(self, model: ModelInfo, digest: str, origin: str) -> None:
        entry = recorded(self.folder).get(folder_name(model.name, model.version))
        if entry is None or entry.archive == digest:
            return
        raise TranslateError(
            f"{model.name} {model.version} is not what it was when it was first installed "
            f"({entry.installed:%Y-%m-%d}): its SHA-256 was {entry.archive[:16]}…, that of "
            f"{origin} is {digest[:16]}…. Somebody has changed it, there or on the way. If you "
            "know why and trust it, repeat the command with --accept-changed"
        )

    def _settle(self, package: Path, model: ModelInfo) -> tuple[str, ...]:
        """Give the package its place; returns the versions that it takes the place of."""
        place = self.folder / folder_name(model.name, model.version)
        older = [each for each in self._of_name(model.name) if each != place]
        with disk(place):
            aside = self.folder / f"{ASIDE}{place.name}"
            if place.exists():
                shutil.rmtree(aside, ignore_errors=True)
                place.replace(aside)
            package.replace(place)
            shutil.rmtree(aside, ignore_errors=True)
            for each in older:
                self._discard(each)
        return tuple(each.name for each in older)

    def _discard(self, package: Path) -> None:
        """Out of sight first: nobody shall read what is half deleted."""
        going = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self.folder))
        package.replace(going / package.name)
        shutil.rmtree(going, ignore_errors=True)

    def _of_name(self, name: str) -> list[Path]:
        """Folders of any version of a package that we have installed."""
        entries = recorded(self.folder)
        return [self.folder / key for key, entry in entries.items()
                if entry.name == name and (self.folder / key).is_dir()]  # fmt: skip

    def _write_down(self, model: ModelInfo, digest: str, origin: str, licence: str) -> None:
        place = self.folder / folder_name(model.name, model.version)
        with disk(place):
            files = sums(place)
        entry = Record(
            name=model.name,
            version=model.version,
            archive=digest,
            origin=origin,
            licence=licence,
            installed=self.now(),
            files=files,
        )
        record(self.folder, entry)


def _fits(model: ModelInfo, offer: Offer | None) -> ModelInfo:
    """The model, if it is what was asked for; raises TranslateError."""
    if offer is None:
        return model
    missing = [code for code in offer.from_codes if not model.serves(code, offer.to_code)]
    if missing:
        raise TranslateError(
            f"the package translates {', '.join(model.from_codes)} -> {model.to_code}, "
            f"not {missing[0]} -> {offer.to_code}"
        )
    return replace(model, name=offer.name, version=offer.version) if offer.version else model


def offer_of(archive: Path, wanted: str, target: str) -> Offer | None:
    """What a file on the disk is; None if it says itself from which language into which.

    Raises TranslateError if it is no package, ConfigError if `wanted` has to name the languages.
    """
    kind = kind_of(archive)
    pair = pair_of(wanted, target)
    if wanted and pair is None and answer(wanted, own_offers(), target) is None:
        raise ConfigError(f"{wanted!r} is neither a language nor a pair such as be-en")
    if kind == "argos":
        return _unnamed(pair) if pair else None
    known = next((each for each in own_offers() if each.file_name == archive.name), None)
    if known is not None and not wanted:
        return known
    version = archive.name.removesuffix(archive.suffix)
    named = answer(wanted, own_offers(), target) if wanted else None
    if named is not None:
        return named if named.file_name == archive.name else replace(named, version=version)
    if pair is None:
        raise ConfigError(
            f"{archive} does not say what it translates; name it: "
            f"volia models install be-en --from {archive.name}"
        )
    return replace(_unnamed(pair), kind="opus", name=f"opus-{pair[0]}_{pair[1]}", version=version)


def _unnamed(pair: tuple[str, str]) -> Offer:
    source, target = pair
    return Offer("", "", "", (source,), (source,), target, ())


def kind_of(archive: Path) -> Literal["argos", "opus"]:
    """What kind of package a file is, by what lies in it; raises TranslateError."""
    try:
        with zipfile.ZipFile(archive) as package:
            names = [PurePosixPath(name) for name in package.namelist()]
    except UNREADABLE as error:
        raise TranslateError(f"{archive} is not a whole zip file") from error
    except OSError as error:
        raise TranslateError(f"{archive} cannot be read: {error.strerror}") from error
    if any(name.name == "metadata.json" and len(name.parts) == 2 for name in names):
        return "argos"
    if marian.is_marian(archive):
        return "opus"
    raise TranslateError(
        f"{archive} is neither an .argosmodel (it has no metadata.json) nor an OPUS-MT zip "
        "(decoder.yml, *.npz, source.spm and target.spm)"
    )
