"""Who speaks in a report: agencies that are passed on, reprints, owners, states."""

from dataclasses import replace

import pytest

from monitors.attribution import passes_on, wire_itself, wires_of
from monitors.ledger import ledger
from monitors.model import OutletKind, Report, Source
from monitors.voices import Voice, cited, own_voice, voices
from tests.monitors.reports import facts, report, source, story

BELTA = source("belta", OutletKind.STATE)
BNS = source("bns", OutletKind.AGENCY)


def named(report: Report, label: str) -> Report:
    return replace(report, source=replace(report.source, title=label))


@pytest.mark.parametrize(
    ("title", "summary", "wire"),
    [
        pytest.param("52 kaliniai laisvi – BNS", "", "bns", id="lt, behind the headline"),
        pytest.param("52 laisvi", "Apie tai praneša naujienų agentūra BNS.", "bns", id="lt"),
        pytest.param("„Reuters“ skelbia: 52 laisvi", "", "reuters", id="lt, in quotes"),
        pytest.param("x", "Apie tai rašo „BelTA“", "belta", id="lt, state agency"),
        pytest.param("x", "Tai BNS sakė prezidento patarėjas", "bns", id="lt, told to it"),
        pytest.param("x", "Apie tai Eltai pranešė ministerija", "elta", id="lt, inflected"),
        pytest.param("Belarus frees 52", "VILNIUS (AP) — Belarus", "ap", id="en, dateline"),
        pytest.param("Belarus frees 52", "The state news agency BelTA reported", "belta", id="en"),
        pytest.param("x", "Citing Reuters, the paper", "reuters", id="en, citing"),
        pytest.param("Reuters: 52 freed", "", "reuters", id="en, in front"),
        pytest.param("x", "Об этом сообщает агентство БелТА.", "belta", id="ru"),
        pytest.param("x", "СМИ со ссылкой на Рейтерс", "reuters", id="ru, inflected"),
        pytest.param("x", "сообщает Интерфакс-Украина", "interfax-ukraine", id="ru, the longer"),
        pytest.param("x", "Пра гэта паведамляе дзяржаўнае агенцтва «БелТА»", "belta", id="be"),
        pytest.param("x", "БНС паведаміла пра гэта", "bns", id="be, behind"),
    ],
)
def test_a_text_says_which_agency_it_passes_on(title: str, summary: str, wire: str) -> None:
    assert [one.key for one in wires_of(title, summary)] == [wire]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("A Reuters photographer was there", id="named for another reason"),
        pytest.param("Baltarusija paleido 52 kalinius po derybų su JAV", id="no agency"),
        pytest.param("The gap between the two sides reports say", id="letters inside a word"),
        pytest.param("The leta of a river, says he", id="a short name without its capitals"),
        pytest.param("Elta, a village, says no", id="a comma in between"),
    ],
)
def test_what_a_text_does_not_say_is_not_guessed(text: str) -> None:
    assert wires_of(text, "") == ()


def test_an_outlet_of_the_story_is_passed_on_like_an_agency() -> None:
    assert passes_on("52 laisvi", "Apie tai praneša „Nemuno žinios“", "Nemuno žinios")
    assert not passes_on("52 laisvi", "Nemuno žinios", "Nemuno žinios")
    assert not passes_on("x", "praneša ab", "ab")


@pytest.mark.parametrize(
    ("names", "wire"),
    [
        pytest.param(("belta-ru", "БелТА"), "belta", id="by its title"),
        pytest.param(("Reuters",), "reuters", id="by its name"),
        pytest.param(("bns-press-release-centre", "BNS spaudos centras"), None, id="another"),
        pytest.param(("harbour-wire", ""), None, id="unknown"),
    ],
)
def test_an_outlet_may_be_an_agency_itself(names: tuple[str, ...], wire: str | None) -> None:
    found = wire_itself(*names)

    assert (found.key if found else None) == wire


def independent(*reports: Report) -> list[str]:
    return [one.name for one in ledger(story(*reports)).independent]


def test_one_wire_in_four_languages_is_one_confirmation() -> None:
    reports = (
        report("52 kaliniai laisvi", "Apie tai praneša BNS.", of="alfa", language="lt"),
        report("52 на свободе", "Сообщает БНС.", of="obzor", after=1, language="ru"),
        report("52 вызваленыя", "Паведамляе БНС.", of="kut", after=2, language="be"),
        report("52 walk free", "BNS reports.", of="times", after=3),
    )

    assert independent(*reports) == ["alfa"]


def test_the_agency_itself_and_those_who_pass_it_on_are_one() -> None:
    agency = named(report("52 laisvi", of=BNS, language="lt"), "BNS")
    passing = report("Kaliniai jau Vilniuje", "praneša BNS", of="alfa", after=1, language="lt")

    assert independent(agency, passing) == ["bns"]
    assert independent(passing, agency) == ["bns"]


def test_an_independent_outlet_that_passes_on_state_media_leaves_it_at_state_media() -> None:
    state = named(report("Помиловано 14 человек", of=BELTA, language="ru"), "БелТА")
    passing = report("Lukashenko pardons 14", "BelTA reports.", of="times", after=1)
    book = ledger(story(state, passing))

    assert (book.independent, book.only_state) == ((), True)


def test_an_outlet_that_passes_on_nobody_else_but_has_another_figure_speaks_for_itself() -> None:
    state = report("14 pardoned", of=BELTA, stated=facts(14), language="ru")
    own = report("52 freed", "BelTA reported 14.", of="lrt", after=1, stated=facts(52))

    assert independent(named(state, "BelTA"), own) == ["lrt"]


def test_an_outlet_that_names_two_agencies_has_put_them_together_itself() -> None:
    both = report("52 freed", "Reuters reports; (AP) too", of="lrt")

    assert voices([both]) == [own_voice(both.source)]


def test_an_agency_that_names_itself_speaks_for_itself() -> None:
    agency = named(report("BNS: 52 laisvi", of=BNS, language="lt"), "BNS")

    assert voices([agency]) == [Voice("bns", official=False)]


def test_a_reprint_of_state_media_is_state_media() -> None:
    title = "Лукашенко помиловал четырнадцать иностранных граждан после переговоров"
    state = report(title, of=BELTA, language="ru")
    reprint = report(title, of="obzor", after=1, language="ru")

    assert ledger(story(state, reprint)).only_state


def test_whom_reports_pass_on_is_known_by_name() -> None:
    wire = named(report("52 walk free", of=source("wire", OutletKind.AGENCY)), "Harbour Wire")
    passing = report("52 laisvi", "praneša „Harbour Wire“", of="alfa", after=1, language="lt")
    other = report("52 на свободе", "сообщает БелТА", of="obzor", after=2, language="ru")

    assert cited([wire, passing, other]) == {
        passing.item.id: "Harbour Wire",
        other.item.id: "BelTA",
    }


def test_governments_that_speak_are_named() -> None:
    ministry = source("urm", OutletKind.GOVERNMENT)
    book = ledger(story(report("a", of=BELTA), report("b", of=ministry, after=1)))

    assert [one.name for one in book.official] == ["urm"]


def test_outlets_of_one_owner_are_one_voice() -> None:
    assert own_voice(source("a", owner="Delfi")) == own_voice(source("b", owner="delfi"))
    assert own_voice(Source(name="x", url="")) == Voice("x", official=False)
