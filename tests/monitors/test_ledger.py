"""What a story's reports say, and who says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.ledger import is_part, ledger
from monitors.model import ActionLabel, Count, Ledger, OutletKind, Qualifier, Report
from tests.monitors.reports import count, facts, report, source, story

BELTA = source("belta", OutletKind.STATE)


def figures(book: Ledger) -> list[tuple[int, tuple[str, ...]]]:
    return [(said.value.value, tuple(one.name for one in said.by)) for said in book.released]


def test_conflicting_figures_stand_side_by_side_the_independent_one_first() -> None:
    book = ledger(
        story(
            report("14 pardoned", of=BELTA, stated=facts(14)),
            report("52 freed", of="bns", after=1, stated=facts(52)),
        )
    )

    assert figures(book) == [(52, ("bns",)), (14, ("belta",))]


def test_one_figure_lists_its_sources_in_order_of_first_saying() -> None:
    book = ledger(
        story(
            report("b", of="second", after=1, stated=facts(52)),
            report("a", of="first", stated=facts(52)),
            report("c", of="first", after=2, stated=facts(52)),
        )
    )

    assert figures(book) == [(52, ("first", "second"))]


def test_a_source_that_corrects_itself_replaces_its_own_figure() -> None:
    book = ledger(
        story(
            report("14 freed", of="bns", stated=facts(14)),
            report("16 freed", of="bns", after=1, stated=facts(16)),
        )
    )

    assert figures(book) == [(16, ("bns",))]


@pytest.mark.parametrize(
    "later",
    [
        pytest.param(facts(1, people=["Ihar Losik"]), id="one person named"),
        pytest.param(facts(6, nations={"LT": 6}), id="one nationality"),
        pytest.param(facts(14, nations={"LT": 6, "LV": 2, "PL": 2, "DE": 2}), id="the foreigners"),
        pytest.param(facts(count(13, more=True)), id="thirteen more"),
    ],
)
def test_a_part_does_not_replace_the_whole(later: object) -> None:
    first = report("52 freed", stated=facts(52))
    second = report("who they are", after=3, stated=later)  # type: ignore[arg-type]

    assert figures(ledger(story(first, second))) == [(52, ("lrt",))]


def test_the_one_who_is_named_is_no_rival_to_the_total() -> None:
    first = report("Losik freed", of="ap", stated=facts(1, people=["Ihar Losik"]))
    total = report("52 freed", of="bns", after=1, stated=facts(52))

    assert figures(ledger(story(first))) == [(1, ("ap",))]
    assert figures(ledger(story(first, total))) == [(52, ("bns",))]


def test_an_exact_number_speaks_for_a_lower_bound_of_the_same_number() -> None:
    book = ledger(
        story(
            report("a", of="one", stated=facts(count(14, about=Qualifier.AT_LEAST))),
            report("b", of="two", after=1, stated=facts(14)),
        )
    )

    assert [(said.value.qualifier, len(said.by)) for said in book.released] == [
        (Qualifier.EXACT, 2)
    ]


def test_nationalities_keep_every_figure_with_the_better_supported_first() -> None:
    book = ledger(
        story(
            report("a", of="one", stated=facts(nations={"LT": 6, "PL": 2})),
            report("b", of="two", after=1, stated=facts(nations={"PL": 3})),
            report("c", of="three", after=2, stated=facts(nations={"PL": 3, "LT": 6})),
        )
    )

    said = [(one.value.country, one.value.count.value) for one in book.by_nationality]
    assert said == [("LT", 6), ("PL", 3), ("PL", 2)]


def test_outlets_of_one_owner_are_one_confirmation() -> None:
    book = ledger(
        story(
            report("a", of=source("delfi-lt", owner="Delfi")),
            report("b", of=source("delfi-ru", owner="delfi"), after=1),
            report("c", of="lrt", after=2),
        )
    )

    assert [one.name for one in book.independent] == ["delfi-lt", "lrt"]


def test_a_reprinted_agency_text_is_one_confirmation() -> None:
    title = "Belarus frees fifty two prisoners after long talks with envoy"
    book = ledger(
        story(
            report(title, of=source("bns", OutletKind.AGENCY)),
            report(title + " - BNS", of="alfa", after=1),
            report("Minsk lets dozens of inmates go", of="lrt", after=2),
        )
    )

    assert [one.name for one in book.independent] == ["bns", "lrt"]


def test_state_and_government_do_not_confirm() -> None:
    ministry = source("urm", OutletKind.GOVERNMENT)
    book = ledger(story(report("a", of=BELTA), report("b", of=ministry, after=1)))

    assert (book.independent, book.only_state) == ((), True)


def test_one_independent_report_ends_only_state() -> None:
    book = ledger(story(report("a", of=BELTA), report("b", after=1)))

    assert not book.only_state


def test_a_call_in_the_story_adds_nothing_to_what_happened() -> None:
    call = report(
        "EU calls for release of 1000",
        label=ActionLabel.RELEASE_CALLED_FOR,
        decided=False,
        stated=facts(1000),
    )
    book = ledger(story(call, report("52 freed", after=1, stated=facts(52))))

    assert [said.value for said in book.actions] == [ActionLabel.RELEASE_HAPPENED]
    assert figures(book) == [(52, ("lrt",))]


def test_a_story_of_calls_says_that_it_was_called_for() -> None:
    call = report(label=ActionLabel.RELEASE_CALLED_FOR, decided=False)

    assert [said.value for said in ledger(story(call)).actions] == [call.action.label]


def test_names_stand_once_with_all_who_say_them() -> None:
    book = ledger(
        story(
            report("a", of="one", stated=facts(targets=["Belavia"], by=["US"])),
            report("b", of="two", after=1, stated=facts(targets=["Belavia", "Belaruskali"])),
        )
    )

    said = [(one.value, [by.name for by in one.by]) for one in book.targets]
    assert said == [("Belavia", ["one", "two"]), ("Belaruskali", ["two"])]
    assert [one.value for one in book.sanctioning] == ["US"]


def test_a_bare_number_is_not_a_part() -> None:
    assert not is_part(14, report(stated=facts(14)))


outlets = st.sampled_from(
    [source("one"), source("two"), source("two-ru", owner="two"), BELTA, source("three")]
)
counts = st.builds(
    Count,
    value=st.sampled_from([1, 14, 52]),
    span=st.just(count(1).span),
    qualifier=st.sampled_from(list(Qualifier)),
    increment=st.booleans(),
)
stated = st.builds(
    facts,
    st.none() | counts,
    nations=st.dictionaries(st.sampled_from(["LT", "PL"]), st.integers(1, 6), max_size=2),
    people=st.lists(st.sampled_from(["A", "B"]), max_size=2),
    targets=st.lists(st.sampled_from(["Belavia", "Belarus"]), max_size=2),
)


@st.composite
def several_reports(draw: st.DrawFn) -> tuple[list[Report], list[Report]]:
    """Some reports, and the same in another order."""
    made = [
        report(
            draw(st.sampled_from(["52 freed", "Minsk lets them go", "Sanctions lifted"])),
            of=draw(outlets),
            after=draw(st.integers(0, 3)),
            label=draw(st.sampled_from(list(ActionLabel))),
            stated=draw(stated),
            item_id=f"item{number}",
        )
        for number in range(draw(st.integers(1, 6)))
    ]
    return made, draw(st.permutations(made))


@given(several_reports())
def test_the_order_in_which_reports_came_changes_nothing(
    orders: tuple[list[Report], list[Report]],
) -> None:
    first, second = orders

    assert ledger(story(*first)) == ledger(story(*second))
