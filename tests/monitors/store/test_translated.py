from datetime import timedelta

from monitors.store import Store
from tests.monitors.making import NOON

LATER = NOON + timedelta(days=60)


def test_a_sentence_is_there_again_and_replaced_by_a_newer_one(store: Store) -> None:
    store.keep_translated({"a": "one", "b": "two"}, NOON)
    store.keep_translated({"b": "three"}, NOON)

    assert store.translated(["a", "b", "c"], NOON) == {"a": "one", "b": "three"}


def test_more_keys_than_fit_into_one_statement(store: Store) -> None:
    texts = {f"k{n}": f"t{n}" for n in range(1203)}
    store.keep_translated(texts, NOON)

    assert store.translated(list(texts), NOON) == texts


def test_what_was_not_used_for_long_is_forgotten(store: Store) -> None:
    store.keep_translated({"used": "x", "unused": "y"}, NOON)
    store.translated(["used"], LATER)

    store.prune(NOON + timedelta(days=30))

    assert store.translated(["used", "unused"], LATER) == {"used": "x"}


def test_nothing_is_kept_of_nothing(store: Store) -> None:
    store.keep_translated({}, NOON)

    assert store.translated([], NOON) == {}
