"""Stories: reports in order, each item once, decoded once."""

from dataclasses import replace
from datetime import timedelta

from monitors.model import (
    Action,
    ActionLabel,
    Count,
    Detected,
    Facts,
    Hit,
    Mention,
    NationCount,
    Qualifier,
    Report,
    Span,
    Translation,
    Untranslated,
)
from monitors.store import Store
from tests.monitors.making import NOON, item, report, source

SPAN = Span("title", 3, 5)
WHOLE = report(
    item=item(id="i1", title="Вызвалілі 52 вязняў"),
    source=source("niva", owner="Niva"),
    detected=Detected("be", "cyrl", "tarask"),
    hits=(Hit("prisoner-release", "вязен*", "title", SPAN), Hit("watch", "Ona", "summary")),
    action=Action(ActionLabel.RELEASE_HAPPENED, 0.9, ("guard: x",)),
    facts=Facts(
        released=Count(52, SPAN, Qualifier.RANGE, 60, increment=True),
        by_nationality=(NationCount("LT", Count(6, SPAN)),),
        countries=(Mention("BY", SPAN),),
    ),
    translations=(Translation("Freed", "", "en", "ctranslate2", ("number",), demo=True),),
    untranslated=(Untranslated("ru", "no model", later=True),),
)


def _why(told: str) -> tuple[Untranslated, ...]:
    return (Untranslated("en", told),)


def at(name: str, hours: float, **changes: object) -> Report:
    when = NOON + timedelta(hours=hours)
    return report(item=item(id=name, published=when), **changes)


def test_a_report_comes_back_as_it_was(store: Store) -> None:
    store.add_report("s1", WHOLE)

    story = store.story("s1")

    assert story is not None
    assert story.reports == (WHOLE,)


def test_reports_are_oldest_first(store: Store) -> None:
    for name, hours in {"late": 2, "first": 0, "middle": 1}.items():
        store.add_report("s1", at(name, hours))

    story = store.story("s1")

    assert story is not None
    assert [each.item.id for each in story.reports] == ["first", "middle", "late"]


def test_a_later_report_of_an_item_takes_the_place_of_the_earlier(store: Store) -> None:
    store.add_report("s1", at("i1", 0, untranslated=_why("no model")))
    store.stories_since(NOON)
    store.add_report("s1", at("i1", 0, untranslated=_why("too slow")))

    story = store.story("s1")

    assert story is not None
    assert [each.why_not("en") for each in story.reports] == ["too slow"]


def test_a_report_may_move_to_another_story(store: Store) -> None:
    store.add_report("s1", at("i1", 0))
    store.add_report("s1", at("i2", 5))
    store.add_report("s2", at("i2", 5))

    assert {each.id: each.last_seen for each in store.stories()} == {
        "s1": NOON,
        "s2": NOON + timedelta(hours=5),
    }
    assert [each.id for each in store.stories_since(NOON + timedelta(hours=1))] == ["s2"]


def test_a_report_stores_its_item(store: Store) -> None:
    store.add_report("s1", WHOLE)

    found = store.find_item("i1")

    assert found is not None
    assert (found.item, found.language, found.story_id) == (WHOLE.item, "be-tarask", "s1")


def test_the_window_holds_whole_stories(store: Store) -> None:
    store.add_report("old", at("i1", -50))
    store.add_report("long", at("i2", -50))
    store.add_report("long", at("i3", -1))
    store.add_report("new", at("i4", -2))

    window = store.stories_since(NOON - timedelta(hours=48))

    assert [(each.id, len(each.reports)) for each in window] == [("long", 2), ("new", 1)]


def test_reports_are_decoded_once(store: Store) -> None:
    store.add_report("s1", WHOLE)

    first, again = store.stories_since(NOON)[0], store.stories_since(NOON)[0]

    assert first.reports[0] is again.reports[0]


def test_memory_does_not_grow_for_ever(store: Store) -> None:
    with store.begin():
        for number in range(30):
            store.add_report("s1", at(f"i{number}", 0))
    store._decoded |= {f"old {number}": WHOLE for number in range(4_000)}

    store.stories_since(NOON)

    assert len(store._decoded) == 30


def test_another_program_s_report_is_seen(url: str) -> None:
    with Store.open(url) as one, Store.open(url) as other:
        one.add_report("s1", at("i1", 0))
        other.stories_since(NOON)
        one.add_report("s1", at("i1", 0, untranslated=_why("changed")))

        assert other.stories_since(NOON)[0].reports[0].why_not("en") == "changed"


def test_the_story_of_an_item(store: Store) -> None:
    store.add_report("s1", at("i1", 0))
    store.add_items([item(id="i2")])

    found = store.story_of("i1")

    assert found is not None
    assert found.id == "s1"
    assert store.story_of("i2") is None
    assert store.story("none") is None


def test_stories_are_listed_newest_first(store: Store) -> None:
    for hours in range(4):
        store.add_report(f"s{hours}", at(f"i{hours}", hours))

    assert [each.id for each in store.stories(2)] == ["s3", "s2"]
    assert [each.id for each in store.stories(None, NOON + timedelta(hours=2))] == ["s1", "s0"]


def test_a_translation_may_come_later(store: Store) -> None:
    store.add_report("s1", replace(WHOLE, translations=(), untranslated=_why("too slow")))
    store.set_translations("i1", WHOLE.translations, WHOLE.untranslated)

    story = store.story("s1")

    assert story is not None
    assert story.reports == (WHOLE,)


def test_a_translation_of_an_unknown_item_changes_nothing(store: Store) -> None:
    store.set_translations("nobody", WHOLE.translations)

    assert store.stories() == []
