import pytest

from monitors.translate.guards import judge

SOURCE = "Baltarusija paleido 52 kalinius, tarp jų šešis Lietuvos piliečius"
GOOD = "Belarus freed 52 prisoners, among them six citizens of Lithuania"

CLEAN = {
    "plain": (SOURCE, GOOD),
    "words for digits": ("Paleisti 6 žmonės", "Six people were released"),
    "digits for words": ("Вызвалены шасцёра літоўцаў", "6 Lithuanians were freed"),
    "thousands": ("За кратамі 1 300 чалавек", "1,300 people are behind bars"),
    "names only": ("BNS", "BNS"),
    "repeated digits": ("Kodas 7 7 7 7", "Code 7 7 7 7"),
    "short and longer": ("МИД: да", "The Foreign Ministry said yes"),
    "names stay": ("Iharas Novikas – Vilniuje", "Ihar Novik is in Vilnius"),
    "nothing to translate": ("52", "52"),
}


@pytest.mark.parametrize("case", CLEAN)
def test_a_good_translation_has_no_warning(case: str) -> None:
    assert judge(*CLEAN[case]).warnings == ()


DAMAGED = {
    "a number lost": (GOOD.replace("52 ", ""), ("numbers-missing",)),
    "a number changed": (GOOD.replace("52", "25"), ("numbers-missing", "numbers-added")),
    "a number invented": (GOOD + " on 3 May", ("numbers-added",)),
    "the tail lost": ("Belarus freed 52 prisoners", ("length",)),
    "Cyrillic left": (GOOD.replace("Belarus", "Беларусь"), ("leftover-script",)),
    "a loop": (GOOD + " of the of the of the", ("loop",)),
    "a copy": (SOURCE, ("copied",)),
    "nothing": ("", ("empty",)),
    "only dots": ("...", ("empty",)),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_damage_is_named(case: str) -> None:
    translated, warnings = DAMAGED[case]

    assert judge(SOURCE, translated).warnings == warnings


@pytest.mark.parametrize(
    ("translated", "rejected"),
    [(GOOD, False), (GOOD.replace("52", "25"), False), (SOURCE, True), ("", True)],
)
def test_only_what_is_no_translation_is_rejected(translated: str, rejected: bool) -> None:
    assert judge(SOURCE, translated).rejected is rejected


def test_cyrillic_is_welcome_where_it_belongs() -> None:
    assert judge("Belarus freed prisoners", "Беларусь освободила заключённых", "ru").warnings == ()
