"""A database that is only read: what was stored, in order, and nothing written."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitors.errors import StoreError
from monitors.store import Store
from monitors.store.database import BATCH
from tests.monitors.making import NOON, item, report


def test_items_come_oldest_first_each_with_its_report(url: str) -> None:
    with Store.open(url) as store:
        store.add_items([item(id=f"i{n}", published=NOON + timedelta(hours=n)) for n in range(4)])
        told = report(item=item(id="i2", published=NOON + timedelta(hours=2)))
        store.add_report("s1", told)

    with Store.look(url) as store:
        since = NOON + timedelta(hours=1)
        seen = [(stored.item.id, found) for stored, found in store.history(since)]

        assert store.count_since(since) == 3
    assert [name for name, _ in seen] == ["i1", "i2", "i3"]
    assert [found for _, found in seen] == [None, told, None]


@pytest.mark.parametrize("number", [BATCH - 1, BATCH, 2 * BATCH + 3])
def test_many_items_of_one_instant_come_once_each(url: str, number: int) -> None:
    with Store.open(url) as store:
        store.add_items([item(id=f"i{n:05}") for n in range(number)])

        ids = [stored.item.id for stored, _ in store.history(NOON - timedelta(days=1))]

    assert ids == [f"i{n:05}" for n in range(number)]


def test_nothing_can_be_written(url: str) -> None:
    Store.open(url).close()

    with Store.look(url) as store, pytest.raises(StoreError, match="read-only"):
        store.add_items([item(id="i1")])


def test_it_reads_beside_a_program_that_writes(url: str) -> None:
    with Store.open(url) as writer, writer.begin():
        writer.add_items([item(id="i1")])
        with Store.look(url, wait_s=0.01) as store:
            assert store.count_since(NOON - timedelta(days=1)) == 0


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no such database"):
        Store.look(f"sqlite:///{tmp_path}/none.db")

    assert list(tmp_path.iterdir()) == []


def test_a_path_with_signs_of_an_address_is_a_path(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/a%20b#c d.db"
    with Store.open(url) as store:
        store.add_items([item(id="i1")])

    with Store.look(url) as store:
        assert store.count_since(NOON - timedelta(days=1)) == 1


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_without_our_tables_is_refused(url: str) -> None:
    with pytest.raises(StoreError, match="no tables of this version"):
        Store.look(url)


def test_a_file_that_is_no_database_is_named_as_people_know_it(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("Dear diary" * 100)

    with pytest.raises(StoreError, match=r"^/.*notes.db is not a Volia database"):
        Store.look(f"sqlite:///{tmp_path}/notes.db")
