"""The archive in the database: what it finds, and that it never lags behind the reports."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from monitors.archive import parse
from monitors.model import Detected, Translation
from monitors.store import Filter, Store
from monitors.store.archived import _by_likeness, _conditions
from monitors.store.stories import ARCHIVE
from tests.monitors.making import NOON, item, report
from tests.monitors.store.test_opening import LATER

RU = Detected("ru", "cyrl")
TARASK = Detected("be", "cyrl", "tarask")


@pytest.fixture
def archive() -> Iterator[Store]:
    with Store.open("sqlite://") as store:
        for story_id, item_id, title, detected in (
            ("s1", "i1", "Лукашенко помиловал 14 заключенных", RU),
            ("s1", "i2", "Сьпіс вязьняў у Менску", TARASK),
            ("s2", "i3", "Prisoners freed: Statkevich and others", Detected("en")),
            ("s2", "i4", "Statkevich Statkevich Statkevich", Detected("en")),
        ):
            store.add_report(
                story_id, report(item=item(id=item_id, title=title), detected=detected)
            )
        yield store


def found(store: Store, query: str, wanted: Filter | None = None, limit: int = 10) -> list[str]:
    return [one.report.item.id for one in store.search(parse(query), wanted or Filter(), limit)]


def test_the_best_match_comes_first(archive: Store) -> None:
    assert found(archive, "Статкевіч") == ["i4", "i3"]
    assert found(archive, "Статкевіч", limit=1) == ["i4"]


def test_all_words_must_be_there_and_excluded_ones_not(archive: Store) -> None:
    assert found(archive, "Statkevich prisoner") == ["i3"]
    assert found(archive, "Statkevich -prisoner") == ["i4"]
    assert found(archive, "Statkevich Лукашенко") == []


def test_a_phrase_holds_in_order_only(archive: Store) -> None:
    assert found(archive, '"Лукашенко помиловал"') == ["i1"]
    assert found(archive, '"помиловал Лукашенко"') == []


def test_a_language_is_found_in_all_its_spellings(archive: Store) -> None:
    assert found(archive, "спіс", Filter(language="be")) == ["i2"]
    assert found(archive, "спіс", Filter(language="be-tarask")) == ["i2"]
    assert found(archive, "спіс", Filter(language="b")) == []
    assert found(archive, "Лукашенко", Filter(language="be")) == []


def test_times_and_topics_narrow_it(archive: Store) -> None:
    hour = timedelta(hours=1)

    assert found(archive, "спіс", Filter(since=NOON)) == ["i2"]
    assert found(archive, "спіс", Filter(since=NOON + hour)) == []
    assert found(archive, "спіс", Filter(until=NOON)) == []
    assert found(archive, "спіс", Filter(topic="sanctions")) == []


def test_a_report_moved_to_another_story_is_found_there(archive: Store) -> None:
    archive.move_reports(["i3"], "s2", "s3")
    stories = {
        one.report.item.id: one.story_id for one in archive.search(parse("prisoners"), Filter(), 5)
    }

    assert stories == {"i3": "s3"}


def test_an_edited_report_is_found_by_what_it_says_now(archive: Store) -> None:
    changed = report(item=item(id="i3", title="Sanctions lifted", content_hash="other"))
    archive.add_report("s2", changed)

    assert found(archive, "prisoners") == []
    assert found(archive, "sanction") == ["i3"]


def test_a_translation_that_comes_late_is_found(archive: Store) -> None:
    archive.set_translations("i2", [Translation("A list of hostages", "", "en", "test")])

    assert found(archive, "hostage") == ["i2"]


def test_what_was_pruned_is_not_found(archive: Store) -> None:
    archive.prune(NOON + timedelta(days=1))

    assert found(archive, "Statkevich") == []


def test_a_transaction_undone_leaves_the_index_as_it_was(archive: Store) -> None:
    def half() -> None:
        with archive.begin():
            archive.add_report("s2", report(item=item(id="i9", title="Hostages")))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert found(archive, "hostages") == []
    assert found(archive, "prisoners") == ["i3"]


def test_an_old_database_is_indexed_when_it_is_opened(tmp_path: Path, url: str) -> None:
    with Store.open(url) as store:
        store.add_report("s1", report(item=item(id="i1", title="Prisoners")))
    raw = sqlite3.connect(tmp_path / "volia.db")
    raw.executescript(LATER)
    raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.execute("UPDATE report SET body = json_remove(body, '$.translations', '$.untranslated')")
    raw.commit()
    raw.close()
    with Store.open(url) as store:
        assert found(store, "prisoner") == ["i1"]


def test_an_index_of_other_endings_is_made_anew(url: str) -> None:
    with Store.open(url) as store:
        store.add_report("s1", report(item=item(id="i1", title="Prisoners")))
        store._write(ARCHIVE.update().values(stems=" other "))
        store.put("archive", "of other endings")
    with Store.open(url) as store:
        made = found(store, "prisoner")
        again = store.fill_archive()

    assert made == ["i1"]
    assert again == 0


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200) | st.text("\"'()*-+^:{}ANDORNEAT ,\0ы", max_size=60))
def test_no_query_breaks_the_index(archive: Store, text: str) -> None:
    assert set(found(archive, text)) <= {"i1", "i2", "i3", "i4"}


@given(st.text("\"'()*-%_\\ ыa", max_size=40))
def test_postgresql_is_asked_with_the_words_as_values(text: str) -> None:
    query = replace(parse(f'{text} kalinys -санкц* "a b"'))
    wanted = Filter(since=NOON, topic="a%", language="be")
    statement = _by_likeness(select(ARCHIVE.c.item_id).where(*_conditions(wanted)), query)
    dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = statement.compile(dialect=dialect)

    assert "LIKE" in str(made)
    assert "kalin" not in str(made)
    assert any("kalin" in str(value) for value in made.params.values())
