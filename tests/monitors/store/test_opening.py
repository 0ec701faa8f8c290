"""Opening a database: made, migrated, or refused with a sentence."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import autogenerate, command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Table, create_engine, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from monitors.errors import StoreError
from monitors.model import Translation
from monitors.store import Store, schema
from monitors.store.database import upsert
from monitors.store.opening import name_of, parse_url
from monitors.tables import METADATA, REVISION
from tests.monitors.making import NOON, item, report
from tests.monitors.store.test_outbox import alert_for

LATER = """
    DROP TABLE translated; DROP TABLE vector; DROP TABLE archive; DROP TABLE archive_fts;
    DROP TABLE related; DROP TABLE regrouped_item; DROP TABLE regrouped;
    DROP INDEX ix_story_merged_into;
    ALTER TABLE story DROP COLUMN merged_into; DELETE FROM meta;
"""
"""Undoes the migrations after the first."""

_TRANSLATION = {
    "title": "Freed",
    "summary": "",
    "language": "en",
    "engine": "ctranslate2",
    "warnings": ["length"],
    "demo": False,
}


def opening(url: str) -> str:
    with pytest.raises(StoreError) as caught:
        Store.open(url, wait_s=0.01)
    return str(caught.value)


def test_folders_are_made(tmp_path: Path) -> None:
    with Store.open(f"sqlite:///{tmp_path}/a/b/volia.db"):
        assert (tmp_path / "a" / "b" / "volia.db").exists()


def test_what_was_stored_is_there_after_opening_again(url: str) -> None:
    with Store.open(url) as store:
        store.add_items([item(id="i1")])

    with Store.open(url) as store:
        assert store.find_item("i1") is not None


def test_closing_twice_does_no_harm(url: str) -> None:
    store = Store.open(url)
    store.close()
    store.close()


def test_every_connection_has_its_pragmas(url: str) -> None:
    with Store.open(url) as store:
        found = [
            store._value(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        ]

    assert found == ["wal", 1, 3000, 1]


class TestSchema:
    def test_a_new_database_is_what_the_migrations_make(self) -> None:
        migrated, made = create_engine("sqlite://"), create_engine("sqlite://")
        with migrated.begin() as connection:
            command.upgrade(schema.alembic_config(connection), "head")
            options = {"include_name": lambda name, *_: not (name or "").startswith("archive_fts")}
            differences = autogenerate.compare_metadata(
                MigrationContext.configure(connection, opts=options), METADATA
            )
        with made.begin() as connection:
            schema.bring_up_to_date(connection, "it")

        assert differences == []
        assert columns(migrated) == columns(made)
        migrated.dispose()
        made.dispose()

    def test_the_newest_migration_is_the_revision_of_the_tables(self) -> None:
        engine = create_engine("sqlite://")
        with engine.begin() as connection:
            script = ScriptDirectory.from_config(schema.alembic_config(connection))

            assert script.get_heads() == [REVISION]
        engine.dispose()

    def test_an_old_database_is_migrated_on_opening(self, tmp_path: Path, url: str) -> None:
        raw = sqlite3.connect(tmp_path / "volia.db")
        raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        raw.close()

        with Store.open(url) as store:
            store.add_items([item()])

        assert version(tmp_path / "volia.db") == REVISION

    def test_a_translation_of_the_first_version_is_still_there(
        self, tmp_path: Path, url: str
    ) -> None:
        with Store.open(url) as store:
            store.add_report("s1", report(item=item(id="translated")))
            store.add_report("s1", report(item=item(id="untranslated")))
        raw = sqlite3.connect(tmp_path / "volia.db")
        raw.executescript(LATER)
        raw.execute("UPDATE alembic_version SET version_num = '0001'")
        old = {
            "translated": (_TRANSLATION, ""),
            "untranslated": (None, "no model for lt -> en"),
        }
        for name, (translation, why) in old.items():
            (body,) = raw.execute("SELECT body FROM report WHERE item_id = ?", (name,)).fetchone()
            stored = json.loads(body)
            del stored["translations"]
            changed = stored | {"translation": translation, "untranslated": why}
            raw.execute("UPDATE report SET body = ? WHERE item_id = ?", (json.dumps(changed), name))
        raw.commit()
        raw.close()

        with Store.open(url) as store:
            story = store.story("s1")

        assert story is not None
        assert [one.translation("en") for one in story.reports] == [
            Translation("Freed", "", "en", "ctranslate2", ("length",)),
            None,
        ]
        assert [one.why_not("en") for one in story.reports] == ["", "no model for lt -> en"]
        assert version(tmp_path / "volia.db") == REVISION

    def test_a_newer_database_is_left_alone(self, tmp_path: Path, url: str) -> None:
        Store.open(url).close()
        set_version(tmp_path / "volia.db", "9999")

        assert "was written by a newer Volia" in opening(url)
        assert version(tmp_path / "volia.db") == "9999"

    @pytest.mark.parametrize("row", METADATA.sorted_tables, ids=lambda row: row.name)
    def test_postgresql_would_understand_the_tables(self, row: Table) -> None:
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        made = str(CreateTable(row).compile(dialect=dialect))
        indexes = [str(CreateIndex(each).compile(dialect=dialect)) for each in row.indexes]

        assert "CREATE TABLE" in made
        assert "DATETIME" not in made
        assert all("CREATE INDEX" in each for each in indexes)

    @pytest.mark.parametrize("row", METADATA.sorted_tables, ids=lambda row: row.name)
    def test_both_databases_replace_a_row_in_the_same_words(self, row: Table) -> None:
        dialects = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}
        replaced = [
            str(upsert(row, name).compile(dialect=dialect()))
            .partition(" ON CONFLICT ")[2]
            .replace('"', "")
            for name, dialect in dialects.items()
        ]

        assert replaced[0] == replaced[1] != ""


def columns(engine: Engine) -> dict[str, list[str]]:
    inspector = inspect(engine)
    return {
        name: [
            *(
                f"{each['name']} {each['type']} {each['nullable']}"
                for each in inspector.get_columns(name)
            ),
            *sorted(str(each["name"]) for each in inspector.get_indexes(name)),
            *sorted(str(each["column_names"]) for each in inspector.get_unique_constraints(name)),
            *sorted(str(each["referred_table"]) for each in inspector.get_foreign_keys(name)),
        ]
        for name in inspector.get_table_names()
    }


def version(path: Path) -> str:
    raw = sqlite3.connect(path)
    found = raw.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    raw.close()
    return str(found)


def set_version(path: Path, name: str) -> None:
    raw = sqlite3.connect(path)
    raw.execute("UPDATE alembic_version SET version_num = ?", [name])
    raw.commit()
    raw.close()


class TestRefusals:
    def test_a_file_that_is_no_database(self, tmp_path: Path, url: str) -> None:
        (tmp_path / "volia.db").write_text("this is a letter, not a database\n" * 100)

        assert opening(url) == (f"{tmp_path}/volia.db is not a Volia database (not an SQLite file)")

    def test_the_database_of_another_program(self, tmp_path: Path, url: str) -> None:
        raw = sqlite3.connect(tmp_path / "volia.db")
        raw.execute("CREATE TABLE recipes (name TEXT)")
        raw.close()

        assert "is the database of another program" in opening(url)

    def test_a_damaged_database(self, tmp_path: Path, url: str) -> None:
        Store.open(url).close()
        path = tmp_path / "volia.db"
        whole = path.read_bytes()
        path.write_bytes(whole[:100] + b"\xaa" * (len(whole) - 100))

        assert "is damaged; restore it from a backup" in opening(url)

    def test_a_read_only_database(self, tmp_path: Path, url: str) -> None:
        Store.open(url).close()

        said = opening(f"sqlite:///file:{tmp_path}/volia.db?mode=ro&uri=true")

        assert "cannot be written: the file or its folder is read-only" in said

    def test_a_database_that_another_program_is_writing(self, tmp_path: Path, url: str) -> None:
        Store.open(url).close()
        other = sqlite3.connect(tmp_path / "volia.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")

        said = opening(url)
        other.close()

        assert "is in use by another program" in said

    def test_a_folder(self, tmp_path: Path) -> None:
        assert opening(f"sqlite:///{tmp_path}") == (
            f"{tmp_path} is a folder; the database should be a file"
        )

    def test_a_file_where_a_folder_should_be(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")

        assert "cannot be made: File exists" in opening(f"sqlite:///{tmp_path}/file/volia.db")

    def test_a_folder_where_nothing_can_be_made(self) -> None:
        assert "cannot be opened: no access" in opening("sqlite:////proc/volia.db")

    @pytest.mark.parametrize(
        ("url", "said"),
        [
            ("volia.db", "the database's address is not understood"),
            ("mysql://root@localhost/volia", "'mysql' databases are not supported"),
            ("nonsense://x", "'nonsense' databases are not supported"),
        ],
    )
    def test_another_kind_of_address(self, url: str, said: str) -> None:
        assert said in opening(url)

    def test_a_password_is_never_told(self) -> None:
        said = opening("postgresql://volia:hunter2@127.0.0.1:1/volia")

        assert "hunter2" not in said + name_of(parse_url("postgres://volia:hunter2@db/volia"))
        assert said


class TestTransactions:
    def test_an_exception_undoes_all(self, store: Store) -> None:
        def write() -> None:
            with store.begin():
                store.add_items([item(id="i1")])
                with store.begin():
                    store.add_items([item(id="i2")])
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            write()

        assert list(store.items()) == []

    def test_after_an_undone_transaction_the_store_works(self, store: Store) -> None:
        with pytest.raises(ZeroDivisionError), store.begin():
            raise ZeroDivisionError
        store.add_items([item(id="i1")])

        assert [each.item.id for each in store.items()] == ["i1"]

    def test_what_is_written_is_seen_within_the_transaction(self, store: Store) -> None:
        with store.begin():
            store.add_items([item(id="i1")])

            assert store.find_item("i1") is not None

    def test_a_durable_one_waits_for_the_disk_and_the_next_does_not(self, url: str) -> None:
        with Store.open(url) as store:
            with store.begin(durable=True):
                durable = store._value(text("PRAGMA synchronous"))
            with store.begin():
                usual = store._value(text("PRAGMA synchronous"))

        assert (durable, usual) == (2, 1)

    def test_another_program_reads_while_one_writes(self, url: str) -> None:
        with Store.open(url) as one, Store.open(url) as other, one.begin():
            one.add_items([item(id="i1")])

            assert list(other.items()) == []

    def test_a_lock_is_a_sentence(self, url: str) -> None:
        with (
            Store.open(url) as one,
            Store.open(url, wait_s=0.01) as other,
            one.begin(),
            pytest.raises(StoreError, match="is in use by another program"),
        ):
            other.add_items([item(id="i1")])

    def test_a_failure_of_the_database_is_a_sentence(self, store: Store) -> None:
        store._write(text("DROP TABLE meta"))

        with pytest.raises(StoreError, match="no such table: meta"):
            store.get("digest")

    def test_what_does_not_fit_is_a_sentence(self, store: Store) -> None:
        naive = NOON.replace(tzinfo=None)

        with pytest.raises(StoreError, match="timezone"):
            store.add_items([item(published=naive)])


CHILD = """
import os, sys
from datetime import datetime
from monitors.store import Store

store = Store.open(sys.argv[1])
now = datetime.fromisoformat(sys.argv[2])
waiting = store.pending(now)
assert store.claim(waiting[0].id, now)
with store.begin():
    store.put("half", "done")
    os._exit(9)
"""


def test_a_claim_is_on_disk_when_the_process_is_killed(url: str) -> None:
    with Store.open(url) as store:
        alert_for(store, "@one", "@two")

    killed = subprocess.run([sys.executable, "-c", CHILD, url, NOON.isoformat()], check=False)

    with Store.open(url) as store:
        assert killed.returncode == 9
        assert store.get("half") is None
        assert [each.chat for each in store.pending(NOON)] == ["@two"]
        assert store.recover(NOON, "resend") == 1
        assert [(each.chat, each.repeated) for each in store.pending(NOON)] == [
            ("@one", True),
            ("@two", False),
        ]
