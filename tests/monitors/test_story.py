"""Which reports tell of one event."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.model import ActionLabel, Facts, Qualifier, Report, Story
from monitors.story import Assignment, Open, assign, weighing
from monitors.story.evidence import compare
from monitors.story.settings import SETTINGS
from monitors.story.signature import signature
from tests.monitors.reports import count, facts, report, story

IMPOSED = ActionLabel.SANCTIONS_IMPOSED
LIFTED = ActionLabel.SANCTIONS_LIFTED
EASED = ActionLabel.SANCTIONS_EASED

BELAVIA = report(
    "Коул: США сняли ограничения с авиакомпании «Белавиа»",
    "Об этом он объявил на переговорах с Александром Лукашенко в Минске.",
    of="belta",
    language="ru",
    label=LIFTED,
    topics=("sanctions",),
    stated=facts(targets=["Belavia"], by=["US"], countries=["BY", "US"]),
)
EASING = report(
    "US eases curbs on Belarusian carrier Belavia, envoy tells Lukashenko",
    "The airline may service its Boeing fleet again.",
    of="wire",
    after=0.5,
    label=EASED,
    topics=("sanctions",),
    stated=facts(targets=["Belavia"], by=["US"], countries=["BY", "US"]),
)
FOREIGNERS = report(
    "Лукашэнка памілаваў 14 замежнікаў",
    "Сярод іх шэсць літоўцаў, па двое грамадзян Латвіі, Польшчы і Германіі.",
    of="nn",
    after=1,
    language="be",
    stated=facts(
        14,
        nations={"LT": 6, "LV": 2, "PL": 2, "DE": 2},
        countries=["BY", "DE", "LT", "LV", "PL"],
    ),
)
ALL_OF_THEM = report(
    "Baltarusija paleido 52 kalinius, tarp jų – šešis lietuvius",
    "Visi jie jau kirto Lietuvos sieną. Dėl paleidimo susitarė Vašingtonas.",
    of="bns",
    after=1.5,
    language="lt",
    stated=facts(52, nations={"LT": 6}, countries=["BY", "LT", "US"]),
)
SIX_HOME = report(
    "Six Lithuanians are home from Belarusian jails",
    "President Gitanas Nausėda met them at the border.",
    of="lrt",
    after=2,
    stated=facts(6, nations={"LT": 6}, countries=["BY", "LT"]),
)
BOTH_LEGS = report(
    "В Беларуси освободили 52 заключенных. США отменили санкции против «Белавиа»",
    "Вывезли в Литву и журналиста Игоря Лосика.",
    of="meduza",
    after=3,
    language="ru",
    topics=("prisoner-release", "sanctions"),
    stated=facts(
        52,
        countries=["BY", "LT", "US"],
        people=["Ihar Losik"],
        targets=["Belavia"],
        by=["US"],
    ),
)
ONE_DAY = (BELAVIA, EASING, FOREIGNERS, ALL_OF_THEM, SIX_HOME, BOTH_LEGS)


def placed(new: Report, stories: Sequence[Story]) -> Assignment:
    return assign(
        signature(new),
        [Open(one.id, one.first_seen, tuple(map(signature, one.reports))) for one in stories],
    )


def told_in_turn(reports: Sequence[Report]) -> list[Story]:
    """The stories that grow when the reports arrive in this order."""
    stories: dict[str, Story] = {}
    for number, new in enumerate(reports):
        found = placed(new, list(stories.values()))
        known_as = found.story_id or f"s{number}"
        earlier = stories[known_as].reports if found.story_id else ()
        stories[known_as] = Story(id=known_as, reports=(*earlier, new))
    return list(stories.values())


def joins(new: Report, *others: Report) -> Assignment:
    return placed(new, [story(*others)])


def test_fifty_two_fourteen_foreigners_six_lithuanians_and_belavia_are_one_event() -> None:
    assert len(told_in_turn(ONE_DAY)) == 1


def test_the_reports_of_the_day_may_arrive_in_reverse() -> None:
    assert len(told_in_turn(ONE_DAY[::-1])) == 1


def test_one_headline_in_five_spellings_is_one_event() -> None:
    told = told_in_turn(
        [
            report("На свободу вышел Григорий Костусев", language="ru", of="a"),
            report("На волі Рыгор Кастусёў", language="be", of="b", after=0.5),
            report("Kastusioŭ doma", language="be-latn", of="c", after=1),
            report("Belarus frees politician Kastusiou", of="d", after=2),
            report("Minskas paleido Ryhorą Kastusiovą", language="lt", of="e", after=3),
        ]
    )

    assert len(told) == 1


def test_no_story_in_reach_means_a_new_one() -> None:
    long_ago = report("Belarus frees Ihar Losik", after=-SETTINGS.window_hours - 1)

    assert joins(report("Ihar Losik freed"), long_ago) == Assignment(
        None, 0.0, ("no story of these days",)
    )


@pytest.mark.parametrize(
    ("first", "second", "veto"),
    [
        pytest.param(
            report(label=LIFTED, stated=facts(targets=["Belavia"], by=["US"])),
            report(label=IMPOSED, stated=facts(targets=["Belavia"], by=["US"]), after=1),
            "opposite",
            id="lifted and imposed",
        ),
        pytest.param(
            report(label=IMPOSED, stated=facts(targets=["Belavia"], by=["US"])),
            report(label=IMPOSED, stated=facts(targets=["Belavia"], by=["UK"]), after=1),
            "authority",
            id="another authority",
        ),
        pytest.param(
            report("JAV atšaukė", language="lt", label=LIFTED, stated=facts(targets=["Belavia"])),
            report("US eases", label=EASED, stated=facts(targets=["Belaruskali"]), after=1),
            "target",
            id="another target",
        ),
        pytest.param(
            report("Belarus frees ten", stated=facts(10)),
            report("Another 25 freed", stated=facts(count(25, more=True)), after=1),
            "increment",
            id="another 25",
        ),
        pytest.param(
            report("Belarus frees ten", stated=facts(10)),
            report("New sanctions on Belarus", label=IMPOSED, after=1),
            "other_kind",
            id="a release and new sanctions",
        ),
    ],
)
def test_what_cannot_be_one_event_is_vetoed(first: Report, second: Report, veto: str) -> None:
    found = joins(second, first)

    assert (found.story_id, found.score) == (None, 0.0)
    assert f"veto:{veto}" in found.why


def test_a_country_and_a_company_in_it_are_not_different_targets() -> None:
    country = signature(report(label=LIFTED, stated=facts(targets=["Belarus"])))
    company = signature(report(label=LIFTED, stated=facts(targets=["Belavia"]), after=1))

    assert compare(company, country).vetoes == ()


def test_the_same_number_said_as_more_is_no_further_release() -> None:
    first = report("37 pardoned in Belarus", stated=facts(37, countries=["BY"]))
    second = report(
        "Yra dar 37 paleisti",
        language="lt",
        after=1,
        stated=facts(count(37, more=True), countries=["BY"]),
    )

    assert joins(second, first).story_id is not None


@pytest.mark.parametrize(
    ("smaller", "whole"),
    [
        pytest.param(facts(count(10, about=Qualifier.AT_LEAST)), facts(18), id="lower bound"),
        pytest.param(facts(1, people=["A"]), facts(18, people=["A", "B"]), id="a person named"),
        pytest.param(facts(6, nations={"LT": 6}), facts(52), id="one nationality"),
        pytest.param(facts(157), facts(314), id="one side of an exchange"),
    ],
)
def test_a_smaller_figure_can_be_a_part(smaller: Facts, whole: Facts) -> None:
    one, other = signature(report(stated=smaller)), signature(report(stated=whole))

    assert compare(one, other).features["part_count"] == 1.0
    assert compare(other, one).features["part_count"] == 1.0


def test_a_reprint_joins_whatever_else_it_lacks() -> None:
    title = "Šešėlinis laivynas: naujos priemonės prieš tanklaivius Baltijos jūroje"
    first = report(title, language="lt", label=IMPOSED, of="bns")

    assert joins(report(title + " (BNS)", language="lt", label=IMPOSED, of="alfa"), first).story_id


def test_another_country_is_another_release() -> None:
    first = report("Nicaragua frees 135", stated=facts(135, countries=["NI", "GT"]))
    second = report("Iranas paleido du", language="lt", stated=facts(2, countries=["IR", "FR"]))

    assert joins(second, first).story_id is None


def test_a_call_does_not_join_a_release_on_a_likeness() -> None:
    call = report(
        "EU urges Minsk to release all political prisoners",
        label=ActionLabel.RELEASE_CALLED_FOR,
        decided=False,
        after=1,
        stated=facts(countries=["BY"]),
    )

    assert joins(call, SIX_HOME).story_id is None


def test_a_release_does_not_join_a_call_on_a_likeness_but_a_release() -> None:
    call = report(
        "Calls for release of prisoners in Belarus",
        label=ActionLabel.RELEASE_CALLED_FOR,
        decided=False,
        stated=facts(countries=["BY", "LT"]),
    )
    found = placed(ALL_OF_THEM, [story(call, known_as="call"), story(SIX_HOME, known_as="release")])

    assert found.story_id == "release"


def test_of_equals_the_older_story_wins() -> None:
    twin = report("Six Lithuanians are home", after=1.9, of="lrt", stated=SIX_HOME.facts)
    stories = [story(twin, known_as="younger"), story(SIX_HOME, known_as="b")]
    same = [story(SIX_HOME, known_as="b"), story(SIX_HOME, known_as="a")]

    assert placed(ALL_OF_THEM, stories) == placed(ALL_OF_THEM, stories[::-1])
    assert placed(ALL_OF_THEM, same).story_id == "a"


def test_reasons_are_words_that_people_read() -> None:
    found = joins(BOTH_LEGS, BELAVIA)

    assert "name:Белавиа" in found.why
    assert "target:Belavia" in found.why
    assert found.why[-1].startswith("score:")


def test_a_doubtful_story_is_related_and_not_joined() -> None:
    doubtful = report(
        "Minsk releases convicts", after=12, stated=facts(count(9), countries=["BY", "US"])
    )
    found = joins(doubtful, ALL_OF_THEM)

    assert found.story_id is None
    assert [story_id for story_id, _ in found.related] == ["s1"]


def test_everyday_words_and_years_link_nothing() -> None:
    read = signature(report("Sanctions on Belarus extended until 2027, 312 listed"))

    assert not {"sankt", "blr"} & read.names
    assert read.numbers == {"312"}


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    features = compare(signature(BELAVIA), signature(EASING)).features

    assert features.keys() | {"bias"} == SETTINGS.weights.keys()


def test_two_reports_are_compared_once() -> None:
    asked: list[str] = []

    def cosine(item_id: str) -> float | None:
        asked.append(item_id)
        return None

    new, old = signature(BELAVIA), signature(EASING)
    weigh = weighing(new, cosine)

    assert weigh(old) is weigh(old)
    assert weigh(old) == compare(new, old)
    assert asked == [old.item_id]


@given(st.permutations(ONE_DAY), st.sampled_from(ONE_DAY))
def test_the_order_within_a_story_and_the_window_does_not_matter(
    order: list[Report], new: Report
) -> None:
    halves = [story(*order[:3], known_as="a"), story(*order[3:], known_as="b")]
    turned = [story(*order[:2:-1], known_as="b"), story(*order[2::-1], known_as="a")]
    first, second = placed(new, halves), placed(new, turned)

    assert first.story_id == second.story_id
    assert math.isclose(first.score, second.score)
    assert first.why == second.why
