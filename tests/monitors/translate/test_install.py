"""Installing, replacing, removing: real packages, a real server, files in the way."""

import asyncio
import fcntl
import hashlib
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from monitors.errors import ConfigError, DownloadError, TranslateError
from monitors.translate.download import Way
from monitors.translate.engine import load
from monitors.translate.index import Offer, own_offers
from monitors.translate.install import Installer, kind_of, offer_of, probe
from monitors.translate.models import ModelInfo, described, find
from monitors.translate.records import recorded
from tests.monitors.translate.mirror import Mirror, running
from tests.monitors.translate.packages import files, write_folder, write_zip

NOW = datetime(2025, 9, 11, 12, 0, tzinfo=UTC)
FILE = "translate-lt_en-1_9.argosmodel"
PLACE = "translate-lt_en-1.9"


@pytest.fixture
def mirror(tmp_path: Path) -> Iterator[Mirror]:
    body = write_zip(tmp_path / "served" / FILE, files()).read_bytes()
    with running(Mirror({FILE: body})) as server:
        yield server


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "models"


def installer(folder: Path, *mirrors: Mirror, **changes: Any) -> Installer:
    way = Way(plain_http=frozenset(each.place for each in mirrors), attempts=1)
    return Installer(folder, way, now=lambda: NOW, **changes)


def offer(mirror: Mirror, version: str = "1.9", *more_links: str) -> Offer:
    links = (*more_links, mirror.url(FILE))
    return Offer("lt-en", "translate-lt_en", version, ("lt",), ("lt",), "en", links, licence="MIT")


def _put(path: Path) -> None:
    """A file that is nothing of ours."""
    path.parent.mkdir(exist_ok=True)
    path.write_text("{in the way")


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def leftovers(folder: Path) -> list[str]:
    hidden = [path for path in folder.iterdir() if path.name.startswith((".draft", ".aside"))]
    return [path.name for path in (*hidden, *(folder / ".downloads").iterdir())]


async def test_an_offer_is_downloaded_tried_and_written_down(mirror: Mirror, folder: Path) -> None:
    done = await installer(folder, mirror).install(offer(mirror))
    entry = recorded(folder)[PLACE]
    (found,) = find([folder], folder / "cache")

    assert done.fresh
    assert done.model.serves("lt", "en")
    assert done.sha256 == hashlib.sha256(mirror.files[FILE]).hexdigest()
    assert (entry.archive, entry.licence, entry.origin) == (done.sha256, "MIT", mirror.url(FILE))
    assert entry.installed == NOW
    assert "model/model.bin" in entry.files
    assert found.origin == folder / PLACE
    assert visible(folder) == {PLACE, "checksums.json"}
    assert leftovers(folder) == []


async def test_what_is_installed_and_unchanged_is_not_downloaded_again(
    mirror: Mirror, folder: Path
) -> None:
    await installer(folder, mirror).install(offer(mirror))
    again = await installer(folder, mirror).install(offer(mirror))

    assert not again.fresh
    assert again.model.serves("lt", "en")
    assert len(mirror.asked) == 1


async def test_a_damaged_package_is_repaired_by_installing_it_again(
    mirror: Mirror, folder: Path
) -> None:
    await installer(folder, mirror).install(offer(mirror))
    (folder / PLACE / "model" / "model.bin").write_bytes(b"damaged")

    again = await installer(folder, mirror).install(offer(mirror))

    assert again.fresh
    assert load(again.model).translate(["Lietuva"])
    assert leftovers(folder) == []


async def test_a_new_version_takes_the_place_of_the_old(mirror: Mirror, folder: Path) -> None:
    await installer(folder, mirror).install(offer(mirror))

    done = await installer(folder, mirror).install(offer(mirror, "1.10"))

    assert done.replaced == (PLACE,)
    assert visible(folder) == {"translate-lt_en-1.10", "checksums.json"}
    assert set(recorded(folder)) == {PLACE, "translate-lt_en-1.10"}


async def test_a_download_that_differs_from_the_first_is_refused(
    mirror: Mirror, folder: Path
) -> None:
    at = installer(folder, mirror)
    first = await at.install(offer(mirror))
    at.remove(first.model)
    mirror.files[FILE] += b"\0"

    with pytest.raises(TranslateError, match="is not what it was when it was first installed"):
        await at.install(offer(mirror))
    refused = visible(folder), leftovers(folder)
    taken = await at.install(offer(mirror), accept_changed=True)

    assert refused == ({"checksums.json"}, [])
    assert recorded(folder)[PLACE].archive == taken.sha256 != first.sha256


async def test_the_second_address_is_asked_if_the_first_fails(mirror: Mirror, folder: Path) -> None:
    done = await installer(folder, mirror).install(offer(mirror, "1.9", mirror.url("gone")))

    assert done.fresh
    assert [name for name, _, _ in mirror.asked] == ["gone", FILE]


async def test_the_first_failure_is_told_if_no_address_has_it(mirror: Mirror, folder: Path) -> None:
    mirror.files.clear()

    with pytest.raises(DownloadError, match=r"HTTP 404.: .*/first$"):
        await installer(folder, mirror).install(offer(mirror, "1.9", mirror.url("first")))


async def test_a_half_download_is_gone_on_with_by_the_next_install(
    mirror: Mirror, folder: Path
) -> None:
    mirror.cuts = [1000]
    with pytest.raises(DownloadError, match="are kept"):
        await installer(folder, mirror).install(offer(mirror))

    done = await installer(folder, mirror).install(offer(mirror))

    assert done.fresh
    assert mirror.asked[-1][1] == "bytes=1000-"
    assert leftovers(folder) == []


BROKEN: dict[str, tuple[Callable[[dict[str, bytes]], dict[str, bytes]], str]] = {
    "no weights": (lambda all_: all_ | {"model/model.bin": b""}, "model/model.bin is missing"),
    "weights are nonsense": (lambda all_: all_ | {"model/model.bin": b"x" * 999}, "does not load"),
    "tokenizer is nonsense": (lambda all_: all_ | {"sentencepiece.model": b"x"}, "does not load"),
    "other languages": (
        lambda _: files(from_code="ru"),
        "translates ru -> en, not lt -> en",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
async def test_a_broken_package_is_refused_and_the_old_one_stays(
    case: str, mirror: Mirror, folder: Path, tmp_path: Path
) -> None:
    change, told = BROKEN[case]
    at = installer(folder, mirror)
    await at.install(offer(mirror))
    mirror.files[FILE] = write_zip(tmp_path / "b" / FILE, change(files())).read_bytes()

    with pytest.raises(TranslateError, match=told):
        await at.install(offer(mirror, "1.10"))

    assert visible(folder) == {PLACE, "checksums.json"}
    assert leftovers(folder) == []
    assert probe(described(folder / PLACE)) is not None


async def test_what_is_no_zip_is_refused(mirror: Mirror, folder: Path) -> None:
    mirror.files[FILE] = b"<html>not found</html>"

    with pytest.raises(TranslateError, match="not a whole zip file"):
        await installer(folder, mirror).install(offer(mirror))

    assert leftovers(folder) == []


async def test_of_two_at_once_the_second_is_told_to_wait(mirror: Mirror, folder: Path) -> None:
    _put(folder / ".lock")
    with (folder / ".lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(TranslateError, match="another volia is at work in"):
            await installer(folder, mirror).install(offer(mirror))

    assert (await installer(folder, mirror).install(offer(mirror))).fresh


async def test_what_a_crash_left_is_swept(mirror: Mirror, folder: Path) -> None:
    at = installer(folder, mirror)
    await at.install(offer(mirror))
    (folder / ".draft-x" / "package").mkdir(parents=True)
    (folder / f".aside-{PLACE}").mkdir()  # the new one had its place already

    await at.install(offer(mirror))

    assert visible(folder) == {PLACE, "checksums.json"}
    assert leftovers(folder) == []


async def test_a_package_that_a_crash_left_aside_is_put_back(mirror: Mirror, folder: Path) -> None:
    at = installer(folder, mirror)
    await at.install(offer(mirror))
    (folder / PLACE).rename(folder / f".aside-{PLACE}")

    again = await at.install(offer(mirror))

    assert not again.fresh
    assert len(mirror.asked) == 1


async def test_a_file_in_the_place_of_the_folder_is_a_sentence(
    mirror: Mirror, folder: Path
) -> None:
    _put(folder)

    with pytest.raises(TranslateError, match="models cannot be written: not a directory"):
        await installer(folder, mirror).install(offer(mirror))


async def test_a_folder_that_cannot_be_made_is_a_sentence(mirror: Mirror) -> None:
    with pytest.raises(TranslateError, match="/proc/volia/models cannot be written"):
        await installer(Path("/proc/volia/models"), mirror).install(offer(mirror))


async def test_without_a_home_folder_a_setting_is_asked_for(mirror: Mirror) -> None:
    with pytest.raises(TranslateError, match=r"set translation\.models_dir"):
        await installer(Path("~/.local/share/volia"), mirror).install(offer(mirror))


async def test_damaged_records_are_a_sentence(mirror: Mirror, folder: Path) -> None:
    _put(folder / "checksums.json")

    with pytest.raises(TranslateError, match=r"checksums\.json is damaged"):
        await installer(folder, mirror).install(offer(mirror))


async def test_a_package_is_installed_from_a_file(folder: Path, tmp_path: Path) -> None:
    archive = write_zip(tmp_path / "x.argosmodel", files())

    done = await installer(folder).install_file(archive, "", "en")

    assert done.fresh
    assert recorded(folder)[PLACE].origin == "x.argosmodel"
    assert archive.exists()


async def test_a_file_for_other_languages_than_named_is_refused(
    folder: Path, tmp_path: Path
) -> None:
    archive = write_zip(tmp_path / "x.argosmodel", files())

    with pytest.raises(TranslateError, match="translates lt -> en, not ru -> en"):
        await installer(folder).install_file(archive, "ru", "en")
    done = await installer(folder).install_file(archive, "lt", "en")

    assert done.model.version == "1.9"


def opus_zip(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name in ("model.npz", "source.spm", "target.spm", "decoder.yml"):
            package.writestr(name, b"x")
    return path


class Converter:
    """Writes a sound package, and keeps what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def __call__(self, archive: Path, out: Path, **about: Any) -> None:
        about.pop("progress")("converting")
        self.asked.append(about)
        write_folder(
            out,
            files(
                code=about["name"],
                from_codes=list(about["from_codes"]),
                from_code=None,
                package_version=about["version"],
            ),
        )


async def test_a_release_of_opus_is_converted_on_its_way_in(
    mirror: Mirror, folder: Path, tmp_path: Path
) -> None:
    convert, said = Converter(), list[str]()
    be = own_offers(mirror.url())[0]
    mirror.files[be.file_name] = opus_zip(tmp_path / "opus.zip").read_bytes()

    done = await installer(folder, mirror, convert=convert, tell=said.append).install(be)

    assert done.model.serves("be", "en")
    assert said == ["converting"]
    assert convert.asked == [
        {
            "from_codes": ("be", "ru", "uk"),
            "to_code": "en",
            "name": "opus-zle_en",
            "version": "opus1m+bt-2021-05-02",
        }
    ]
    assert visible(folder) == {"opus-zle_en-opus1m+bt-2021-05-02", "checksums.json"}


@pytest.mark.parametrize(
    ("file", "wanted", "name", "version"),
    [
        ("opus1m+bt-2021-05-02.zip", "", "opus-zle_en", "opus1m+bt-2021-05-02"),
        ("opus1m+bt-2021-05-02.zip", "be", "opus-zle_en", "opus1m+bt-2021-05-02"),
        ("opus4m.zip", "be", "opus-zle_en", "opus4m"),
        ("big.zip", "be-big", "opus-zle_en-big", "big"),
        ("opus-2021.zip", "lt", "opus-lt_en", "opus-2021"),
    ],
)
def test_a_release_of_opus_on_the_disk_is_known_by_its_name_or_by_what_is_said(
    file: str, wanted: str, name: str, version: str, tmp_path: Path
) -> None:
    found = offer_of(opus_zip(tmp_path / file), wanted, "en")

    assert found is not None
    assert (found.kind, found.name, found.version) == ("opus", name, version)


def test_a_release_of_opus_that_nobody_names_is_asked_about(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"volia models install be-en --from other\.zip"):
        offer_of(opus_zip(tmp_path / "other.zip"), "", "en")
    with pytest.raises(ConfigError, match="neither a language nor a pair"):
        offer_of(opus_zip(tmp_path / "other.zip"), "belarusian", "en")


def test_what_a_file_is_shows_in_what_it_holds(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"no zip")

    assert kind_of(write_zip(tmp_path / "a.zip", files())) == "argos"
    assert kind_of(opus_zip(tmp_path / "b.argosmodel")) == "opus"
    with pytest.raises(TranslateError, match=r"neither an \.argosmodel"):
        kind_of(write_zip(tmp_path / "c.zip", {"readme.txt": b"x"}))
    with pytest.raises(TranslateError, match=r"no\.zip is not a whole zip file"):
        kind_of(tmp_path / "no.zip")
    with pytest.raises(TranslateError, match="cannot be read: No such file"):
        kind_of(tmp_path / "nowhere.zip")


def _only(folder: Path) -> ModelInfo:
    (found,) = find([folder], folder.parent / "cache")
    return found


def test_folders_zips_and_links_are_removed(folder: Path, tmp_path: Path) -> None:
    kept = write_folder(tmp_path / "elsewhere", files())
    folder.mkdir()
    for make in (
        lambda: write_folder(folder / "lt", files()),
        lambda: write_zip(folder / "lt.argosmodel", files()),
        lambda: (folder / "lt").symlink_to(kept),
    ):
        make()
        installer(folder).remove(_only(folder))

        assert visible(folder) == set()

    assert (kept / "metadata.json").exists()


def test_what_lies_in_argos_own_folder_is_left_to_argos(folder: Path, tmp_path: Path) -> None:
    argos = tmp_path / "argos"
    write_folder(argos / "lt", files())

    with pytest.raises(TranslateError, match=r"is not Volia's: it lies in .*argos"):
        installer(folder).remove(_only(argos))

    assert (argos / "lt").is_dir()


async def test_the_service_reads_while_a_package_is_replaced(mirror: Mirror, folder: Path) -> None:
    """No moment shows half a package."""
    at = installer(folder, mirror)
    await at.install(offer(mirror))
    seen: list[str] = []
    done = asyncio.Event()

    def look() -> None:
        seen.extend(model.problem for model in find([folder], folder / "cache"))

    async def watch() -> None:
        while not done.is_set():
            await asyncio.to_thread(look)

    watching = asyncio.create_task(watch())
    for version in ("1.10", "1.11", "1.12"):
        await at.install(offer(mirror, version))
    done.set()
    await watching

    assert set(seen) == {""}


async def test_weights_that_change_later_are_not_loaded(mirror: Mirror, folder: Path) -> None:
    done = await installer(folder, mirror).install(offer(mirror))
    weights = folder / PLACE / "model" / "model.bin"
    weights.write_bytes(weights.read_bytes() + b"\0")

    with pytest.raises(TranslateError, match="its weights have changed since it was installed"):
        load(done.model)

    (folder / "checksums.json").write_text("{")

    assert load(done.model).translate(["Lietuva"])


def test_a_folder_that_was_put_there_by_hand_is_loaded(folder: Path) -> None:
    write_folder(folder / "lt", files())
    shutil.copytree(folder / "lt", folder / "copy")

    assert load(described(folder / "copy")).translate(["Lietuva"])
