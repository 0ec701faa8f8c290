from datetime import timedelta

from monitors.store import Store
from monitors.store.values import Member
from tests.monitors.making import NOON, item, report

HOUR = timedelta(hours=1)


def add(store: Store, name: str, story: str, hours: float = 0) -> None:
    store.add_report(story, report(item=item(id=name, published=NOON + hours * HOUR)))


def test_reports_come_with_the_vectors_of_one_model_in_order(store: Store) -> None:
    for name, hours in {"b": 1, "a": 0, "old": -80, "c": 2}.items():
        add(store, name, "s1", hours)
    store.keep_vector("a", NOON, "new", b"12")
    store.keep_vector("b", NOON + HOUR, "old", b"34")

    found = [one for part in store.reports_since(NOON - 72 * HOUR, "new") for one in part]

    assert [(each.item.id, vector) for each, vector in found] == [
        ("a", b"12"),
        ("b", None),
        ("c", None),
    ]


def test_more_reports_than_fit_into_one_part(store: Store) -> None:
    with store.begin():
        for number in range(501):
            add(store, f"i{number:03}", "s1")

    parts = list(store.reports_since(NOON, "any"))

    assert [len(part) for part in parts] == [500, 1]
    assert len({each.item.id for part in parts for each, _ in part}) == 501


def test_a_vector_takes_the_place_of_the_earlier_one_and_is_forgotten(store: Store) -> None:
    add(store, "a", "s1")
    store.keep_vector("a", NOON, "m", b"1")
    store.keep_vector("a", NOON, "m", b"2")

    assert [vector for part in store.reports_since(NOON, "m") for _, vector in part] == [b"2"]
    assert store.forget_vectors(NOON + HOUR) == 1
    assert [vector for part in store.reports_since(NOON, "m") for _, vector in part] == [None]


def test_the_stories_of_some_items_whole_but_for_what_is_too_old(store: Store) -> None:
    add(store, "old", "s1", -80)
    add(store, "a", "s1")
    add(store, "b", "s1", 1)
    add(store, "c", "s2", 2)

    found = store.members(["a", "b"], NOON - 72 * HOUR)

    assert set(found) == {Member("s1", NOON - 80 * HOUR, name) for name in ("a", "b")}


def test_a_report_that_another_program_moved_is_found_where_it_is(url: str) -> None:
    with Store.open(url) as service, Store.open(url) as other:
        add(service, "a", "s1")
        add(service, "b", "s2")
        other.add_report("s1", report(item=item(id="b")))

        assert {one.story_id for one in service.members(["b"], NOON)} == {"s1"}


def test_related_stories_are_known_from_both_sides_the_likeliest_first(store: Store) -> None:
    for name in ("s1", "s2", "s3"):
        add(store, f"of {name}", name)
    store.relate("s3", [("s1", 0.15), ("s2", 0.2)])
    store.relate("s3", [("s1", 0.18)])

    assert store.related("s3") == [("s2", 0.2), ("s1", 0.18)]
    assert store.related("s1") == [("s3", 0.18)]
    assert store.related("s9") == []


def test_stories_that_are_pruned_are_related_to_none(store: Store) -> None:
    add(store, "old", "s1", -80)
    add(store, "new", "s2")
    store.relate("s2", [("s1", 0.2)])

    store.prune(NOON - 72 * HOUR)

    assert store.related("s2") == []
