from pathlib import Path

import pytest

from bot.alone import alone_with
from bot.cli import main
from monitors.errors import StoreError


def test_a_second_process_does_not_deliver_from_the_same_database(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'volia.db'}"

    with alone_with(url), pytest.raises(StoreError, match=r"delivers from .*volia\.db already"):
        alone_with(url).__enter__()


def test_the_database_is_free_again_afterwards(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'volia.db'}"

    for _ in range(2):
        with alone_with(url):
            held = (tmp_path / "new" / "volia.db.lock").exists()

    assert held


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql://host/volia"])
def test_a_database_without_a_file_has_no_lock(url: str) -> None:
    with alone_with(url), alone_with(url):
        pass


def test_a_folder_that_cannot_be_written_is_a_sentence() -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        alone_with("sqlite:////proc/volia/volia.db").__enter__()


@pytest.mark.parametrize("verb", ["run", "deliver"])
def test_the_command_says_who_delivers_and_exits_1(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "config.toml").write_text("")

    with alone_with(f"sqlite:///{tmp_path / 'volia.db'}"):
        code = main([verb, "--config", str(tmp_path / "config.toml")])

    assert code == 1
    assert "delivers from" in capsys.readouterr().err
