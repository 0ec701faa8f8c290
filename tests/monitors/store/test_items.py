"""Items: known, edited, copied or new; decided of; found again; pruned but never forgotten."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.canonical import canonical
from monitors.errors import StoreError
from monitors.model import FetchState, Item, Reason
from monitors.store import Compared, DecisionRow, Standing, Store
from monitors.store.compare import SeenBefore, compare
from tests.monitors.making import NOON, item, report

FIRST = item(id="i1", canonical="lantern.example/1", content_hash="words")


class TestStanding:
    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({}, Compared(Standing.KNOWN, "i1")),
            ({"content_hash": "other words"}, Compared(Standing.EDITED, "i1")),
            ({"id": "i2"}, Compared(Standing.KNOWN, "i1")),
            ({"id": "i2", "canonical": "moved"}, Compared(Standing.KNOWN, "i1")),
            ({"id": "i2", "content_hash": "edited"}, Compared(Standing.EDITED, "i1")),
            (
                {"id": "i2", "canonical": "lantern.example/2", "content_hash": "new"},
                Compared(Standing.NEW),
            ),
            (
                {"id": "i2", "source": "mirror", "content_hash": "new"},
                Compared(Standing.COPY, "i1"),
            ),
            (
                {"id": "i2", "source": "mirror", "canonical": "mirror.example/1"},
                Compared(Standing.COPY, "i1"),
            ),
            (
                {
                    "id": "i2",
                    "source": "mirror",
                    "canonical": "mirror.example/1",
                    "published": NOON + timedelta(days=180),
                },
                Compared(Standing.NEW),
            ),
        ],
        ids=[
            "same id, same words",
            "same id, other words",
            "new guid",
            "new guid and address, same words",
            "new guid and words, same address",
            "nothing the same",
            "other source, same address",
            "other source, same words",
            "other source, same words half a year later",
        ],
    )
    def test_of_an_item_compared_with_a_stored_one(
        self, store: Store, changes: dict[str, object], expected: Compared
    ) -> None:
        store.add_items([FIRST])
        given_item = item(
            **{"id": "i1", "canonical": FIRST.canonical, "content_hash": "words"} | changes
        )

        assert store.compare([given_item]) == [expected]
        assert store.classify([given_item]) == [expected.standing]

    def test_no_address_is_not_the_same_address(self, store: Store) -> None:
        store.add_items([replace(FIRST, canonical="")])

        assert store.classify([item(id="i2", canonical="")]) == [Standing.NEW]

    def test_the_second_of_a_batch_is_known(self, store: Store) -> None:
        batch = [item(id="i1"), item(id="i1"), item(id="i3", content_hash="hash-i1")]

        assert store.classify(batch) == [Standing.NEW, Standing.KNOWN, Standing.KNOWN]

    @pytest.mark.parametrize("page", ["https://lantern.example/", "https://lantern.example/news"])
    def test_items_that_all_link_to_one_page_are_new(self, store: Store, page: str) -> None:
        batch = [item(id=f"i{number}", canonical=page) for number in range(3)]

        assert store.classify(batch) == [Standing.NEW] * 3

    def test_a_front_page_makes_nothing_known(self, store: Store) -> None:
        front = "https://lantern.example/"
        store.add_items([item(id="i1", canonical=front)])
        others = [item(id="i2", canonical=front), item(id="i3", source="mirror", canonical=front)]

        assert [store.classify([each]) for each in others] == [[Standing.NEW]] * 2

    def test_other_words_at_the_address_days_later_are_new(self, store: Store) -> None:
        store.add_items([item(id="i1", canonical="page")])
        later = item(id="i2", canonical="page", published=NOON + timedelta(days=3))

        assert store.classify([later]) == [Standing.NEW]

    def test_a_thousand_items_are_compared_at_once(self, store: Store) -> None:
        many = [item(id=f"i{number}") for number in range(1_200)]
        store.add_items(many)

        assert set(store.classify(many)) == {Standing.KNOWN}

    def test_of_nothing_is_nothing(self, store: Store) -> None:
        assert store.classify([]) == []

    @given(
        st.lists(
            st.builds(
                item,
                id=st.sampled_from("abc"),
                source=st.sampled_from(["lantern", "mirror"]),
                canonical=st.sampled_from(["", "x", "y"]),
                content_hash=st.sampled_from("pq"),
            )
        )
    )
    def test_what_was_seen_is_known_for_ever(self, items: list[Item]) -> None:
        seen = SeenBefore()
        compare(items, seen)
        firsts = list({each.id: each for each in reversed(items)}.values())

        assert {each.standing for each in compare(firsts, seen)} <= {Standing.KNOWN}


class TestStoring:
    def test_an_item_comes_back_as_it_was(self, store: Store) -> None:
        original = item(
            id="i1", title="Žmonės „laisvi“ — 52 🕊", declared_language="lt", dated=False
        )
        store.add_items([original], "lt")

        found = store.find_item("i1")

        assert found is not None
        assert found.item == original
        assert (found.language, found.state, found.story_id) == ("lt", "new", None)

    def test_adding_again_changes_nothing(self, store: Store) -> None:
        store.add_items([item(id="i1")], "lt")
        store.add_items([item(id="i1", title="Another")], "ru")

        found = store.find_item("i1")

        assert found is not None
        assert (found.item.title, found.language) == (item().title, "lt")

    def test_an_edited_item_takes_the_place_of_the_old_one(self, store: Store) -> None:
        store.add_items([item(id="i1")], "be-tarask")
        store.replace_item(item(id="i1", title="Corrected"))

        found = store.find_item("i1")

        assert found is not None
        assert (found.item.title, found.language, found.state) == (
            "Corrected",
            "be-tarask",
            "edited",
        )

    def test_an_edited_item_with_a_new_id_is_stored(self, store: Store) -> None:
        store.replace_item(item(id="i9"), "ru")

        found = store.find_item("i9")

        assert found is not None
        assert found.language == "ru"

    def test_languages_are_noted_in_one_go(self, store: Store) -> None:
        store.add_items([item(id="i1"), item(id="i2")])
        store.set_languages({"i1": "lt", "i2": "be-latn"})

        assert {each.item.id: each.language for each in store.items()} == {
            "i1": "lt",
            "i2": "be-latn",
        }


class TestDecisions:
    def test_are_kept_in_order_and_the_last_is_the_state(self, store: Store) -> None:
        store.add_items([item(id="i1")])
        made = [
            DecisionRow(item_id="i1", stage="match", reason=Reason.KNOWN, why="a", at=NOON),
            DecisionRow(item_id="i1", stage="alert", reason=Reason.TOO_OLD, why="b", at=NOON),
        ]
        store.set_decision(*made)

        found = store.find_item("i1")

        assert store.decisions("i1") == made
        assert found is not None
        assert found.state == "too_old"

    def test_of_an_unknown_item_are_refused(self, store: Store) -> None:
        nobody = DecisionRow(item_id="x", stage="match", reason=Reason.KNOWN, why="", at=NOON)

        with pytest.raises(StoreError, match="refers to one that does not exist"):
            store.set_decision(nobody)


class TestFinding:
    @pytest.mark.parametrize(
        "key",
        [
            "i1",
            "guid-1",
            "https://www.lantern.example/news/1?utm_source=x",
            "http://lantern.example/news/1",
        ],
        ids=["id", "guid", "the address", "a variant of the address"],
    )
    def test_by_id_or_address(self, store: Store, key: str) -> None:
        url = "https://www.lantern.example/news/1?utm_source=x"
        store.add_items([item(id="i1", guid="guid-1", url=url, canonical=canonical(url))])

        found = store.find_item(key)

        assert found is not None
        assert found.item.id == "i1"

    def test_what_is_not_there_is_none(self, store: Store) -> None:
        assert store.find_item("nothing") is None
        assert store.find_item("https://lantern.example/none") is None

    def test_items_are_listed_newest_first(self, store: Store) -> None:
        hours = {f"i{hour}": NOON - timedelta(hours=hour) for hour in range(5)}
        store.add_items([item(id=name, published=at) for name, at in hours.items()])
        store.add_items([item(id="other", source="mirror", published=NOON)])

        listed = [each.item.id for each in store.items("lantern", NOON - timedelta(hours=3), 3)]

        assert listed == ["i0", "i1", "i2"]
        assert len(list(store.items(limit=None))) == 6


class TestPruning:
    def test_a_pruned_item_never_comes_back_as_new(self, store: Store) -> None:
        old = item(id="i1", fetched=NOON - timedelta(days=100))
        store.add_items([old, item(id="i2")])

        pruned = store.prune(NOON - timedelta(days=90))

        assert pruned == 1
        assert store.find_item("i1") is None
        assert [each.item.id for each in store.items()] == ["i2"]
        assert store.classify([old, replace(old, content_hash="edited")]) == [Standing.KNOWN] * 2

    def test_a_pruned_page_does_not_hide_new_items_that_link_to_it(self, store: Store) -> None:
        store.add_items([item(id="i1", canonical="home", fetched=NOON - timedelta(days=100))])
        store.prune(NOON)

        assert store.classify([item(id="i2", canonical="home")]) == [Standing.NEW]

    def test_pruning_twice_prunes_once(self, store: Store) -> None:
        store.add_items([item(id="i1", fetched=NOON - timedelta(days=100))])

        assert [store.prune(NOON), store.prune(NOON)] == [1, 0]

    def test_an_item_of_a_living_story_keeps_its_text(self, store: Store) -> None:
        store.add_report("s1", report(item=item(id="i1", fetched=NOON - timedelta(days=100))))

        assert store.prune(NOON - timedelta(days=90)) == 0
        assert store.find_item("i1") is not None


class TestFetchStates:
    STATE = FetchState(
        source="lantern",
        moved_to="https://lantern.example/new",
        etag='W/"1"',
        last_modified="Thu, 11 Sep 2025 12:00:00 GMT",
        body_hash="b",
        entry_hashes=frozenset({"x", "y"}),
        had_entries=True,
        polled_before=True,
        failures=2,
        error="timed out",
        gone=True,
        due_at=NOON,
        last_ok=NOON,
    )

    def test_come_back_as_they_were(self, store: Store) -> None:
        store.save_fetch_state(FetchState(source="lantern"))
        store.save_fetch_state(self.STATE)

        assert store.fetch_states(["lantern", "never"]) == {"lantern": self.STATE}

    def test_are_due_never_polled_first_then_the_earliest(self, store: Store) -> None:
        for name, minutes in {"late": -1, "later": -9, "not yet": 1, "now": 0}.items():
            due = NOON + timedelta(minutes=minutes)
            store.save_fetch_state(FetchState(source=name, due_at=due))
        store.save_fetch_state(FetchState(source="no time"))
        asked = ["late", "later", "not yet", "now", "no time", "never"]

        assert store.due(asked, NOON) == ["no time", "never", "later", "late", "now"]

    def test_of_sources_not_asked_for_stay_out(self, store: Store) -> None:
        store.save_fetch_state(FetchState(source="removed", due_at=NOON))

        assert store.due([], NOON) == []
