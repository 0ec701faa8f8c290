import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from monitors.errors import TranslateError
from monitors.translate.unpack import unpack_into, unpacked
from tests.monitors.translate.packages import write_zip


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_only_the_files_of_a_package_are_taken(tmp_path: Path) -> None:
    package = write_zip(
        tmp_path / "p.argosmodel",
        {
            "metadata.json": b"{}",
            "model/model.bin": b"w",
            "stanza/en/model.pt": b"x",
            "run.sh": b"x",
            "model/deeper/x.bin": b"x",
        },
    )

    assert _names(unpacked(package, tmp_path / "cache")) == {"metadata.json", "model/model.bin"}


HOSTILE = [
    "../outside/metadata.json",
    "/absolute/metadata.json",
    "root/../metadata.json",
    "root/model/../../x",
    "..\\outside\\metadata.json",
    "root/model/..",
    "../metadata.json",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_path_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    package = write_zip(tmp_path / "in" / "p.argosmodel", {name: b"evil"}, root="")

    folder = unpacked(package, tmp_path / "cache")

    assert _names(folder) == set()
    assert _names(tmp_path) == {"in/p.argosmodel"}


def test_a_link_in_a_zip_becomes_a_plain_file(tmp_path: Path) -> None:
    path = tmp_path / "p.argosmodel"
    entry = zipfile.ZipInfo("root/metadata.json")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(entry, "/etc/passwd")

    taken = unpacked(path, tmp_path / "cache") / "metadata.json"

    assert not taken.is_symlink()
    assert taken.read_text() == "/etc/passwd"


def test_a_bomb_is_stopped_while_it_unpacks_and_leaves_nothing(tmp_path: Path) -> None:
    package = write_zip(tmp_path / "p.argosmodel", {"model/model.bin": bytes(5_000_000)})

    with pytest.raises(TranslateError, match="larger than a package may be"):
        unpacked(package, tmp_path / "cache", max_bytes=1_000_000)

    assert list((tmp_path / "cache").iterdir()) == []


def test_thousands_of_files_are_refused(tmp_path: Path) -> None:
    package = write_zip(tmp_path / "p.argosmodel", {f"model/{n}": b"" for n in range(2001)})

    with pytest.raises(TranslateError, match="it holds 2001 files"):
        unpacked(package, tmp_path / "cache")


@pytest.mark.parametrize("body", [b"", b"no zip", b"PK\x03\x04 half a zip"])
def test_half_a_download_is_no_whole_zip(body: bytes, tmp_path: Path) -> None:
    package = tmp_path / "p.argosmodel"
    package.write_bytes(body)

    with pytest.raises(TranslateError, match="it is not a whole zip file"):
        unpacked(package, tmp_path / "cache")


def test_a_cache_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    package = write_zip(tmp_path / "p.argosmodel", {"metadata.json": b"{}"})
    (tmp_path / "cache").write_text("in the way")

    with pytest.raises(TranslateError, match="it cannot be unpacked"):
        unpacked(package, tmp_path / "cache")


def test_a_package_is_unpacked_into_a_folder_that_is_there(tmp_path: Path) -> None:
    package = write_zip(tmp_path / "p.argosmodel", {"metadata.json": b"{}", "run.sh": b"x"})
    (tmp_path / "here").mkdir()

    unpack_into(tmp_path / "here", package)
    with pytest.raises(TranslateError, match="it is larger than a package may be"):
        unpack_into(tmp_path / "here", package, max_bytes=1)

    assert _names(tmp_path / "here") == {"metadata.json"}


def test_bytes_that_rotted_in_a_zip_are_noticed(tmp_path: Path) -> None:
    package = write_zip(tmp_path / "p.argosmodel", {"model/model.bin": bytes(range(256)) * 40})
    body = bytearray(package.read_bytes())
    body[100:140] = bytes(40)
    package.write_bytes(bytes(body))

    with pytest.raises(TranslateError, match="it is not a whole zip file"):
        unpacked(package, tmp_path / "cache")


def _encrypted(package: Path) -> None:
    """Set the bit that says that a file is encrypted, in both headers."""
    body = bytearray(package.read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = body.find(mark)
        while at >= 0:
            body[at + place] |= 1
            at = body.find(mark, at + 4)
    package.write_bytes(bytes(body))


def _damaged_lzma(package: Path) -> None:
    with zipfile.ZipFile(package, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("root/metadata.json", bytes(range(256)) * 40)
    body = bytearray(package.read_bytes())
    body[60:90] = b"\xff" * 30
    package.write_bytes(bytes(body))


@pytest.mark.parametrize("damage", [_encrypted, _damaged_lzma])
def test_a_zip_that_cannot_be_read_is_a_sentence(
    damage: Callable[[Path], None], tmp_path: Path
) -> None:
    package = write_zip(tmp_path / "p.argosmodel", {"metadata.json": b"{}", "model/x": b"y"})
    damage(package)

    with pytest.raises(TranslateError, match="not a whole zip file"):
        unpacked(package, tmp_path / "cache")
