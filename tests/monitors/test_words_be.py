"""Belarusian words: own headlines in three spellings, false friends, and ways of writing."""

import re
import unicodedata
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitors.language import detect
from monitors.match import Matcher
from monitors.model import Action, ActionLabel, Detected
from monitors.rules import decide
from monitors.scores import counted
from monitors.spelling import fold
from monitors.words import load_vocabulary

HERE = Path(__file__).parent
VOCABULARY = load_vocabulary()
MATCHER = Matcher(VOCABULARY)
HOPED = "release.hoped"
SAME = [
    ("калонія", "калёнія", "kałonija"),
    ("лагер", "лягер", "łahier"),
    ("план", "плян", "plan"),
    ("блакуе", "блякуе", "błakuje"),
    ("сенатары", "сэнатары", "sienatary"),
    ("прэзідэнт", "прэзыдэнт", "prezident"),
    ("еўрапейскі", "эўрапейскі", "jeŭrapiejski"),
    ("Расія", "Расея", "Rasija"),
    ("сістэма", "сыстэма", "sistema"),
    ("Берлін", "Бэрлін", "Bierlin"),
    ("амерыканскі", "амэрыканскі", "amierykanski"),
    ("каментар", "камэнтар", "kamientar"),
    ("Мінск", "Менск", "Minsk"),
    ("апазіцыя", "апазыцыя", "apazicyja"),
    ("лаўрэат", "ляўрэат", "łaŭreat"),
    ("вызваленне", "вызваленьне", "vyzvaleńnie"),
    ("інтэрв'ю", "інтэрвію", "intervju"),
]


def own(name: str) -> list[tuple[str, ...]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines if not line.startswith("#")]


def action(title: str) -> Action | None:
    """What the rules say of a headline of a Belarusian feed; None if no topic is found."""
    detected = detect(title, "", "be")
    hits = MATCHER.match(title, "", detected)
    return decide(title, "", detected, hits, VOCABULARY) if hits else None


def alerts(title: str) -> bool:
    said = action(title)
    return said is not None and said.alerting


def worthy(label: str) -> bool:
    families = ("happened", "announced", "imposed", "lifted", "eased_or_suspended", "extended")
    return label != HOPED and label.endswith(families)


@pytest.mark.parametrize(("half", "least"), [(0, 0.97), (1, 0.87)], ids=["looked at", "frozen"])
def test_own_headlines_alert(half: int, least: float) -> None:
    pairs = [(worthy(label), alerts(title)) for _, label, title in own("words_be.txt")[half::2]]
    score = counted(*(pairs.count(pair) for pair in ((True, True), (False, True), (True, False))))

    assert score.f1 >= least, score
    assert score.precision == 1


@pytest.mark.parametrize(("half", "most"), [(0, 0), (1, 3)], ids=["looked at", "frozen"])
def test_words_in_innocent_use_do_not_alert(half: int, most: int) -> None:
    told = [title for _, title in own("words_be_traps.txt")[half::2] if alerts(title)]

    assert len(told) <= most, told


@pytest.mark.parametrize(("official", "tarask", "lacinka"), SAME, ids=[one[0] for one in SAME])
def test_three_spellings_meet(official: str, tarask: str, lacinka: str) -> None:
    wanted = fold(official, belarusian=True)

    assert fold(tarask, belarusian=True) == wanted
    assert fold(lacinka, belarusian=True, lacinka=True) == wanted


def test_one_who_stays_does_not_hide_those_who_left() -> None:
    said = action("У Вільню прывезлі 52 вызваленых палітвязняў, Статкевіч адмовіўся выяжджаць")
    stayed = action("Палітвязень Статкевіч адмовіўся выяжджаць з Беларусі")

    assert said is not None
    assert said.label is ActionLabel.RELEASE_HAPPENED
    assert stayed is not None
    assert stayed.label is ActionLabel.RELEASE_REFUSED


CHANGES: dict[str, Callable[[str], str]] = {
    "case": str.upper,
    "soft hyphens": partial(re.sub, r"(?<=[^\W\d_])(?=[^\W\d_])", "\u00ad"),
    "apart": lambda text: unicodedata.normalize("NFD", text),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "е for ё": lambda text: text.replace("ё", "е").replace("Ё", "Е"),
    "apostrophe": lambda text: text.replace("'", "’"),
    "other apostrophe": lambda text: text.replace("'", "ʼ"),
}
TITLES = st.sampled_from([title for *_, title in own("words_be.txt") + own("words_be_traps.txt")])


@given(TITLES, st.lists(st.sampled_from(sorted(CHANGES)), max_size=3, unique=True))
def test_a_match_does_not_see_how_a_word_is_written(title: str, changes: list[str]) -> None:
    detected = detect(title, "", "be")
    changed = title
    for name in changes:
        changed = CHANGES[name](changed)

    assert _terms(changed, detected) == _terms(title, detected)


def _terms(title: str, detected: Detected) -> list[tuple[str, str, int]]:
    found = VOCABULARY.read(title, "", detected).title.found
    return [(one.concept, one.term, one.start) for one in found]
